"""The columns that the loops walk through, in the one shape they are compiled for.

What numbers something is unsigned: a processor need not ask then whether it counts
from the end, which in loops as short as these takes half of the time.
"""

from functools import partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from whence.trace.chunks import Chunk, each
from whence.trace.fold import Flags, Ints, Longs
from whence.trace.into import Into
from whence.trace.kernel.compiled import compiled
from whence.trace.lanes import Lanes
from whence.trace.months import WORD, Masks

TEN = 10
_TEN = (1 << TEN) - 1

Numbers = npt.NDArray[np.uint32]
Tens = npt.NDArray[np.uint16]
"""A bit for each ten months of the window in which there is a month."""


class Sales(NamedTuple):
    """What parties sell on: the groups of party p are `at[p]:at[p + 1]`, of product
    `hs`; goods of code h can go into those of code k if `fits[k, h]`."""

    at: Longs
    hs: Numbers
    fits: Flags


class Part(NamedTuple):
    """Some lanes, which hold whole buyers, from the lane `first` on; see `Lanes`.

    `tens` are the tens of months of each, and `records` is `Lanes.count`.
    """

    first: int
    dst: Numbers
    hs: Numbers
    group: Numbers
    mask: Masks
    tens: Tens
    grams: Longs
    records: Ints
    unweighed: Ints


def sales_of(lanes: Lanes, into: Into) -> Sales:
    """Give what parties sell on."""
    return Sales(
        _read(into.at, np.int64),
        _numbers(lanes.group_hs),
        _read(into.fits, np.bool_),
    )


def parts_of(lanes: Lanes) -> list[Part]:
    """Give all lanes in parts; what a store holds stays where it is."""
    return each(partial(_part_of, lanes), lanes.lane_at)


def _part_of(lanes: Lanes, chunk: Chunk) -> Part:
    own = slice(*chunk)
    mask = _read(lanes.mask[own], np.int64)
    tens = np.empty(len(mask), np.uint16)
    fill_tens(mask, tens)
    return Part(
        chunk[0],
        _numbers(lanes.dst[own]),
        _numbers(lanes.hs[own]),
        _numbers(lanes.group[own]),
        mask,
        tens,
        _read(lanes.grams[own], np.int64),
        _read(lanes.count[own], np.int32),
        _read(lanes.unweighed[own], np.int32),
    )


def _numbers(column: npt.NDArray[Any]) -> Numbers:
    """Give a column of what is never negative as unsigned."""
    return _read(np.asarray(column, np.int32).view(np.uint32), np.uint32)


def _read(column: npt.NDArray[Any], kind: Any) -> npt.NDArray[Any]:
    """Give a column to be read only: what is compiled knows one kind of each."""
    view = np.ascontiguousarray(column, kind).view()
    view.flags.writeable = False
    return view


@compiled
def tens_of(old: int, new: int) -> int:
    """Give the tens of months in which months are."""
    tens = 0
    for ten in range(WORD // TEN):
        tens |= ((old >> ten * TEN & _TEN) != 0) << ten
        tens |= ((new >> ten * TEN & _TEN) != 0) << (ten + WORD // TEN)
    return tens


@compiled
def fill_tens(mask: Masks, tens: Tens) -> None:
    """Write down the tens of months of every mask."""
    for at in range(len(mask)):
        tens[at] = tens_of(mask[at, 0], mask[at, 1])
