"""Take spelled words apart: form, place, trade, number; the rest is the brand."""

from functools import cache, lru_cache
from typing import NamedTuple

from whence.model.name import NameToken, TokenKind
from whence.normalise import phrases, slips
from whence.normalise.corps import unit_of
from whence.normalise.gazette import LOWER, Known, around, index
from whence.normalise.han import place_token
from whence.normalise.numerals import numeral
from whence.normalise.spoken import is_pinyin
from whence.shelf import terms
from whence.shelf.letters import has_han
from whence.shelf.places import XINJIANG

NOTHING = NameToken("", TokenKind.BRAND, ())


class Met(NamedTuple):
    """What the name has shown so far: regions; whether this piece stands in brackets
    or after them; whether every word may be pinyin."""

    regions: set[str]
    inner: bool
    spoken: bool


def _match(
    words: list[str], at: int, some: phrases.Phrases, *, lone: bool = False
) -> tuple[int, NameToken]:
    """Give (end, token) of the longest phrase here; end == at when none."""
    for phrase, token, position in some.get(words[at], ()):
        end = at + len(phrase)
        if len(phrase) > 1 and tuple(words[at:end]) != phrase:
            continue
        if position == "start" and at:
            continue
        if position == "end" and not ((lone or end > 1) and _only_forms(words[end:])):
            continue
        return end, token
    return at, NOTHING


@cache
def _form_words() -> frozenset[str]:
    return frozenset(
        w for f in terms.forms() if not has_han(f.text) for w in f.text.split()
    )


def _only_forms(words: list[str]) -> bool:
    return all(w in _form_words() or w == "and" for w in words)


def _place(words: list[str], at: int) -> tuple[int, tuple[Known, ...]]:
    """Find the longest place name from this word on, joined as pinyin may be."""
    book, key, j = index(), words[at], at
    end, found = at, ""
    while key in book.begins and j < len(words):
        j += 1
        if key in book.spelled:
            end, found = j, key
        if j < len(words):
            key += words[j]
    if not found:
        return at, ()
    known = book.spelled[found]
    if end - at == 2 and all(k.method == "pinyin" for k in known):
        known = tuple(
            Known(k.code, k.region, k.level, k.kind, LOWER[k.mark], k.method, k.former)
            for k in known
        )
    kind = around().kinds.get(words[end], "") if end < len(words) else ""
    same = tuple(k for k in known if kind and kind in (k.kind, k.level))
    if same:
        raised = tuple(
            Known(k.code, k.region, k.level, k.kind, "C", k.method, k.former)
            for k in same
        )
        return end + 1, raised
    return end, known


def _takes(
    words: list[str], at: int, end: int, *, known: tuple[Known, ...], met: Met
) -> tuple[Known, ...]:
    """Keep the places that a name may mean here: strong ones, or weak ones that stand
    first before a brand or under a province named in the same name."""
    strong = tuple(k for k in known if k.mark in "SC")
    if met.inner and not at and end == len(words):
        return known  # a bracket that holds nothing but a place
    alone = "".join(words[at:end]) in terms.words("not_places_latin")
    if strong and not (alone and at):
        return strong
    beside = tuple(k for k in known if k.mark == "W" and k.region in met.regions)
    if beside:
        return beside
    if at or end >= len(words) or words[end] in _form_words():
        return ()
    first = tuple(
        k
        for k in known
        if (k.region == "CN-XJ" and (k.mark == "W" or k.level == "prefecture"))
        or (k.mark == "W" and k.kind == "city" and not alone)
    )
    return first


def tokens_of(
    words: list[str], seen: set[str], *, inner: bool = False
) -> list[NameToken]:
    """Take folded words apart. `seen` collects the regions of places met; `inner`
    marks a piece in brackets or after them."""
    met = Met(seen, inner, len(words) > 1 and all(map(is_pinyin, reversed(words))))
    out: list[NameToken] = []
    brand: list[str] = []
    i = 0
    last = len(words) if met.spoken else _last_words(words)
    while i < len(words):
        if last <= i and (ending := _ending(tuple(words[i:]))) is not None:
            return [*out, *(_brands(brand) if brand else ()), *ending]
        end, token = _token_at(words, i, met)
        if end == i:
            goes_on = met.spoken or _goes_on(brand, words[i])
            if words[i] not in terms.words("empty") or (brand and goes_on):
                brand.append(words[i])
            elif brand:
                out += _brands(brand)
                brand = []
            i += 1
            continue
        if brand:
            out += _brands(brand)
            brand = []
        out.append(token)
        i = end
    return out + _brands(brand) if brand else out


def _last_words(words: list[str]) -> int:
    """Give from where on, behind the first word, no word can be brand or place."""
    at = len(words)
    while at > 1 and (begun := phrases.begun(words[at - 1])) and begun.sure:
        at -= 1
    return at


@lru_cache(65536)
def _ending(words: tuple[str, ...]) -> tuple[NameToken, ...] | None:
    """Read the last words of a name, which many names end in, as forms and trades; None
    where a word is neither."""
    found: list[NameToken] = []
    whole, at, met = ["", *words], 1, Met(set(), inner=False, spoken=False)
    while at < len(whole):
        end, token = _token_at(whole, at, met)
        if end == at:
            return None
        found.append(token)
        at = end
    return tuple(found)


def _goes_on(brand: list[str], word: str) -> bool:
    """Whether a word that mostly says nothing is a syllable of the brand: "Tai Da"."""
    known = terms.syllables()
    return bool(brand) and word in known and brand[-1] in known


def _token_at(words: list[str], at: int, met: Met) -> tuple[int, NameToken]:
    """Read the token that starts here; (at, nothing) when it is brand or empty."""
    if XINJIANG in met.regions and (unit := unit_of(words, at)):
        end, code = unit
        return end, NameToken(" ".join(words[at:end]), TokenKind.PLACE, (code,))
    begun = phrases.begun(words[at])
    if begun is None:
        return _misspelt(words, at, met)
    if begun.sole is not None:
        return at + 1, begun.sole
    end = trade_end = at
    form = trade = NOTHING
    if begun.forms:
        end, form = _match(words, at, phrases.forms(), lone=met.inner)
    if begun.trades:
        trade_end, trade = _match(words, at, phrases.trades())
    if end > at and end >= trade_end:
        return end, form
    if trade_end == at and met.spoken and begun.said:
        trade_end, trade = _match(words, at, phrases.said_trades())
    place_end, known = _place(words, at) if begun.place else (at, ())
    if known and place_end >= trade_end:
        taken = _takes(words, at, place_end, known=known, met=met)
        if taken:
            met.regions.update(k.region for k in taken if k.mark in "SC")
            return place_end, place_token(" ".join(words[at:place_end]), taken)
    if trade_end > at:
        return trade_end, trade
    end, token = _number(words, at) if begun.number else (at, NOTHING)
    return (end, token) if end > at else _misspelt(words, at, met)


def _misspelt(words: list[str], at: int, met: Met) -> tuple[int, NameToken]:
    """Read a slip of the pen: a trade after another word, a place before one."""
    word = words[at]
    if len(words) < 2 or is_pinyin(word):
        return at, NOTHING
    if at and (keys := slips.trade_of(word)):
        return at + 1, NameToken(word, TokenKind.TRADE, keys)
    if not at and (known := slips.place_of(word)):
        met.regions.update(k.region for k in known)
        return at + 1, place_token(word, known)
    return at, NOTHING


def _number(words: list[str], at: int) -> tuple[int, NameToken]:
    end, value = numeral(words, at, lambda end: _only_forms(words[end:]))
    if end == at:
        return at, NOTHING
    return end, NameToken(" ".join(words[at:end]), TokenKind.NUMBER, (f"n:{value}",))


def _brands(words: list[str]) -> list[NameToken]:
    """Give brand tokens; a run of single syllables is one word written apart."""
    if len(words) == 1:
        return [_brand(words[0])]
    known = terms.syllables()
    if all(w in known for w in words):
        return [NameToken(" ".join(words), TokenKind.BRAND, ("".join(words),))]
    if 1 < len(words) < 4 and all(map(is_pinyin, words)):
        joined = "".join(words)  # Han writes such a run as one word
        return [NameToken(w, TokenKind.BRAND, (w, joined)) for w in words]
    return [_brand(w) for w in words]


@lru_cache(65536)
def _brand(word: str) -> NameToken:
    return NameToken(word, TokenKind.BRAND, (word,))
