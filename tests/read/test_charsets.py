"""No text is ever decoded wrongly in silence: right, or refused."""

import unicodedata
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from whence.errors import InputError
from whence.read.codepages import Told, page_of
from whence.read.files import pages, read_file
from whence.read.roles import map_table
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
            # By letters alone: the names tried here are among the telling words.
            told = page_of(lines, replace(pages(), words=""))
            if told is None or told.doubt:
                refused += 1
                continue
            got = told.codec
            whole = b"".join(lines)
            read, meant = (
                unicodedata.normalize("NFC", whole.decode(c)) for c in (got, codec)
            )
            assert read == meant, (got, read, meant)
            right += 1
    assert right >= refused


def test_one_accent_in_a_western_list_is_enough() -> None:
    line = "Café Trading,Lyon\n".encode("cp1252")
    assert page_of([line], pages()) == Told("cp1252")


def test_bytes_of_no_language_are_refused() -> None:
    assert page_of([b"x\xd1\x9f\xf0,q\xfe\x87z\n", b"\xb9\x9d\xf1w\n"], pages()) is None


def test_pages_come_in_order_of_preference() -> None:
    first = list(islice((p.codec for p in pages().pages), 2))
    assert first == ["gb18030", "cp950"]


def test_known_words_tell_where_letters_do_not() -> None:
    rows = ["Menşe Ülke;Ağırlık;Alıcı", "Bangladeş;5.200;Işık İplik San. A.Ş."]
    lines = [f"{row}\n".encode("cp1254") for row in rows]
    assert page_of(lines, pages()) == Told("cp1254")
    doubtful = page_of(lines, replace(pages(), words=""))
    assert doubtful is None or doubtful.doubt


def test_half_a_word_beside_an_apostrophe_tells_nothing() -> None:
    line = "ΕΜΠΟΡΕΥΜΆΤΩΝ;ΚΙΝΑ;ΧΏΡΑ ΚΑΤΑΓΩΓΉΣ\n".encode("cp1253")
    told = page_of([line], pages())
    assert told is None or told.doubt or told.codec == "cp1253"


def test_letters_that_are_a_guess_are_read_and_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"Ember İplik {i};Organize Sanayi Bölgesi {i}. Cad." for i in range(30)]
    text = "\n".join(["Supplier;Address", *rows])
    path.write_bytes(text.encode("cp1254"))
    (table,) = read_file(path)
    assert len(table) == 30
    assert "as CP125" in table.doubt
    assert "a guess" in table.notes[0]
    assert not map_table(table).accepted


def test_a_guess_is_not_settled_by_a_profile_of_another_file(tmp_path: Path) -> None:
    guessed, sure = tmp_path / "guess.csv", tmp_path / "sure.csv"
    rows = [f"Ember İplik {i};Organize Sanayi Bölgesi {i}. Cad." for i in range(30)]
    text = "\n".join(["Supplier;Address", *rows])
    guessed.write_bytes(text.encode("cp1254"))
    sure.write_text(text, "utf-8")
    saved = map_table(read_file(sure)[0])
    assert saved.accepted
    assert not map_table(read_file(guessed)[0], saved=[saved]).accepted


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


def test_german_text_whose_one_letter_is_a_sharp_s_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"Example Weberei {i} GmbH;Industriestraße {i};Gießen" for i in range(6)]
    path.write_bytes("\n".join(["Lieferant;Adresse;Ort", *rows]).encode("cp1252"))
    (table,) = read_file(path)
    assert (table.columns[1].values[0], table.doubt) == ("Industriestraße 0", "")
