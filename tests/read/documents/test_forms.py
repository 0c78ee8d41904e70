"""Word documents, messages, rows of cells: each form by itself."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import InputError
from whence.read.documents.cells import Cell, lay, plain_rows, rows_of
from whence.read.documents.mail import is_message, opened_mail
from whence.read.documents.pdf import wrapped
from whence.read.documents.word import word_pages

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def book(body: str) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        )
    return out


def test_a_word_table_gives_a_row_a_line_and_deleted_words_are_left_out() -> None:
    pages, notes = word_pages(
        book(
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Lot</w:t></w:r></w:p></w:tc>"
            "<w:tc><w:p><w:r><w:t>A1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
            "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>stays</w:t></w:r></w:ins></w:p>"
        ),
        10**6,
    )
    text, _ = lay(pages, 1000)
    assert text == "Lot\tA1\nstays\n"
    assert any("deletions" in note for note in notes)


def test_a_word_document_made_to_explode_is_refused() -> None:
    with pytest.raises(InputError):
        word_pages(book("<w:p/>" * 1000), 100)


def test_a_message_is_known_by_its_head_and_keeps_no_address() -> None:
    plain = (
        b"From: a@b.invalid\r\nTo: c@d.invalid\r\nSubject: Lot A1\r\n"
        b"Date: Tue, 03 Feb 2026 08:00:00 +0000\r\n\r\nInvoice No.: 7\r\n"
        b"> From: x@y.invalid\r\n"
    )
    assert is_message(plain)
    assert not is_message(b"Invoice\nDate: 1\n")
    page, carried = opened_mail(plain)
    text, _ = lay([page], 1000)
    assert "@" not in text
    assert "Lot A1" in text
    assert "2026-02-03" in text
    assert carried == []


def test_a_jpeg_is_wrapped_by_its_size_and_other_pictures_are_not() -> None:
    head = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11"
    made = wrapped(head + b"\0" * 20)
    assert made is not None
    assert b"/Width 32/Height 16/ColorSpace /DeviceGray" in made
    assert wrapped(b"\x89PNG\r\n") is None


words = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=6)


@given(st.lists(st.lists(words, min_size=1, max_size=4), min_size=1, max_size=6))
def test_every_place_of_a_text_holds_its_cell(rows: list[list[str]]) -> None:
    page = [[Cell(word) for word in row] for row in rows]
    text, places = lay([page], 10**6)
    said = [word for row in rows for word in row]
    assert [text[p[0] : p[1]] for p in places] == said
    assert text.count("\n") == len(rows)


def test_what_overlaps_by_half_its_height_stands_in_one_row() -> None:
    page = rows_of(
        [
            Cell("b", 50, 11, 60, 21),
            Cell("a", 0, 10, 10, 20),
            Cell("c", 0, 30, 10, 40),
        ]
    )
    assert [[c.text for c in row] for row in page] == [["a", "b"], ["c"]]


def test_runs_of_blanks_part_cells_of_a_text() -> None:
    assert [[c.text for c in r] for r in plain_rows(["a    b", "", "c\td"])] == [
        ["a", "b"],
        ["c", "d"],
    ]
