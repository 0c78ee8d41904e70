"""Groups of mentions at one address whose names say the same, with the reason."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from whence.match.onesite import brand_keys, numbers_of, one_firm, one_site
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
    slip, at addresses with the same numbers, are looked at together.
    """
    blocks: dict[tuple[str, tuple[str, ...], str], list[Sited]] = defaultdict(list)
    for rep, land, name, address in rows:
        sited = Sited(rep, land, normal(name), address)
        for brand in sorted(brand_keys(sited.name)):
            blocks[land, numbers_of(address), brand].append(sited)
    told: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        block = blocks[key]
        if len(block) > rule().most_alike:
            continue
        for left, right in combinations(block, 2):
            pair = (min(left.rep, right.rep), max(left.rep, right.rep))
            if left.rep == right.rep or pair in told:
                continue
            if not one_site(left.address, right.address):
                continue
            if why := one_firm(left.name, right.name):
                told.add(pair)
                yield pair[0], pair[1], f"{why}, at one address ({left.address})"
