"""`whence trace up`: who can have supplied a party or a bill, in time and kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path as File

import numpy as np

from whence.jobs.steps.outputs import check_out
from whence.jobs.steps.trade_evidence import evidence_of, guessed_along
from whence.jobs.steps.trade_flagged import Flag, numbers_of, sought, unknown
from whence.jobs.steps.trade_labels import labels_in
from whence.jobs.steps.trade_levels import Level, levels_of
from whence.jobs.steps.trade_starts import Beginning, beginning_of, with_sales
from whence.jobs.steps.trade_store import PartyLine, TradeStore
from whence.jobs.steps.trade_upstream import Upstream
from whence.model.chain import Break, BreakKind, Operation, Path, Tie
from whence.report.evidence_csv import evidence_csv
from whence.report.partyword import NOTHING, PartyWord
from whence.report.paths_svg import path_diagram
from whence.shelf.paths import search
from whence.store.files import write_text
from whence.trace.forest import forest
from whence.trace.reach import Reach
from whence.trace.runs import Start
from whence.trace.sift import Beyond, Found, settle
from whence.trace.toward import Labels

MOST = 200
"""Flagged parties whose paths are written; beyond, the nearest are, and it is said."""
NEAREST = 10
"""Flagged parties a question looks for, the nearest, unless more are asked for."""


@dataclass(frozen=True, slots=True)
class UpRequest:
    """Whom or what to trace upstream, as far as `tiers` and with which lag in months.

    `target` is a party's key or name, or a bill of lading's number. `by` is the last
    day the goods can have come; None asks of any time. `flagged` names a file of those
    to look for; without it, names on the lists held and addresses in the region.
    The paths of `enough` of them are looked for, the nearest, and nothing farther than
    the last of these; 0 follows everybody upstream, whether they lead to one looked for
    or not. `out` names a CSV file for every record behind every path and lead.
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
    enough: int = NEAREST
    out: File | None = None


@dataclass(frozen=True, slots=True)
class UpResult:
    """What is upstream. `reached` counts flagged parties found at all, by any path, in
    at most `tiers` tiers; `levels` count who leads to them, or, where `everybody` was
    followed, all there are.

    `parties` are all those named in it, by key. `guessed` says of a path, by key, how
    many records of the intakes along it bear no weight and count as the mean of the
    others, and how many there are; of those paths where there are any.
    """

    target: str
    hs: str
    by: date | None
    everybody: bool
    tiers: int
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
    guessed: Mapping[str, tuple[int, int]]
    picture: str
    out: str


def up(request: UpRequest) -> UpResult:
    """Search upstream of a party or a bill of lading.

    How near those looked for are to everybody is found once and kept in the store; then
    a question follows only what leads to the nearest of them.

    Raises:
        UsageError: no such case, store, party or bill, or another ending of `out`.
        OutputError: a file cannot be written.
        InputError: the store or the file of names is damaged.

    """
    if request.out is not None:
        check_out(request.out, (".csv",))
    store = TradeStore(request.case)
    flags = sought(store, request.flagged, as_of=request.as_of)
    beginning = beginning_of(store, request.target, hs=request.hs, by=request.by)
    asked = _Asked(request, Upstream(store), flags)
    asked.begin(beginning)
    for start in beginning.starts:
        asked.look(start)
    return asked.result(beginning)


@dataclass(slots=True)
class _Sights:
    """What the starts showed so far."""

    found: dict[str, list[Found]] = field(default_factory=dict)
    breaks: set[Break] = field(default_factory=set)
    levels: list[Level] = field(default_factory=list)
    reached: dict[str, int] = field(default_factory=dict)
    tiers: int = 0


class _Asked:
    """One question, put to one start after the other."""

    def __init__(
        self, request: UpRequest, upstream: Upstream, flags: Sequence[Flag]
    ) -> None:
        self.request, self.upstream, self.store = request, upstream, upstream.store
        self.why = {self.store.lanes.parties[f.party]: f.why for f in flags}
        self.numbers = numbers_of(flags)
        self.seen = _Sights()
        self.labels: Labels | None = None
        if flags and request.enough:
            self.labels = labels_in(
                self.store,
                self.numbers,
                tiers=max(request.tiers, search().tiers),
                lag=search().lag_months if request.lag is None else request.lag,
            )

    def begin(self, beginning: Beginning) -> None:
        """See what a bill itself tells: sales by somebody looked for, and breaks."""
        self.seen.breaks |= set(beginning.breaks)
        for sale in beginning.sold:
            (party,) = sale.via
            if party in self.why:
                self.seen.reached[party] = 0
                self.seen.found.setdefault(party, []).append(sale)

    def look(self, start: Start) -> None:
        """See what lies upstream of a start."""
        reach, near, tiers = self._reach(start)
        seen, parties = self.seen, reach.lanes.parties
        seen.levels += levels_of(reach, start)
        seen.breaks |= self._breaks(start, tiers)
        seen.tiers = max(seen.tiers, tiers + start.tier)
        for at, tier in near.items():
            party = parties[at]
            tier = tier + start.tier - 1
            seen.reached[party] = min(tier, seen.reached.get(party, tier))
        order = sorted(near, key=lambda at: (near[at], parties[at]))
        for party in (parties[at] for at in order[: self.request.enough or MOST]):
            runs = self.upstream.runs.found(reach, party, start)
            seen.found.setdefault(party, []).extend(runs)

    def _reach(self, start: Start) -> tuple[Reach, Mapping[int, int], int]:
        """Give the ways upstream of a start, how near those looked for are, and within
        how many tiers all of them are told."""
        request = self.request
        if self.labels is None:
            reach = self.upstream.reach(start, tiers=request.tiers, lag=request.lag)
            tiers = (request.tiers or search().tiers) - start.tier
            return reach, reach.near(self.numbers), tiers
        near = self.upstream.nearest(
            start, self.labels, enough=request.enough, tiers=request.tiers
        )
        return near.reach, near.tier_of, near.tiers

    def _breaks(self, start: Start, tiers: int) -> set[Break]:
        """Give the forwarders and banks at which ways end: on all ways, or the start's
        own and those on ways to somebody looked for."""
        request = self.request
        if self.labels is None:
            ends = [self.upstream.until(start, tiers=request.tiers, lag=request.lag)]
        else:
            ends = [
                self.upstream.until(start, tiers=start.tier + 1, lag=request.lag),
                self.upstream.until_toward(start, self.labels, tiers=tiers),
            ]
        index, found = self.store.lanes.index, dict[int, int]()
        for reach in ends:
            ended = np.array(sorted(index[party] for party in reach.ended), np.int64)
            for at, tier in reach.near(ended).items():
                found[at] = min(tier, found.get(at, tier))
        parties = self.store.lanes.parties
        return {
            Break(BreakKind.FORWARDER, parties[at], start.tier + tier - 1, start.hs)
            for at, tier in found.items()
        }

    def result(self, beginning: Beginning) -> UpResult:
        """Write down what was seen."""
        request, seen, starts = self.request, self.seen, beginning.starts
        beyond = with_sales(settle(seen.found, seen.breaks, {}), beginning.sold)
        drawn, tied = self._drawn(beyond, starts)
        keys = {act.party for act in (*beyond.operations, *drawn)}
        keys |= {b.party for b in beyond.breaks} | {s.party for s in starts}
        index = self.store.lanes.index
        shown = self.store.shown(index[key] for key in keys if key in index)
        result = UpResult(
            target=request.target,
            hs=request.hs,
            by=request.by,
            everybody=self.labels is None,
            tiers=seen.tiers,
            levels=tuple(seen.levels),
            sought=len(self.why),
            reached=len(seen.reached),
            operations=beyond.operations,
            ties=beyond.ties,
            paths=_best(beyond.paths),
            leads=_best(beyond.leads),
            breaks=tuple(sorted(beyond.breaks, key=_break_order)),
            flags=tuple((k, self.why[k]) for k in sorted(seen.reached)),
            parties={line.key: line for line in shown.values()},
            notes=(
                *unknown(self.store, request.flagged, found=bool(self.why)),
                *beginning.notes,
                *self._notes(),
            ),
            guessed=guessed_along(seen.found),
            picture="",
            out="",
        )
        if request.out is not None:
            rows = evidence_of(self.store, result.paths, result.leads, seen.found)
            write_text(request.out, evidence_csv(rows))
            result = replace(result, out=str(request.out))
        if request.picture is not None:
            write_text(request.picture, self._picture(result, drawn, tied))
            result = replace(result, picture=str(request.picture))
        return result

    def _drawn(
        self, beyond: Beyond, starts: Sequence[Start]
    ) -> tuple[tuple[Operation, ...], tuple[Tie, ...]]:
        """Give the paths for a picture; without any, the widest of everybody."""
        if beyond.operations or self.request.picture is None or not starts:
            return beyond.operations, beyond.ties
        request = self.request
        return forest(
            self.upstream.reach(starts[0], tiers=request.tiers, lag=request.lag)
        )

    def _picture(
        self, result: UpResult, drawn: Sequence[Operation], tied: Sequence[Tie]
    ) -> str:
        words = {
            key: PartyWord(line.name, "looked for" if key in self.why else NOTHING)
            for key, line in result.parties.items()
        }
        goods = (self.request.target, self.request.hs or "any goods")
        made = path_diagram(
            drawn, tied, result.breaks, parties=words, goods=goods, key="up"
        )
        return made.whole() if made else ""

    def _notes(self) -> tuple[str, ...]:
        notes = [
            "What a lane carried is not known to be these goods: paths are inferred.",
            "Shares are shares of the records in this store, not of all trade.",
        ]
        if self.labels is not None:
            notes.append(
                f"Nothing beyond {self.seen.tiers} tiers was followed, nor what leads"
                " to nobody looked for: --nearest N goes on to more of them,"
                " --everybody follows all."
            )
        most = self.request.enough or MOST
        if len(self.seen.reached) > most:
            notes.append(
                f"{len(self.seen.reached):,} parties looked for are reached at all; the"
                f" paths of the nearest {most} were weighed. Reach is not evidence."
            )
        return (*notes, *self.store.shortcomings())


def _best(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Sort paths: nearest first, then by share."""
    return tuple(sorted(paths, key=lambda p: (p.tiers, -(p.share_ppm or 0), p.key)))


def _break_order(found: Break) -> tuple[int, str, str]:
    return found.tier, found.kind.value, found.party
