"""The fonts of the printed dossier: where they lie, and which characters they hold."""

import struct
from functools import cache
from pathlib import Path

from whence.errors import DataError
from whence.shelf import DATA

FOLDER = Path(str(DATA / "fonts"))


@cache
def covered() -> frozenset[int]:
    """Give every code point that at least one shipped font can draw.

    Read from the fonts themselves (OpenType 1.9, table cmap, formats 4 and 12), so
    that no list beside them can grow old.

    Raises:
        DataError: there is no font, or one cannot be read.

    """
    paths = sorted(FOLDER.glob("*.ttf"))
    if not paths:
        raise DataError("no font ships with this package.", where="data/fonts")
    found: set[int] = set()
    for path in paths:
        found |= characters(path)
    return frozenset(found)


def characters(path: Path) -> frozenset[int]:
    """Give the code points one font holds.

    Raises:
        DataError: the file is no font, or has no Unicode table of a known format.

    """
    data = path.read_bytes()
    try:
        count = struct.unpack_from(">H", data, 4)[0]
        tables = [struct.unpack_from(">4sIII", data, 12 + 16 * i) for i in range(count)]
        start = next(offset for tag, _, offset, _ in tables if tag == b"cmap")
        many = struct.unpack_from(">H", data, start + 2)[0]
        held = [
            struct.unpack_from(">HHI", data, start + 4 + 8 * i) for i in range(many)
        ]
        found: set[int] = set()
        for _, _, offset in held:
            found |= _subtable(data, start + offset)
    except (struct.error, StopIteration, IndexError) as error:
        raise DataError("is not a font this can read.", where=path.name) from error
    if not found:
        raise DataError("names no character it holds.", where=path.name)
    return frozenset(found)


def _subtable(data: bytes, at: int) -> set[int]:
    """Read one subtable of cmap; formats other than 4 and 12 give nothing."""
    kind = struct.unpack_from(">H", data, at)[0]
    if kind == 12:
        groups = struct.unpack_from(">I", data, at + 12)[0]
        spans = (
            struct.unpack_from(">II", data, at + 16 + 12 * i) for i in range(groups)
        )
        return {code for low, high in spans for code in range(low, high + 1)}
    if kind == 4:
        half = struct.unpack_from(">H", data, at + 6)[0]
        number = half // 2
        ends = struct.unpack_from(f">{number}H", data, at + 14)
        starts = struct.unpack_from(f">{number}H", data, at + 16 + half)
        pairs = zip(starts, ends, strict=True)
        return {c for low, high in pairs for c in range(low, high + 1) if c != 0xFFFF}
    return set()
