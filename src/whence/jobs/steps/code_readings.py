"""What one code says by itself, as every kind of which it has the shape.

CodeReading   a code read as one kind
CodeRead      a code as given, with all its readings
read_code     a code with all its readings
short         what it says, for a line
codes_in      the codes of a text, such as a cell with a label before its code
postal_area   the area of a Chinese postal code
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from whence.jobs.steps.code_hints import MASKED, USCC, bare_code, held, hint, shown
from whence.normalise import codes, mid
from whence.normalise.look_alikes import read_otherwise
from whence.shelf import hs
from whence.shelf.lands import country_code
from whence.shelf.letters import plain
from whence.shelf.places import name_of, place_of, postal_codes, region_of

HEADING, SUBHEADING = 4, 6
LEI = 20
LONGEST = 100
POSTAL = re.compile(r"[0-9]{3}[ -]?[0-9]{3}")
APART = re.compile(r"[\s:：,，;；/、()（）|]+")
KINDS = {
    "uscc": "unified social credit code",
    "organisation": "organisation code",
    "lei": "legal entity identifier",
    "postal": "Chinese postal code",
    "hs": "Harmonized System code",
    "mid": "manufacturer identification code",
}
"""What each kind of code is called."""


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


def short(value: str) -> str:
    """Cut what a code says to a length that can be read beside others."""
    return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"


def read_code(code: str, on: date) -> CodeRead:
    """Read a code as every kind of which it has the shape."""
    return CodeRead(shown(code), tuple(_readings(code, on)))


def codes_in(text: str, on: date) -> tuple[str, ...]:
    """Give the text where it is a code; else each code in it, beside labels and other
    words; else the text again, which is of no kind.

    >>> codes_in("USCC: 91330100716105852F", date.max)
    ('91330100716105852F',)
    """
    if any(_readings(text, on)):
        return (text,)
    parts = (part for part in APART.split(text) if len(bare_code(part)) >= SUBHEADING)
    return tuple(part for part in parts if any(_readings(part, on))) or (text,)


def _readings(code: str, on: date) -> Iterator[CodeReading]:
    """Give every kind that a code has the shape of, with what it says on a day."""
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
    if land := postal_area(code):
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


def postal_area(code: str) -> str:
    """Give the area of a Chinese postal code, "" for what is none."""
    digits = plain(code).strip()
    if POSTAL.fullmatch(digits) is None:
        return ""
    digits = bare_code(digits)
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
