import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.model.name import TokenKind
from whence.normalise.latin import tokens_of

ENDINGS = (
    "textile co ltd",
    "technology development co ltd",
    "group",
    "import and export corp",
    "food industry limited",
    "home textile",
    "branch",
    "silicon industry co",
    "factory no 3",
    "co",
    "energy shanghai",
    "the",
    "chemical works of",
)
BRANDS = st.lists(
    st.sampled_from(["wobble", "taida", "tai", "da", "golden", "wuhan", "trading"]),
    min_size=1,
    max_size=3,
)


@given(BRANDS, st.sampled_from(ENDINGS))
def test_a_name_is_read_the_same_whichever_name_with_its_ending_came_before(
    brand, ending
):
    words = [*brand, *ending.split()]
    first = tokens_of(words, set())
    tokens_of(["zarquon", *ending.split()], set())
    assert tokens_of(words, set()) == first
    assert {w for t in first for w in t.text.split()} <= set(words)


@pytest.mark.parametrize("inner", [False, True])
def test_the_last_words_are_forms_and_trades_whatever_stands_before(inner):
    for brand in (["zarquon"], ["golden", "wobble"], ["esquel"]):
        found = tokens_of([*brand, "textile", "co", "ltd"], set(), inner=inner)
        kinds = [(t.text, t.kind) for t in found[len(brand) :]]
        assert kinds[0] == ("textile", TokenKind.TRADE)
        assert {kind for _, kind in kinds[1:]} == {TokenKind.FORM}


def test_a_name_of_forms_only_has_no_brand():
    assert {t.kind for t in tokens_of(["co", "ltd"], set())} == {TokenKind.FORM}
