"""One consignment as the typesetter takes it: the page's sentences, in plain trees."""

from collections.abc import Sequence
from typing import Any

from whence.model.chain import Path
from whence.model.findings import ConsignmentFinding
from whence.model.measure import Decision, Step
from whence.model.source import Source
from whence.report.cited import Cited
from whence.report.paths_svg import BOX_W, GAP_X
from whence.report.svg import for_paper
from whence.report.tell import dates_of
from whence.report.view import View
from whence.report.words import anchor

Tree = dict[str, Any]
END = GAP_X - 2
"""What a chain falls short of a whole step: it ends 2 px beside its last box."""


class Goods:
    """Lays out one consignment; `label` is its short name on paper, such as C12."""

    def __init__(
        self, c: ConsignmentFinding, label: str, *, view: View, cited: Cited
    ) -> None:
        self.c, self.label, self.view, self.cited = c, label, view, cited
        self._notes: dict[str, int] = {}
        self._fresh: list[str] = []

    def tree(self) -> Tree:
        """Give everything the page shows of it, in the page's order."""
        c = self.c
        parted = self.view.parted(c)
        tree = {
            "label": self.label,
            "id": anchor("c", c.id),
            "outcome": c.worst,
            "name": c.name,
            "goods": c.goods,
            "dates": dates_of(c),
            "question": c.question,
            "strip": self.strip(),
            "diagram": _in_steps(for_paper(self.view.diagram(c))),
            "left_out": self.view.left_out(c.steps),
            "decisions": self._decisions(parted.told),
            "ruled_out": [self._ruled_out(d) for d in parted.ruled_out],
            "shares": for_paper(self.view.shares(c)),
            "paths": [self._path(w) for w in c.paths],
            "leads": [self._path(w) for w in c.leads],
            "breaks": [
                [self.view.ends(b), self._note(b.sources), self._feet()]
                for b in c.breaks
            ],
            "facts": self._facts(),
            "read_in": self.cited.note(c.sources, self.label),
        }
        self.cited.read(c, self.view)
        return tree

    def strip(self) -> list[list[str]]:
        """Give the facts of the heading: a word, its value, a remark."""
        c = self.c
        return [
            ["Imported", dates_of(c), c.date_basis],
            ["HS", c.hs or "not given", ""],
            ["Declared origin", c.origin_country or "not given", ""],
            ["Weight", f"{c.weight_kg} kg" if c.weight_kg else "not given", ""],
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
        return [
            {
                "feet": [],
                "met": s.met,
                "text": s.text,
                "grade": s.grade.value if s.grade is not None else "",
                "law": s.reference if s.reference != law else "",
                "note": self._note(s.sources),
                "children": self._steps(s.children, s.reference or law),
            }
            for s in steps
        ]

    def _decisions(self, told: Sequence[Decision]) -> list[Tree]:
        found = []
        inputs: object = ()
        papers: object = ()
        for d in told:
            tree = self._decision(d)
            if not d.inputs or d.inputs == inputs:
                tree["inputs"] = None
                tree["missing"] = []
            tree["same_papers"] = bool(d.papers) and d.papers == papers
            if tree["same_papers"]:
                tree["papers"] = []
            inputs, papers = d.inputs or inputs, d.papers or papers
            found.append(tree)
        return found

    def _decision(self, d: Decision) -> Tree:
        return {
            "outcome": d.outcome.value,
            "title": d.title,
            "on": self.view.dated(d),
            "answer": self.cited.numbers(d.answer_sources, self.label),
            "steps": self._reasons(d.steps, d.reference),
            "law": _law(d),
            "reading": d.reading,
            "contrary": self._reasons(d.contrary),
            "inputs": for_paper(self.view.inputs(self.c, d)) if d.inputs else None,
            "missing": [[i.product, i.missing] for i in d.inputs if i.missing],
            "papers": [
                {
                    "kind": p.kind,
                    "from": self.view.name(p.party),
                    "stage": p.stage,
                    "why": p.why,
                    "rule": p.reference,
                    "unseen": "" if p.verification.value == "seen" else p.verification,
                }
                for p in d.papers
            ],
            "gates": self.view.gates(d),
            "others": ", ".join(d.others),
        }

    def _ruled_out(self, d: Decision) -> Tree:
        return {
            "outcome": d.outcome.value,
            "title": d.title,
            "why": d.steps[0].text if d.steps else "",
            "law": _law(d),
        }

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

    def _facts(self) -> list[Tree]:
        return [
            {
                "who": self.view.name(o.party),
                "tier": o.tier,
                "act": self.view.act(o, lot=True, dated=False),
                "grade": o.role_grade.value,
                "facts": [
                    {
                        "text": f"{x.claim.value} {x.value}",
                        "grade": x.grade.value,
                        "remark": x.note
                        + (" (in its author's favour)" if x.favours else ""),
                        "rows": self.cited.numbers(x.sources, self.label),
                    }
                    for x in o.facts
                ],
                "rows": self.cited.numbers(o.sources, self.label),
            }
            for o in self.c.steps
        ]


def _law(d: Decision) -> str:
    return "; ".join(x for x in (d.reference, d.in_effect) if x)


def _in_steps(picture: Tree | None) -> Tree | None:
    """Say where a chain may be cut: `step` from box to box, `first` before the first.

    What is left over of whole steps stands before the first box.
    """
    if picture is None:
        return None
    step = BOX_W + GAP_X
    return {**picture, "step": step, "first": (picture["w"] + END) % step}
