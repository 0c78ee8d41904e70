"""A list of people is known and refused while it is still only in memory."""

from collections.abc import Sequence
from functools import lru_cache

from whence.errors import Refused
from whence.read.layout import folded, unmarked
from whence.read.people import are_people
from whence.read.request import Roster
from whence.read.rows import Sheet

# GB 11643-1999, 4 and annex A: weights and check characters, modulo 11.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
PROVINCES = range(11, 83)  # GB/T 2260: first two digits of a division code
SAMPLE = 2000
# Letters that no normal form takes apart, and keyboards replace.
LETTERS = str.maketrans("ıđł", "idl")


def refuse_roster(
    sheet: Sheet, roster: Roster, known: frozenset[str], words: frozenset[str]
) -> None:
    """Refuse a sheet whose header, or whose values, are those of a list of people.

    `known` are folded headers of tables, and `words` those of which they are made.

    Raises:
        Refused: two kinds of header words, a column of identity numbers, or, under
            headers nobody knows, names, births and wages.

    """
    kinds = roster_kinds(sheet.headers, roster)
    seen = ", ".join(sorted(kinds))
    if len(kinds) < roster.kinds_needed:
        if _has_identities(sheet, roster):
            seen = seen or "identity numbers"
        elif are_people(sheet, roster, known, words):
            seen = "names, days of birth, and wages or numbers of papers"
        else:
            return
    raise Refused(
        f"this looks like a list of people, roster or payroll (columns of: {seen}).",
        remedy=roster.advice,
    )


def roster_kinds(headers: Sequence[str], roster: Roster) -> set[str]:
    """Say which kinds of personal column the headers show."""
    kinds = set()
    for header in map(bared, headers):
        spaced = f" {header} "
        kinds |= {kind for kind, words in roster.exact.items() if header in words}
        kinds |= {
            kind
            for kind, words in roster.within.items()
            if any(word in spaced for word in words)
        }
    return kinds


@lru_cache(maxsize=8192)
def bared(text: str) -> str:
    """Fold, and leave marks out: "TC KİMLİK NO" and "Tc kimlik no" are one."""
    return unmarked(folded(text)).translate(LETTERS)


def _has_identities(sheet: Sheet, roster: Roster) -> bool:
    for values in sheet.values:
        cells = [v for v in values[:SAMPLE] if v]
        hits = sum(map(is_identity_number, cells))
        if hits >= roster.identity_least and hits >= roster.identity_share * len(cells):
            return True
    return False


def is_identity_number(text: str) -> bool:
    """Whether the text is a PRC identity number with a right check character.

    >>> is_identity_number("11010519491231002X")
    True
    >>> is_identity_number("91110000600037341L")
    False
    """
    if len(text) != 18 or not (text[:17].isascii() and text[:17].isdigit()):
        return False
    month, day = int(text[10:12]), int(text[12:14])
    born = 1880 <= int(text[6:10]) <= 2100 and 1 <= month <= 12 and 1 <= day <= 31
    if not born or int(text[:2]) not in PROVINCES:
        return False
    total = sum(int(c) * w for c, w in zip(text, WEIGHTS, strict=False))
    return CHECKS[total % 11] == text[17].upper()
