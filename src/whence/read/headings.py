"""What a header means, by the words of the shelf: exact, without brackets, or near."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from rapidfuzz import fuzz

from whence.read.grammar import is_mute, read_header
from whence.read.persons import roster
from whence.read.roster import roster_kinds
from whence.shelf.heads import PERSON
from whence.shelf.tables import folded, headers

KNOWN = "_known"
BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
EXACT, BARE = 1.0, 0.95
# Set by hand on the headers of the tests; not measured on a large set.
NEAR_TOKENS, NEAR_LETTERS = 0.5, 88.0
SHORTEST_TYPO = 6
# From here the words of a header say enough; likeness to other headers is not asked.
ENOUGH, NEAR_BELIEVED = 0.7, 0.9
# A column that may well be about a person is not read: a slip of the pen hides nobody.
PERSONAL = 0.6


@lru_cache(maxsize=16384)
def meanings_of(
    header: str, languages: tuple[str, ...] = ("en",), looks: str = ""
) -> Mapping[str, float]:
    """Give each meaning the header may have, with a score from 0 to 1.

    A header known as a whole speaks first; then the words it is made of, with what the
    values look like; and only when these say little, headers that look like it.
    """
    known = headers()
    whole = folded(header)
    for text, score in ((whole, EXACT), (folded(BRACKETS.sub(" ", header)), BARE)):
        if text in known:
            return _with_words(known[text], score, read_header(header, languages))
    if bare := re.sub(r" ?\d+$", "", whole):
        if bare in known:
            return dict.fromkeys(sorted(known[bare]), BARE)
    if not whole:
        return {}
    read = read_header(header, languages, looks)
    if max(read.values(), default=0.0) >= ENOUGH or is_mute(header, languages):
        return read
    near = {k: v * NEAR_BELIEVED for k, v in _near(whole).items()}
    return {k: max(read.get(k, 0.0), near.get(k, 0.0)) for k in sorted({*read, *near})}


def _with_words(
    listed: frozenset[str], score: float, read: Mapping[str, float]
) -> Mapping[str, float]:
    """Add what the words of a listed header say beside it, where both agree."""
    found = dict.fromkeys(sorted(listed), score)
    if listed.isdisjoint(read) or not listed.isdisjoint((PERSON, KNOWN)):
        return found
    more = {k: v for k, v in read.items() if k not in found and k[0] != "_"}
    return found | more


def is_person(header: str, languages: tuple[str, ...] = ("en",)) -> bool:
    """Whether the column is about a person: a contact, an e-mail, a worker's wage.

    >>> is_person("Consignee Email 3"), is_person("Company name")
    (True, False)
    >>> is_person("Worker Name"), is_person("TC Kimlik No")
    (True, True)
    """
    known = roster()
    if not roster_kinds([header], known).isdisjoint(known.dropped):
        return True
    meanings = meanings_of(header, languages)
    best = max(meanings.values(), default=0.0)
    if best >= ENOUGH or meanings.get(PERSON, 0.0) >= PERSONAL:
        return meanings.get(PERSON, 0.0) >= PERSONAL
    whole = folded(header)
    words, parts = _person_words()
    return bool(words & set(whole.split())) or any(part in whole for part in parts)


@cache
def _person_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """Give single words and, for scripts without blanks, parts that mean a person."""
    mine = [h for h, meanings in headers().items() if meanings == {PERSON}]
    words = frozenset(h for h in mine if " " not in h and h.isascii())
    return words, tuple(sorted(h for h in mine if not h.isascii() and len(h) > 1))


def _near(whole: str) -> dict[str, float]:
    found: dict[str, float] = {}
    mine = frozenset(map(_stem, whole.split()))
    for text, meanings in headers().items():
        score = _likeness(whole, mine, text)
        if score:
            for meaning in meanings:
                found[meaning] = max(found.get(meaning, 0.0), score)
    return dict(sorted(found.items()))


def _likeness(whole: str, mine: frozenset[str], text: str) -> float:
    if not text.isascii():
        if len(text) > 1 and text in whole:
            return 0.5 + 0.35 * len(text) / len(whole)
        return 0.0
    theirs = _tokens(text)
    shared = len(mine & theirs) / len(mine | theirs)
    if shared >= NEAR_TOKENS:
        return 0.35 + 0.5 * shared
    close = abs(len(text) - len(whole)) < 3 and len(whole) >= SHORTEST_TYPO
    if close and fuzz.ratio(whole, text) >= NEAR_LETTERS:
        return 0.8
    return 0.0


@cache
def _tokens(text: str) -> frozenset[str]:
    return frozenset(map(_stem, text.split()))


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word
