"""One consignment as the typesetter takes it: the page's sentences, in plain trees."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from whence.model.chain import Operation, Path
from whence.model.findings import ConsignmentFinding
from whence.model.measure import Decision, Step
from whence.model.source import Source
from whence.report import words
from whence.report.cited import Cited, spans
from whence.report.counting import counted
from whence.report.paper_law import Law
from whence.report.paper_papers import Papers
from whence.report.svg import for_paper
from whence.report.tell import dates_of, weight_of
from whence.report.view import View
from whence.report.words import anchor
from whence.shelf.style import said

Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shared:
    """What the consignments of one dossier share."""

    view: View
    cited: Cited
    papers: Papers
    law: Law


class Goods:
    """Lays out one consignment; `label` is its short name on paper, such as C12."""

    def __init__(self, c: ConsignmentFinding, label: str, *, shared: Shared) -> None:
        self.c, self.label, self.shared = c, label, shared
        self.view, self.cited = shared.view, shared.cited
        self._notes: dict[str, int] = {}
        self._fresh: list[str] = []
        self._said: set[str] = set()
        self._told: set[tuple[object, ...]] = set()

    def tree(self) -> Tree:
        """Give everything the page shows of it, in the page's order."""
        c = self.c
        parted, paths = self.view.parted(c), self.view.paths(c)
        tree = {
            "label": self.label,
            "id": anchor("c", c.id),
            "outcome": c.worst,
            "name": c.name,
            "goods": c.goods,
            "question": c.question,
            "strip": self.strip(),
            "read_in": self.cited.note(c.sources, self.label),
            "diagram": [for_paper(strip) for strip in paths.strips()] if paths else [],
            "left_out": self.view.left_out(c.steps),
            "decisions": self._decisions(parted.told),
            "ruled_out": self._ruled_out(parted.ruled_out),
            "papers": self.shared.papers.of(c),
            "shares": for_paper(self.view.shares(c)),
            "paths": [self._path(w) for w in _longest(c.paths)],
            "leads": [self._path(w) for w in c.leads],
            "breaks": [
                [self.view.ends(b), self._note(b.sources), self._feet()]
                for b in c.breaks
            ],
            "facts": [self._facts(o) for o in c.steps if o.party or o.facts],
            "unnamed": self._unnamed(),
        }
        self.cited.read(c, self.view)
        return tree

    def strip(self) -> list[list[str]]:
        """Give the facts of the heading: a word, its value, a remark."""
        c, when = self.c, dates_of(self.c)
        return [
            ["Imported", when, "" if c.date_basis == when else c.date_basis],
            ["HS", c.hs or "not given", ""],
            ["Declared origin", c.origin_country or "not given", ""],
            ["Weight", weight_of(c) or "not given", ""],
            ["Value", c.value or "not given", ""],
            ["Order", c.order or "not given", ""],
        ]

    def _note(self, sources: Sequence[Source]) -> str:
        """Give the number of a footnote; the same words have the same number.

        The words themselves wait in `_fresh` for the line that carries them to the
        foot of its page: one line a reason, whatever it rests on, because a page is
        set anew for each line with a footnote.
        """
        words = self.cited.note(sources, self.label)
        if not words:
            return ""
        known = self._notes.get(words)
        if known is None:
            known = self._notes[words] = len(self._notes) + 1
            self._fresh.append(words)
        return str(known)

    def _feet(self) -> list[str]:
        """Give the footnotes not yet carried, in order."""
        found, self._fresh = self._fresh, []
        return found

    def _reasons(self, steps: Sequence[Step], law: str = "") -> list[Tree]:
        """Lay out reasons, each with the footnotes of all that stands under it."""
        found = []
        for step in steps:
            before = len(self._notes)
            tree = self._steps((step,), law)[0]
            carried = tree["note"] and int(tree["note"]) > before
            note = "" if carried else tree["note"]
            found.append({**tree, "note": note, "feet": self._feet()})
        return found

    def _steps(self, steps: Sequence[Step], law: str = "") -> list[Tree]:
        """Lay out a tree of reasons; a law is written where it changes."""
        return [self._step(s, law) for s in steps]

    def _step(self, s: Step, law: str) -> Tree:
        """Lay out one reason; elements that stood under another are only counted."""
        under = s.reference or law
        keys = [_element(c, under) for c in s.children]
        fresh = [
            c
            for c, key in zip(s.children, keys, strict=True)
            if c.children or key not in self._told
        ]
        self._told.update(keys)
        return {
            "feet": [],
            "met": s.met,
            "text": s.text,
            "grade": s.grade.value if s.grade is not None else "",
            "law": s.reference if s.reference != law else "",
            "note": self._note(s.sources),
            "again": len(s.children) - len(fresh),
            "children": self._steps(fresh, under),
        }

    def _decisions(self, told: Sequence[Decision]) -> list[Tree]:
        """Lay out decisions; what an earlier one said is not said again."""
        found = []
        inputs: object = ()
        for d in told:
            tree = self._decision(d)
            if not d.inputs or d.inputs == inputs:
                tree["inputs"] = None
                tree["missing"] = []
            inputs = d.inputs or inputs
            found.append(tree)
        return found

    def _decision(self, d: Decision) -> Tree:
        fresh, again = self._fresh_lines(d.steps)
        gated = any(s.template in GATES for s in d.steps)
        return {
            "no": f"M{self.shared.law.number(d)}",
            "outcome": d.outcome.value,
            "title": d.title,
            "on": self.view.dated(d),
            "answer": self.cited.numbers(d.answer_sources, self.label),
            "steps": self._reasons(fresh, d.reference),
            "again": self._again(again),
            "law": _law(d),
            "reading": d.reading,
            "contrary": self._reasons(d.contrary),
            "inputs": for_paper(self.view.inputs(self.c, d)) if d.inputs else None,
            "missing": [[i.product, i.missing] for i in d.inputs if i.missing],
            "gates": "" if gated else self.view.gates(d),
            "others": ", ".join(d.others),
        }

    @staticmethod
    def _again(count: int) -> str:
        """Count the lines that are not said again, "" for none."""
        if not count:
            return ""
        told = counted(count, "more line is", "more lines are")
        return str(said()["paper_parts"]["again"].format(count=told))

    def _fresh_lines(self, steps: Sequence[Step]) -> tuple[list[Step], int]:
        """Give the lines to print, and how many stood under a measure above.

        Notes on the law stand once, with their measure; the outlook stands in the line
        that dates the decision.
        """
        told = [s for s in steps if s.template not in ELSEWHERE]
        fresh = [s for s in told if s.children or s.text not in self._said]
        self._said |= {s.text for s in told}
        return fresh, len(told) - len(fresh)

    def _ruled_out(self, decisions: Sequence[Decision]) -> list[list[str]]:
        """Give each outcome outside the law of the day with its measures' numbers."""
        held: dict[str, list[int]] = {}
        for d in decisions:
            held.setdefault(d.outcome.value, []).append(self.shared.law.number(d))
        return [[word, spans(numbers, "M")] for word, numbers in held.items()]

    def _path(self, w: Path) -> Tree:
        by_key = self.view.steps_of(self.c)
        hops = []
        for key in w.operations:
            o = by_key.get(key)
            ties = [t for t in w.ties if t.upstream == key]
            hops.append(
                {
                    "who": self.view.name(o.party) if o else key,
                    "act": self.view.act(o) if o else "",
                    "ties": [
                        {
                            "kind": t.kind.value,
                            "grade": t.grade.value,
                            "rows": self.cited.numbers(t.sources, self.label),
                        }
                        for t in ties
                    ],
                }
            )
        return {
            "head": self.view.path_words(w),
            "grade": w.grade.value,
            "why_not": w.why_not,
            "product_known": w.product_known,
            "hops": hops,
        }

    def _facts(self, o: Operation) -> Tree:
        """Lay out what is said of one act; the same words from two sources are one."""
        held: dict[tuple[str, ...], dict[str, list[Source]]] = {}
        for x in o.facts:
            remark = x.note + (" (in its author's favour)" if x.favours else "")
            said = held.setdefault((x.claim.value, x.value, remark), {})
            said.setdefault(x.grade.value, []).extend(x.sources)
        return {
            "who": self.view.name(o.party),
            "tier": o.tier,
            "act": self.view.act(o, lot=True, dated=False),
            "grade": o.role_grade.value,
            "facts": [
                {
                    "claim": claim,
                    "value": value,
                    "remark": remark,
                    "said": [
                        [grade, self.cited.numbers(sources, self.label)]
                        for grade, sources in said.items()
                    ],
                }
                for (claim, value, remark), said in held.items()
            ],
            "rows": self.cited.numbers(o.sources, self.label),
        }

    def _unnamed(self) -> list[list[Any]]:
        """Give the steps of which no paper names the party, one line together."""
        return [
            [
                o.tier,
                o.product or o.stage or o.role.value,
                o.role_grade.value,
                self.cited.numbers(o.sources, self.label),
            ]
            for o in self.c.steps
            if not o.party and not o.facts
        ]


ELSEWHERE = frozenset({words.LAW_NOTE, "note.outlook"})
"""Lines that paper says in another place: notes on the law, the outlook."""

GATES = frozenset({"gate.fails", "gate.passes"})


def _element(s: Step, law: str) -> tuple[object, ...]:
    """Give all that is printed of an element under a law, to know it again."""
    shown = s.reference if s.reference != law else ""
    return (s.text, s.met, s.grade, s.sources, shown)


def _longest(paths: Sequence[Path]) -> list[Path]:
    """Leave out paths that a longer one runs through to its end."""
    ends = {p.operations[n:] for p in paths for n in range(1, len(p.operations))}
    return [p for p in paths if p.operations not in ends]


def _law(d: Decision) -> str:
    return "; ".join(x for x in (d.reference, d.in_effect) if x)
