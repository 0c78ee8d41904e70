"""Manufacturer identification codes of US Customs (19 CFR Part 102, Appendix).

build     the code of a name, a street line, a city and a country
decode    a code taken apart, as far as it can be
compare   which parts of two codes agree

A MID is made by whoever files the entry. It names no register, two firms may share
one and one firm may have several: it is a feature and never decides identity.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from whence.normalise.scripts import script_of
from whence.shelf import yaml_of
from whence.shelf.letters import plain

# Name, number and city in this order; a name may hold digits (20th Century), so the
# number is the last run of digits, and the city what follows it.
SHAPE = re.compile(r"([A-Z]{2})([A-Z0-9]*?)([0-9]{0,4})([A-Z]{1,3})")
NUMBER = re.compile(r"\d+(?:\s*[,\-]+\s*\d+)*")
JOINED = re.compile(r"(?<=[a-z0-9])\s*[-\u2010-\u2015]\s*(?=[a-z0-9])")


@dataclass(frozen=True, slots=True)
class Mid:
    """A code by its parts: `country` as in the code (a province for Canada), up to six
    characters of the name, up to four digits, up to three letters of the city.

    `unsure` says that the parts could be cut otherwise.
    """

    code: str
    country: str
    name: str
    number: str
    city: str
    unsure: bool = False

    @property
    def nation(self) -> str:
        """Give the ISO country: `CA` for a Canadian province."""
        return "CA" if self.country in rules()["canada"] else self.country


@cache
def rules() -> dict[str, Any]:
    """Give the rules and vectors of `data/terms/mid.yml`."""
    return cast("dict[str, Any]", yaml_of("terms/mid.yml"))


def build(name: str, address: str, city: str, *, country: str) -> str:
    """Build a code, or "" where the rules allow none.

    Args:
        name: the maker's name in Latin letters.
        address: its street or post-box line, without the line of the city.
        city: the city.
        country: ISO letters; for Canada the code of the province (such as XO).

    >>> build("Ozrock", "92 Alice Springs Road", "Melbourne", country="AU")
    'AUOZR92MEL'
    >>> build("和田泰达服饰有限公司", "", "Hotan", country="CN")
    ''

    """
    head, tail = name_part(name), city_part(city)
    if not re.fullmatch("[A-Z]{2}", country) or country == "CA":
        return ""
    if not head or not tail:
        return ""
    made = f"{country}{head}{number_part(address)}{tail}"
    longest: int = rules()["longest"]
    return made if len(made) <= longest else ""


def name_part(name: str) -> str:
    """Give the characters that stand for a name: of its first two words that count.

    Initials that stand together are one word. A name in another script has none.

    >>> name_part("The A.B.C. Company of Dhaka"), name_part("Double-Knit Mills")
    ('ABCCOM', 'DOUMIL')
    """
    if script_of(name) not in ("latin", "other"):
        return ""
    known = rules()
    words: list[str] = []
    initials = ""
    # Parts of a name that a hyphen joins are one word.
    for word in [*_words(JOINED.sub("", plain(name))), ""]:
        if len(word) == 1:
            initials += word
            continue
        if len(initials) > 1:  # a single initial does not count
            words.append(initials)
        initials = ""
        if word and word not in known["ignored"]:
            words.append(word)
    chosen = words[: known["words"]]
    return "".join(w[: known["name_letters"]] for w in chosen).upper()


def number_part(address: str) -> str:
    """Give up to four digits of the largest number on a street line.

    Digits parted by a comma or a hyphen are one number, those parted by a blank are
    several; the number inside a street's name (12th) is none.

    >>> number_part("12-34 56 Akasaka Road"), number_part("7 12th street")
    ('1234', '7')
    """
    endings = "|".join(rules()["ordinals"])
    line = re.sub(rf"\d+(?:{endings})\b", " ", plain(address))
    found = (re.sub(r"\D", "", m[0]) for m in NUMBER.finditer(line))
    digits: int = rules()["digits"]
    return max(found, key=lambda n: (len(n.lstrip("0")), n), default="")[:digits]


def city_part(city: str) -> str:
    """Give the first three letters of a city; its article and digits do not count.

    >>> city_part("St. Michel"), city_part("The Hague")
    ('STM', 'HAG')
    """
    known = rules()
    words = [w for w in _words(city) if w not in known["city_ignored"]]
    letters = "".join(c for w in words for c in w if "a" <= c <= "z")
    return letters[: known["city_letters"]].upper()


def decode(code: str) -> Mid | None:
    """Take a code apart; None when it has not the shape of one.

    >>> decode("CNXINZHO39URU")
    Mid(code='CNXINZHO39URU', country='CN', name='XINZHO', number='39', city='URU', \
unsure=False)
    """
    bare = "".join(plain(code).upper().split())
    if not bare.isascii() or not 5 <= len(bare) <= rules()["longest"]:
        return None
    found = SHAPE.fullmatch(bare)
    if found is None:
        return None
    country, name, number, city = found.groups()
    if not number:
        name, city = bare[2:-3], bare[-3:]
    if not name or len(name) > rules()["words"] * rules()["name_letters"]:
        return None
    unsure = not number or any(c.isdigit() for c in name) or len(city) < 3
    return Mid(bare, country, name, number, city, unsure)


def compare(left: Mid, right: Mid) -> tuple[tuple[str, bool], ...]:
    """Say part by part whether two codes agree; a number on one side only is no part
    to compare.

    >>> compare(decode("CNXINZHO39URU"), decode("CNXINZHO41URU"))
    (('country', True), ('name', True), ('number', False), ('city', True))
    """
    parts = [
        ("country", left.nation == right.nation),
        ("name", left.name == right.name),
    ]
    if left.number and right.number:
        parts.append(("number", left.number == right.number))
    return (*parts, ("city", left.city == right.city))


def _words(text: str) -> list[str]:
    """Cut text at blanks and marks; an apostrophe does not part a word."""
    bare = plain(text).replace("'", "").replace("’", "")
    return re.findall(r"[a-z0-9]+", bare)
