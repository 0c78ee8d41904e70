"""Groups of mentions at one address whose names say the same, with the reason."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from whence.match.onesite import (
    brand_keys,
    numbers_of,
    one_firm,
    one_site,
    signs_of,
    trade_words,
)
from whence.model.name import NormalName
from whence.normalise.names import normal
from whence.shelf.onesite import rule


@dataclass(frozen=True, slots=True)
class Sited:
    """A name and an address of a group, in a country."""

    rep: str
    land: str
    name: NormalName
    address: str


def one_plant(
    rows: Iterable[tuple[str, str, str, str]],
) -> Iterator[tuple[str, str, str]]:
    """Yield (group, group, why) of those that are one plant, in a fixed order.

    `rows` are (group, country, name, address). Only names that share a brand but for a
    slip, and what else tells firms apart, at addresses with the same numbers, are held
    against each other: each pair once, for an address may be that of thousands.
    """
    told: set[tuple[str, str]] = set()
    for _, sites in sorted(_by_place(rows).items()):
        for left, right in _pairs(sites):
            pair = (min(left.rep, right.rep), max(left.rep, right.rep))
            if left.rep == right.rep or pair in told:
                continue
            if not one_site(left.address, right.address):
                continue
            if why := one_firm(left.name, right.name):
                told.add(pair)
                yield pair[0], pair[1], f"{why}, at one address ({left.address})"


def _by_place(
    rows: Iterable[tuple[str, str, str, str]],
) -> dict[tuple[str, tuple[str, ...]], list[Sited]]:
    """Give the names by country and the numbers of their address."""
    found: dict[tuple[str, tuple[str, ...]], list[Sited]] = defaultdict(list)
    for rep, land, name, address in rows:
        found[land, numbers_of(address)].append(Sited(rep, land, normal(name), address))
    return found


def _pairs(sites: Sequence[Sited]) -> Iterator[tuple[Sited, Sited]]:
    """Yield those of a place that may be one firm, by their brand, each pair once.

    They share a brand but for a slip that no more names of the place bear than a brand
    has, and nothing tells them apart at the first look.
    """
    blocks = Counter(brand for s in sites for brand in _brands(s.name.raw))
    most = rule().most_alike
    few = {brand for brand, count in blocks.items() if 1 < count <= most}
    near = [at for at, s in enumerate(sites) if not few.isdisjoint(_brands(s.name.raw))]
    words = trade_words(s.name for s in sites)
    rooms: dict[object, list[int]] = defaultdict(list)
    for at in near:
        for sign in signs_of(sites[at].name, words):
            rooms[sign].append(at)
    found: dict[tuple[int, int], str] = {}
    for room in rooms.values():
        for left, right in combinations(room, 2) if len(room) <= most else ():
            mine, theirs = (_brands(sites[at].name.raw) for at in (left, right))
            if shared := mine & theirs & few:
                found[left, right] = min(shared)
    for left, right in sorted(found, key=lambda pair: (found[pair], pair)):
        yield sites[left], sites[right]


@lru_cache(65536)
def _brands(name: str) -> frozenset[str]:
    """Give the brands by which a name is looked up, once for all its addresses."""
    return brand_keys(normal(name))
