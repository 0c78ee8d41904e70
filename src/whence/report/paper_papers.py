"""The papers to ask for: each once, then whom to ask for which, for which goods."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from whence.model.findings import ConsignmentFinding
from whence.model.measure import Paper as Asked
from whence.report.cited import spans
from whence.report.view import View

Tree = dict[str, Any]
STAGE = "\0"
"""Stands for the stage inside a reason, so that reasons alike but for it are one."""


@dataclass(slots=True)
class Line:
    """One kind of paper: its number, its reason, and the stages it is asked for."""

    number: int
    paper: Asked
    why: str
    stages: dict[str, None] = field(default_factory=dict)

    def tree(self) -> Tree:
        """Give it as the typesetter takes it, every stage named in the reason."""
        paper, stages = self.paper, listed(list(self.stages))
        seen = paper.verification.value == "seen"
        return {
            "no": f"P{self.number}",
            "kind": paper.kind,
            "stages": stages,
            "why": self.why.replace(STAGE, stages),
            "rule": paper.reference,
            "unseen": "" if seen else paper.verification.value,
        }


@dataclass(slots=True)
class Addressee:
    """One party that is asked: the numbers of papers, and the consignments."""

    numbers: set[int] = field(default_factory=set)
    goods: dict[str, None] = field(default_factory=dict)


class Papers:
    """Numbers the papers as consignments ask for them, worst consignment first."""

    def __init__(self, ordered: Sequence[ConsignmentFinding], view: View) -> None:
        self.view = view
        self.lines: dict[tuple[str, ...], Line] = {}
        self.parties: dict[str, Addressee] = {}
        self._of: dict[str, dict[str, set[int]]] = {}
        for c in ordered:
            for paper in _asked(c):
                self._add(paper, c.id)

    def _add(self, paper: Asked, goods: str) -> None:
        key = _key(paper)
        line = self.lines.get(key)
        if line is None:
            line = self.lines[key] = Line(len(self.lines) + 1, paper, key[1])
        line.stages.setdefault(paper.stage)
        asked = self.parties.setdefault(paper.party, Addressee())
        asked.numbers.add(line.number)
        asked.goods.setdefault(goods)
        mine = self._of.setdefault(goods, {})
        mine.setdefault(paper.party, set()).add(line.number)

    def of(self, c: ConsignmentFinding) -> list[list[str]]:
        """Give the numbers one consignment asks for, with whom to ask."""
        held = self._of.get(c.id, {})
        return [[spans(n, "P"), self.view.name(party)] for party, n in held.items()]

    def asked(self) -> list[tuple[str, Addressee]]:
        """Give the parties asked, those with most papers first, each by its name."""
        named = [(self.view.name(key), asked) for key, asked in self.parties.items()]
        return sorted(named, key=lambda x: (-len(x[1].numbers), x[0]))


def _asked(c: ConsignmentFinding) -> Iterator[Asked]:
    for decision in c.decisions:
        yield from decision.papers


def _key(paper: Asked) -> tuple[str, ...]:
    why = paper.why.replace(paper.stage, STAGE) if paper.stage else paper.why
    return (paper.kind, why, paper.reference, paper.verification.value)


def listed(words: Sequence[str]) -> str:
    """List words: `a, b and c`.

    >>> listed(["spin", "gin", "field"]), listed(["gin"])
    ('spin, gin and field', 'gin')
    """
    kept = [w for w in words if w]
    if len(kept) < 2:
        return "".join(kept)
    return f"{', '.join(kept[:-1])} and {kept[-1]}"
