"""Types of customs entry: which of them let time pass between arrival and entry."""

import re
from functools import cache

from whence.errors import DataError
from whence.shelf import yaml_of

ENTRIES = "policies/entries.yml"
CODE = re.compile(r"\d{1,2}(?!\d)")


@cache
def _bonded() -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the two-digit codes, and the words that stand for them in lower case."""
    raw = yaml_of(ENTRIES)
    codes, words = raw.get("bonded"), raw.get("words")
    where = f"data/{ENTRIES}"
    if not isinstance(codes, dict) or not codes:
        raise DataError("the section bonded is missing.", where=where)
    for code in codes:
        if not isinstance(code, str) or not re.fullmatch(r"\d\d", code):
            what = f"{code!r} is no entry type."
            raise DataError(what, where=where, remedy='Write two digits, as "06".')
    if not isinstance(words, list) or not all(isinstance(w, str) and w for w in words):
        raise DataError("words is no list of words.", where=where)
    return frozenset(codes), tuple(word.casefold() for word in words)


def is_bonded(entry_type: str) -> bool:
    """Whether goods of an entry type can have lain in a warehouse or a zone.

    The type is as a file writes it: a number with or without its zero, words, or both.

    Raises:
        DataError: the data file has no such codes or words.

    >>> is_bonded("6"), is_bonded("21 - Warehouse"), is_bonded("01 ABI/A")
    (True, True, False)

    """
    codes, words = _bonded()
    written = entry_type.strip().casefold()
    number = CODE.match(written)
    return (number is not None and number[0].zfill(2) in codes) or any(
        word in written for word in words
    )
