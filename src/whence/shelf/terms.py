"""Words of company names: organisation forms, trades, readings of Han, rarity.

forms, trades, marks, words   the lexicons, folded and ready to look up
readings                      the pinyin of a Han character, without tones
rarity                        how much a key tells: -log of its share of names
"""

import math
from dataclasses import dataclass
from functools import cache
from typing import cast

from whence.errors import DataError
from whence.shelf import rows_of, yaml_of
from whence.shelf.letters import has_han, plain

POSITIONS = ("any", "start", "end")
KINDS = ("form", "branch")


@dataclass(frozen=True, slots=True)
class Form:
    """An organisation form as written: where in a name it is one, and its classes."""

    text: str
    position: str
    keys: tuple[str, ...]
    is_branch: bool


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade word and the concepts it stands for (`t:textile`), in one script."""

    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words between two names of one cell; `role` is name, former or other."""

    text: str
    role: str


@cache
def forms() -> tuple[Form, ...]:
    """Give every organisation form.

    Raises:
        DataError: a row has an unknown position or kind.

    """
    found = []
    for row in rows_of("terms/forms.csv"):
        if row["position"] not in POSITIONS or row["kind"] not in KINDS:
            raise DataError(f"bad row {row['text']!r}.", where="data/terms/forms.csv")
        keys = tuple(row["key"].split())
        branch = row["kind"] == "branch"
        found.append(Form(plain(row["text"]), row["position"], keys, branch))
    return tuple(found)


@cache
def trades() -> tuple[Trade, ...]:
    """Give every trade word, Han and Latin."""
    return tuple(
        Trade(plain(text), tuple(row["concept"].split()))
        for row in rows_of("terms/trades.csv")
        for text in (*row["zh"].split("|"), *row["en"].split("|"))
        if text
    )


@cache
def marks() -> tuple[Mark, ...]:
    """Give the words between two names of a cell."""
    return tuple(Mark(r["text"], r["role"]) for r in rows_of("terms/marks.csv"))


@cache
def words(key: str) -> frozenset[str]:
    """Give a set of `data/terms/words.yml`."""
    found = yaml_of("terms/words.yml")
    if key not in found:
        raise DataError(f"no words {key!r}.", where="data/terms/words.yml")
    return frozenset(found[key])


@cache
def person_words(script: str) -> frozenset[str]:
    """Give titles of persons in `latin` or `han`."""
    found = cast("dict[str, list[str]]", yaml_of("terms/words.yml")["persons"])
    return frozenset(found[script])


@cache
def numbers(kind: str) -> dict[str, int]:
    """Give numbers as they are written: `han` ordinals, English `words`, `roman`."""
    found = cast("dict[str, dict[str, int]]", yaml_of("terms/words.yml")["numbers"])
    return found[kind]


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """Give each Han character's readings without tones, the usual one first."""
    rows = rows_of("terms/pinyin.csv")
    return {r["char"]: tuple(r["readings"].split("|")) for r in rows}


@cache
def syllables() -> frozenset[str]:
    """Give every syllable of pinyin without tones."""
    # an interjection without a vowel (嗯, 呣) would make pinyin of half of English
    return frozenset(
        s for found in readings().values() for s in found if set(s) & set("aeiouv")
    )


@cache
def _weights() -> tuple[dict[str, float], float]:
    """Give -log(share) by key, and that of a key never seen."""
    rows = rows_of("terms/rarity.csv")
    total = next((int(r["names"]) for r in rows if r["key"] == "*"), 0)
    if total <= 0:
        raise DataError(
            "no row `*` with the number of names.", where="terms/rarity.csv"
        )
    share = {r["key"]: int(r["names"]) / (total + 1) for r in rows if r["key"] != "*"}
    return {k: -math.log(p) for k, p in share.items()}, -math.log(0.5 / (total + 1))


def rarity(key: str) -> float:
    """Give how much a key of a name tells: the natural log of one over its share of
    names in public company-name corpora. A brand never seen counts as half a name, a
    trade or place never seen as one of the rarer of its kind.

    >>> rarity("t:technology") < rarity("t:tomato") <= rarity("never-seen-brand")
    True
    """
    known, unseen = _weights()
    if key in known:
        return known[key]
    # a trade or a place is never as telling as a brand nobody else bears
    kind = "t:*" if key.startswith("t:") else "CN-*" if key.startswith("CN-") else ""
    return known.get(kind, unseen)


@cache
def han_trades() -> dict[str, tuple[str, ...]]:
    """Give Han trade words by text: concepts."""
    return {t.text: t.keys for t in trades() if has_han(t.text)}
