"""What buyers took in, lane by lane and period by period: found once for a search."""

from typing import NamedTuple

import numpy as np

from whence.trace.calendar import LONG
from whence.trace.fold import Ints, Longs
from whence.trace.kernel.columns import Columns
from whence.trace.kernel.compiled import compiled
from whence.trace.months import WORD, Masks
from whence.trace.parts import FINE, HEAVIEST

_YEAR = (1 << LONG) - 1


class Asked(NamedTuple):
    """The periods told apart, how many of them goods can lie, and by group the months
    `held`, the `bits` of the periods with a node, and where the nodes begin."""

    periods: int
    reaching: int
    held: Masks
    bits: Ints
    node_at: Ints


class Runs(NamedTuple):
    """The open cells of some buyers, in runs of one buyer, product and period.

    The runs of the first of them are `at[0]:at[1]`; run r is of product `code[r]` in
    `period[r]` and holds the cells `start[r]:start[r + 1]`, each an `amount` from its
    seller's `node`.
    """

    at: Longs
    code: Ints
    period: Ints
    start: Longs
    amount: Longs
    node: Ints


@compiled
def bits_of(number: int) -> int:
    """Count the bits that are set."""
    count = 0
    while number:
        number &= number - 1
        count += 1
    return count


@compiled
def unit_of(columns: Columns, buyer: int) -> tuple[int, int]:
    """Give by how many bits a buyer's grams are lifted, and what a record without a
    weight then counts for, as `weighing.weights_of` does."""
    known, records, blank = 0, 0, 0
    for lane in range(columns.lane_at[buyer], columns.lane_at[buyer + 1]):
        known += min(columns.grams[lane], HEAVIEST)
        records += columns.records[lane]
        blank += columns.unweighed[lane]
    base, weighed = known if known else 1, max(records - blank, 1)
    mean = min(base // weighed, HEAVIEST // max(records, 1))
    size, bits = known + blank * mean, 0
    while bits < FINE and size >> bits:
        bits += 1
    finer = FINE - bits
    return finer, (base << finer) // weighed if finer else mean


@compiled
def within(columns: Columns, asked: Asked, lane: int, period: int) -> tuple[int, int]:
    """Give bits for the months of a lane in a period, as `Calendar.within` does, and
    for those of them in which its seller can have had flagged goods."""
    old, new = columns.mask[lane, 0], columns.mask[lane, 1]
    group = columns.group[lane]
    if asked.periods == 1:
        return old | new, old & asked.held[group, 0] | new & asked.held[group, 1]
    first = period * LONG
    word, place = first // WORD, first % WORD
    months = columns.mask[lane, word] >> place & _YEAR
    return months, months & asked.held[group, word] >> place


@compiled
def cell_of(
    columns: Columns, asked: Asked, place: tuple[int, int], unit: tuple[int, int]
) -> tuple[int, bool, bool]:
    """Give what of a lane counts in a period; whether flagged goods can have come along
    it in that period, and at all. `place` are lane and period, `unit` is `unit_of`."""
    (lane, period), (finer, mean) = place, unit
    months, carried = within(columns, asked, lane, period)
    if not months:
        return 0, False, False
    amount = min(columns.grams[lane], HEAVIEST) << finer
    amount = min(amount + columns.unweighed[lane] * mean, HEAVIEST)
    if asked.periods == 1:
        return amount, carried != 0, carried != 0
    group, old, new = columns.group[lane], columns.mask[lane, 0], columns.mask[lane, 1]
    amount = amount * bits_of(months) // (bits_of(old) + bits_of(new))
    reached = old & asked.held[group, 0] | new & asked.held[group, 1]
    return amount, carried != 0, reached != 0


@compiled
def size_of(columns: Columns, asked: Asked, low: int, high: int) -> tuple[int, int]:
    """Count the runs, and the open cells in them, of the buyers `low` to `high`."""
    runs, cells = 0, 0
    lane, stop = columns.lane_at[low], columns.lane_at[high]
    for buyer in range(low, high):
        lane, stop = columns.lane_at[buyer], columns.lane_at[buyer + 1]
        while lane < stop:
            end = lot_end(columns, lane, stop)
            for period in range(asked.periods):
                before = cells
                for own in range(lane, end):
                    cells += within(columns, asked, own, period)[1] != 0
                runs += cells > before
            lane = end
    return runs, cells


@compiled
def lot_end(columns: Columns, lane: int, stop: int) -> int:
    """Give where the lot ends that begins at a lane: its product's last one."""
    end = lane + 1
    while end < stop and columns.hs[end] == columns.hs[lane]:
        end += 1
    return end


@compiled
def fill(
    columns: Columns, asked: Asked, runs: Runs, sums: tuple[Longs, Longs, Longs],
    low: int, high: int,
) -> None:  # fmt: skip
    """Write down the runs of the buyers `low` to `high`; say what they took in at all,
    what came along lanes that flagged goods can have come, and what nodes are made of
    (`sums`)."""
    whole, can, base = sums
    taken = np.zeros(asked.periods, np.int64)
    run, cell = 0, 0
    for buyer in range(low, high):
        runs.at[buyer - low] = run
        unit = unit_of(columns, buyer)
        lane, stop = columns.lane_at[buyer], columns.lane_at[buyer + 1]
        while lane < stop:
            end, code = lot_end(columns, lane, stop), columns.hs[lane]
            for period in range(asked.periods):
                taken[period] = 0
                before = cell
                for own in range(lane, end):
                    amount, open_, reached = cell_of(
                        columns, asked, (own, period), unit
                    )
                    taken[period] += amount
                    if reached:
                        can[buyer] += amount
                    if open_:
                        runs.amount[cell] = amount
                        runs.node[cell] = node_of(asked, columns.group[own], period)
                        cell += 1
                whole[buyer] += taken[period]
                if cell > before:
                    runs.code[run], runs.period[run] = code, period
                    runs.start[run] = before
                    run += 1
            add_to_bases(columns, asked, (buyer, code), taken, base)
            lane = end
    runs.at[high - low] = run
    runs.start[run] = cell


@compiled
def node_of(asked: Asked, group: int, period: int) -> int:
    """Give the node of a group in a period, as `Nodes.of` does."""
    first = int(asked.node_at[group])
    return first + bits_of(int(asked.bits[group]) & ((1 << period) - 1))


@compiled
def add_to_bases(
    columns: Columns, asked: Asked, lot: tuple[int, int], taken: Longs, base: Longs
) -> None:
    """Count what a lot (buyer and product) took in, period by period, as part of all
    that the buyer's nodes are made of that it can go into."""
    buyer, code = lot
    for group in range(columns.group_at[buyer], columns.group_at[buyer + 1]):
        if columns.fits[columns.group_hs[group], code]:
            node = asked.node_at[group]
            for later in range(asked.periods):
                if asked.bits[group] >> later & 1:
                    for period in range(max(later - asked.reaching, 0), later + 1):
                        base[node] += taken[period]
                    node += 1
