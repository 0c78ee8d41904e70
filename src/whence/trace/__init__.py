"""Records in, chains out: what was done to goods, by whom, and how that is known.

consignments   what reached a border together, and when
chain          the tied operations upstream of a consignment, paths, leads, breaks
lanes          trade records folded by seller, buyer and product, with a bit per month

No law stands here: a party is only ever *looked for* because a caller names it.
"""
