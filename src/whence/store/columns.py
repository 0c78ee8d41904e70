"""Columns of numbers on disk, written in parts and read without being loaded.

Each column is one file in NumPy's format, so that a hundred million numbers are mapped
into memory and only what is looked at is read.
"""

import contextlib
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from whence.errors import InputError
from whence.store.files import guarded

HEAD = 128
"""Bytes of a head, the same however long the column becomes."""


class Writer:
    """Appends to columns; they are whole once `close` returned.

    Each column's type and width come with its first part.
    """

    def __init__(self, folder: Path) -> None:
        """Name the folder, which must exist."""
        self.folder = folder
        self._files: dict[str, IO[bytes]] = {}
        self._kinds: dict[str, tuple[np.dtype[Any], tuple[int, ...]]] = {}
        self._sizes: dict[str, int] = {}

    def add(self, columns: Mapping[str, npt.NDArray[Any]]) -> None:
        """Append one part to each of the named columns.

        Raises:
            OutputError: the disk is full or the folder may not be written.

        """
        for name, part in columns.items():
            path = self.folder / f"{name}.npy"
            with guarded(path):
                if name not in self._files:
                    self._files[name] = path.open("wb")
                    self._files[name].write(b"\0" * HEAD)
                    self._kinds[name] = (part.dtype, part.shape[1:])
                    self._sizes[name] = 0
                kind, width = self._kinds[name]
                if part.dtype != kind or part.shape[1:] != width:
                    raise TypeError(f"column {name} is {kind}, this part {part.dtype}")
                _write(self._files[name], part)
                self._sizes[name] += len(part)

    def close(self) -> None:
        """Write the heads and end the files.

        Raises:
            OutputError: the disk is full or the folder may not be written.

        """
        for name, file in self._files.items():
            kind, width = self._kinds[name]
            with guarded(self.folder / f"{name}.npy"):
                file.seek(0)
                file.write(_head(kind, (self._sizes[name], *width)))
                file.close()
        self._files.clear()


def _write(file: IO[bytes], part: npt.NDArray[Any]) -> None:
    """Append the bytes of an array; a file that takes no more is closed.

    Not by `tofile`, whose refusal does not say that the disk is full.
    """
    try:
        file.write(np.ascontiguousarray(part).reshape(-1).view(np.uint8).data)
    except OSError:
        with contextlib.suppress(OSError):
            file.close()
        raise


def _head(kind: np.dtype[Any], shape: tuple[int, ...]) -> bytes:
    """Give the head of NumPy's format 1.0 for a column of this type and shape."""
    text = f"{{'descr': {kind.str!r}, 'fortran_order': False, 'shape': {shape!r}, }}"
    body = text.encode("ascii").ljust(HEAD - 11) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(body).to_bytes(2, "little") + body


def save(folder: Path, columns: Mapping[str, npt.NDArray[Any]]) -> None:
    """Write whole columns at once.

    Raises:
        OutputError: the disk is full or the folder may not be written.

    """
    writer = Writer(folder)
    writer.add(columns)
    writer.close()


def mapped(folder: Path, name: str) -> npt.NDArray[Any]:
    """Give one column, mapped and not loaded; an empty one as a plain array.

    Raises:
        InputError: there is no such column, or it is damaged.

    """
    path = folder / f"{name}.npy"
    try:
        if path.stat().st_size <= HEAD:
            return np.load(path, allow_pickle=False)  # type: ignore[no-any-return]
        return np.load(path, mmap_mode="r", allow_pickle=False)  # type: ignore[no-any-return]
    except (OSError, ValueError, EOFError) as error:
        raise InputError(
            f"a column of the store is missing or damaged ({error}).",
            where=str(path),
            remedy="Run `whence trace build` again; the store can always be rebuilt.",
        ) from error


def let_go(column: npt.NDArray[Any]) -> None:
    """Let the system take back the memory of a mapped column, or of a part of one.

    Who asks it again reads it again; one that is held in memory stays there.
    """
    base: Any = column
    while isinstance(base, np.ndarray):
        base = base.base
    if isinstance(base, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        begin = np.frombuffer(base, np.uint8).__array_interface__["data"][0]
        first = column.__array_interface__["data"][0] - begin
        # Only whole pages can be given back; of the others somebody may hold a part.
        low = -(-first // mmap.PAGESIZE) * mmap.PAGESIZE
        high = (first + column.nbytes) // mmap.PAGESIZE * mmap.PAGESIZE
        if high > low:
            base.madvise(mmap.MADV_DONTNEED, low, high - low)
