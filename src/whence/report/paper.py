"""The findings as plain trees for the typesetter: the page's view and its sentences.

Nothing here knows how paper looks; `data/style/dossier.typ` does. Every text passes
`Glyphs`, so that no character vanishes for want of a font.
"""

from collections.abc import Sequence
from typing import Any

from whence.model.findings import ConsignmentFinding, Findings
from whence.report import paper_tables as tables_of
from whence.report import tongues, whole, words
from whence.report import view as views
from whence.report.cited import Cited, spans
from whence.report.counting import counted
from whence.report.glyphs import Glyphs
from whence.report.paper_candidates import candidates
from whence.report.paper_goods import Goods, Shared, Tree
from whence.report.paper_law import Law
from whence.report.paper_papers import Addressee, Papers
from whence.report.paper_summary import Summary
from whence.report.partyword import NOTHING
from whence.report.pictures import overview
from whence.report.svg import for_paper
from whence.report.tell import dates_of
from whence.report.words import anchor
from whence.shelf import style
from whence.shelf.prints import Bounds

FILES = 16
"""Files named under what was asked; all that are tables stand in the part on inputs."""

UNLISTED = 120
"""Consignments without a part of their own that the contents name: one page of them."""


class Paper:
    """Lays out one dossier for print."""

    def __init__(self, findings: Findings, bounds: Bounds) -> None:
        self.f, self.bounds = findings, bounds
        self.view = views.View(findings)
        self.cited = Cited()
        self.glyphs = Glyphs()
        self.said = style.said()
        self.ordered = words.worst_first(findings)
        self.numbers = {c.id: n for n, c in enumerate(self.ordered, 1)}
        self.full = _full(self.ordered, bounds)
        self._goals = {c.id for c in self.full}
        self.papers = Papers(self.ordered, self.view)
        self.law = Law(self.ordered)

    def tree(self) -> Tree:
        """Give the whole dossier as dicts, lists and texts, ready for JSON."""
        cover = views.cover(self.f)
        tree = {
            **self._front(cover),
            "summary": Summary(
                self.f, cover, numbers=self.numbers, papers=self.papers
            ).tree(),
            "outcomes": self._outcomes(),
            "candidates": candidates(self, cover),
            "papers": self._papers(),
            "consignments": self._consignments(),
            "law": self.law.tree(),
            "parties": tables_of.parties(self),
            "places": self._places(),
            "inputs": tables_of.inputs(self),
            "methods": [list(m) for m in self.f.methods],
            "versions": [list(v) for v in self.f.versions],
            "limits": tables_of.limits(self.f),
        }
        tree["evidence"] = tables_of.evidence(self)
        fitted: Tree = self._fit(tree)
        fitted["missing"] = self._missing()
        fitted["tongues"] = tongues.table()
        return fitted

    def _fit(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.glyphs.fit(value)
        if isinstance(value, dict):
            return {
                k: self.glyphs.drawn(v) if k == "svg" else self._fit(v)
                for k, v in value.items()
            }
        if isinstance(value, list | tuple):
            return [self._fit(v) for v in value]
        return value

    def _missing(self) -> str:
        """Say which characters no shipped font holds, or nothing."""
        held = self.glyphs.missing
        if not held:
            return ""
        codes = [f"U+{ord(c):04X}" for c in sorted(held)]
        more = f" and {len(codes) - 40} more" if len(codes) > 40 else ""
        told = self.said["paper"]["glyphs"]
        return told.format(count=len(codes), list=", ".join(codes[:40]) + more)

    def _front(self, cover: dict[str, Any]) -> Tree:
        f = self.f
        version = dict(f.versions)
        return {
            "said": self.said,
            "whole": whole.PAPER,
            "palette": style.tokens().palette,
            "outcome_style": {
                s.outcome.value: {"tone": s.tone, "mark": s.mark}
                for s in style.outcomes()
            },
            "grades": [[g.grade.value, g.marks, g.meaning] for g in style.grades()],
            "importer": f.asked.importer or "Importer not named",
            "legend": f.asked.legend,
            "audience": f.asked.audience,
            "as_of": f.as_of.isoformat(),
            "version": version.get("whence", version.get("code", "see versions")),
            "notice": f.notice,
            "total": len(f.consignments),
            "glance": [[n, s.outcome.value] for s, n in cover["shown"]],
            "files": list(f.asked.files[:FILES]),
            "more_files": max(0, len(f.asked.files) - FILES),
            "unlisted": self._unlisted(),
            "limits_all": counted(len(f.limits), "point"),
            "nothing": NOTHING,
        }

    def _outcomes(self) -> Tree:
        kept = self.ordered[: self.bounds.rows]
        return {
            "rows": _gathered([self._row(c) for c in kept]),
            "rest": self.left(len(self.ordered) - len(kept), "rows"),
        }

    def _papers(self) -> Tree:
        """Give each paper to ask for once, then the parties to ask."""
        lines, asked = list(self.papers.lines.values()), self.papers.asked()
        most = self.bounds.papers
        return {
            "lines": [line.tree() for line in lines[:most]],
            "rest": self.left(len(lines) - most, "cut", "papers to ask for"),
            "parties": [
                [name, spans(a.numbers, "P"), self.names(list(a.goods)[:6]), _more(a)]
                for name, a in asked[:most]
            ],
            "parties_rest": self.left(len(asked) - most, "cut", "parties to ask"),
        }

    def _row(self, c: ConsignmentFinding) -> list[str]:
        d = self.view.leading(c)
        return [
            label(self.numbers[c.id]),
            anchor("c", c.id) if c.id in self._goals else "",
            row_of(self.numbers[c.id]),
            c.worst,
            c.name,
            c.goods,
            c.hs,
            dates_of(c),
            c.origin_country,
            *reversed(words.reason_parts(d)),
            d.title if d else "",
        ]

    def _unlisted(self) -> Tree:
        """Say which consignments are not printed in full, so that the contents list no
        part of theirs, and name the first of them with their row of the outcomes."""
        rest = {n: key for key, n in self.numbers.items() if key not in self._goals}
        if not rest:
            return {"words": "", "rows": []}
        told: str = self.said["paper"]["unlisted"]
        return {
            "words": told.format(goods=spans(list(rest), "C"), count=len(rest)),
            "rows": [
                [label(n), self.view.by_id[key].name, row_of(n)]
                for n, key in list(rest.items())[:UNLISTED]
                if n <= self.bounds.rows
            ],
        }

    def left(self, rest: int, key: str, what: str = "") -> str:
        """Count what is left out, "" when nothing is."""
        if rest <= 0:
            return ""
        told: str = self.said["paper"][key]
        return told.format(rest=rest, what=what)

    def names(self, keys: Sequence[str]) -> list[list[str]]:
        """Name consignments in their order: (short name, name, goal)."""
        ordered = sorted(keys, key=lambda k: self.numbers.get(k, 0))
        return [
            [
                label(self.numbers[k]) if k in self.numbers else "",
                self.view.by_id[k].name if k in self.view.by_id else k,
                anchor("c", k) if k in self._goals else "",
            ]
            for k in ordered
        ]

    def _consignments(self) -> Tree:
        told, total = self.said["paper"], len(self.f.consignments)
        touched = sum(1 for c in self.f.consignments if words.touched(c))
        shown = sum(1 for c in self.full if words.touched(c))
        counts = {
            "touched": touched,
            "shown": shown,
            "others": len(self.full) - shown,
            "total": total,
            "rest": total - len(self.full),
        }
        shared = Shared(self.view, self.cited, self.papers, self.law)
        lead = told["part" if counts["rest"] else "full"].format(**counts)
        if shown < touched:
            lead += " " + told["untold"].format(count=touched - shown)
        return {
            "lead": lead,
            "items": [
                Goods(c, label(self.numbers[c.id]), shared=shared).tree()
                for c in self.full
            ],
        }

    def _places(self) -> Tree:
        held = overview(self.f)
        return {
            "all": for_paper(held.map.svg),
            "region": for_paper(held.region.svg),
            "calendar": for_paper(held.calendar.svg),
            "tiers": for_paper(held.tiers.svg),
            "rows": [
                [
                    m.point.name,
                    m.precision,
                    ", ".join(m.methods) + (" (signal only)" if m.signal else ""),
                    "with a word" if m.flagged else "",
                    ", ".join(m.names[:6]),
                    max(0, len(m.names) - 6),
                ]
                for m in held.places
            ],
        }


def label(number: int) -> str:
    """Give the short name of a consignment on paper."""
    return f"C{number}"


def row_of(number: int) -> str:
    """Give the goal of a consignment's row in the table of outcomes."""
    return f"row-{label(number)}"


def _more(asked: Addressee) -> int:
    return max(0, len(asked.goods) - 6)


WORD, SHARED, TITLE = 3, 10, 11
"""Places in a row of the outcomes: its outcome, what it shares, the measure."""


def _gathered(rows: Sequence[list[str]]) -> list[list[str]]:
    """Put those that share their reason together, the groups as they first appear."""
    groups: dict[tuple[str, ...], list[list[str]]] = {}
    for row in rows:
        groups.setdefault((row[WORD], row[SHARED], row[TITLE]), []).append(row)
    return [row for group in groups.values() for row in group]


def _full(
    ordered: Sequence[ConsignmentFinding], bounds: Bounds
) -> list[ConsignmentFinding]:
    """Pick those that are printed in full: the touched first, then some of the rest."""
    hit = [c for c in ordered if words.touched(c)][: bounds.goods]
    rest = [c for c in ordered if not words.touched(c)][: bounds.others]
    return [*hit, *rest]
