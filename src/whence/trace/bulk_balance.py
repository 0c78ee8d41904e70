"""Balance as expressions that any engine runs: the same figures as `balancing` gives.

Tables are those of `whence trace export` (moved_in, moved_out), and what is known of
products: goods, inputs and any_hs, as the statement takes them.
"""

from functools import reduce
from typing import Any, NamedTuple

from whence.engine.cluster import Bulk
from whence.trace.balancing import MOST
from whence.trace.bulk_shares import divided

SUMS = ("shipped", "bought", "low", "high", "inputs", "unweighed")
KEYS = ("party", "product", "quarter")


class Known(NamedTuple):
    """What is which product, and what goes into it; see `balance_goods`."""

    goods: Any
    inputs: Any
    any_hs: Any


def balance(bulk: Bulk, data: str, known: Known, *, quarters: int) -> Any:
    """Give party, product, period and the sums from the beginning to its end.

    `quarters` are those of one period.
    """
    ibis = bulk.ibis
    moves = _moves(bulk, data, known)
    sums = moves.mutate(period=divided(bulk, moves.quarter, bulk.whole(quarters)))
    sums = sums.group_by(["party", "product", "period"]).agg(
        **{name: sums[name].sum().cast("int64") for name in SUMS}
    )
    sums = bulk.keep(sums)
    weighed = sums.group_by(["party", "product"]).agg(
        all_shipped=sums.shipped.sum(), all_inputs=sums.inputs.sum()
    )
    weighed = weighed.filter((weighed.all_shipped > 0) & (weighed.all_inputs > 0))
    sums = sums.semi_join(weighed, ["party", "product"])
    by = ["party", "product"]
    until = ibis.cumulative_window(group_by=by, order_by="period")
    around = ibis.window(group_by=by, order_by="period")
    names = ("shipped", "bought", "possible_low", "possible_high", "inputs",
             "unweighed")  # fmt: skip
    from_ = dict(zip(names, SUMS, strict=True))
    return sums.select(
        "party",
        "product",
        "period",
        **{n: sums[s].sum().over(until).cast("int64") for n, s in from_.items()},
        last=sums.period.lead().over(around).isnull(),
    )


def _moves(bulk: Bulk, data: str, known: Known) -> Any:
    """Give each party's movements of each product, bought, shipped or used."""
    moved_in, moved_out = (
        _whole_numbers(bulk.read(f"{data}/{name}"))
        for name in ("moved_in", "moved_out")
    )
    least = bulk.ibis.least(moved_in.grams, bulk.whole(MOST))
    took = moved_in.mutate(thousands=least * bulk.whole(1000))
    sold = moved_out.inner_join(known.goods, "hs")
    got = took.inner_join(known.goods, "hs")
    used = took.inner_join(_factors(known.inputs), "hs")
    blank = took.inner_join(_factors(known.any_hs), "hs")
    parts = [
        _line(bulk, sold, shipped=sold.grams),
        _line(bulk, got, bought=got.grams),
        _line(
            bulk,
            used,
            low=divided(bulk, used.thousands, used.factor_high),
            high=divided(bulk, used.thousands, used.factor_low),
            inputs=used.grams,
        ),
        _line(bulk, blank, high=divided(bulk, blank.thousands, blank.factor_low)),
    ]
    return reduce(lambda a, b: a.union(b), parts)


def _factors(table: Any) -> Any:
    names = {n: f"factor_{n}" for n in ("low", "high") if n in table.columns}
    return table.rename({new: old for old, new in names.items()})


def _whole_numbers(moved: Any) -> Any:
    names = ("party", "hs", "quarter", "grams", "unweighed")
    return moved.select(**{name: moved[name].cast("int64") for name in names})


def _line(bulk: Bulk, moved: Any, **said: Any) -> Any:
    zero = bulk.whole(0)
    sums = {name: said.get(name, zero) for name in SUMS[:-1]}
    return moved.select(*KEYS, **sums, unweighed=moved.unweighed)
