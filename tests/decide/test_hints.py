"""A measure known from memory alone gives a hint where it names goods or a party."""

from dataclasses import replace

from whence.decide.hints import hints_for
from whence.decide.trials import facts_of
from whence.model.measure import Scope
from whence.shelf.measures import unverified

FARM = "Xinjiang Kashgar Prefecture Yecheng County Cattle Farm"


def facts(goods="4102210000 Sheepskins", name=FARM):
    standing = {
        "as": "candidate inferred",
        "list": "us-wro",
        "name": name,
        "from": __import__("datetime").date(1995, 2, 13),
    }
    row = {"party": "Farm", "role": "maker recorded", "tie": "order recorded"}
    return facts_of(
        {"name": "hint", "goods": goods, "chain": [{**row, "standing": standing}]}
    )


def hints(found, **more):
    return hints_for(found.consignment, found.chain, found.standings, **more)


def test_a_party_that_an_unverified_order_names_gives_a_hint():
    (line,) = hints(facts())
    assert "A hint, deciding nothing" in line.text
    assert "a party of this chain" in line.text
    assert "memory, not verified" in line.text
    assert line.met is None


def test_a_party_it_does_not_name_gives_none():
    assert hints(facts(name="Another Farm")) == ()


def test_an_order_on_goods_hints_where_the_goods_are_of_its_kinds():
    order = unverified()[0]
    hides = Scope(("4102",), ("sheepskin",), "sheepskins")
    version = replace(order.versions[0], scope=hides)
    order = replace(order, versions=(version,))
    (line,) = hints(facts(name="Another Farm"), measures=[order])
    assert "these goods are of the kinds" in line.text
    other = facts(goods="7326908688 Wire", name="Another Farm")
    assert hints(other, measures=[order]) == ()
