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
"""Stands for `stage of product` inside a reason: reasons alike but for it are one."""


@dataclass(slots=True)
class Line:
    """One kind of paper: its number, its reason, and for which goods which stages."""

    number: int
    paper: Asked
    why: str
    stages: dict[str, dict[str, None]] = field(default_factory=dict)

    def told(self) -> str:
        """Give the reason with every stage named, goods with the same stages at once.

        >>> line = Line(1, None, f"who did the stage {STAGE} is not known")
        >>> line.stages = {"lint": {"gin": None}, "shirts": {"gin": None}}
        >>> line.told()
        'who did the stage gin of lint and shirts is not known'
        """
        goods: dict[tuple[str, ...], list[str]] = {}
        for product, stages in self.stages.items():
            goods.setdefault(tuple(stages), []).append(product)
        words = [
            " of ".join(x for x in (listed(stages), listed(products)) if x)
            for stages, products in goods.items()
        ]
        return self.why.replace(STAGE, ", or ".join(words))

    def _stages(self) -> list[str]:
        """Give the stages of all goods, for a reason that does not name them."""
        return list(dict.fromkeys(s for held in self.stages.values() for s in held))

    def tree(self) -> Tree:
        """Give it as the typesetter takes it."""
        paper = self.paper
        seen = paper.verification.value == "seen"
        return {
            "no": f"P{self.number}",
            "kind": paper.kind,
            "stages": "" if STAGE in self.why else listed(self._stages()),
            "why": self.told(),
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
            for paper, product in _asked(c):
                self._add(paper, product, c.id)

    def _add(self, paper: Asked, product: str, goods: str) -> None:
        key = _key(paper, product)
        line = self.lines.get(key)
        if line is None:
            line = self.lines[key] = Line(len(self.lines) + 1, paper, key[1])
        line.stages.setdefault(product, {}).setdefault(paper.stage)
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


def _asked(c: ConsignmentFinding) -> Iterator[tuple[Asked, str]]:
    """Give each paper asked for with the input that its reason names, "" for none."""
    for decision in c.decisions:
        for paper in decision.papers:
            named = (
                i.product
                for i in decision.inputs
                if paper.stage and f"{paper.stage} of {i.product}" in paper.why
            )
            yield paper, max(named, key=len, default="")


def _key(paper: Asked, product: str) -> tuple[str, ...]:
    words = f"{paper.stage} of {product}" if product else paper.stage
    why = paper.why.replace(words, STAGE) if words else paper.why
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
