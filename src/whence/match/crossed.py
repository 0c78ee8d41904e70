"""What words of spelled names stand for in Chinese ones, found once for every two words
and not for every two names.

Crossed   which names of two lots are linked so, and by what
aligned   the parts of two names that one such link joins

Most names of two scripts that share anything share one word. Those that share more are
left to `brands.align`, and so are names that are not simple: with several Chinese
parts, or in pinyin throughout.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.match.across import Bridge, bridges
from whence.match.brands import Aligned, Lone, linked, opaque, unshared
from whence.match.cues import Numbered, links, mark_across
from whence.match.sides import Part, Side
from whence.match.traits import NO_FORM, NO_PLACE, NO_TRADE, NOTHING, Trades
from whence.shelf.letters import has_han
from whence.shelf.matching import Weights

MANY = -1
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


class Crossed:
    """Links names by their words. `links` are all that were found; the first stands
    for none."""

    def __init__(self) -> None:
        """Begin without links."""
        nothing = Text("", brand=False)
        self.links = [Link(nothing, nothing, Bridge(0, 0, 0, "", "", 0.0))]
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
        out[near] = MANY
        return out

    def _mark(self, table: Table, spelled: Numbered, chinese: Numbered) -> None:
        """Write the links of spelled names with simple Chinese ones into a table."""
        mine, theirs = _texts(spelled), _texts(chinese)
        ours, others = list(mine), list(theirs)
        near = np.zeros((len(ours), len(others)), dtype=np.bool_)
        alone = [[(n, _only(t)) for n, t in enumerate(some)] for some in (ours, others)]
        mark_across(near, alone[0], alone[1])
        for a, b in np.argwhere(near).tolist():
            number = self._number(ours[a], others[b])
            if number:
                cells = np.ix_(mine[ours[a]], theirs[others[b]])
                table[cells] = np.where(table[cells] == 0, number, MANY)

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
                found = len(self.links)
                self.links.append(Link(spelled, han, kept[0]))
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


def aligned(link: Link, left: Side, right: Side) -> Aligned | None:
    """Give the parts of two names that share one link and nothing else, as
    `brands.align` does; None where they share the trade that it is a word of."""
    spelled, han = (right, left) if left.han else (left, right)
    text, brand = link.spelled
    rest = unshared(spelled.trade, han.trade)
    if not brand and text not in rest:
        return None
    if not link.han.brand and link.han.text not in unshared(han.trade, spelled.trade):
        return None
    parts = list(spelled.brands)
    owner = next((n for n, p in enumerate(parts) if brand and p.text == text), None)
    rare = rest[text] if owner is None else parts.pop(owner).rare
    words = dict(enumerate(text.split()))
    pairs = [linked(link.bridge, (text, rare, brand), words)]
    lone = [(p.text, p.rare, opaque(p.text)) for p in parts]
    left_over = [_left_over(part, link) for part in han.brands]
    alone = [found for found in left_over if found[0]]
    glossed = frozenset(t.text for t in link[:2] if not t.brand)
    if left.han:
        return Aligned(pairs, lone, alone, glossed)
    return Aligned(pairs, alone, lone, glossed)


def _left_over(part: Part, link: Link) -> Lone:
    """Give what of a Chinese part no link has taken."""
    rest = part.text
    if link.han.brand:
        rest = rest[: link.bridge.start] + rest[link.bridge.end :]
    return rest, part.rare * len(rest) / len(part.text), False
