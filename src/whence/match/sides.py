"""A name made ready for comparison: its parts by kind, with how rare each is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from whence.match.sounds import spells
from whence.match.traits import Forms, Named, Places, Trades, places_of, trades_of
from whence.model.name import NameParts, NormalName, TokenKind
from whence.shelf import terms
from whence.shelf.letters import has_han

Rare = TypeVar("Rare", float, NDArray[np.float64])
UNSEEN = "zzqxjvwkzq"
LONGEST_RUN = 3
LONGEST_HAN = 8
MOST_KEPT = 65536
BRAND, PLACE, TRADE = TokenKind.BRAND, TokenKind.PLACE, TokenKind.TRADE
FORM, NUMBER, BRANCH = TokenKind.FORM, TokenKind.NUMBER, TokenKind.BRANCH
ARTICLE = "the "
# A form that leaves the kind of organisation open: it agrees with every other.
ANY_FORM = "f:company"
# Sounds that writers of pinyin confuse; longer ones first.
CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("v", "u"))


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A distinctive part: its keys, its Latin spellings, and its rarity (0 to 1).

    `inner` are the keys of stretches of a Han part: where the brand ends and the rest
    begins is not written in Chinese.
    """

    text: str
    keys: frozenset[str]
    latin: tuple[str, ...]
    rare: float
    han: bool = False
    inner: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One name, by kind. `full` holds its letters, whatever the spaces and without an
    article before them; `han` says that the name is Chinese: in Han, or (`said`) in
    pinyin throughout. `squeezed` holds brands and concepts of trade, whatever the order
    of the words; `joins` are the `runs` of the distinctive parts."""

    raw: str
    full: str
    brands: tuple[Part, ...]
    place: Places
    trade: Trades
    form: Forms
    han: bool = False
    said: bool = False
    squeezed: str = ""
    joins: tuple[tuple[int, int, str], ...] = ()

    @property
    def places(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The places, as (text, codes)."""
        return self.place.named

    @property
    def regions(self) -> frozenset[str]:
        """The provinces of China, and other countries, of the places."""
        return self.place.regions

    @property
    def codes(self) -> frozenset[str]:
        """Every place code of the name."""
        return self.place.codes

    @property
    def place_words(self) -> frozenset[str]:
        """The Latin spellings of the places."""
        return self.place.words

    @property
    def trades(self) -> tuple[tuple[str, str, float], ...]:
        """The trades, as (concept, text, rarity)."""
        return self.trade.named

    @property
    def forms(self) -> frozenset[str]:
        """The classes of legal form."""
        return self.form.forms

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers."""
        return self.form.numbers

    @property
    def branch(self) -> bool:
        """Whether the name is that of a branch."""
        return self.form.branch

    @property
    def is_empty(self) -> bool:
        """Whether the name says nothing but its form."""
        return not (self.brands or self.places or self.trades or self.numbers)


class Rarity:
    """How rare a key is among company names, from 0 to 1, whatever the scale given.

    What is made of rarities is kept with it: `part(text, keys)`, `places(tokens)`,
    `trades(tokens)` and `forms(forms, numbers, branch, series)` give the same thing
    again.
    """

    def __init__(self, given: Callable[[str], float]) -> None:
        """Take how much a key tells, on any scale."""
        top = max(given(UNSEEN), 1e-9)
        kept = lru_cache(MOST_KEPT)
        rare: Callable[[str], float] = kept(
            lambda key: min(1.0, max(0.0, given(key) / top))
        )
        self._rare = rare
        self.part: Callable[[str, tuple[str, ...]], Part] = kept(
            lambda text, keys: _part(text, keys, rare)
        )
        self.places: Callable[[tuple[Named, ...]], Places] = kept(places_of)
        self.trades: Callable[[tuple[Named, ...]], Trades] = kept(
            lambda tokens: trades_of(tokens, rare)
        )
        self.forms: Callable[[tuple[str, ...], tuple[str, ...], bool, bool], Forms] = (
            kept(
                lambda forms, numbers, branch, series: Forms(
                    frozenset(forms), frozenset(numbers), branch, series
                )
            )
        )

    def __call__(self, key: str) -> float:
        """Give the rarity of a key; one never seen has 1."""
        return self._rare(key)


def side_of(name: NameParts | NormalName, rare: Rarity) -> Side:
    """Sort the parts of a name by kind."""
    brands: list[Part] = []
    words: list[str] = []
    places: list[Named] = []
    trades: list[Named] = []
    forms: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    branch = False
    for token in name.tokens:
        text, kind, keys = token.text, token.kind, token.keys
        if kind is BRAND:
            words += text.split()
            if keys:
                brands.append(rare.part(text, keys))
        elif kind is TRADE:
            trades.append((text, keys))
        elif kind is PLACE:
            places.append((text, keys))
        elif kind is FORM:
            forms += tuple([k for k in keys if k != ANY_FORM])
        elif kind is NUMBER:
            numbers += keys
        elif kind is BRANCH:
            branch = True
    place = rare.places(tuple(places))
    trade = rare.trades((*trades, *place.trades))
    series = not terms.words("series").isdisjoint((*forms, *trade.keys))
    words.sort()
    return Side(
        raw=name.raw,
        full=name.full.removeprefix(ARTICLE).replace(" ", ""),
        brands=tuple(brands),
        place=place,
        trade=trade,
        form=rare.forms(forms, numbers, branch, series),
        han=name.is_spoken or _is_han(name),
        said=name.is_spoken,
        squeezed="".join(words) + trade.squeezed,
        joins=tuple(runs(brands)) if len(brands) > 1 else (),
    )


def _is_han(name: NameParts | NormalName) -> bool:
    return not name.full.isascii() and any(has_han(t.text) for t in name.tokens)


def runs(parts: Sequence[Part]) -> Iterator[tuple[int, int, str]]:
    """Give neighbouring parts written as one: (first, after last, joined Latin)."""
    for start in range(len(parts)):
        joined = parts[start].latin[0] if parts[start].latin else ""
        for end in range(start + 1, min(len(parts), start + LONGEST_RUN)):
            if not joined or not parts[end].latin:
                break
            joined += parts[end].latin[0]
            yield start, end + 1, joined


def _part(text: str, keys: tuple[str, ...], rare: Callable[[str], float]) -> Part:
    han = has_han(text)
    return Part(
        text,
        frozenset(keys),
        tuple(k for k in keys if k.isascii() and ":" not in k),
        max(map(rare, keys)),
        han,
        frozenset(_inner(text)) if han else frozenset(),
    )


def _inner(text: str) -> Iterator[str]:
    """Give the stretches of two and more characters of a Han part, and readings."""
    if not 2 < len(text) <= LONGEST_HAN:
        return
    readings = terms.readings()
    said = [readings.get(char, ("",))[0] for char in text]
    for start in range(len(text) - 1):
        for end in range(start + 2, len(text) + 1):
            if end - start < len(text):
                yield text[start:end]
                if all(said[start:end]):
                    yield "".join(said[start:end])


@lru_cache(65536)
def is_legible(text: str, *, han: bool) -> bool:
    """Whether a part says how it is read: two and more Chinese characters, or two and
    more syllables of pinyin; of a Chinese name (`han`) in pinyin, apart.

    >>> is_legible("泰达", han=True), is_legible("taida", han=False)
    (True, True)
    >>> is_legible("tai", han=False), is_legible("esquel", han=False)
    (False, False)
    """
    words, known = text.split(), terms.syllables()
    if han:
        if text.isascii():
            return len(words) > 1 and all(w in known for w in words)
        return len(text) > 1 and all(map(has_han, text))
    return all(map(spells, words)) and not (len(words) == 1 and text in known)


def differs(rare: Rare) -> Rare:
    """Give how much it says that a part is legible and read otherwise: of a word that
    many names bear half as much as of one that few do, for it is a brand all the same.
    """
    return (1 + rare) / 2


@lru_cache(65536)
def confused(word: str) -> str:
    """Fold the sounds of pinyin that writers confuse (n and ng, zh and z).

    >>> confused("zhengxing") == confused("zenxin")
    True
    """
    for sound, other in CONFUSED:
        word = word.replace(sound, other)
    return word
