"""Weigh place mentions against each other: which place each one means, if any.

A name stands as far as its mark allows (`shelf.places.Spelling`): surely, in a Chinese
address, with its kind or alone in a segment, or only beside its parent.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast

from whence.normalise.gazette import Known, words_of
from whence.normalise.scan import Mention
from whence.shelf import places as shelf
from whence.shelf.lands import country_code
from whence.shelf.letters import ARABIC, has_han

LEVELS = {"province": 0, "prefecture": 1, "county": 2, "district": 2}
STRONG = ("S", "C")


@dataclass(frozen=True, slots=True)
class Settled:
    """A mention with the place it means and how sure that is (0 to 1)."""

    mention: Mention
    known: Known
    p: float


def sureness(key: str) -> float:
    """Give the share of one for a way of reading."""
    return _sureness()[key]


@cache
def _sureness() -> dict[str, float]:
    return cast("dict[str, float]", shelf.words()["sureness"])


def is_chinese(text: str, country: str, mentions: Iterable[Mention]) -> bool:
    """Whether the text is a Chinese address: by country, a word for China, script,
    or a second Chinese place; a foreign country asks for more."""
    every = list(mentions)
    foreign = countries_said(text, country, every)
    if "CN" in foreign:
        return True
    scripted = has_han(text) or (
        ARABIC.search(text) is not None
        and any(k.method == "uyghur" for m in every for k in m.known)
    )
    if scripted and not foreign & set(words_of("han_elsewhere")):
        return True
    places = [m for m in every if m.known[0].level != "country" and not m.small]
    strong = {m.known[0].region + m.known[0].code for m in places if best(m) in STRONG}
    sure = any(best(m) == "S" for m in places)
    if foreign:
        return sure and len(strong) > 1
    return sure or len(strong) > 1 or _nested(places)


def countries_said(text: str, country: str, mentions: Iterable[Mention]) -> set[str]:
    """Give the countries given beside a text or named in it, by their letters; a State
    of the United States at its end says that country."""
    said = {k.code for m in mentions for k in m.known if k.level == "country"}
    if country and (given := country_code(country)):
        said.add(given)
    if "," in text and _state().search(text):
        said.add("US")
    return said


@cache
def _state() -> re.Pattern[str]:
    """A State of the United States at the end of an address: ", PA 19104"."""
    states = "|".join(words_of("us_states")).lower()
    return re.compile(rf",\s*(?:{states})\.?(?:\s+\d{{5}}(?:-\d{{4}})?)?\s*(?:[,;]|$)")


def _nested(places: list[Mention]) -> bool:
    """Whether a county is written with its kind beside its own province or prefecture:
    "Hunchun City, Jilin" is in China though neither name says so alone."""
    above = {
        (k.region, "" if k.level == "province" else k.code[:7], m.start)
        for m in places
        for k in m.known
        if k.level in ("province", "prefecture")
    }
    return any(
        region == k.region and k.code.startswith(code or "CN") and start != m.start
        for m in places
        if m.kind
        for k in m.known
        if k.level == "county" and m.kind == k.kind
        for region, code, start in above
    )


def best(mention: Mention) -> str:
    """Give the strongest mark among the places a mention may mean."""
    return min((k.mark for k in mention.known), key="SCWP".index)


def narrowed(mention: Mention) -> tuple[Known, ...]:
    """Keep the places whose kind is the one written, else those that need none."""
    places = tuple(k for k in mention.known if k.level != "country")
    kind = mention.kind
    if not kind or kind == "any":
        return places
    same = tuple(k for k in places if kind in (k.kind, k.level))
    if same:
        return same
    if kind == "region":
        return tuple(k for k in places if k.level == "province") or places
    return tuple(k for k in places if k.mark in STRONG)


def chosen(known: Iterable[Known]) -> Known:
    """Of several divisions of one name take today's, then the widest."""
    return min(known, key=lambda k: (k.former, LEVELS.get(k.level, 2), k.code))


def mark_of(mention: Mention, known: Known) -> str:
    """Give a place's mark here: a town or a park of the name says less."""
    if known.mark == "S":
        return "S"
    if mention.small or (mention.zone and known.mark == "W"):
        return "P"
    return known.mark


def settle(mentions: list[Mention]) -> list[Settled]:
    """Decide each mention: strong ones first, weak ones beside their parent only."""
    open_ = [(m, narrowed(m)) for m in mentions]
    open_ = [(m, known) for m, known in open_ if known]
    anchors = [_anchor(m, known) for m, known in open_]
    regions = Counter(filter(None, anchors))
    counted = Counter(code for _, known in open_ for code in {k.code for k in known})
    out = []
    for (mention, known), own in zip(open_, anchors, strict=True):
        others = {r for r, n in regions.items() if n > (r == own)}
        mine = {k.code for k in known}
        parents = {f"{k.code[:7]}00" for k in known if k.level == "county"}
        codes = {c for c in parents if counted[c] > (c in mine)}
        found = _one(mention, known, others, codes=codes)
        if found is not None:
            out.append(found)
    return out


def _anchor(mention: Mention, known: tuple[Known, ...]) -> str:
    """Give the region a mention stands for by itself, or ""."""
    regions = {k.region for k in known if mark_of(mention, k) in STRONG}
    return regions.pop() if len(regions) == 1 else ""


def _one(
    mention: Mention, known: tuple[Known, ...], others: set[str], *, codes: set[str]
) -> Settled | None:
    """Decide one mention beside the regions and codes of the others."""
    under = [k for k in known if k.level == "county" and f"{k.code[:7]}00" in codes]
    strong = [k for k in known if mark_of(mention, k) in STRONG]
    kin = under or [k for k in known if k.region in others]
    alone_sure = any(mark_of(mention, k) == "S" for k in strong)
    if kin and (under or not alone_sure or kin[0].region == strong[0].region):
        return Settled(mention, chosen(kin), sureness("kin"))
    if strong:
        return _strong(mention, strong, others)
    weak = [k for k in known if mark_of(mention, k) == "W"]
    if others or len({k.region for k in weak}) != 1:
        return None
    if mention.kind and any(mention.kind in (k.kind, k.level) for k in weak):
        return Settled(mention, chosen(weak), sureness("kind"))
    if mention.alone and not mention.zone:
        return Settled(mention, chosen(weak), sureness("segment"))
    return None


def _strong(mention: Mention, strong: list[Known], others: set[str]) -> Settled | None:
    pick = chosen(strong)
    if mention.small and others - {pick.region}:
        return None  # a village elsewhere, named after the place
    mark = mark_of(mention, pick)
    written = pick.method == "hanzi" and bool(mention.kind)
    if others and not written and mark == "C":
        if pick.level == "county":
            return None  # a province named elsewhere wins over a county's spelling
        return Settled(mention, pick, sureness("rival"))
    p = sureness("S" if written else mark)
    if len({k.region for k in strong}) > 1:
        p = sureness("rival")
    return Settled(mention, pick, p * (0.6 if mention.zone and others else 1.0))
