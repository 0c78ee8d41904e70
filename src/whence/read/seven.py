"""7-Zip archives to the files they hold, with nothing but the standard library.

The format is that of 7zFormat.txt of the LZMA SDK (public domain): a header of 32 bytes
points to a database at the end, itself often packed; streams are grouped in folders of
one chain of coders. Read are LZMA, LZMA2, deflate, bzip2 and stored streams, plain or
behind a branch or delta filter; encrypted archives, and chains with several inputs, are
refused by name.
"""

import bz2
import lzma
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from whence.errors import InputError

DAMAGED = "Pack it again as ZIP, or pass the files themselves."
HEADER_MOST = 1 << 24
STEP = 1 << 20
# Property ids, 7zFormat.txt
END, MAIN, PACK, UNPACK, SUBS, SIZE, CRC, FOLDER = 0, 4, 6, 7, 8, 9, 10, 11
UNPACK_SIZE, STREAMS, EMPTY, NAMES, FILES, PACKED_HEADER = 12, 13, 14, 17, 5, 23
COPY, LZMA, LZMA2 = b"\x00", b"\x03\x01\x01", b"\x21"
DEFLATE, BZIP2, AES = b"\x04\x01\x08", b"\x04\x02\x02", b"\x06\xf1\x07\x01"
FILTERS = {
    b"\x03": lzma.FILTER_DELTA,
    b"\x03\x03\x01\x03": lzma.FILTER_X86,
    b"\x04": lzma.FILTER_X86,
}


@dataclass(slots=True)
class Folder:
    """One packed stream: its coders (method, properties), last applied first."""

    coders: list[tuple[bytes, bytes]]
    sizes: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)  # sizes of the files inside

    @property
    def size(self) -> int:
        """Bytes when unpacked."""
        return self.sizes[0] if self.sizes else 0


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
            raise _torn("its header")
        if size > HEADER_MOST:
            raise _torn("its database")
        data = _at(stream, 32 + place, size)
        if len(data) != size or zlib.crc32(data) != crc:
            raise _torn("its database")
        reader = _Bytes(data)
        kind = reader.byte()
        while kind == PACKED_HEADER:
            packed, folders = _streams(reader)
            if folders[0].size > HEADER_MOST:
                raise _torn("its database")
            blocks = unpacked(stream, packed[0], folders[0])
            reader = _Bytes(b"".join(blocks))
            kind = reader.byte()
        return _main(reader)
    except (struct.error, IndexError, lzma.LZMAError, zlib.error, UnicodeError):
        raise _torn("its database") from None


def unpacked(
    stream: BinaryIO, where: tuple[int, int], folder: Folder
) -> Iterator[bytes]:
    """Yield the bytes of a folder, never more than it declares.

    Raises:
        InputError: the stream is damaged, or of a method not read here.

    """
    decode = _decoder(folder)
    stream.seek(where[0])
    left, out = where[1], 0
    waiting = b""
    while out < folder.size:
        if not waiting and left > 0:
            waiting = stream.read(min(STEP, left))
            left -= len(waiting)
        try:
            block, waiting = decode(waiting, min(STEP, folder.size - out))
        except (lzma.LZMAError, zlib.error, OSError, EOFError) as error:
            raise _torn(str(error)) from None
        if not block and not waiting and left <= 0:
            raise _torn("a stream ends too early")
        out += len(block)
        yield block


def _decoder(folder: Folder) -> Any:
    """Give a function (bytes, most) -> (bytes out, bytes not yet used)."""
    methods = [method for method, _ in folder.coders]
    if AES in methods:
        raise InputError(
            "the archive is protected by a password.",
            remedy="Open it with the password and pass the files themselves.",
        )
    if methods == [COPY]:
        return lambda data, most: (data[:most], data[most:])
    if methods == [DEFLATE]:
        inflate = zlib.decompressobj(-15)
        return lambda data, most: (
            inflate.decompress(data, most),
            inflate.unconsumed_tail,
        )
    if methods == [BZIP2]:
        bzip = bz2.BZ2Decompressor()
        return lambda data, most: (bzip.decompress(data, most), b"")
    chain = [_filter(method, said) for method, said in folder.coders]
    if chain[0]["id"] in (lzma.FILTER_LZMA1, lzma.FILTER_LZMA2):
        chain.reverse()  # the library wants the filters before the packer
    try:
        unpack = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=chain)
    except lzma.LZMAError as error:
        raise _torn(str(error)) from None
    return lambda data, most: (unpack.decompress(data, most), b"")


def _filter(method: bytes, said: bytes) -> dict[str, Any]:
    if method == LZMA and len(said) >= 5:
        rest, lc = divmod(said[0], 9)
        pb, lp = divmod(rest, 5)
        size = max(4096, struct.unpack("<I", said[1:5])[0])
        return {
            "id": lzma.FILTER_LZMA1,
            "lc": lc,
            "lp": lp,
            "pb": pb,
            "dict_size": size,
        }
    if method == LZMA2 and said:
        bits = said[0]
        size = 0xFFFFFFFF if bits >= 40 else (2 | bits & 1) << (bits // 2 + 11)
        return {"id": lzma.FILTER_LZMA2, "dict_size": size}
    if method in FILTERS:
        found: dict[str, Any] = {"id": FILTERS[method]}
        if found["id"] == lzma.FILTER_DELTA:
            found["dist"] = (said[0] if said else 0) + 1
        return found
    raise InputError(
        f"the archive is packed in a way not read here (method {method.hex()}).",
        remedy=DAMAGED,
    )


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


def _torn(what: str) -> InputError:
    return InputError(
        f"the archive is cut short or damaged ({what}).",
        remedy=DAMAGED,
    )
