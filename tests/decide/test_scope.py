"""Which goods an order reaches, and where nobody can tell."""

from dataclasses import replace

import pytest

from whence.decide.links import context_of
from whence.decide.scope import of_consignment, of_operation, reaches
from whence.decide.trials import facts_of
from whence.model.measure import Scope

COTTON = Scope(("52", "610910"), ("cotton", "棉"), "cotton")
EVERYTHING = Scope(text="all products")


@pytest.mark.parametrize(
    ("hs", "text", "reached"),
    [
        ("520512", "", True),
        ("5205.12", "", True),
        ("6109", "", True),
        ("610990", "T-shirts", False),
        ("610990", "T-shirts, COTTON", True),
        ("610990", "纯棉T恤", True),
        ("610990", "cottonwood crates", False),
        ("", "cotton", True),
        ("", "baskets", None),
        ("", "", None),
    ],
)
def test_codes_put_goods_in_or_out_and_words_only_in(hs, text, reached):
    assert reaches(COTTON, hs, text) is reached


def test_an_order_on_all_goods_reaches_all():
    assert reaches(EVERYTHING, "", "") is True
    assert reaches(EVERYTHING, "732690", "baskets") is True


def context(goods, makes="", into="", needs=()):
    rows = [{"party": "A", "role": "maker recorded", "tie": "order recorded"}]
    other = {"party": "B", "role": "maker recorded", "tie": "lot recorded"}
    if makes is not None:
        rows.append({**other, "makes": makes, "into": "A"})
    trial = {"name": "scope", "goods": goods, "chain": rows, "needs": list(needs)}
    facts = facts_of(trial)
    return context_of(facts.consignment, facts.chain)


def test_any_input_that_is_named_brings_the_goods_in():
    assert not of_consignment(COTTON, context("732690 Baskets"))
    assert of_consignment(COTTON, context("732690 Baskets", "520100 Lint"))
    need = {"product": "X", "commodity": "cotton"}
    assert of_consignment(COTTON, context("732690 Baskets", needs=[need]))
    assert of_consignment(EVERYTHING, context("732690 Baskets"))


def test_who_made_the_goods_themselves_made_goods_of_their_kind():
    held = context("520512 Cotton yarn", makes="")
    near, far = held.linked
    assert (near.party, far.party) == ("p A", "p B")
    assert of_operation(COTTON, near, held) is True
    assert of_operation(COTTON, far, held) is None


def test_goods_of_another_kind_never_put_an_act_out_of_an_order():
    """Of several codes only the smallest was looked at."""
    held = context("732690 Baskets", "732690 Baskets")
    act = held.linked[-1]
    assert of_operation(COTTON, act, held) is False
    for more in (("520100", "Lint"), ("990000", "Cotton lint")):
        both = replace(act, goods=(("732690", "Baskets"), more))
        assert of_operation(COTTON, both, held) is True
    untold = replace(act, goods=(("", "goods"),))
    assert of_operation(COTTON, untold, held) is None
