"""A name made ready for comparison: its parts by kind, with how rare each is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from whence.model.name import NameToken, NormalName, TokenKind
from whence.shelf.places import region_of

UNSEEN = "zzqxjvwkzq"
LONGEST_RUN = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A distinctive part: its keys, its Latin spellings, and its rarity (0 to 1)."""

    text: str
    keys: frozenset[str]
    latin: tuple[str, ...]
    rare: float


@dataclass(frozen=True, slots=True)
class Side:
    """One name, by kind. `trades` maps a concept to (text, rarity)."""

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

    @property
    def codes(self) -> frozenset[str]:
        """Every place code of the name."""
        return frozenset(c for _, codes in self.places for c in codes)


class Rarity:
    """How rare a key is among company names, from 0 to 1, whatever the scale given."""

    def __init__(self, given: Callable[[str], float]) -> None:
        self._given = given
        self._top = max(given(UNSEEN), 1e-9)
        self._known: dict[str, float] = {}

    def __call__(self, key: str) -> float:
        """Give the rarity of a key; one never seen has 1."""
        found = self._known.get(key)
        if found is None:
            found = min(1.0, max(0.0, self._given(key) / self._top))
            self._known[key] = found
        return found


def side_of(name: NormalName, rare: Rarity) -> Side:
    """Sort the parts of a name by kind."""
    by_kind: dict[TokenKind, list[NameToken]] = {kind: [] for kind in TokenKind}
    for token in name.tokens:
        by_kind[token.kind].append(token)
    places = tuple((t.text, frozenset(t.keys)) for t in by_kind[TokenKind.PLACE])
    regions = {_region(code) for _, codes in places for code in codes}
    return Side(
        raw=name.raw,
        full=name.full,
        script=name.script,
        brands=tuple(_part(t, rare) for t in by_kind[TokenKind.BRAND] if t.keys),
        places=places,
        regions=frozenset(regions - {""}),
        trades=tuple(
            sorted(
                {
                    k: (k, t.text, rare(k))
                    for t in by_kind[TokenKind.TRADE]
                    for k in t.keys
                }.values()
            )
        ),
        forms=frozenset(k for t in by_kind[TokenKind.FORM] for k in t.keys),
        numbers=frozenset(k for t in by_kind[TokenKind.NUMBER] for k in t.keys),
        branch=name.is_branch or bool(by_kind[TokenKind.BRANCH]),
        person=name.reads_as_person,
    )


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
    return Part(
        token.text, frozenset(token.keys), latin, max(rare(k) for k in token.keys)
    )


def _region(code: str) -> str:
    return region_of(code) if code.startswith("CN-") else code
