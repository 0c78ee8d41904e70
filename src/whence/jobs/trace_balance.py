"""`whence trace balance`: what was shipped against what the inputs shown can give."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from whence.engine.duck import DEFAULT_MEMORY, Duck, texts
from whence.errors import UsageError
from whence.jobs.steps.balance_goods import Goods, goods_of
from whence.jobs.steps.balance_records import Weighed
from whence.jobs.steps.balance_why import explained, month_name
from whence.jobs.steps.bulk_engine import Where, checked, opened
from whence.jobs.steps.outputs import check_out
from whence.jobs.steps.trace_lanes import parties_in
from whence.jobs.steps.trade_store import TradeStore
from whence.model.trade_answers import BalanceRow
from whence.shelf.wording import balance_words
from whence.shelf.yields import Yield, yields
from whence.store.files import copy_whole
from whence.trace.balancing import Conversions, Moved, Weighing
from whence.trace.bulk_balance import Known
from whence.trace.bulk_balance import balance as bulk_balance

Progress = Callable[[str, int, int], None]
FIGURES = ("shipped", "bought", "possible_low", "possible_high", "surplus_low",
           "surplus_high", "inputs", "unweighed")  # fmt: skip
PERIODS = {"quarter": 1, "year": 4, "all": 40}


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class BalanceRequest:
    """Which case, by which period, and where the whole table goes (Parquet, if at all).

    `product` is one of the data's products; "" takes all. `most` bounds the rows shown.
    `engine`, `data`, `scratch`: see `bulk_engine.Where`.
    """

    case: Path
    period: str = "quarter"
    product: str = ""
    out: Path | None = None
    most: int = 20
    memory: int = DEFAULT_MEMORY
    engine: str = ""
    data: str = ""
    scratch: str = ""
    progress: Progress = _silent


@dataclass(frozen=True, slots=True)
class BalanceResult:
    """Pairs of party and product weighed, those with a sure surplus, and the first.

    `always` would explain any surplus, and no figure of the records says how much.
    """

    pairs: int
    surplus_at_end: int
    surplus_ever: int
    rows: tuple[BalanceRow, ...]
    always: tuple[str, ...]
    factors: tuple[Yield, ...]
    notes: tuple[str, ...]
    out: Path | None


def balance(request: BalanceRequest) -> BalanceResult:
    """Weigh every party's products against what its purchases can have given.

    Raises:
        UsageError: no case, store, period or product of this name.
        OutputError: the table cannot be written, or the engine gave up.

    """
    where = Where(request.engine, request.data, request.scratch)
    elsewhere = checked(where, ())
    if request.period not in PERIODS:
        known = ", ".join(PERIODS)
        raise UsageError(f"no period {request.period!r}.", remedy=f"One of: {known}.")
    if request.out is not None:
        check_out(request.out, (".parquet",))
    known_yields = _asked(request.product)
    store = TradeStore(request.case, memory=request.memory)
    goods = goods_of(store.lanes.codes, known_yields)
    with store.duck() as duck:
        parts = (
            [_elsewhere(store, where, goods, request, duck)]
            if elsewhere
            else _here(store, goods, request, duck)
        )
        duck.view("balanced", parts)
        ((pairs, at_end, ever),) = duck.rows("balance_counts")
        worst = duck.rows("balance_worst", most=request.most)
        rows = explained(
            store, duck, _rows(store, worst, request, known_yields), goods=goods,
            known=known_yields, quarters=PERIODS[request.period],
        )  # fmt: skip
        if request.out is not None:
            duck.run("balance_all", out=str(store.spill / "whole.parquet"))
            copy_whole(store.spill / "whole.parquet", request.out)
    return BalanceResult(
        pairs, at_end, ever, tuple(rows), balance_words("always"), known_yields,
        _notes(known_yields), request.out,
    )  # fmt: skip


def _asked(product: str) -> tuple[Yield, ...]:
    every = yields()
    if not product:
        return every
    found = tuple(y for y in every if y.product == product)
    if not found:
        known = ", ".join(sorted({y.product for y in every}))
        raise UsageError(f"no product {product!r}.", remedy=f"One of: {known}.")
    return found


def _here(
    store: TradeStore, goods: Goods, request: BalanceRequest, duck: Duck
) -> list[Path]:
    """Weigh bucket by bucket of parties, in the engine of this process."""
    known = Conversions.of(len(store.lanes.codes), goods)
    duck.table("made", {"hs": known.codes(known.made)})
    duck.table("looked_at", {"hs": known.codes(known.made, known.fed)})
    numbers = np.arange(len(known.products), dtype=np.int32)
    duck.table("products", {"number": numbers, "product": texts(known.products)})
    parties = len(store.lanes.parties)
    buckets = sorted((store.folder / "moved").glob("out-*.parquet"))
    parts: list[Path] = []
    for number, shipped in enumerate(buckets):
        request.progress("weighing", number, len(buckets))
        took = shipped.with_name(shipped.name.replace("out-", "in-"))
        if not took.is_file():
            continue
        duck.view("moved_out", [shipped]).view("moved_in", [took])
        asked = parties_in(number, len(buckets), parties)
        weighing = Weighing(known, asked, quarters=PERIODS[request.period])
        makers = weighing.shipped(Moved(**duck.columns("moved_made")))
        duck.table("makers", {"party": makers})
        taken = Moved(**duck.columns("moved_to_makers"))
        duck.table("weighed", weighing.took(taken)).run("balance_here")
        part = store.spill / f"balance-{number:05d}.parquet"
        duck.run("balance_out", out=str(part))
        parts.append(part)
    return parts


def _elsewhere(
    store: TradeStore, where: Where, goods: Goods, request: BalanceRequest, duck: Duck
) -> Path:
    """Weigh everybody at once, in another engine."""
    request.progress("weighing", 0, 1)
    whole = store.spill / "weighed.parquet"
    with opened(store, where) as (bulk, data):
        tables = {name: bulk.small(columns) for name, columns in goods.items()}
        quarters = PERIODS[request.period]
        bulk.save(bulk_balance(bulk, data, Known(**tables), quarters=quarters), whole)
    duck.view("balance", [whole])
    part = store.spill / "balance-00000.parquet"
    duck.run("balance_out", out=str(part))
    return part


def _rows(
    store: TradeStore,
    worst: list[tuple[Any, ...]],
    request: BalanceRequest,
    known: tuple[Yield, ...],
) -> Mapping[Weighed, BalanceRow]:
    """Write down the rows of `balance_worst`, in their order."""
    numbers = [store.lanes.index[row[0]] for row in worst]
    names = store.shown(numbers)
    quarters = PERIODS[request.period]
    found = {}
    for at, (key, product, period, *figures) in zip(numbers, worst, strict=True):
        until = store.lanes.base + (period + 1) * quarters * 3 - 1
        found[Weighed(at, product, period)] = BalanceRow(
            key,
            names[at].name,
            product,
            month_name(until),
            explanations=(),
            factors=tuple(_factor(y) for y in known if y.product == product),
            **dict(zip(FIGURES, map(int, figures), strict=True)),
        )
    return found


def _factor(known: Yield) -> str:
    """Write down a conversion with what stands behind it."""
    source = f"; {known.reference}" if known.reference else ""
    note = f"; {known.note}" if known.note else ""
    ends = f"{known.low / 1000:g} to {known.high / 1000:g} kg a kg"
    return f"{known.key}: {ends} ({known.verification}{source}{note})"


def _notes(known: tuple[Yield, ...]) -> tuple[str, ...]:
    memory = sorted({y.key for y in known if not y.reference})
    unseen = balance_words("unverified") if memory else ()
    said = (text.format(keys=", ".join(memory)) for text in unseen)
    return (*balance_words("notes"), *said)
