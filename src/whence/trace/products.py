"""Which goods can go into which: by code, by the bill of materials, by HS chains."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from whence.model.rows import Tables
from whence.shelf.chains import editions, hs_pairs, within

DIGITS = 6
"""HS codes agree between countries on six digits only."""


class Fit(IntEnum):
    """How goods of one code fit into goods of another, best last.

    `BLANK` means a code is missing: it fits anything, and is shown as such. `CHAIN`
    is what industry commonly does; it ranks and traces nothing. `EDITION` means that
    the nomenclature wrote the same goods, or part of them, otherwise before.
    """

    NONE = 0
    BLANK = 1
    CHAIN = 2
    EDITION = 3
    MATERIALS = 4
    SAME = 5

    @property
    def known(self) -> bool:
        """Whether the product of the step is known: unchanged, or in the bill."""
        return self >= Fit.EDITION


class Products:
    """Says how goods fit, given the pairs of a bill of materials."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        """Take (child HS, parent HS) pairs; blank codes say nothing."""
        self._pairs = frozenset((c[:DIGITS], p[:DIGITS]) for c, p in pairs if c and p)
        self._known: dict[str, tuple[tuple[Fit, set[str]], ...]] = {}

    def fit(self, upstream: str, downstream: str) -> Fit:
        """Say how goods of the first code fit into goods of the second."""
        up, down = upstream[:DIGITS], downstream[:DIGITS]
        if not up or not down:
            return Fit.BLANK
        if within(up, down):
            return Fit.SAME
        for fit, prefixes in self._feeders(down):
            if any(within(up, prefix) for prefix in prefixes):
                return fit
        return Fit.NONE

    def _feeders(self, down: str) -> tuple[tuple[Fit, set[str]], ...]:
        """Give the prefixes that go into a code, best fit first."""
        if down not in self._known:
            self._known[down] = self._fed(down)
        return self._known[down]

    def _fed(self, down: str) -> tuple[tuple[Fit, set[str]], ...]:
        bill = {child for child, parent in self._pairs if within(down, parent)}
        chain = {p.from_hs for p in hs_pairs() if within(down, p.to_hs)}
        other = set(editions(down)) if len(down) == DIGITS else set()
        return (Fit.MATERIALS, bill), (Fit.EDITION, other), (Fit.CHAIN, chain)

    def row(self, downstream: str, codes: tuple[str, ...]) -> npt.NDArray[np.uint8]:
        """Give the fit of each of the sorted codes into one code."""
        down = downstream[:DIGITS]
        if not down:
            return np.full(len(codes), Fit.BLANK, np.uint8)
        row = np.full(len(codes), Fit.NONE, np.uint8)
        for fit, prefixes in reversed(self._feeders(down)):
            for prefix in prefixes:
                _mark(row, codes, prefix=prefix, fit=fit)
        _mark(row, codes, prefix=down, fit=Fit.SAME)
        if codes and codes[0] == "":
            row[0] = Fit.BLANK
        return row


def _mark(
    row: npt.NDArray[np.uint8], codes: tuple[str, ...], *, prefix: str, fit: Fit
) -> None:
    """Mark every code that begins with the prefix, or with which it begins."""
    start = bisect_left(codes, prefix)
    stop = bisect_left(codes, prefix + ":")
    row[start:stop] = fit
    for length in range(1, len(prefix)):
        at = bisect_left(codes, prefix[:length])
        if at < len(codes) and codes[at] == prefix[:length]:
            row[at] = fit


def codes_of_skus(tables: Tables) -> Mapping[str, frozenset[str]]:
    """Give the HS codes that the files state for each product."""
    found: dict[str, set[str]] = {}
    for order in tables.orders:
        found.setdefault(order.sku, set()).add(order.hs)
    for entry in tables.entries:
        found.setdefault(entry.sku, set()).add(entry.hs)
    for material in tables.materials:
        found.setdefault(material.child, set()).add(material.hs)
    for step in tables.production:
        found.setdefault(step.product, set()).add(step.hs)
    return {
        sku: frozenset(code for code in codes if code)
        for sku, codes in found.items()
        if sku
    }


def products_of(tables: Tables) -> Products:
    """Give the fits that the bill of materials of a case states."""
    codes = codes_of_skus(tables)
    none: frozenset[str] = frozenset()
    return Products(
        (child, parent)
        for row in tables.materials
        for child in codes.get(row.child, none)
        for parent in codes.get(row.parent, none)
    )
