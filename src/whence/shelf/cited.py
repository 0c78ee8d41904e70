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
from whence.model.remark import Verification
from whence.shelf import rows_of, text_of

LIST = "us-uflpa"
NAMES, RELATIONS = f"lists/{LIST}.names.csv", f"lists/{LIST}.relations.csv"
LOCAL_KINDS = frozenset(
    {"unknown", "list", "filing", "press", "transliteration", "short", "uscc", "wrong"}
)
UNMATCHED = frozenset({"wrong", "uscc", "unknown"})
UNKNOWN = "unknown"
MARKS = frozenset(Verification)


def texts() -> tuple[str, str]:
    """Give the text of both files."""
    return text_of(NAMES), text_of(RELATIONS)


def dressed(listing: Listing) -> Listing:
    """Add the cited names, codes and relatives of a listing of the shipped list.

    Raises:
        DataError: a row has a kind or mark that is not known, or no reference.

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
    """Read the relatives by listing; no days of a relation are cited.

    `reference` is the authority. Who read it elsewhere only (`seen_at`) is told of and
    asks about nobody; a row that nothing is known for needs no reference.
    """
    found: dict[str, tuple[Relative, ...]] = {}
    for line, row in enumerate(rows_of(RELATIONS), start=2):
        if row["relation"] == UNKNOWN:
            continue
        known = row["relation"] in set(RelationKind)
        sure = row["verification"]
        _check(known and bool(row["reference"]) and sure in MARKS, RELATIONS, line)
        kind = RelationKind(row["relation"])
        told = row["reference"]
        if sure != Verification.SEEN:
            told += f", seen only at: {row['seen_at']}; told, asks about nobody"
        item = Relative(row["relative"], kind, told, asks=sure == Verification.SEEN)
        found[row["key"]] = (*found.get(row["key"], ()), item)
    return found


def _check(holds: bool, file: str, line: int) -> None:
    if not holds:
        what = "the kind is not known, or the reference is missing."
        raise DataError(what, where=f"data/{file}, line {line}")
