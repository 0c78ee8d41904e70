"""7-Zip archives to the files they hold, with nothing but the standard library.

The format is that of 7zFormat.txt of the LZMA SDK (public domain): a header of 32 bytes
points to a database at the end, itself often packed; streams are grouped in folders of
one chain of coders (`seven_coders`). Encrypted archives, and chains with several
inputs, are refused by name.
"""

import lzma
import struct
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from whence.errors import InputError
from whence.read.seven_coders import DAMAGED, Folder, torn, unpacked

HEADER_MOST = 1 << 24
# Property ids, 7zFormat.txt
END, MAIN, PACK, UNPACK, SUBS, SIZE, CRC, FOLDER = 0, 4, 6, 7, 8, 9, 10, 11
UNPACK_SIZE, STREAMS, EMPTY, NAMES, FILES, PACKED_HEADER = 12, 13, 14, 17, 5, 23


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive holds: names with sizes, in order, and how they are packed."""

    names: tuple[str, ...]
    empty: tuple[bool, ...]
    folders: tuple[Folder, ...]
    packed: tuple[tuple[int, int], ...]  # place and length of each stream


def archive_of(stream: BinaryIO) -> Archive:
    """Read the database of an archive.

    Raises:
        InputError: it is damaged, encrypted, or packed in a way not read here.

    """
    try:
        stream.seek(0)
        head = stream.read(32)
        place, size, crc = struct.unpack("<QQI", head[12:32])
        if zlib.crc32(head[12:32]) != struct.unpack("<I", head[8:12])[0]:
            raise torn("its header")
        if size > HEADER_MOST:
            raise torn("its database")
        data = _at(stream, 32 + place, size)
        if len(data) != size or zlib.crc32(data) != crc:
            raise torn("its database")
        reader = _Bytes(data)
        kind = reader.byte()
        while kind == PACKED_HEADER:
            packed, folders = _streams(reader)
            if folders[0].size > HEADER_MOST:
                raise torn("its database")
            blocks = unpacked(stream, packed[0], folders[0])
            reader = _Bytes(b"".join(blocks))
            kind = reader.byte()
        return _main(reader)
    except (struct.error, IndexError, lzma.LZMAError, zlib.error, UnicodeError):
        raise torn("its database") from None


class _Bytes:
    """Reads numbers as the format writes them."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def take(self, count: int) -> bytes:
        found = self.data[self.at : self.at + count]
        if len(found) < count:
            raise IndexError
        self.at += count
        return found

    def number(self) -> int:
        first, mask, value = self.byte(), 0x80, 0
        for i in range(8):
            if not first & mask:
                return value | (first & (mask - 1)) << 8 * i
            value |= self.byte() << 8 * i
            mask >>= 1
        return value

    def flags(self, count: int) -> list[bool]:
        data = self.take((count + 7) // 8)
        return [bool(data[i // 8] & 0x80 >> i % 8) for i in range(count)]

    def digests(self, count: int) -> None:
        """Pass over the checksums."""
        known = [True] * count if self.byte() else self.flags(count)
        self.take(4 * sum(known))


def _streams(reader: _Bytes) -> tuple[list[tuple[int, int]], list[Folder]]:
    packed: list[tuple[int, int]] = []
    folders: list[Folder] = []
    while (kind := reader.byte()) != END:
        if kind == PACK:
            packed = _packed(reader)
        elif kind == UNPACK:
            folders = _folders(reader)
        elif kind == SUBS:
            _parts(reader, folders)
        else:
            raise IndexError
    for folder in folders:
        folder.parts = folder.parts or [folder.size]
    if len(packed) != len(folders):
        raise IndexError
    return packed, folders


def _packed(reader: _Bytes) -> list[tuple[int, int]]:
    place, count = 32 + reader.number(), reader.number()
    sizes: list[int] = []
    while (kind := reader.byte()) != END:
        if kind == SIZE:
            sizes = [reader.number() for _ in range(count)]
        elif kind == CRC:
            reader.digests(count)
    found = []
    for size in sizes:
        found.append((place, size))
        place += size
    return found


def _folders(reader: _Bytes) -> list[Folder]:
    if reader.byte() != FOLDER:
        raise IndexError
    count = reader.number()
    if reader.byte():
        raise IndexError  # an external database: nobody writes it
    folders = [_folder(reader) for _ in range(count)]
    while (kind := reader.byte()) != END:
        if kind == UNPACK_SIZE:
            for folder in folders:
                folder.sizes = [reader.number() for _ in folder.coders]
        elif kind == CRC:
            reader.digests(count)
    return folders


def _folder(reader: _Bytes) -> Folder:
    coders: list[tuple[bytes, bytes]] = []
    count = reader.number()
    for _ in range(count):
        first = reader.byte()
        method = reader.take(first & 15)
        if first & 16 and (reader.number(), reader.number()) != (1, 1):
            raise InputError(
                "the archive is packed in a way that is not read here.",
                remedy=DAMAGED,
            )
        said = reader.take(reader.number()) if first & 32 else b""
        coders.append((method, said))
    for _ in range(count - 1):
        reader.number(), reader.number()
    return Folder(coders)


def _parts(reader: _Bytes, folders: list[Folder]) -> None:
    counts = [1] * len(folders)
    kind = reader.byte()
    if kind == STREAMS:
        counts = [reader.number() for _ in folders]
        kind = reader.byte()
    for folder, count in zip(folders, counts, strict=True):
        folder.parts = [0] * count
        if kind == SIZE and count:
            folder.parts = [reader.number() for _ in range(count - 1)]
            folder.parts.append(folder.size - sum(folder.parts))
        elif count == 1:
            folder.parts = [folder.size]
    if kind == SIZE:
        kind = reader.byte()
    while kind != END:
        if kind == CRC:
            unknown = sum(c for c in counts if c != 1) or sum(counts)
            reader.digests(unknown)
        kind = reader.byte()


def _main(reader: _Bytes) -> Archive:
    packed: list[tuple[int, int]] = []
    folders: list[Folder] = []
    names: list[str] = []
    empty: list[bool] = []
    kind = reader.byte()
    while kind != END:
        if kind == MAIN:
            packed, folders = _streams(reader)
        elif kind == FILES:
            names, empty = _names(reader)
        else:
            raise IndexError
        kind = reader.byte() if reader.at < len(reader.data) else END
    return Archive(tuple(names), tuple(empty), tuple(folders), tuple(packed))


def _names(reader: _Bytes) -> tuple[list[str], list[bool]]:
    count = reader.number()
    names: list[str] = []
    empty = [False] * count
    while (kind := reader.number()) != END:
        data = _Bytes(reader.take(reader.number()))
        if kind == EMPTY:
            empty = data.flags(count)
        elif kind == NAMES and not data.byte():
            names = data.data[1:].decode("utf-16-le").split("\0")[:count]
    return names, empty


def _at(stream: BinaryIO, place: int, size: int) -> bytes:
    stream.seek(place)
    return stream.read(size)
