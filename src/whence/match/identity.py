"""The identity rule between a party and a listing; a score never decides it.

identify   the rule that is met, at which grade, and what stands against it
"""

from collections.abc import Mapping
from dataclasses import dataclass

from whence.model.listing import Listing
from whence.model.name import NormalName, TokenKind
from whence.model.party import IdKind, Party
from whence.model.source import Grade, weakest

# Chinese names printed by the list itself or filed by the company may carry identity;
# those of the press may only agree with a full published name.
CARRIES = frozenset({"list", "filing"})
AGREES = CARRIES | {"press"}


@dataclass(frozen=True, slots=True)
class Published:
    """The full names and codes under which a listing was published."""

    full: frozenset[str]
    local: Mapping[str, str]
    codes: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Identity:
    """Which rule is met ("" for none), its grade, and the codes on both sides."""

    rule: str = ""
    grade: Grade = Grade.INFERRED
    same_codes: tuple[str, ...] = ()
    other_codes: tuple[str, ...] = ()


def published(listing: Listing, normal: Mapping[str, NormalName]) -> Published:
    """Gather what can decide: the official name, and other names with a legal form.

    An alias without a legal form is a short alias and decides nothing. Former official
    names keep deciding, so that no rename improves an outcome.
    """
    whole = {
        name.full
        for raw in listing.names
        if (name := normal.get(raw)) is not None
        and (raw == listing.name or _has_form(name))
    }
    local = {
        normal[raw].full: kind
        for raw, kind, _ in listing.local_names
        if kind in AGREES and raw in normal
    }
    return Published(frozenset(whole), local, frozenset(listing.identifiers))


def identify(
    party: Party,
    listing: Listing,
    known: Published,
    *,
    fulls: frozenset[str],
    regions: frozenset[str],
    grades: Mapping[str, Grade],
) -> Identity:
    """Say whether the party is the listed one by the rule of identity.

    `fulls` are the party's whole names folded, `regions` those of its sites, `grades`
    the grade at which a code is held (`declared` where nothing is said).
    """
    codes = {(k.value, c) for k, c in party.identifiers if k.decides and c}
    same = tuple(sorted(c for k, c in codes & known.codes))
    kinds = {k for k, _ in codes & known.codes}
    other = tuple(
        sorted(
            c
            for k, c in codes - known.codes
            if k not in kinds and any(k == kind for kind, _ in known.codes)
        )
    )
    by_name = (
        "" if other else _by_name(party, listing, known, fulls=fulls, regions=regions)
    )
    if by_name:
        carried = listing.grade if fulls & known.full else Grade.DOCUMENTED
        return Identity(by_name, weakest((listing.grade, carried)), same, other)
    if same:
        held = min((grades.get(c, Grade.DECLARED) for c in same), key=lambda g: g.rank)
        kind = next(IdKind(k) for k, c in sorted(codes & known.codes))
        return Identity(kind.value, weakest((listing.grade, held)), same, other)
    return Identity("", Grade.INFERRED, same, other)


def _by_name(
    party: Party,
    listing: Listing,
    known: Published,
    *,
    fulls: frozenset[str],
    regions: frozenset[str],
) -> str:
    """Hold the full names, the country and one more agreement against each other."""
    countries = {m.country for m in party.mentions}
    if not listing.country or listing.country not in countries:
        return ""
    carried = {full for full in fulls if known.local.get(full) in CARRIES}
    if not (fulls & known.full or carried):
        return ""
    if regions and listing.province and listing.province not in regions:
        return ""
    if fulls & known.full and any(full in known.local for full in fulls):
        return "full name and Chinese name"
    if listing.province and listing.province in regions:
        return "full name and province"
    return ""


def _has_form(name: NormalName) -> bool:
    return any(token.kind is TokenKind.FORM for token in name.tokens)
