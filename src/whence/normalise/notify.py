"""Whether the party to be notified of goods "to order" can be their buyer."""

from functools import lru_cache

from whence.model.party import Role
from whence.normalise.somebody import names_person
from whence.shelf.notify import clears, names_nobody
from whence.shelf.roles import carries, is_to_order


@lru_cache(maxsize=65536)
def may_buy(name: str) -> bool:
    """Whether a notify party's name can be that of the buyer of goods "to order": a
    firm's, not one that only carries, clears, stores or pays, and no person's.

    >>> may_buy("Acme Apparel Inc"), may_buy("Same as consignee"), may_buy("John Smith")
    (True, False, False)
    """
    if is_to_order(name) or names_nobody(name) or clears(name):
        return False
    return carries(name) is Role.UNKNOWN and not names_person(name)
