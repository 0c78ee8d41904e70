"""One level of the search downstream: what lanes carry in, and what buyers pass on.

What a lane's seller holds lies anywhere in memory, and waiting for it is most of the
work. So lanes are first asked for by a few bits that stay near the processor, and what
is looked up farther off is looked up in loops that do nothing else, in which a
processor waits for several at once.
"""

from typing import NamedTuple

import numpy as np

from whence.trace.fold import Flags, Longs
from whence.trace.kernel.columns import Numbers, Part, Sales, Tens, tens_of
from whence.trace.kernel.compiled import compiled
from whence.trace.months import FULL, WORD, Masks
from whence.trace.walk import NEVER, Tiers


class Level(NamedTuple):
    """Where one level begins, and what it adds.

    `asked` are the parties who can still be reached, or pass on what reaches them. The
    rest is by group: `state` holds the months that are new at this level (two words)
    and the grams of the widest way there, `tens` the tens of months in which these are;
    `fresh` takes what `state` is at the next level; `held` are the months of all levels
    so far.
    """

    number: int
    lag: int
    last: bool
    asked: Flags
    tens: Tens
    state: Longs
    fresh: Longs
    held: Masks


@compiled
def ask(sales: Sales, tier: Tiers, asked: Flags, last: bool) -> None:
    """Say which parties are asked at a level, or at the `last` one."""
    for party in range(len(tier)):
        sells = sales.at[party + 1] > sales.at[party]
        asked[party] = tier[party] == NEVER or (sells and not last)


@compiled
def go_down(part: Part, sales: Sales, level: Level, tier: Tiers, via: Longs) -> None:
    """Let lanes carry in what is new, and let their buyers pass it on unless that was
    the last level."""
    lanes = np.empty(len(part.dst), np.uint32)
    lanes = lanes[: _open(part, level, lanes)]
    carried = np.empty((len(lanes), 3), np.int64)
    size = _carried(part, level, lanes, carried)
    at = 0
    while at < size:
        buyer = part.dst[lanes[at]]
        widest, by = -1, -1
        while at < size and part.dst[lanes[at]] == buyer:
            code = part.hs[lanes[at]]
            old, new, width = 0, 0, 0
            while (
                at < size
                and part.hs[lanes[at]] == code
                and part.dst[lanes[at]] == buyer
            ):
                old |= carried[at, 0]
                new |= carried[at, 1]
                width = max(width, carried[at, 2])
                if carried[at, 2] > widest:
                    widest, by = carried[at, 2], part.first + lanes[at]
                at += 1
            if not level.last:
                _pass_on(sales, level, (old, new, width), buyer, code)
        if tier[buyer] == NEVER:
            tier[buyer], via[buyer] = level.number, by


@compiled
def _open(part: Part, level: Level, lanes: Numbers) -> int:
    """Write down the lanes into parties who are asked that can carry anything, by tens
    of months; give how many there are."""
    size = 0
    for lane in range(len(part.dst)):
        lanes[size] = lane
        can = part.tens[lane] & level.tens[part.group[lane]]
        size += (can != 0) & level.asked[part.dst[lane]]
    return size


@compiled
def _carried(part: Part, level: Level, lanes: Numbers, carried: Longs) -> int:
    """Write down in which months lanes carry on, and how widely, and keep those that do
    in any; give how many there are."""
    size = 0
    for at in range(len(lanes)):
        lane = lanes[at]
        group = part.group[lane]
        old = part.mask[lane, 0] & level.state[group, 0]
        new = part.mask[lane, 1] & level.state[group, 1]
        carried[size, 0], carried[size, 1] = old, new
        carried[size, 2] = min(part.grams[lane], level.state[group, 2])
        lanes[size] = lane
        size += (old | new) != 0
    return size


@compiled
def _pass_on(
    sales: Sales, level: Level, carried: tuple[int, int, int], buyer: int, code: int
) -> None:
    """Let what a buyer took in under a code (months, and how widely) go out again for a
    lag's months, as whatever he sells that it can go into."""
    old, new, width = carried
    covered = 0
    while covered < level.lag:
        step = min(covered + 1, level.lag - covered)
        over = old >> (WORD - step)
        old |= (old << step) & FULL
        new |= (new << step) & FULL | over
        covered += step
    for group in range(sales.at[buyer], sales.at[buyer + 1]):
        if sales.fits[sales.hs[group], code]:
            early, late = old & ~level.held[group, 0], new & ~level.held[group, 1]
            if early | late:
                level.fresh[group, 0] |= early
                level.fresh[group, 1] |= late
                level.fresh[group, 2] = max(level.fresh[group, 2], width)


@compiled
def hold(fresh: Longs, held: Masks, tens: Tens) -> bool:
    """Count what is new as held, and say in which tens of months it is; give whether
    there is any."""
    some = False
    for group in range(len(held)):
        old, new = fresh[group, 0], fresh[group, 1]
        held[group, 0] |= old
        held[group, 1] |= new
        tens[group] = tens_of(old, new)
        some |= (old | new) != 0
    return some


@compiled
def begin(state: Longs, fresh: Longs) -> None:
    """Make of a level's `state` what the next but one begins with: nothing new, and the
    widest way of the one between (`fresh`)."""
    for group in range(len(state)):
        state[group, 0] = state[group, 1] = 0
        state[group, 2] = fresh[group, 2]
