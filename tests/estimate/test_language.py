"""Formulas are read into trees; nothing of them is ever run."""

import pytest

from whence.estimate.functions import FUNCTIONS, expanded
from whence.estimate.language import FormulaError, Name, names_in, parse, parse_check


def test_products_bind_before_sums_and_brackets_before_both():
    tree = parse("a + b * (c - d)")
    assert (tree.sign, tree.right.sign, tree.right.right.sign) == ("+", "*", "-")


def test_a_minus_between_terms_leans_left():
    tree = parse("a - b - c")
    assert tree.right == Name("c")


def test_a_key_may_hold_hyphens_so_a_minus_has_blanks():
    assert list(names_in(parse("plan-2016-20 - C61-growth"))) == [
        "plan-2016-20",
        "C61-growth",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("a b", "'b' at character 3"),
        ("a ^ 2", "no powers"),
        ("a ** 2", "'*' at character 4"),
        ("1,000", "not the end"),
        ("(a", "ends where"),
        ("a *", "ends where"),
        ("__import__('os')", "not understood"),
        ("a.b.c(1).d", "'.d' is not understood"),
        ("[a for a in b]", "not understood"),
        ("(" * 60 + "a" + ")" * 60, "deep"),
        ("-" * 60 + "a", "deep"),
        ("a+" * 900 + "a", "longer than"),
        ("1e9", "not understood"),
        ("lambda: 0", "':' at character"),
    ],
)
def test_what_is_no_formula_is_refused_with_its_place(text, says):
    with pytest.raises(
        FormulaError, match=says.replace("*", r"\*").replace(".", r"\.")
    ):
        parse(text)


@pytest.mark.parametrize("text", ["exec(a)", "growth(a)", "total(a)", "mean(a, 2, 3)"])
def test_a_function_must_exist_and_have_its_terms(text):
    with pytest.raises(FormulaError, match=r"function|takes"):
        expanded(parse(text))


def test_every_function_is_a_formula_over_its_own_terms():
    for held in FUNCTIONS.values():
        assert set(names_in(parse(held.formula))) == set(held.terms), held.name


def test_terms_of_a_function_are_not_caught_by_each_other():
    # `base(new, g)`: a figure called `g` given as `new` must stay itself.
    tree = expanded(parse("base(g, new)"))
    assert list(names_in(tree)) == ["g", "new"]


def test_a_check_has_two_sides_or_one():
    assert parse_check("C16 is C50").relation == "is"
    assert parse_check("over(a, b) >= c").relation == ">="
    assert parse_check("share(a, b)").right is None
    assert parse_check("unit: a <= b").of_unit
    with pytest.raises(FormulaError):
        parse_check("a = b = c")
