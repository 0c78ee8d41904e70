"""The functions of formulas, each defined as a formula of its own.

So that a growth is reckoned in one way everywhere: as intervals, as samples, in words.
"""

from dataclasses import dataclass
from functools import cache

from whence.estimate.language import (
    Call,
    FormulaError,
    Minus,
    Name,
    Tree,
    Two,
    parse,
    replaced,
)


@dataclass(frozen=True, slots=True)
class Function:
    """A function: its terms by name, what it is, and what it says."""

    name: str
    terms: tuple[str, ...]
    formula: str
    says: str


FUNCTIONS = {
    f.name: f
    for f in (
        Function("growth", ("new", "old"), "new / old - 1", "growth from old to new"),
        Function("over", ("a", "p"), "a / p - 1", "achieved over planned, less one"),
        Function("base", ("new", "g"), "new / (1 + g)", "what a growth started from"),
        Function("change", ("new", "g"), "new - new / (1 + g)", "growth as an amount"),
        Function("share", ("part", "whole"), "part / whole", "a part of its whole"),
        Function(
            "share_after",
            ("share", "part", "whole"),
            "share * (1 + part) / (1 + whole)",
            "a share after part and whole have grown",
        ),
        Function(
            "contribution",
            ("share", "part", "whole"),
            "share * part / (1 + part) / (whole / (1 + whole))",
            "what part of the growth of the whole came from a part, by its share after",
        ),
        Function("rest", ("whole", "part"), "whole - part", "the whole without a part"),
        Function("mean", ("sum", "n"), "sum / n", "an average over n years"),
        Function("beside", ("a", "b"), "a / b", "one part beside another of its whole"),
        Function("above", ("a", "b"), "a - b", "points by which one growth is above"),
    )
}
"""`total(a, b, ...)` is the one function with any number of terms: their sum."""

TOTAL = "total"
NAMES = (*FUNCTIONS, TOTAL)


@cache
def _body(name: str) -> Tree:
    return parse(FUNCTIONS[name].formula)


def expanded(tree: Tree) -> Tree:
    """Write a formula out in + - * / alone.

    Raises:
        FormulaError: a function is unknown, or has the wrong number of terms.

    """
    match tree:
        case Minus(of):
            return Minus(expanded(of))
        case Two(sign, left, right):
            return Two(sign, expanded(left), expanded(right))
        case Call(name, terms):
            return _written_out(name, tuple(expanded(t) for t in terms))
        case _:
            return tree


def _written_out(name: str, terms: tuple[Tree, ...]) -> Tree:
    check_call(name, len(terms))
    if name == TOTAL:
        tree = terms[0]
        for term in terms[1:]:
            tree = Two("+", tree, term)
        return tree
    # Terms get names that no user can write, so that none is caught by another.
    inner = replaced(_body(name), {t: Name(f" {t}") for t in FUNCTIONS[name].terms})
    by = {f" {t}": v for t, v in zip(FUNCTIONS[name].terms, terms, strict=True)}
    return replaced(inner, by)


def check_call(name: str, count: int) -> None:
    """Refuse a function that does not exist, or with too many or too few terms.

    Raises:
        FormulaError: says which functions there are, or how many terms it takes.

    """
    if name == TOTAL:
        if count < 2:
            raise FormulaError("total takes two terms or more")
        return
    if name not in FUNCTIONS:
        raise FormulaError(f"there is no function {name!r}; use {', '.join(NAMES)}")
    terms = FUNCTIONS[name].terms
    if count != len(terms):
        raise FormulaError(f"{name} takes {len(terms)} terms ({', '.join(terms)})")
