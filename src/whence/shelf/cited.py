"""What is cited of listed organisations beside the list that ships: names in the local
script, codes, and who owns or is owned by them. What is not known says so in its row.

dressed    a listing with all of it
texts      the files, for the hash of the list
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from whence.errors import DataError
from whence.model.listing import Listing, Relative
from whence.model.party import RelationKind
from whence.shelf import rows_of, text_of

LIST = "us-uflpa"
NAMES, RELATIONS = f"lists/{LIST}.names.csv", f"lists/{LIST}.relations.csv"
LOCAL_KINDS = frozenset(
    {"unknown", "list", "filing", "press", "transliteration", "short", "uscc", "wrong"}
)
UNMATCHED = frozenset({"wrong", "uscc", "unknown"})
UNKNOWN = "unknown"


def texts() -> tuple[str, str]:
    """Give the text of both files."""
    return text_of(NAMES), text_of(RELATIONS)


def dressed(listing: Listing) -> Listing:
    """Add the cited names, codes and relatives of a listing of the shipped list.

    Raises:
        DataError: a row has a kind that is not known, or no reference.

    """
    if listing.list_key != LIST:
        return listing
    key = listing.key.rpartition("/")[2]
    rows = _local_names().get(key, ())
    more = tuple(r for r in rows if r[1] not in UNMATCHED)
    codes = tuple(("uscc", r[0]) for r in rows if r[1] == "uscc")
    relatives = (*listing.relatives, *_relatives().get(key, ()))
    return replace(
        listing,
        local_names=tuple(dict.fromkeys((*listing.local_names, *more))),
        identifiers=tuple(dict.fromkeys((*listing.identifiers, *codes))),
        relatives=tuple(dict.fromkeys(relatives)),
    )


@cache
def _local_names() -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """Read names in the local script by listing, with kind and reference."""
    found: dict[str, tuple[tuple[str, str, str], ...]] = {}
    for line, row in enumerate(rows_of(NAMES), start=2):
        _check(row["kind"] in LOCAL_KINDS and bool(row["reference"]), NAMES, line)
        item = (row["zh"], row["kind"], row["reference"])
        found[row["key"]] = (*found.get(row["key"], ()), item)
    return found


@cache
def _relatives() -> Mapping[str, tuple[Relative, ...]]:
    """Read the relatives by listing; no days of a relation are cited."""
    found: dict[str, tuple[Relative, ...]] = {}
    for line, row in enumerate(rows_of(RELATIONS), start=2):
        kinds = {UNKNOWN, *RelationKind}
        _check(row["relation"] in kinds and bool(row["reference"]), RELATIONS, line)
        if row["relation"] != UNKNOWN:
            kind = RelationKind(row["relation"])
            item = Relative(row["relative"], kind, row["reference"])
            found[row["key"]] = (*found.get(row["key"], ()), item)
    return found


def _check(holds: bool, file: str, line: int) -> None:
    if not holds:
        what = "the kind is not known, or the reference is missing."
        raise DataError(what, where=f"data/{file}, line {line}")
