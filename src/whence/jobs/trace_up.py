"""`whence trace up`: who can have supplied a party or a bill, in time and kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path as File

import numpy as np

from whence.jobs.steps.trade_flagged import Flag, flagged, names_in
from whence.jobs.steps.trade_store import PartyLine, TradeStore
from whence.model.chain import Break, BreakKind, Operation, Path, Tie, TieKind
from whence.model.party import Role
from whence.model.source import Grade
from whence.report.partyword import NOTHING, PartyWord
from whence.report.paths_svg import path_diagram
from whence.shelf.lists import editions
from whence.shelf.paths import search
from whence.store.files import write_text
from whence.trace.forest import forest
from whence.trace.months import (
    EPOCH,
    MONTHS,
    days_since_epoch,
    last_day,
    month_of,
)
from whence.trace.products import Products
from whence.trace.runs import Runs, Start
from whence.trace.sift import Beyond, Found, settle
from whence.trace.stored_acts import StoredActs
from whence.trace.toward import Labels, Nearest, nearest
from whence.trace.upstream import Reach, Searcher

REGION = "CN-XJ"
MOST = 200
"""Flagged parties whose paths are written; beyond, the nearest are, and it is said."""


@dataclass(frozen=True, slots=True)
class UpRequest:
    """Whom or what to trace upstream, as far as `tiers` and with which lag in months.

    `target` is a party's key or name, or a bill of lading's number. `by` is the last
    day the goods can have come; None asks of any time. `flagged` names a file of those
    to look for; without it, names on the lists held and addresses in the region.
    """

    target: str
    case: File
    as_of: date
    hs: str = ""
    by: date | None = None
    flagged: File | None = None
    tiers: int = 0
    lag: int | None = None
    picture: File | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """How much is found at one tier: distinct sellers, and lanes that lead there."""

    tier: int
    parties: int
    lanes: int


@dataclass(frozen=True, slots=True)
class UpResult:
    """What is upstream. `reached` counts flagged parties found at all, by any path.

    `parties` are all those named in it, by key.
    """

    target: str
    hs: str
    by: date | None
    levels: tuple[Level, ...]
    sought: int
    reached: int
    operations: tuple[Operation, ...]
    ties: tuple[Tie, ...]
    paths: tuple[Path, ...]
    leads: tuple[Path, ...]
    breaks: tuple[Break, ...]
    flags: tuple[tuple[str, str], ...]
    parties: Mapping[str, PartyLine]
    notes: tuple[str, ...]
    picture: str


def up(request: UpRequest) -> UpResult:
    """Search upstream of a party or a bill of lading.

    Raises:
        UsageError: no such case, store, party or bill.
        InputError: the store or the file of names is damaged.

    """
    store = TradeStore(request.case)
    flags = _flags(store, request)
    asked = Upstream(store)
    starts = _starts(store, request)
    return asked.answer(request, starts, flags)


def _flags(store: TradeStore, request: UpRequest) -> tuple[Flag, ...]:
    if request.flagged is not None:
        return flagged(store, names=names_in(request.flagged))
    held = editions(request.as_of, ())
    return flagged(store, editions=held, regions=(REGION,))


def _starts(store: TradeStore, request: UpRequest) -> tuple[Start, ...]:
    """Give where to begin: at the sellers on a bill, or at the party itself."""
    bills = _bill(store, request.target) if _is_bill(store, request.target) else ()
    if bills:
        return bills
    party = store.lanes.parties[store.one(request.target)]
    last = last_day(store.lanes.base + MONTHS - 1)
    bound = days_since_epoch(request.by) if request.by else last
    loose = request.by is None and not request.hs
    return (Start(party, request.hs, bound, 0, "", None, (), loose),)


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
        bound = day if day >= 0 else last_day(store.lanes.base + MONTHS - 1)
        found.append((Start(party, hs, bound, 1, act.key, path, (party,)), act))
    return tuple(start for start, _ in found)


class Upstream:
    """Asks one store again and again; what is mapped and prepared stays."""

    def __init__(self, store: TradeStore, products: Products | None = None) -> None:
        """Prepare the two searches: one ends at forwarders, one looks behind them."""
        self.store = store
        self.products = products or Products()
        lanes = store.lanes
        carriers = frozenset(lanes.parties[int(at)] for at in store.carriers)
        self._stops = Searcher(lanes, self.products, carriers)
        self._all = Searcher(lanes, self.products)
        self._carriers = carriers
        self.runs = Runs(self.products, StoredActs(self._role), carriers.__contains__)

    def _role(self, party: int) -> Role:
        key = self.store.lanes.parties[party]
        return Role.FORWARDER if key in self._carriers else Role.UNKNOWN

    def nearest(
        self, start: Start, labels: Labels, *, enough: int, tiers: int = 0
    ) -> Nearest:
        """Give the flagged parties nearest to a start, behind forwarders too."""
        by = None if start.loose else month_of(EPOCH + timedelta(start.bound))
        return nearest(
            self._all,
            labels,
            start.party,
            start.hs,
            by=by,
            max_tiers=(tiers or search().tiers) - start.tier,
            enough=enough,
        )

    def reach(self, start: Start, *, tiers: int = 0, lag: int | None = None) -> Reach:
        """Give all that is upstream of a start, behind forwarders too."""
        return self._search(self._all, start, tiers, lag)

    def _search(
        self, searcher: Searcher, start: Start, tiers: int, lag: int | None
    ) -> Reach:
        by = None if start.loose else month_of(EPOCH + timedelta(start.bound))
        return searcher.upstream(
            start.party,
            start.hs,
            by,
            max_tiers=(tiers or search().tiers) - start.tier,
            lag=search().lag_months if lag is None else lag,
        )

    def answer(
        self, request: UpRequest, starts: Sequence[Start], flags: Sequence[Flag]
    ) -> UpResult:
        """Write down what lies upstream of the starts."""
        sought = {self.store.lanes.parties[f.party]: f.why for f in flags}
        numbers = np.array([f.party for f in flags], np.int64)
        found: dict[str, list[Found]] = {}
        breaks: set[Break] = set()
        levels: list[Level] = []
        reached: dict[str, int] = {}
        picture_of: Reach | None = None
        for start in starts:
            open_ = self._search(self._stops, start, request.tiers, request.lag)
            reach = self.reach(start, tiers=request.tiers, lag=request.lag)
            levels += _levels(reach, start.tier)
            picture_of = picture_of or reach
            breaks |= _breaks(open_, start)
            found_at = reach.near(numbers).items()
            near = {reach.lanes.parties[at]: tier for at, tier in found_at}
            for party, tier in near.items():
                reached[party] = min(tier + start.tier - 1, reached.get(party, 99))
            for party in sorted(near, key=lambda p: (near[p], p))[:MOST]:
                found.setdefault(party, []).extend(self.runs.found(reach, party, start))
        tails = {s.via: frozenset(s.via) for s in starts if s.via}
        beyond = settle(found, breaks, tails)
        return self._result(
            request, (beyond, levels, sought, reached), picture_of, starts
        )

    def _result(
        self,
        request: UpRequest,
        what: tuple[Beyond, list[Level], Mapping[str, str], Mapping[str, int]],
        reach: Reach | None,
        starts: Sequence[Start],
    ) -> UpResult:
        beyond, levels, sought, reached = what
        drawn, tied = (beyond.operations, beyond.ties)
        if not drawn and reach is not None:
            drawn, tied = forest(reach)
        keys = {act.party for act in (*beyond.operations, *drawn)}
        keys |= {b.party for b in beyond.breaks} | {s.party for s in starts}
        index = self.store.lanes.index
        shown = self.store.shown(index[key] for key in keys if key in index)
        parties = {line.key: line for line in shown.values()}
        notes = _notes(reached, self.store)
        result = UpResult(
            target=request.target,
            hs=request.hs,
            by=request.by,
            levels=tuple(levels),
            sought=len(sought),
            reached=len(reached),
            operations=beyond.operations,
            ties=beyond.ties,
            paths=_best(beyond.paths),
            leads=_best(beyond.leads),
            breaks=tuple(sorted(beyond.breaks, key=lambda b: (b.tier, b.party))),
            flags=tuple((k, sought[k]) for k in sorted(reached)),
            parties=parties,
            notes=notes,
            picture="",
        )
        if request.picture is None:
            return result
        words = {
            key: PartyWord(line.name, "looked for" if key in sought else NOTHING)
            for key, line in parties.items()
        }
        goods = (request.target, request.hs or "any goods")
        made = path_diagram(
            drawn, tied, result.breaks, parties=words, goods=goods, key="up"
        )
        write_text(request.picture, made.whole() if made else "")
        return replace(result, picture=str(request.picture))


def _best(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Sort paths: nearest first, then by share."""
    return tuple(sorted(paths, key=lambda p: (p.tiers, -(p.share_ppm or 0), p.key)))


def _levels(reach: Reach, tier: int) -> list[Level]:
    source = reach.lanes.group_src
    return [
        Level(tier + at, len(np.unique(source[level.group])), len(level.lane))
        for at, level in enumerate(reach.levels[1:])
    ]


def _breaks(reach: Reach, start: Start) -> set[Break]:
    if not reach.ended:
        return set()
    tiers = reach.tiers()
    return {
        Break(BreakKind.FORWARDER, party, start.tier + tiers[party] - 1, start.hs)
        for party in reach.ended
    }


def _notes(reached: Mapping[str, int], store: TradeStore) -> tuple[str, ...]:
    notes = [
        "What a lane carried is not known to be these goods: each path is inferred.",
        "Shares are shares of the records in this store, not of all trade.",
    ]
    if len(reached) > MOST:
        notes.append(
            f"{len(reached):,} parties looked for are reached at all; the paths of the"
            f" nearest {MOST} were weighed. Reach is not evidence."
        )
    missing = sum(row["missing_hs"] for row in store.manifest["sources"])
    if missing:
        notes.append(f"{missing:,} records bear no HS code: they fit any goods.")
    return tuple(notes)


Progress = Callable[[str, int, int], None]
