"""Chains of production: commodities, their stages, and what feeds what by HS code.

commodities   the commodities we know, each with its stages in order
stage_of      the stage that a text names
commodity_of  the commodity that an HS code or a description names
editions      codes of other editions of the nomenclature for the same goods, or part
feeds         whether the HS chains join two codes in one step; leads_to, in several
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from whence.errors import DataError
from whence.shelf import rows_of, yaml_of

STAGES = "chains/stages.yml"
PAIRS = "chains/hs_chains.csv"
EDITIONS = "chains/hs_editions.csv"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a commodity; `place` counts from 0, where the commodity begins."""

    key: str
    place: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commodity:
    """A raw material and the stages it goes through."""

    key: str
    hs: tuple[str, ...]
    words: tuple[str, ...]
    stages: tuple[Stage, ...]
    reference: str
    verification: str

    @property
    def origin(self) -> str:
        """Give the key of the stage at which the commodity begins."""
        return self.stages[0].key


@dataclass(frozen=True, slots=True)
class HsPair:
    """Goods of `from_hs` commonly go into goods of `to_hs` (prefixes, digits only)."""

    from_hs: str
    to_hs: str
    chain: str
    edition: str
    reference: str
    verification: str


def folded(text: str) -> str:
    """Fold width, case and punctuation: words stand between single blanks.

    >>> folded("Cut & Sew (CMT)")
    ' cut sew cmt '
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " " + re.sub(r"[^\w]+", " ", plain).strip() + " "


def has(text: str, word: str) -> bool:
    """Whether a folded text holds a word: whole for letters, anywhere for hanzi."""
    if word.isascii():
        return f" {word} " in text
    return word in text


def words(raw: Any, where: str) -> tuple[str, ...]:
    """Fold a list of words."""
    if not isinstance(raw, list) or not all(isinstance(w, str) for w in raw):
        raise DataError("a list of words is wanted.", where=where)
    return tuple(folded(word).strip() for word in raw)


def digits(code: str) -> str:
    """Keep the digits of an HS code."""
    return "".join(ch for ch in code if ch.isdigit())


@cache
def commodities() -> tuple[Commodity, ...]:
    """Give every commodity of `data/chains/stages.yml`, in its order.

    Raises:
        DataError: an entry lacks a part, or has no stages.

    """
    found = []
    for raw in yaml_of(f"{STAGES}")["commodities"]:
        where = f"data/{STAGES}"
        try:
            stages = tuple(
                Stage(
                    stage["key"],
                    place,
                    words(stage["en"], where) + words(stage["zh"], where),
                )
                for place, stage in enumerate(raw["stages"])
            )
            codes = [digits(code) for code in raw["hs"]]
            if "hs_file" in raw:
                codes += [row["hs"] for row in rows_of(raw["hs_file"])]
            commodity = Commodity(
                raw["key"],
                tuple(sorted(codes)),
                words(raw["words"], where),
                stages,
                raw["reference"],
                raw["verification"],
            )
        except (KeyError, TypeError) as broken:
            raise DataError(f"a commodity lacks {broken}.", where=where) from broken
        if not stages:
            raise DataError(f"{commodity.key} has no stages.", where=where)
        found.append(commodity)
    return tuple(found)


def commodity(key: str) -> Commodity | None:
    """Give the commodity with this key, or None."""
    return next((c for c in commodities() if c.key == key), None)


@lru_cache(maxsize=4096)
def stage_of(text: str, among: str = "") -> str:
    """Give the key of the stage a text names, or "" when none is named.

    `among` is a commodity's key: its words are tried first, the others after.

    >>> stage_of("Ginning mill"), stage_of("Quartz quarry", "polysilicon")
    ('gin', 'quartz')
    """
    said = folded(text)
    if not said.strip():
        return ""
    preferred = [c for c in commodities() if c.key == among]
    for group in (preferred, commodities()):
        best = max(
            (
                (_weight(word), -place, stage.key)
                for place, item in enumerate(group)
                for stage in item.stages
                for word in (folded(stage.key).strip(), *stage.words)
                if has(said, word)
            ),
            default=None,
        )
        if best is not None:
            return best[2]
    return ""


def _weight(word: str) -> int:
    """Let a hanzi count as three letters, so that scripts compare by length."""
    return sum(1 if ch.isascii() else 3 for ch in word)


@lru_cache(maxsize=8192)
def commodity_of(hs: str, text: str = "") -> str:
    """Give the key of the commodity an HS code or a description names, or "".

    The code speaks first, because its wording is fixed; a garment is cotton only
    when its subheading or its description says so.

    >>> commodity_of("6109100012"), commodity_of("6109", "T-shirt")
    ('cotton', '')
    >>> commodity_of("6109", "cotton tee")
    'cotton'
    """
    code = digits(hs)
    by_code = max(
        (
            (len(prefix), -place, item.key)
            for place, item in enumerate(commodities())
            for prefix in item.hs
            if code and code.startswith(prefix)
        ),
        default=None,
    )
    if by_code is not None:
        return by_code[2]
    said = folded(text)
    by_word = max(
        (
            (_weight(word), -place, item.key)
            for place, item in enumerate(commodities())
            for word in (item.key, *item.words)
            if has(said, word)
        ),
        default=None,
    )
    return by_word[2] if by_word is not None else ""


@cache
def hs_pairs() -> tuple[HsPair, ...]:
    """Give every pair of `data/chains/hs_chains.csv`; they rank, and never trace."""
    pairs = []
    for row in rows_of(PAIRS):
        if not (digits(row["from_hs"]) and digits(row["to_hs"]) and row["reference"]):
            raise DataError(f"a pair lacks a part: {row}.", where=f"data/{PAIRS}")
        pairs.append(
            HsPair(
                digits(row["from_hs"]),
                digits(row["to_hs"]),
                row["chain"],
                row["edition"],
                row["reference"],
                row["verification"],
            )
        )
    return tuple(pairs)


@cache
def _renamed() -> dict[str, frozenset[str]]:
    """Give for each code those it was written as before, or is after it."""
    before: dict[str, set[str]] = {}
    for row in rows_of(EDITIONS):
        if len(row["code"]) != 6 or len(row["code_before"]) != 6:
            raise DataError(f"codes of six digits: {row}.", where=f"data/{EDITIONS}")
        before.setdefault(row["code"], set()).add(row["code_before"])
    older = {
        code: frozenset(
            firsts.union(*(before.get(first, set()) for first in firsts)) - {code}
        )
        for code, firsts in before.items()
    }
    found: dict[str, set[str]] = {}
    for code, firsts in older.items():
        for first in firsts:
            found.setdefault(code, set()).add(first)
            found.setdefault(first, set()).add(code)
    return {code: frozenset(others) for code, others in found.items()}


def editions(code: str) -> frozenset[str]:
    """Give the six-digit codes of other editions that hold the same goods, or part.

    Two codes that one older code was split into are not joined: they are other goods.

    >>> sorted(editions("854140"))[:2], "854143" in editions("854142")
    (['854141', '854142'], False)
    """
    return _renamed().get(code[:6], frozenset())


def within(code: str, prefix: str) -> bool:
    """Whether one of two codes is the beginning of the other ("" never is)."""
    return bool(code and prefix) and (
        code.startswith(prefix) or prefix.startswith(code)
    )


@lru_cache(maxsize=65536)
def feeds(upstream: str, downstream: str) -> bool:
    """Whether the HS chains know goods of one code to go straight into the other."""
    return any(
        within(upstream, pair.from_hs) and within(downstream, pair.to_hs)
        for pair in hs_pairs()
    )


@lru_cache(maxsize=16384)
def leads_to(upstream: str, downstream: str) -> bool:
    """Whether the HS chains join the two codes, in one step or several.

    >>> leads_to("520100", "610910"), leads_to("610910", "520100")
    (True, False)
    """
    reached = {p.to_hs for p in hs_pairs() if within(upstream, p.from_hs)}
    open_ = sorted(reached)
    while open_:
        code = open_.pop()
        for pair in hs_pairs():
            if within(code, pair.from_hs) and pair.to_hs not in reached:
                reached.add(pair.to_hs)
                open_.append(pair.to_hs)
    return any(within(downstream, code) for code in reached)
