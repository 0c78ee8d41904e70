"""Where a search upstream of a store begins: a party, or the sellers on a bill."""

from datetime import date, timedelta

from whence.jobs.steps.trade_store import TradeStore
from whence.model.chain import Operation, Path, Tie, TieKind
from whence.model.party import Role
from whence.model.source import Grade
from whence.trace.months import EPOCH, days_since_epoch, last_day_of_window
from whence.trace.runs import Start


def starts_of(
    store: TradeStore, target: str, *, hs: str, by: date | None
) -> tuple[Start, ...]:
    """Give where to begin: at the sellers on a bill, or at the party itself.

    `hs` and `by` say of which goods and by which day a party is asked about; without
    either it is asked about as such, whatever it took in and whenever.

    Raises:
        UsageError: it is neither a bill nor a party, or several parties.

    """
    bills = _bill(store, target) if _is_bill(store, target) else ()
    if bills:
        return bills
    party = store.lanes.parties[store.one(target)]
    if by is None and not hs:
        return (as_such(store, party),)
    bound = days_since_epoch(by) if by else last_day_of_window(store.lanes.base)
    return (Start(party, hs, bound, 0, "", None, ()),)


def as_such(store: TradeStore, party: str) -> Start:
    """Begin at a party, whatever it took in and whenever."""
    bound = last_day_of_window(store.lanes.base)
    return Start(party, "", bound, 0, "", None, (), loose=True)


def _is_bill(store: TradeStore, target: str) -> bool:
    """Whether to look for a bill: a party's key or a name with blanks is none."""
    bare = target.strip()
    return bare not in store.lanes.index and " " not in bare and bare != ""


def _bill(store: TradeStore, bill: str) -> tuple[Start, ...]:
    """Give the sellers on a bill of lading, each tied to it by its record."""
    with store.duck() as duck:
        store.records(duck)
        rows = duck.rows("bill_rows", bill=bill)
    found = []
    for src, row, day, hs, seller, _, grams in rows:
        if seller is None:
            continue
        source = store.source(src, row)
        party = store.lanes.parties[seller]
        act = Operation(
            key=f"bill|{party}|{hs}|{row}",
            party=party,
            role=Role.SELLER,
            role_grade=Grade.RECORDED,
            tier=0,
            hs=hs,
            day=EPOCH + timedelta(day) if day >= 0 else None,
            grams=grams if grams >= 0 else None,
            sources=(source,),
        )
        tie = Tie(act.key, "", TieKind.BILL, Grade.RECORDED, (source,), records=1)
        path = Path(act.key, (act.key,), (tie,), 0, Grade.RECORDED, passes=True)
        bound = day if day >= 0 else last_day_of_window(store.lanes.base)
        found.append(Start(party, hs, bound, 1, act.key, path, (party,)))
    return tuple(found)
