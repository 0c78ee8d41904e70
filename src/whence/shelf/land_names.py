"""The names of countries among the other words of a part of a cell.

among   hear every country that words name, those that stand as one and those that not
"""

from collections.abc import Sequence
from itertools import dropwhile

from whence.shelf.land_heard import Heard
from whence.shelf.land_words import beside
from whence.shelf.whereabouts import (
    CHINA,
    holds_province,
    is_province,
    kinds,
    lies_in,
    longest,
    state_of,
)
from whence.shelf.world import letters, named

_SHORTEST = 3
"""Letters of a name that is known among other words: two may be any word."""


def among(words: Sequence[str], heard: Heard) -> None:
    """Hear the names of countries among the words of a part."""
    at, start = 0, 0
    between: list[Sequence[str]] = []
    of_people = beside().people
    while at < len(words):
        size, land = _longest(words, at)
        if land:
            _weigh(words, (at, size), land, heard)
            between.append(words[start:at])
            start = at + size
        at += size
    between.append(words[start:])
    for some in between:
        heard.stand(some)
        if not lies_in(some):
            _hear_letters(some, len(between) > 1, heard)
            heard.refused.update(of_people[w] for w in some if w in of_people)
    _hear_provinces(words, heard)


def _weigh(
    words: Sequence[str], span: tuple[int, int], land: str, heard: Heard
) -> None:
    """Hear a country where the words around it leave it one, else that it was named."""
    at, size = span
    behind = words[at + size :]
    if _denied(behind, land):
        heard.back = True
    elif not _names_other(words, at) and (
        _made_in(words[:at]) or _leaves(behind, land)
    ):
        said_here(land, words, at, "".join(words[at : at + size]), heard)
    elif not _passes(behind):
        heard.refused.add(land)


def _passes(behind: Sequence[str]) -> bool:
    """Whether a name is that of a street or of a firm, by the word behind it."""
    return bool(behind) and behind[0] in beside().passing


def _hear_provinces(words: Sequence[str], heard: Heard) -> None:
    """Hear that a province of China, or a place of the region that is known without
    its parent, was named among other words."""
    for at in range(len(words)):
        size = holds_province(words, at)
        if size and not _longest(words, at)[1] and not _passes(words[at + size :]):
            heard.refused.add(CHINA)


def _hear_letters(words: Sequence[str], beside_name: bool, heard: Heard) -> None:
    """Hear the two letters of a country among other words, or its three beside a name
    of one: three alone are too often a word."""
    known, codes = beside(), letters()
    other = known.doubtful | known.origin | known.state | known.behind | known.apart
    for word in words:
        short = len(word) < _SHORTEST or (beside_name and len(word) == _SHORTEST)
        if short and word in codes and word not in other and not state_of(word):
            heard.refused.add(codes[word])


def _longest(words: Sequence[str], at: int) -> tuple[int, str]:
    """Give the country with which words go on, by its longest name, and how many of
    them that is; one word and "" where they go on with none."""
    within = beside().within
    size = longest(words, at, within) or longest(words, at, named())
    name = "".join(words[at : at + size])
    if not size or len(name) < _SHORTEST:
        return 1, ""
    return size, within.get(name) or named()[name]


def _names_other(words: Sequence[str], at: int) -> bool:
    """Whether "of" before a country makes it part of another name: "Bank of China"."""
    known = beside()
    before = [w for w in words[:at] if w != "the"]
    if not before or before[-1] != "of":
        return False
    allowed = known.state | known.origin | known.apart | kinds()
    return len(before) > 1 and before[-2] not in allowed


def _made_in(before: Sequence[str]) -> bool:
    """Whether two words of origin stand before a country: "made in", "product of"."""
    return len(before) > 1 and beside().origin.issuperset(before[-2:])


def _fine() -> frozenset[str]:
    """Give the words that may stand behind a country."""
    known = beside()
    return known.state | known.behind | known.origin | kinds()


def _denied(behind: Sequence[str], land: str) -> bool:
    """Whether the words behind a country end in one that takes it back."""
    known, fine = beside(), _fine()
    rest = list(dropwhile(lambda w: w in fine and w not in known.apart, behind))
    if not rest or letters().get(rest[0]) == land:
        return False
    return known.apart.issuperset(rest)


def _leaves(behind: Sequence[str], land: str) -> bool:
    """Whether the words behind a country's name leave it a country: none, its places,
    words of its kind or of origin, its places without some, or the next country."""
    known, codes, fine = beside(), letters(), _fine()
    for at, word in enumerate(behind):
        if _longest(behind, at)[1]:
            return True
        if word in codes and (word not in known.doubtful or codes[word] == land):
            return True
        rest = behind[at:]
        if word in known.apart:
            left = [w for w in rest if w not in known.apart | known.origin]
            return land in lies_in(left)
        if land in lies_in(rest) or rest[-1] in kinds():
            return True
        if not (word in fine or word.isdigit()):
            return False
    return True


def said_here(
    land: str, words: Sequence[str], at: int, name: str, heard: Heard
) -> None:
    """Hear a country that stands at a word of a part, unless it is taken back: a place
    of it that is ("China, not Xinjiang") leaves what was said."""
    if not taken_back((*heard.words, *words[:at]), land):
        heard.say(land, name)
    elif not is_province(words[at:]):
        heard.back = True


def taken_back(before: Sequence[str], land: str) -> bool:
    """Whether the words before a country take it back, with words of origin and its own
    places between."""
    known = beside()
    last = next(
        (
            word
            for word in reversed(before)
            if word not in known.origin and land not in lies_in([word])
        ),
        "",
    )
    return last in known.apart
