"""Withhold what must not be printed: the names of masked parties, wherever they stand.

Every printer calls this first. The run already masks what it can; here is the last
door, so that a raw name inside a sentence cannot slip out beside a masked one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from whence.model.findings import CandidateFinding, Findings, PartyFinding
from whence.model.party import Party

Noun = TypeVar("Noun")
KEPT = frozenset(
    {"id", "sha256", "key", "listing", "listed_name", "candidate", "schema"}
    | {"code", "region", "country", "origin_country", "value", "hs"}
)
"""Fields that are keys or codes, or an official list's own words."""


def label(key: str) -> str:
    """Give what is printed in place of a masked name."""
    return f"[name withheld, {key[:10]}]"


def withhold(findings: Findings) -> Findings:
    """Give the findings with every masked party's names, addresses and codes gone."""
    masked = [p for p in findings.parties if p.masked]
    if not masked:
        return findings
    words = {
        text: label(p.id)
        for p in masked
        for text in (*_told(p), *_printable(c.mention for c in p.candidates))
    }
    parties = tuple(_bare(p) if p.masked else p for p in findings.parties)
    held = replace(findings, parties=parties)
    if not words:
        return held
    swapped: Findings = _swap(held, _pattern(words), words)
    return swapped


def quiet(value: Noun, masked: Iterable[Party]) -> Noun:
    """Give any tree of nouns with the names, addresses and codes of parties gone."""
    words = {text: label(p.key) for p in masked for text in _told(p)}
    if not words:
        return value
    swapped: Noun = _swap(value, _pattern(words), words)
    return swapped


def _told(party: Party | PartyFinding) -> Iterator[str]:
    """Give the names, addresses and codes that would tell who a party is."""
    codes = (code for _, code in party.identifiers)
    yield from _printable((party.name, *party.names, *party.addresses, *codes))


def _printable(texts: Iterable[str]) -> Iterator[str]:
    """Leave out what is too short to search for, and what is withheld already."""
    for text in texts:
        if len(text) > 1 and not text.startswith("[name withheld"):
            yield text


def _bare(party: PartyFinding) -> PartyFinding:
    """Strip a masked party down to its key and what was concluded."""
    return replace(
        party,
        name=label(party.id),
        names=(),
        identifiers=(),
        addresses=(),
        places=tuple(replace(p, text="") for p in party.places),
        candidates=tuple(_quiet(c) for c in party.candidates),
    )


def _quiet(candidate: CandidateFinding) -> CandidateFinding:
    """Drop the raw mention and the token details, which spell it out."""
    steps = tuple((name, "", weight) for name, _, weight in candidate.explanation)
    return replace(candidate, mention="", explanation=steps)


def _pattern(words: dict[str, str]) -> re.Pattern[str]:
    """Match any of the words, longest first, and Latin ones only as whole words."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return re.compile("|".join(_whole(w) for w in ordered))


def _whole(word: str) -> str:
    """Guard a word by boundaries where its edge is a Latin letter or digit."""
    left = r"(?<![A-Za-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    right = r"(?![A-Za-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return left + re.escape(word) + right


def _swap(value: Any, pattern: re.Pattern[str], words: dict[str, str]) -> Any:
    """Rebuild a tree of nouns with every masked word replaced."""
    found = value
    if type(value) is str:
        found = pattern.sub(lambda m: words[m.group()], value)
    elif isinstance(value, tuple):
        found = tuple(_swap(item, pattern, words) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for field in fields(value):
            old = getattr(value, field.name)
            if field.name not in KEPT or not isinstance(old, str):
                new = _swap(old, pattern, words)
                if new is not old:
                    changed[field.name] = new
        found = replace(value, **changed) if changed else value
    return found
