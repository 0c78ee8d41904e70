"""The fonts of the printed dossier: where they lie, which characters they hold, how
wide those are."""

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


@cache
def widths(name: str) -> dict[int, float]:
    """Give how far each character of one shipped font moves the pen, in ems.

    Read from its tables cmap, head, hhea and hmtx (OpenType 1.9). Letters that join,
    as in Arabic script, are given as they stand alone.

    Raises:
        DataError: the file is no font, or has no Unicode table of a known format.

    """
    path = FOLDER / name
    data = path.read_bytes()
    try:
        tables = _tables(data)
        units = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
        many = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
        moves = struct.unpack_from(">" + "Hh" * many, data, tables[b"hmtx"])[::2]
    except (struct.error, KeyError) as error:
        raise DataError("is not a font this can read.", where=name) from error
    # Glyphs beyond the last entry move as far as it does.
    return {
        code: moves[min(glyph, many - 1)] / units
        for code, glyph in _glyphs(path, data).items()
    }


def characters(path: Path) -> frozenset[int]:
    """Give the code points one font holds.

    Raises:
        DataError: the file is no font, or has no Unicode table of a known format.

    """
    return frozenset(_glyphs(path, path.read_bytes()))


def _tables(data: bytes) -> dict[bytes, int]:
    """Give where each table of a font begins."""
    count = struct.unpack_from(">H", data, 4)[0]
    held = (struct.unpack_from(">4sIII", data, 12 + 16 * i) for i in range(count))
    return {tag: offset for tag, _, offset, _ in held}


def _glyphs(path: Path, data: bytes) -> dict[int, int]:
    """Give the number of the glyph of each code point."""
    found: dict[int, int] = {}
    try:
        start = _tables(data)[b"cmap"]
        many = struct.unpack_from(">H", data, start + 2)[0]
        for i in range(many):
            offset = struct.unpack_from(">HHI", data, start + 4 + 8 * i)[2]
            found |= _subtable(data, start + offset)
    except (struct.error, KeyError, IndexError) as error:
        raise DataError("is not a font this can read.", where=path.name) from error
    if not found:
        raise DataError("names no character it holds.", where=path.name)
    return found


def _subtable(data: bytes, at: int) -> dict[int, int]:
    """Read one subtable of cmap; formats other than 4 and 12 give nothing."""
    kind = struct.unpack_from(">H", data, at)[0]
    if kind == 12:
        groups = struct.unpack_from(">I", data, at + 12)[0]
        spans = (
            struct.unpack_from(">III", data, at + 16 + 12 * i) for i in range(groups)
        )
        return {
            code: first + code - low
            for low, high, first in spans
            for code in range(low, high + 1)
        }
    return _segments(data, at) if kind == 4 else {}


def _segments(data: bytes, at: int) -> dict[int, int]:
    """Read a subtable of format 4: runs of codes, each with a shift or a list."""
    half = struct.unpack_from(">H", data, at + 6)[0]
    number = half // 2
    ends = struct.unpack_from(f">{number}H", data, at + 14)
    starts, shifts, lists = (
        struct.unpack_from(f">{number}H", data, at + 16 + half * nth)
        for nth in (1, 2, 3)
    )
    found: dict[int, int] = {}
    for nth, (low, high) in enumerate(zip(starts, ends, strict=True)):
        here = at + 16 + half * 3 + 2 * nth  # a list is given from its own place on
        for code in range(low, min(high, 0xFFFE) + 1):
            glyph = code
            if lists[nth]:
                spot = here + lists[nth] + 2 * (code - low)
                glyph = struct.unpack_from(">H", data, spot)[0]
            if glyph or not lists[nth]:
                glyph = (glyph + shifts[nth]) & 0xFFFF
            found[code] = glyph
    return found
