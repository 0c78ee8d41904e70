"""Take a run of Han apart: form, place, trade, number; the rest is the brand."""

from functools import cache, lru_cache
from itertools import product

from whence.model.name import NameToken, TokenKind
from whence.normalise.corps import unit_at
from whence.normalise.gazette import Known, index
from whence.shelf import places as shelf
from whence.shelf import terms
from whence.shelf.letters import has_han

LONGEST_READINGS = 8


@cache
def _forms() -> tuple[dict[str, terms.Form], int]:
    found = {f.text: f for f in terms.forms() if has_han(f.text)}
    return found, max(map(len, found))


@cache
def _trades() -> tuple[dict[str, tuple[str, ...]], int]:
    found = terms.han_trades()
    return found, max(map(len, found))


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


def _form(text: str) -> NameToken:
    form = _forms()[0][text]
    kind = TokenKind.BRANCH if form.is_branch else TokenKind.FORM
    return NameToken(text, kind, form.keys)


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
    forms, form_most = _forms()
    trades = _trades()[0]
    found: list[NameToken] = []
    while text:
        for length in range(min(form_most, len(text)), 0, -1):
            if (form := forms.get(text[-length:])) and (
                form.position != "start" and len(text) >= length
            ):
                found.append(_form(form.text))
                text = text[:-length]
                break
        else:
            length = _end_trade(text, followed=bool(found))
            if not length:
                break
            said = text[-length:]
            found.append(NameToken(said, TokenKind.TRADE, trades[said]))
            text = text[:-length]
    return text, found[::-1]


def _end_trade(text: str, *, followed: bool) -> int:
    """Give the length of the trade word at the end; one character asks for company."""
    trades, most = _trades()
    for length in range(min(most, len(text)), 1, -1):
        if text[-length:] in trades:
            return length
    return int(followed and len(text) > 2 and text[-1] in trades)


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
    if shelf.XINJIANG in regions and (unit := unit_at(text, at)):
        return NameToken(unit[0], TokenKind.PLACE, (unit[1],))
    trades, most = _trades()
    forms = _forms()[0]
    for length in range(min(most, len(text) - at), 1, -1):
        said = text[at : at + length]
        if said in trades:
            return NameToken(said, TokenKind.TRADE, trades[said])
        if said in forms and forms[said].position == "any":
            return _form(said)
        value = terms.numbers("han").get(said)
        if value is not None:
            return NameToken(said, TokenKind.NUMBER, (f"n:{value}",))
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
