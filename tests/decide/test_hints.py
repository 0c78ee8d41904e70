"""A measure known from memory alone gives a hint where it names goods or a party."""

from dataclasses import replace

from whence.decide.hints import hints_for
from whence.decide.trials import facts_of
from whence.model.measure import Scope
from whence.shelf.measures import measures, unverified
from whence.shelf.orders import noted
from whence.shelf.references import is_reference

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


def test_a_party_on_another_list_gives_none():
    found = facts()
    (row,) = found.standings["p Farm"]
    elsewhere = replace(row, listing=replace(row.listing, list_key="us-uflpa"))
    assert hints_for(found.consignment, found.chain, {"p Farm": (elsewhere,)}) == ()


def test_an_order_on_goods_hints_where_the_goods_are_of_its_kinds():
    order = unverified()[0]
    hides = Scope(("4102",), ("sheepskin",), "sheepskins")
    version = replace(order.versions[0], scope=hides)
    order = replace(order, versions=(version,))
    (line, _) = hints(facts(name="Another Farm"), weak=[order])
    assert "these goods are of the kinds" in line.text
    other = facts(goods="7326908688 Wire", name="Another Farm")
    assert len(hints(other, weak=[order])) == 1


def test_a_party_of_an_order_that_no_measure_models_gives_a_hint():
    (line,) = hints(facts(name="Huizhou Mink Industrial CO. LTD."))
    assert "all goods, CBP Withhold Release Order of 2018-03-05" in line.text
    assert "memory, not verified" in line.text


def test_a_party_of_an_order_nobody_read_says_so():
    (line,) = hints(facts(name="Da Wei Chemical Factory"))
    assert "its day and goods were not read" in line.text


def test_a_party_of_a_modelled_order_is_decided_and_gives_no_hint():
    assert hints(facts(name="Hero Vast Group")) == ()


def test_noted_orders_cite_the_order_and_decide_nothing():
    titles = " ".join(m.title for m in measures().values())
    for order in noted():
        assert is_reference(order.reference)
        assert str(order.day) in order.reference
        assert order.party not in titles
