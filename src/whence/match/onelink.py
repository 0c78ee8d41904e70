"""Names in two scripts that share one link, many pairs of them at once.

OneLink   the log-odds of their distinctive parts, and of trades that the link matches

The sums are those of `weigh.distinctive` for an alignment of one pair, in its order of
addition.
"""

from typing import NamedTuple

import numpy as np

from whence.match.arrays import Bools, Floats, Numbers, Odds
from whence.match.bulk import Rest
from whence.match.columns import LONE, MODES, Columns, Laid, grained
from whence.match.crossed import WEIGHTS, Links
from whence.match.sides import differs
from whence.match.weigh import FIRM, GRAIN, agree_beside, is_brief
from whence.match.whole import Lot

ACROSS = MODES.index("across")


class Pairs(NamedTuple):
    """Pairs by name: the Chinese, the spelled, and the link; whether the Chinese name
    is the left one."""

    han: Numbers
    spelled: Numbers
    link: Numbers
    han_first: bool


class Shares(NamedTuple):
    """What pairs share, and what is left over: `near` and `rare` of the part or word
    that is linked, the rarity of what is left of the Chinese part, and of the spelled
    ones (`lone` says which are)."""

    near: Floats
    rare: Floats
    rest: Floats
    rares: Floats
    lone: Bools


class OneLink:
    """Weighs pairs of names of two scripts that share one link."""

    def __init__(
        self, lots: tuple[Lot, Lot], book: Columns, rest: Rest, links: Links
    ) -> None:
        """Take two lots of names laid out by `book`, and the links between them."""
        self._lots, self._book, self._rest = lots, book, rest
        self._links = links.laid
        self._weights = rest.weights
        self._sizes = np.array([self._weights[f"across.{name}"] for name in WEIGHTS])
        self._family = np.array([self._weights[f"related.{name}"] for name in WEIGHTS])
        self._firm = np.array([name in FIRM for name in WEIGHTS])

    def odds(
        self, one: Numbers, other: Numbers, link: Numbers
    ) -> tuple[Odds, Bools, Bools]:
        """Give the log-odds of the same and of related, for which pairs they hold, and
        which have to be aligned; the others share no more than a trade."""
        same, related = np.zeros(len(one)), np.zeros(len(one))
        held, doubt = np.zeros((2, len(one)), dtype=np.bool_)
        first = self._lots[0][1].han[one]
        for han_first in (True, False):
            rows = np.nonzero(first == han_first)[0]
            names = (one[rows], other[rows]) if han_first else (other[rows], one[rows])
            pairs = Pairs(*names, link[rows], han_first)
            (some, more), held[rows], doubt[rows] = self._weigh(pairs)
            same[rows], related[rows] = some, more
        return (same, related), held, doubt

    def _by_script(self, pairs: Pairs) -> tuple[Lot, Lot]:
        """Give the lot of the Chinese names, and that of the spelled ones."""
        return self._lots if pairs.han_first else self._lots[::-1]

    def _columns(self, pairs: Pairs) -> tuple[Laid, Laid]:
        """Give the columns of the Chinese names, and of the spelled ones."""
        (_, han), (_, spelled) = self._by_script(pairs)
        return han, spelled

    def _weigh(self, pairs: Pairs) -> tuple[Odds, Bools, Bools]:
        links, (han, spelled) = self._links, self._columns(pairs)
        brands = links["brand"][pairs.link], links["part"][pairs.link]
        texts = links["spelled"][pairs.link], links["han"][pairs.link]
        kinds = spelled.trade[pairs.spelled], han.trade[pairs.han]
        trades = self._book.trades
        there = [
            (trades["names"].T[:, kind] == text) & ~brand
            for kind, text, brand in zip(kinds, texts, brands, strict=True)
        ]
        lone = self._rest.lone_trades(*kinds)
        doubt = ~(spelled.fit[pairs.spelled] & han.fit[pairs.han])
        held = ~doubt
        for some, at, brand in zip(there, lone, brands, strict=True):
            doubt |= ~brand & ~some.any(0)
            held &= brand | (some & at).any(0)
        rare = (trades["last"].T[:, kinds[0]] * there[0]).sum(0)
        shares = self._shares(pairs, rare / links["words"][pairs.link])
        same, related = self._parts(pairs, shares)
        left = lone[0] & ~there[0], lone[1] & ~there[1]
        if pairs.han_first:
            kinds, lone, left = kinds[::-1], lone[::-1], left[::-1]
        same += self._rest.lone_odds(kinds, left)[ACROSS]
        same -= self._rest.lone_odds(kinds, lone)[ACROSS]
        return (same, related), held & ~doubt, doubt

    def _shares(self, pairs: Pairs, trade: Floats) -> Shares:
        """Find the spelled part that is linked (the first of that text), or take the
        rarity of the word of trade; and what is left of all parts."""
        links, (han, spelled) = self._links, self._columns(pairs)
        parts, link = self._book.parts, pairs.link
        slots = spelled.parts[pairs.spelled]
        brand = links["brand"][link]
        hit = (parts["text"][slots] == links["spelled"][link][:, None]) & (slots > 0)
        hit &= brand[:, None] & (hit.cumsum(1) == 1)
        rares = parts["rare"][slots]
        first = han.parts[pairs.han][:, 0]
        size = parts["length"][first]
        left = size - links["taken"][link]
        rest = parts["rare"][first] * left / np.maximum(1, size)
        return Shares(
            links["near"][link],
            np.where(brand, (rares * hit).sum(1), trade),
            rest,
            rares,
            (slots > 0) & ~hit,
        )

    def _parts(self, pairs: Pairs, shares: Shares) -> Odds:
        """Give the odds of the distinctive parts."""
        links, (han, spelled) = self._links, self._columns(pairs)
        way = links["way"][pairs.link]
        size = shares.near * shares.rare
        slots = spelled.parts[pairs.spelled]
        han_name = LONE[int(pairs.han_first)]
        spelled_name = LONE[int(not pairs.han_first)]
        column = 2 * LONE.index(spelled_name) + ACROSS
        dark = self._book.parts["dark"][slots][:, :, column] * shares.lone
        same = grained(self._sizes[way] * size) + dark.sum(1) / GRAIN
        same += self._sign(han_name, shares.rest)
        same += self._sign("unlike", self._unlike(pairs, shares))
        some = (spelled.count[pairs.spelled] > 0) & (han.count[pairs.han] > 0)
        same += self._together(pairs, shares, some & (size > 0))
        weights = self._weights
        related = self._family[way] * shares.near * shares.rare**3
        related += weights[f"related.{han_name}"] * shares.rest
        lone = (shares.rares * shares.lone).sum(1)
        return same, related + weights[f"related.{spelled_name}"] * lone

    def _unlike(self, pairs: Pairs, shares: Shares) -> Floats:
        """Give how rare the parts are that both scripts let read, and that differ."""
        links, (han, spelled) = self._links, self._columns(pairs)
        table = self._book.parts["legible"]
        legible = table[han.parts[pairs.han][:, 0], 1] > 0
        part = links["part"][pairs.link]
        legible = np.where(part, links["legible"][pairs.link], legible)
        read = table[spelled.parts[pairs.spelled], 0] * shares.lone
        found: Floats = np.minimum(legible * differs(shares.rest), read.max(1))
        return found

    def _together(self, pairs: Pairs, shares: Shares, there: Bools) -> Floats:
        """Give what the distinctive parts come to, in pairs that both have some."""
        sums, size = np.zeros(len(there)), shares.near * shares.rare
        apart = np.zeros(len(there)) if pairs.han_first else shares.rest.copy()
        for lone in (shares.rares * shares.lone).T:
            sums += lone
            apart += lone
        if pairs.han_first:
            apart += shares.rest
        apart += (1 - shares.near) * shares.rare
        share = np.divide(2 * size, 2 * size + apart, out=np.zeros(len(there)),
                          where=there)  # fmt: skip
        same = self._sign("cover", share)
        same += self._sign("both", np.minimum(sums, shares.rest))
        way = self._links["way"][pairs.link]
        whole = there & ~shares.lone.any(1) & (shares.rest == 0) & self._firm[way]
        same += whole * self._sign("whole", np.ones(1))
        (ours, _), (others, _) = self._by_script(pairs)
        for row in np.nonzero(whole & (shares.near == 1))[0].tolist():
            names = ours[pairs.han[row]], others[pairs.spelled[row]]
            if agree_beside(*names):
                same[row] += self._sign("complete", np.ones(1))[0]
            elif is_brief(*names):
                same[row] += self._sign("brief", np.ones(1))[0]
        return same * there

    def _sign(self, name: str, size: Floats) -> Floats:
        return grained(self._weights[f"across.{name}"] * size)
