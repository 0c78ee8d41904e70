"""Keys and hashes of a candidate, so that a judgement knows what it was about.

candidate_key          of the pair; no new normaliser moves it
pair_key               the same for any one mention of the party
left_hash, right_hash  of its sides as they were shown
"""

import hashlib
import json

from whence.model.listing import Listing
from whence.model.party import Party


def right_hash(listing: Listing) -> str:
    """Hash what a list published of a listing: names, dates, scope; and relatives."""
    local = sorted(raw for raw, _, _ in listing.local_names)
    days = [str(listing.span.start), str(listing.span.end)]
    whole = [listing.name, sorted(listing.names), local, days, listing.scope]
    relatives = sorted([r.name, r.kind.value] for r in listing.relatives)
    return _digest([*whole, relatives] if relatives else whole)


def left_hash(party: Party) -> str:
    """Hash the raw content of a party's mentions."""
    return _digest(sorted(m.key for m in party.mentions))


def candidate_key(party: Party, listing: Listing) -> str:
    """Name the pair by the party's smallest mention key and the listing's key."""
    return pair_key(min(m.key for m in party.mentions), listing.key)


def pair_key(mention: str, listing: str) -> str:
    """Name the pair of a mention and a listing, both by their keys."""
    return "c-" + hashlib.sha256(f"{mention}\0{listing}".encode()).hexdigest()[:16]


def _digest(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:24]
