"""How finely shares tell time: not at all, or by years of the window of months."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from whence.trace.fold import Flags, Ints, Longs
from whence.trace.lanes import spread
from whence.trace.months import MONTHS, WORD, Masks

LONG = 12
"""Months of a year of the window; a year lies in one word of a mask."""
_BITS = (1 << LONG) - 1


@dataclass(frozen=True, slots=True)
class Calendar:
    """The periods that shares tell apart, in their order."""

    periods: int

    def reaching(self, lag: int) -> int:
        """Give how many periods on goods can be sold that lie so many months."""
        return math.ceil(lag / LONG) if self.periods > 1 else 0

    def within(self, masks: Masks, period: int) -> Longs:
        """Give bits for the months of a period; none where no month is in it."""
        if self.periods == 1:
            return masks[:, 0] | masks[:, 1]
        word, at = divmod(period * LONG, WORD)
        return (masks[:, word] >> at) & _BITS

    def split(
        self, amount: Longs, masks: Masks
    ) -> Iterator[tuple[int, Longs | slice, Longs]]:
        """Lay amounts evenly on their months; yield each period, who has a part in it,
        and that part, rounded down."""
        if self.periods == 1:
            yield 0, slice(None), amount
            return
        months = np.bitwise_count(masks).sum(axis=1, dtype=np.int64)
        for period in range(self.periods):
            here = np.bitwise_count(self.within(masks, period))
            some = np.flatnonzero(here)
            if len(some):
                yield period, some, amount[some] * here[some] // months[some]


WHOLE = Calendar(1)
YEARS = Calendar(MONTHS // LONG)


class Nodes:
    """Numbers for what is sold on in a period: by group, where it holds a month."""

    def __init__(self, held: Masks, calendar: Calendar) -> None:
        """Number each group's periods in which it holds a month."""
        self._bits = np.zeros(len(held), np.int32)
        for period in range(calendar.periods):
            self._bits |= (calendar.within(held, period) != 0).astype(
                np.int32
            ) << period
        self._at = np.zeros(len(held) + 1, np.int32)
        np.cumsum(np.bitwise_count(self._bits), out=self._at[1:])

    def __len__(self) -> int:
        """Count them."""
        return int(self._at[-1])

    @property
    def columns(self) -> tuple[Ints, Ints]:
        """Give by group bits for its periods with a node, and where its nodes begin."""
        return self._bits, self._at

    def held(self, group: Ints | Longs, period: int) -> Flags:
        """Say which of these groups have a node in a period."""
        some: Flags = self._bits.take(group) >> period & 1 != 0
        return some

    def of(self, group: Ints | Longs, period: int) -> Ints:
        """Give the nodes of groups that have one in this period."""
        at = self._at.take(group)
        if before := (1 << period) - 1:
            at += np.bitwise_count(self._bits.take(group) & before)
        return at

    def all_of(self, group: Longs) -> Longs:
        """Give every node of these groups."""
        return spread(self._at[group], self._at[group + 1])[0]
