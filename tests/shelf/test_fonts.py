"""The shipped fonts hold what customs papers of the region are written in."""

from pathlib import Path

import pytest

from whence.errors import DataError, UsageError
from whence.shelf.fonts import FOLDER, characters, covered
from whence.shelf.prints import bounds

MOST = 10_000_000
"""Bytes that all fonts together may take in the package."""


def rows(name: str, first: range, second: list[int]) -> set[str]:
    found = set()
    for lead in first:
        for trail in second:
            try:
                found |= set(bytes((lead, trail)).decode(name))
            except UnicodeDecodeError:
                continue
    return found


HIGH = list(range(0xA1, 0xFF))


@pytest.mark.parametrize(
    ("name", "first", "second", "least"),
    [
        ("gb2312", range(0xB0, 0xF8), HIGH, 6763),
        ("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *HIGH], 5401),
        ("euc_kr", range(0xB0, 0xC9), HIGH, 2350),
    ],
)
def test_every_character_of_the_set_has_a_glyph(
    name: str, first: range, second: list[int], least: int
) -> None:
    wanted = rows(name, first, second)
    assert len(wanted) >= least
    assert [c for c in sorted(wanted) if ord(c) not in covered()] == []


@pytest.mark.parametrize(
    "letters",
    [
        "ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي",
        "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюяқғҳңәөүұһ",
        "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
        "ĞğİıŞşÇçÖöÜüÑñÁáÀàßøåæœŁłŠšŽž",
        "●○▲■□→…–—·×≥±†‡§•‹›",
    ],
)
def test_letters_of_uyghur_cyrillic_vietnamese_and_turkish_have_a_glyph(
    letters: str,
) -> None:
    assert [c for c in letters if ord(c) not in covered()] == []


def test_the_fonts_stay_small_and_carry_their_licence() -> None:
    fonts = sorted(FOLDER.glob("*.ttf"))
    assert sum(f.stat().st_size for f in fonts) < MOST
    licence = (FOLDER / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_a_file_that_is_no_font_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttf"
    bad.write_bytes(b"\0\1\0\0")
    with pytest.raises(DataError, match="font"):
        characters(bad)


def test_an_unknown_print_policy_lists_those_that_exist() -> None:
    assert bounds() == bounds("default")
    assert bounds("brief").goods < bounds().goods < bounds("full").goods
    with pytest.raises(UsageError, match=r"brief, default, full"):
        bounds("huge")
