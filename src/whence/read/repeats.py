"""The same trade record told twice: merged, and nothing it says is lost.

Two records are one when bill, seller, buyer, HS code, date and weight agree. What one
leaves blank is filled from the other; if they contradict each other, both stay.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from whence.model.party import Mention
from whence.read.leaders import leaders
from whence.read.pools import PARTIES, Pools
from whence.read.sheet import Flags
from whence.shelf.roles import is_to_order
from whence.shelf.tables import folded

Ints = npt.NDArray[np.int32]
FILLED = ("origin", "description", "order", "invoice", "lot", "entry", "master")


def merge_repeats(
    columns: dict[str, Ints], grams: npt.NDArray[np.int64], pools: Pools
) -> Flags:
    """Mark the records to keep; a kept one is completed in place."""
    rows = len(grams)
    if rows < 2:
        return np.ones(rows, dtype=bool)
    names = _names(pools)
    core = [columns["bill"], columns["hs"], columns["day"]]
    core += [names[columns[role]] for role in ("seller", "buyer")]
    core.append(np.unique(grams, return_inverse=True)[1].astype(np.int32))
    lead = leaders(core, rows)
    keep: Flags = (lead == np.arange(rows)) | (columns["bill"] == 0)
    again = np.flatnonzero(~keep)
    fields = [columns[name] for name in (*PARTIES, *FILLED)]
    differs = np.zeros(len(again), dtype=bool)
    for field in fields:
        differs |= field[again] != field[lead[again]]
    for row in again[differs]:
        keep[row] = not _absorb(int(lead[row]), int(row), columns, pools)
    gone = np.flatnonzero(~keep)
    amended = columns["amended"]
    for row in gone[amended[gone] > amended[lead[gone]]]:
        _amend(int(lead[row]), int(row), columns)
    return keep


def _amend(lead: int, row: int, columns: dict[str, Ints]) -> None:
    """Let what an amended bill still says stand as it says it, and where."""
    if columns["amended"][row] > columns["amended"][lead]:
        _exchange(("amended", "file", "row"), lead, row, columns)


def _exchange(
    names: Sequence[str], lead: int, row: int, columns: dict[str, Ints]
) -> None:
    """Let the kept record bear what the other bears, and that what it bore."""
    for name in names:
        column = columns[name]
        column[lead], column[row] = column[row], column[lead]


def _names(pools: Pools) -> Ints:
    """Give each mention the code of its name; the last one stands for no mention."""
    known: dict[str, int] = {}
    codes = [known.setdefault(m.names[0], len(known)) for m in pools.in_order]
    return np.array([*codes, -1], dtype=np.int32)


def _absorb(lead: int, row: int, columns: dict[str, Ints], pools: Pools) -> bool:
    """Fill the kept record from this one; False when they contradict each other."""
    filled: dict[str, int] = {}
    for name in PARTIES:
        mine, theirs = int(columns[name][lead]), int(columns[name][row])
        if mine == theirs or theirs < 0:
            continue
        if mine < 0:
            filled[name] = theirs
            continue
        both = _one(pools.in_order[mine], pools.in_order[theirs], pools)
        if both is None:
            return False
        filled[name] = pools.mention(both)
    for name in FILLED:
        mine, theirs = int(columns[name][lead]), int(columns[name][row])
        if mine == theirs or not theirs:
            continue
        if mine:
            return False
        filled[name] = theirs
    acting = _acting(lead, row, columns, pools)
    if any(columns[name][lead] < 0 for name in acting if name in filled):
        # The record stands where all who act do: that row is shown as evidence.
        _exchange(("file", "row"), lead, row, columns)
    for name, code in filled.items():
        columns[name][lead] = code
    return True


def _acting(lead: int, row: int, columns: dict[str, Ints], pools: Pools) -> set[str]:
    """Give the parties that act on the goods; who is only notified of them does not,
    but for goods "to order", which have no other buyer. A row that tells him and not
    the maker says less of them than one that tells the maker."""
    buyer, maker = int(columns["buyer"][lead]), columns["maker"]
    named = buyer >= 0 and not any(map(is_to_order, pools.in_order[buyer].names))
    less = maker[row] < 0 <= maker[lead]
    return {"seller", "buyer", "maker"} | (set() if named or less else {"notify"})


def _one(mine: Mention, theirs: Mention, pools: Pools) -> Mention | None:
    """Join two mentions of one name whose other parts do not contradict."""
    if mine.names != theirs.names:
        return None
    pairs = ((mine.address, theirs.address), (mine.country, theirs.country))
    if any(a and b and folded(a) != folded(b) for a, b in pairs):
        return None
    ids = dict.fromkeys((*mine.identifiers, *theirs.identifiers))
    if len({kind for kind, _ in ids}) < len(ids):
        return None
    return pools.parties.mention(
        mine.names,
        country=mine.said_country or theirs.said_country,
        address=mine.address or theirs.address,
        ids=tuple(ids),
    )
