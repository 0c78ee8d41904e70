"""Lanes of a store: mapped from disk, none of it loaded before it is looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from whence.model.source import Source
from whence.store.columns import mapped
from whence.store.generations import manifest_of
from whence.trace.lanes import Lanes

LANES, ROWS, PARTIES = "lanes", "rows", "parties"


class Keys(Sequence[str]):
    """Sorted party keys on disk, as a sequence and as an index."""

    def __init__(self, keys: npt.NDArray[np.bytes_]) -> None:
        """Take the sorted keys."""
        self._keys = keys

    def __len__(self) -> int:
        """Count them."""
        return len(self._keys)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> "Keys": ...
    def __getitem__(self, at: int | slice) -> "str | Keys":
        """Give the key of a number."""
        if isinstance(at, slice):
            return Keys(self._keys[at])
        return bytes(self._keys[at]).decode()


class KeyIndex:
    """Numbers of parties by key, found by halving."""

    def __init__(self, keys: npt.NDArray[np.bytes_]) -> None:
        """Take the sorted keys."""
        self._keys = keys

    def get(self, key: str, /) -> int | None:
        """Give a party's number, None for a stranger."""
        raw = key.encode()
        # A longer text would make numpy widen a copy of all keys before it looks.
        if len(raw) > self._keys.dtype.itemsize:
            return None
        at = int(np.searchsorted(self._keys, np.bytes_(raw)))
        found = at < len(self._keys) and bytes(self._keys[at]) == raw
        return at if found else None

    def __contains__(self, key: object, /) -> bool:
        """Whether the store knows the party."""
        return isinstance(key, str) and self.get(key) is not None

    def __getitem__(self, key: str, /) -> int:
        """Give a party's number."""
        at = self.get(key)
        if at is None:
            raise KeyError(key)
        return at


@dataclass(frozen=True, slots=True)
class StoredRecords:
    """Days, weights and places of records, in the order of lanes.

    `files` are (sha256, name, sheet) by the numbers in `src`.
    """

    day: npt.NDArray[np.int32]
    grams: npt.NDArray[np.int64]
    src: npt.NDArray[np.int32]
    row: npt.NDArray[np.int32]
    files: tuple[tuple[str, str, str], ...]

    def source(self, record: int) -> Source:
        """Say where a record stands."""
        sha256, name, sheet = self.files[int(self.src[record])]
        return Source(sha256, name, sheet, int(self.row[record]))


def open_lanes(folder: Path) -> Lanes:
    """Map the lanes of a generation.

    Raises:
        InputError: a part of the store is missing or damaged.

    """
    said = manifest_of(folder)

    def column(room: str, name: str) -> npt.NDArray[Any]:
        return mapped(folder / room, name).view(np.ndarray)

    keys = column(PARTIES, "key")
    size = len(column(LANES, "group_src"))
    return Lanes(
        trade=StoredRecords(
            column(ROWS, "day"),
            column(ROWS, "grams"),
            column(ROWS, "src"),
            column(ROWS, "row"),
            tuple((f["sha256"], f["name"], f["sheet"]) for f in said["files"]),
        ),
        parties=Keys(keys),
        index=KeyIndex(keys),
        codes=tuple(said["codes"]),
        base=int(said["base"]),
        src=column(LANES, "src"),
        dst=column(LANES, "dst"),
        hs=column(LANES, "hs"),
        undated=column(LANES, "undated"),
        mask=column(LANES, "mask"),
        grams=column(LANES, "grams"),
        count=column(LANES, "count"),
        unweighed=column(LANES, "unweighed"),
        group=column(LANES, "group"),
        group_src=column(LANES, "group_src"),
        group_hs=column(LANES, "group_hs"),
        lane_at=column(LANES, "lane_at"),
        record_at=column(LANES, "record_at"),
        records=None,
        kinds=column(ROWS, "kind"),
        partners=column(LANES, "partners"),
        outside=int(said["outside"]),
        seen=np.zeros((size, 2), np.int64),
    )
