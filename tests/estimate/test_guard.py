"""Ranges are brought together only where both count the same."""

import pytest

from whence.estimate.guard import added, compared, divided
from whence.estimate.sorts import SortError
from whence.estimate.vintages import disagreeing
from whence.model.figure import Measured, Range, Sort
from whence.shelf import figures as shelf
from whence.shelf.kinds import kinds

AT_RISK = Sort("person", "at risk of coercive labour")
INSIDE = Sort("person", "in state-imposed forced labour")
TIMES = Sort("person_time", "at risk of coercive labour")


def held(low, high, sort=AT_RISK):
    return Measured(Range(low, high), Range(low, high), sort)


def test_ranges_of_one_population_may_be_added_divided_and_compared():
    one, other = held(1, 2), held(2, 4)
    assert added(one, other, kinds()) == Range(3, 6)
    assert divided(one, other, kinds()) == Range(0.25, 1)
    assert compared(one, other, kinds()) == "overlaps it"
    assert compared(held(1, 2), held(3, 4), kinds()) == "apart from it"
    assert compared(held(2, 3), held(1, 4), kinds()) == "inside it"
    assert compared(held(1, 4), held(2, 3), kinds()) == "holds it"


@pytest.mark.parametrize("other", [INSIDE, TIMES, Sort("person"), Sort("household")])
@pytest.mark.parametrize("verb", [added, divided, compared])
def test_another_population_or_unit_is_refused(verb, other):
    with pytest.raises(SortError, match="refused to"):
        verb(held(1, 2), held(1, 2, other), kinds())


def test_at_risk_is_not_held_against_forced_labour_on_any_day():
    ilo = shelf.shipped()["ilo-state-2021"].measured
    with pytest.raises(SortError, match="in state-imposed forced labour"):
        compared(held(1e6, 2e6), ilo, kinds())


def test_dividing_by_a_range_with_zero_is_refused():
    with pytest.raises(ZeroDivisionError):
        divided(held(1, 2), held(-1, 1), kinds())


def test_vintages_that_disagree_are_a_range_and_no_average():
    found = {v.keys: v for v in disagreeing(shelf.outside())}
    employed = found["employed-2000", "employed-2000-y05"]
    assert employed.range == Range(6_724_500.0, 6_938_550.0)
    transfers = found["transfers-2019", "transfers-2019-implied"]
    assert transfers.range == Range(2_585_000.0, 2_875_000.0)


def test_one_definition_is_no_vintage_of_another():
    row = {
        "key": "a", "value": "5", "unit": "documents", "metric": "stock",
        "flow": "guests", "period": "2021", "source": "s",
    }  # fmt: skip
    one = shelf.figure_of({**row, "definition": "at midnight"}, "x")
    other = shelf.figure_of({**row, "key": "b", "value": "7"}, "x")
    assert disagreeing((one, other)) == ()
    same = shelf.figure_of(
        {**row, "key": "b", "value": "7", "definition": "at midnight"}, "x"
    )
    assert disagreeing((one, same))[0].range == Range(4.5, 7.5)
