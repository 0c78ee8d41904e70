"""Where a search upstream of a store begins: a party, or the sellers on a bill."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from whence.errors import UsageError
from whence.jobs.steps.trade_near import party_of
from whence.jobs.steps.trade_store import TradeStore
from whence.model.chain import Break, BreakKind, Operation, Path, Tie, TieKind
from whence.model.party import Role
from whence.model.source import Grade, Source
from whence.read.codes import hs_codes
from whence.shelf.paths import search
from whence.shelf.roles import is_to_order
from whence.trace.lanes import Lanes
from whence.trace.months import (
    EPOCH,
    MONTHS,
    as_int,
    day_of,
    days_since_epoch,
    last_day_of_window,
    month_of,
)
from whence.trace.runs import Start
from whence.trace.sift import Beyond, Found


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is asked about: where searches begin, and what is known before they do.

    `sold` are the sales that a bill itself tells, one for each of `starts`; `breaks`
    are its records that name nobody who took the goods, `notes` what else is wrong.
    """

    starts: tuple[Start, ...]
    sold: tuple[Found, ...] = ()
    breaks: tuple[Break, ...] = ()
    notes: tuple[str, ...] = ()


def beginning_of(
    store: TradeStore, target: str, *, hs: str, by: date | None
) -> Beginning:
    """Give where to begin: at the sellers and makers on a bill, or at the party itself.

    `hs` and `by` say of which goods and by which day a party is asked about; without
    either it is asked about as such, whatever it took in and whenever.

    Raises:
        UsageError: it is neither a bill nor a party, or several parties, or nobody;
            or `hs` is no code.

    """
    goods = _goods(hs)
    if is_to_order(target):
        raise UsageError(
            f"{target!r} names nobody: such goods go to whoever holds the bill.",
            remedy="Give a party, or the number of one of these bills.",
        )
    rows = _rows(store, target) if _is_bill(store, target) else []
    if rows:
        return _of_bill(store, target, rows)
    party = store.lanes.parties[party_of(store, target)]
    if by is None:
        return Beginning((as_such(store, party, goods),))
    start = Start(party, goods, days_since_epoch(by), 0, "", None, ())
    return Beginning((start,), notes=_too_far(store.lanes, party, by))


def _too_far(lanes: Lanes, party: str, by: date) -> tuple[str, ...]:
    """Say where a party took nothing in within the lag before a day, though at other
    times it did."""
    at, lag = lanes.index[party], search().lag_months
    into = slice(int(lanes.lane_at[at]), int(lanes.lane_at[at + 1]))
    dated = lanes.mask[into][~lanes.undated[into]]
    if not len(dated):
        return ()
    held = as_int(np.bitwise_or.reduce(dated, axis=0))
    months = [m + lanes.base for m in range(MONTHS) if held >> m & 1]
    end = month_of(by)
    if any(end - lag <= month <= end for month in months):
        return ()
    first, last = (
        f"{EPOCH.year + m // 12}-{m % 12 + 1:02}" for m in (months[0], months[-1])
    )
    return (
        f"The records show what it took in from {first} to {last}, and nothing in the"
        f" {lag} months up to {by.isoformat()}.",
    )


def _goods(hs: str) -> str:
    """Give a code that somebody typed as digits: a chapter, or four to ten."""
    code = hs.strip()
    if not code or re.fullmatch("[0-9]{2}", code):
        return code
    (read,) = hs_codes([code]).values
    if read is None:
        raise UsageError(
            f"{hs!r} is no HS code.",
            remedy="Give the two digits of a chapter, or four to ten digits.",
        )
    return read


def as_such(store: TradeStore, party: str, hs: str = "") -> Start:
    """Begin at a party, whenever it took in what can go into goods of a code.

    "" is any.
    """
    bound = last_day_of_window(store.lanes.base)
    return Start(party, hs, bound, 0, "", None, (), loose=True)


def _is_bill(store: TradeStore, target: str) -> bool:
    """Whether to look for a bill: a party's key or a name with blanks is none."""
    bare = target.strip()
    return bare not in store.lanes.index and " " not in bare and bare != ""


class _Row(NamedTuple):
    """A record of a bill; see `bill_rows.sql`."""

    src: int
    row: int
    day: int
    hs: str
    seller: int | None
    maker: int | None
    buyer: int | None
    addressed: bool
    grams: int


def with_sales(beyond: Beyond, sold: Sequence[Found]) -> Beyond:
    """Add to ways that lead to a bill the sale that it tells itself."""
    last = {key for path in (*beyond.paths, *beyond.leads) for key in path.operations}
    used = [sale for sale in sold if sale.path.key in last]
    acts = {act.key: act for sale in used for act in sale.operations}
    acts |= {act.key: act for act in beyond.operations}
    ties = {(t.upstream, t.downstream): t for sale in used for t in sale.path.ties}
    ties |= {(t.upstream, t.downstream): t for t in beyond.ties}
    return replace(
        beyond,
        operations=tuple(acts[key] for key in sorted(acts)),
        ties=tuple(ties[key] for key in sorted(ties)),
    )


def _rows(store: TradeStore, bill: str) -> list[_Row]:
    with store.duck() as duck:
        store.records(duck)
        return [_Row(*row) for row in duck.rows("bill_rows", bill=bill.strip())]


def _of_bill(store: TradeStore, bill: str, rows: Sequence[_Row]) -> Beginning:
    """Begin at everybody a bill names as seller or maker, once for each of the goods
    and days, however many of its records say so."""
    told: dict[tuple[int, str, int], list[_Row]] = defaultdict(list)
    for row in rows:
        for at in {row.seller, row.maker} - {row.buyer}:
            if at is not None:
                told[at, row.hs, _day(store, row)].append(row)
    if not told:
        raise UsageError(
            f"bill {bill!r} names no seller or maker other than its buyer.",
            where="; ".join(str(store.source(r.src, r.row)) for r in rows[:3]),
            remedy="Ask about a party instead.",
        )
    sold = tuple(_sold(store, told[key], key) for key in sorted(told))
    starts = tuple(
        Start(
            party=store.lanes.parties[at],
            hs=hs,
            bound=day if day >= 0 else last_day_of_window(store.lanes.base),
            tier=1,
            down=found.path.key,
            path=found.path,
            via=found.via,
            loose=day < 0,
        )
        for found, (at, hs, day) in zip(sold, sorted(told), strict=True)
    )
    return Beginning(starts, sold, tuple(_breaks(store, rows)), _notes(store, rows))


def _day(store: TradeStore, row: _Row) -> int:
    """Give the day of a record, -1 where none is believed."""
    return row.day if row.day <= store.until else -1


def _sold(store: TradeStore, rows: Sequence[_Row], key: tuple[int, str, int]) -> Found:
    """Write down the sale that records of a bill tell, tied to it by each of them."""
    at, hs, day = key
    party = store.lanes.parties[at]
    sources = tuple(store.source(row.src, row.row) for row in rows)
    weighed = all(row.grams >= 0 for row in rows)
    act = Operation(
        key=f"bill|{party}|{hs}|{rows[0].row}",
        party=party,
        role=Role.MAKER if any(row.maker == at for row in rows) else Role.SELLER,
        role_grade=Grade.RECORDED,
        tier=0,
        hs=hs,
        day=day_of(day),
        grams=sum(row.grams for row in rows) if weighed else None,
        sources=sources,
    )
    tie = Tie(
        act.key, "", TieKind.BILL, Grade.RECORDED, sources,
        grams=act.grams, records=len(rows),
    )  # fmt: skip
    path = Path(act.key, (act.key,), (tie,), 0, Grade.RECORDED, passes=True)
    return Found(path, (act,), max(day, 0), (party,))


def _breaks(store: TradeStore, rows: Sequence[_Row]) -> list[Break]:
    """Give the records that name nobody who took the goods: to order, or blank."""
    sources: dict[BreakKind, list[Source]] = defaultdict(list)
    for row in rows:
        if row.buyer is None:
            kind = BreakKind.TO_ORDER if row.addressed else BreakKind.UNKNOWN_PARTY
            sources[kind].append(store.source(row.src, row.row))
    return [
        Break(kind, "", 0, rows[0].hs, tuple(found)) for kind, found in sources.items()
    ]


def _notes(store: TradeStore, rows: Sequence[_Row]) -> tuple[str, ...]:
    """Say of records with a day that is not believed which it is, and where."""
    return tuple(
        f"The bill is dated {(EPOCH + timedelta(row.day)).isoformat()}"
        f" ({store.source(row.src, row.row)}), in the future or after the ten years"
        " looked at: the day is set aside, and what came at any time is followed."
        for row in rows
        if row.day > store.until
    )
