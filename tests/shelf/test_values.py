"""Values as publications write them."""

from math import inf

import pytest

from whence.model.figure import Range
from whence.shelf.values import days_of, value_of


@pytest.mark.parametrize(
    ("written", "digits", "held"),
    [
        ("3.17 million", (3.17e6, 3.17e6), (3.165e6, 3.175e6)),
        ("3.2 million", (3.2e6, 3.2e6), (3.15e6, 3.25e6)),
        ("about 25,000", (25_000, 25_000), (24_500, 25_500)),
        ("20,859", (20_859, 20_859), (20_858.5, 20_859.5)),
        ("1.20 million", (1.2e6, 1.2e6), (1.195e6, 1.205e6)),
        ("= 24", (24, 24), (24, 24)),
        ("exactly 24", (24, 24), (24, 24)),
        (">= 2.2 million", (2.2e6, inf), (2.15e6, inf)),
        ("at least 300", (300, inf), (250, inf)),
        ("up to 1.6 million", (0, 1.6e6), (0, 1.65e6)),
        ("20,000 to 25,000", (20_000, 25_000), (20_000, 25_000)),
        ("2 to 2.5 million", (2e6, 2.5e6), (2e6, 2.5e6)),
        ("247.6 万", (2.476e6, 2.476e6), (2.4755e6, 2.4765e6)),
        ("42.5 Billion", (42.5e9, 42.5e9), (42.45e9, 42.55e9)),
        ("1,234,567", (1_234_567, 1_234_567), (1_234_566.5, 1_234_567.5)),
        ("42.5 billion", (42.5e9, 42.5e9), (42.45e9, 42.55e9)),
        ("0", (0, 0), (-0.5, 0.5)),
        ("-61.3", (-61.3, -61.3), (-61.35, -61.25)),
        ("−61.3", (-61.3, -61.3), (-61.35, -61.25)),
    ],
)
def test_a_printed_number_is_known_to_half_its_last_digit(written, digits, held):
    found = value_of(written, "person")
    assert (found[0].low, found[0].high) == pytest.approx(digits)
    assert (found[1].low, found[1].high) == pytest.approx(held)


def test_per_cent_are_hundredths():
    assert value_of("10.5", "percent")[0].low == pytest.approx(0.105)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("25,000 to 20,000", "wrong way round"),
        ("1,5 million", "comma only groups thousands"),
        ("12,3456", "comma only groups"),
        ("several", "no value"),
        ("nearly 5", "says nothing"),
        ("5 dozens", "no scale"),
        ("5 5 million people", "no value"),
        ("", "no value"),
        ("nan", "no value"),
        ("1e999", "no value"),
    ],
)
def test_what_cannot_be_read_says_why(written, says):
    with pytest.raises(ValueError, match=says):
        value_of(written, "person")


def test_dates_are_their_days():
    assert days_of("2020-02").high - days_of("2020-02").low == 28
    assert value_of("2020-09-25 to 2020-09-26", "date")[0] == Range(737693, 737694)
    for bad in ("2020-13", "2021-02-29", "25.9.2020", "2020 to 2019"):
        with pytest.raises(ValueError, match=r"date|month|day|wrong way"):
            value_of(bad, "date")
