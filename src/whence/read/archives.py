"""Archives to the tables inside them: ZIP, 7-Zip, gzip, bzip2, xz.

What comes out is counted while it comes out, against the limits of one file; names
inside are only shown, never used as places. An archive inside an archive stays closed.
"""

import bz2
import gzip
import lzma
import os
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from whence.errors import InputError
from whence.read.container import PASSWORD
from whence.read.request import Bounds
from whence.read.seven import archive_of
from whence.read.seven_coders import unpacked

STEP = 1 << 20
DAMAGED = "Pack it again, or pass the files themselves."
JUNK = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")


class Room:
    """Where unpacked files are laid, and how much more may come."""

    def __init__(self, folder: str, bounds: Bounds, packed: int) -> None:
        """Begin; `packed` is the size of the archive in bytes."""
        self.folder, self.number = folder, 0
        self.left = min(
            bounds.unpacked_bytes,
            max(bounds.ratio_from_bytes, bounds.unpacked_ratio * packed),
        )

    def lay(self, blocks: Iterator[bytes]) -> str:
        """Write one file and give its place.

        Raises:
            InputError: more came out than any table needs.

        """
        path = os.path.join(self.folder, f"unpacked-{self.number}")
        self.number += 1
        with open(path, "wb") as out:
            for block in blocks:
                self.left -= len(block)
                if self.left < 0:
                    raise _bomb()
                out.write(block)
        return path


def members(
    stream: BinaryIO, kind: str, *, folder: str, bounds: Bounds
) -> Iterator[tuple[str, str]]:
    """Yield (name inside, place on disk) of each file of an archive.

    Args:
        stream: the archive.
        kind: zip, 7z, gzip, bzip2 or xz.
        folder: where the files are laid.
        bounds: the limits.

    Raises:
        InputError: it is damaged, locked, or made to explode.

    """
    stream.seek(0, os.SEEK_END)
    room = Room(folder, bounds, stream.tell())
    stream.seek(0)
    if kind == "zip":
        yield from _zip(stream, room, bounds)
    elif kind == "7z":
        yield from _seven(stream, room, bounds)
    else:
        yield "", room.lay(_single(stream, kind))


def _zip(stream: BinaryIO, room: Room, bounds: Bounds) -> Iterator[tuple[str, str]]:
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, EOFError, OSError) as error:
        raise _torn(error) from None
    infos = [i for i in archive.infolist() if not i.is_dir()]
    if len(infos) > bounds.parts:
        raise _many(len(infos))
    for info in infos:
        if _is_junk(info.filename):
            continue
        if info.flag_bits & 1:
            raise InputError("the archive is protected by a password.", remedy=PASSWORD)
        yield _shown(info), room.lay(_blocks(archive, info))


def _shown(info: zipfile.ZipInfo) -> str:
    """Give a name as it was meant: old archivers on Chinese systems write GBK."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _blocks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(info) as member:
            while block := member.read(STEP):
                yield block
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise _torn(error) from None
    except NotImplementedError:
        raise InputError(
            "the archive is packed in a way that is not read here.", remedy=DAMAGED
        ) from None


def _seven(stream: BinaryIO, room: Room, bounds: Bounds) -> Iterator[tuple[str, str]]:
    archive = archive_of(stream)
    if len(archive.names) > bounds.parts:
        raise _many(len(archive.names))
    full = [n for n, e in zip(archive.names, archive.empty, strict=True) if not e]
    names = iter(full)
    for where, packed in zip(archive.packed, archive.folders, strict=True):
        if packed.size > room.left:
            raise _bomb()
        whole = _Pieces(unpacked(stream, where, packed))
        for size in packed.parts:
            name = next(names, "")
            place = room.lay(whole.take(size))
            if not _is_junk(name):
                yield name, place


class _Pieces:
    """Cuts a stream of blocks into files of known sizes."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self.blocks, self.rest = blocks, b""

    def take(self, size: int) -> Iterator[bytes]:
        while size > 0:
            if not self.rest:
                self.rest = next(self.blocks, b"")
                if not self.rest:
                    raise _torn(EOFError("a file ends too early"))
            block, self.rest = self.rest[:size], self.rest[size:]
            size -= len(block)
            yield block


def _single(stream: BinaryIO, kind: str) -> Iterator[bytes]:
    """Unpack a stream of one file."""
    opened: dict[str, Any] = {
        "gzip": lambda: gzip.GzipFile(fileobj=stream),
        "bzip2": lambda: bz2.BZ2File(stream),
        "xz": lambda: lzma.LZMAFile(stream),
    }
    try:
        with opened[kind]() as member:
            while block := member.read(STEP):
                yield block
    except (zlib.error, lzma.LZMAError, OSError, EOFError) as error:
        raise _torn(error) from None


def _is_junk(name: str) -> bool:
    low = name.lower()
    return low.startswith(JUNK[0]) or low.rpartition("/")[2] in JUNK


def _torn(error: Exception) -> InputError:
    return InputError(f"the archive is cut short or damaged ({error}).", remedy=DAMAGED)


def _bomb() -> InputError:
    return InputError(
        "the archive would unpack to far more than tables need.",
        remedy="If it is honest, pass the files themselves.",
    )


def _many(count: int) -> InputError:
    return InputError(
        f"the archive holds {count:,} files, more than a case needs.",
        remedy="Pass only the tables.",
    )
