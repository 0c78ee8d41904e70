"""Swap one part of a ZIP file and copy all others byte for byte, in their order.

The standard library can only compress parts anew. Here the stored bytes of a part,
its local header and its directory entry are copied as they stand; only offsets move.
"""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

END = b"PK\x05\x06"
ENTRY = b"PK\x01\x02"
LOCAL = b"PK\x03\x04"
ENTRY_SIZE, LOCAL_SIZE, END_SIZE = 46, 30, 22
WIDE = 0xFFFFFFFF
ENCRYPTED, TRAILER = 0x0001, 0x0008


class NotCopyable(ValueError):
    """The archive is of a kind whose parts cannot be copied one by one."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name, directory entry, and where its bytes stand in the file."""

    name: str
    entry: bytes
    start: int
    end: int
    size: int


def parts_of(data: bytes) -> tuple[Part, ...]:
    """List the parts in the order of the directory.

    Raises:
        NotCopyable: no ZIP file, encrypted, larger than 4 GB, or damaged.

    """
    end = data.rfind(END, max(0, len(data) - 65_557))
    if end < 0 or len(data) < end + END_SIZE:
        raise NotCopyable("it is not a ZIP file, as every XLSX is")
    count, size, first = struct.unpack_from("<HII", data, end + 10)
    if WIDE in (size, first) or count == 0xFFFF or first + size > end:
        raise NotCopyable("its ZIP directory is of the 4 GB kind or damaged")
    entries = []
    at = first
    for _ in range(count):
        if data[at : at + 4] != ENTRY:
            raise NotCopyable("its ZIP directory is damaged")
        lengths = struct.unpack_from("<HHH", data, at + 28)
        entries.append(data[at : at + ENTRY_SIZE + sum(lengths)])
        at += ENTRY_SIZE + sum(lengths)
    starts = sorted({struct.unpack_from("<I", e, 42)[0] for e in entries} | {first})
    after = dict(pairwise(starts))
    parts = tuple(_part(data, entry, after) for entry in entries)
    if len({part.name for part in parts}) < len(parts):
        raise NotCopyable("it holds two parts of one name")
    return parts


def _part(data: bytes, entry: bytes, after: Mapping[int, int]) -> Part:
    """Read one directory entry, and refuse what cannot be copied."""
    flags = struct.unpack_from("<H", entry, 8)[0]
    size = struct.unpack_from("<I", entry, 24)[0]
    (length,) = struct.unpack_from("<H", entry, 28)
    (start,) = struct.unpack_from("<I", entry, 42)
    if flags & ENCRYPTED:
        raise NotCopyable("it is encrypted")
    if start not in after or data[start : start + 4] != LOCAL:
        raise NotCopyable("a part of its ZIP file is damaged")
    name = entry[ENTRY_SIZE : ENTRY_SIZE + length]
    text = name.decode("utf-8" if flags & 0x0800 else "cp437", "replace")
    return Part(text, entry, start, after[start], size)


def content_of(data: bytes, part: Part, *, most: int) -> bytes:
    """Unpack one part, refusing more than `most` bytes.

    Raises:
        NotCopyable: unknown compression, damaged, or larger than `most`.

    """
    names = struct.unpack_from("<HH", data, part.start + 26)
    begin = part.start + LOCAL_SIZE + sum(names)
    method = struct.unpack_from("<H", part.entry, 10)[0]
    (packed,) = struct.unpack_from("<I", part.entry, 20)
    raw = data[begin : begin + packed]
    if method == 0 and len(raw) <= most:
        found = raw
    elif method == 8:
        unpacker = zlib.decompressobj(-15)
        try:
            found = unpacker.decompress(raw, most + 1)
        except zlib.error as error:
            raise NotCopyable(f"the part {part.name} is damaged") from error
    else:
        raise NotCopyable(f"the part {part.name} is packed in an unknown way")
    if len(found) > most:
        raise NotCopyable(f"the part {part.name} unpacks to more than {most} bytes")
    if zlib.crc32(found) != struct.unpack_from("<I", part.entry, 16)[0]:
        raise NotCopyable(f"the part {part.name} is damaged")
    return found


def swap(data: bytes, new: Mapping[str, bytes]) -> bytes:
    """Give the archive with these parts replaced, all others byte-identical.

    Raises:
        NotCopyable: as `parts_of`.

    """
    parts = parts_of(data)
    body: list[bytes] = []
    moved: dict[str, tuple[int, bytes]] = {}
    at = 0
    for part in sorted(parts, key=lambda p: p.start):
        local, entry = data[part.start : part.end], part.entry
        if part.name in new:
            local, entry = _packed(part, new[part.name])
        moved[part.name] = (at, entry)
        body.append(local)
        at += len(local)
    directory = b"".join(
        moved[p.name][1][:42]
        + struct.pack("<I", moved[p.name][0])
        + moved[p.name][1][ENTRY_SIZE:]
        for p in parts
    )
    tail = data[data.rfind(END) :]
    end = tail[:12] + struct.pack("<II", len(directory), at) + tail[20:]
    return b"".join(body) + directory + end


def _packed(part: Part, content: bytes) -> tuple[bytes, bytes]:
    """Pack new content under the old name: a local part and its directory entry."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    flags = struct.unpack_from("<H", part.entry, 8)[0] & ~TRAILER
    (length,) = struct.unpack_from("<H", part.entry, 28)
    name = part.entry[ENTRY_SIZE : ENTRY_SIZE + length]
    stamp = part.entry[12:16]
    sizes = struct.pack("<III", zlib.crc32(content), len(packed), len(content))
    kind = struct.pack("<HH", flags, 8)
    local = LOCAL + struct.pack("<H", 20) + kind + stamp + sizes
    local += struct.pack("<HH", length, 0) + name + packed
    entry = part.entry[:8] + kind + stamp + sizes + part.entry[28:]
    return local, entry
