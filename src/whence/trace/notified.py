"""Who bought: the consignee, or of goods "to order" whoever is to be notified.

Goods to order go to whoever holds the bill, and the party to be notified of their
arrival is likely he. Not where it only carries, clears or pays, is "same as consignee"
or reads as a person's name: then nobody is known to have bought. A store tells it by
`may_buy` too, as it stages its records (`engine/sql/records.sql`).
"""

import numpy as np

from whence.model.rows import TradeTable
from whence.normalise.notify import may_buy
from whence.shelf.roles import is_to_order
from whence.trace.fold import Ints


def bought(trade: TradeTable) -> Ints:
    """Give the mention of who bought by each record, -1 for nobody; other than
    `trade.buyer` only where it is read from the notify party."""
    found: Ints = trade.buyer.copy()
    asked = np.flatnonzero((trade.buyer >= 0) & (trade.notify >= 0))
    for codes, is_fit in ((trade.buyer, is_to_order), (trade.notify, may_buy)):
        kinds, which = np.unique(codes[asked], return_inverse=True)
        fits = [any(map(is_fit, trade.mentions[code].names)) for code in kinds]
        asked = asked[np.array(fits, bool)[which]]
    found[asked] = trade.notify[asked]
    return found
