"""No text is ever decoded wrongly in silence: right, or refused."""

import unicodedata
from itertools import islice
from pathlib import Path

import pytest

from whence.errors import InputError
from whence.read.codepages import page_of
from whence.read.files import pages, read_file
from whence.shelf import rows_of

# Names of countries give text in each language; a page is tried with its languages.
TONGUES = {
    "zh-hant": "zh_Hant", "zh": "zh_Hans", "nb": "nb",
}  # fmt: skip


def texts() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows_of("tables/countries_cldr.csv"):
        if not row["name"].isascii():
            found.setdefault(row["language"], []).append(row["name"].title())
    return found


NAMES = texts()
CASES = [
    (page.codec, language)
    for page in pages().pages
    for language in page.languages
    if TONGUES.get(language, language) in NAMES
]


def lines_in(codec: str, language: str, count: int, skip: int) -> list[bytes]:
    found: list[bytes] = []
    for name in NAMES[TONGUES.get(language, language)][skip:]:
        try:
            found.append(f"{name};12,5;x\n".encode(codec))
        except UnicodeEncodeError:
            continue
        if len(found) == count:
            break
    return found


@pytest.mark.parametrize(("codec", "language"), CASES)
def test_a_text_is_read_rightly_or_refused(codec: str, language: str) -> None:
    right = refused = 0
    for skip in range(0, 60, 12):
        for count in (3, 12):
            lines = lines_in(codec, language, count, skip)
            if len(lines) < count:
                continue
            got = page_of(lines, pages())
            if got is None:
                refused += 1
                continue
            whole = b"".join(lines)
            read, meant = (
                unicodedata.normalize("NFC", whole.decode(c)) for c in (got, codec)
            )
            assert read == meant, (got, read, meant)
            right += 1
    assert right >= refused


def test_one_accent_in_a_western_list_is_enough() -> None:
    line = "Café Trading,Lyon\n".encode("cp1252")
    assert page_of([line], pages()) == "cp1252"


def test_bytes_of_no_language_are_refused() -> None:
    assert page_of([b"x\xd1\x9f\xf0,q\xfe\x87z\n", b"\xb9\x9d\xf1w\n"], pages()) is None


def test_pages_come_in_order_of_preference() -> None:
    first = list(islice((p.codec for p in pages().pages), 2))
    assert first == ["gb18030", "cp950"]


@pytest.mark.parametrize("codec", ["iso2022_jp", "iso2022_kr", "hz", "utf-7"])
def test_text_in_seven_bits_is_refused_by_name(codec: str, tmp_path: Path) -> None:
    name = {"iso2022_kr": "서울 섬유", "hz": "东京商社"}.get(codec, "東京商社")
    path = tmp_path / "a.csv"
    path.write_bytes(f"Supplier,Country\n{name},JP\n".encode(codec))
    with pytest.raises(InputError, match=r"HZ|UTF-7|ISO 2022|no text"):
        read_file(path)


@pytest.mark.parametrize(
    "cell",
    ["LED+LAMP-5", "A+BC-", "C++-20", "~{note}~", "1+200-3", "X+ABCD-Y", "+8621"],
)
def test_codes_with_signs_are_no_shifted_text(cell: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Supplier,Ref\nExample Mill Ltd,{cell}\nOther Ltd,{cell}\n")
    (table,) = read_file(path)
    assert table.columns[1].values[0] == cell
