"""The columns that the loops walk through, in the one shape they are compiled for."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from whence.trace.fold import Flags, Ints, Longs
from whence.trace.into import Into
from whence.trace.lanes import Lanes
from whence.trace.months import Masks


class Columns(NamedTuple):
    """The lanes, by buyer and product, and what can go into what.

    The lanes into party b are `lane_at[b]:lane_at[b + 1]`, and the groups it sells
    `group_at[b]:group_at[b + 1]`, of product `group_hs`; goods of code h can go into
    those of code k if `fits[k, h]`. `records` is `Lanes.count`, and the rest as there.
    """

    lane_at: Longs
    hs: Ints
    group: Ints
    mask: Masks
    grams: Longs
    records: Longs
    unweighed: Longs
    group_at: Longs
    group_hs: Ints
    fits: Flags


def columns_of(lanes: Lanes, into: Into) -> Columns:
    """Give the columns; those of a store stay where they are."""
    return Columns(
        _read(lanes.lane_at, np.int64),
        _read(lanes.hs, np.int32),
        _read(lanes.group, np.int32),
        _read(lanes.mask, np.int64),
        _read(lanes.grams, np.int64),
        _read(lanes.count, np.int64),
        _read(lanes.unweighed, np.int64),
        _read(into.at, np.int64),
        _read(lanes.group_hs, np.int32),
        _read(into.fits, np.bool_),
    )


def _read(column: npt.NDArray[Any], kind: Any) -> npt.NDArray[Any]:
    """Give a column to be read only: what is compiled knows one kind of each."""
    view = np.ascontiguousarray(column, kind).view()
    view.flags.writeable = False
    return view
