"""Find every place name in a text, by dictionary: mentions, not yet readings.

One pass over tokens for spelled scripts, one over runs of Han. No judgement here of
what a mention means; `places` weighs them against each other.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from whence.normalise.scripts import simplified
from whence.shelf import places as shelf
from whence.shelf.letters import has_han, plain

WORDS = re.compile(
    r"[^\W\d_\u3007\u3400-\u9fff]+(?:'[^\W\d_]+)*|[,;:()\[\]|/\n，；。、]"
)
HAN_RUN = re.compile(r"[\u3007\u3400-\u9fff]+")
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
class Mention:
    """A place name found: which places it may be, and what stands around it.

    `kind` is the kind of division written after it; `alone` says that it fills its
    segment; `small` that a town or village of the name is meant; `zone` a park.
    """

    start: int
    end: int
    text: str
    known: tuple[Known, ...]
    kind: str = ""
    alone: bool = False
    small: bool = False
    zone: bool = False


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


def _tokens(text: str) -> list[str]:
    return [t.replace("'", "") for t in WORDS.findall(plain(text)) if t[0].isalpha()]


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
    for country in shelf.countries():
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


def _longest(tokens: list[str], at: int, book: Index) -> tuple[int, str]:
    """Give (end, key) of the longest name from this token on; (at, "") if none."""
    end, found, key, j, n = at, "", tokens[at], at, len(tokens)
    while key in book.begins:
        j += 1
        if key in book.spelled:
            end, found = j, key
        if j >= n:
            break
        key += tokens[j]
    return end, found


def _is_street(tokens: list[str], start: int, end: int) -> bool:
    near = around()
    if start and tokens[start - 1] in near.street_before:
        return True
    for token in tokens[end : end + 3]:
        if token in near.street:
            return True
        if token not in near.between:
            return False
    return False


def spelled_mentions(text: str) -> list[Mention]:
    """Find names in spelled scripts. `text` is folded (`letters.plain`)."""
    book, found = index(), []
    matches = list(WORDS.finditer(text))
    tokens = [m[0] if "'" not in m[0] else m[0].replace("'", "") for m in matches]
    i, n = 0, len(tokens)
    begins = book.begins
    while i < n:
        if tokens[i] not in begins:
            i += 1
            continue
        end, key = _longest(tokens, i, book)
        if not key:
            i += 1
            continue
        if not _is_street(tokens, i, end):
            at = (matches[i].start(), matches[end - 1].end())
            known = book.spelled[key]
            found.append(
                _mention(text[at[0] : at[1]], known, tokens, at=at, span=(i, end))
            )
        i = end
    return found


def _mention(
    text: str,
    known: tuple[Known, ...],
    tokens: list[str],
    *,
    at: tuple[int, int],
    span: tuple[int, int],
) -> Mention:
    """Look at the words around a name: `at` in characters, `span` in tokens."""
    near, (start, after) = around(), span
    if after - start == 2 and all(k.method == "pinyin" for k in known):
        # two short syllables apart may be anything: "Tuo Li", "He Tian"
        known = tuple(replace(k, mark=LOWER[k.mark]) for k in known)
    kind = near.kinds.get(tokens[after], "") if after < len(tokens) else ""
    if kind:
        after += 1
        if kind == "any" and after < len(tokens):
            kind = near.kinds.get(tokens[after], "")
            after += bool(kind)
    tail = tokens[after] if after < len(tokens) else ","
    head = tokens[start - 1] if start else ","
    return Mention(
        *at,
        text,
        known,
        kind,
        alone=not head[0].isalpha() and not tail[0].isalpha(),
        small=tail in near.small,
        zone=tail in near.zone,
    )


def han_mentions(text: str) -> list[Mention]:
    """Find names in runs of Han: the longest at each position. `text` is simplified."""
    book, near, found = index(), around(), []
    for run in HAN_RUN.finditer(text):
        said, base, i = run[0], run.start(), 0
        while i < len(said) - 1:
            for length in book.han_lengths.get(said[i : i + 2], ()):
                name = said[i : i + length]
                if name in book.han:
                    break
            else:
                i += 1
                continue
            end = i + length
            known = book.han[name]
            short = near.kinds_han.get(name[-1], "") == ""
            if not (short and near.street_han.match(said, end)):
                found.append(
                    Mention(
                        base + i,
                        base + end,
                        name,
                        known,
                        kind="" if short else known[0].kind,
                        alone=i == 0 and end == len(said),
                        small=short and near.small_han.match(said, end) is not None,
                        zone=short and near.zone_han.match(said, end) is not None,
                    )
                )
            i = end
    return found
