"""Places that a firm bears as its name.

borne   the parts of a name, a place that is no seat taken as the distinctive part
"""

from whence.model.name import NameToken, TokenKind
from whence.normalise.han import pinyin_keys
from whence.shelf.letters import has_han
from whence.shelf.places import region_of

NAMED = frozenset({TokenKind.BRAND, TokenKind.BRANCH})
LOCAL = 6  # digits of a code below a province


def borne(tokens: list[NameToken], inner: int) -> list[NameToken]:
    """Let a place be the name of a firm that has no other and sits elsewhere.

    The seat is the place between brackets (from token `inner` on), or else the first.
    A place of another province before a bracket, or a county or city of another one
    after the seat, tells no seat: a daughter bears its mother's name, and many a brand
    is spelt like a county. A branch is told by its own word.

    >>> from whence.normalise.latin import tokens_of
    >>> front, back = tokens_of(["jinhua", "silicon"], set()), ["xinjiang"]
    >>> made = borne(front + tokens_of(back, set(), inner=True), len(front))
    >>> [t.kind.value for t in made]
    ['brand', 'trade', 'place']
    """
    kinds = [t.kind for t in tokens]
    if kinds.count(TokenKind.PLACE) < 2 or not NAMED.isdisjoint(kinds):
        return tokens
    places = [at for at, t in enumerate(tokens) if _is_inland(t)]
    if len(places) < 2:
        return tokens
    bracketed = [at for at in places if at >= inner]
    seat = (bracketed or places)[0]
    for at in places:
        token = tokens[at]
        before = bool(bracketed) and at < inner
        if (before or _is_local(token)) and _regions(token).isdisjoint(
            _regions(tokens[seat])
        ):
            tokens[at] = _brand(token.text)
    return tokens


def _is_inland(token: NameToken) -> bool:
    """Whether a part is a place of China, and not the country."""
    return token.kind is TokenKind.PLACE and all(k[:3] == "CN-" for k in token.keys)


def _is_local(token: NameToken) -> bool:
    return all(key[-LOCAL:].isdecimal() for key in token.keys)


def _regions(token: NameToken) -> set[str]:
    return {region_of(key) or key for key in token.keys}


def _brand(text: str) -> NameToken:
    keys = (text, *pinyin_keys(text)) if has_han(text) else (text.replace(" ", ""),)
    return NameToken(text, TokenKind.BRAND, keys)
