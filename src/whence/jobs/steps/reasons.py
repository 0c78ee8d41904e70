"""Why a party was marked, in one cell: on which list, by which name, how alike, and
what speaks against it.

pair_reason    a party and a listing
place_reason   where its places were read from
"""

from collections.abc import Iterable, Mapping
from datetime import date

from whence.model.findings import CandidateFinding, PartyFinding
from whence.model.party import PlaceReading

PRIOR = "prior"
MOST = 4
"""Details of each side that are told; the waterfall has all (`whence explain`)."""
PLACES = 2

Seen = Mapping[str, date | None]


def pair_reason(
    found: CandidateFinding, party: PartyFinding, *, seen: Seen, column: str = ""
) -> str:
    """Say which listing it is, which name met it, what is alike, and what is not.

    `seen` gives the day of each list, `column` where the name stands, "" when that is
    not told. Of a party whose name is withheld no word of its name is told.
    """
    told = [_listed(found, seen)]
    if not party.masked:
        told += _met(found, column)
        details = [row for row in found.explanation if row[0] != PRIOR]
        told += _details("Alike: ", details, sign=1)
        against = _details("Against: ", details, sign=-1)
        if not against and found.conflicts:
            against = [f"Against: {'; '.join(found.conflicts[:MOST])}."]
        told += against
    told.append(f"Standing: {found.why}." if found.why else "")
    return " ".join(filter(None, told))


def dated(found: CandidateFinding, seen: Seen) -> str:
    """Say which list, of which day, and since when the listing stands on it."""
    return f"{_version(found.list, seen)}{_since(found)}"


def place_reason(places: Iterable[PlaceReading]) -> str:
    """Say what was read as a place, from which words, and how."""
    return "; ".join(
        (f"“{p.text}” is read as " if p.text else "")
        + f"{p.name} by {p.method}{', a signal and no site' if p.is_signal else ''}"
        for p in list(places)[:PLACES]
    )


def _listed(found: CandidateFinding, seen: Seen) -> str:
    sections = ", ".join(f"({s})" for s in found.sections if s)
    where = f" {sections}" if sections else ""
    version = _version(found.list, seen)
    return f"“{found.listed_name}” on {version}{where}{_since(found)}."


def _version(key: str, seen: Seen) -> str:
    day = seen.get(key)
    return f"{key} of {day}" if day else f"{key}, no day given"


def _since(found: CandidateFinding) -> str:
    """Say over which days it stands there; a list of bare names has none."""
    start, end = found.listed_from, found.listed_until
    said = f", on it since {start}" if start > date.min else ""
    return f"{said}, until {end}" if end else said


def _met(found: CandidateFinding, column: str) -> list[str]:
    if not found.mention:
        return []
    where = f" in column “{column}”" if column else ""
    return [f"Met by “{found.mention}”{where}."]


def _details(
    head: str, rows: Iterable[tuple[str, str, float]], *, sign: int
) -> list[str]:
    """Give the weightiest details of one side, one sentence or none."""
    side = sorted((r for r in rows if r[2] * sign > 0), key=lambda r: -abs(r[2]))
    said = "; ".join(f"{name}, {how}" for name, how, _ in side[:MOST])
    return [f"{head}{said}."] if said else []
