"""A catalogue of damaged and odd files: what is said of each, word for word enough.

Refused files raise an error with these words; noted ones are read, and a note, or the
reason of a row set aside, holds them. The reader is called as the child calls it, but
here: `test_damage.py` goes through the child.
"""

import bz2
import gc
import gzip
import io
import json
import lzma
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from whence.errors import InputError
from whence.read import child
from whence.read.files import DEFAULT, request_of
from whence.read.roster import refuse_roster
from whence.read.rows import Sheet
from whence.shelf.foreign import Limits

# The child ends with its file; here handles are left to the collector.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
CSV = "Shipper,Consignee,Date,HS Code\nAcme Ltd,Row Inc,2024-03-01,520100\n"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# Three files packed by py7zr 1.0: a/供应商.csv, b.csv, notes.pdf.
SEVEN = b64decode(
    "N3q8ryccAASHxVq44QAAAAAAAAAjAAAAAAAAAD2nqRvgAMAAc10AADebySd8o/NKqwX0FmAd"
)


@pytest.fixture(scope="module", autouse=True)
def _only_ours_is_collected() -> Iterator[None]:
    """Set aside what other tests left: to walk through it is most of a collection."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _collected(_only_ours_is_collected: None) -> Iterator[None]:
    """Let handles go while their warning is still expected."""
    yield
    gc.collect()


def zipped(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def book(*sheets: tuple[str, list[list[object]]]) -> bytes:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows in sheets:
        sheet = made.add_worksheet(name)
        for r, row in enumerate(rows):
            sheet.write_row(r, 0, row)
    made.close()
    return out.getvalue()


GOOD = book(("S", [["Shipper", "Date"], ["Acme Ltd", "2024-03-01"]]))
LOCKED = bytearray(zipped({"a.csv": CSV}))
LOCKED[6] |= 1
LOCKED[LOCKED.find(b"PK\1\2") + 8] |= 1

REFUSED: dict[str, tuple[str, bytes, str]] = {
    "no byte": ("a.csv", b"", "the file is empty"),
    "blanks": ("a.csv", b"  \r\n\t\r\n", "only blanks"),
    "a mark and nothing": ("a.csv", b"\xff\xfe", "only blanks"),
    "header alone": ("a.csv", b"Shipper,Date\n", "no row of data"),
    "header alone in json": ("a.json", b"[{}]", "holds no records"),
    "zero bytes": ("a.csv", b"a,b\n\0\0\0\0\0\1\n", "this is no text"),
    "noise": ("a.csv", bytes(range(1, 32)) * 40, "this is no text"),
    "pdf": ("a.pdf", b"%PDF-1.4\n%", "a PDF document"),
    "png": ("a.xls", b"\x89PNG\r\n\x1a\n0000", "a picture (PNG)"),
    "jpeg": ("a.jpg", b"\xff\xd8\xff\xe0JFIF", "a picture (JPEG)"),
    "gif": ("a.gif", b"GIF89a....", "a picture (GIF)"),
    "rar": ("a.rar", b"Rar!\x1a\x07\x00", "a RAR archive"),
    "zstd": ("a.zst", bytes.fromhex("28b52ffd") + b"xxxx", "a zstd archive"),
    "sqlite": ("a.db", b"SQLite format 3\0" + b"\0" * 80, "an SQLite database"),
    "program": ("a.exe", bytes.fromhex("4d5a90") + b"\0" * 60, "a program"),
    "rtf": ("a.rtf", rb"{\rtf1\ansi x}", "a text document (RTF)"),
    "mhtml": ("a.xls", b"MIME-Version: 1.0\nContent-Type: x\n", "a web archive"),
    "xml of something": ("a.xml", b"<?xml version='1.0'?><a/>", "an XML document"),
    "page without table": ("a.html", b"<html><p>nothing", "without a table"),
    "page with one row": ("a.htm", b"<table><tr><td>x</table>", "without a table"),
    "entities in xml": (
        "a.xls",
        b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "b">]><Workbook'
        b' xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "declares entities",
    ),
    "torn excel 2003": (
        "a.xls",
        b'<?xml version="1.0"?><Workbook'
        b' xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Work',
        "the XML is damaged",
    ),
    "excel 2003 without sheets": (
        "a.xls",
        b'<?xml version="1.0"?><Workbook'
        b' xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "without a table",
    ),
    "torn json": ("a.json", b'[{"a": 1}, {"a"', "the JSON is damaged"),
    "json of numbers": ("a.json", b'[{"a": 1}] 5', "damaged"),
    "json too deep": (
        "a.json",
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        "nested too deeply",
    ),
    "json without objects": ("a.json", b'{"data": {}}', "holds no records"),
    "old office, no workbook": ("a.doc", OLE + b"\0" * 600, "without a workbook"),
    "old office, locked": (
        "a.xls",
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "by a password",
    ),
    "old office, torn": (
        "a.xls",
        OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"),
        "cannot be read",
    ),
    "xlsx cut in half": ("a.xlsx", GOOD[: len(GOOD) // 2], "cut short or damaged"),
    "xlsx without its end": ("a.xlsx", GOOD[:-40], "cut short or damaged"),
    "xlsx with a wrong byte": (
        "a.xlsx",
        GOOD.replace(b"PK\3\4", b"PK\3\5", 1).replace(b"PK\3\5", b"PK\3\4", 1)[:200]
        + b"\xff" * 40
        + GOOD[240:],
        "damaged",
    ),
    "xlsx without a cell": ("a.xlsx", book(("S", [])), "it is blank"),
    "xlsx with a header alone": ("a.xlsx", book(("S", [["Name"]])), "no row of data"),
    "word": ("a.docx", zipped({"word/document.xml": "<x/>"}), "a Word document"),
    "slides": ("a.pptx", zipped({"ppt/presentation.xml": "<x/>"}), "a presentation"),
    "zip, locked": ("a.zip", bytes(LOCKED), "by a password"),
    "zip of nothing": ("a.zip", zipped({}), "no table"),
    "zip of pictures": ("a.zip", zipped({"a.png": b"\x89PNG\r\n"}), "a picture"),
    "zip in a zip": (
        "a.zip",
        zipped({"b.zip": zipped({"c.csv": CSV})}),
        "archive inside an archive",
    ),
    "zip cut short": (
        "a.zip",
        zipped({"a.csv": CSV * 90})[:90],
        "cut short or damaged",
    ),
    "gzip cut short": ("a.gz", gzip.compress(CSV.encode() * 90)[:60], "cut short"),
    "gzip with noise": (
        "a.gz",
        gzip.compress(CSV.encode())[:-12] + b"xxxxxxxxxxxx",
        "cut short or damaged",
    ),
    "bzip2 cut short": ("a.bz2", bz2.compress(CSV.encode() * 9)[:40], "cut short"),
    "xz cut short": ("a.xz", lzma.compress(CSV.encode() * 9)[:50], "cut short"),
    "7z cut short": ("a.7z", bytes.fromhex("377abcaf271c0004") + b"\0" * 30, "damaged"),
    "7z with a wrong sum": ("a.7z", SEVEN, "damaged"),
    "parquet cut short": ("a.parquet", b"PAR1" + b"\0" * 40, "Parquet file cannot"),
    "utf-16 with half a pair": (
        "a.csv",
        b"\xff\xfea\0,\0\x00\xd8x\0",
        "not sound UTF-16",
    ),
    "utf-16 cut in a letter": (
        "a.csv",
        "a,b\nc,d\n".encode("utf-16")[:-1],
        "not sound",
    ),
    "no language": (
        "a.csv",
        b"a,b\nx\xd1\x9f\xf0,q\xfe\x87\n\xb9\x9d\xf1w,z\n",
        "encoding",
    ),
}

NOTED: dict[str, tuple[str, bytes, str]] = {
    "xlsx named csv": ("a.csv", GOOD, "the content is xlsx"),
    "csv named xlsx": ("a.xlsx", CSV.encode(), "the content is text"),
    "page named xls": (
        "a.xls",
        b"<table><tr><th>Shipper<th>Date<tr><td>Acme<td>2024-03-01</table>",
        "a web page saved as a table",
    ),
    "koi8": (
        "a.csv",
        "Отправитель;Дата\nООО Приморский завод;2024-03-01\n".encode("koi8-r"),
        "read as KOI8_R",
    ),
    "gb18030": (
        "a.csv",
        "发货人,日期\n山东棉纺织有限公司,2024-03-01\n".encode("gbk"),
        "GB18030",
    ),
    "lost letters": ("a.csv", "Name,City\nAcm\ufffd,Aksu\n".encode(), "U+FFFD"),
    "two encodings": (
        "a.csv",
        "名称,城市\n棉纺织有限公司,喀什\n第二纺织厂,阿克苏\n".encode()
        + "山东纺织,济南\n".encode("gb18030"),
        "mixed encoding",
    ),
    "open quote": (
        "a.csv",
        b'name,country,address\n"Open,CN,1\n' + b"Firm Ltd,CN,2 Road\n" * 9,
        "unclosed quote",
    ),
    "too many cells": ("a.csv", b"name,city\nA,B\nA,B,C\nD,E\n", "too many cells"),
    "rows too short": (
        "a.csv",
        b"name,city,kg\nA\nB,C,1\nD,E,2\n",
        "end before the last",
    ),
    "same header twice": ("a.csv", b"Name,Name\na,b\n", "more than one column"),
    "no header over a column": (
        "a.csv",
        b"Name,,City\na,b,c\nd,e,f\n",
        "has no header",
    ),
    "sep line": ("a.csv", b"sep=;\nname;city\nA;B\n", "sep= line"),
    "a line of json is torn": (
        "a.jsonl",
        b'{"a": 1}\n{"a": 2}\n{"a":\n{"a": 3}\n',
        "no record",
    ),
    "json with lists of objects": (
        "a.json",
        json.dumps([{"name": "Acme", "parts": [{"x": 1}]}]).encode(),
        "lists of objects were left out: parts",
    ),
    "a page with a title over all columns": (
        "a.xls",
        b"<table><tr><td colspan=2>Suppliers of 2024</td></tr>"
        b"<tr><th>Supplier</th><th>Country</th></tr>"
        b"<tr><td>Acme</td><td>Peru</td></tr><tr><td>Row</td><td>Chile</td></tr></table>",
        "a web page saved as a table",
    ),
    "zip with a picture": (
        "a.zip",
        zipped({"p.png": b"\x89PNG\r\n\x1a\n", "t.csv": CSV}),
        "left out of the archive",
    ),
    "a sheet with a header alone": (
        "a.xlsx",
        book(("A", [["Name"], ["Acme"]]), ("B", [["Name"]])),
        "a header and no rows",
    ),
}


def sheets(path: Path, limits: Limits = DEFAULT) -> list[Sheet]:
    request = request_of(path, str(path.parent), limits)
    with path.open("rb") as stream:
        found = list(child._sheets(stream, request))
    for sheet in found:
        refuse_roster(
            sheet, request.roster, frozenset(request.headers), frozenset(request.words)
        )
    full = [s for s in found if len(s.lines) or s.aside]
    if not full:
        raise InputError("no row of data" if found else "it is blank")
    for sheet in found:
        if sheet not in full:
            full[0].notes.append(f"{sheet.name} has a header and no rows")
    return full


def test_the_catalogue_names_sixty_files() -> None:
    assert len(REFUSED) + len(NOTED) >= 60


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_read_is_named(case: str, tmp_path: Path) -> None:
    name, content, says = REFUSED[case]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        sheets(path)
    assert says in caught.value.what
    assert "Traceback" not in str(caught.value)


@pytest.mark.parametrize("case", NOTED)
def test_an_odd_file_is_read_and_the_oddity_said(case: str, tmp_path: Path) -> None:
    name, content, says = NOTED[case]
    path = tmp_path / name
    path.write_bytes(content)
    found = sheets(path)
    said = [note for sheet in found for note in sheet.notes]
    said += [a.damage.reason for sheet in found for a in sheet.aside]
    said += [sheet.doubt for sheet in found]
    assert any(says in s for s in said)
    assert sum(len(s.lines) for s in found) > 0


def test_a_title_over_all_columns_is_no_group_of_headers(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(NOTED["a page with a title over all columns"][1])
    assert sheets(path)[0].headers == ["Supplier", "Country"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_what_would_unpack_without_end_is_stopped(pack, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "a.bin"
    path.write_bytes(pack(b"a,b\n" * 500_000))
    small = replace(DEFAULT, unpacked_bytes=1_000_000)
    with pytest.raises(InputError, match="far more than tables need"):
        sheets(path, small)


def test_a_zip_of_many_bombs_is_stopped_at_the_sum(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({f"{i}.csv": "a,b\n" * 100_000 for i in range(9)}))
    small = replace(DEFAULT, unpacked_bytes=1_000_000)
    with pytest.raises(InputError, match="far more than tables need"):
        sheets(path, small)
