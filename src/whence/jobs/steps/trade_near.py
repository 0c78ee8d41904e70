"""Which party of a store somebody means by a name, and who is near it."""

import re
from collections.abc import Iterable, Iterator

from whence.errors import UsageError
from whence.jobs.steps.trade_store import MASKED, PartyLine, TradeStore
from whence.match.search import Index

LOOKED_AT = 200
"""Parties alike in letters among whom the index of names looks."""
SHORT = 4
"""Letters of a word that is looked for whole only."""
NOTHING = "^$"
NEAR = 5
"""Parties shown beside a name that nobody bears."""


def party_of(store: TradeStore, name: str) -> int:
    """Give the one party that a key or name means.

    Raises:
        UsageError: nobody, or several; the message lists them, or who is near.

    """
    found = store.named([name]).get(name, ())
    if len(found) == 1:
        return found[0]
    if found:
        listed = _listed(store, found)
        raise UsageError(f"{name!r} are several firms.", remedy=f"One of: {listed}")
    raise UsageError(
        f"no firm of the store is called {name!r}{near_it(store, name)}.",
        remedy="Give a name as it stands there, or a party's key.",
    )


def near_it(store: TradeStore, name: str) -> str:
    """Say who is near a name that nobody bears, as the end of a sentence."""
    listed = _listed(store, near(store, name))
    return f"; near it: {listed}" if listed else ""


def near(store: TradeStore, name: str) -> tuple[int, ...]:
    """Give the parties whose names are the likeliest to be a name, the likeliest first.

    Those alike in letters are found by pieces of its words, so that no slip of the pen
    hides one; among them the index of names knows what is a form, a place or a trade.
    """
    writing = store.written([name])[name]
    with store.duck() as duck:
        alike = duck.rows(
            "parties_like",
            writing=writing,
            pieces="|".join(sorted(_pieces(writing))) or NOTHING,
            most=LOOKED_AT,
        )
    parties: dict[str, list[int]] = {}
    for party, other in alike:
        parties.setdefault(other, []).append(party)
    (hits,) = Index(parties).search([name], NEAR)
    likely = [hit.name for hit in hits]
    rest = [other for other in parties if other not in likely]
    ranked = [at for other in (*likely, *rest) for at in parties[other]]
    return tuple(ranked[:NEAR])


def _pieces(writing: str) -> Iterator[str]:
    """Give patterns of the words of a folded name, forms aside: of a long word each
    half, for with one slip of the pen one half is whole.

    A short word stands alone, where its script parts words at all.
    """
    for word in writing.split():
        if word.startswith("f:"):
            continue
        half = -(-len(word) // 2)
        if len(word) > SHORT:
            yield from map(re.escape, (word[:half], word[-half:]))
        elif word.isascii():
            yield rf"\b{re.escape(word)}\b"
        else:
            yield re.escape(word)


def _listed(store: TradeStore, parties: Iterable[int]) -> str:
    shown = store.shown(asked := tuple(parties))
    return "; ".join(_said(shown[at]) for at in asked)


def _said(party: PartyLine) -> str:
    name = MASKED if party.masked else party.name
    return f"{party.key} {name} ({party.country or '?'})"
