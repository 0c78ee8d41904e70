"""The child process: lock itself in, read one foreign file, lay columns down, answer.

Run as a program; the request comes as JSON on standard input, the answer goes as JSON
to standard output. Results are plain: JSON texts and arrays of 32-bit codes.
"""

import csv
import gc
import importlib
import json
import os
import sys
import zipfile
from array import array
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from whence.errors import InputError, Refused
from whence.read import bulk
from whence.read.forms import is_text
from whence.read.framed import sheet_of
from whence.read.request import Request
from whence.read.roster import refuse_roster
from whence.read.rows import Sheet
from whence.read.sandbox import lock
from whence.read.sources import opened, preload

# The first two bytes of files that are no plain text, however large.
PACKED = (b"PK", b"7z", b"\x1f\x8b", b"BZ", b"\xfd7", b"\xd0\xcf")
LARGE_BOOK = 1 << 20
# What only comes into memory when first used must be there before the lock.
CODECS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


def main() -> None:
    """Answer the request on standard input on standard output."""
    # Millions of short-lived lists and no cycles: collecting them costs a third.
    gc.disable()
    json.dump(answered(Request.from_json(sys.stdin.read())), sys.stdout)


def answered(request: Request) -> dict[str, list[str]]:
    """Give the names of the sheet files; a deliberate error is an answer too."""
    try:
        return {"sheets": read(request)}
    except (InputError, Refused) as error:
        said = [type(error).__name__, error.what, error.remedy]
    except PermissionError:
        said = ["InputError", "no permission to read it.", PERMISSION]
    except IsADirectoryError:
        said = ["InputError", "this is a folder.", "Name its files."]
    except MemoryError:
        said = ["MemoryError", "", ""]
    except OSError as error:
        said = ["OSError", os.strerror(error.errno or 0), str(error.errno)]
    except (zipfile.BadZipFile, csv.Error) as error:
        said = ["InputError", f"it is damaged ({error}).", "Save it again."]
    return {"error": said}


PERMISSION = "Change its permissions, or copy it to where you may read it."


def read(request: Request) -> list[str]:
    """Read the file and lay each sheet down; give the names of the sheet files."""
    for codec in (*CODECS, *(page.codec for page in request.pages.pages)):
        "".encode(codec)
    with open(request.path, "rb") as stream:
        first = stream.read(4)
        if first == b"PAR1":
            preload()
        elif first[:2] == b"PK" and os.path.getsize(request.path) > LARGE_BOOK:
            importlib.import_module("whence.read.plain_book")
        elif first[:2] not in PACKED and bulk.is_large(request.path):
            bulk.preload()
        lock(request.bounds, request.folder)
        sheets = [s for s in _sheets(stream, request)]
        known, words = frozenset(request.headers), frozenset(request.words)
        for sheet in sheets:
            refuse_roster(sheet, request.roster, known, words)
        full = [s for s in sheets if len(s.lines) or s.aside]
        full = _tables(full, frozenset(request.headers))
        if not full:
            raise InputError(
                "there is a header, and no row of data." if sheets else "it is blank.",
                remedy="Export the table with its rows.",
            )
        for sheet in sheets:
            if not len(sheet.lines) and sheet not in full:
                full[0].notes.append(f'sheet "{sheet.name}" has a header and no rows')
        return [lay(sheet, request.folder, i) for i, sheet in enumerate(full)]


def _tables(full: list[Sheet], known: frozenset[str]) -> list[Sheet]:
    """Leave out instructions and forms that stand beside a table; name them."""
    others = [s for s in full if s.form or is_text(s, known)] if len(full) > 1 else []
    left = [s for s in full if s not in others]
    if not left:
        return full
    said = [f'sheet "{s.name}" is text or a form, no table' for s in others]
    left[0].notes.extend(said)
    return left


def _sheets(stream: BinaryIO, request: Request) -> Iterator[Sheet]:
    suffix = os.path.splitext(request.path)[1].lower()
    kind, sheets = opened(stream, request)
    notes = []
    if not _fits(kind, suffix):
        notes.append(f"the name ends in {suffix or 'nothing'}, the content is {kind}")
    for name, remarks, chunks in sheets:
        if isinstance(chunks, Sheet):
            sheet: Sheet | None = chunks
        else:
            header = 0 if kind in HEADED else None
            whole = getattr(chunks, "whole", None)
            marked = getattr(chunks, "is_marked", False)
            sheet = sheet_of(
                name, iter(chunks), request, header=header, whole=whole, marked=marked
            )
        if sheet is not None:
            sheet.notes[:0] = notes + remarks
            doubts = [d for d in (getattr(chunks, "doubt", ""), sheet.doubt) if d]
            yield replace(sheet, doubt="; ".join(doubts))


# Records name their fields: their header is the first row and need not be looked for.
HEADED = frozenset(("json", "parquet"))
FITTING = {
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "html": (".html", ".htm", ".xls"),
    "excel2003": (".xml", ".xls"),
    "json": (".json", ".jsonl", ".ndjson", ".geojson", ".jsonld"),
    "parquet": (".parquet", ".pq"),
    "archive": (".zip", ".7z", ".gz", ".bz2", ".xz"),
}
BOOKS = frozenset((".xlsx", ".xlsm", ".xlsb", ".ods", ".zip", ".7z", ".parquet", ".gz"))


def _fits(kind: str, suffix: str) -> bool:
    if kind == "text":
        return suffix not in BOOKS
    return suffix in FITTING.get(kind, (f".{kind}",))


def lay(sheet: Sheet, folder: str, number: int) -> str:
    """Write one sheet: a JSON head with the distinct texts, one code file a column."""
    codes = [f"{number}-{i}.npy" for i in range(len(sheet.codes))]
    for name, column in zip(codes, sheet.codes, strict=True):
        _save(os.path.join(folder, name), column)
    _save(os.path.join(folder, f"{number}-lines.npy"), sheet.lines)
    head: dict[str, Any] = {
        "sheet": sheet.name,
        "headers": sheet.headers,
        "values": sheet.values,
        "codes": codes,
        "lines": f"{number}-lines.npy",
        "header_line": sheet.header_line,
        "apart": sheet.apart,
        "apart_of": sheet.apart_of,
        "aside": [[a.line, a.damage.reason, a.damage.detail] for a in sheet.aside],
        "notes": sheet.notes,
        "hollow": sheet.hollow,
        "kind": sheet.kind,
        "roles": sheet.roles,
        "doubt": sheet.doubt,
        "form": sheet.form,
    }
    name = f"{number}.json"
    with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
        # In one piece: `json.dump` writes text by text, eight times slower.
        out.write(json.dumps(head))
    return name


def _save(path: str, codes: "array[int]") -> None:
    """Write an array in NumPy's format 1.0, which needs no NumPy here."""
    head = f"{{'descr': '<i4', 'fortran_order': False, 'shape': ({len(codes)},), }}"
    pad = -(10 + len(head) + 1) % 64
    text = (head + " " * pad + "\n").encode("ascii")
    with open(path, "wb") as out:
        out.write(b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text)
        if sys.byteorder == "big":
            codes = array("i", codes)
            codes.byteswap()
        codes.tofile(out)


if __name__ == "__main__":
    main()
