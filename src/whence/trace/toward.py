"""How near a flagged party is to every state: found once, asked for many importers.

Who goes down from the flagged ones once (as exposure does) knows of each seller and
product in which months its goods can have come from one of them, in how many steps. A
search upstream that may look this up follows nothing that leads nowhere, so that it
costs what lies between an importer and the nearest flagged parties, and not what lies
upstream of him. What it finds, a search without it finds as well.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from whence.trace.calendar import WHOLE, Calendar
from whence.trace.exposure import NOBODY, Exposure, Spread
from whence.trace.fold import Ints, Longs
from whence.trace.months import Masks
from whence.trace.reach import Reach
from whence.trace.upstream import Searcher

EVERY = 1 << 40
"""More flagged parties than there are: all within the tiers asked for."""


class Level(NamedTuple):
    """What a number of steps adds: the groups that are new in some months, sorted, and
    in which. Few groups are new at more than one level."""

    group: Ints
    months: Masks

    @classmethod
    def of(cls, new: Masks) -> "Level":
        """Pick what is new of all groups."""
        group = np.flatnonzero(new[:, 0] | new[:, 1]).astype(np.int32)
        return cls(group, new[group])


@dataclass(frozen=True, slots=True)
class Labels:
    """Months in which flagged goods can have left each group, by steps before it.

    `levels[r]` are those in which goods can have come from one of `flagged` in r steps
    before the group's seller, and in no fewer; where more steps change nothing, the
    list ends. They are known for starts up to `tiers` tiers away, and hold for searches
    with the same `lag` and goods only.
    """

    flagged: Longs
    lag: int
    tiers: int
    levels: tuple[Level, ...]

    def within(self, group: Ints | Longs, steps: int) -> Masks:
        """Give the months of each group within so many steps."""
        months = np.zeros((len(group), 2), np.int64)
        wanted = group.astype(np.int32)  # as they lie: or all of a level is copied
        for level in self.levels[: steps + 1]:
            if len(level.group):
                at = np.searchsorted(level.group, wanted)
                at[at == len(level.group)] = 0
                known = np.flatnonzero(level.group[at] == wanted)
                months[known] |= level.months[at[known]]
        return months


@dataclass(frozen=True, slots=True)
class Nearest:
    """The flagged parties nearest to a start: by number, with the fewest tiers.

    All of up to `tiers` tiers are in it; `reach` holds every way from them.
    """

    reach: Reach
    tier_of: dict[int, int]
    tiers: int


class _Levels(list[Level]):
    """Takes labels level by level, in memory."""

    def __call__(self, new: Masks) -> None:
        """Take the next level."""
        self.append(Level.of(new))


def labels_of(
    spread: Spread,
    flagged: Longs,
    *,
    max_tiers: int,
    lag: int,
    carriers: Longs = NOBODY,
    calendar: Calendar = WHOLE,
) -> tuple[Labels, Exposure]:
    """Go down from the flagged ones once; give what is known then, and the exposure."""
    levels = _Levels()
    found = spread.exposure(
        flagged, max_tiers=max_tiers, lag=lag, carriers=carriers, calendar=calendar,
        keep=levels,
    )  # fmt: skip
    return Labels(flagged, lag, max_tiers, tuple(levels)), found


def labels_alone(spread: Spread, flagged: Longs, *, max_tiers: int, lag: int) -> Labels:
    """Give the same labels without distances and shares, which take twice as long."""
    levels = _Levels()
    spread.months(flagged, max_tiers=max_tiers, lag=lag, keep=levels)
    return Labels(flagged, lag, max_tiers, tuple(levels))


def nearest(
    searcher: Searcher, labels: Labels, start: str, hs: str, *, by: int | None,
    max_tiers: int, enough: int,
) -> Nearest:  # fmt: skip
    """Find the flagged parties nearest to a start, `enough` of them if there are.

    Goes one tier further at a time, until enough are found, and gives all that are as
    near as the last of them. `searcher` must know the same goods as the labels.
    """
    limit = min(max_tiers, labels.tiers)
    first = _first(searcher, labels, (start, hs, by), limit)
    for tiers in range(first, limit + 1):
        reach = searcher.toward(
            start, hs, by, max_tiers=tiers, lag=labels.lag, goal=labels
        )
        found = reach.near(labels.flagged)
        if len(found) >= enough or tiers == limit:
            return Nearest(reach, found, tiers)
    none = searcher.toward(start, hs, by, max_tiers=0, lag=labels.lag, goal=labels)
    return Nearest(none, {}, limit)


def _first(
    searcher: Searcher, labels: Labels, what: tuple[str, str, int | None], limit: int
) -> int:
    """Give the fewest tiers in which a flagged party can be; more than `limit` if none.

    One step up is enough to know it: the labels know the rest.
    """
    start, hs, by = what
    level = searcher.toward(start, hs, by, max_tiers=1, lag=labels.lag, goal=None)
    if len(level.levels) < 2:
        return limit + 1
    direct = level.levels[1]
    for steps in range(limit):
        held = labels.within(direct.group, steps) & direct.mask
        if held.any():
            return steps + 1
    return limit + 1


__all__ = [
    "EVERY",
    "Labels",
    "Level",
    "Nearest",
    "labels_alone",
    "labels_of",
    "nearest",
]
