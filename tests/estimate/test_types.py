"""No public type of figures and estimates holds a single measured number."""

import inspect
import typing
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from pkgutil import iter_modules

import numpy as np
import pytest

from whence import estimate
from whence.model import estimate as nouns
from whence.model import figure
from whence.model.figure import Range
from whence.shelf.kinds import Kinds

SCALARS = (float, complex, Decimal, Fraction, np.floating)
COUNTS = {"start", "end", "line", "power", "least_headcount"}
"""Whole numbers that are places in a text or settings, and measure nothing."""


def types():
    modules = [figure, nouns]
    modules += [
        import_module(f"whence.estimate.{m.name}")
        for m in iter_modules(estimate.__path__)
    ]
    for module in modules:
        for noun in vars(module).values():
            own = isinstance(noun, type) and noun.__module__ == module.__name__
            if own and is_dataclass(noun):
                yield noun


def parts(hint):
    yield hint
    for inner in typing.get_args(hint):
        yield from parts(inner)


def test_there_are_types_to_look_at():
    assert len(list(types())) > 30
    assert Kinds not in types()


@pytest.mark.parametrize("noun", list(types()), ids=lambda t: t.__name__)
def test_no_type_but_range_holds_a_number_that_was_measured(noun):
    hints = typing.get_type_hints(noun)
    for held in fields(noun):
        for part in parts(hints[held.name]):
            scalar = isinstance(part, type) and issubclass(part, SCALARS)
            assert not scalar or noun is Range, f"{noun.__name__}.{held.name}"
            counts = part is int and held.name not in COUNTS
            assert not counts, f"{noun.__name__}.{held.name}"


def test_a_range_gives_its_two_ends_and_no_point_between_them():
    public = {n for n, _ in inspect.getmembers(Range) if not n.startswith("_")}
    assert public == {"low", "high", "holds", "meets", "hull"}
    for name in (
        "__float__",
        "__int__",
        "__index__",
        "__add__",
        "__truediv__",
        "__lt__",
    ):
        assert not hasattr(Range, name) or getattr(Range, name) is getattr(
            object, name, None
        )


def test_a_range_stands_the_right_way_round():
    with pytest.raises(ValueError, match="above"):
        Range(2, 1)
    with pytest.raises(ValueError, match="no number"):
        Range(float("nan"), 1)
