"""What the values of a column look like: evidence beside the header."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from whence.read.calendars import plain
from whence.read.looks import reaches_somebody
from whence.shelf.countries import country_of
from whence.shelf.hs import editions
from whence.shelf.tables import folded, units, words

SAMPLE = 300
DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([ T].*)?|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}([ ].*)?"
    r"|(19|20)\d{6}|\d{4}年\d{1,2}月\d{1,2}日?|\d{1,2}[- /.][^\W\d]{3,9}[- /.,]+\d{2,4}"
    r"|[^\W\d]{3,9} \d{1,2},? \d{4}"
    # Years of the Republic, 80 to 139 (Taiwan).
    r"|(民國|中華民國)?([89]\d|1[0-3]\d)[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
)
MONTH = re.compile(
    r"(19|20)\d{2}[-/. ]?(0?[1-9]|1[0-2])|(0?[1-9]|1[0-2])[-/. ](19|20)\d{2}"
    r"|\d{4}年\d{1,2}月|[^\W\d]{3,9}[- .,/']+(19|20)?\d{2}"
)
YEAR_OR_NUMBER = re.compile(r"(19|20)\d{2}|0?[1-9]|1[0-2]")
NUMBER = re.compile(r"[-+(]?\D{0,3}\d[\d.,'\u00a0 ]*([eE][-+]?\d+)?\)?\s*\D{0,12}")
PLAIN = re.compile(r"[-+]?[\d.,]+")
LONG_NUMBER = re.compile(r"\d{4}")
SHORT_CODE = re.compile(r"\d{1,5}")
AMOUNT = re.compile(r"\d[\d., ]*[.,]\d{1,2}")
# What columns of a type do not hold.
MISFITS = {"name": PLAIN, "address": PLAIN, "text": PLAIN, "id": AMOUNT}
# National codes have up to 13 digits (Turkey 12, China 13); Korea writes 5205.12-0000.
HS = re.compile(
    r"\d{4}|\d{4}\.\d{1,2}|\d{5,10}|\d{12,13}|\d{4}\.\d{2}\.\d{2,4}(\.\d{2})?"
    r"|\d{4}\.\d{2}-\d{4}|\d{4}\.\d{4}"
)
USCC = re.compile(
    r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}"
)  # GB 32100-2015
LEI = re.compile(r"[0-9A-Z]{18}\d{2}")  # ISO 17442-1
SHARE = re.compile(r"(100|\d{1,2})([.,]\d+)?\s?%?|[01]([.,]\d+)?")
# Form 7501, block 2: two digits, often with what they mean ("01 ABI/A", "06 - FTZ").
ENTRY_TYPE = re.compile(r"0?[1-9]|[1-9]\d|\d{2}\W.*")
TIER = re.compile(r"(?:\D*\s)?\d{1,2}", re.IGNORECASE)

# How far values alone may be believed, by type; a header always says more.
ALONE = {
    "uscc": 0.85,
    "lei": 0.85,
    "country": 0.72,
    "date": 0.72,
    "month": 0.72,
    "hs": 0.65,
    "name": 0.6,
    "address": 0.6,
    "unit": 0.6,
}
STRONG = frozenset(
    "date month period number money hs country uscc lei currency share tier"
    " entry_type".split()
)
SURE = 0.8
# Looks that are seldom mistaken, surest first; each is the concept of a header too.
LOOKS = ("country", "date", "address", "unit", "currency", "name")


def sample_of(values: Sequence[str]) -> list[str]:
    """Give the first distinct values that say something."""
    blanks = words().blanks
    return [v for v in values if v and v.casefold() not in blanks][:SAMPLE]


def likeness(type_: str, sample: Sequence[str]) -> float | None:
    """Give the share of values that look like the type; None when there are none."""
    return _likeness(type_, tuple(sample)) if sample else None


@lru_cache(maxsize=16384)
def _likeness(type_: str, sample: tuple[str, ...]) -> float | None:
    """Look once for each type: a column is asked about by every role of every kind."""
    test = TESTS.get(type_)
    return None if test is None else sum(test(plain(v)) for v in sample) / len(sample)


def look_of(sample: Sequence[str]) -> str:
    """Give the concept that nearly all values look like, "" when none.

    >>> look_of(["China", "Viet Nam", "Peru"]), look_of(["12", "x"])
    ('country', '')
    """
    return next((k for k in LOOKS if (likeness(k, sample) or 0.0) >= SURE), "")


def is_personal(sample: Sequence[str]) -> bool:
    """Whether the values are e-mail addresses or phone numbers."""
    hits = sum(map(reaches_somebody, sample))
    return bool(sample) and hits >= len(sample) / 2


def confidence(
    header: float, type_: str, sample: Sequence[str], *, alone: bool
) -> float:
    """Weigh the header's word against the look of the values.

    Args:
        header: score of the header, 0 to 1.
        type_: the type that the role's values have.
        sample: distinct values.
        alone: whether the values may speak when the header says nothing.

    """
    if header < 0.5 and not alone:
        return 0.0
    seen = likeness(type_, sample)
    if header >= 0.5:
        if type_ in STRONG and seen is not None:
            return header * (0.45 + 0.55 * seen)
        fit = 0.5 if _misfit(type_, sample) else 1.0
        if seen is None:
            return header * (0.95 if sample else 0.9) * fit
        return header * (0.9 + 0.1 * seen) * fit
    if seen is None or seen < SURE or type_ not in ALONE:
        return 0.0
    if type_ == "hs" and not _are_codes(sample):
        return 0.0  # wages and prices have as many digits
    return ALONE[type_] * seen


def _are_codes(sample: Sequence[str]) -> bool:
    """Whether nearly all values begin with a code that the Harmonized System has."""
    if any(map(SHORT_CODE.fullmatch, sample)):
        return False
    digits = [re.sub(r"\D", "", v) for v in sample]
    hits = sum(d[:6] in editions() for d in digits)
    return hits >= SURE * len(digits)


def _misfit(type_: str, sample: Sequence[str]) -> bool:
    """Whether a column of words holds nothing but numbers, or one of numbers of papers
    nothing but amounts."""
    form = MISFITS.get(type_)
    if form is None or not sample:
        return False
    return sum(1 for v in sample if form.fullmatch(v)) > 0.9 * len(sample)


def _is_name(text: str) -> bool:
    forms = words().company_forms
    whole = folded(text)
    if not forms.isdisjoint(whole.split()):
        return True
    return not text.isascii() and any(f in whole for f in forms if not f.isascii())


def _is_address(text: str) -> bool:
    known = words().address_words
    whole = folded(text)
    if not text.isascii() and sum(f in whole for f in known if not f.isascii()) > 1:
        return True
    return len(known & set(whole.split())) > 0 and ("," in text or len(text) > 25)


def is_day(text: str) -> bool:
    """Whether the text looks like a day, in any writing, or a day count."""
    if text.isascii() and text.isdigit() and len(text) == 5:
        return 20000 < int(text) < 60000
    return bool(DATE.fullmatch(text))


def _is_hs(text: str) -> bool:
    digits = re.sub("[-. ]", "", text)
    return bool(HS.fullmatch(text.replace(" ", ""))) and "0101" <= digits[:4] <= "9799"


TESTS: dict[str, Callable[[str], bool]] = {
    "date": lambda v: is_day(v),
    "month": lambda v: is_day(v) or bool(MONTH.fullmatch(v)),
    "period": lambda v: TESTS["month"](v) or bool(YEAR_OR_NUMBER.fullmatch(v)),
    "number": lambda v: bool(NUMBER.fullmatch(v)),
    "money": lambda v: bool(NUMBER.fullmatch(v)),
    "share": lambda v: bool(SHARE.fullmatch(v)),
    "tier": lambda v: bool(TIER.fullmatch(v)),
    "currency": lambda v: folded(v) in words().currencies,
    # "SK-1044" is no Slovakia: codes of countries have three digits at most.
    "country": lambda v: not LONG_NUMBER.search(v) and bool(country_of(v)),
    "unit": lambda v: v.casefold() in units(),
    "hs": _is_hs,
    "uscc": lambda v: bool(USCC.fullmatch(v.upper().replace(" ", ""))),
    "lei": lambda v: bool(LEI.fullmatch(v.upper())),
    "entry_type": lambda v: bool(ENTRY_TYPE.fullmatch(v)),
    "name": _is_name,
    "address": _is_address,
}
