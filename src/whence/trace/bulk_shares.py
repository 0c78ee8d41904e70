"""Shares of intake as expressions that any engine runs; see `exposure.Spread`.

Engines divide whole numbers through floats, which is wrong beyond 2^53: `divided`
mends what a float got wrong by one, so that all round down alike.
"""

from typing import Any

import numpy.typing as npt

from whence.engine.cluster import Bulk
from whence.trace.parts import FINE, HEAVIEST, MILLION, ROOM

SIXTY = 63
"""Bits of a positive whole number."""


def shares(
    bulk: Bulk,
    tables: tuple[Any, Any, Any],
    *,
    opened: Any,
    held: Any,
    max_tiers: int,
) -> dict[str, npt.NDArray[Any]]:
    """Give (party, share_ppm, can_ppm) of everybody on whose lanes flagged goods can
    have come; `tables` are lanes, fits and the flagged parties."""
    lanes, fits, flags = tables
    weights = bulk.keep(_weights(bulk, lanes))
    own = weights.semi_join(opened, "lane")
    own = bulk.keep(own.select("src", "dst", "hs", "weight", "whole"))
    start = held.semi_join(flags, "party").select("party", "hs")
    million = bulk.whole(MILLION)
    start = bulk.keep(start.mutate(ppm=million))
    reached = bulk.keep(_reached(own, fits, held).anti_join(flags, "party"))
    base = bulk.keep(_bases(weights, fits, reached))
    even = start
    for _ in range(max_tiers - 1):
        part = _segments(_parts(bulk, own, even))
        into = part.inner_join(fits, "up").rename(hs="down")
        into = into.group_by(["party", "hs"]).agg(part=into.grams.sum().cast("int64"))
        both = into.inner_join(base, ["party", "hs"])
        fresh = both.select("party", "hs", ppm=_ppm(bulk, both.part, both.base))
        even = bulk.keep(fresh.union(start))
    return bulk.fetch(_answers(bulk, own, even))


def _weights(bulk: Bulk, lanes: Any) -> Any:
    """Give each lane its weight, and its buyer's whole intake, in that buyer's unit.

    See `weighing.weights_of`.
    """
    ibis, one = bulk.ibis, bulk.whole(1)
    cut = lanes.mutate(grams=ibis.least(lanes.grams, bulk.whole(HEAVIEST)))
    sums = cut.group_by("dst").agg(
        known=cut.grams.sum().cast("int64"),
        records=cut["count"].sum().cast("int64"),
        blank=cut.unweighed.sum().cast("int64"),
    )
    sums = sums.mutate(
        base=ibis.greatest(sums.known, one),
        weighed=ibis.greatest(sums.records - sums.blank, one),
        most=divided(bulk, bulk.whole(HEAVIEST), sums.records),
    )
    sums = sums.mutate(
        mean=ibis.least(divided(bulk, sums.base, sums.weighed), sums.most)
    )
    whole = sums.known + sums.blank * sums.mean
    arms = [(whole >= 1 << k, FINE - 1 - k) for k in reversed(range(FINE))]
    finer = [(big, bulk.whole(1 << less)) for big, less in arms]
    sums = sums.mutate(unit=ibis.cases(*finer, else_=bulk.whole(1 << FINE)))
    fine = divided(bulk, sums.base * sums.unit, sums.weighed)
    sums = sums.mutate(mean=ibis.cases((sums.unit > one, fine), else_=sums.mean))
    cut = cut.inner_join(sums.select("dst", "unit", "mean"), "dst")
    weight = ibis.least(
        cut.grams * cut.unit + cut.unweighed * cut["mean"], bulk.whole(HEAVIEST)
    )
    cut = cut.select("lane", "src", "dst", "hs", weight=weight)
    whole = cut.group_by("dst").agg(whole=cut.weight.sum().cast("int64"))
    return cut.inner_join(whole, "dst")


def _reached(own: Any, fits: Any, held: Any) -> Any:
    """Give the products in which parties can pass flagged goods on."""
    got = own.select(party="dst", up="hs").distinct()
    into = got.inner_join(fits, "up").rename(hs="down")
    return into.semi_join(held, ["party", "hs"]).select("party", "hs").distinct()


def _bases(weights: Any, fits: Any, reached: Any) -> Any:
    """Give for each of these products the whole intake that can go into it."""
    sums = weights.group_by(["dst", "hs"]).agg(grams=weights.weight.sum().cast("int64"))
    sums = sums.rename(party="dst", up="hs").semi_join(reached, "party")
    into = sums.inner_join(fits, "up").rename(hs="down")
    into = into.inner_join(reached, ["party", "hs"])
    return into.group_by(["party", "hs"]).agg(base=into.grams.sum().cast("int64"))


def _parts(bulk: Bulk, own: Any, even: Any) -> Any:
    """Give of each lane the part that its seller passed on, rounded down."""
    both = own.inner_join(even.rename(src="party"), ["src", "hs"])
    million = bulk.whole(MILLION)
    whole = divided(bulk, both.weight, million)
    rest = both.weight - whole * million
    part = whole * both.ppm + divided(bulk, rest * both.ppm, million)
    return both.select("dst", "hs", part=part)


def _segments(parts: Any) -> Any:
    """Sum parts by buyer and product."""
    sums = parts.group_by(["dst", "hs"]).agg(grams=parts.part.sum().cast("int64"))
    return sums.rename(party="dst", up="hs")


def _answers(bulk: Bulk, own: Any, even: Any) -> Any:
    parts = _parts(bulk, own, even)
    part = parts.group_by("dst").agg(part=parts.part.sum().cast("int64"))
    can = own.group_by("dst").agg(
        can=own.weight.sum().cast("int64"), whole=own.whole.max()
    )
    both = can.left_join(part, "dst")
    zero = bulk.whole(0)
    got = bulk.ibis.coalesce(both.part, zero)
    return both.select(
        party="dst",
        share_ppm=_ppm(bulk, got, both.whole),
        can_ppm=_ppm(bulk, both.can, both.whole),
    )


def _ppm(bulk: Bulk, part: Any, whole: Any) -> Any:
    """Give parts of wholes in millionths, rounded down, as `exposure` does."""
    ibis = bulk.ibis
    arms = [(whole > 1 << k, k - ROOM + 1) for k in reversed(range(ROOM, SIXTY))]
    bits = ibis.cases(*arms, else_=0).cast("int32")
    million, one = bulk.whole(MILLION), bulk.whole(1)
    part, whole = part >> bits, whole >> bits
    ppm = divided(bulk, part * million, ibis.greatest(whole, one))
    return ibis.least(ppm, million)


def divided(bulk: Bulk, number: Any, by: Any) -> Any:
    """Divide whole numbers that are not negative, rounding down, exactly."""
    ibis = bulk.ibis
    near = (number / by).floor().cast("int64")
    rest = number - near * by
    one, none = bulk.whole(1), bulk.whole(0)
    return near + ibis.cases((rest < 0, -one), (rest >= by, one), else_=none)
