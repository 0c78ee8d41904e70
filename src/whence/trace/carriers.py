"""Who only carries is one under any spelling: written two ways, he parts nobody.

For a maker two names that are only alike are two firms, and to call them one would
accuse. Who only carries or pays is accused of nothing: he is looked behind. There a
second spelling (another form of organisation, another office's country, a slip of the
pen) would break the way, and clear whoever stands at its far end.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

from whence.normalise.names import normal

SHORTEST = 8
"""Letters from which a name may hold a slip of the pen; shorter ones must be equal."""
_NUMBER = re.compile(r"\d+")


def one_carrier(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Give for each carrier, by its key, the first key of those that are one with it.

    Names are one that differ in case, marks, form, or by one letter; not in a number.

    >>> blue, other = "Blue Freight Forwarding Ltd", "Blue Frieght Forwarding GmbH"
    >>> one_carrier({"a": [blue], "b": [other], "c": ["Blue Freight Forwarding 2 Ltd"]})
    {'a': 'a', 'b': 'a', 'c': 'c'}
    """
    first: dict[str, str] = {}
    keys = sorted(names)
    up = {key: key for key in keys}

    def root(key: str) -> str:
        while up[key] != key:
            key = up[key]
        return key

    def join(one: str, other: str) -> None:
        low, high = sorted((root(one), root(other)))
        up[high] = low

    for key in keys:
        for name in names[key]:
            join(key, first.setdefault(normal(name).core.replace(" ", ""), key))
    for core, other in _slips(first):
        join(first[core], first[other])
    return {key: root(key) for key in keys}


def _slips(cores: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Give the pairs that are one slip of the pen apart."""
    near: dict[str, list[str]] = defaultdict(list)
    for core in sorted(cores):
        if len(core) < SHORTEST:
            continue
        cut = {core[:at] + core[at + 1 :] for at in range(len(core))}
        for key in {core, *cut}:
            for other in near[key]:
                same = _NUMBER.findall(core) == _NUMBER.findall(other)
                if same and OSA.distance(core, other) <= 1:
                    yield core, other
            near[key].append(core)
