"""Published names ready to compare, and what is known beside them.

published_names   every name of a listing, with the way in which it was published
relatives_of      the names of organisations tied to it
context_of        the listing's side of what stands beside two names
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from whence.match.rest import Context
from whence.match.sides import Rarity, Side, side_of
from whence.model.listing import Listing, Relative
from whence.model.name import NormalName, TokenKind


def published_names(
    listing: Listing, normal: Mapping[str, NormalName], rare: Rarity
) -> Iterator[tuple[Side, str]]:
    """Give every name under which a listing is known, with its mark.

    A name that `normal` does not hold is left out. An alias without a legal form is
    `short`, and borrows place and trade of the official name.
    """
    own = normal.get(listing.name)
    official = side_of(own, rare) if own is not None else None
    rows = [
        (raw, "official" if raw == listing.name else "alias") for raw in listing.names
    ]
    rows += [(raw, kind) for raw, kind, _ in listing.local_names]
    for raw, mark in rows:
        name = normal.get(raw)
        if name is None:
            continue
        side = side_of(name, rare)
        if mark == "alias" and all(t.kind is not TokenKind.FORM for t in name.tokens):
            mark = "short"
        if mark == "short" and official is not None:
            side = _supported(side, official)
        yield side, mark


def relatives_of(
    listing: Listing, normal: Mapping[str, NormalName], rare: Rarity
) -> Iterator[tuple[Side, Relative]]:
    """Give the name of every organisation that a source ties to a listed one so that
    it asks; a name that `normal` does not hold is left out."""
    for relative in listing.relatives:
        name = normal.get(relative.name)
        if name is not None and relative.asks:
            yield side_of(name, rare), relative


def context_of(listing: Listing) -> Context:
    """Give what is known of a listing beside its names, as one of a whole list."""
    return Context(
        whole_list=True,
        listing_regions=frozenset({listing.province} - {""}),
        listing_country=listing.country,
    )


def _supported(side: Side, official: Side) -> Side:
    """Let a short alias borrow place and trade of the official name."""
    return replace(
        side,
        place=side.place
        if side.places
        else replace(official.place, words=side.place_words),
        trade=side.trade if side.trades else official.trade,
    )
