"""What may begin with a spelled word: phrases of the lexicons, places, numbers.

forms, trades, said_trades   phrases by their first word
begun                        what a word may begin
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from whence.model.name import NameToken, TokenKind
from whence.normalise.gazette import index
from whence.normalise.han import pinyin_keys
from whence.normalise.numerals import begins_number
from whence.shelf import terms
from whence.shelf.letters import has_han

Phrase = tuple[tuple[str, ...], NameToken, str]
Phrases = dict[str, list[Phrase]]
"""By their first word the phrases, the longest first: words, token, and where in a name
it stands (`any`, `start` or `end`)."""


def _phrases(rows: Iterable[tuple[NameToken, str]]) -> Phrases:
    found: Phrases = {}
    for row, position in rows:
        words = tuple(row.text.replace("&", "and").split())
        token = NameToken(" ".join(words), row.kind, row.keys)
        found.setdefault(words[0], []).append((words, token, position))
    for entries in found.values():
        entries.sort(key=lambda e: -len(e[0]))
    return found


@cache
def forms() -> Phrases:
    """Give organisation forms, and words of branches."""
    kinds = {False: TokenKind.FORM, True: TokenKind.BRANCH}
    return _phrases(
        (NameToken(f.text, kinds[f.is_branch], f.keys), f.position)
        for f in terms.forms()
        if not has_han(f.text)
    )


@cache
def trades() -> Phrases:
    """Give words of trade."""
    return _phrases(
        (NameToken(t.text, TokenKind.TRADE, t.keys), "any")
        for t in terms.trades()
        if t.text.isascii()
    )


@cache
def said_trades() -> Phrases:
    """Give trades in pinyin, joined and by syllable: `fangzhi`, `fang zhi`."""
    rows = []
    for text, keys in terms.han_trades().items():
        parts = [pinyin_keys(c) for c in text]
        if len(text) > 1 and all(parts):
            said = [p[0] for p in parts]
            rows += [("".join(said), keys), (" ".join(said), keys)]
    return _phrases((NameToken(t, TokenKind.TRADE, k), "any") for t, k in rows)


class Begun(NamedTuple):
    """What may begin with a word: forms, trades, trades said in pinyin, a place, a
    number. `sole` is the token where it can only be this one, whatever stands around;
    `sure` says that it begins a form or a trade, and neither a place nor a number.
    """

    forms: bool
    trades: bool
    said: bool
    place: bool
    number: bool
    sole: NameToken | None
    sure: bool


@lru_cache(65536)
def begun(word: str) -> Begun | None:
    """Look a word up once; None when nothing begins with it."""
    both = [*forms().get(word, ()), *trades().get(word, ())]
    said, place = word in said_trades(), word in index().begins
    number = begins_number(word)
    if not (both or said or place or number):
        return None
    sole = len(both) == 1 and both[0][0] == (word,) and both[0][2] == "any"
    sure = bool(both) and not (place or number)
    token = both[0][1] if sole and sure else None
    ways = word in forms(), word in trades(), said, place, number
    return Begun(*ways, sole=token, sure=sure)
