"""`whence trace balance`: what was shipped against what the inputs shown can give."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from whence.engine.duck import DEFAULT_MEMORY, Columns, Duck, texts
from whence.errors import UsageError
from whence.jobs.steps.bulk_engine import Where, checked, opened
from whence.jobs.steps.trade_store import PartyLine, TradeStore
from whence.model.trade_answers import BalanceRow
from whence.shelf.chains import within
from whence.shelf.wording import balance_words
from whence.shelf.yields import Yield, yields
from whence.store.files import copy_whole
from whence.trace.bulk_balance import Known
from whence.trace.bulk_balance import balance as bulk_balance

Progress = Callable[[str, int, int], None]
Goods = dict[str, Columns]
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
    """Pairs of party and product weighed, those with a sure surplus, and the first."""

    pairs: int
    surplus_at_end: int
    surplus_ever: int
    rows: tuple[BalanceRow, ...]
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
    if request.out is not None and request.out.suffix.lower() != ".parquet":
        raise UsageError(
            "the whole table is written as Parquet only.",
            where=str(request.out),
            remedy="Name a file that ends in .parquet.",
        )
    known_yields = _asked(request.product)
    store = TradeStore(request.case, memory=request.memory)
    goods = _goods(store.lanes.codes, known_yields)
    with store.duck() as duck:
        parts = (
            [_elsewhere(store, where, goods, request, duck)]
            if elsewhere
            else _here(store, goods, request, duck)
        )
        duck.view("balanced", parts)
        ((pairs, at_end, ever),) = duck.rows("balance_counts")
        worst = duck.rows("balance_worst", most=request.most)
        if request.out is not None:
            duck.run("balance_all", out=str(store.spill / "whole.parquet"))
            copy_whole(store.spill / "whole.parquet", request.out)
    numbers = (store.lanes.index[row[0]] for row in worst)
    lines = {line.key: line for line in store.shown(numbers).values()}
    rows = tuple(_row(row, lines, store, request, known_yields) for row in worst)
    notes = tuple(sorted(_notes(known_yields)))
    return BalanceResult(pairs, at_end, ever, rows, known_yields, notes, request.out)


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
    for name, columns in goods.items():
        duck.table(name, columns)
    buckets = sorted((store.folder / "moved").glob("out-*.parquet"))
    parts: list[Path] = []
    for number, shipped in enumerate(buckets):
        request.progress("weighing", number, len(buckets))
        took = shipped.with_name(shipped.name.replace("out-", "in-"))
        if not took.is_file():
            continue
        duck.view("moved_out", [shipped]).view("moved_in", [took])
        duck.run("balance", quarters=PERIODS[request.period])
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


def _goods(codes: tuple[str, ...], known: tuple[Yield, ...]) -> Goods:
    """Say which codes are which product, and what goes into it; see `balance.sql`."""
    goods: set[tuple[str, int]] = set()
    inputs: list[tuple[str, int, int, int]] = []
    blank: dict[str, int] = {}
    for conversion in known:
        for at, code in enumerate(codes):
            if any(_is(code, prefix) for prefix in conversion.to_hs):
                goods.add((conversion.product, at))
            if any(_is(code, prefix) for prefix in conversion.from_hs):
                row = (conversion.product, at, conversion.low, conversion.high)
                inputs.append(row)
        low = min(conversion.low, blank.get(conversion.product, conversion.low))
        blank[conversion.product] = low
    made = sorted(goods)
    return {
        "goods": {
            "product": texts(p for p, _ in made),
            "hs": _ints(h for _, h in made),
        },
        "inputs": {
            "product": texts(r[0] for r in inputs),
            "hs": _ints(r[1] for r in inputs),
            "low": _ints(r[2] for r in inputs),
            "high": _ints(r[3] for r in inputs),
        },
        "any_hs": {
            "product": texts(blank),
            "hs": _ints(codes.index("") for _ in blank),
            "low": _ints(blank.values()),
        },
    }


def _is(code: str, prefix: str) -> bool:
    """Whether a code lies under a prefix; a shorter code is not told apart."""
    return within(code, prefix) and len(code) >= len(prefix)


def _ints(values: Iterable[int]) -> npt.NDArray[np.int64]:
    return np.array(list(values), np.int64)


def _row(
    row: tuple[Any, ...],
    lines: Mapping[str, PartyLine],
    store: TradeStore,
    request: BalanceRequest,
    known: tuple[Yield, ...],
) -> BalanceRow:
    key, product, period, *figures = row
    names = ("shipped", "bought", "possible_low", "possible_high", "surplus_low",
             "surplus_high", "inputs", "unweighed")  # fmt: skip
    said = dict(zip(names, (int(f) for f in figures), strict=True))
    used = tuple(y for y in known if y.product == product)
    why = list(balance_words("always"))
    if said["unweighed"]:
        why += [t.format(n=said["unweighed"]) for t in balance_words("unweighed")]
    if any(not y.reference for y in used):
        why += balance_words("unverified")
    return BalanceRow(
        key=str(key),
        name=lines[str(key)].name,
        product=str(product),
        until=_until(store.lanes.base, int(period), PERIODS[request.period]),
        explanations=tuple(why),
        factors=tuple(
            f"{y.key}: {y.low / 1000:g} to {y.high / 1000:g} kg a kg"
            f" ({y.verification}{'; ' + y.reference if y.reference else ''})"
            for y in used
        ),
        **said,
    )


def _until(base: int, period: int, quarters: int) -> str:
    """Name the last month of a period."""
    month = base + (period + 1) * quarters * 3 - 1
    return f"{1970 + month // 12}-{month % 12 + 1:02d}"


def _notes(known: tuple[Yield, ...]) -> set[str]:
    notes = set(balance_words("notes"))
    memory = sorted({y.key for y in known if not y.reference})
    if memory:
        notes.add(f"No source was seen for the ranges of: {', '.join(memory)}.")
    return notes
