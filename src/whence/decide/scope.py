"""Which goods an order reaches: by code, by words, by what went into them."""

import re
from functools import lru_cache

from whence.decide.links import Context
from whence.model.chain import Consignment, Operation
from whence.model.measure import Scope


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Match whole words of letters, and Chinese words anywhere."""
    parts = (rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in words)
    return re.compile("|".join(parts))


def digits(code: str) -> str:
    """Keep the digits of a code."""
    return code if code.isdigit() else "".join(c for c in code if c.isdigit())


@lru_cache(maxsize=65536)
def reaches(scope: Scope, hs: str, text: str) -> bool | None:
    """Whether goods are of the kinds an order names; None when nobody can tell.

    A code shorter than a prefix may fall under it, so it counts as reached. Without
    a code, words alone can bring goods in and never put them out.

    >>> cotton = Scope(("52", "610910"), ("cotton",), "cotton")
    >>> reaches(cotton, "5205.12", ""), reaches(cotton, "732690", "Wire baskets")
    (True, False)
    >>> reaches(cotton, "", "Baskets") is None, reaches(cotton, "6109", "")
    (True, True)
    """
    if not scope.hs and not scope.words:
        return True
    code = digits(hs)
    if code and any(code.startswith(p) or p.startswith(code) for p in scope.hs):
        return True
    if scope.words and text and _pattern(scope.words).search(text.casefold()):
        return True
    return False if code else None


def of_operation(scope: Scope, act: Operation, context: Context) -> bool | None:
    """Whether what an operation made is of the kinds named; None when unknown.

    An act of which no product is told, tied straight to the goods, made the goods.
    Where rows tell of several goods, one that is reached suffices.
    """
    hs, text = act.hs, f"{act.product} {act.stage}".strip()
    if not act.hs and not act.product and context.makes_goods(act):
        goods = context.consignment
        hs, text = goods.hs, f"{goods.description} {text}"
    told = [reaches(scope, hs, text)]
    told += [reaches(scope, code, f"{said} {act.stage}") for code, said in act.goods]
    if True in told:
        return True
    return None if None in told else False


def of_consignment(scope: Scope, context: Context) -> bool:
    """Whether the goods, or any input known of them, are of the kinds named.

    Goods of which nobody can tell are not put out of scope.
    """
    if not scope.hs and not scope.words:
        return True
    return context.reached(scope, _of_consignment)


def _of_consignment(scope: Scope, context: Context) -> bool:
    goods: Consignment = context.consignment
    if reaches(scope, goods.hs, goods.description) is not False:
        return True
    for need in context.chain.needs:
        if reaches(scope, need.hs, f"{need.description} {need.commodity}"):
            return True
    return any(of_operation(scope, act, context) for act in context.linked)
