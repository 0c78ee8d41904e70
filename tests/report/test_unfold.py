"""The tree of a consignment: every tie once, worst depth first, circles cut."""

from dataclasses import replace
from types import ModuleType

from whence.model.chain import Tie, TieKind
from whence.model.source import Grade
from whence.report.unfold import MOST, Node, unfolded


def keys(nodes: tuple[Node, ...]) -> list[str]:
    return [k for n in nodes for k in (n.step.key, *keys(n.above))]


def test_the_steps_unfold_from_the_goods_up(sample: ModuleType) -> None:
    nodes = unfolded(sample.SHIRTS)
    assert keys(nodes) == ["o-10", "o-11", "o-12", "o-13", "o-14"]
    assert [n.step.key for n in nodes[0].above] == ["o-11", "o-14"]
    assert nodes[0].above[0].tie.share_ppm == 620_000


def test_a_circle_is_cut_and_a_wide_chain_is_bounded(sample: ModuleType) -> None:
    back = Tie("o-10", "o-12", TieKind.LANES, Grade.INFERRED, ())
    circle = replace(sample.SHIRTS, ties=(*sample.TIES_1, back))
    assert keys(unfolded(circle)).count("o-10") == 1
    first = sample.STEPS_1[0]
    steps = tuple(replace(first, key=f"s{n:03d}") for n in range(200))
    ties = tuple(Tie(s.key, "", TieKind.LOT, Grade.RECORDED, ()) for s in steps)
    wide = replace(sample.SHIRTS, steps=steps, ties=ties)
    assert len(keys(unfolded(wide))) == MOST


def test_a_consignment_without_ties_has_no_tree(sample: ModuleType) -> None:
    assert unfolded(replace(sample.SHIRTS, ties=())) == ()
