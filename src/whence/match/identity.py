"""The identity rule between a party and a listing; a score never decides it.

identify   the rule that is met, at which grade, and what stands against it
"""

from collections.abc import Mapping
from dataclasses import dataclass

from whence.model.listing import Listing
from whence.model.name import NormalName, TokenKind
from whence.model.party import IdKind, Party
from whence.model.source import Grade, strongest, weakest

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
    """Which rule is met ("" for none), its grade, and the codes on both sides.

    `grade` is what the rule is worth; `said` that of the rows which name the party,
    and is printed: the list speaks of its own side only.
    """

    rule: str = ""
    grade: Grade = Grade.INFERRED
    said: Grade = Grade.INFERRED
    same_codes: tuple[str, ...] = ()
    other_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A party's whole names folded, and the regions of its sites, each with the best
    grade of a row that says it."""

    fulls: Mapping[str, Grade]
    regions: Mapping[str, Grade]

    @classmethod
    def of(
        cls,
        party: Party,
        normal: Mapping[str, NormalName],
        regions: Mapping[str, str],
        said: Mapping[str, Grade],
    ) -> "Held":
        """Gather from the mentions; a part of a name in one cell is said by its cell.

        `regions` and `said` are by mention key; `declared` where nothing is said.
        """
        fulls: dict[str, Grade] = {}
        places: dict[str, Grade] = {}
        for mention in party.mentions:
            grade = said.get(mention.key, Grade.DECLARED)
            if region := regions.get(mention.key, ""):
                places[region] = strongest((places.get(region, grade), grade))
            cells = mention.names
            for name in party.names:
                full = normal[name].full if name in normal else ""
                if full and any(name == cell or name in cell for cell in cells):
                    fulls[full] = strongest((fulls.get(full, grade), grade))
        return cls(fulls, places)


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
    held: Held,
    grades: Mapping[str, Grade],
) -> Identity:
    """Say whether the party is the listed one by the rule of identity.

    `grades` gives the grade at which a code is held (`declared` where nothing is said).
    The rule of names asks for agreement, not for a grade; at which the agreement is
    said stands beside it: a Chinese name of the importer's own sheet is declared.
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
    ways = [] if other else _by_name(party, listing, known, held)
    if ways:
        rule, said = min(ways, key=lambda way: way[1].rank)
        carried = not known.full.isdisjoint(held.fulls)
        worth = listing.grade if carried else Grade.DOCUMENTED
        grade = weakest((listing.grade, worth))
        return Identity(rule, grade, weakest((grade, said)), same, other)
    if same:
        grade = min((grades.get(c, Grade.DECLARED) for c in same), key=lambda g: g.rank)
        kind = next(IdKind(k) for k, c in sorted(codes & known.codes))
        grade = weakest((listing.grade, grade))
        return Identity(kind.value, grade, grade, same, other)
    return Identity("", Grade.INFERRED, Grade.INFERRED, same, other)


def _by_name(
    party: Party,
    listing: Listing,
    known: Published,
    held: Held,
) -> list[tuple[str, Grade]]:
    """Hold the full names, the country and one more agreement against each other; give
    the rules that are met, each with the grade of the weaker side."""
    fulls, regions = held.fulls, held.regions
    countries = {m.country for m in party.mentions}
    if not listing.country or listing.country not in countries:
        return []
    if regions and listing.province and listing.province not in regions:
        return []
    whole = [grade for full, grade in fulls.items() if full in known.full]
    carried = [g for full, g in fulls.items() if known.local.get(full) in CARRIES]
    local = [grade for full, grade in fulls.items() if full in known.local]
    ways: list[tuple[str, Grade]] = []
    if whole and local:
        grade = weakest((strongest(whole), strongest(local)))
        ways.append(("full name and Chinese name", grade))
    if (whole or carried) and listing.province and listing.province in regions:
        named = strongest((*whole, *carried))
        grade = weakest((named, regions[listing.province]))
        ways.append(("full name and province", grade))
    return ways


def _has_form(name: NormalName) -> bool:
    return any(token.kind is TokenKind.FORM for token in name.tokens)
