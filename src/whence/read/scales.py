"""What a header says each of its sums counts: "US$ thousand", "Rs. in Lakhs".

Many a scale is another word too ("bin", "1000 pcs"), and a price for a thousand pieces
is no thousand dollars. So it counts only beside a currency, alone in brackets, or (a
word of no other meaning) at the end or after "in"; never after "per" or a slash.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from whence.shelf.money_words import money_words
from whence.shelf.tables import bases, units

OPEN, CLOSED = "(", ")"
BRACKETS = {"[": OPEN, "{": OPEN, "【": OPEN, "]": CLOSED, "}": CLOSED, "】": CLOSED}
GROUPED = re.compile(r"(?<![\d.,])1[., ]000(?![.,]?\d)")
END = ""
LONGEST = 40  # letters of a word that is looked at in halves


@dataclass(frozen=True, slots=True)
class Part:
    """A word, number or sign of a header, and whether the next one is stuck to it."""

    word: str
    stuck: bool = False


@lru_cache(maxsize=4096)
def scale_in(header: str) -> int:
    """Give how many each number of a column of money counts, as its header says.

    >>> scale_in("Value (US$ thousand)"), scale_in("Rs. in Lakhs"), scale_in("USD'000")
    (1000, 100000, 1000)
    >>> scale_in("FOB US$"), scale_in("Price per 1000 pcs (USD)"), scale_in("Bin (USD)")
    (1, 1, 1)
    """
    parts, known = _parts(header), money_words().known
    scales = (at for at, part in enumerate(parts) if part.word in known)
    return next((known[parts[at].word] for at in scales if _is_scale(parts, at)), 1)


def _is_scale(parts: Sequence[Part], at: int) -> bool:
    """Whether a word that can be a scale is one where it stands."""
    told, word = money_words(), parts[at].word
    before, after = _beside(parts, at, -1), _beside(parts, at, 1)
    if _is_for(parts, at) or (after in units() or after in bases()):
        return False
    if word in told.letters or word in told.stuck:
        return _is_letter(parts, at, before)
    money = bool({before, after} & told.money)
    if word in told.beside:
        return money and _is_spoken(parts, word)
    if word.isdecimal():
        return bool({before, after} & told.surely) or _is_alone(parts, at)
    ends = at + 1 == len(parts) or parts[at + 1].word == CLOSED
    led = at > 0 and parts[at - 1].word in told.within
    return money or ends or led


def _is_letter(parts: Sequence[Part], at: int, before: str) -> bool:
    """Whether a letter stands behind a currency, or is stuck to the front of one."""
    told, part = money_words(), parts[at]
    behind = parts[at + 1].word if part.stuck and at + 1 < len(parts) else END
    # "m2" is an area.
    after = part.word in told.letters and not behind.isdecimal()
    return behind in told.surely or (after and before in told.surely)


def _is_for(parts: Sequence[Part], at: int) -> bool:
    """Whether a price for so many, or a bound, is told: "per 1000", "over USD 1000"."""
    told = money_words()
    place = _step(parts, at, -1)
    if place >= 0 and parts[place].word == OPEN:
        place = _step(parts, place, -1)
        return place >= 0 and parts[place].word in told.per
    if place >= 0 and parts[place].word in told.money:
        place = _step(parts, place, -1)
        # A slash before a currency parts two languages: "Wert/USD'000".
        return place >= 0 and parts[place].word in told.per - {"/"}
    return place >= 0 and parts[place].word in told.per


def _is_spoken(parts: Sequence[Part], word: str) -> bool:
    """Whether the header shows the language in which the word is a scale."""
    signs = money_words().spoken.get(word, (END,))
    words = [part.word for part in parts]
    return any(s in words or (len(s) < 2 and s in "".join(words)) for s in signs)


def _is_alone(parts: Sequence[Part], at: int) -> bool:
    """Whether its brackets hold nothing but scales, currencies and what joins them."""
    told = money_words()
    plain = told.known.keys() | told.money | told.within | told.joining
    words = [part.word for part in parts]
    left = next((i for i in range(at, -1, -1) if words[i] not in plain), -1)
    right = next((i for i in range(at, len(words)) if words[i] not in plain), -1)
    return left >= 0 and words[left] == OPEN and words[right] == CLOSED


def _step(parts: Sequence[Part], at: int, way: int) -> int:
    """Give the next place that way that is no joining word; beyond the ends, -1."""
    told = money_words()
    at += way
    while 0 <= at < len(parts) and parts[at].word in told.within | told.joining:
        at += way
    return at if at < len(parts) else -1


def _beside(parts: Sequence[Part], at: int, way: int) -> str:
    place = _step(parts, at, way)
    return parts[place].word if place >= 0 else END


def _parts(header: str) -> list[Part]:
    """Part a header into words, numbers, signs of money, brackets and slashes."""
    plain = unicodedata.normalize("NFKC", header).casefold()
    plain = GROUPED.sub("1000", "".join(BRACKETS.get(c, c) for c in plain))
    found: list[Part] = []
    for kind, chars in groupby(plain, _kind):
        word = "".join(chars)
        if found and kind == " ":
            found[-1] = Part(found[-1].word)
        elif found and kind == "$" and found[-1].stuck:
            whole = found[-1].word + word
            if whole in money_words().money:
                found[-1] = Part(whole, stuck=True)
            else:
                found.append(Part(word, stuck=True))
        elif kind in ("a", "1", "$"):
            found += _split(word)
        elif kind != " ":
            found += [Part(sign) for sign in word]
    return found


def _kind(char: str) -> str:
    """Sort a character: letter, digit, sign of money, sign kept, or what parts."""
    category = unicodedata.category(char)
    if char.isalpha() or category[0] == "M":
        return "a"
    if char.isdecimal():
        return "1"
    if category == "Sc":
        return "$"
    return char if char in f"{OPEN}{CLOSED}" or char in money_words().per else " "


def _split(word: str) -> Iterator[Part]:
    """Part a scale from the currency it is written together with: "usdk", "千欧元"."""
    told = money_words()
    parted = () if word in told.known or word in told.money else _halves(word)
    for half in parted or (word,):
        yield Part(half, stuck=True)


def _halves(word: str) -> tuple[str, ...]:
    told = money_words()
    moneys = told.glued if word.isascii() else told.surely
    for at in range(1, min(len(word), LONGEST)):
        first, last = halves = word[:at], word[at:]
        if first in told.known and last in moneys:
            return halves
        if first in moneys and last in told.known and last not in told.stuck:
            return halves
        if not word.isascii() and last in told.known and last[-1] in told.money:
            return halves
    return ()
