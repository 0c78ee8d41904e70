"""Small papers of the document register, written by hand so that they never change."""

from typing import Any

from meridian.book import Book


def file_paper(
    book: Book, number: str, kind: str, text: tuple[str, ...], **cells: Any
) -> None:
    """Put a paper into the register, and its file into the folder.

    `author` and `role` say who speaks; the other cells are columns of the register.
    `as_pdf` writes a PDF, else plain text.
    """
    ending = "pdf" if cells.pop("as_pdf", False) else "txt"
    path = f"documents/{number.lower()}.{ending}"
    lines = (f"{kind.upper()} (invented, for an example)", f"Number: {number}", *text)
    row = {"Document": number, "Kind": kind, "Author": cells.pop("author"),
           "Author role": cells.pop("role")}  # fmt: skip
    book.documents.append(row | cells | {"File": path})
    if ending == "pdf":
        book.files[path] = pdf(*lines)
    else:
        book.files[path] = ("\n".join(lines) + "\n").encode()


def pdf(*lines: str) -> bytes:
    """Write a one-page PDF with these lines of text, the same bytes always."""
    moves = "".join(f"({_escape(line)}) Tj 0 -18 Td " for line in lines)
    stream = f"BT /F1 11 Tf 60 780 Td {moves}ET".encode("latin-1", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
