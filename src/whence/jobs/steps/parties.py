"""One finding per organisation: its word, its places, its candidates."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from whence.jobs.steps.screening import Screening
from whence.model.findings import CandidateFinding, PartyFinding
from whence.model.listing import Candidate, Edition, Listing
from whence.model.measure import Standing, StandingKind
from whence.model.party import IdKind, Mention, Party, PlaceReading, Role
from whence.model.rows import Tables, TradeTable
from whence.model.source import Grade, Source

MAX_SOURCES = 20  # rows shown per party; the count of all stands beside

CONFIRMS = (StandingKind.IDENTITY, StandingKind.SUBSIDIARY)
ASKS = (StandingKind.CANDIDATE, StandingKind.RELATED)


def party_findings(
    screening: Screening,
    tables: Tables,
    *,
    editions: Sequence[Edition],
    regions: Sequence[str],
    as_of: date,
    touching: Mapping[str, tuple[str, ...]],
) -> tuple[PartyFinding, ...]:
    """Describe every party, those that need a look first."""
    listings = {x.key: x for e in editions for x in e.listings}
    candidates: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in screening.candidates:
        candidates[candidate.party].append(candidate)
    seen = _seen(screening, tables)
    found = [
        _finding(
            party,
            screening,
            candidates=candidates.get(key, []),
            listings=listings,
            regions=regions,
            as_of=as_of,
            seen=seen.get(key, _Seen()),
            consignments=touching.get(key, ()),
        )
        for key, party in screening.parties.items()
    ]
    order = ("listed", "candidate", "in region")
    return tuple(
        sorted(
            found,
            key=lambda p: (
                order.index(p.word) if p.word in order else len(order),
                not p.consignments,
                p.name,
                p.id,
            ),
        )
    )


class _Seen:
    """Where a party was met, and in which roles."""

    __slots__ = ("count", "roles", "sources")

    def __init__(self) -> None:
        self.count = 0
        self.roles: set[str] = set()
        self.sources: list[Source] = []

    def add(self, role: Role, source: Source, count: int = 1) -> None:
        """Note one meeting; only the first rows are kept by place."""
        self.count += count
        if role is not Role.UNKNOWN:
            self.roles.add(role.value)
        if len(self.sources) < MAX_SOURCES:
            self.sources.append(source)


def _seen(screening: Screening, tables: Tables) -> dict[str, _Seen]:
    found: dict[str, _Seen] = defaultdict(_Seen)
    for key, role, source in _rows(tables):
        found[screening.party_of[key]].add(role, source)
    if tables.trade is not None:
        for key, role, source, count in _trade(tables.trade):
            found[screening.party_of[key]].add(role, source, count)
    return found


def _rows(tables: Tables) -> Iterator[tuple[str, Role, Source]]:
    """Yield (mention key, role, row) of every table but the trade records."""
    for mention, role, source in chain(_of_sheets(tables), _of_papers(tables)):
        if mention is not None:
            yield mention.key, role, source


Met = Iterator[tuple[Mention | None, Role, Source]]


def _of_sheets(tables: Tables) -> Met:
    for row in tables.suppliers:
        yield row.mention, row.role, row.source
        yield from ((other, Role.UNKNOWN, row.source) for other in row.others)
    yield from ((o.vendor, Role.SELLER, o.source) for o in tables.orders)
    yield from ((m.vendor, Role.UNKNOWN, m.source) for m in tables.materials)
    yield from ((p.party, p.role, p.source) for p in tables.production)


def _of_papers(tables: Tables) -> Met:
    yield from ((w.owner, Role.OWNER, w.source) for w in tables.ownership)
    yield from ((w.owned, Role.UNKNOWN, w.source) for w in tables.ownership)
    for entry in tables.entries:
        for maker in entry.makers:
            yield maker, Role.MAKER, entry.sources[0]
    for pay in tables.payments:
        yield pay.payer, Role.UNKNOWN, pay.source
        yield pay.payee, Role.UNKNOWN, pay.source


def _trade(trade: TradeTable) -> Iterator[tuple[str, Role, Source, int]]:
    """Yield each mention once per role, at its first record, with the count."""
    import numpy as np

    columns = (
        (trade.maker, Role.MAKER),
        (trade.seller, Role.SELLER),
        (trade.buyer, Role.BUYER),
        (trade.notify, Role.NOTIFY),
        (trade.carrier, Role.CARRIER),
    )
    for codes, role in columns:
        which, first, counts = np.unique(codes, return_index=True, return_counts=True)
        for code, record, count in zip(which, first, counts, strict=True):
            if code >= 0:
                mention = trade.mentions[int(code)]
                yield mention.key, role, trade.source(int(record)), int(count)


def _finding(
    party: Party,
    screening: Screening,
    *,
    candidates: Sequence[Candidate],
    listings: Mapping[str, Listing],
    regions: Sequence[str],
    as_of: date,
    seen: _Seen,
    consignments: tuple[str, ...],
) -> PartyFinding:
    standings = {s.listing.key: s for s in screening.standings.get(party.key, ())}
    places = _places(party, screening, regions)
    word, grade = _word(tuple(standings.values()), places, regions, as_of)
    pairs = {c.listing: c for c in candidates}
    return PartyFinding(
        id=party.key,
        name=party.name,
        names=party.names,
        masked=party.masked,
        country=party.country,
        identifiers=tuple(
            (kind.value, code)
            for kind, code in party.identifiers
            if kind is not IdKind.VENDOR
        ),
        addresses=party.addresses,
        places=places,
        roles=tuple(sorted(seen.roles)),
        word=word,
        best_grade=grade,
        candidates=tuple(
            _candidate(listings[key], pairs.get(key), standings.get(key), consignments)
            for key in sorted({*pairs, *standings} & set(listings))
        ),
        sources=tuple(sorted(set(seen.sources))),
        mentions=max(seen.count, len(party.mentions)),
        why=party.why,
        consignments=consignments,
    )


def _places(
    party: Party, screening: Screening, regions: Sequence[str]
) -> tuple[PlaceReading, ...]:
    """Order a party's places: sites first, those that give it its word before others.

    Whoever shows one place of a party shows the first.
    """
    keys = [(m.stands_at, m.country) for m in party.mentions]
    keys += [(code, kind.value) for kind, code in party.identifiers]
    keys += [(name, "name") for name in party.names]
    found = {r for key in keys for r in screening.places.get(key, ())[:1]}
    return tuple(
        sorted(
            found,
            key=lambda r: (r.is_signal, r.region not in regions, -r.p, r.code, r.text),
        )
    )


def _word(
    standings: Sequence[Standing],
    places: Sequence[PlaceReading],
    regions: Sequence[str],
    as_of: date,
) -> tuple[str, Grade]:
    """Pick the supplier-level word: the most serious one that is true on `as_of`."""
    listed = [s for s in standings if s.kind in CONFIRMS and as_of in s.listing.span]
    if listed:
        return "listed", min((s.grade for s in listed), key=lambda g: g.rank)
    if any(s.kind in ASKS for s in standings):
        return "candidate", Grade.INFERRED
    if any(p.region in regions and not p.is_signal for p in places):
        return "in region", Grade.DECLARED
    return "nothing found on these versions", Grade.INFERRED


def _candidate(
    listing: Listing,
    candidate: Candidate | None,
    standing: Standing | None,
    consignments: tuple[str, ...],
) -> CandidateFinding:
    return CandidateFinding(
        id=candidate.key if candidate else "",
        list=listing.list_key,
        listing=listing.key,
        listed_name=listing.name,
        listed_from=listing.span.start,
        listed_until=listing.span.end,
        sections=tuple(section for section, _ in listing.sections),
        mention=candidate.mention if candidate else "",
        p_same=round(candidate.p_same, 6) if candidate else 0.0,
        p_related=round(candidate.p_related, 6) if candidate else 0.0,
        score=round(candidate.score, 6) if candidate else 0.0,
        explanation=candidate.explanation if candidate else (),
        identity=candidate.identity if candidate else "",
        standing=standing.kind.value if standing else "",
        why=standing.why if standing else "",
        conflicts=candidate.conflicts if candidate else (),
        judgement=standing.judgement if standing else None,
        consignments=consignments,
    )
