"""`whence explain`: why two names are as like as they are, part by part."""

from dataclasses import dataclass, replace
from datetime import date

from whence.errors import UsageError
from whence.match.published import context_of, published_names
from whence.match.rest import Context
from whence.match.sides import Rarity, Side, side_of
from whence.match.weigh import compare
from whence.model.name import NormalName, TokenKind
from whence.normalise.names import normal
from whence.normalise.oddities import notes
from whence.shelf import matching, terms
from whence.shelf.lands import country_code
from whence.shelf.lists import editions
from whence.shelf.places import name_of


@dataclass(frozen=True, slots=True)
class ExplainRequest:
    """The name of a party and a published name; their countries where known. `policy`
    names the thresholds ("": the default ones). With `as_of`, what the lists held on
    that day say of the published name is weighed too, as a screen weighs it."""

    name: str
    listed: str
    country: str = ""
    listed_country: str = ""
    policy: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A part of a name as it was read: its words, its kind, what it stands for."""

    text: str
    kind: str
    means: str


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the waterfall: `weight` in log-odds; `total` is the sum so far."""

    text: str
    how: str
    weight: float
    total: float


@dataclass(frozen=True, slots=True)
class ExplainResult:
    """The parts of both names, the steps that add up to `score`, and what it means.

    `listing` is the key of the listing that the published name is of, if one is known.
    `word` is the word of `whence screen` that the names alone could bring about.
    `false_alarms` is the share of parties without a link that the policy lets be shown.
    """

    parts: tuple[tuple[ReadPart, ...], tuple[ReadPart, ...]]
    steps: tuple[Step, ...]
    score: float
    p_same: float
    p_related: float
    conflicts: tuple[str, ...]
    policy: str
    needs_same: float
    needs_related: float
    false_alarms: float
    word: str
    notes: tuple[str, ...]
    listing: str = ""


def explain(request: ExplainRequest) -> ExplainResult:
    """Hold two names against each other as a screen does, and say why.

    Raises:
        UsageError: a name holds no letter, or there is no such country or policy.

    """
    bar = matching.policy(request.policy)
    read = [_read(name, at) for name, at in
            ((request.name, "NAME"), (request.listed, "LISTED"))]  # fmt: skip
    here = _country(request.country, "--country")
    there = _country(request.listed_country, "--listed-country")
    rare = Rarity(terms.rarity)
    listed, about, listing = _published(read[1], request.as_of, rare)
    about = replace(
        about,
        party_countries=frozenset({here} - {""}),
        listing_country=there or about.listing_country,
    )
    like = compare(side_of(read[0], rare), listed, about, matching.weights())
    total, steps = 0.0, []
    for text, how, weight in like.rows:
        total += weight
        steps.append(Step(text, how, weight, total))
    shown = like.p_same >= bar.p_same or like.p_related >= bar.p_related
    odd = [note for name in (request.name, request.listed) for note in notes(name)]
    odd += [
        f"{name.raw[:60]!r} reads as a natural person's name: in a table it is masked"
        " and not compared."
        for name in read
        if name.is_masked
    ]
    return ExplainResult(
        (_parts(read[0]), _parts(read[1])),
        tuple(steps),
        like.score,
        like.p_same,
        like.p_related,
        like.conflicts,
        bar.name,
        bar.p_same,
        bar.p_related,
        bar.false_alarms,
        "candidate" if shown else "nothing found on these versions",
        tuple(dict.fromkeys(odd)),
        listing,
    )


def _published(
    name: NormalName, as_of: date | None, rare: Rarity
) -> tuple[Side, Context, str]:
    """Give a published name as a screen weighs it: the name of a listing with its mark
    and what stands beside it, any other as an official name of some list."""
    for edition in editions(as_of) if as_of is not None else ():
        for listing in edition.listings:
            names = (*listing.names, *(raw for raw, _, _ in listing.local_names))
            if name.raw not in names:
                continue
            normals = {raw: normal(raw) for raw in names}
            for side, mark in published_names(listing, normals, rare):
                if side.raw == name.raw:
                    about = replace(context_of(listing), mark=mark)
                    return side, about, listing.key
    return side_of(name, rare), Context(whole_list=True), ""


def _read(name: str, where: str) -> NormalName:
    if not any(map(str.isalnum, name)):
        raise UsageError(
            "the name holds no letter and no digit.",
            where=where,
            remedy="Give two names of organisations, each in quotes.",
        )
    return normal(name)


def _country(text: str, where: str) -> str:
    code = country_code(text) if text else ""
    if text and not code:
        raise UsageError(
            f"{text[:40]!r} is no country that is known.",
            where=where,
            remedy="Give its name or its two letters, such as CN.",
        )
    return code


def _parts(name: NormalName) -> tuple[ReadPart, ...]:
    return tuple(
        ReadPart(token.text, token.kind.value, _means(token.kind, token.keys))
        for token in name.tokens
    )


def _means(kind: TokenKind, keys: tuple[str, ...]) -> str:
    """Say what keys stand for, in words."""
    if kind is TokenKind.PLACE:
        return ", ".join(name_of(key) or key for key in keys[:3])
    return ", ".join(key.partition(":")[2] or key for key in keys[:4])
