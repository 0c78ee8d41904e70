"""Packed streams of a 7-Zip archive to their bytes: one chain of coders a stream.

Read are LZMA, LZMA2, deflate, bzip2 and stored streams, plain or behind a branch or
delta filter, as 7zFormat.txt and Methods.txt of the LZMA SDK (public domain) name them.
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
STEP = 1 << 20
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
            raise torn(str(error)) from None
        if not block and not waiting and left <= 0:
            raise torn("a stream ends too early")
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
        raise torn(str(error)) from None
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


def torn(what: str) -> InputError:
    """Say that an archive is damaged, and where."""
    return InputError(
        f"the archive is cut short or damaged ({what}).",
        remedy=DAMAGED,
    )
