"""What words of spelled names stand for in Chinese ones, found once for every two words
and not for every two names.

Crossed   which names of two lots are linked so, and by what

Most names of two scripts that share anything share one word, and are weighed by
`onelink`. Those that share more are left to `brands.align`, and so are names that are
not simple: with several Chinese parts, or in pinyin throughout.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.match.across import ORDER, Bridge, bridges
from whence.match.arrays import Array
from whence.match.cues import links, mark_across
from whence.match.grown import Grown
from whence.match.shared import Numbered, crossings
from whence.match.sides import Part, Side, is_legible
from whence.match.traits import NO_FORM, NO_PLACE, NO_TRADE, NOTHING, Trades
from whence.shelf.letters import has_han
from whence.shelf.matching import Weights

MANY = -1
# The weights that a link may have.
WEIGHTS = (*ORDER, "gloss_trade")
Table = NDArray[np.int32]


class Text(NamedTuple):
    """A distinctive part (`brand`) or a word of trade."""

    text: str
    brand: bool


class Link(NamedTuple):
    """A word of a spelled text that stands for something in a Chinese one."""

    spelled: Text
    han: Text
    bridge: Bridge


NO_TEXT = Text("", brand=False)
NO_LINK = Link(NO_TEXT, NO_TEXT, Bridge(0, 0, 0, "", "part", 0.0))


class Crossed:
    """Links names by their words. `laid` are the columns of all links found."""

    def __init__(self, keys: Grown[str]) -> None:
        """Begin without links; `keys` numbers texts."""
        self.laid = Grown(partial(_link_columns, keys=keys), NO_LINK)
        self._found = [NO_LINK]
        self._known: dict[tuple[Text, Text], int] = {}

    def table(
        self, left: Sequence[Side], right: Sequence[Side], weights: Weights
    ) -> Table:
        """Say for each name on the left and each on the right what may link their
        distinctive parts: the number of the one link there is, 0 where there is none,
        `MANY` where `brands.align` has to look."""
        out = np.zeros((len(left), len(right)), dtype=np.int32)
        near = links(left, right, weights)
        mine, theirs = list(enumerate(left)), list(enumerate(right))
        for some, marks, lots in (
            (out, near, (mine, theirs)),
            (out.T, near.T, (theirs, mine)),
        ):
            spelled = [s for s in lots[0] if not s[1].han]
            chinese = [s for s in lots[1] if s[1].han]
            self._mark(some, spelled, [s for s in chinese if _is_simple(s[1])])
            rough = [s for s in chinese if not _is_simple(s[1])]
            mark_across(marks, spelled, rough)
        self.laid.rows(self._found)
        out[near] = MANY
        return out

    def _mark(self, table: Table, spelled: Numbered, chinese: Numbered) -> None:
        """Write the links of spelled names with simple Chinese ones into a table."""
        mine, theirs = _texts(spelled), _texts(chinese)
        ours, others = list(mine), list(theirs)
        near = np.zeros((len(ours), len(others)), dtype=np.bool_)
        alone = [[(n, _only(t)) for n, t in enumerate(some)] for some in (ours, others)]
        mark_across(near, alone[0], alone[1])
        numbers: list[int] = []
        blocks: list[tuple[list[int], list[int]]] = []
        for a, b in np.argwhere(near).tolist():
            if number := self._number(ours[a], others[b]):
                numbers.append(number)
                blocks.append((mine[ours[a]], theirs[others[b]]))
        times = np.zeros(table.shape, dtype=np.int16)
        for which, rows, columns in crossings(blocks):
            table[rows, columns] = np.array(numbers, dtype=np.int32)[which]
            np.add.at(times, (rows, columns), 1)
        table[times > 1] = MANY

    def _number(self, spelled: Text, han: Text) -> int:
        """Give the number of the link of two texts; 0 for none, `MANY` for several."""
        found = self._known.get((spelled, han))
        if found is None:
            words = dict(enumerate(spelled.text.split()))
            upto = len(han.text) + 1 if han.brand else 0
            sounded = words if spelled.brand else ()
            kept = bridges(words, han.text, sounded=sounded, upto=upto)
            found = MANY if len(kept) > 1 else 0
            if len(kept) == 1:
                found = len(self._found)
                self._found.append(Link(spelled, han, kept[0]))
            self._known[spelled, han] = found
        return found


def _is_simple(side: Side) -> bool:
    """Whether a Chinese name is in Han, with one distinctive part at most."""
    return not side.said and len(side.brands) < 2 and all(p.han for p in side.brands)


def _texts(sides: Numbered) -> dict[Text, list[int]]:
    """Give the texts of names, and which names have each."""
    found: dict[Text, list[int]] = {}
    for number, side in sides:
        for text in dict.fromkeys(p.text for p in side.brands):
            found.setdefault(Text(text, brand=True), []).append(number)
        for text in sorted(side.trade.texts):
            found.setdefault(Text(text, brand=False), []).append(number)
    return found


@lru_cache(65536)
def _only(text: Text) -> Side:
    """Give a name that is nothing but a text."""
    part = Part(text.text, NOTHING, (), 0.0, has_han(text.text))
    trade = Trades((), NOTHING, frozenset({text.text}), "")
    return Side(
        raw=text.text,
        full=text.text,
        script="",
        brands=(part,) if text.brand else (),
        place=NO_PLACE,
        trade=NO_TRADE if text.brand else trade,
        form=NO_FORM,
        person=False,
        han=part.han,
    )


def _link_columns(links: Sequence[Link], keys: Grown[str]) -> Mapping[str, Array]:
    """Give the texts of links, which are distinctive parts (`brand`, `part`), the words
    of the spelled one; the weight (`way`) and nearness; how many characters of a
    Chinese part are taken, and whether the rest says how it is read."""
    rests = [k.han.text[: k.bridge.start] + k.han.text[k.bridge.end :] for k in links]
    part = np.array([k.han.brand for k in links])
    taken = np.array([k.bridge.end - k.bridge.start for k in links])
    ways = (k.bridge.weight if k.spelled.brand else "gloss_trade" for k in links)
    return {
        "spelled": np.array(keys.rows(k.spelled.text for k in links)),
        "han": np.array(keys.rows(k.han.text for k in links)),
        "brand": np.array([k.spelled.brand for k in links]),
        "part": part,
        "words": np.array([max(1, len(k.spelled.text.split())) for k in links]),
        "way": np.array([WEIGHTS.index(way) for way in ways]),
        "near": np.array([k.bridge.near for k in links]),
        "taken": taken * part,
        "legible": np.array([is_legible(rest, han=True) for rest in rests]),
    }
