"""Distinct texts of the columns of a trade table, read as everywhere, for the store.

What a date, a code, a weight or a unit means is decided by the same readers as in
every other table; only that they are asked once for each distinct text of a column.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from whence.model.party import IdKind
from whence.model.table import ColumnRole, Written
from whence.read.codes import amended, hs_codes
from whence.read.dates import dates
from whence.read.marks import TOLD, Beside
from whence.read.numbers import grams_of, is_unit, numbers, positive, unit_in
from whence.read.parsed import Bad
from whence.read.parsers import usccs
from whence.read.parties import Parties
from whence.read.trade import EPOCH
from whence.shelf.tables import table_kinds

DIGITS = 6
NUMBERS = ("weight_net", "weight_gross", "quantity")


@dataclass(frozen=True, slots=True)
class Read:
    """Texts with what they mean, and those that mean nothing, with the reason; `notes`
    as of `Parsed`, `odd` with the text that a note begins at."""

    texts: tuple[str, ...]
    values: tuple[object, ...]
    bad: Mapping[str, Bad]
    notes: tuple[str, ...] = ()
    odd: tuple[tuple[str, str], ...] = ()


def days(texts: Sequence[str], header: str, written: Written) -> Read:
    """Give days since 1970 for the texts of a date column."""
    found = dates(texts, header, written)
    good = [
        (t, (v - EPOCH).days)
        for t, v in zip(texts, found.values, strict=True)
        if v is not None
    ]
    blank = [t for i, t in enumerate(texts) if found.values[i] is None]
    # A word for "blank" is no day, and no fault either.
    good += [(t, -1) for t in blank if t not in _bad(texts, found.bad)]
    odd = tuple((texts[code], note) for code, note in found.odd)
    return replace(_read(good, _bad(texts, found.bad), found.notes), odd=odd)


def codes(texts: Sequence[str]) -> Read:
    """Give HS codes of at most six digits for the texts of a code column."""
    found = hs_codes(texts)
    good = [
        (t, v[:DIGITS])
        for t, v in zip(texts, found.values, strict=True)
        if v is not None
    ]
    return _read(good, _bad(texts, found.bad), found.notes)


def weights(
    texts: Sequence[str],
    *,
    column: ColumnRole,
    beside: Callable[[], Beside],
) -> Read:
    """Give (number, grams of its unit or None) for texts that are no plain numbers.

    `beside` is asked where they do not tell which mark is decimal.
    """
    role, header = column.role, column.header
    found = positive(numbers(texts, TOLD.get(column.written, ""), beside))
    good = [
        (t, (v[0], grams_of(v[1]) if v[1] else factor(role, header)))
        for t, v in zip(texts, found.values, strict=True)
        if v is not None
    ]
    notes = tuple(f'column "{header}": {note}' for note in found.notes)
    return _read(good, _bad(texts, found.bad), notes)


def factor(role: str, header: str) -> float | None:
    """Give the grams that a plain number of this column stands for, None if unsaid."""
    return grams_of(unit_in(header) or table_kinds()["trade"].roles[role].unit)


def assumed(role: str, header: str) -> str:
    """Give the unit that a bare number is read in where nothing says one."""
    return "" if unit_in(header) else table_kinds()["trade"].roles[role].unit


def units(texts: Sequence[str]) -> Read:
    """Give the grams of units; one that cannot be converted is bad."""
    good = [(t, g) for t in texts if (g := grams_of(t)) is not None]
    bad = {t: Bad("unknown unit", t) for t in texts if not is_unit(t)}
    return _read(good, bad)


def idents(texts: Sequence[str], parties: Parties) -> Read:
    """Give (kind, code) of company codes; one that may be a person's is hashed."""
    found = usccs(texts)
    good: list[tuple[str, object]] = []
    for text, value in zip(texts, found.values, strict=True):
        if value is not None:
            kind, code = parties.uscc(value)
            good.append((text, (IdKind(kind).value, code)))
    return _read(good, _bad(texts, found.bad))


def amendments(texts: Sequence[str]) -> Read:
    """Give how often a bill was amended."""
    return _read([(t, amended(t)) for t in texts], {})


def _bad(texts: Sequence[str], bad: Mapping[int, Bad]) -> dict[str, Bad]:
    return {texts[code]: reason for code, reason in bad.items()}


def _read(
    good: Sequence[tuple[str, object]],
    bad: Mapping[str, Bad],
    notes: tuple[str, ...] = (),
) -> Read:
    return Read(tuple(t for t, _ in good), tuple(v for _, v in good), bad, notes)
