"""Who is looked for in a store: parties on a list by name, or with a site in a region.

A name that equals a listed one but for case, marks and form is a Candidate and no more;
lanes are inferred anyway, so that nothing here can presume.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from whence.engine.duck import texts
from whence.errors import InputError, UsageError
from whence.jobs.steps.trade_near import near_it
from whence.jobs.steps.trade_store import TradeStore
from whence.model.listing import Edition
from whence.normalise.places import read_places
from whence.normalise.subdivisions import pattern_of
from whence.report.counting import counted
from whence.shelf.letters import plain
from whence.shelf.lists import editions as editions_held
from whence.shelf.places import gazetteer
from whence.trace.fold import Longs

REGION = "CN-XJ"
TOLD = 3
"""Names that are nobody in the store of which it is told who is near."""

NONE_LISTED = (
    "Nobody in this store bears a name on the lists held, or an address in the region."
)


@dataclass(frozen=True, slots=True)
class Flag:
    """Why a party is looked for."""

    party: int
    why: str


def sought(store: TradeStore, names: Path | None, *, as_of: date) -> tuple[Flag, ...]:
    """Give whom to look for: those a file names, or without one those whose name is on
    a list held as of a day, or whose address is in the region.

    Raises:
        InputError: the file cannot be read as text.

    """
    if names is not None:
        return flagged(store, names=names_in(names))
    return flagged(store, editions=editions_held(as_of, ()), regions=(REGION,))


def unknown(
    store: TradeStore, names: Path | None, *, found: bool = True
) -> tuple[str, ...]:
    """Say which of those that a file names are nobody in the store, and who is near the
    first of them; without a file, whether anybody at all was `found`.

    Raises:
        InputError: the file cannot be read as text.

    """
    if names is None:
        return () if found else (NONE_LISTED,)
    wanted = names_in(names)
    known = store.named(wanted)
    none = [name for name in wanted if name not in known]
    told = [
        f"{name!r} is nobody in the store{near_it(store, name)}."
        for name in none[:TOLD]
    ]
    if len(none) > TOLD:
        told.append(
            f"{counted(len(none) - TOLD, 'more name')} looked for: nobody in the store."
        )
    return tuple(told)


def numbers_sought(store: TradeStore, names: Path | None, *, as_of: date) -> Longs:
    """Give the numbers of those to look for, sorted, as `sought` finds them.

    Raises:
        UsageError: the store holds none of them.
        InputError: the file cannot be read as text.

    """
    flags = sought(store, names, as_of=as_of)
    if not flags:
        near = "".join(f" {said}" for said in unknown(store, names, found=False))
        raise UsageError(
            f"none of those looked for is in the store.{near}",
            where=str(names or store.case),
            remedy="Give --flagged a file of names or party keys, one a line.",
        )
    return numbers_of(flags)


def numbers_of(flags: Sequence[Flag]) -> Longs:
    """Give the numbers of flagged parties."""
    return np.array([flag.party for flag in flags], np.int64)


def flagged(
    store: TradeStore,
    *,
    names: Sequence[str] = (),
    editions: Iterable[Edition] = (),
    regions: Iterable[str] = (),
) -> tuple[Flag, ...]:
    """Give the parties of a store that are worth looking for, each once."""
    found: dict[int, str] = {}
    wanted: dict[str, str] = {name: "named by you" for name in names}
    for edition in editions:
        for listing in edition.listings:
            local = (raw for raw, _, _ in listing.local_names)
            for name in (listing.name, *listing.names, *local):
                wanted.setdefault(name, f"a name on {edition.title}: {listing.name}")
    for name, parties in sorted(store.named(list(wanted)).items()):
        for party in parties:
            found.setdefault(party, wanted[name])
    for region in sorted(set(regions)):
        for party, why in _in_region(store, region):
            found.setdefault(party, why)
    return tuple(Flag(party, found[party]) for party in sorted(found))


def names_in(path: Path) -> tuple[str, ...]:
    """Read a file of names or keys, one a line; blank lines and `#` are skipped.

    Raises:
        UsageError: there is no such file.
        InputError: it cannot be read as text, or holds no name.

    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except FileNotFoundError as error:
        raise UsageError(
            "no such file.", where=str(path), remedy="Check the name."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", "") or "it is no text in UTF-8"
        raise InputError(
            f"cannot be read as a list of names ({why}).",
            where=str(path),
            remedy="Give a text file in UTF-8, a name or party key a line.",
        ) from error
    bare = (line.strip() for line in lines)
    names = tuple(dict.fromkeys(b for b in bare if b and not b.startswith("#")))
    if not names:
        raise InputError(
            "holds no name.",
            where=str(path),
            remedy="Write a name or party key a line.",
        )
    return names


def _in_region(store: TradeStore, region: str) -> list[tuple[int, str]]:
    """Give parties with an address in the region, as the gazetteer reads it."""
    with store.duck() as duck:
        rows = duck.rows("addresses", words=_words(region))
        sites = [
            (address, country)
            for address, country in rows
            if any(
                r.region == region and not r.is_signal
                for r in read_places(address, country)
            )
        ]
        if not sites:
            return []
        columns = {"address": texts(a for a, _ in sites)}
        columns["country"] = texts(c for _, c in sites)
        duck.table("asked", columns)
        return [
            (party, f"an address in {region}: {address}")
            for party, address in duck.rows("parties_at")
        ]


@cache
def _words(region: str) -> str:
    """Give a coarse pattern of the region's place names, before the gazetteer reads."""
    names: set[str] = set()
    for place in gazetteer():
        if place.region == region:
            names |= {place.name_zh, place.short_zh, place.pinyin.replace(" ", "")}
            names |= {place.pinyin, *(s.text for s in place.spellings)}
    folded = {plain(name).strip() for name in names}
    kept = sorted(n for n in folded if len(n) >= (4 if n.isascii() else 2))
    return "|".join([*map(re.escape, kept), pattern_of(region)])
