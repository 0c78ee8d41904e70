"""Shares of the spread, held against SALib and against a function solved by hand."""

import warnings

import numpy as np
import pytest

from whence.estimate.drivers import drivers, from_outputs, indices, swings
from whence.estimate.functions import expanded
from whence.estimate.language import parse
from whence.estimate.resolve import RESULT, box_of, ready
from whence.estimate.sample import values
from whence.model.estimate import Shape
from whence.model.figure import Range
from whence.shelf.kinds import kinds
from whence.shelf.models import model_of


@pytest.fixture(scope="module")
def salib():
    """SALib, whose import warns of things that are not ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from SALib.analyze import sobol as analyze
        from SALib.sample import sobol as sample
    return sample, analyze


def middle(held: Range) -> float:
    return (held.low + held.high) / 2


def scale():
    held = ready(model_of("xuar-at-risk-2021"), kinds())
    return held.trees[RESULT], box_of(held.model, "person-times")


def ishigami(unit):
    x = np.pi * (2 * unit - 1)
    return (
        np.sin(x[:, 0])
        + 7 * np.sin(x[:, 1]) ** 2
        + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    )


def test_indices_of_ishigami_are_those_solved_by_hand():
    # Ishigami and Homma (1990), a = 7, b = 0.1; values in Saltelli and others (2008).
    first, total = indices(ishigami, 3, power=13)
    assert [middle(r) for r in first] == pytest.approx([0.3139, 0.4424, 0], abs=0.01)
    assert [middle(r) for r in total] == pytest.approx(
        [0.5576, 0.4424, 0.2437], abs=0.01
    )
    assert all(r.low - 0.01 < true < r.high + 0.01 for r, true in
               zip(total, (0.5576, 0.4424, 0.2437), strict=True))  # fmt: skip


def test_the_estimators_are_those_of_salib_on_the_same_outputs(salib):
    sample, analyze = salib
    problem = {"num_vars": 3, "names": list("abc"), "bounds": [[0, 1]] * 3}
    drawn = sample.sample(problem, 512, calc_second_order=False, seed=5)
    outputs = ishigami(drawn)
    theirs = analyze.analyze(
        problem, outputs, calc_second_order=False, num_resamples=10, seed=1
    )
    step = 5
    ours = from_outputs(
        outputs[0::step], outputs[4::step], [outputs[1 + i :: step] for i in range(3)]
    )
    assert [middle(r) for r in ours[0]] == pytest.approx(list(theirs["S1"]), abs=1e-9)
    assert [middle(r) for r in ours[1]] == pytest.approx(list(theirs["ST"]), abs=1e-9)


def test_the_scale_model_has_the_indices_that_salib_finds(salib):
    sample, analyze = salib
    tree, box = scale()
    names = sorted(box)
    problem = {
        "num_vars": len(names),
        "names": names,
        "bounds": [[box[n].low, box[n].high] for n in names],
    }
    drawn = sample.sample(problem, 4096, calc_second_order=False, seed=3)
    outputs = values(tree, {n: drawn[:, i] for i, n in enumerate(names)})
    theirs = analyze.analyze(
        problem, np.asarray(outputs), calc_second_order=False, num_resamples=10, seed=1
    )
    for held in drivers(tree, box, shape=Shape.FLAT):
        place = names.index(held.input)
        assert middle(held.first) == pytest.approx(theirs["S1"][place], abs=0.012)
        assert middle(held.total) == pytest.approx(theirs["ST"][place], abs=0.012)


def test_first_order_indices_and_swings_are_those_expected(expected):
    tree, box = scale()
    wanted = expected["xuar-at-risk-2021"]
    found = {d.input: middle(d.first) for d in drivers(tree, box, shape=Shape.FLAT)}
    assert found == pytest.approx(wanted["first_order"], abs=0.011)
    swung = {s.input: s.range for s in swings(tree, box)}
    for name, (low, high) in wanted["tornado"].items():
        assert swung[name].low / 1e6 == pytest.approx(low, abs=0.006)
        assert swung[name].high / 1e6 == pytest.approx(high, abs=0.006)


def test_an_input_that_is_no_range_drives_nothing():
    box = {"a": Range(0, 1), "b": Range(2, 2)}
    tree = expanded(parse("a * b"))
    assert [d.input for d in drivers(tree, box, shape=Shape.FLAT)] == ["a"]
    assert [s.input for s in swings(tree, box)] == ["a"]
    assert drivers(tree, {"a": Range(1, 1), "b": Range(2, 2)}, shape=Shape.FLAT) == ()


def test_what_does_not_vary_has_no_shares():
    first, total = from_outputs(np.ones(8), np.ones(8), [np.ones(8)])
    assert (first, total) == ([Range(0, 0)], [Range(0, 0)])
