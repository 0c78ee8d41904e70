"""Rows of figures: what each must have, and what is said where it has not."""

import pytest

from whence.errors import DataError
from whence.shelf import figures as shelf
from whence.shelf.kinds import kinds
from whence.shelf.pictures import charts
from whence.shelf.sobol import directions

ROW = {
    "key": "a", "value": "5 million", "unit": "person-times", "metric": "achieved",
    "flow": "transfers", "period": "2021", "source": "a report, page 3",
}  # fmt: skip


def test_a_row_becomes_a_figure_with_its_range():
    held = shelf.figure_of(ROW, "mine.csv, row 2")
    assert held.measured.range.low == 4_500_000
    assert held.measured.sort.unit == "person_time"
    assert held.source.reference == "a report, page 3"


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"source": ""}, "no `source`"),
        ({"key": " "}, "no `key`"),
        ({"flow": ""}, "no `flow`"),
        ({"period": ""}, "no `period`"),
        ({"unit": "heads"}, "no unit"),
        ({"metric": "tally"}, "no metric"),
        ({"unit": "percent"}, "cannot be in percent"),
        ({"metric": "growth"}, "cannot be in person-times"),
        ({"value": "9 to 5"}, "wrong way round"),
        ({"value": "lots"}, "cannot be used"),
        ({"value": "49"}, "fewer than 50"),
        ({"quote": "x", "quote_start": "one"}, "no whole number"),
        ({"quote": "x", "quote_start": "9", "quote_end": "3"}, "ends before"),
    ],
)
def test_a_row_that_lacks_something_says_what_and_where(cells, says):
    with pytest.raises(DataError, match=says) as caught:
        shelf.figure_of({**ROW, **cells}, "mine.csv, row 2")
    assert caught.value.where == "mine.csv, row 2"


def test_a_claim_without_a_number_is_a_figure_too():
    held = shelf.figure_of({"key": "a", "source": "s"}, "x")
    assert held.measured is None


def test_the_shipped_sets_are_whole():
    assert len(shelf.claims()) == 77
    assert [f.key for f in shelf.claims()] == [f"C{n:02}" for n in range(1, 78)]
    assert len(shelf.shipped()) == sum(
        len(s) for s in (shelf.claims(), shelf.quoted(), shelf.outside())
    )
    assert set(shelf.first_readings()) == {f.key for f in shelf.claims()}


def test_no_outside_figure_counts_people_below_the_region():
    for held in shelf.outside():
        measured = held.measured
        if measured and measured.sort.unit in ("person", "person_time", "household"):
            place = measured.sort.place
            region = kinds().is_region(place) or measured.sort.kind != "level"
            assert region, held.key


def test_every_first_status_is_in_the_table():
    table = {row.first for row in shelf.status_table()}
    assert {r.status for r in shelf.first_readings().values()} == table


def test_series_and_charts_name_figures_that_exist():
    for held in shelf.series():
        assert len(held.figures) > 2
        for found in held.breaks:
            assert all(k in shelf.shipped() for k in found.figures)
    for chart in charts():
        for row in chart.rows:
            keys = [row[k] for k in ("after", "growth", "later") if k in row]
            assert all(k in shelf.shipped() for k in keys)


def test_direction_numbers_are_odd_and_below_their_power():
    for degree, polynomial, initial in directions():
        assert len(initial) == degree
        assert polynomial < 2 ** max(degree - 1, 1)
        for place, number in enumerate(initial, 1):
            assert number % 2 == 1
            assert number < 2**place


def test_no_shipped_figure_is_a_headcount_under_fifty():
    for held in shelf.shipped().values():
        measured = held.measured
        if measured and measured.sort.unit in kinds().people:
            assert measured.digits.high >= kinds().least_headcount, held.key
