"""The records behind a path of lanes: which days fit, what share, on what rows.

A month can hold a sale before the purchase it needs; the days of the records decide.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from whence.model.source import Source
from whence.shelf.paths import search
from whence.trace.lanes import NOTIFIED, PRIMARY, Flags, Lanes, Longs, spread
from whence.trace.months import months_of
from whence.trace.products import Fit, Products
from whence.trace.reach import LanePath
from whence.trace.weighing import share_of

MILLION = 1_000_000
Rows = npt.NDArray[Any]
"""Numbers of records."""
EVER = 10_000
"""Months: no lag at all."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of a path with its evidence.

    `day` counts from 1970 (-1 when undated). `share_ppm` is the part of the buyer's
    intake of that product in the window, by weight; `guessed` of the `intake` records
    it is a part of bear none, and count as the mean of the others (see `weighing`).
    `rows` are its records, by day, and `sources` the places of the latest of them.
    `beyond` is the latest day its records bear where it is not believed: -1 where none.
    Of `notified` records the buyer is read from the notify party.
    """

    lane: int
    day: int
    share_ppm: int
    grams: int | None
    records: int
    sources: tuple[Source, ...]
    undated: bool
    fit: Fit
    rows: Rows
    intake: int
    guessed: int
    beyond: int
    notified: int


@dataclass(frozen=True, slots=True)
class Run:
    """A path of lanes whose days agree, the far leg first.

    `grams` is the narrowest lane, `recent` the last day on which the far party's
    goods can have set out, `lag_months` the longest wait between two steps.
    """

    legs: tuple[Leg, ...]
    grams: int
    recent: int
    share_ppm: int
    lag_months: int


def run_of(
    lanes: Lanes,
    path: LanePath,
    products: Products,
    *,
    hs: str,
    bound: int,
    lag: int,
    loose: bool = False,
) -> Run | None:
    """Give the evidence of a path, or None when its days contradict each other.

    `hs` and `bound` are the product and the last day (since 1970) at the start;
    `loose` lets the last step lie any time before, and without `hs` bear any goods.
    """
    fits = np.array([bound], np.int64)
    folds: list[Longs] = []
    legs: list[tuple[int, Longs, Flags, Fit]] = []
    down, wait = hs, EVER if loose else lag
    for lane in reversed(path.lanes):
        rows = lanes.rows_of(lane)
        undated = bool(lanes.undated[lane])
        keep = (
            np.ones(len(rows), bool) if undated else _fits(lanes, rows, fits, lag=wait)
        )
        if not keep.any():
            return None
        code = lanes.codes[lanes.hs[lane]]
        first = loose and not hs and not legs
        fit = Fit.SAME if first and code else products.fit(code, down)
        legs.append((lane, fits, keep, fit))
        if not undated:
            fits = np.unique(lanes.trade.day[rows[keep]]).astype(np.int64)
        # A leg without a day leaves room for a lag on either side of it.
        wait = wait + lag if undated else lag
        folds.append(fits)
        down = code
    days = _days(folds)
    if loose:
        days = _settled(days, [bool(lanes.undated[leg[0]]) for leg in legs])
    waits = [EVER if loose else lag, *[lag] * (len(legs) - 1)]
    made = [
        _leg(lanes, leg, day=day, lag=wait)
        for leg, day, wait in zip(legs, days, waits, strict=True)
    ]
    share = MILLION
    for leg in made:
        share = share * leg.share_ppm // MILLION
    months = months_of(np.array([days[0] if loose else bound, *days], np.int32))
    lags = (int(months[i] - months[i + 1]) for i in range(len(days)))
    return Run(tuple(reversed(made)), path.grams, days[-1], share, max(lags))


def _fits(lanes: Lanes, rows: Rows, later: Longs, *, lag: int) -> Flags:
    """Say which records shipped on or before a day that fits, within the lag."""
    days = lanes.trade.day[rows].astype(np.int64)
    at = np.searchsorted(later, days)
    inside = at < len(later)
    nearest = later[np.minimum(at, len(later) - 1)]
    wait = months_of(nearest.astype(np.int32)) - months_of(
        np.maximum(days, 0).astype(np.int32)
    )
    fits: Flags = inside & (days >= 0) & (wait <= lag)
    return fits


def _days(folds: list[Longs]) -> list[int]:
    """Choose one day a leg, near leg first: the far leg's last, then the soonest."""
    day = int(folds[-1][-1])
    days = [day]
    for fold in reversed(folds[:-1]):
        day = int(fold[np.searchsorted(fold, day)])
        days.append(day)
    return days[::-1]


def _settled(days: list[int], undated: list[bool]) -> list[int]:
    """Lay steps without a day, if nothing bounds them, on the day of the one before."""
    bounds = undated.index(False) if False in undated else 0
    return [days[bounds]] * bounds + days[bounds:]


def _leg(
    lanes: Lanes, leg: tuple[int, Longs, Flags, Fit], *, day: int, lag: int
) -> Leg:
    """Gather one leg's records, weight and share."""
    lane, later, keep, fit = leg
    rows = lanes.rows_of(lane)[keep]
    undated = bool(lanes.undated[lane])
    grams = lanes.trade.grams[rows]
    weighed = bool((grams >= 0).all())
    own, taken = _intake(lanes, lane, rows, window=(later, lag))
    return Leg(
        lane,
        day,
        share_of(lanes.trade.grams[own], lanes.trade.grams[taken]),
        int(grams.sum()) if weighed else None,
        len(rows),
        _sources(lanes, rows),
        undated,
        fit,
        rows,
        intake=len(taken),
        guessed=int((lanes.trade.grams[taken] < 0).sum()),
        # Rows without a day bear -1, so that the latest is one beyond, or none.
        beyond=int(lanes.trade.day[rows].max()) if undated else -1,
        notified=int(((lanes.kinds_of(lane)[keep] & NOTIFIED) > 0).sum()),
    )


def _intake(
    lanes: Lanes, lane: int, rows: Rows, *, window: tuple[Longs, int]
) -> tuple[Rows, Rows]:
    """Give the records of a seller, and of the buyer's whole intake of that product, in
    the window.

    What the seller sold without a day counts in the part as it does in the whole.
    """
    buyer = np.array([lanes.dst[lane]], np.int32)
    others, _ = lanes.of_buyer(buyer)
    like = lanes.alike(int(lanes.hs[lane]))
    taken, primary = _within(lanes, others[like[lanes.hs[others]]], window)
    own, _ = _within(lanes, lanes.kin(lane), window)
    own = np.union1d(own, rows)
    taken = np.union1d(taken[primary], own)
    return own, taken


def _within(
    lanes: Lanes, which: Longs, window: tuple[Longs, int]
) -> tuple[Rows, Flags]:
    """Give the records of lanes that can lie in a window, and which count as intake."""
    at, owner = spread(lanes.record_at[which], lanes.record_at[which + 1])
    rows = at if lanes.records is None else lanes.records[at]
    kinds, loose = lanes.kinds[at], lanes.undated[which][owner]
    later, lag = window
    keep = loose | _fits(lanes, rows, later, lag=lag)
    return rows[keep], (kinds[keep] & PRIMARY) > 0


def _sources(lanes: Lanes, rows: Rows) -> tuple[Source, ...]:
    """Say where the latest of the records stand, as many as are shown."""
    most = search().evidence_rows
    days = lanes.trade.day[rows]
    # Rows lie by day; of those on the last day shown, all are held side by side.
    near = rows[days >= days[-most]] if len(rows) > most else rows
    latest = sorted(
        (-int(lanes.trade.day[row]), lanes.trade.source(int(row))) for row in near
    )
    return tuple(sorted(source for _, source in latest[:most]))
