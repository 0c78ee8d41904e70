"""A shape tells apart what can change an outcome, and nothing else."""

from dataclasses import fields, replace
from datetime import date

import pytest

from whence.decide.shape import LEFT_OUT, shape_of
from whence.model.chain import (
    Break,
    BreakKind,
    Chain,
    Claim,
    Consignment,
    Fact,
    InputNeed,
    Operation,
    Path,
    Tie,
    TieKind,
)
from whence.model.party import Role
from whence.model.source import Grade, Source

READ = Source("ab" * 32, "trade.csv", "", 7, "")
OTHER = Source("cd" * 32, "register.csv", "", 2, "")
FACT = Fact(Claim.SITE, "CN-653100", Grade.RECORDED, (READ,))
SPUN = Operation(
    "spin", "firm-1", Role.MAKER, Grade.RECORDED, 2, "spin", "yarn", "520512", "L1",
    date(2025, 1, 2), 5, (FACT,), (READ,), (("520512", "yarn"),),
)  # fmt: skip
SEWN = Operation("sew", "firm-2", Role.MAKER, Grade.DECLARED, 1, lot="L2")
TIE = Tie("spin", "sew", TieKind.LOT, Grade.RECORDED, (READ,))
LANE = Tie("spin", "sew", TieKind.LANES, Grade.INFERRED, ())
PATH = Path("p", ("spin", "sew"), (LANE,), 2, Grade.INFERRED, passes=True)
NEED = InputNeed("lint", "cotton", "Cotton lint", "520100")
CHAIN = Chain(
    "c", (SEWN, SPUN), (TIE,), (PATH,),
    breaks=(Break(BreakKind.NO_RECORD, "firm-2", 1),), needs=(NEED,),
)  # fmt: skip
GOODS = Consignment(
    "c", "line 1", "610910", "T-shirts", date(2025, 3, 1), date(2025, 3, 1),
    "date of import", "BD", (READ,),
)  # fmt: skip


def shape(chain=CHAIN, goods=GOODS, *, known=(), kinds=None):
    return shape_of(goods, chain, known=dict.fromkeys(known), kinds=kinds or {})


def with_act(**changes):
    return replace(CHAIN, operations=(SEWN, replace(SPUN, **changes)))


def with_fact(**changes):
    return with_act(facts=(replace(FACT, **changes),))


TOLD_APART = {
    "another product": with_act(product="cloth"),
    "another code": with_act(hs="520811"),
    "another stage": with_act(stage="weave"),
    "another role": with_act(role=Role.TRADER),
    "another grade of the role": with_act(role_grade=Grade.DECLARED),
    "other goods beside": with_act(goods=(("520100", "lint"),)),
    "the same lot at both acts": with_act(lot="L2"),
    "no lot at all": with_act(lot=""),
    "the same firm at both acts": with_act(party="firm-2"),
    "nobody": with_act(party=""),
    "another place": with_fact(value="CN-320600"),
    "another claim": with_fact(claim=Claim.TRACED),
    "another grade of a fact": with_fact(grade=Grade.DOCUMENTED),
    "a fact in its author's favour": with_fact(favours=True),
    "no fact": with_act(facts=()),
    "a tie of another grade": replace(
        CHAIN, ties=(replace(TIE, grade=Grade.INFERRED),)
    ),
    "no tie": replace(CHAIN, ties=()),
    "the tie the other way": replace(
        CHAIN, ties=(replace(TIE, upstream="sew", downstream="spin"),)
    ),
    "a tie that stands in a path alone": replace(
        CHAIN, paths=(PATH, replace(PATH, ties=(replace(TIE, downstream="goods"),)))
    ),
    "a path of lanes below the policy": replace(
        CHAIN, paths=(replace(PATH, passes=False),)
    ),
    "a path over fewer acts": replace(
        CHAIN, paths=(replace(PATH, operations=("spin",)),)
    ),
    "another need": replace(CHAIN, needs=(replace(NEED, commodity="polysilicon"),)),
    "a need of another code": replace(CHAIN, needs=(replace(NEED, hs="280461"),)),
    "a need in other words": replace(CHAIN, needs=(replace(NEED, description="x"),)),
    "a need of another product": replace(CHAIN, needs=(replace(NEED, product="x"),)),
    "no need": replace(CHAIN, needs=()),
    "no break": replace(CHAIN, breaks=()),
    "a break that hides who made": replace(
        CHAIN, breaks=(Break(BreakKind.FORWARDER, "firm-2", 1),)
    ),
    "a break at another act's firm": replace(
        CHAIN, breaks=(Break(BreakKind.NO_RECORD, "firm-1", 1),)
    ),
}


@pytest.mark.parametrize("chain", TOLD_APART.values(), ids=TOLD_APART)
def test_what_can_change_an_outcome_is_another_shape(chain):
    assert shape(chain) != shape()


def test_goods_of_another_code_or_in_other_words_are_another_shape():
    assert shape(goods=replace(GOODS, hs="620342")) != shape()
    assert shape(goods=replace(GOODS, description="Trousers")) != shape()


OTHERS = {date: date(2024, 1, 1), int: 99, bool: False, str: "other"}


def _other(value):
    if isinstance(value, tuple) and value and isinstance(value[0], Source):
        return (OTHER,)
    if isinstance(value, Grade):
        return Grade.OFFICIAL
    return OTHERS.get(type(value), "other" if value in ("", None) else value)


@pytest.mark.parametrize("name", LEFT_OUT["Consignment"].split())
def test_a_field_of_the_goods_that_is_left_out_is_no_other_shape(name):
    assert name in {f.name for f in fields(Consignment)}
    changed = replace(GOODS, **{name: _other(getattr(GOODS, name))})
    assert shape(goods=changed) == shape()


def test_numbers_days_weights_and_rows_of_acts_are_no_other_shape():
    assert shape(with_act(tier=5, day=None, grams=7, sources=(OTHER,))) == shape()
    assert shape(with_fact(note="x", about="y")) == shape()
    assert shape(with_fact(sources=(OTHER,))) == shape()
    loose = replace(TIE, sources=(OTHER,), share_ppm=3, lag_months=4, grams=5)
    assert shape(replace(CHAIN, ties=(loose,))) == shape()
    assert shape(replace(CHAIN, leads=(PATH,), bystanders=(SPUN,))) == shape()


def test_which_firm_is_which_matters_only_where_one_stands_to_a_list():
    other = with_act(party="firm-9")
    assert shape(other) == shape()
    assert shape(other, known=["firm-9"]) != shape(known=["firm-9"])
    assert shape(other, known=["firm-1"]) != shape(known=["firm-1"])


def test_the_key_of_an_act_is_no_matter_of_shape():
    renamed = replace(
        CHAIN,
        operations=(SEWN, replace(SPUN, key="x")),
        ties=(replace(TIE, upstream="x"),),
        paths=(
            replace(PATH, operations=("x", "sew"), ties=(replace(LANE, upstream="x"),)),
        ),
    )
    assert shape(renamed) == shape()


def test_the_kind_of_paper_behind_a_tracing_counts_and_behind_a_site_does_not():
    kinds = {READ: "gin record"}
    traced = with_fact(claim=Claim.TRACED)
    assert shape(traced, kinds=kinds) != shape(traced, kinds={READ: "invoice"})
    assert shape(kinds=kinds) == shape(kinds={READ: "invoice"})
    unknown = with_fact(claim=Claim.TRACED, sources=(OTHER,))
    assert shape(unknown, kinds=kinds) != shape(traced, kinds=kinds)
