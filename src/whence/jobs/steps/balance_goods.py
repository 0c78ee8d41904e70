"""Which codes of a store are which product of the conversions, and what goes in."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from whence.engine.duck import Columns, texts
from whence.shelf.chains import within
from whence.shelf.yields import Yield
from whence.trace.products import Fit, Products

Goods = dict[str, Columns]


def goods_of(codes: tuple[str, ...], known: tuple[Yield, ...]) -> Goods:
    """Say which codes are which product, and what goes into it: tables goods, inputs
    and any_hs, by text of the product, and thousandths of input for output."""
    goods: set[tuple[str, int]] = set()
    inputs: list[tuple[str, int, int, int]] = []
    blank: dict[str, int] = {}
    for conversion in known:
        for at, code in enumerate(codes):
            if any(_is(code, prefix) for prefix in conversion.to_hs):
                goods.add((conversion.product, at))
            if any(_is(code, prefix) for prefix in conversion.from_hs):
                row = (conversion.product, at, conversion.low, conversion.high)
                inputs.append(row)
        low = min(conversion.low, blank.get(conversion.product, conversion.low))
        blank[conversion.product] = low
    made = sorted(goods)
    return {
        "goods": {
            "product": texts(p for p, _ in made),
            "hs": _ints(h for _, h in made),
        },
        "inputs": {
            "product": texts(r[0] for r in inputs),
            "hs": _ints(r[1] for r in inputs),
            "low": _ints(r[2] for r in inputs),
            "high": _ints(r[3] for r in inputs),
        },
        "any_hs": {
            "product": texts(blank),
            "hs": _ints(codes.index("") for _ in blank),
            "low": _ints(blank.values()),
        },
    }


def kin_of(codes: tuple[str, ...], goods: Columns) -> Columns:
    """Say of which codes each product can be made by the HS chains, known or not."""
    chains = Products()
    found: set[tuple[str, int]] = set()
    for product, made in zip(goods["product"], goods["hs"], strict=True):
        fits = chains.row(codes[int(made)], codes) == Fit.CHAIN
        found.update((str(product), int(at)) for at in np.flatnonzero(fits))
    kin = sorted(found)
    return {"product": texts(p for p, _ in kin), "hs": _ints(h for _, h in kin)}


def _is(code: str, prefix: str) -> bool:
    """Whether a code lies under a prefix; a shorter code is not told apart."""
    return within(code, prefix) and len(code) >= len(prefix)


def _ints(values: Iterable[int]) -> npt.NDArray[np.int64]:
    return np.array(list(values), np.int64)
