"""A content digest moves with what a file says, and not with how it is packed."""

import struct
import zlib
from pathlib import Path

import pytest

from whence.store.digests import content_digest

PAGE = b"BT /F1 12 Tf (no link found) Tj ET"
FORGED = b"BT /F1 12 Tf (clean) Tj ET"


def stream(body: bytes, level: int = 6) -> bytes:
    packed = zlib.compress(body, level)
    return (
        b"<</Length %d/Filter/FlateDecode>>\nstream\n" % len(packed)
        + packed
        + b"\nendstream"
    )


def pdf(
    body: bytes = PAGE, *, level: int = 6, tool: bytes = b"0.15.1", tail: bytes = b""
) -> bytes:
    info = b"<</Title(Dossier)/Creator(Typst " + tool + b")>>"
    whole = b"%PDF-1.7\n1 0 obj\n" + stream(body, level) + b"\nendobj\n"
    whole += b"2 0 obj\n" + info + b"\nendobj"
    rows = b"0 2\n0000000000 65535 f\r\n%010d 00000 n\r\n" % len(whole)
    ends = b"<</Size 3/ID[(%s==)(b/+c)]>>\n" % (b"a" * level)
    ends += b"startxref\n%d\n%%%%EOF" % len(whole)
    return whole + b"\nxref\n" + rows + b"trailer\n" + ends + tail


def png(level: int = 6, light: int = 200) -> bytes:
    def part(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", 2, 1, 8, 0, 0, 0, 0)
    data = zlib.compress(bytes([0, light, 7]), level)
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", head)
        + part(b"IDAT", data)
        + part(b"IEND", b"")
    )


def digest(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return content_digest(path)


def test_a_pdf_packed_otherwise_says_the_same(tmp_path: Path) -> None:
    one = digest(tmp_path, "a.pdf", pdf())
    two = digest(tmp_path, "a.pdf", pdf(level=1, tool=b"0.16.0"))
    assert pdf() != pdf(level=1, tool=b"0.16.0")
    assert one == two != ""


@pytest.mark.parametrize(
    "forged",
    [
        pdf(FORGED),
        pdf(tail=b"\n1 0 obj\n" + stream(FORGED) + b"\nendobj\ntrailer\n%%EOF"),
        pdf().replace(b"\nxref\n", b"\nxref\n9 0 obj\n<</Type/Page>>\nendobj\n"),
        pdf().replace(b"(Dossier)", b"(Cleared)"),
        pdf().replace(b"/Creator(Typst", b"/Type/Metadata/Creator(Typst"),
        pdf().replace(b"<</Length", b"<</Type/Metadata/Length"),
    ],
)
def test_a_forged_pdf_has_another_digest(tmp_path: Path, forged: bytes) -> None:
    honest = digest(tmp_path, "a.pdf", pdf())
    assert digest(tmp_path, "b.pdf", forged) != honest


def test_a_picture_packed_otherwise_is_the_same_picture(tmp_path: Path) -> None:
    one = digest(tmp_path, "a.png", png(9))
    assert digest(tmp_path, "b.png", png(0)) == one != ""
    assert digest(tmp_path, "c.png", png(9, light=201)) != one


def test_a_file_that_is_cut_off_still_has_a_digest(tmp_path: Path) -> None:
    whole = pdf()
    cut = digest(tmp_path, "a.pdf", whole[: whole.index(b"endstream") - 4])
    assert cut not in ("", digest(tmp_path, "b.pdf", whole))
