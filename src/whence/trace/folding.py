"""From records to lanes: one way, for the tables of a case and for a store of any size.

    records, members   what files say, and which party each mention is  trace.notified
    counted            the same without what other records tell already    sql/dropped
    window             the ten years that hold the most of them            fold.window
    placed             a line for each record and lane, with its kind, and
                       why a record makes none                             sql/m_placed
    folded             lines side by side to lanes                         fold.fold

A connection sees `records` (as sql/records gives them), `members(h, party)`,
`carriers(party)` and `codes(hs, id)`; whether these lie on disk or in memory is for the
caller to say, and nothing here asks.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from whence.engine.duck import Duck
from whence.trace.fold import Flags, Folded, Ints, Longs, fold, window
from whence.trace.months import months_of

ANY_DAY = (1 << 31) - 1
"""A day after all others: every day is believed."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Records in the order of lanes, by day within each: day (-1 unknown), grams (-1
    unknown), source and row, and kind (see `lanes.AS_MAKER`)."""

    day: Ints
    grams: Longs
    src: Ints
    row: Ints
    kind: npt.NDArray[np.int8]

    def __len__(self) -> int:
        """Count them."""
        return len(self.day)


def leave_out(duck: Duck, *, lending: bool = False) -> None:
    """Find the records that others tell already; they are in `dropped` afterwards.

    `lending` lets a record to order borrow who bought from another telling of its bill
    first; a table in memory was merged so as it was read.
    """
    lent = ("lending", "lent") if lending else ()
    for statement in ("repeats", *lent, "masters", "again", "dropped"):
        duck.run(statement)


def window_of(duck: Duck, until: int = ANY_DAY) -> tuple[int, int]:
    """Give the first month of the window, and how many counted records are before it.

    A day after `until` is not believed. `counted` is seen afterwards: `records` without
    `dropped`.
    """
    months = duck.run("counted").columns("months", until=until)
    return window(
        np.asarray(months["month"], np.int64), np.asarray(months["n"], np.int64)
    )


def folded(duck: Duck, base: int) -> tuple[Lines, Folded]:
    """Fold the lines in `edges`, all or those of some buyers, into lanes."""
    part = duck.columns("bucket")
    undated: Flags = part["undated"].astype(bool)
    lines = Lines(
        _ints(part["day"]),
        part["grams"].astype(np.int64),
        _ints(part["src"]),
        _ints(part["row"]),
        part["kind"].astype(np.int8),
    )
    lanes = fold(
        (_ints(part["seller"]), _ints(part["buyer"]), _ints(part["hs"])),
        undated,
        month=months_of(np.maximum(lines.day, 0)) - base,
        grams=lines.grams,
    )
    return lines, lanes


def _ints(column: npt.NDArray[Any]) -> Ints:
    return column.astype(np.int32)
