"""A PDF to rows of cells, each with its box; pages that are pictures, as pictures.

PDFium is asked character by character, because its own runs of text do not say what
stands apart on a row.
"""

import ctypes
import os
from collections.abc import Iterator
from math import pi
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from whence.errors import InputError
from whence.read.documents.cells import Cell, Page, rows_of

APART, BLANK = 0.58, 0.14
"""A gap of so many heights of a letter parts two cells, or two words."""
POINTS = 72.0
HAN = "\u2e80"  # where the letters of East Asia begin
STRANGE = 0.3
"""With more than this share of letters that mean nothing, a page is read as picture."""
PASSWORD = "Open it with the password, print it to a PDF without one, and pass that."
DAMAGED = "Open it in a PDF reader, print it to a new PDF, and pass that."
REASONS = {
    pdfium.FPDF_ERR_PASSWORD: ("the PDF is protected by a password.", PASSWORD),
    pdfium.FPDF_ERR_SECURITY: ("the PDF is locked in an unknown way.", PASSWORD),
}


class Letter(NamedTuple):
    """A character and its box, as the page is seen."""

    char: str
    left: float
    top: float
    right: float
    bottom: float


class Pdf:
    """An open PDF."""

    def __init__(self, data: bytes, most: int) -> None:
        """Open a PDF held in memory.

        Raises:
            InputError: it needs a password, is damaged, or has too many pages.

        """
        self._data = data
        self.held = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not self.held:
            found = REASONS.get(pdfium.FPDF_GetLastError())
            what, remedy = found or ("the PDF is cut short or damaged.", DAMAGED)
            raise InputError(what, remedy=remedy)
        self.pages = int(pdfium.FPDF_GetPageCount(self.held))
        if self.pages > most:
            raise InputError(
                f"the PDF has {self.pages:,} pages; one paper may have {most:,}.",
                remedy="Split it into its papers.",
            )
        if not self.pages:
            raise InputError("the PDF has no page.", remedy=DAMAGED)

    def close(self) -> None:
        """Let go of it."""
        pdfium.FPDF_CloseDocument(self.held)

    def page(self, number: int) -> "PdfPage":
        """Open a page, counted from 0.

        Raises:
            InputError: it is damaged.

        """
        held = pdfium.FPDF_LoadPage(self.held, number)
        if not held:
            raise InputError(f"page {number + 1} is damaged.", remedy=DAMAGED)
        return PdfPage(held)


class PdfPage:
    """One page: its cells, and itself as a picture."""

    def __init__(self, held: Any) -> None:
        """Measure it."""
        self.held = held
        self.width = float(pdfium.FPDF_GetPageWidthF(held))
        self.height = float(pdfium.FPDF_GetPageHeightF(held))
        self.turned = False

    def close(self) -> None:
        """Let go of it."""
        pdfium.FPDF_ClosePage(self.held)

    def rows(self) -> Page:
        """Give its text; `turned` says whether it stood upside down."""
        letters = self._letters()
        if letters and self.turned:
            wide, high = self.width, self.height
            letters = [
                Letter(c, wide - r, high - b, wide - le, high - t)
                for c, le, t, r, b in reversed(letters)
            ]
        return rows_of(_cells(letters))

    def has_picture(self) -> bool:
        """Whether a picture lies on it."""
        many = pdfium.FPDFPage_CountObjects(self.held)
        kinds = (
            pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(self.held, i))
            for i in range(min(many, 400))
        )
        return any(
            kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
            for kind in kinds
        )

    def _letters(self) -> list[Letter]:
        text = pdfium.FPDFText_LoadPage(self.held)
        if not text:
            return []
        try:
            many = pdfium.FPDFText_CountChars(text)
            found = list(self._boxes(text, many))
            angles = [
                pdfium.FPDFText_GetCharAngle(text, i)
                for i in range(0, many, max(many // 20, 1))
            ]
        finally:
            pdfium.FPDFText_ClosePage(text)
        upside = sum(abs(a - pi) < 0.4 for a in angles)
        self.turned = upside > len(angles) / 2 and pdfium.FPDFPage_GetRotation(
            self.held
        ) in (0, 2)
        strange = sum(c in "\0\ufffd\ufffe" or 0xE000 <= ord(c) < 0xF900
                      for c, *_ in found)  # fmt: skip
        return [] if strange > STRANGE * len(found) else found

    def _boxes(self, text: Any, many: int) -> Iterator[Letter]:
        box = pdfium.FS_RECTF()
        turn = pdfium.FPDFPage_GetRotation(self.held)
        for i in range(many):
            code = pdfium.FPDFText_GetUnicode(text, i)
            if code in (10, 13) or not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
                continue
            if not pdfium.FPDFText_GetLooseCharBox(text, i, ctypes.byref(box)):
                continue
            yield self._seen(
                chr(code), (box.left, box.bottom, box.right, box.top), turn
            )

    def _seen(
        self, char: str, box: tuple[float, float, float, float], turn: int
    ) -> Letter:
        """Turn a box of the page's own space into one of the page as it is seen."""
        left, low, right, high = box
        if turn == 1:
            return Letter(char, low, left, high, right)
        if turn == 2:
            return Letter(char, self.width - right, low, self.width - left, high)
        if turn == 3:
            wide, tall = self.width, self.height
            return Letter(char, wide - high, tall - right, wide - low, tall - left)
        return Letter(char, left, self.height - high, right, self.height - low)

    def picture(self, path: str, dots: int) -> None:
        """Draw the page in grey into a file (PGM, Netpbm's plainest)."""
        scale = dots / POINTS
        wide = min(round(self.width * scale), 6000)
        tall = min(round(self.height * scale), 6000)
        bitmap = pdfium.FPDFBitmap_CreateEx(wide, tall, pdfium.FPDFBitmap_Gray, None, 0)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, tall, 0xFFFFFFFF)
            flags = pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE
            pdfium.FPDF_RenderPageBitmap(bitmap, self.held, 0, 0, wide, tall, 0, flags)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            start = pdfium.FPDFBitmap_GetBuffer(bitmap)
            held = ctypes.cast(start, ctypes.POINTER(ctypes.c_ubyte * (stride * tall)))
            data = bytes(held.contents)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        with open(path, "wb") as out:
            out.write(f"P5 {wide} {tall} 255\n".encode())
            for at in range(tall):
                out.write(data[at * stride : at * stride + wide])


def _cells(letters: list[Letter]) -> Iterator[Cell]:
    """Join letters that follow each other on a line until a gap parts them."""
    run: list[Letter] = []
    words: list[str] = []
    for letter in letters:
        if letter.char.isspace():
            if words and not words[-1].isspace():
                words.append(" ")
            continue
        if run and _parts(run[-1], letter) and not _typed(run, letter):
            yield _cell(words, run)
            run, words = [], []
        elif run and words[-1] != " " and _blank(run[-1], letter):
            words.append(" ")
        run.append(letter)
        words.append(letter.char)
    if run:
        yield _cell(words, run)


def _parts(last: Letter, letter: Letter) -> bool:
    height = max(last.bottom - last.top, letter.bottom - letter.top, 1.0)
    gap = letter.left - last.right
    return _lower(last, letter) or gap > APART * height or gap < -2.5 * height


def _typed(run: list[Letter], letter: Letter) -> bool:
    """Whether letters of one width stand one blank of that width apart.

    In type of fixed pitch one blank is as wide as a gap between cells elsewhere.
    """
    wide = letter.right - letter.left
    last = run[-6:]
    gap = letter.left - last[-1].right
    # Hanzi are of one width in every type.
    even = all(
        abs(x.right - x.left - wide) < 0.05 * wide and x.char < HAN
        for x in (*last, letter)
    )
    return even and 0.8 * wide < gap < 1.3 * wide and not _lower(last[-1], letter)


def _lower(last: Letter, letter: Letter) -> bool:
    height = max(last.bottom - last.top, letter.bottom - letter.top, 1.0)
    middle = abs((last.top + last.bottom) - (letter.top + letter.bottom)) / 2
    return middle > 0.45 * height


def _blank(last: Letter, letter: Letter) -> bool:
    height = max(letter.bottom - letter.top, 1.0)
    return letter.left - last.right > BLANK * height


def _cell(words: list[str], run: list[Letter]) -> Cell:
    return Cell(
        "".join(words).strip(),
        min(x.left for x in run),
        min(x.top for x in run),
        max(x.right for x in run),
        max(x.bottom for x in run),
    )


def wrapped(picture: bytes) -> bytes | None:
    """Wrap a JPEG in a PDF of one page, so that it can be drawn and turned.

    None for a picture that is none, or is of a kind that cannot be wrapped.
    """
    size = _jpeg_size(picture)
    if size is None:
        return None
    wide, tall, colours = size
    space = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}.get(colours)
    if space is None:
        return None
    draw = f"{wide} 0 0 {tall} 0 0 cm /I Do".encode()
    image = (
        f"<</Type/XObject/Subtype/Image/Width {wide}/Height {tall}/ColorSpace {space}"
        f"/BitsPerComponent 8/Filter/DCTDecode/Length {len(picture)}>>stream\n"
    ).encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide} {tall}]/Contents 4 0 R"
        "/Resources<</XObject<</I 5 0 R>>>>>>".encode(),
        f"<</Length {len(draw)}>>stream\n".encode() + draw + b"\nendstream",
        image + picture + b"\nendstream",
    ]
    out = b"%PDF-1.4\n"
    for number, held in enumerate(objects, 1):
        out += f"{number} 0 obj\n".encode() + held + b"\nendobj\n"
    return out + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF\n"


def _jpeg_size(data: bytes) -> tuple[int, int, int] | None:
    """Give width, height and number of colours of a JPEG (ITU-T T.81, B.2.2)."""
    at = 2
    while data[:2] == b"\xff\xd8" and at + 9 < len(data) and data[at] == 0xFF:
        mark, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            tall = int.from_bytes(data[at + 5 : at + 7], "big")
            wide = int.from_bytes(data[at + 7 : at + 9], "big")
            return wide, tall, data[at + 9]
        at += 2 + size
    return None


def name_of(folder: str, file: int, page: int) -> str:
    """Give the path of the picture of a page."""
    return os.path.join(folder, f"{file}-{page}.pgm")
