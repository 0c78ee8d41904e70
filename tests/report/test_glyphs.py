"""No text reaches the paper with a character that no shipped font draws."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from whence.report.cited import spans
from whence.report.glyphs import END, RTL, Glyphs
from whence.shelf.fonts import covered


@given(st.text(max_size=40))
def test_what_comes_out_can_be_drawn(text: str) -> None:
    held = covered()
    for char in Glyphs().fit(text):
        silent = unicodedata.category(char) in ("Cf", "Cc")
        assert ord(char) in held or silent or char in (RTL, END, " ")


def test_an_unknown_character_is_counted_each_time_and_shown_by_its_code() -> None:
    glyphs = Glyphs()
    assert glyphs.fit("a\U00020bb7b\U00020bb7") == "a[U+20BB7]b[U+20BB7]"
    assert glyphs.fit("a\U00020bb7b\U00020bb7") == "a[U+20BB7]b[U+20BB7]"
    assert glyphs.missing == {"\U00020bb7": 4}


def test_plain_text_passes_unchanged() -> None:
    glyphs = Glyphs()
    for text in ("Acme Ltd. (No. 3)", "新疆睿霖有限公司", "Ўзбекистон", "Đà Nẵng"):
        assert glyphs.fit(text) == text
    assert not glyphs.missing


def test_a_run_of_arabic_script_is_set_apart_from_digits_beside_it() -> None:
    assert Glyphs().fit("12 شىنجاڭ 34") == f"12 {RTL}شىنجاڭ{END} 34"


def test_a_control_that_turns_the_order_around_is_shown() -> None:
    assert Glyphs().fit("Acme \u202etd") == "Acme \ufffdtd"


def test_rows_are_written_in_spans() -> None:
    assert spans(range(1, 6), "E") == "E1 to E5"
    assert spans([]) == ""
