"""Take a run of Han apart: form, place, trade, number; the rest is the brand."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import product

from whence.model.name import NameToken, TokenKind
from whence.normalise.corps import is_own, unit_at
from whence.normalise.gazette import Known, index
from whence.shelf import places as shelf
from whence.shelf import terms
from whence.shelf.letters import has_han

LONGEST_READINGS = 8
# By how they begin or end, the lengths of words, the longest first.
Lengths = Mapping[str, tuple[int, ...]]


def _lengths(words: Iterable[str], ends: slice) -> Lengths:
    """Give the lengths of words by the characters at one of their ends."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[ends], set()).add(len(word))
    return {end: tuple(sorted(some, reverse=True)) for end, some in found.items()}


FIRST_TWO, LAST = slice(2), slice(-1, None)


@cache
def _final() -> tuple[dict[str, NameToken], Lengths]:
    """Give the forms that a name may end in."""
    found = {
        f.text: _form(f)
        for f in terms.forms()
        if has_han(f.text) and f.position != "start"
    }
    return found, _lengths(found, LAST)


@cache
def _trades() -> tuple[dict[str, NameToken], Lengths]:
    """Give the trades, with the lengths of those of two characters and more by the
    last one."""
    found = {
        text: NameToken(text, TokenKind.TRADE, keys)
        for text, keys in terms.han_trades().items()
    }
    return found, _lengths((text for text in found if len(text) > 1), LAST)


@cache
def _amid() -> tuple[dict[str, NameToken], Lengths]:
    """Give what may stand inside a name: a trade, else a form, else a number."""
    found = {
        text: NameToken(text, TokenKind.NUMBER, (f"n:{value}",))
        for text, value in terms.numbers("han").items()
    }
    found |= {
        f.text: _form(f)
        for f in terms.forms()
        if has_han(f.text) and f.position == "any"
    }
    found |= _trades()[0]
    return found, _lengths((text for text in found if len(text) > 1), FIRST_TWO)


@lru_cache(65536)
def pinyin_keys(text: str) -> tuple[str, ...]:
    """Give the joined readings of Han without tones, the usual one first.

    `ü` is given both as `v` and as `u`; at most eight combinations.

    >>> pinyin_keys("泰达")
    ('taida',)
    """
    known = terms.readings()
    parts = [known.get(c, ()) for c in text]
    if not all(parts):
        return ()
    while len(parts) > 1 and _combinations(parts) > LONGEST_READINGS:
        widest = max(range(len(parts)), key=lambda i: (len(parts[i]), i))
        parts[widest] = parts[widest][:-1]
    found = ["".join(combination) for combination in product(*parts)]
    plain_u = [f.replace("v", "u") for f in found if "v" in f]
    return tuple(dict.fromkeys(found + plain_u))


def _combinations(parts: list[tuple[str, ...]]) -> int:
    count = 1
    for part in parts:
        count *= len(part)
    return count


def brand(text: str) -> NameToken:
    """Give the brand token of Han: the characters, and all their readings."""
    return NameToken(text, TokenKind.BRAND, (text, *pinyin_keys(text)))


def _form(form: terms.Form) -> NameToken:
    kind = TokenKind.BRANCH if form.is_branch else TokenKind.FORM
    return NameToken(form.text, kind, form.keys)


@lru_cache(65536)
def place_token(text: str, known: tuple[Known, ...]) -> NameToken:
    """Give a place token: today's divisions of the name, the widest first."""
    today = [k for k in known if not k.former] or list(known)
    order = {"country": 0, "province": 1, "prefecture": 2, "county": 3}
    today.sort(key=lambda k: (order[k.level], k.code))
    codes = (k.region if k.level == "province" else k.code for k in today)
    return NameToken(text, TokenKind.PLACE, tuple(dict.fromkeys(codes)))


def _place_at(text: str, start: int, regions: set[str], *, front: bool) -> int:
    """Give the end of the place name that starts here; `start` when there is none."""
    book = index()
    for length in book.han_lengths.get(text[start : start + 2], ()):
        name = text[start : start + length]
        known = book.han.get(name)
        if known is None:
            continue
        rest = len(text) - start - length
        mark = min((k.mark for k in known), key="SCWP".index)
        if mark == "S" or (mark == "C" and (front or length > 2 or not rest)):
            return start + length
        beside = any(k.region in regions for k in known)
        city = any(k.kind == "city" for k in known)
        lone = city and mark == "W" and rest > 1
        lone = lone and name not in terms.words("not_places_han")
        if front and mark != "P" and (beside or lone):
            return start + length
        if front and beside and name[-1] in "区县市":
            return start + length
    return start


def _end_tokens(text: str) -> tuple[str, list[NameToken]]:
    """Take forms and trades off the end, the longest first."""
    found: list[NameToken] = []
    while text:
        token = _last(text, _final()) or _last(text, _trades())
        if token is None and found and len(text) > 2:
            token = _trades()[0].get(text[-1])  # one character asks for company
        if token is None:
            break
        found.append(token)
        text = text[: -len(token.text)]
    return text, found[::-1]


def _last(text: str, words: tuple[dict[str, NameToken], Lengths]) -> NameToken | None:
    """Read the longest of some words that a text ends in."""
    known, lengths = words
    for length in lengths.get(text[-1], ()):
        if (token := known.get(text[-length:])) and length <= len(text):
            return token
    return None


def _inner(text: str, regions: set[str]) -> list[NameToken]:
    """Find places, trades and forms inside what is left; the rest is brand."""
    out: list[NameToken] = []
    begun = i = 0
    while i < len(text):
        token = _token_at(text, i, regions, fresh=begun == i)
        if token is None:
            i += 1
            continue
        if begun < i:
            out.append(brand(text[begun:i]))
        out.append(token)
        begun = i = i + len(token.text)
    if begun < len(text):
        out.append(brand(text[begun:]))
    return out


def _token_at(
    text: str, at: int, regions: set[str], *, fresh: bool
) -> NameToken | None:
    """Read the token that starts here inside a name; None where the brand goes on."""
    end = _place_at(text, at, regions, front=False)
    if end - at > 2 or (end - at == 2 and fresh):
        return place_token(text[at:end], index().han[text[at:end]])
    if shelf.XINJIANG in regions or is_own(text, at):
        if unit := unit_at(text, at):
            return NameToken(unit[0], TokenKind.PLACE, (unit[1],))
    known, lengths = _amid()
    for length in lengths.get(text[at : at + 2], ()):
        if token := known.get(text[at : at + length]):
            return token
    return None


def tokens_of(piece: str, regions: set[str]) -> list[NameToken]:
    """Take one run of simplified Han apart. `regions` collects provinces seen, which
    later weak place names may lean on."""
    out: list[NameToken] = []
    start = 0
    while start < len(piece):
        end = _place_at(piece, start, regions, front=True)
        if end == start:
            break
        known = index().han[piece[start:end]]
        regions.update(k.region for k in known)
        out.append(place_token(piece[start:end], known))
        start = end
    middle, last = _end_tokens(piece[start:])
    if middle:
        out += _inner(middle, regions)
    return out + last
