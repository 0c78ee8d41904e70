"""The child that looks into files for what their pages do not show.

Run as a program: files and limits come as JSON on standard input, one answer a line
goes out. PDFium is asked object by object (ISO 32000-1); Word and Excel parts are
searched as text (ECMA-376); pictures segment by segment (ITU-T T.81, ISO/IEC 15948).
"""

import base64
import ctypes
import io
import json
import re
import sys
import zipfile
from typing import Any

import pypdfium2.raw as pdfium

from whence.read.request import Bounds
from whence.read.sandbox import lock

Found = list[list[str]]
META = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer")
WHITE, SMALL = 250, 1.0
"""A letter lighter than this in each colour, or lower than this (points), is hidden."""
PARTS_MOST = 64 << 20
WORD, SHEET = r"word/document\.xml$", r"xl/worksheets/"
OFFICE: tuple[tuple[str, str, bytes], ...] = (
    ("comment", r"comments\d*\.xml$|threadedComment", b""),
    ("tracked change", WORD, rb"<w:(?:ins|del) "),
    ("hidden text", WORD, rb"<w:vanish\b"),
    ("hidden sheet", r"xl/workbook\.xml$", rb'state="(?:hidden|veryHidden)"'),
    ("hidden rows or columns", SHEET, rb' hidden="(?:1|true)"'),
    ("author", r"docProps/core\.xml$", rb"(?:creator|lastModifiedBy)>[^<]+<"),
    ("macro", r"vbaProject\.bin$", b""),
)
"""Sorts, the parts to look in, and what to look for there (b"": the part itself)."""


def main() -> None:
    """Look into each file in turn."""
    asked = json.loads(sys.stdin.read())
    "".encode("idna")
    lock(Bounds(**asked["bounds"]), asked["folder"])
    for path in asked["files"]:
        try:
            with open(path, "rb") as stream:
                data = stream.read()
            answer = looked(data)
        except (OSError, ValueError, zipfile.BadZipFile, RuntimeError) as error:
            answer = {"pages": 0, "found": [], "shut": f"it is damaged ({error})"}
        except MemoryError:
            answer = {"pages": 0, "found": [], "shut": "it is too large to look into"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def looked(data: bytes) -> dict[str, Any]:
    """Look into one file by what it is, whatever its name."""
    if data[:1024].lstrip()[:5] == b"%PDF-":
        return _pdf(data)
    if data[:4] == b"PK\x03\x04":
        return {"pages": 0, "found": _office(data), "shut": ""}
    if data[:3] == b"\xff\xd8\xff":
        return _picture(*_jpeg(data))
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return _picture(*_png(data))
    return {"pages": 0, "found": [], "shut": ""}


def _picture(clean: bytes, found: Found) -> dict[str, Any]:
    boxed = base64.b64encode(clean).decode() if found else ""
    return {"pages": 1, "found": found, "shut": "", "boxed": boxed}


def _pdf(data: bytes) -> dict[str, Any]:
    held = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not held:
        locked = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD
        why = "it is protected by a password" if locked else "it is damaged"
        return {"pages": 0, "found": [], "shut": why}
    found = _document(held)
    pages = int(pdfium.FPDF_GetPageCount(held))
    for number in range(pages):
        page = pdfium.FPDF_LoadPage(held, number)
        if not page:
            return {"pages": 0, "found": found, "shut": f"page {number + 1} is damaged"}
        found += [[sort, f"page {number + 1}: {d}"] for sort, d in _page(page)]
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(held)
    return {"pages": pages, "found": found, "shut": "" if pages else "it has no page"}


def _document(held: Any) -> Found:
    found: Found = []
    for name in META:
        size = pdfium.FPDF_GetMetaText(held, name.encode(), None, 0)
        if size > 2:
            text = (ctypes.c_char * size)()
            pdfium.FPDF_GetMetaText(held, name.encode(), text, size)
            said = bytes(text)[:-2].decode("utf-16-le", "replace")
            found.append(["metadata", f"{name}: {said[:120]}"])
    for count, sort in (
        (pdfium.FPDFDoc_GetAttachmentCount(held), "file inside"),
        (pdfium.FPDFDoc_GetJavaScriptActionCount(held), "script"),
        (pdfium.FPDF_GetSignatureCount(held), "digital signature"),
    ):
        if count > 0:
            found.append([sort, str(count)])
    return found


def _page(page: Any) -> Found:
    found: Found = []
    notes = [
        pdfium.FPDFAnnot_GetSubtype(pdfium.FPDFPage_GetAnnot(page, n))
        for n in range(pdfium.FPDFPage_GetAnnotCount(page))
    ]
    said = [n for n in notes if n != pdfium.FPDF_ANNOT_LINK]
    if said:
        found.append(["comment or mark", str(len(said))])
    unseen = pale = small = pictures = 0
    for n in range(pdfium.FPDFPage_CountObjects(page)):
        thing = pdfium.FPDFPage_GetObject(page, n)
        kind = pdfium.FPDFPageObj_GetType(thing)
        pictures += kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
            unseen += mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            pale += _is_pale(thing)
            small += _is_small(thing)
    if unseen:
        under = " under a picture, as readers of scans leave it" if pictures else ""
        found.append(["invisible text", f"{unseen} pieces{under}"])
    if pale:
        found.append(["white text", f"{pale} pieces"])
    if small:
        found.append(["tiny text", f"{small} pieces"])
    return found


def _is_pale(thing: Any) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(thing, *parts):
        return False
    return all(p.value >= WHITE for p in parts[:3]) or parts[3].value == 0


def _is_small(thing: Any) -> bool:
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    if not pdfium.FPDFTextObj_GetFontSize(thing, size):
        return False
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    scale = max(abs(matrix.d), abs(matrix.c)) or 1.0
    return bool(0 < size.value * scale < SMALL)


def _office(data: bytes) -> Found:
    found: Found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            for sort, name, inside in OFFICE:
                if not re.search(name, part.filename):
                    continue
                if not inside:
                    found.append([sort, part.filename])
                elif part.file_size < PARTS_MOST:
                    many = len(re.findall(inside, archive.read(part)))
                    if many:
                        found.append([sort, f"{part.filename}: {many}"])
    return found


def _jpeg(data: bytes) -> tuple[bytes, Found]:
    """Drop every segment of an application or comment but JFIF's and Adobe's."""
    out, at = bytearray(data[:2]), 2
    found: Found = []
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        mark, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        body = data[at : at + 2 + size]
        told = mark == 0xFE or (0xE1 <= mark <= 0xEF and mark != 0xEE)
        if told:
            found.append(["metadata", f"segment {mark:02X}: {body[4:10]!r}"])
        else:
            out += body
        at += 2 + size
    return bytes(out + data[at:]), found


def _png(data: bytes) -> tuple[bytes, Found]:
    """Drop every chunk that does not draw."""
    draws = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"sRGB", b"pHYs")
    out, at = bytearray(data[:8]), 8
    found: Found = []
    while at + 12 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if kind in draws:
            out += data[at : at + 12 + size]
        else:
            found.append(["metadata", f"chunk {kind.decode('latin-1')}"])
        at += 12 + size
    return bytes(out), found


if __name__ == "__main__":
    main()
