"""Parties and rows to decisions: the chain of each consignment, then each measure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from whence.decide.evaluate import World
from whence.decide.panel import Panel
from whence.errors import InputError
from whence.jobs.steps.screening import Screening
from whence.match.apart import in_parts, workers
from whence.model.chain import Chain, Consignment
from whence.model.listing import Edition, GateResult
from whence.model.measure import Decision, Measure, StandingKind
from whence.model.view import CaseView
from whence.shelf.lists import gate
from whence.trace.chain import Chains
from whence.trace.consignments import consignments

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Decided:
    """One consignment, what is known upstream of it, and what each measure says."""

    consignment: Consignment
    chain: Chain
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The consignments of a case with their chains, and the panel that decides."""

    goods: tuple[Consignment, ...]
    chains: Chains
    flagged: frozenset[str]
    panel: Panel

    def chain(self, consignment: Consignment) -> Chain:
        """Trace one consignment."""
        return self.chains.chain(consignment, self.flagged)


def flagged_parties(screening: Screening, region: str) -> frozenset[str]:
    """List the parties a path is worth looking for: on a list, or in the region."""
    listed = {
        key
        for key, rows in screening.standings.items()
        if any(s.kind is not StandingKind.DIFFERENT for s in rows)
    }
    placed = {
        screening.party_of[m.key]
        for p in screening.parties.values()
        for m in p.mentions
        if any(
            r.region == region and not r.is_signal
            for r in screening.places.get((m.stands_at, m.country), ())
        )
    }
    return frozenset(listed | placed)


def printed(edition: Edition) -> str:
    """Name an edition as a sentence prints it: its date, and the start of its hash."""
    day = edition.published or edition.retrieved
    return f"{day.isoformat() if day else 'undated'} ({edition.sha256[:8]})"


def _answered(consignment: Consignment, answers: Mapping[str, str]) -> Consignment:
    """Put the user's answer in the place of a date in question.

    Raises:
        InputError: the answer is no date.

    """
    if not consignment.question or consignment.key not in answers:
        return consignment
    words = answers[consignment.key]
    try:
        day = date.fromisoformat(words)
    except ValueError:
        raise InputError(
            f"the answer {words!r} is no date.",
            where=f"case.toml, [[question]] {consignment.key}",
            remedy='Write it as "2025-04-10", or leave it blank.',
        ) from None
    basis = "date of importation as answered in case.toml"
    return replace(
        consignment, earliest=day, latest=day, date_basis=basis, question="", dated=True
    )


def portfolio_of(
    view: CaseView,
    screening: Screening,
    *,
    measures: Sequence[Measure],
    editions: Sequence[Edition],
    regions: Sequence[str],
    answers: Mapping[str, str],
    as_of: date,
) -> Portfolio:
    """Make a case ready for deciding: consignments, chains on demand, a panel."""
    flagged = frozenset[str]().union(
        *(flagged_parties(screening, region) for region in regions)
    )
    # Many goods came on the same days.
    gates: Mapping[str, Callable[[date], GateResult]] = {
        e.list_key: lru_cache(maxsize=65_536)(partial(gate, e)) for e in editions
    }
    world = World(
        standings=screening.standings,
        gates=gates,
        exhibits=view.exhibits,
        names={key: p.name for key, p in screening.parties.items()},
        as_of=as_of,
        editions={e.list_key: printed(e) for e in editions},
    )
    goods = tuple(_answered(c, answers) for c in consignments(view, as_of=as_of))
    return Portfolio(goods, Chains(view), flagged, Panel(measures, world))


PART = 20
"""Consignments that one process decides at a time: a fifth of a second of work."""

LARGE = 200
"""Consignments from which on a second process pays: two seconds of work."""


def decide_all(portfolio: Portfolio, *, progress: Progress) -> tuple[Decided, ...]:
    """Trace every consignment and decide it under every measure, with all reasons.

    Many are decided by several processes at once; the answer is the same.
    """
    goods = portfolio.goods
    many = workers(len(goods), worth=LARGE)
    progress("deciding", 0, len(goods))
    # What all of them look up is made for the first one: once, before others share it.
    done = list(_decided(portfolio, goods[:1]))
    parts = [goods[at : at + PART] for at in range(1, len(goods), PART)]

    def work(part: Sequence[Consignment]) -> tuple[Decided, ...]:
        return _decided(portfolio, part)

    for found in in_parts(work, parts, cores=many):
        done += found
        progress("deciding", len(done), len(goods))
    return tuple(done)


def _decided(portfolio: Portfolio, goods: Sequence[Consignment]) -> tuple[Decided, ...]:
    """Trace some consignments and decide each of them under every measure."""
    panel = portfolio.panel
    done = []
    for consignment in goods:
        chain = portfolio.chain(consignment)
        decisions = tuple(
            panel.decision(measure.key, consignment, chain)
            for measure in panel.measures
        )
        done.append(Decided(consignment, chain, decisions))
    return tuple(done)
