"""One level of the search downstream, buyer by buyer."""

from typing import NamedTuple

from whence.trace.fold import Flags, Longs
from whence.trace.kernel.columns import Columns
from whence.trace.kernel.compiled import compiled
from whence.trace.months import FULL, WORD, Masks
from whence.trace.walk import NEVER, Tiers


class Level(NamedTuple):
    """Where one level begins, and what it adds; all but `number` by group.

    `open` are the groups with months that are new at it. Of each, `state` holds these
    months (two words) and the grams of the widest way there; `fresh` takes the same of
    the next level. `held` are the months of all levels so far.
    """

    number: int
    lag: int
    last: bool
    open: Flags
    state: Longs
    fresh: Longs
    held: Masks


@compiled
def go_down(
    columns: Columns, level: Level, tier: Tiers, via: Longs, low: int, high: int
) -> None:
    """Let the lanes into the buyers `low` to `high` carry in what is new, and let these
    pass it on unless that was the last level."""
    for buyer in range(low, high):
        unmet = tier[buyer] == NEVER
        first, end = columns.group_at[buyer], columns.group_at[buyer + 1]
        passes = not level.last and end > first
        if not (unmet or passes):
            continue
        widest, by = -1, -1
        lane, stop = columns.lane_at[buyer], columns.lane_at[buyer + 1]
        while lane < stop:
            code = columns.hs[lane]
            old, new, width = 0, 0, 0
            while lane < stop and columns.hs[lane] == code:
                group = columns.group[lane]
                if level.open[group]:
                    early = columns.mask[lane, 0] & level.state[group, 0]
                    late = columns.mask[lane, 1] & level.state[group, 1]
                    if early | late:
                        wide = min(columns.grams[lane], level.state[group, 2])
                        old |= early
                        new |= late
                        width = max(width, wide)
                        if wide > widest:
                            widest, by = wide, lane
                lane += 1
            if passes and old | new:
                _pass_on(columns, level, (old, new, width), (first, end, code))
        if unmet and by >= 0:
            tier[buyer], via[buyer] = level.number, by


@compiled
def _pass_on(
    columns: Columns,
    level: Level,
    carried: tuple[int, int, int],
    into: tuple[int, int, int],
) -> None:
    """Let what was carried in (months, and how widely) go out again for a lag's months,
    as those of the groups `first` to `end` that goods of this code can go into."""
    (old, new, width), (first, end, code) = carried, into
    covered = 0
    while covered < level.lag:
        step = min(covered + 1, level.lag - covered)
        over = old >> (WORD - step)
        old |= (old << step) & FULL
        new |= (new << step) & FULL | over
        covered += step
    for group in range(first, end):
        if columns.fits[columns.group_hs[group], code]:
            early, late = old & ~level.held[group, 0], new & ~level.held[group, 1]
            if early | late:
                level.fresh[group, 0] |= early
                level.fresh[group, 1] |= late
                level.fresh[group, 2] = max(level.fresh[group, 2], width)
