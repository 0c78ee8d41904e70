"""Names that say the same, and names that differ in one thing only."""

import pytest

from whence.match import score


def same(left: str, right: str) -> float:
    return float(score([left], [right]).same[0])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("vanderluis corp", "van der luis corp"),
        ("The Lumenar Cotton Bank", "Lumenar Cotton Bank"),
        ("GoodLumen Company", "Good Lumen Company"),
        ("Lumen Refinery Corporation", "The Lumen Refinery Company"),
        ("Lumenar", "Lumenar Corporation"),
        ("和田鲁门服饰公司", "和田鲁门服饰有限公司"),
    ],
)
def test_one_name_is_one_however_it_is_spaced_and_whatever_company_is_called(
    left, right
):
    assert same(left, right) > 0.9


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Lumenar AG", "Lumenar GmbH"),
        ("Xinjiang Energy (Group) Co., Ltd.", "新疆鲁富能源股份有限公司"),
        ("Lumenar Systems, Inc.", "Lumenar Industries, Inc."),
    ],
)
def test_another_form_a_bare_name_and_another_trade_leave_no_certainty(left, right):
    assert same(left, right) < 0.8


def test_any_kind_of_company_agrees_with_every_other_form():
    assert same("Lumenar Company", "Lumenar LLC") > same("Lumenar GmbH", "Lumenar AG")
