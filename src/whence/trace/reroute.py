"""Who appeared after a day and took over: lanes that begin, beside lanes of before.

A newcomer is a party that no dated record before the day shows selling anything, in a
country that is neither that of the earlier suppliers nor the importer's, and that ships
goods to an importer who bought the same goods, by code or edition, from a party linked
to those looked for before that day.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from whence.shelf.chains import editions
from whence.shelf.paths import rerouting
from whence.trace.chunks import chunks
from whence.trace.fold import Flags, Longs
from whence.trace.lanes import Lanes
from whence.trace.months import WORD, Masks

LATE = 10_000
"""A month beyond every window: never."""
LAST = 1 << 40
"""A day beyond all days: never."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A party and its goods; lanes by number: what it ships to whom, and what was
    shipped of the same goods to the same importers before."""

    party: int
    hs: int
    lanes: Longs
    before: Longs


def first_months(masks: Masks) -> Longs:
    """Give the first month of each mask in the window, LATE where there is none."""
    old, new = masks[:, 0], masks[:, 1]
    found = np.full(len(masks), LATE, np.int64)
    found[new != 0] = WORD + _lowest(new[new != 0])
    found[old != 0] = _lowest(old[old != 0])
    return found


def _lowest(words: Longs) -> Longs:
    """Give the place of the lowest bit; powers of two are exact as floats."""
    places: Longs = np.frexp((words & -words).astype(np.float64))[1] - np.int64(1)
    return places


def first_sales(lanes: Lanes) -> Longs:
    """Give the first month of each party as a seller.

    Records of no day, or of one beyond the window, show nothing here.
    """
    selling = np.full(len(lanes.parties), LATE, np.int64)
    for low, high in chunks(lanes.lane_at):
        np.minimum.at(selling, lanes.src[low:high], _firsts(lanes, low, high))
    return selling


def first_days(lanes: Lanes) -> Longs:
    """Give the day of each party's first sale, LAST where none bears a day."""
    selling = np.full(len(lanes.parties), LAST, np.int64)
    for low, high in chunks(lanes.lane_at):
        dated = low + np.flatnonzero(~lanes.undated[low:high])
        days = lanes.trade.day[lanes.record_at[dated]]
        np.minimum.at(selling, lanes.src[dated], days)
    return selling


def buyers_of(lanes: Lanes, groups: Longs) -> dict[int, set[int]]:
    """Give everybody who bought from each of these (seller, product) groups."""
    found: dict[int, set[int]] = {int(group): set() for group in groups}
    for low, high in chunks(lanes.lane_at):
        for lane in low + np.flatnonzero(np.isin(lanes.group[low:high], groups)):
            found[int(lanes.group[lane])].add(int(lanes.dst[lane]))
    return found


def _firsts(lanes: Lanes, low: int, high: int) -> Longs:
    """Give the first month of each of some lanes, LATE where it bears none."""
    return np.where(lanes.undated[low:high], LATE, first_months(lanes.mask[low:high]))


def newcomers(
    lanes: Lanes,
    since: int,
    *,
    countries: npt.NDArray[np.object_],
    linked: Flags,
    barred: Flags,
) -> Iterator[Newcomer]:
    """Yield who appeared in or after a month of the window and took over.

    `countries` are those of all parties, `linked` the earlier suppliers that count,
    `barred` who is no newcomer whatever it does (carriers, parties looked for).
    """
    selling = first_sales(lanes)
    origins = sorted({str(c) for c in countries[linked] if c})
    third = (countries != "") & ~np.isin(countries.astype(str), origins) & ~barred
    fresh = third & (selling >= since) & (selling < LATE)
    new, old = _begun(lanes, fresh, linked, since)
    new = new[countries[lanes.src[new]] != countries[lanes.dst[new]]]
    key = lanes.dst[new].astype(np.int64) * len(lanes.codes) + lanes.hs[new]
    held, lane = _also(lanes, old)
    new = new[np.isin(key, held)]
    order = np.lexsort((new, lanes.hs[new], lanes.src[new]))
    new = new[order]
    group = lanes.group[new]
    for part in np.split(new, np.flatnonzero(np.diff(group)) + 1):
        if len(part):
            asked = lanes.dst[part].astype(np.int64) * len(lanes.codes)
            asked += lanes.hs[part]
            before = np.unique(lane[np.isin(held, asked)])
            at = int(part[0])
            yield Newcomer(int(lanes.src[at]), int(lanes.hs[at]), part, before)


def _begun(
    lanes: Lanes, fresh: Flags, linked: Flags, since: int
) -> tuple[Longs, Longs]:
    """Give the dated lanes of newcomers, and those of earlier suppliers that began
    before a month; none whose goods are unknown."""
    blank = np.array([code == "" for code in lanes.codes])
    new, old = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for low, high in chunks(lanes.lane_at):
        first, src = _firsts(lanes, low, high), lanes.src[low:high]
        coded = ~blank[lanes.hs[low:high]]
        new.append(low + np.flatnonzero(fresh[src] & coded & (first < LATE)))
        old.append(low + np.flatnonzero(linked[src] & coded & (first < since)))
    return np.concatenate(new), np.concatenate(old)


def _also(lanes: Lanes, old: Longs) -> tuple[Longs, Longs]:
    """Give (importer, code) of earlier lanes, under every edition, and the lanes."""
    index = {code: at for at, code in enumerate(lanes.codes)}
    keys, which = [], []
    for at in np.unique(lanes.hs[old]):
        code = lanes.codes[int(at)]
        mine = old[lanes.hs[old] == at]
        for other in {code, *(editions(code) if len(code) == 6 else ())} & set(index):
            keys.append(lanes.dst[mine].astype(np.int64) * len(index) + index[other])
            which.append(mine)
    if not keys:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(keys), np.concatenate(which)


def weights(lanes: Lanes, some: Longs, day: int) -> tuple[dict[int, int], int, int]:
    """Give the grams of some lanes before a day by seller, and before and after it."""
    by: dict[int, int] = {}
    before = after = 0
    for lane in some:
        rows = lanes.rows_of(int(lane))
        known = np.maximum(lanes.trade.grams[rows], 0)
        early = lanes.trade.day[rows] < day
        seller = int(lanes.src[lane])
        by[seller] = by.get(seller, 0) + int(known[early].sum())
        before += int(known[early].sum())
        after += int(known[~early].sum())
    return by, before, after


def pace(lanes: Lanes, new: Newcomer, day: int, grams: tuple[int, int]) -> int | None:
    """Give the yearly weight of the earlier supply since a day in per cent of before.

    `grams` are those before and after the day. None where nothing was weighed, or the
    records end while what was under way still came.
    """
    before, after = grams
    days = [lanes.trade.day[lanes.rows_of(int(at))] for at in new.before]
    first = min(int(d.min()) for d in days)
    ends = [int(lanes.trade.day[lanes.rows_of(int(at))].max()) for at in new.lanes]
    early, late = day - first, max(ends) - day
    if before <= 0 or early <= 0 or late <= rerouting().grace_days:
        return None
    return after * early * 100 // (before * late)
