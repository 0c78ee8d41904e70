"""Which way up a picture of a page was read."""

import pytest

from whence.read.documents.cells import Cell
from whence.read.documents.ocr import _on_its_side


def word(text: str, *, upright: bool) -> Cell:
    long, high = 9.0 * len(text), 12.0
    wide, tall = (long, high) if upright else (high, long)
    return Cell(text, 10, 10, 10 + wide, 10 + tall, 95)


@pytest.mark.parametrize("upright", [True, False])
def test_a_page_on_its_side_is_known_by_words_that_stand(upright: bool) -> None:
    said = ("INVOICE", "Lot", "YK-118", "5,400", "kg", "Textile")
    words = [word(text, upright=upright) for text in said]
    assert _on_its_side(words) is not upright


def test_columns_of_chinese_and_short_words_are_no_sign() -> None:
    assert not _on_its_side([word("批号", upright=False), word("kg", upright=False)])
