"""What a party's intake can go into: the groups that it sells on."""

import numpy as np

from whence.trace.fold import Ints, Longs
from whence.trace.lanes import Lanes, spread
from whence.trace.products import Products


class Into:
    """Says into which (seller, product) groups goods can go, by what they are.

    The groups of party p are `at[p]` to `at[p + 1]`; `fits[k, h]` says whether goods of
    code h can go into those of code k.
    """

    def __init__(self, lanes: Lanes, products: Products) -> None:
        """Prepare the fits of all products and the place of each party's groups."""
        codes = lanes.codes
        self._hs = lanes.group_hs
        self.fits = np.stack([products.row(code, codes) > 0 for code in codes])
        # Counted, which is many times quicker than looking for each party.
        self.at = np.zeros(len(lanes.parties) + 1, np.int64)
        sold = np.bincount(lanes.group_src, minlength=len(lanes.parties))
        np.cumsum(sold, out=self.at[1:])

    def groups(self, party: Ints, hs: Ints) -> tuple[Longs, Longs]:
        """Give the groups that parties' goods can go into, and which goods each is of;
        `hs` is the product of each goods, `party` who took them in."""
        group, owner = self.all_of(party)
        fit = np.flatnonzero(self.fits[self._hs[group], hs[owner]])
        return group[fit], owner[fit]

    def all_of(self, party: Ints | Longs) -> tuple[Longs, Longs]:
        """Give every group of these parties, and which of them each is of."""
        return spread(self.at[party], self.at[party + 1])
