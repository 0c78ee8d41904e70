"""Codes out of texts: HS, entry numbers, USCC, LEI, and what a rounding has ruined."""

import hashlib
import hmac
import re
from collections import Counter
from collections.abc import Sequence

from whence.read.calendars import plain
from whence.read.parsed import Bad, Parsed
from whence.shelf.tables import words

# A code that a spreadsheet program took for a number: 9.13100006E+17.
ROUNDED = re.compile(r"\d(\.\d+)?[eE]\+\d{2,3}|\d\.\d+[eE]\d{1,3}")
US_ENTRY = re.compile(r"[A-Z0-9]{3}\d{8}")  # 19 CFR 142.3a: filer, number, check digit
SEVERAL = re.compile(r"[;,/|\n]|\s和\s|\sand\s")
# Korea's ten digits have a hyphen before the last four: 5205.12-0000.
DOTTED = re.compile(r"(\d{3,4})((?:[. ]\d{1,6})+(?:-\d{4})?)")
SHORTEST_HS, LONGEST_HS = 4, 10
ORIGINAL = frozenset(("", "0", "n", "no", "none", "original", "false", "-"))
MOST_DIGITS = 8  # of a number of amendments; a longer one is some other number
SOLE_TRADER = "92"  # GB 32100-2015: authority 9 (companies), category 2 (sole traders)


def ids(values: Sequence[str]) -> Parsed[str]:
    """Keep identifiers as written; those rounded by a spreadsheet are bad."""
    bad = {
        code: Bad("damaged number", value)
        for code, value in enumerate(values)
        if ("e" in value or "E" in value) and ROUNDED.fullmatch(value)
    }
    found = tuple(None if code in bad else v or None for code, v in enumerate(values))
    return Parsed(found, bad)


def entry_number(text: str) -> str:
    """Write a US entry number one way, with its hyphens; others stay as they are.

    >>> entry_number("MRX30000017"), entry_number("mrx-3000001-7"), entry_number("E 12")
    ('MRX-3000001-7', 'MRX-3000001-7', 'E 12')
    """
    plain = re.sub(r"[^0-9A-Za-z]", "", text).upper()
    if US_ENTRY.fullmatch(plain):
        return f"{plain[:3]}-{plain[3:10]}-{plain[10]}"
    return text


def line_number(text: str) -> str:
    """Drop the zeros in front of a line number.

    >>> line_number("001"), line_number("1A")
    ('1', '1A')
    """
    return str(int(text)) if text.isdigit() else text


def amended(text: str) -> int:
    """Give how often a bill was amended: 0 for an original, 1 for a word that says so.

    >>> amended("Original"), amended("2"), amended("yes")
    (0, 2, 1)
    """
    if text.casefold() in ORIGINAL:
        return 0
    counts = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if counts else 1


def hs_codes(values: Sequence[str]) -> Parsed[str]:
    """Give HS codes as digits, four to ten; a lost zero comes back only on evidence.

    The evidence is the column's: its other codes are one digit longer, or they show
    that codes of this odd length are written with their zero.

    >>> hs_codes(["6109.10.00", "2002901000", "702001000"]).values
    ('61091000', '2002901000', '0702001000')
    >>> hs_codes(["5205.12-0000", "５２０５．１２００", "۵۲۰۵۱۲۰۰"]).values
    ('5205120000', '52051200', '52051200')
    """
    blanks = words().blanks
    digits: list[str | Bad | None] = [
        None if not v or v.casefold() in blanks else _hs(v) for v in values
    ]
    sound = [d for d in digits if isinstance(d, str)]
    lengths = Counter(map(len, sound))
    whole = {len(d) for d in sound if d.startswith("0")}
    found: list[str | None] = []
    bad: dict[int, Bad] = {}
    for code, read in enumerate(digits):
        found.append(None)
        if isinstance(read, Bad):
            bad[code] = read
        elif read is None:
            continue
        elif len(read) % 2 == 0 or len(read) in whole:
            found[code] = read
        elif lengths[len(read) + 1]:
            found[code] = "0" + read
        else:
            bad[code] = Bad("lost zero", values[code])
    return Parsed(tuple(found), bad)


def _hs(value: str) -> str | Bad:
    text = plain(value).casefold()
    text = re.sub(r"^(hts?|hs)\W*(code|no)?\W*", "", text).strip(" .'")
    if ROUNDED.fullmatch(text):
        return Bad("damaged number", value)
    parts = [p.strip() for p in SEVERAL.split(text) if p.strip()]
    if len(parts) > 1:
        return _common(parts, value)
    if dotted := DOTTED.fullmatch(text):
        head, tail = dotted[1], re.sub(r"\D", "", dotted[2])
        # The point shows where four digits end, and that the last zero was dropped.
        text = head.rjust(4, "0") + (tail + "0" if len(tail) % 2 else tail)
    text = text.replace(" ", "").replace(".", "")
    if not (text.isascii() and text.isdigit()) or not 3 <= len(text):
        return Bad("unreadable code", value)
    if len(text) > 13 or (len(text) < SHORTEST_HS and len(text) != 3):
        return Bad("unreadable code", value)
    return text[:LONGEST_HS]


def _common(parts: Sequence[str], value: str) -> str | Bad:
    """Give what several codes share, if that is at least a heading."""
    read = [_hs(part) for part in parts]
    codes = [code for code in read if isinstance(code, str)]
    if len(codes) != len(parts):
        return Bad("unreadable code", value)
    size = min(map(len, codes))
    while size >= SHORTEST_HS and len({code[:size] for code in codes}) > 1:
        size -= 1
    size -= size % 2
    return codes[0][:size] if size >= SHORTEST_HS else Bad("several codes", value)


def plain_code(text: str) -> str:
    """Write a code without blanks and hyphens, in capitals."""
    return re.sub(r"[\s-]", "", text).upper()


def is_sole_trader(code: str) -> bool:
    """Whether a USCC is a sole trader's, which may be a person's."""
    return len(code) == 18 and code.startswith(SOLE_TRADER)


def keyed(code: str, key: bytes) -> str:
    """Replace a code that may be a person's by a keyed hash, 24 hex digits."""
    return "hmac-" + hmac.new(key, code.encode(), hashlib.sha256).hexdigest()[:24]
