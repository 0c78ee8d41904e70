"""A name made ready for comparison: its parts by kind, with how rare each is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from whence.model.name import NameToken, NormalName, TokenKind
from whence.normalise.latin import is_pinyin
from whence.shelf import terms
from whence.shelf.letters import has_han
from whence.shelf.places import region_of

UNSEEN = "zzqxjvwkzq"
# A whole country is no place that two names could differ in: many firms of China say so
# in one language only. It is weighed like a word of trade.
COUNTRY, OWN = "CN", "t:china"
CORPS = "t:corps"
LONGEST_RUN = 3
LONGEST_HAN = 8
MOST_KEPT = 65536
KINDS = tuple(TokenKind)
# Sounds that writers of pinyin confuse; longer ones first.
CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("v", "u"))


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Side:
    """One name, by kind. `trades` are (concept, text, rarity); `place_words` the Latin
    spellings of its places, because a brand in Han may be spelt like a county. `han`
    says that the name is Chinese: in Han, or (`said`) in pinyin throughout.
    `squeezed` holds brands and concepts of trade, whatever the order of the words;
    `joins` are the `runs` of the distinctive parts."""

    raw: str
    full: str
    script: str
    brands: tuple[Part, ...]
    places: tuple[tuple[str, frozenset[str]], ...]
    regions: frozenset[str]
    trades: tuple[tuple[str, str, float], ...]
    forms: frozenset[str]
    numbers: frozenset[str]
    branch: bool
    person: bool
    place_words: frozenset[str] = frozenset()
    han: bool = False
    said: bool = False
    squeezed: str = ""
    joins: tuple[tuple[int, int, str], ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """Every place code of the name."""
        return frozenset(c for _, codes in self.places for c in codes)

    @property
    def is_empty(self) -> bool:
        """Whether the name says nothing but its form."""
        return not (self.brands or self.places or self.trades or self.numbers)

    @property
    def is_abroad(self) -> bool:
        """Whether the name holds places, and none of China: the daughter in a country
        is another firm more often than one that leaves its town out."""
        return bool(self.regions) and not any(r[:3] == "CN-" for r in self.regions)


class Rarity:
    """How rare a key is among company names, from 0 to 1, whatever the scale given."""

    def __init__(self, given: Callable[[str], float]) -> None:
        self._given = given
        self._top = max(given(UNSEEN), 1e-9)
        self._known: dict[str, float] = {}
        self._parts: dict[tuple[str, tuple[str, ...]], Part] = {}

    def __call__(self, key: str) -> float:
        """Give the rarity of a key; one never seen has 1."""
        found = self._known.get(key)
        if found is None:
            found = min(1.0, max(0.0, self._given(key) / self._top))
            self._known[key] = found
        return found

    def part(self, token: NameToken) -> Part:
        """Give the part that a token is; one that many names bear is made once."""
        held = token.text, token.keys
        found = self._parts.get(held)
        if found is None:
            if len(self._parts) >= MOST_KEPT:
                self._parts.clear()
            found = self._parts[held] = _part(token, self)
        return found


def side_of(name: NormalName, rare: Rarity) -> Side:
    """Sort the parts of a name by kind."""
    by_kind: dict[TokenKind, list[NameToken]] = {kind: [] for kind in KINDS}
    for token in name.tokens:
        by_kind[token.kind].append(token)
    lands = [t for t in by_kind[TokenKind.PLACE] if set(t.keys) == {COUNTRY}]
    by_kind[TokenKind.TRADE] += [NameToken(t.text, t.kind, (OWN,)) for t in lands]
    by_kind[TokenKind.TRADE] += [
        NameToken(t.text, t.kind, (CORPS,))
        for t in by_kind[TokenKind.PLACE]
        if t.text in terms.words("corps")
    ]
    places = tuple(
        (t.text, frozenset(t.keys)) for t in by_kind[TokenKind.PLACE] if t not in lands
    )
    regions = {_region(code) for _, codes in places for code in codes}
    brands = tuple([rare.part(t) for t in by_kind[TokenKind.BRAND] if t.keys])
    trades = {k: (k, t.text, rare(k)) for t in by_kind[TokenKind.TRADE] for k in t.keys}
    return Side(
        raw=name.raw,
        full=name.full,
        script=name.script,
        brands=brands,
        places=places,
        regions=frozenset(regions - {""}),
        trades=tuple(sorted(trades.values())),
        forms=frozenset([k for t in by_kind[TokenKind.FORM] for k in t.keys]),
        numbers=frozenset([k for t in by_kind[TokenKind.NUMBER] for k in t.keys]),
        branch=name.is_branch or bool(by_kind[TokenKind.BRANCH]),
        person=name.reads_as_person,
        place_words=frozenset(
            [t.text for t in by_kind[TokenKind.PLACE] if t.text.isascii()]
        ),
        han=name.is_spoken or any([has_han(t.text) for t in name.tokens]),
        said=name.is_spoken,
        squeezed=_squeezed(by_kind),
        joins=tuple(runs(brands)) if len(brands) > 1 else (),
    )


def _squeezed(by_kind: dict[TokenKind, list[NameToken]]) -> str:
    words = sorted([w for t in by_kind[TokenKind.BRAND] for w in t.text.split()])
    trades = sorted({t.keys[0] for t in by_kind[TokenKind.TRADE]})
    return "".join([*words, *(key.removeprefix("t:") for key in trades)])


def runs(parts: tuple[Part, ...]) -> Iterator[tuple[int, int, str]]:
    """Give neighbouring parts written as one: (first, after last, joined Latin)."""
    for start in range(len(parts)):
        joined = parts[start].latin[0] if parts[start].latin else ""
        for end in range(start + 1, min(len(parts), start + LONGEST_RUN)):
            if not joined or not parts[end].latin:
                break
            joined += parts[end].latin[0]
            yield start, end + 1, joined


def _part(token: NameToken, rare: Rarity) -> Part:
    latin = tuple(k for k in token.keys if k.isascii() and ":" not in k)
    han = has_han(token.text)
    return Part(
        token.text,
        frozenset(token.keys),
        latin,
        max(rare(k) for k in token.keys),
        han,
        frozenset(_inner(token.text)) if han else frozenset(),
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
    return all(map(is_pinyin, words)) and not (len(words) == 1 and text in known)


def differs(rare: float) -> float:
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


@lru_cache(8192)
def _region(code: str) -> str:
    return region_of(code) if code.startswith("CN-") else code
