"""Words that nobody listed: sounding like known ones, cut short, or told by values."""

from collections.abc import Callable

import pytest

from whence.model.table import RawTable, TableKind
from whence.read.abbreviations import abbreviated
from whence.read.cognates import cognates_of
from whence.read.grammar import read_header
from whence.read.headings import is_person
from whence.read.layout import header_row
from whence.read.roles import map_table
from whence.read.signs import confidence, look_of
from whence.shelf.sounds import sounded

Make = Callable[..., RawTable]


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("importuesi", "importer"),  # Albanian
        ("inportatzailea", "importer"),  # Basque
        ("esportatur", "export"),  # Maltese
        ("valyuta", "currency"),  # Karakalpak
        ("આયાતકારનું", "importer"),  # Gujarati, beside Hindi and Nepali
        ("kontakpersoon", "contact"),  # Afrikaans
    ],
)
def test_a_loan_word_of_an_unknown_language_is_known(word: str, concept: str) -> None:
    assert concept in cognates_of(word)


def test_words_of_three_scripts_sound_alike() -> None:
    assert len({sounded(w) for w in ("импорт", "import", "იმპორტ")}) == 1


def test_what_sounds_like_nothing_means_nothing() -> None:
    assert cognates_of("xyzzy") == cognates_of("qua") == ()


@pytest.mark.parametrize(
    ("word", "language", "concept"),
    [
        ("происх", "ru", "origin"),
        ("fec", "es", "date"),
        ("jml", "id", "quantity"),
        ("tgl", "id", "date"),
        ("dscr", "en", "description"),
    ],
)
def test_a_word_cut_short_is_known(word: str, language: str, concept: str) -> None:
    assert abbreviated(word, (language, "en")) == (concept,)


def test_a_word_that_may_be_short_for_anything_says_nothing() -> None:
    assert abbreviated("pr", ("en",)) == abbreviated("co", ("en",)) == ()


def test_no_doubtful_word_makes_a_column_about_a_person() -> None:
    assert not is_person("Dir. Exportador", ("es", "en"))


def test_a_guess_by_itself_stays_below_what_needs_no_hand() -> None:
    found = read_header("Importuesi", ("en",))
    assert 0.5 < found["importer_name"] < 0.7


def test_values_that_look_like_something_else_overrule_a_guess() -> None:
    assert "importer_name" in read_header("Lokale importer", ("en",), "name")
    assert "importer_address" in read_header("Lokale importer", ("en",), "address")


def test_values_complete_a_header_of_which_half_is_known() -> None:
    found = read_header("Esportatzailearen helbidea", ("en",), "address")
    assert max(found, key=lambda m: found[m]) == "exporter_address"


def rows_of(count: int, *cells: str) -> list[list[str]]:
    return [[c.format(i + 1) for c in cells] for i in range(count)]


def test_an_address_without_a_party_belongs_to_the_party_before_it(
    table: Make,
) -> None:
    headers = "Date;Shipper;Address;Country;Consignee;Address (2);Country (2)"
    row = [
        "2024-03-0{}",
        "A{} Ltd",
        "{} Mill Road, Aksu",
        "China",
        "B Inc",
        "1 Main",
        "US",
    ]
    found = map_table(table(headers.split(";"), rows_of(5, *row)))
    by_role = {c.role: c.header for c in found.columns}
    assert by_role["seller_address"] == "Address"
    assert by_role["buyer_address"] == "Address (2)"
    assert by_role["seller_country"] == "Country"
    assert by_role["buyer_country"] == "Country (2)"
    assert found.accepted


def test_a_table_of_no_known_word_is_proposed_and_asked_about(table: Make) -> None:
    headers = ["Zab", "Qorm", "Plint", "Vrask", "Lomte", "Drub"]
    row = [
        "2024-03-0{}",
        "A{} Mill Ltd",
        "{} Mill Road, Aksu",
        "Acme Inc",
        "520512",
        "7",
    ]
    found = map_table(table(headers, rows_of(5, *row)))
    assert found.kind is TableKind.TRADE
    assert {c.role: c.header for c in found.columns}["date"] == "Zab"
    assert {c.header for c in found.columns} >= {"Qorm", "Vrask"}
    assert not found.accepted


def test_a_table_half_of_which_nobody_understands_is_asked_about(table: Make) -> None:
    headers = ["Supplier", "Country", "Zab", "Qorm", "Plint", "Vrask"]
    found = map_table(
        table(headers, rows_of(4, "A{} Ltd", "China", "x", "y", "z", "w"))
    )
    assert {c.role for c in found.columns} == {"name", "country"}
    assert not found.accepted


def test_a_row_whose_cells_stand_again_below_is_no_header() -> None:
    head = ["فیکٹری کا نام", "ملک", "شہر"]
    rows = [head, ["A Ltd", "China", ""], *[["A Ltd", "China", "Jinan"]] * 9]
    assert header_row(rows, frozenset()) == 0


def test_a_row_below_another_as_wide_is_no_header() -> None:
    rows = [["Zab", "Qorm", "Plint"]] + [[f"a{i}", f"b{i}", f"c{i}"] for i in range(20)]
    assert header_row(rows, frozenset()) == 0


def test_numbers_of_items_and_amounts_are_no_countries_and_no_hs_codes() -> None:
    assert look_of([f"SK-10{n}" for n in range(44, 60)]) == ""
    sample = ["1200", "3400", "560"]
    assert confidence(0.0, "hs", sample, alone=True) == 0.0
    assert confidence(0.0, "hs", ["520512", "610910"], alone=True) > 0.5
