"""What in one name may link a distinctive part to one of another name.

links       which of some names share a cue with which of others, in one script
mark_across   and in two
bare_keys   the cues of names without a distinctive part
script_cues, sound_cues   those that a name shares with one in the other script
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product

import numpy as np
from rapidfuzz.distance import OSA, Levenshtein

from whence.match.across import (
    FEW_CHARS,
    INITIALS,
    LONGEST_SOUND,
    SHORTEST_SOUND,
    SOUND_FLOOR,
    folded,
    meant,
)
from whence.match.arrays import Bools
from whence.match.brands import may_be_misspelt
from whence.match.shared import Numbered, Table, alike, exact, table
from whence.match.sides import Part, Side, confused
from whence.match.sounds import as_said, inside, readings_of
from whence.match.traits import Trades
from whence.normalise.spoken import is_pinyin
from whence.shelf import terms
from whence.shelf.matching import Weights


def links(left: Sequence[Side], right: Sequence[Side], weights: Weights) -> Bools:
    """Say for each name on the left which on the right shares a cue with it, but for
    what two scripts share by translation, initials or sound (`mark_across`).

    A pair without a cue has no distinctive part in common, however weakly; a pair
    with one may have none either.
    """
    out = np.zeros((len(left), len(right)), dtype=np.bool_)
    mine, theirs = list(enumerate(left)), list(enumerate(right))
    exact(out, table(mine, _keys), table(theirs, _keys))
    exact(out, table(mine, _han_spelt), table(theirs, _place_words))
    exact(out, table(mine, _place_words), table(theirs, _han_spelt))
    spelt = [table(some, _latin) for some in (mine, theirs)]
    least, floor = int(weights["index.typo_length"]), weights["index.typo_near"]
    tables = [_long(some, least, 99) for some in spelt]
    alike(out, tables[0], tables[1], floor=floor, scorer=OSA.normalized_similarity,
           by=may_be_misspelt)  # fmt: skip
    chinese = [[s for s in some if s[1].han] for some in (mine, theirs)]
    exact(out, *(table(some, _stretch_keys) for some in chinese))
    return out


def mark_across(out: Bools, spelled: Numbered, chinese: Numbered) -> None:
    """Mark what may be linked by translation, initials, reading or sound."""
    if not spelled or not chinese:
        return
    exact(out, table(spelled, _spelled_cues), table(chinese, _han_cues))
    exact(out, table(spelled, _pinyin), table(chinese, _confused))
    alike(
        out,
        _folded(table(spelled, _words)),
        table(chinese, _sounds),
        floor=SOUND_FLOOR,
        scorer=Levenshtein.normalized_similarity,
    )


def _keys(side: Side) -> Iterator[str]:
    """Give the keys of distinctive parts, alone and joined; the whole name; of one
    without a distinctive part its place with its trades."""
    for part in side.brands:
        yield from part.keys
    for _, _, joined in side.joins:
        yield joined
    yield f"f:{side.full}"
    yield from bare_keys(side)


def bare_keys(side: Side) -> Iterator[str]:
    """Give the keys of a name without a distinctive part: its places with its trades,
    and the whole of it."""
    if not side.brands:
        trades = " ".join(sorted(key for key, _, _ in side.trades))
        yield from (f"p:{code}:{trades}" for code in side.codes if trades)
        yield f"f:{side.full}"


def _place_words(side: Side) -> Iterator[str]:
    yield from side.place_words


def _han_spelt(side: Side) -> Iterator[str]:
    """Give how Han parts are spelled, which may be how the other spells a place."""
    for part in side.brands:
        if part.han:
            yield from part.latin


def _stretch_keys(side: Side) -> Iterator[str]:
    """Give the keys of Han parts and of their stretches, for names of one script."""
    for part in side.brands:
        yield from part.keys
        yield from part.inner


def script_cues(side: Side) -> Iterator[str]:
    """Give what a name may share with one in the other script, alike in both."""
    return _han_cues(side) if side.han else _spelled_cues(side)


def sound_cues(side: Side) -> Iterator[str]:
    """Give how the distinctive parts of a name sound, alike in both scripts."""
    if side.han:
        yield from _sounds(side)
        return
    for word in _words(side):
        if SHORTEST_SOUND <= len(word) <= LONGEST_SOUND:
            yield folded(word)


def _han_cues(side: Side) -> Iterator[str]:
    """Give how stretches of a Chinese name are abbreviated, read and translated."""
    trades = {_text(text, side) for text in side.trade.texts}
    texts = [_text(p.text, side) for p in side.brands if p.han or side.said]
    for text in texts:
        yield from _stretches(text)[0]
    for text in trades:
        yield from (c for c in _stretches(text)[0] if c.startswith("r:"))
    for text in (*texts, *trades):
        for zh in inside(text):
            yield f"t:{zh}" if text in trades and zh == text else f"g:{zh}"


def _text(text: str, side: Side) -> str:
    return as_said(text) if side.said else text


def _spelled_cues(side: Side) -> Iterator[str]:
    """Give the same cues of the words of a spelled name."""
    for part in side.brands:
        yield from _brand_cues(part)
    yield from _trade_cues(side.trade)


@lru_cache(65536)
def _brand_cues(part: Part) -> tuple[str, ...]:
    found: list[str] = []
    for word in part.text.split():
        if len(word) in INITIALS:
            found.append(f"i:{word}")
        found.append(f"r:{word}")
        for sense in meant(word, brand=True):
            found += (f"g:{sense.zh}", f"t:{sense.zh}")
    return tuple(found)


@lru_cache(65536)
def _trade_cues(trade: Trades) -> tuple[str, ...]:
    found: list[str] = []
    for text in sorted(trade.texts):
        for word in text.split():
            for sense in meant(word, brand=False):
                found.append(f"g:{sense.zh}")
                if not _one_trade(sense.zh, text):
                    found.append(f"t:{sense.zh}")
    return tuple(found)


@lru_cache(4096)
def _one_trade(zh: str, word: str) -> bool:
    """Whether two words are one concept of trade, so that no link is needed."""
    known = _concepts()
    return bool(known.get(zh, set()) & known.get(word, set()))


@cache
def _concepts() -> dict[str, set[str]]:
    return {t.text: set(t.keys) for t in terms.trades()}


@lru_cache(65536)
def _stretches(text: str) -> tuple[tuple[str, ...], ...]:
    """Give the cues of the stretches of a Chinese part, how they sound, and their
    readings with confused sounds folded."""
    said = [readings_of(c) for c in text[:LONGEST_SOUND]]
    cues: set[str] = set()
    sounds: set[str] = set()
    plain: set[str] = set()
    for start in range(len(said)):
        for end in range(start + 2, min(len(said), start + FEW_CHARS + 1) + 1):
            options = said[start:end]
            if not all(options):
                break
            cues.update("i:" + "".join(r[0] for r in p) for p in product(*options))
            if end - start <= FEW_CHARS:
                cues.update("r:" + "".join(p) for p in product(*options))
                read = "".join(o[0] for o in options)
                sounds.add(folded(read))
                plain.add(confused(read))
    return tuple(sorted(cues)), tuple(sorted(sounds)), tuple(sorted(plain))


def _sounds(side: Side) -> Iterator[str]:
    for part in side.brands:
        if part.han or side.said:
            yield from _stretches(_text(part.text, side))[1]


def _confused(side: Side) -> Iterator[str]:
    for part in side.brands:
        if part.han or side.said:
            yield from _stretches(_text(part.text, side))[2]


def _pinyin(side: Side) -> Iterator[str]:
    """Give the words of whole syllables, which sound like their own reading only."""
    return (confused(word) for word in _words(side) if is_pinyin(word))


def _latin(side: Side) -> Iterator[str]:
    for part in side.brands:
        yield from part.latin


def _words(side: Side) -> Iterator[str]:
    for part in side.brands:
        yield from part.text.split()


def _folded(table: Table) -> Table:
    found: Table = {}
    for word, numbers in _long(table, SHORTEST_SOUND, LONGEST_SOUND).items():
        if not is_pinyin(word):
            found.setdefault(folded(word), []).extend(numbers)
    return found


def _long(table: Table, least: int, most: int) -> Table:
    return {k: v for k, v in table.items() if least <= len(k) <= most}
