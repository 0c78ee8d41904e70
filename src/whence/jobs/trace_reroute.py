"""`whence trace reroute`: who appeared after a day and ships what others shipped."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import numpy as np

from whence.engine.duck import DEFAULT_MEMORY
from whence.errors import UsageError
from whence.jobs.steps.trade_flagged import numbers_sought, unknown
from whence.jobs.steps.trade_labels import exposure_in
from whence.jobs.steps.trade_store import PartyLine, TradeStore
from whence.jobs.steps.trade_upstream import Upstream
from whence.model.source import Source
from whence.model.trade_answers import RerouteRow
from whence.report.reroute_csv import reroute_csv
from whence.shelf.paths import policy, rerouting, search
from whence.shelf.wording import reroute_words
from whence.store.files import write_text
from whence.trace.exposure import Exposure
from whence.trace.months import (
    EPOCH,
    MONTHS,
    days_since_epoch,
    last_day_of_window,
    month_of,
)
from whence.trace.reroute import (
    Newcomer,
    buyers_of,
    first_days,
    newcomers,
    pace,
    weights,
)
from whence.trace.runs import Start
from whence.trace.toward import EVERY, Labels

Progress = Callable[[str, int, int], None]


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class RerouteRequest:
    """Which case, and the first day of the policy; whom to look for as in `trace_up`.

    `most` bounds the newcomers that are looked at, heaviest first. `out` is a CSV file.
    """

    case: Path
    as_of: date
    since: date
    flagged: Path | None = None
    out: Path | None = None
    most: int = 500
    memory: int = DEFAULT_MEMORY
    progress: Progress = _silent


@dataclass(frozen=True, slots=True)
class RerouteResult:
    """Who is listed, heaviest first; `appeared` counts newcomers that took over at all,
    `looked_at` those whose purchases were traced."""

    since: date
    appeared: int
    looked_at: int
    rows: tuple[RerouteRow, ...]
    notes: tuple[str, ...]
    out: Path | None


def reroute(request: RerouteRequest) -> RerouteResult:
    """List firms that appeared, took over, and can have bought from those looked for.

    Raises:
        UsageError: no case or store, nobody to look for, or no records before the day.
        OutputError: the file cannot be written.

    """
    store = TradeStore(request.case, memory=request.memory)
    since = month_of(request.since) - store.lanes.base
    if not 0 < since < MONTHS:
        raise UsageError(
            f"the store holds no month before {request.since}, or none after it.",
            where=str(request.case),
            remedy="Give --since a day within the ten years of its records.",
        )
    numbers = numbers_sought(store, request.flagged, as_of=request.as_of)
    request.progress("going downstream", 0, 1)
    labels, exposed = exposure_in(
        store, numbers, tiers=search().tiers, lag=search().lag_months
    )
    found = _newcomers(store, since, numbers, exposed)
    heavy = sorted(found, key=lambda n: (-_grams(store, n), n.party, n.hs))
    finder = _Finder(store, request, labels, exposed)
    looked = heavy[: request.most]
    finder.prepare(looked)
    rows = []
    for place, newcomer in enumerate(looked):
        request.progress("tracing newcomers", place, len(looked))
        row = finder.row(newcomer)
        if row is not None:
            rows.append(row)
    if request.out is not None:
        write_text(request.out, reroute_csv(rows))
    notes = [*unknown(store, request.flagged), *reroute_words()["notes"]]
    if len(found) > len(looked):
        notes.append(
            f"{len(found):,} appeared; the heaviest {len(looked):,} were traced."
        )
    return RerouteResult(
        request.since, len(found), len(looked), tuple(rows), tuple(notes), request.out
    )


def _newcomers(
    store: TradeStore, since: int, numbers: np.ndarray, exposed: Exposure
) -> list[Newcomer]:
    """Give who appeared and took over from parties linked to those looked for: these
    themselves, and firms of their countries that pass the path policy's share."""
    countries = store.countries
    parties = len(store.lanes.parties)
    sought = np.zeros(parties, bool)
    sought[numbers] = True
    at_home = np.isin(
        countries.astype(str), sorted({str(c) for c in countries[sought]})
    )
    passes = exposed.share_ppm >= policy().least_share_ppm
    linked = sought | (at_home & (countries != "") & passes)
    barred = linked.copy()
    barred[store.carriers] = True
    found = newcomers(
        store.lanes, since, countries=countries, linked=linked, barred=barred
    )
    return [n for n in found if 0 < exposed.tier[n.party] <= search().tiers]


def _grams(store: TradeStore, newcomer: Newcomer) -> int:
    return int(store.lanes.grams[newcomer.lanes].sum())


class _Finder:
    """Traces newcomers one by one, and writes down what speaks for and against."""

    def __init__(
        self,
        store: TradeStore,
        request: RerouteRequest,
        labels: Labels,
        exposed: Exposure,
    ) -> None:
        self.store, self.request, self.exposed = store, request, exposed
        self.labels, self.asked = labels, Upstream(store)
        self.words = reroute_words()
        self.day = days_since_epoch(request.since)
        self.buyers: dict[int, set[int]] = {}

    def prepare(self, looked: Sequence[Newcomer]) -> None:
        """Look once for everybody who bought what these newcomers sell."""
        groups = np.unique([int(self.store.lanes.group[n.lanes[0]]) for n in looked])
        self.buyers = buyers_of(self.store.lanes, groups)

    @cached_property
    def known_before(self) -> frozenset[str]:
        """Give the countries of which a firm sold anything before the day."""
        early = first_days(self.store.lanes) < self.day
        return frozenset(str(c) for c in set(self.store.countries[early]))

    def row(self, new: Newcomer) -> RerouteRow | None:
        """Give a newcomer's row, None when nobody looked for is upstream."""
        lanes = self.store.lanes
        bound = last_day_of_window(lanes.base)
        days = [int(lanes.trade.day[lanes.rows_of(int(at))].max()) for at in new.lanes]
        start = Start(
            lanes.parties[new.party], lanes.codes[new.hs], min(max(days), bound), 0,
            "", None, (),
        )  # fmt: skip
        linked, tiers, sources = self._linked(start)
        if not linked:
            return None
        by, before, after_old = weights(lanes, new.before, self.day)
        importers: dict[int, int] = {}
        for lane in new.lanes:
            buyer = int(lanes.dst[lane])
            importers[buyer] = importers.get(buyer, 0) + int(lanes.grams[lane])
        names = self.store.shown([new.party, *importers, *by, *linked])
        first = min(int(lanes.trade.day[lanes.rows_of(int(at))[0]]) for at in new.lanes)
        own = names[new.party]
        row = RerouteRow(
            key=own.key,
            name=own.name,
            country=own.country,
            hs=lanes.codes[new.hs],
            first=EPOCH + timedelta(first),
            importers=_named(names, importers),
            before=_named(names, by),
            before_grams=before,
            after_grams=sum(importers.values()),
            tiers=tiers,
            share_ppm=int(self.exposed.share_ppm[new.party]),
            linked=tuple(names[at].name for at in linked),
            reasons=(),
            rivals=(),
            sources=(*self._rows(new), *sources),
        )
        percent = pace(lanes, new, self.day, (before, after_old))
        return replace(
            row,
            reasons=tuple(self._reasons(row, percent)),
            rivals=tuple(self._rivals(new, row, percent)),
        )

    def _linked(self, start: Start) -> tuple[list[int], int, tuple[Source, ...]]:
        """Give the nearest of those looked for upstream whose days agree."""
        for tier in range(1, self.labels.tiers + 1):
            near = self.asked.nearest(start, self.labels, enough=EVERY, tiers=tier)
            kept, sources = [], []
            for at in sorted(near.tier_of)[: rerouting().named]:
                party = near.reach.lanes.parties[at]
                runs = list(self.asked.runs.found(near.reach, party, start))
                if runs:
                    kept.append(at)
                    sources += [s for t in runs[0].path.ties for s in t.sources[:1]]
            if kept:
                return kept, tier, tuple(sources)
        return [], 0, ()

    def _rows(self, new: Newcomer) -> tuple[Source, ...]:
        """Give the first record of the newcomer, and the last of those before it."""
        lanes = self.store.lanes
        mine = [int(lanes.rows_of(int(at))[0]) for at in new.lanes]
        first = min(mine, key=lambda r: int(lanes.trade.day[r]))
        theirs = [
            int(r)
            for at in new.before
            for r in lanes.rows_of(int(at))
            if lanes.trade.day[r] < self.day
        ]
        last = max(theirs, key=lambda r: int(lanes.trade.day[r]))
        return lanes.trade.source(first), lanes.trade.source(last)

    def _reasons(self, row: RerouteRow, percent: int | None) -> list[str]:
        said = self.words["reasons"]
        since = self.request.since.isoformat()
        found = [
            said["appeared"].format(since=since, first=row.first.isoformat()),
            said["same"].format(
                hs=row.hs, importers=_listed(row.importers), before=_listed(row.before)
            ),
        ]
        if percent is not None and percent <= rerouting().stopped_percent:
            found.append(said["stopped"])
        elif percent is not None and percent <= rerouting().fell_percent:
            found.append(said["fell"].format(percent=percent))
        key = "direct" if row.tiers == 1 else "through"
        linked = ", ".join(row.linked)
        return [*found, said[key].format(linked=linked, tiers=row.tiers)]

    def _rivals(self, new: Newcomer, row: RerouteRow, percent: int | None) -> list[str]:
        said, lanes = self.words["rivals"], self.store.lanes
        found = []
        if percent is not None and percent > rerouting().fell_percent:
            found.append(said["goes_on"].format(percent=percent))
        if row.country not in self.known_before:
            since = self.request.since.isoformat()
            found.append(said["coverage"].format(country=row.country, since=since))
        everybody = self.buyers[int(lanes.group[new.lanes[0]])]
        others = everybody - set(lanes.dst[new.lanes].tolist())
        if others:
            found.append(said["others"].format(n=len(others)))
        if row.share_ppm < 1_000_000:
            rest = (1_000_000 - row.share_ppm) // 10_000
            found.append(said["elsewhere"].format(percent=rest))
        return [*found, *said["always"]]


def _named(
    names: Mapping[int, PartyLine], grams: Mapping[int, int]
) -> tuple[tuple[str, int], ...]:
    """Give names with grams, heaviest first."""
    ranked = sorted(grams, key=lambda at: (-grams[at], names[at].key))
    return tuple((names[at].name, grams[at]) for at in ranked)


def _listed(named: Sequence[tuple[str, int]]) -> str:
    first = ", ".join(name for name, _ in named[: rerouting().named])
    more = len(named) - rerouting().named
    return f"{first} and {more} more" if more > 0 else first
