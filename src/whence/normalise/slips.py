"""Words of trade and of places that are misspelt or cut short.

trade_of, place_of   what a word is that no lexicon holds, when it can be only one
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from whence.normalise.gazette import Known, index
from whence.shelf import terms

# A word of trade: one slip in so many letters; cut short it keeps so many.
SHORTEST, SHORTEST_CUT = 6, 4
SHORTEST_PLACE = 7


@cache
def _trades() -> Mapping[str, tuple[str, ...]]:
    """Give single words of trade that are long enough to be misspelt."""
    return {
        t.text: t.keys
        for t in terms.trades()
        if t.text.isascii() and t.text.isalpha() and len(t.text) >= SHORTEST
    }


def _shorter(word: str) -> list[str]:
    """Give the word, and the word without each of its letters."""
    return [word, *[word[:at] + word[at + 1 :] for at in range(len(word))]]


def _table(words: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Give words by what is left of them when no letter or one is dropped."""
    found: dict[str, set[str]] = {}
    for word in words:
        for short in _shorter(word):
            found.setdefault(short, set()).add(word)
    return {short: frozenset(words) for short, words in found.items()}


@cache
def _slips() -> Mapping[str, frozenset[str]]:
    return _table(_trades())


@cache
def _cuts() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word in _trades():
        for size in range(SHORTEST_CUT, len(word)):
            found.setdefault(word[:size], set()).add(word)
    return {cut: frozenset(words) for cut, words in found.items()}


@cache
def _places() -> Mapping[str, frozenset[str]]:
    return _table(
        key
        for key, known in index().spelled.items()
        if len(key) >= SHORTEST_PLACE
        and key.isascii()
        and any(k.mark in "SC" and k.level != "county" for k in known)
    )


def _one_slip(word: str, table: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Give the words that differ by one letter more, less, other, or swapped."""
    nothing: frozenset[str] = frozenset()
    near = nothing.union(*filter(None, map(table.get, _shorter(word))))
    return near and frozenset(
        w for w in near if abs(len(w) - len(word)) < 2 and _is_slip(word, w)
    )


def _is_slip(word: str, other: str) -> bool:
    if len(word) != len(other):
        return True  # found by dropping one letter of the longer
    differ = [i for i, (a, b) in enumerate(zip(word, other, strict=True)) if a != b]
    if len(differ) == 1:
        return True
    swapped = len(differ) == 2 and differ[1] == differ[0] + 1
    return swapped and word[differ[0]] == other[differ[1]]


@lru_cache(65536)
def trade_of(word: str) -> tuple[str, ...]:
    """Give the concepts of the word of trade that this one is misspelt or cut from.

    Words that may be several give nothing.

    >>> trade_of("techology"), trade_of("textil"), trade_of("inter")
    (('t:technology',), ('t:textile',), ())
    """
    if not word.isascii() or not word.isalpha() or len(word) < SHORTEST_CUT:
        return ()
    near = _one_slip(word, _slips()) if len(word) >= SHORTEST else frozenset()
    keys = {_trades()[w] for w in near or _cuts().get(word, frozenset())}
    return next(iter(keys)) if len(keys) == 1 else ()


@lru_cache(65536)
def place_of(word: str) -> tuple[Known, ...]:
    """Give the province or prefecture that a word is misspelt from.

    >>> {k.region for k in place_of("shenhzen")}
    {'CN-GD'}
    """
    if not word.isascii() or len(word) < SHORTEST_PLACE - 1:
        return ()
    near = _one_slip(word, _places())
    found = {tuple(k for k in index().spelled[w] if k.mark in "SC") for w in near}
    return next(iter(found)) if len(found) == 1 else ()
