"""One entry line out of the rows of several files, with every disagreement named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from whence.model.party import IdKind, Mention
from whence.model.rows import EntryLine, Quantity
from whence.model.source import Source
from whence.read.numbers import unit_key
from whence.read.parties import Parties
from whence.shelf.lands import letters_of
from whence.shelf.tables import folded, words

JOINED = (
    "entry_type",
    "import_date",
    "arrival_date",
    "entry_date",
    "withdrawal_date",
    "hs",
    "description",
    "origin_country",
    "maker",
    "vendor_id",
    "weight_g",
    "quantity",
    "value_cents",
    "currency",
    "order",
    "invoice",
    "lot",
    "bill",
    "sku",
)
# Weights of one line agree when they round to the same kilogram.
KILOGRAM = 1000


@dataclass(frozen=True, slots=True)
class Join:
    """Rows that tell of one entry line, and the fields on which they disagree."""

    entry_number: str
    line: str
    sources: tuple[Source, ...]
    conflicts: tuple[str, ...]


def joined(
    entries: Iterable[EntryLine], parties: Parties
) -> tuple[tuple[EntryLine, ...], tuple[Join, ...]]:
    """Merge rows of the same entry number and line; first file first.

    A missing field is filled from the other row; a field on which two rows disagree
    keeps the first and is named in `conflicts`.
    """
    groups: dict[tuple[str, str], list[EntryLine]] = {}
    for entry in entries:
        groups.setdefault((entry.entry_number, entry.line), []).append(entry)
    lines: list[EntryLine] = []
    joins: list[Join] = []
    for (number, line), rows in groups.items():
        rows = [r for r in rows if not _is_special(r)] + [
            r for r in rows if _is_special(r)
        ]
        merged = _merge(rows, parties)
        lines.append(merged)
        if len(rows) > 1:
            joins.append(Join(number, line, merged.sources, merged.conflicts))
    return tuple(lines), tuple(joins)


def _is_special(entry: EntryLine) -> bool:
    """Whether the row only adds a duty or provision to the line."""
    return entry.hs.startswith(words().special_chapters)


def _merge(rows: Sequence[EntryLine], parties: Parties) -> EntryLine:
    first = rows[0]
    values: dict[str, Any] = {name: getattr(first, name) for name in JOINED}
    conflicts: set[str] = set()
    makers: dict[Mention, None] = {}
    days: set[date] = set()
    for other in rows[1:]:
        special = _is_special(other) and not _is_special(first)
        for name in JOINED:
            if special and name in ("hs", "value_cents", "quantity", "description"):
                continue
            mine, theirs = values[name], getattr(other, name)
            if theirs is None or theirs == "":
                continue
            if mine is None or mine == "":
                values[name] = theirs
                continue
            together = _agreed(name, mine, theirs, parties)
            if together is None:
                conflicts.add(name)
                if name == "maker":
                    makers[theirs] = None
                if name == "import_date":
                    days.add(theirs)
            else:
                values[name] = together
    sources = tuple(sorted({s for row in rows for s in row.sources}))
    known: Mapping[str, Any] = values
    return replace(
        first,
        sources=sources,
        conflicts=tuple(sorted(conflicts)),
        other_makers=tuple(makers),
        other_days=tuple(sorted(days)),
        **known,
    )


def _agreed(name: str, mine: Any, theirs: Any, parties: Parties) -> Any:
    """Give what both say, the fuller form of it, or None when they disagree."""
    if mine == theirs:
        return mine
    match mine, theirs:
        case Mention(), Mention():
            return _one_party(mine, theirs, parties)
        case Quantity(), Quantity():
            return _one_quantity(mine, theirs)
        case int(), int() if name == "weight_g":
            return mine if abs(mine - theirs) < KILOGRAM else None
        case str(), str() if name == "hs":
            longer, shorter = sorted((mine, theirs), key=len, reverse=True)
            return longer if longer.startswith(shorter) else None
        case str(), str() if name == "origin_country":
            codes = [letters_of(text) or text for text in (mine, theirs)]
            return mine if codes[0] == codes[1] else None
        case str(), str():
            return mine if folded(mine) == folded(theirs) else None
    return None


def _one_quantity(mine: Quantity, theirs: Quantity) -> Quantity | None:
    """Join two quantities: of one unit, or one of them without any. A hundred metres
    are no hundred pieces; a dozen is twelve."""
    if not mine.unit or not theirs.unit:
        told = mine if mine.unit else theirs
        return told if mine.number == theirs.number else None
    if unit_key(mine.unit) == unit_key(theirs.unit):
        return mine if mine.number == theirs.number else None
    sizes = ((q.grams, q.metres, q.pieces) for q in (mine, theirs))
    alike = any(a is not None and a == b for a, b in zip(*sizes, strict=True))
    return mine if alike else None


def _one_party(mine: Mention, theirs: Mention, parties: Parties) -> Mention | None:
    """Join two mentions of one maker: a MID without a name goes with any name."""
    named = [m for m in (mine, theirs) if not _only_mid(m)]
    if len(named) == 2 and folded(mine.names[0]) != folded(theirs.names[0]):
        return None
    best = named[0] if named else mine
    other = theirs if best is mine else mine
    if not _compatible(best.address, other.address):
        return None
    names = best.names if _only_mid(other) else (*best.names, *other.names)
    ids = dict.fromkeys((*best.identifiers, *other.identifiers))
    if len({kind for kind, _ in ids}) < len(ids):
        return None
    return parties.mention(
        names,
        country=best.said_country or other.said_country,
        address=best.address or other.address,
        ids=tuple(ids),
    )


def _compatible(mine: str, theirs: str) -> bool:
    return not mine or not theirs or folded(mine) == folded(theirs)


def _only_mid(mention: Mention) -> bool:
    return (IdKind.MID, mention.names[0]) in mention.identifiers
