"""The chain of a consignment as a tree that unfolds tier by tier, from the goods up."""

from dataclasses import dataclass

from whence.model.chain import Operation, Tie
from whence.model.findings import ConsignmentFinding

MOST = 80
"""Nodes of one tree; a chain that branches more is told by its paths and its table."""


@dataclass(frozen=True, slots=True)
class Node:
    """One step, what ties it to the step below, and the steps that fed it."""

    step: Operation
    tie: Tie
    above: tuple["Node", ...]


def unfolded(c: ConsignmentFinding) -> tuple[Node, ...]:
    """Give the steps tied to the goods, each with those upstream of it.

    Best grade first. A step that feeds two others stands under both; a circle of ties
    is cut where it would close.
    """
    steps = {o.key: o for o in c.steps}
    into: dict[str, list[Tie]] = {}
    for tie in sorted(c.ties, key=lambda t: (t.grade.rank, t.upstream, t.kind.value)):
        held = into.setdefault(tie.downstream, [])
        if tie.upstream in steps and all(t.upstream != tie.upstream for t in held):
            held.append(tie)
    left = [MOST]

    def above(key: str, below: frozenset[str]) -> tuple[Node, ...]:
        found = []
        for tie in into.get(key, ()):
            if tie.upstream in below or left[0] <= 0:
                continue
            left[0] -= 1
            up = above(tie.upstream, below | {tie.upstream})
            found.append(Node(steps[tie.upstream], tie, up))
        return tuple(found)

    return above("", frozenset())
