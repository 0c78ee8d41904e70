"""Intervals enclose every value, and no more where that can be had."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.estimate.interval import bounds
from whence.estimate.language import FormulaError, parse
from whence.estimate.sample import values
from whence.model.figure import Range


def near(found: Range, low: float, high: float) -> bool:
    return math.isclose(found.low, low, abs_tol=1e-6) and math.isclose(
        found.high, high, abs_tol=1e-6
    )


def test_a_name_that_stands_twice_does_not_widen_the_range():
    box = {"s": Range(0.58, 0.66), "a": Range(0.8, 1), "b": Range(0, 0.3)}
    assert near(bounds(parse("s * a + (1 - s) * b"), box), 0.464, 0.762)
    assert near(bounds(parse("s - s"), box), 0, 0)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("x * x - x", -0.25, 2),
        ("x * (1 - x)", -2, 0.25),
        ("y / (1 + y)", 0, 2 / 3),
        ("x * y", -2, 4),
        ("growth(2 + x, 2 + y)", -0.75, 1),
        ("x * x * x", -1, 8),
        ("(x - 1) * (x - 1) * (y - 1)", -4, 4),
    ],
)
def test_bends_are_found_too(text, low, high):
    box = {"x": Range(-1, 2), "y": Range(0, 2)}
    assert near(bounds(parse(text), box), low, high)


def test_an_open_end_stays_open():
    found = bounds(parse("a / 5"), {"a": Range(11, math.inf)})
    assert found == Range(2.2, math.inf)


def test_dividing_by_a_range_with_zero_is_refused():
    with pytest.raises(FormulaError, match="zero"):
        bounds(parse("1 / x"), {"x": Range(-1, 1)})


def test_a_name_without_a_range_is_named():
    with pytest.raises(FormulaError, match="'y'"):
        bounds(parse("x + y"), {"x": Range(0, 1)})


ends = (
    st.tuples(st.floats(-3, 3), st.floats(-3, 3)).map(sorted).map(lambda e: Range(*e))
)
TEXTS = (
    "a * b - c", "a * a - b * c", "(a - b) * (b - c)", "a / (4 + b) + c * a",
    "share_after(a, b / 8, c / 8)", "-(a * b * c) + a - b",
)  # fmt: skip


@given(st.sampled_from(TEXTS), st.tuples(ends, ends, ends), st.integers(0, 10**6))
def test_no_value_falls_outside_and_the_ends_are_reached(text, box, seed):
    from whence.estimate.functions import expanded

    held = dict(zip("abc", box, strict=True))
    found = bounds(parse(text), held)
    tree, chance = expanded(parse(text)), random.Random(seed)
    seen = []
    for _ in range(60):
        pick = {
            k: chance.choice((r.low, r.high, chance.uniform(r.low, r.high)))
            for k, r in held.items()
        }
        seen.append(float(values(tree, pick)))
    slack = 1e-7 * max(1, abs(found.low), abs(found.high))
    assert found.low - slack <= min(seen)
    assert max(seen) <= found.high + slack
