"""What buyers took in, lane by lane and period by period: found once for a search."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from whence.trace.calendar import LONG
from whence.trace.fold import Ints, Longs
from whence.trace.kernel.columns import Numbers, Part, Sales
from whence.trace.kernel.compiled import compiled
from whence.trace.months import WORD, Masks
from whence.trace.parts import FINE, HEAVIEST

_YEAR = (1 << LONG) - 1

Amounts = npt.NDArray[np.uint64]


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

    Run r is of product `code[r]`, that `buyer[r]` took in in `period[r]`; it holds the
    cells `start[r]:start[r + 1]`, each an `amount` from its seller's `node`.
    """

    buyer: Numbers
    code: Numbers
    period: Numbers
    start: Numbers
    amount: Amounts
    node: Numbers


@compiled
def fill(
    part: Part, sales: Sales, asked: Asked, runs: Runs, sums: tuple[Longs, Longs, Longs]
) -> tuple[int, int]:
    """Write down the runs of a part; give how many there are, and how many cells.

    Say in `sums` what its buyers took in at all, what of it came along lanes that
    flagged goods can have come, and what nodes are made of.
    """
    whole, can, base = sums
    months, nodes = _carried(part, asked)
    taken = np.zeros(asked.periods, np.int64)
    run, cell, lane = 0, 0, 0
    while lane < len(part.dst):
        buyer, stop = part.dst[lane], lane + 1
        while stop < len(part.dst) and part.dst[stop] == buyer:
            stop += 1
        unit = _unit(part, lane, stop)
        while lane < stop:
            end, code = _lot_end(part, lane, stop), part.hs[lane]
            for period in range(asked.periods):
                taken[period], before = 0, cell
                for own in range(lane, end):
                    amount = _amount(part, asked, (own, period), unit)
                    if amount < 0:
                        continue
                    taken[period] += amount
                    old, new = months[own, 0], months[own, 1]
                    if old | new:
                        can[buyer] += amount
                        if _months_in(asked, old, new, period):
                            node = _node(asked, part.group[own], nodes[own], period)
                            runs.amount[cell], runs.node[cell] = amount, node
                            cell += 1
                whole[buyer] += taken[period]
                if cell > before:
                    runs.buyer[run], runs.code[run] = buyer, code
                    runs.period[run], runs.start[run] = period, before
                    run += 1
            _add_to_bases(sales, asked, (buyer, code), taken, base)
            lane = end
    runs.start[run] = cell
    return run, cell


@compiled
def _carried(part: Part, asked: Asked) -> tuple[Masks, Ints]:
    """Give the months in which flagged goods can have come along each lane, and where
    the nodes of its seller's group begin.

    What is looked up lies anywhere: in a loop that does nothing else a processor looks
    up several at once.
    """
    months = np.empty((len(part.group), 2), np.int64)
    node = np.empty(len(part.group), np.int32)
    for lane in range(len(part.group)):
        group = part.group[lane]
        months[lane, 0] = part.mask[lane, 0] & asked.held[group, 0]
        months[lane, 1] = part.mask[lane, 1] & asked.held[group, 1]
        node[lane] = asked.node_at[group]
    return months, node


@compiled
def _unit(part: Part, lane: int, stop: int) -> tuple[int, int]:
    """Give by how many bits the grams of a buyer's lanes are lifted, and what a record
    without a weight then counts for, as `weighing.weights_of` does."""
    known, records, blank = 0, 0, 0
    for own in range(lane, stop):
        known += min(int(part.grams[own]), HEAVIEST)
        records += int(part.records[own])
        blank += int(part.unweighed[own])
    base, weighed = known if known else 1, max(records - blank, 1)
    mean = min(base // weighed, HEAVIEST // max(records, 1))
    size, bits = known + blank * mean, 0
    while bits < FINE and size >> bits:
        bits += 1
    finer = FINE - bits
    return finer, (base << finer) // weighed if finer else mean


@compiled
def _lot_end(part: Part, lane: int, stop: int) -> int:
    """Give where the lot ends that begins at a lane: its product's last one."""
    end = lane + 1
    while end < stop and part.hs[end] == part.hs[lane]:
        end += 1
    return end


@compiled
def _amount(
    part: Part, asked: Asked, place: tuple[int, int], unit: tuple[int, int]
) -> int:
    """Give what of a lane counts in a period, its buyer's `unit` being `_unit`; -1
    where it has no month in it. `place` are lane and period."""
    (lane, period), (finer, mean) = place, unit
    old, new = part.mask[lane, 0], part.mask[lane, 1]
    months = _months_in(asked, old, new, period)
    if not months:
        return -1
    amount = min(int(part.grams[lane]), HEAVIEST) << finer
    amount = min(amount + int(part.unweighed[lane]) * mean, HEAVIEST)
    if asked.periods > 1:
        amount = amount * bits_of(months) // (bits_of(old) + bits_of(new))
    return amount


@compiled
def _months_in(asked: Asked, old: int, new: int, period: int) -> int:
    """Give bits for the months that are in a period, as `Calendar.within` does."""
    if asked.periods == 1:
        return old | new
    first = period * LONG
    word = old if first < WORD else new
    return word >> first % WORD & _YEAR


@compiled
def bits_of(number: int) -> int:
    """Count the bits that are set in a word of months: in pairs, in fours, in bytes."""
    number -= number >> 1 & 0x5555_5555_5555_5555
    number = (number & 0x3333_3333_3333_3333) + (number >> 2 & 0x3333_3333_3333_3333)
    number = number + (number >> 4) & 0x0F0F_0F0F_0F0F_0F0F
    number += number >> 8
    number += number >> 16
    number += number >> 32
    return number & 0x7F


@compiled
def _node(asked: Asked, group: int, first: int, period: int) -> int:
    """Give the node of a group, whose `first` is known, in a period: `Nodes.of`."""
    if not period:
        return first
    return first + bits_of(int(asked.bits[group]) & ((1 << period) - 1))


@compiled
def _add_to_bases(
    sales: Sales, asked: Asked, lot: tuple[int, int], taken: Longs, base: Longs
) -> None:
    """Count what a lot (buyer and product) took in, period by period, as part of all
    that the buyer's nodes are made of that it can go into."""
    buyer, code = lot
    for group in range(sales.at[buyer], sales.at[buyer + 1]):
        if sales.fits[sales.hs[group], code]:
            node = asked.node_at[group]
            for later in range(asked.periods):
                if asked.bits[group] >> later & 1:
                    for period in range(max(later - asked.reaching, 0), later + 1):
                        base[node] += taken[period]
                    node += 1
