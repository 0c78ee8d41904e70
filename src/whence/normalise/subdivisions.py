"""Codes of China's provinces as data standards write them: "CN-XJ", once "CN-65".

ISO 3166-2 gave digits until 2017 and gives letters since; both stand in the gazetteer,
the digits also as the whole code of a division ("CN-650100").
"""

import re
from collections.abc import Iterator

from whence.model.party import PlaceReading
from whence.normalise.context import sureness
from whence.shelf import places as shelf

PARTS = re.compile(r"[,;|()\n]")
BEFORE = r"\b(cn|chn)[-–_/: ]{1,3}"
DIGITS = r"\b(?:cn|chn)[-–]([0-9]{2}(?:[0-9]{4})?)"
CODE = re.compile(rf"(?:{BEFORE}([a-z]{{2}})|{DIGITS})")
METHOD = "ISO 3166-2"


def read_subdivisions(text: str) -> Iterator[PlaceReading]:
    """Read the codes of folded text, each alone between commas or brackets: letters
    that stand among other words may be those of anything, and digits behind a blank
    those of a lot or a gate.

    >>> [r.region for r in read_subdivisions("cn-xj")]
    ['CN-XJ']
    >>> list(read_subdivisions("cn-us lot 5")), list(read_subdivisions("cn 65"))
    ([], [])
    """
    for part in PARTS.split(text) if "cn" in text or "chn" in text else ():
        found = CODE.fullmatch(part.strip())
        place = found and shelf.place_of(_code(found[2] or found[3]))
        if place:
            province = place.level == "province"
            yield PlaceReading(
                code=place.region if province else place.code,
                name=shelf.name_of(place.code),
                region=place.region,
                precision=place.level,
                method=METHOD,
                text=part.strip(),
                p=sureness("code"),
            )


def is_last(code: str, text: str) -> bool:
    """Whether a code is the last part of a text, or all of it.

    >>> is_last("cn-xj", "12 road (cn-xj)"), is_last("cn-65", "cn-65, jakarta")
    (True, False)
    """
    said = [part.strip() for part in PARTS.split(text) if part.strip()]
    return bool(said) and said[-1] == code


def pattern_of(region: str) -> str:
    """Give a pattern of folded text that holds a code of a province.

    >>> bool(re.search(pattern_of("CN-XJ"), "made at cn-65"))
    True
    """
    place = shelf.place_of(region)
    digits = f"|{place.code[3:5]}" if place else ""
    return f"{BEFORE}({region[3:].lower()}{digits})"


def _code(said: str) -> str:
    return (
        f"CN-{said}0000" if len(said) == 2 and said.isdigit() else f"CN-{said.upper()}"
    )
