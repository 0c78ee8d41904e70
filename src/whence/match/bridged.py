"""Published names in the other script that a name may be: by reading, translation,
initials or sound.

Across   an index over the cues that two scripts share
backed   whether something beside a weak cue speaks for a pair
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from whence.match.cues import script_cues, sound_cues
from whence.match.sides import Side
from whence.match.typos import Spellings

# A whole reading stands alone; what else two scripts share wants company.
SURE = "r:"
SOUND = "s:"
LEAST_SOUND, NEAR_SOUND = 5, 0.8


class Across:
    """Finds names in the other script by what the two may share."""

    def __init__(self, sides: Iterable[Side]) -> None:
        """Post every name under its cues, by script."""
        self._sides = tuple(sides)
        self._posted: dict[bool, dict[str, list[int]]] = {True: {}, False: {}}
        for number, side in enumerate(self._sides):
            table = self._posted[side.han]
            for cue in sorted({*script_cues(side), *_heard(side)}):
                table.setdefault(cue, []).append(number)
        self._alike = {
            han: Spellings(
                (cue.removeprefix(SOUND) for cue in table if cue.startswith(SOUND)),
                least=LEAST_SOUND,
                near=NEAR_SOUND,
            )
            for han, table in self._posted.items()
        }

    def near(self, side: Side) -> Iterator[int]:
        """Give the names that share a reading; that share two cues; or one that place
        or trade speaks for. In no order, and perhaps twice."""
        table = self._posted[not side.han]
        if not table:
            return
        shared: Counter[int] = Counter()
        for cue in set(script_cues(side)):
            found = table.get(cue, ())
            if cue.startswith(SURE):
                yield from found
            shared.update(found)
        alike = self._alike[not side.han]
        for sound in set(sound_cues(side)):
            for other in alike.like(sound):
                shared.update(table[SOUND + other])
        for number, count in sorted(shared.items()):
            if count > 1 or backed(side, self._sides[number]):
                yield number


def backed(one: Side, other: Side) -> bool:
    """Whether a trade or a province that both name speaks for the pair."""
    shared = one.trade.keys & other.trade.keys
    return bool(shared) or not one.regions.isdisjoint(other.regions)


def _heard(side: Side) -> Iterator[str]:
    return (SOUND + sound for sound in sound_cues(side))
