"""Columns of numbers about things that many names share, each thing laid out once.

Grown   rows by thing, in arrays that grow; row 0 stands for nothing
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

import numpy as np

from whence.match.arrays import Array

Thing = TypeVar("Thing")
FIRST = 256


class Grown(Generic[Thing]):
    """Gives every thing a row number, and the columns of all `things` met so far.

    Parts and traits are told apart by identity: whoever makes them makes each but once.
    """

    def __init__(
        self, lay: Callable[[Sequence[Thing]], Mapping[str, Array]], nothing: Thing
    ) -> None:
        """Take the way to lay things out: columns, whose blank slots hold -1 (keys) or
        0. Row 0 is that of `nothing`."""
        self._lay = lay
        self.things: list[Thing] = []
        self._rows: dict[Thing, int] = {}
        self._columns: dict[str, Array] = {}
        self.rows([nothing])

    def rows(self, things: Iterable[Thing]) -> list[int]:
        """Give the row of each thing, and lay out those that are new."""
        known = self._rows
        found: list[int] = []
        fresh: list[Thing] = []
        for thing in things:
            row = known.get(thing)
            if row is None:
                row = known[thing] = len(known)
                fresh.append(thing)
            found.append(row)
        if fresh:
            self.things += fresh
            self._grow(fresh, len(known) - len(fresh))
        return found

    def __len__(self) -> int:
        """Give the number of things, with nothing."""
        return len(self._rows)

    def __getitem__(self, column: str) -> Array:
        """Give a column, a row a thing."""
        return self._columns[column][: len(self._rows)]

    def _grow(self, fresh: Sequence[Thing], start: int) -> None:
        """Write the rows of new things behind the others."""
        for name, rows in self._lay(fresh).items():
            held = self._columns.get(name)
            if held is None or not _fits(held, rows, start):
                held = self._columns[name] = _wider(held, rows, start)
            if rows.ndim == 1:
                held[start : start + len(rows)] = rows
            else:
                held[start : start + len(rows), : rows.shape[1]] = rows


def _fits(held: Array, rows: Array, start: int) -> bool:
    return len(held) >= start + len(rows) and held.shape[1:] >= rows.shape[1:]


def _wider(held: Array | None, rows: Array, start: int) -> Array:
    """Give room for twice as many rows, and for wider ones."""
    room: tuple[int, ...] = (max(FIRST, 2 * (start + len(rows))),)
    if rows.ndim == 2:
        room += (max(rows.shape[1], 0 if held is None else held.shape[1]),)
    out = np.full(room, -1 if rows.dtype == np.int64 else 0, dtype=rows.dtype)
    if held is not None:
        out[tuple(slice(size) for size in held.shape)] = held
    return out
