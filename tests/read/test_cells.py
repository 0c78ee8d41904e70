"""Dates, numbers and codes: read by their column's evidence, or not at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.codes import entry_number, hs_codes, ids
from whence.read.dates import dates
from whence.read.numbers import cents, grams_of, numbers, positive, shares, unit_in


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-01",
        "2024/3/1",
        "2024.03.01",
        "20240301",
        "2024-03-01 00:00:00",
        "2024-03-01T10:30:00Z",
        "1-Mar-2024",
        "01 March 2024",
        "March 1, 2024",
        "1 mars 2024",
        "2024年3月1日",
        "45352",
        "2024-03-01 10:30 PM",
    ],
)
def test_a_date_that_can_only_be_one_day_is_read(text: str) -> None:
    assert dates([text]).values == (date(2024, 3, 1),)


def test_one_day_above_twelve_settles_the_column() -> None:
    assert dates(["01/03/2024", "25/03/2024"]).values[0] == date(2024, 3, 1)
    assert dates(["03/01/2024", "03/25/2024"]).values[0] == date(2024, 3, 1)


def test_the_header_settles_the_column() -> None:
    assert dates(["03/04/2024"], "Date (DD/MM/YYYY)").values == (date(2024, 4, 3),)
    assert dates(["03/04/2024"], "Date mm/dd/yyyy").values == (date(2024, 3, 4),)


def test_a_column_that_contradicts_itself_keeps_only_what_is_sure() -> None:
    read = dates(["25/03/2024", "03/25/2024", "04/05/2024", "06/06/2024"])
    assert read.values == (
        date(2024, 3, 25),
        date(2024, 3, 25),
        None,
        date(2024, 6, 6),
    )
    assert read.bad[2].reason == "ambiguous date"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-02-30", "impossible date"),
        ("0000-00-00", "impossible date"),
        ("2024-13-05", "impossible date"),
        ("1024-01-05", "impossible date"),
        ("soon", "unreadable date"),
        ("2024-03", "unreadable date"),
        ("24-03-12", "ambiguous date"),
        ("03/04/2024", "ambiguous date"),
    ],
)
def test_a_date_that_is_none_is_never_guessed(text: str, reason: str) -> None:
    read = dates([text])
    assert read.values == (None,)
    assert read.bad[0].reason == reason


def test_a_blank_date_stays_blank() -> None:
    assert dates(["", "n/a", "-"]).values == (None, None, None)
    assert dates(["", "n/a", "-"]).bad == {}


@given(st.lists(st.dates(date(1951, 1, 1), date(2099, 12, 31)), min_size=1, max_size=8))
def test_a_date_is_read_as_its_day_or_not_at_all(days: list[date]) -> None:
    for form in ("%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d", "%d.%m.%Y"):
        read = dates([d.strftime(form) for d in days])
        assert all(got in (None, d) for got, d in zip(read.values, days, strict=True))


def test_point_and_comma_are_told_apart_by_the_column() -> None:
    assert numbers(["1,234.5", "2,000"]).values == ((1234.5, ""), (2000.0, ""))
    assert numbers(["1.234,5", "2.000"]).values == ((1234.5, ""), (2000.0, ""))
    assert numbers(["1 234,5"]).values == ((1234.5, ""),)


def test_a_column_of_both_marks_keeps_only_what_is_sure() -> None:
    read = numbers(["1.5", "2,5", "1,234", "1,234.5"])
    assert read.values[0] == (1.5, "")
    assert {c: b.reason for c, b in read.bad.items()} == {
        1: "ambiguous number",
        2: "ambiguous number",
    }
    assert read.values[3] == (1234.5, "")


@pytest.mark.parametrize("text", ["see list", "12 x 5", "5-10", "one"])
def test_a_text_is_no_number(text: str) -> None:
    assert numbers([text]).bad[0].reason == "unreadable number"


def test_zero_and_less_are_no_weight() -> None:
    read = positive(numbers(["0", "-5", "(5)", "5"]))
    assert read.values == (None, None, None, (5.0, ""))
    assert {b.reason for b in read.bad.values()} == {"not positive"}


def test_units_become_grams_only_when_they_are_decided() -> None:
    assert [grams_of(u) for u in ("kg", "MT", "斤", "lb.")] == [
        1000,
        1e6,
        500,
        453.59237,
    ]
    assert grams_of("ton") is None
    assert grams_of("truckloads") is None
    assert unit_in("净重(公斤)") == "公斤"
    assert unit_in("Weight in metric tons") == "metric tons"


def test_a_share_is_of_one_or_of_a_hundred_by_its_column() -> None:
    assert shares(["0.5", "1"], "share").values == (0.5, 1.0)
    assert shares(["50", "1"], "share").values == (0.5, 0.01)
    assert shares(["150"], "share").bad[0].reason == "unreadable share"


def test_money_is_rounded_as_its_decimals_were_written() -> None:
    assert [cents(n) for n in (1.005, 2.675, 0.1 + 0.2)] == [100, 268, 30]


def test_a_lost_zero_comes_back_only_on_evidence() -> None:
    assert hs_codes(["702001000", "2002901000"]).values[0] == "0702001000"
    assert hs_codes(["702001000"]).bad[0].reason == "lost zero"
    assert hs_codes(["070200100", "702001000"]).values[1] == "702001000"
    assert hs_codes(["702.00"]).values == ("070200",)
    assert hs_codes(["6109.1"]).values == ("610910",)


@pytest.mark.parametrize("text", ["cotton", "62O342", "61", "5.20E+09"])
def test_what_is_no_hs_code_is_set_aside(text: str) -> None:
    assert hs_codes([text]).values == (None,)
    assert hs_codes([text]).bad


def test_several_codes_in_a_cell_give_their_heading_or_nothing() -> None:
    assert hs_codes(["610910; 610990"]).values == ("6109",)
    assert hs_codes(["520852; 630790"]).bad[0].reason == "several codes"


def test_a_code_rounded_by_a_spreadsheet_is_damaged() -> None:
    read = ids(["9.13100006E+17", "5E12", "1E+05"])
    assert read.values == (None, "5E12", None)
    assert {b.reason for b in read.bad.values()} == {"damaged number"}


def test_an_entry_number_is_written_one_way() -> None:
    assert entry_number("MRX30000017") == entry_number("mrx-3000001-7")
    assert entry_number("PO 7") == "PO 7"


@pytest.mark.parametrize("text", ["1e400", "9" * 400, "1e15", "5000000000000000"])
def test_a_number_beyond_all_goods_and_money_is_not_read(text: str) -> None:
    read = numbers([text, "12"])
    assert read.values == (None, (12.0, ""))
    assert read.bad[0].reason == "unreadable number"


def test_a_weight_that_no_ship_carries_is_not_read() -> None:
    read = positive(numbers(["1000000000000", "12"]))
    assert read.values == (None, (12.0, ""))
