"""`whence id`: what a code says by itself, and how codes of one firm agree.

ids   codes read, held against each other, and a manufacturer code built
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from whence.errors import UsageError
from whence.jobs.steps.code_hints import MASKED, USCC, bare_code, held, hint, shown
from whence.normalise import codes, mid
from whence.normalise.look_alikes import read_otherwise
from whence.shelf import hs
from whence.shelf.places import name_of, place_of, postal_codes, region_of
from whence.shelf.world import country_code

DECIDES = {"uscc", "organisation", "lei"}
HEADING, SUBHEADING = 4, 6
LEI = 20


@dataclass(frozen=True, slots=True)
class IdRequest:
    """Codes to read; `mid` are name, street line, city and country to build a
    manufacturer code from; `on` the day for which a division is asked."""

    codes: tuple[str, ...]
    on: date
    mid: tuple[str, str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class CodeReading:
    """A code read as one kind. `decides` says that the same code on both sides makes
    two parties one; only a valid one of some kinds does. `says` are (what, value).
    """

    kind: str
    code: str
    is_valid: bool
    decides: bool
    says: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeRead:
    """A code as given (masked where it may name a person), and what it can be."""

    given: str
    readings: tuple[CodeReading, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """Two codes that tell of the same thing: whether they agree; `decides` says that a
    conflict means two organisations."""

    one: str
    other: str
    agrees: bool
    decides: bool
    what: str


@dataclass(frozen=True, slots=True)
class IdResult:
    """What each code says, how they stand to each other, and the code built."""

    codes: tuple[CodeRead, ...]
    between: tuple[Between, ...]
    built: str


def ids(request: IdRequest) -> IdResult:
    """Read codes, whatever kind each may be of.

    Raises:
        UsageError: nothing was given, no code is of a kind that is known, or no
            manufacturer code can be built.

    """
    built = _built(request.mid) if request.mid else ""
    given = (*request.codes, *((built,) if built else ()))
    if not given:
        raise UsageError(
            "no code was given.",
            where="CODE",
            remedy="Give one or more, or --build-mid NAME ADDRESS CITY COUNTRY.",
        )
    read = tuple(
        CodeRead(shown(code), tuple(_readings(code, request.on))) for code in given
    )
    if not any(r.readings for r in read):
        raise UsageError(
            "no code here has the shape of a kind that is known.",
            where=", ".join(r.given for r in read)[:120],
            remedy="Known: USCC (18 characters), organisation code (9), LEI (20), MID,"
            " Chinese postal code (6 digits), HS (2 to 10 digits).",
        )
    return IdResult(read, tuple(_between(given)), built)


def _built(parts: tuple[str, str, str, str]) -> str:
    name, address, city, country = parts
    land = country.strip().upper()
    if land not in mid.rules()["canada"]:
        land = country_code(country)
    made = mid.build(name, address, city, country=land)
    if made:
        return made
    raise UsageError(
        "no code can be built from these.",
        where="--build-mid",
        remedy="The name and the city need Latin letters, the country its two letters;"
        " for Canada give the province, such as XO.",
    )


def _readings(code: str, on: date) -> Iterator[CodeReading]:
    bare = bare_code(code)
    if len(bare) == USCC and (found := codes.uscc(code)).structure:
        yield _uscc(found, on)
    elif len(bare) == USCC:
        says = (("structure", "not that of GB 32100: wrong characters or authority"),)
        given = shown(code)
        near = () if given == MASKED else held(bare)
        yield CodeReading("uscc", given, False, False, says, hint(near))
    if organisation := codes.organisation(code):
        says = (("check character", _holds(organisation[1])),)
        yield CodeReading("organisation", *organisation, organisation[1], says)
    if len(bare) == LEI and bare.isascii():
        valid = bool(codes.lei(code))
        said = ("check digits", _holds(valid)), ("issuer prefix", bare[:4])
        alike = () if valid else read_otherwise(bare, lambda c: bool(codes.lei(c)))
        yield CodeReading("lei", bare, valid, valid, said, hint(alike))
    if land := _postal(code):
        says = (("area", f"{name_of(land)} ({land})"),)
        note = "Says where post goes, only where the country is China; no site."
        yield CodeReading("postal", bare, True, False, says, (note,))
    if bare.isdigit() and len(bare) in range(2, 11, 2) and bare[:2] in hs.words():
        yield _hs(bare)
    made = mid.decode(code)
    if made is not None and country_code(made.nation) == made.nation:
        yield _mid(made)


def _uscc(found: codes.UsccReading, on: date) -> CodeReading:
    says = [
        ("registered by", found.authority),
        ("category", found.category),
        ("check character", _holds(found.check)),
        ("organisation code inside", _holds(found.organisation_check)),
    ]
    notes: list[str] = []
    if found.sole_trader:
        note = "A sole trader's code may name a person: it is not printed or kept."
        valid = found.valid
        return CodeReading("uscc", MASKED, valid, valid, tuple(says), (note,))
    inner = codes.organisation(found.code[8:17])
    if inner:
        says[3] = ("organisation code inside", f"{inner[0]}, {_holds(inner[1])}")
    says += _division(found.division, on)
    notes.append(
        "The division is where it was first registered, not where it makes things."
    )
    if found.structure and not found.valid:
        notes.append("A check that fails is a slip of the pen, or a code made up.")
        notes += hint(held(found.code))
    valid = found.valid
    return CodeReading("uscc", found.code, valid, valid, tuple(says), tuple(notes))


def _division(digits: str, on: date) -> list[tuple[str, str]]:
    """Say what a division code stood for, and what followed it."""
    code = f"CN-{digits}"
    if digits.startswith("66"):
        return [("division", f"{digits}: not in GB/T 2260; used for the Corps, a hint")]
    place = place_of(code)
    if place is None:
        above = f"CN-{digits[:4]}00", f"CN-{digits[:2]}0000"
        wider = next(filter(place_of, above), "")
        held = f", in {name_of(wider)}" if wider else ""
        return [("division", f"{digits}: none that is held{held}")]
    says = [("division", f"{digits}: {place.name}, in {name_of(region_of(code))}")]
    if place.valid_from or place.valid_to:
        until = place.valid_to or "today"
        says.append(("valid", f"{place.valid_from or 'the first edition'} to {until}"))
    if place.valid_to and place.valid_to <= str(on.year):
        followed = (f"{name_of(c)} ({c})" for c in place.successor)
        says.append(("followed by", ", ".join(followed) or "unknown"))
    return says


def _postal(code: str) -> str:
    digits = code.strip()
    if not digits.isdigit() or len(digits) != SUBHEADING:
        return ""
    known = postal_codes()
    return next((known[digits[:n]] for n in range(6, 1, -1) if digits[:n] in known), "")


def _hs(bare: str) -> CodeReading:
    says = [("chapter", f"{bare[:2]} {hs.words()[bare[:2]]}")]
    valid = True
    if len(bare) >= HEADING:
        heading = hs.words().get(bare[:4])
        valid = heading is not None
        says.append(("heading", f"{bare[:4]} {heading or 'is in no edition held'}"))
    notes = []
    if len(bare) >= SUBHEADING:
        years = hs.editions().get(bare[:6], ())
        valid = bool(years)
        held = ", ".join(f"HS{year}" for year in years) or "no edition held"
        rest = [f"HS{y}" for y in hs.known_editions() if y not in years and years]
        beside = f"; not in {', '.join(rest)}" if rest else ""
        says.append(("subheading", f"{bare[:6]} in {held}{beside}"))
    if len(bare) > SUBHEADING:
        notes.append("Digits after the sixth are each country's own and are not read.")
    return CodeReading("hs", bare, valid, False, tuple(says), tuple(notes))


def _mid(made: mid.Mid) -> CodeReading:
    says = (
        ("country", f"{made.country}{_nation(made)}"),
        ("letters of the name", made.name),
        ("number of the street line", made.number or "none"),
        ("letters of the city", made.city),
    )
    note = "Made by whoever files the entry; two firms may share one. Never identity."
    more = ("The parts could be cut otherwise.",) if made.unsure else ()
    return CodeReading("mid", made.code, True, False, says, (note, *more))


def _nation(made: mid.Mid) -> str:
    province = mid.rules()["canada"].get(made.country)
    return f", {province}, Canada" if province else f", {name_of(made.country)}"


def _holds(holds: bool) -> str:
    return "holds" if holds else "FAILS"


def _between(given: Sequence[str]) -> Iterator[Between]:
    """Hold each two codes against each other where they tell of one thing."""
    for one, other in combinations(given, 2):
        yield from _pair(one, other)


def _pair(one: str, other: str) -> Iterator[Between]:
    given = shown(one), shown(other)
    left, right = codes.uscc(one), codes.uscc(other)
    if left.structure and right.structure:
        what = "two unified social credit codes"
        yield Between(*given, left.code == right.code, left.valid and right.valid, what)
    for credit, code in ((left, other), (right, one)):
        plain = codes.organisation(code)
        if credit.structure and plain:
            inner = codes.organisation(credit.code[8:17])
            what = "the organisation code, and the one inside the credit code"
            same = inner is not None and inner[0] == plain[0]
            yield Between(*given, same, credit.valid and plain[1], what)
        area = _postal(code)
        if credit.structure and area and not credit.sole_trader:
            same = region_of(f"CN-{credit.division}") == region_of(area)
            what = "province of the postal code, and of the registrar"
            yield Between(*given, same, False, what)
    both = codes.organisation(one), codes.organisation(other)
    if both[0] and both[1]:
        valid = both[0][1] and both[1][1]
        yield Between(*given, both[0][0] == both[1][0], valid, "two organisation codes")
    if (first := codes.lei(one)) and (second := codes.lei(other)):
        yield Between(*given, first == second, True, "two legal entity identifiers")
    mine, theirs = mid.decode(one), mid.decode(other)
    if mine and theirs and not (left.structure or right.structure):
        rows = mid.compare(mine, theirs)
        apart = ", ".join(part for part, agrees in rows if not agrees)
        what = "two manufacturer codes" + (f", not alike in {apart}" if apart else "")
        yield Between(*given, not apart, False, what)
