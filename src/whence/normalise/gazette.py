"""The dictionary of place names, and the words that stand around them in a text.

index    every spelling of every place, joined, and Han names
around   words for streets, parks, small places and kinds of division
typed    a text with the letters folded that are typed for each other
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from whence.normalise.scripts import simplified
from whence.shelf import places as shelf
from whence.shelf.letters import has_han, plain
from whence.shelf.world import countries

WORDS = re.compile(
    r"\d+(?:st|nd|rd|th)\b"  # "3rd" is a number; its "rd" alone would be a road
    r"|[^\W\d_\u3007\u3400-\u9fff]+(?:'[^\W\d_]+)*|[,;:()\[\]|/\n，；。、]"
)
LOWER = {"S": "C", "C": "W", "W": "P", "P": "P"}


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the index: whose it is, how far it stands alone, what kind it is."""

    code: str
    region: str
    level: str
    kind: str
    mark: str
    method: str
    former: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """The dictionary: joined spellings, their possible beginnings, Han names."""

    spelled: dict[str, tuple[Known, ...]]
    begins: frozenset[str]
    han: dict[str, tuple[Known, ...]]
    han_lengths: dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Around:
    """The words around names, as sets."""

    street: frozenset[str]
    street_before: frozenset[str]
    between: frozenset[str]
    small: frozenset[str]
    zone: frozenset[str]
    kinds: dict[str, str]
    street_han: re.Pattern[str]
    small_han: re.Pattern[str]
    zone_han: re.Pattern[str]
    kinds_han: dict[str, str]


def words_of(key: str) -> list[str]:
    """Give a list of words of the words file."""
    return cast("list[str]", shelf.words()[key])


@cache
def around() -> Around:
    """Read the words around names once."""

    def either(key: str) -> str:
        return "|".join(sorted(map(re.escape, words_of(key)), key=lambda w: -len(w)))

    street = f"(?:{either('street_between_han')})?(?:{either('street_han')})"
    return Around(
        frozenset(words_of("street_latin")),
        frozenset(words_of("street_before_latin")),
        frozenset(words_of("street_between_latin")),
        frozenset(words_of("small_latin")),
        frozenset(words_of("zone_latin")),
        cast("dict[str, str]", shelf.words()["kinds_latin"]),
        re.compile(street),
        re.compile(either("small_han")),
        re.compile(either("zone_han")),
        cast("dict[str, str]", shelf.words()["kinds_han"]),
    )


def kind_of(place: shelf.Place) -> str:
    """Give county, city, district, prefecture or province."""
    kinds = around().kinds_han
    return next((kinds[k] for k in kinds if place.name_zh.endswith(k)), place.level)


@cache
def _alike() -> dict[int, str]:
    """Letters of the Arabic script that are typed for each other in Uyghur."""
    return str.maketrans(cast("dict[str, str]", shelf.words()["uyghur_alike"]))


def typed(text: str) -> str:
    """Fold letters typed for each other, one by one: no place in the text moves."""
    return text if text.isascii() else text.translate(_alike())


def _tokens(text: str) -> list[str]:
    words = WORDS.findall(typed(plain(text)))
    return [t.replace("'", "") for t in words if t[0].isalpha()]


def _spell(
    names: dict[str, list[Known]], begins: set[str], entry: Known, text: str
) -> None:
    key = ""
    for token in _tokens(text):
        key += token
        begins.add(key)
    if key and entry not in names.setdefault(key, []):
        names[key].append(entry)


def _spell_pinyin(
    names: dict[str, list[Known]], begins: set[str], entry: Known, text: str
) -> None:
    glued = cast("dict[str, str]", shelf.words()["kinds_glued"])
    for said in {text, text.replace("v", "u"), text.replace("v", "yu")}:
        _spell(names, begins, entry, said)
        joined = said.replace(" ", "")
        for suffix, kind in glued.items():
            if kind == entry.kind and entry.mark != "P":
                _spell(names, begins, entry, joined + suffix)


@cache
def index() -> Index:
    """Build the dictionary from the gazetteer and the countries."""
    names: dict[str, list[Known]] = {}
    han: dict[str, list[Known]] = {}
    begins: set[str] = set()
    for place in shelf.gazetteer():
        kind = kind_of(place)
        for s in place.spellings:
            entry = Known(
                place.code,
                place.region,
                place.level,
                kind,
                s.mark,
                s.method,
                former=bool(place.valid_to),
            )
            if s.method == "hanzi":
                lone = place.level == "county" and place.region != shelf.XINJIANG
                if not (lone and s.text == place.short_zh and kind != "city"):
                    han.setdefault(s.text, []).append(entry)
            elif s.method == "pinyin":
                _spell_pinyin(names, begins, entry, s.text)
            else:
                _spell(names, begins, entry, s.text)
    for country in countries():
        for name in country.names:
            entry = Known(
                country.code, country.code, "country", "", "S", "country code"
            )
            if has_han(name):
                han.setdefault(simplified(name), []).append(entry)
            elif len(name) > 2:
                _spell(names, begins, entry, name)
    lengths: dict[str, set[int]] = {}
    for name in han:
        lengths.setdefault(name[:2], set()).add(len(name))
    return Index(
        {k: tuple(v) for k, v in names.items()},
        frozenset(begins),
        {k: tuple(v) for k, v in han.items()},
        {k: tuple(sorted(v, reverse=True)) for k, v in lengths.items()},
    )
