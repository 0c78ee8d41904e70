"""One plant under several spellings: names that say the same, at one address.

Neither is enough alone. Alike names without an address may be two firms; an address
holds many firms. Together, and with nothing against it, they are one firm, and the
reason names both. What a name says is read from its parts: a brand that is the same but
for a slip, trades of which one side names no other, no other number, branch, place or
form.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from whence.match.sides import ANY_FORM
from whence.model.name import NameToken, NormalName, TokenKind
from whence.shelf.letters import plain
from whence.shelf.onesite import rule
from whence.shelf.places import gazetteer
from whence.shelf.terms import trades

PREFECTURE = 7  # CN-6532
NO_TRADE = ""
Signs = frozenset[tuple[tuple[frozenset[str], frozenset[str]], str, str]]
_PIECE = re.compile(r"[^\W\d_]+|\d+")


def brand_keys(name: NormalName) -> frozenset[str]:
    """Give what a name's brand is looked up by: itself, and with each letter left out
    where it is long enough for a slip."""
    mended = _mended(name, name)
    brands = _brands(name) | (_brands(mended) if mended else frozenset())
    tokens = [t.text.replace(" ", "") for t in name.tokens if t.kind is TokenKind.BRAND]
    brands |= {t for t in tokens if len(t) >= rule().least_brand}
    return frozenset(_closed(brands))


def signs_of(name: NormalName, trades_near: Mapping[str, frozenset[str]]) -> Signs:
    """Give what a name must share with another to be one firm: one of these each.

    `trades_near` are the trades of all names it may be held against, by their words: a
    word of its own that is cut short or misspelt may be one of them.
    """
    exact = (_keys(name, TokenKind.NUMBER), _keys(name, TokenKind.BRANCH))
    cut = {
        token.text: keys
        for token in name.tokens
        if token.kind is TokenKind.BRAND
        if (keys := _cut_from(token.text, trades_near))
    }
    own = _trades(name)
    trades = own.union(*cut.values()) if own else own.union({NO_TRADE}, *cut.values())
    brands = _closed(_brands(name) | _left_brands(name, tuple(cut)))
    return frozenset((exact, trade, brand) for trade in trades for brand in brands)


def _cut_from(text: str, trades_near: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(
        *(keys for word, keys in trades_near.items() if _is_cut(text, word))
    )


def _left_brands(name: NormalName, cut: Sequence[str]) -> frozenset[str]:
    """Give the brands that are left when words cut from others are taken out."""
    found: set[str] = set()
    for count in range(len(cut) + 1):
        for out in combinations(cut, count):
            left = [
                token
                for at, token in enumerate(name.tokens)
                if token.kind is TokenKind.BRAND
                and token.text not in out
                and not _is_form(name, at)
            ]
            tokens = tuple(left)
            said = NormalName(name.raw, name.script, name.full, name.core, tokens)
            found |= _brands(said)
    return frozenset(found)


def _is_form(name: NormalName, at: int) -> bool:
    """Whether an unread word stands behind a form, or is one misspelt."""
    after = at > 0 and name.tokens[at - 1].kind is TokenKind.FORM
    text = name.tokens[at].text
    return after or any(_is_slip(text, word) for word in rule().form_words)


def _closed(brands: Iterable[str]) -> set[str]:
    """Give brands with each letter left out where they are long enough for a slip."""
    found = set(brands)
    for brand in tuple(found):
        if len(brand) >= rule().slip_letters:
            found.update(_shorter(brand))
    return found


def trade_words(names: Iterable[NormalName]) -> dict[str, frozenset[str]]:
    """Give the trades of names by the words that tell them."""
    found: dict[str, frozenset[str]] = {}
    for name in names:
        for token in name.tokens:
            if token.kind is TokenKind.TRADE:
                found[token.text] = found.get(token.text, frozenset()).union(token.keys)
    return found


def one_firm(left: NormalName, right: NormalName) -> str:
    """Say what makes two names say the same; "" when something tells them apart."""
    if _apart(left, right):
        return ""
    why = _brand(left, right)
    if why:
        return why
    # What is cut short or misspelt reads as part of the brand: "Tex.", "Compny".
    mine, theirs = _mended(left, right) or left, _mended(right, left) or right
    if (mine, theirs) == (left, right) or not (why := _brand(mine, theirs)):
        return ""
    return f"{why}, a word cut short or misspelt"


def one_site(left: str, right: str) -> bool:
    """Whether two addresses are one: the same numbers, and most words of the shorter.

    An address without a number says too little.
    """
    mine, theirs = _pieces(left), _pieces(right)
    numbers = {p for p in mine if p.isdigit()}
    if not numbers or numbers != {p for p in theirs if p.isdigit()}:
        return False
    words, others = mine - numbers, theirs - numbers
    least = min(len(words), len(others))
    if least < rule().least_words:
        return False
    return len(words & others) * 100 >= least * rule().shared_percent


def numbers_of(address: str) -> tuple[str, ...]:
    """Give the numbers of an address, sorted."""
    return tuple(sorted(p for p in _pieces(address) if p.isdigit()))


@lru_cache(65536)
def _pieces(address: str) -> frozenset[str]:
    """Give the words and numbers of an address; of Han, each character is a word."""
    said = rule().unsaid
    found: set[str] = set()
    for piece in _PIECE.findall(plain(address)):
        if piece.isdigit():
            found.add(piece.lstrip("0") or "0")
        elif piece.isascii():
            found |= {_places().get(piece, piece)} - said
        else:
            found |= set(piece) - said
    return frozenset(found)


@cache
def _places() -> Mapping[str, str]:
    """Give the prefecture of words that are a place, so that Kashgar is Kashi."""
    found: dict[str, set[str]] = {}
    for place in gazetteer():
        for word in (place.pinyin, *(s.text for s in place.spellings)):
            folded = plain(word).replace(" ", "")
            if folded.isascii() and folded.isalpha():
                found.setdefault(folded, set()).add(place.code[:PREFECTURE])
    return {word: codes.pop() for word, codes in found.items() if len(codes) == 1}


def _apart(left: NormalName, right: NormalName) -> bool:
    """Whether the names hold something that tells two firms apart.

    That it is a company tells nobody apart from a limited one.
    """
    for kind in (TokenKind.NUMBER, TokenKind.BRANCH):
        if _keys(left, kind) != _keys(right, kind):
            return True
    for kind in (TokenKind.FORM, TokenKind.PLACE):
        mine, theirs = (_keys(n, kind) - {ANY_FORM} for n in (left, right))
        if mine and theirs and not mine & theirs:
            return True
    return False


def _brand(left: NormalName, right: NormalName) -> str:
    mine, theirs = _trades(left), _trades(right)
    if mine != theirs and not (mine and theirs and (mine <= theirs or theirs <= mine)):
        return ""
    brands, others = _brands(left), _brands(right)
    if brands & others:
        return "names of one brand and trade"
    for one in brands:
        for two in others:
            long = min(len(one), len(two)) >= rule().slip_letters
            if long and OSA.distance(one, two, score_cutoff=1) <= 1:
                return "names that differ by one letter"
    return ""


def _mended(name: NormalName, other: NormalName) -> NormalName | None:
    """Give a name with its unread words told as what they are cut from or misspelt, if
    any are: a trade the other name bears, or the word of a form."""
    trades = [t for t in other.tokens if t.kind is TokenKind.TRADE]
    tokens: list[NameToken] = []
    for at, token in enumerate(name.tokens):
        if token.kind is TokenKind.BRAND:
            if _is_form(name, at):
                continue
            token = next((t for t in trades if _is_cut(token.text, t.text)), token)
        tokens.append(token)
    if tuple(tokens) == name.tokens:
        return None
    return NormalName(name.raw, name.script, name.full, name.core, tuple(tokens))


def _is_cut(text: str, whole: str) -> bool:
    cut = len(text) >= rule().least_cut and whole.startswith(text)
    return cut or _is_slip(text, whole)


def _is_slip(text: str, word: str) -> bool:
    long = min(len(text), len(word)) >= rule().word_letters
    return long and OSA.distance(text, word, score_cutoff=1) <= 1


def _keys(name: NormalName, kind: TokenKind) -> frozenset[str]:
    return frozenset(k for t in name.tokens if t.kind is kind for k in t.keys)


def _trades(name: NormalName) -> frozenset[str]:
    """Give the trades a name tells of, also within its form ("Trading Co")."""
    within = {
        key
        for token in name.tokens
        if token.kind is TokenKind.FORM
        for word in token.text.split()
        for key in _trade_words().get(word, ())
    }
    return _keys(name, TokenKind.TRADE) | within


@cache
def _trade_words() -> Mapping[str, tuple[str, ...]]:
    return {t.text: t.keys for t in trades() if t.text.isascii()}


def _brands(name: NormalName) -> frozenset[str]:
    """Give the brand written together, in each of its readings."""
    tokens = [t for t in name.tokens if t.kind is TokenKind.BRAND]
    if not tokens:
        return frozenset()
    said = {"".join(t.text for t in tokens).replace(" ", "")}
    if len(tokens) == 1:
        said.update(tokens[0].keys)
    return frozenset(s for s in said if len(s) >= rule().least_brand)


def _shorter(word: str) -> Iterator[str]:
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
