"""Rows to parties: who is one organisation, where it is, and on which lists."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from whence.match.index import ListingIndex
from whence.match.keys import pair_key
from whence.match.parties import cluster
from whence.match.standing import standings
from whence.model.listing import Candidate, Edition
from whence.model.measure import Standing
from whence.model.name import NormalName, TokenKind
from whence.model.party import (
    IdKind,
    Judgement,
    Mention,
    Party,
    PlaceReading,
    Relation,
)
from whence.model.rows import Tables, identifier
from whence.model.source import Grade
from whence.model.span import Span
from whence.model.view import Exhibit
from whence.normalise.names import normal, split
from whence.normalise.places import read_places, read_postal, read_uscc_division
from whence.shelf import terms
from whence.shelf.places import name_of, region_of

Places = dict[tuple[str, str], tuple[PlaceReading, ...]]


@dataclass(frozen=True, slots=True)
class Screening:
    """Who is who in the files, and how each stands to the lists."""

    parties: Mapping[str, Party]
    party_of: Mapping[str, str]
    places: Mapping[tuple[str, str], tuple[PlaceReading, ...]]
    relations: tuple[Relation, ...]
    candidates: tuple[Candidate, ...]
    standings: Mapping[str, tuple[Standing, ...]]
    normal: Mapping[str, NormalName]


def screen(
    tables: Tables,
    exhibits: Sequence[Exhibit],
    *,
    editions: Sequence[Edition],
    judgements: Sequence[Judgement],
    as_of: date,
    policy: str,
) -> Screening:
    """Cluster the mentions, read their places, and hold them against the lists."""
    mentions = {m.key: m for m in tables.mentions()}
    places = _places(tables, mentions.values())
    names = _names(mentions.values(), editions)
    regions = {
        key: found[0].region
        for key, m in mentions.items()
        if (found := _sites(places.get((m.stands_at, m.country), ())))
    }
    parties = cluster(
        [mentions[k] for k in sorted(mentions)],
        normal=names,
        regions=regions,
        judgements=judgements,
    )
    parties = tuple(_with_parts(p) for p in parties)
    party_of = {m.key: p.key for p in parties for m in p.mentions}
    _add_names(places, parties, names)
    relations = _relations(tables, exhibits, party_of)
    listings = tuple(x for e in editions for x in e.listings)
    index = ListingIndex(listings, normal=names, rarity=terms.rarity)
    candidates = index.candidates(
        parties, normal=names, regions=regions, policy=policy, said=_said(tables)
    )
    held = _follow(judgements, candidates, {p.key: p for p in parties})
    standing = standings(candidates, listings, relations, held, as_of=as_of)
    by_party: dict[str, list[Standing]] = {}
    for row in standing:
        by_party.setdefault(row.party, []).append(row)
    return Screening(
        {p.key: p for p in parties},
        party_of,
        places,
        relations,
        candidates,
        {key: tuple(rows) for key, rows in by_party.items()},
        names,
    )


def _said(tables: Tables) -> dict[str, Grade]:
    """Say at which grade a mention is named: by a record, or by the importer's own
    tables, which are declared and not listed here."""
    records = [m for e in tables.entries for m in e.makers]
    records += tables.trade.mentions if tables.trade is not None else ()
    return {m.key: Grade.RECORDED for m in records}


def _follow(
    judgements: Sequence[Judgement],
    candidates: Iterable[Candidate],
    parties: Mapping[str, Party],
) -> tuple[Judgement, ...]:
    """Let a judgement follow the mention it was about into a cluster that has grown:
    new rows may give the pair another key, and nothing judged may be lost by that."""
    now = {
        pair_key(mention.key, c.listing): c.key
        for c in candidates
        for mention in parties[c.party].mentions
    }
    return tuple(
        replace(j, candidate=now.get(j.candidate, j.candidate)) for j in judgements
    )


def _sites(readings: Iterable[PlaceReading]) -> list[PlaceReading]:
    return [r for r in readings if not r.is_signal]


def _places(tables: Tables, mentions: Iterable[Mention]) -> Places:
    """Read every address, site and code once; keys are (text, country or kind)."""
    places: Places = {}

    def read(text: str, country: str) -> None:
        if text and (text, country) not in places:
            places[text, country] = read_places(text, country)

    for m in mentions:
        read(m.stands_at, m.country)
        code = identifier(m, IdKind.USCC)
        if code and (reading := read_uscc_division(code)):
            places[code, "uscc"] = (reading,)
    for supplier in tables.suppliers:
        country = supplier.mention.country
        read(supplier.registered_address, country)
        if reading := read_postal(supplier.postal_code, country):
            places[supplier.postal_code, "postal"] = (reading,)
        read(supplier.product, country)
    for text in tables.trade.texts if tables.trade else ():
        read(text, "")
    for step in tables.production:
        read(step.site, step.party.country if step.party else "")
    for document in tables.documents:
        read(document.place, "")
    return places


def _names(
    mentions: Iterable[Mention], editions: Sequence[Edition]
) -> dict[str, NormalName]:
    """Take every distinct name apart once, and each of its parts."""
    raw = {name for m in mentions for name in m.names}
    raw |= {part for name in raw for part in split(name)}
    for listing in (x for e in editions for x in e.listings):
        raw |= {listing.name, *listing.names}
        raw |= {local for local, _, _ in listing.local_names}
        raw |= {relative.name for relative in listing.relatives}
    return {name: normal(name) for name in sorted(raw)}


def _with_parts(party: Party) -> Party:
    """Add the parts of a multilingual string as names of their own."""
    parts = {part for name in party.names for part in split(name)}
    more = sorted(parts - set(party.names))
    return replace(party, names=(*party.names, *more)) if more else party


def _add_names(
    places: Places, parties: Iterable[Party], names: Mapping[str, NormalName]
) -> None:
    """A place in a Chinese firm's name says where it was registered: a Signal.

    Names follow the rule of addresses: Kashi is a tile in Yazd, Aksu a town in Türkiye.
    """
    for party in parties:
        if party.country not in ("", "CN"):
            continue
        for raw in party.names:
            known = names.get(raw) or normal(raw)
            if not party.country and not _is_han(known.script):
                continue
            readings = tuple(
                PlaceReading(
                    code,
                    name_of(code),
                    region_of(code),
                    "name",
                    "name",
                    token.text,
                    0.5,
                    is_signal=True,
                )
                for token in known.tokens
                if token.kind is TokenKind.PLACE
                for code in token.keys[:1]
                if code.startswith("CN-")
            )
            if readings:
                places[raw, "name"] = readings


def _is_han(script: str) -> bool:
    return script in ("han", "mixed")


def _relations(
    tables: Tables, exhibits: Sequence[Exhibit], party_of: Mapping[str, str]
) -> tuple[Relation, ...]:
    """A statement about owners is as good as the exhibit it names, else declared."""
    grades = {e.row.document: e.grade for e in exhibits if e.row.document}
    return tuple(
        Relation(
            party_of[row.owner.key],
            row.kind,
            party_of[row.owned.key],
            Span(row.start or date.min, row.end),
            row.share,
            grades.get(row.document, Grade.DECLARED),
            row.source,
        )
        for row in tables.ownership
    )
