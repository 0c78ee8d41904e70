"""What words of spelled names stand for in Chinese ones, found once for every two texts
and not for every two names.

Links   the links of texts, numbered and laid out

Most names of two scripts that share anything share one word, and are weighed by
`onelink`. Those that share more are left to `brands.align`, and so are names that are
not simple: with several Chinese parts, or in pinyin throughout.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from whence.match.across import ORDER, Bridge, bridges
from whence.match.arrays import Array
from whence.match.cues import Text
from whence.match.grown import Grown
from whence.match.sides import is_legible

MANY = -1
# The weights that a link may have.
WEIGHTS = (*ORDER, "gloss_trade")


class Link(NamedTuple):
    """A word of a spelled text that stands for something in a Chinese one."""

    spelled: Text
    han: Text
    bridge: Bridge


NO_TEXT = Text("", brand=False)
NO_LINK = Link(NO_TEXT, NO_TEXT, Bridge(0, 0, 0, "", "part", 0.0))


class Links:
    """Gives the link of two texts a number. `laid` are the columns of all links."""

    def __init__(self, keys: Grown[str]) -> None:
        """Begin without links; `keys` numbers texts."""
        self.laid = Grown(partial(_link_columns, keys=keys), NO_LINK)
        self._found = [NO_LINK]
        self._known: dict[tuple[Text, Text], int] = {}

    def number(self, spelled: Text, han: Text) -> int:
        """Give the number of the link of two texts; 0 for none, `MANY` for several. It
        is laid out by `lay_out`."""
        found = self._known.get((spelled, han))
        if found is None:
            found = self._known[spelled, han] = self._find(spelled, han)
        return found

    def _find(self, spelled: Text, han: Text) -> int:
        words = dict(enumerate(spelled.words))
        upto = len(han.text) + 1 if han.brand else 0
        sounded = words if spelled.brand else ()
        kept = bridges(words, han.text, sounded=sounded, upto=upto)
        if len(kept) != 1:
            return MANY if kept else 0
        self._found.append(Link(spelled, han, kept[0]))
        return len(self._found) - 1

    def lay_out(self) -> None:
        """Lay out the links that were found since."""
        self.laid.rows(self._found[len(self.laid) :])


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
