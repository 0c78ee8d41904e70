"""Chinese names written in pinyin throughout: taken apart by syllable, from both ends.

is_pinyin, syllables   a word cut into syllables
tokens_of              the parts of such a name, None for any other
"""

import re
from functools import cache, lru_cache
from itertools import accumulate

from whence.model.name import NameToken, TokenKind
from whence.normalise.gazette import Known, index
from whence.normalise.han import pinyin_keys, place_token
from whence.shelf import terms
from whence.shelf.letters import has_han

LONGEST_SYLLABLE = 6
LONGEST_WORD = 24
FEWEST = 3
# Inside a name a word of trade of two syllables is too often part of the brand.
LONG_TRADE = 3
MOST = 12


@lru_cache(65536)
def is_pinyin(word: str) -> bool:
    """Whether a word can be cut into syllables of pinyin.

    >>> is_pinyin("taida"), is_pinyin("esquel")
    (True, False)
    """
    if len(word) > LONGEST_WORD:
        return False
    return not word or _in_syllables().fullmatch(word) is not None


@cache
def _in_syllables() -> re.Pattern[str]:
    return re.compile(f"(?:{_branching(sorted(terms.syllables()))})+")


def _branching(words: list[str]) -> str:
    """Give a pattern for sorted words that reads each letter but once."""
    following: dict[str, list[str]] = {}
    for word in words:
        if word:
            following.setdefault(word[0], []).append(word[1:])
    more = "|".join(letter + _branching(rest) for letter, rest in following.items())
    if not more:
        return ""
    return f"(?:{more})?" if "" in words else f"(?:{more})"


@lru_cache(65536)
def syllables(word: str) -> tuple[str, ...]:
    """Cut a word into the fewest syllables of pinyin; () when it cannot be.

    >>> syllables("xinnengyuan"), syllables("esquel")
    (('xin', 'neng', 'yuan'), ())
    """
    if not is_pinyin(word):
        return ()
    known = terms.syllables()
    best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
    for start in range(len(word)):
        before = best[start]
        if before is None:
            continue
        for end in range(start + 1, min(len(word), start + LONGEST_SYLLABLE) + 1):
            said = word[start:end]
            if said in known:
                now = best[end]
                if now is None or len(before) + 1 < len(now):
                    best[end] = (*before, said)
    return best[-1] or ()


@cache
def _said() -> dict[str, tuple[TokenKind, tuple[str, ...]]]:
    """Give forms and trades by their joined pinyin, a form before a trade; words that
    sound alike have the concepts of all."""
    found: dict[str, tuple[TokenKind, tuple[str, ...]]] = {}
    for text, keys in terms.han_trades().items():
        if len(text) > 1:
            for key in pinyin_keys(text)[:2]:
                known = found.get(key, (TokenKind.TRADE, ()))[1]
                both = tuple(dict.fromkeys((*known, *keys)))
                found[key] = (TokenKind.TRADE, both)
    for form in terms.forms():
        kind = TokenKind.BRANCH if form.is_branch else TokenKind.FORM
        if has_han(form.text) and len(form.text) > 1:
            for key in pinyin_keys(form.text)[:2]:
                found[key] = (kind, form.keys)
        elif all(map(syllables, form.text.split())):
            found[form.text.replace(" ", "")] = (kind, form.keys)
    return found


def tokens_of(words: list[str], seen: set[str]) -> list[NameToken] | None:
    """Take a name in pinyin apart; None unless a form or trade is said in pinyin too.

    `seen` collects the regions of places met.
    """
    if len(words) < 2:
        return None
    if not all(map(is_pinyin, reversed(words))):
        return None  # most names that are not end in a word that is not
    cut = [syllables(word) for word in words]
    said = [s for word in cut for s in word]
    if len(said) < FEWEST:
        return None
    ends = _ends(cut)
    front: list[NameToken] = []
    while said and (found := _place(said, ends)):
        front.append(_placed(said[: found[0]], found[1], seen))
        said = said[found[0] :]
        ends = {e - found[0] for e in ends}
    back: list[NameToken] = []
    while said and (token := _last(said, seen)):
        back.insert(0, token)
        said = said[: -len(token.text.split())]
    if not any(t.kind is not TokenKind.PLACE for t in back):
        return None
    return front + _middle(said) + back


def _ends(cut: list[tuple[str, ...]]) -> set[int]:
    """Give after how many syllables a word ends; nothing where every one is a word."""
    if all(len(word) == 1 for word in cut):
        return set()
    return set(accumulate(map(len, cut)))


def _place(said: list[str], ends: set[int]) -> tuple[int, tuple[Known, ...]] | None:
    """Find the longest place at the front: (after its last syllable, what it is).

    One that ends where a word ends comes first ("Shanghai Shiyou").
    """
    found = [
        (end in ends, end, known)
        for end in range(1, min(len(said), MOST) + 1)
        if (known := _places(said[:end], "SC"))
    ]
    return max(found, key=lambda f: f[:2])[1:] if found else None


def _places(said: list[str], marks: str) -> tuple[Known, ...]:
    """Give the places of a name; one that is a word first of all is none by itself."""
    key = "".join(said)
    if key in terms.words("not_places_latin"):
        return ()
    return tuple(k for k in index().spelled.get(key, ()) if k.mark in marks)


def _placed(said: list[str], known: tuple[Known, ...], seen: set[str]) -> NameToken:
    seen.update(k.region for k in known)
    return place_token(" ".join(said), known)


def _last(said: list[str], seen: set[str]) -> NameToken | None:
    """Read the form, trade or place that ends here, the longest first.

    A name that mostly needs a parent beside it is a place after a trade or a form.
    """
    for start in range(max(0, len(said) - MOST), len(said)):
        held = _said().get("".join(said[start:]))
        if held is not None and len(said) - start > 1:
            return NameToken(" ".join(said[start:]), held[0], held[1])
        backed = any("".join(said[s:start]) in _said() for s in range(start - 1))
        known = _places(said[start:], "SCWP" if backed else "SC") if start else ()
        if known:
            return _placed(said[start:], known, seen)
    return None


def _middle(said: list[str]) -> list[NameToken]:
    """Give what is left as one distinctive part, but for long words of trade."""
    out: list[NameToken] = []
    begun = at = 0
    while at < len(said):
        end = next(
            (
                e
                for e in range(min(len(said), at + MOST), at + LONG_TRADE - 1, -1)
                if "".join(said[at:e]) in _said()
            ),
            at,
        )
        if end == at:
            at += 1
            continue
        out += _brand(said[begun:at])
        kind, keys = _said()["".join(said[at:end])]
        out.append(NameToken(" ".join(said[at:end]), kind, keys))
        begun = at = end
    return out + _brand(said[begun:])


def _brand(said: list[str]) -> list[NameToken]:
    if not said:
        return []
    return [NameToken(" ".join(said), TokenKind.BRAND, ("".join(said),))]
