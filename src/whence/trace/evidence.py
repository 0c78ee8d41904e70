"""The records behind a path of lanes: which days fit, what share, on what rows.

A month can hold a sale before the purchase it needs; the days of the records decide.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from whence.model.source import Source
from whence.shelf.paths import search
from whence.trace.fold import firsts
from whence.trace.lanes import NOTIFIED, Flags, Ints, Lanes, Longs
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
        days = lanes.trade.day[rows]
        keep = np.ones(len(rows), bool) if undated else _fits(days, fits, lag=wait)
        if not keep.any():
            return None
        code = lanes.codes[lanes.hs[lane]]
        first = loose and not hs and not legs
        fit = Fit.SAME if first and code else products.fit(code, down)
        legs.append((lane, fits, keep, fit))
        if not undated:
            fits = _once(days[keep].astype(np.int64))
        # A leg without a day leaves room for a lag on either side of it.
        wait = wait + lag if undated else lag
        folds.append(fits)
        down = code
    chosen = _days(folds)
    if loose:
        chosen = _settled(chosen, [bool(lanes.undated[leg[0]]) for leg in legs])
    waits = [EVER if loose else lag, *[lag] * (len(legs) - 1)]
    made = [
        _leg(lanes, leg, day=day, lag=wait)
        for leg, day, wait in zip(legs, chosen, waits, strict=True)
    ]
    share = MILLION
    for leg in made:
        share = share * leg.share_ppm // MILLION
    months = months_of(np.array([chosen[0] if loose else bound, *chosen], np.int32))
    lags = (int(months[i] - months[i + 1]) for i in range(len(chosen)))
    return Run(tuple(reversed(made)), path.grams, chosen[-1], share, max(lags))


def _fits(days: Ints | Longs, later: Longs, *, lag: int) -> Flags:
    """Say which days lie on or before one that fits, within the lag.

    `later` is sorted; of the days that fit, the soonest bears the longest lag. Its
    month is looked up once a day that fits, and not once a record.
    """
    month = later.astype("datetime64[D]").astype("datetime64[M]") - lag
    first = month.astype("datetime64[D]").astype(np.int64)
    at = np.searchsorted(later, days)
    fits: Flags = first[np.minimum(at, len(later) - 1)] <= days
    fits &= at < len(later)
    fits &= days >= 0
    return fits


def _once(numbers: Longs) -> Longs:
    """Sort numbers and leave each in once; for so few, sorting beats `np.unique`."""
    numbers.sort()
    return numbers[firsts(numbers)]


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
) -> tuple[Longs, Longs]:
    """Give the records of a seller, and of the buyer's whole intake of that product, in
    the window.

    What the seller sold without a day counts in the part as it does in the whole.
    """
    whole = lanes.intake(int(lanes.dst[lane]), int(lanes.hs[lane]))
    later, lag = window
    keep = whole.undated | _fits(whole.day, later, lag=lag)
    his = keep & (whole.group == lanes.group[lane])
    own = _once(np.concatenate((whole.rows[his], rows)))
    taken = _once(np.concatenate((whole.rows[keep & whole.primary], own)))
    return own, taken


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
