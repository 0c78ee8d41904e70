"""Cells of lists: folded words, days, kinds of party, text damaged on its way."""

import re
from collections.abc import Iterable
from datetime import date

from whence.errors import InputError

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january|feb february|mar march|apr april|may|jun june|jul july"
            "|aug august|sep sept september|oct october|nov november|dec december"
        ).split("|"),
        start=1,
    )
    for name in names.split()
}
WORDED = re.compile(r"\b([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
DAY_FIRST = re.compile(r"\b(\d{1,2}) ([A-Za-z]{3,9})\.?,? (\d{4})\b")
ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})")
SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def folded(text: str) -> str:
    """Fold a header or a word for comparison.

    >>> folded("  Effective_Date: ")
    'effective date'
    """
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def day_in(text: str, *, month_first: bool) -> date | None:
    """Read the first day in a cell; None when there is none, or it could be two.

    >>> day_in("Effective June 21, 2022", month_first=True)
    datetime.date(2022, 6, 21)
    >>> day_in("05/04/2022", month_first=False) is None
    True
    """
    parts: tuple[int, int, int] | None = None
    if m := ISO.search(text):
        parts = (int(m[1]), int(m[2]), int(m[3]))
    elif (m := WORDED.search(text)) and (month := MONTHS.get(m[1].lower())):
        parts = (int(m[3]), month, int(m[2]))
    elif (m := DAY_FIRST.search(text)) and (month := MONTHS.get(m[2].lower())):
        parts = (int(m[3]), month, int(m[1]))
    elif m := SLASHED.search(text):
        first, second, year = int(m[1]), int(m[2]), int(m[3])
        if first > 12:
            parts = (year, second, first)
        elif month_first or second > 12 or first == second:
            parts = (year, first, second)
    try:
        return date(*parts) if parts else None
    except ValueError:
        return None


def is_organisation(name: str, words: Iterable[str]) -> bool:
    """Whether a word of the name is one that only organisations bear.

    >>> is_organisation("Example Mill Co., Ltd.", ["ltd"])
    True
    """
    plain = f" {folded(name)} "
    return any(
        word in plain if HAN.search(word) else f" {word} " in plain for word in words
    )


def check_sound(names: Iterable[str]) -> None:
    """Refuse names that a wrong encoding has damaged.

    Raises:
        InputError: says how many, and shows one.

    """
    bad = sorted({name for name in names if _damaged(name)})
    if bad:
        raise InputError(
            f"{len(bad)} of its names were damaged by a wrong encoding, such as"
            f" {bad[0][:60]!r}.",
            remedy="Save the page or file anew as UTF-8; nothing of it was taken.",
        )


def _damaged(name: str) -> bool:
    """Bytes of UTF-8 that were read as Western text still form UTF-8."""
    # U+FFFD, lone surrogates and C1 controls stand in no name that arrived whole.
    if re.search("[\ufffd\ud800-\udfff\x80-\x9f]", name):
        return True
    if name.isascii():
        return False
    for codec in ("cp1252", "latin-1"):
        try:
            name.encode(codec).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        return True
    return any(_run_damaged(run) for run in re.findall(r"[^\x00-\x7f]{2,}", name))


def _run_damaged(run: str) -> bool:
    try:
        run.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return False
    return True
