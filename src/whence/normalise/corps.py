"""Units of the Production and Construction Corps: divisions and regiments by number."""

import re
from functools import cache, lru_cache
from typing import cast

from whence.model.party import PlaceReading
from whence.normalise.context import sureness
from whence.shelf import places as shelf
from whence.shelf.letters import has_han

HAN = "〇一二三四五六七八九"
DIGITS = {c: i for i, c in enumerate(HAN)} | {"零": 0, "○": 0}
TO_HAN = str.maketrans("0123456789", HAN)
# The words for a division and a regiment, but not where they begin another word.
DIVISION, REGIMENT = "师(?![范傅])", "团(?![结体队支委组伙圆购员])"
DIVISION_HAN = re.compile(
    rf"(第|农|兵团)?([一二三四五六七八九十]{{1,3}}|\d{{1,2}}){DIVISION}"
)
REGIMENT_HAN = re.compile(
    rf"(?<![\d.几数])([一二三四五六七八九十百〇零○]{{2,6}}|十|\d{{1,3}}){REGIMENT}"
)
# What stands before a division of the Corps and of no army.
OWN = ("农", "兵团")
NUMBERED = re.compile(rf"(?<![\d.])\d{{1,3}}(?={DIVISION}|{REGIMENT})")
LONGEST_UNIT = 4
"""Words of "Agricultural Division No 8"."""
HINTS = ("师", "团", "regiment", "division", "tuan")


@cache
def _latin(word: str) -> re.Pattern[str]:
    corps = cast("dict[str, dict[str, int]]", shelf.words()["corps"])
    ordinals = "|".join(corps["ordinals"])
    number = rf"(?:no\.?\s*)?(\d{{1,3}}|{ordinals})"
    farm = r"(?:agricultural\s+)?"
    return re.compile(
        rf"\b{farm}{number}(?:st|nd|rd|th)?\s+{farm}{word}\b"
        rf"|\b{farm}{word}\s*{number}\b"
    )


def number_of(text: str) -> int:
    """Read 143, 一四三, 一百四十三, 十四 or "eighth" as a number; 0 when it is none.

    >>> number_of("一四三"), number_of("一百四十三"), number_of("十二")
    (143, 143, 12)
    >>> number_of("eighth")
    8
    """
    if text.isascii():
        corps = cast("dict[str, dict[str, int]]", shelf.words()["corps"])
        return int(text) if text.isdigit() else corps["ordinals"].get(text, 0)
    hundreds, _, rest = text.rpartition("百")
    if hundreds:
        return DIGITS.get(hundreds, 1) * 100 + number_of(rest.removeprefix("零"))
    if "十" in text:
        tens, _, ones = text.partition("十")
        return DIGITS.get(tens, 1) * 10 + DIGITS.get(ones, 0)
    digits = "".join(str(DIGITS[c]) for c in text if c in DIGITS)
    return int(digits or 0)


def unit_at(text: str, at: int) -> tuple[str, str] | None:
    """Give (words, code) of the Han division or regiment that starts here."""
    if m := DIVISION_HAN.match(text, at):
        code = _division(number_of(m[2]))
        return (m[0], code) if code else None
    if m := REGIMENT_HAN.match(text, at):
        return m[0], _regiment(number_of(m[1]))
    return None


def in_han(text: str) -> str:
    """Write the numbers of divisions and regiments in Han, where they stand in digits.

    >>> in_han("石河子市143团"), in_han("第8师"), in_han("101团购")
    ('石河子市一四三团', '第八师', '101团购')
    """
    return NUMBERED.sub(lambda m: m[0].translate(TO_HAN), text)


def unit_of(words: list[str], at: int) -> tuple[int, str] | None:
    """Give (end, code) of the division or regiment that starts at a Latin word.

    >>> unit_of(["xpcc", "8th", "division"], 1)
    (3, 'CN-659001')
    >>> unit_of(["8th", "street"], 0)
    """
    text = " ".join(words[at : at + LONGEST_UNIT])
    if "division" in text and (m := _latin("division").match(text)):
        code = _division(number_of(m[1] or m[2]))
        return (at + len(m[0].split()), code) if code else None
    if "regiment" in text and (m := _latin("regiment").match(text)):
        return at + len(m[0].split()), _regiment(number_of(m[1] or m[2]))
    return None


def is_own(text: str, at: int) -> bool:
    """Whether a Han division starts here that says itself that it is the Corps'.

    >>> is_own("农八师棉麻", 0), is_own("第八师棉麻", 0)
    (True, False)
    """
    m = DIVISION_HAN.match(text, at)
    return m is not None and m[1] in OWN and bool(_division(number_of(m[2])))


@lru_cache(8192)
def is_unit(text: str) -> bool:
    """Whether a whole text is a division or a regiment.

    >>> is_unit("第八师"), is_unit("8th division"), is_unit("shihezi")
    (True, True, False)
    """
    if not has_units(text):
        return False
    if has_han(text):
        unit = unit_at(text, 0)
        return unit is not None and unit[0] == text
    words = text.split()
    found = unit_of(words, 0)
    return found is not None and found[0] == len(words)


def _division(number: int) -> str:
    """Give the code of the place of a division, "" for none."""
    known = shelf.division_codes().get(number)
    return known[0] if known else ""


def _regiment(number: int) -> str:
    """Give the code of the place of a regiment, of the region where it is not known."""
    return shelf.regiment_codes().get(number, shelf.XINJIANG)


def _found(text: str, han: re.Pattern[str], word: str) -> list[tuple[int, str, bool]]:
    """Give (number, words, marked as the Corps' own) for each unit of one kind."""
    out = []
    for m in han.finditer(text):
        own = m.re is DIVISION_HAN and m[1] in OWN
        out.append((number_of(m[m.lastindex or 1]), m[0], own))
    if word in text:
        for m in _latin(word).finditer(text):
            out.append((number_of(m[1] or m[2]), m[0], False))
    return out


def has_units(text: str) -> bool:
    """Whether a word for a unit stands in folded text at all."""
    return any(hint in text for hint in HINTS)


def read_units(text: str, in_xinjiang: bool, elsewhere: bool) -> list[PlaceReading]:
    """Read the Corps' units from folded text in a Chinese address.

    A division needs the Corps, Xinjiang or a regiment beside it, since armies have
    divisions too; a regiment alone is read with less certainty where no other
    province is named.
    """
    if not has_units(text):
        return []
    top = max(shelf.regiment_codes())
    known = shelf.division_codes()
    divisions = [d for d in _found(text, DIVISION_HAN, "division") if d[0] in known]
    regiments = [r for r in _found(text, REGIMENT_HAN, "regiment") if 0 < r[0] <= top]
    if in_xinjiang and "tuan" in text:
        regiments += [r for r in _found(text, REGIMENT_HAN, "tuan") if 0 < r[0] <= top]
    backed = in_xinjiang or any(own for _, _, own in divisions)
    if not backed and elsewhere:
        return []
    backed = backed or bool(divisions and regiments)
    out = []
    if backed:
        p = sureness("corps")
        out += [_reading(*known[n], "division", text=t, p=p) for n, t, _ in divisions]
    p = sureness("corps" if backed else "lone corps")
    place = known[divisions[0][0]][0] if divisions and backed else shelf.XINJIANG
    codes = shelf.regiment_codes()
    for n, said, _ in regiments:
        code = codes.get(n, place)
        out.append(_reading(code, f"Regiment {n} {n}团", "regiment", text=said, p=p))
    return out


def _reading(
    code: str, name: str, precision: str, *, text: str, p: float
) -> PlaceReading:
    return PlaceReading(code, name, shelf.XINJIANG, precision, "corps unit", text, p)
