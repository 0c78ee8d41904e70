"""The binder as plain trees for the typesetter; `data/style/binder.typ` knows how."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from whence.model.binder import Binder, BinderStep, Edition, Exhibit, Form
from whence.model.docket import Timeline
from whence.model.paper import PartyRole
from whence.report.glyphs import Glyphs
from whence.report.map_svg import Flow, Marked, place_map
from whence.report.svg import for_paper
from whence.shelf import style
from whence.shelf.binders import words
from whence.shelf.documents import title_of

STANDS = {Form.PAGES: "pages", Form.PICTURE: "picture"}
TEXT_MOST = 4000
"""Characters of a workbook's or message's text that are printed; the file has all."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a binder: which exhibits it holds, and where the others are.

    `files` gives by mark the files of an exhibit's pages in the typesetter's folder,
    `translated` those of its translation as (file, page).
    """

    number: int
    count: int
    marks: frozenset[str]
    elsewhere: Mapping[str, int]
    files: Mapping[str, tuple[str, ...]]
    translated: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


class BinderPaper:
    """Lays out one part of a binder for print; every text passes `Glyphs`."""

    def __init__(self, binder: Binder, part: Part, timeline: Timeline) -> None:
        self.b, self.part, self.timeline = binder, part, timeline
        self.glyphs = Glyphs()
        self.said = words()
        self.hidden = binder.edition is Edition.PROTECTED

    def tree(self) -> dict[str, Any]:
        """Give the part as dicts, lists and texts, ready for JSON."""
        b, part = self.b, self.part
        steps = [self._step(s) for s in b.steps]
        here = [s for s in steps if s["exhibits"] or part.number == 1]
        chain = [s for s in steps if s["production"]]
        parts = f"part {part.number} of {part.count}" if part.count > 1 else ""
        tree = {
            **self._cover(parts),
            "steps": here if part.number > 1 else steps,
            "chain": chain,
            "steps_here": [s["number"] for s in (here if part.number > 1 else steps)],
            "marks": sorted(part.marks),
            "elsewhere": dict(part.elsewhere),
            "front": part.number == 1,
            "parties": [self._party(p) for p in b.parties],
            "map": self._map() if part.number == 1 else None,
            "gaps": [list(g) for g in b.gaps],
            "clock": self._clock(),
            "custodian": self.said["custodian"].format(seq=b.head[0], hash=b.head[1]),
            "custodian_lines": self.said["custodian_lines"],
            "translator": self.said["translator"],
            "translator_lines": self.said["translator_lines"],
            "manifest": [self._manifest(e) for e in b.exhibits],
            "manifest_lead": self._manifest_lead(),
        }
        fitted: dict[str, Any] = self._fit(tree)
        return fitted

    def _cover(self, parts: str) -> dict[str, Any]:
        b, head = self.b, self.b.docket.header
        count = len(b.exhibits)
        pages = sum(e.pages for e in b.exhibits)
        rows = [
            ("Importer", b.importer or "not named"),
            ("Detention", b.docket.key),
            ("Entry", f"{head.entry}, line {head.line}" if head.line else head.entry),
            ("Port", f"{head.port_code} {head.port}".strip()),
            ("As of", b.as_of.isoformat()),
            ("Exhibits", f"{count} on {pages} pages"),
        ]
        return {
            "palette": style.tokens().palette,
            "key": b.docket.key,
            "entry": head.entry,
            "importer": b.importer,
            "title": f"Answer to detention {b.docket.key}",
            "subtitle": "Tracing of origin, numbered by steps of production",
            "edition": f"{b.edition.value} edition",
            "part": parts,
            "cover": [list(row) for row in rows if row[1]],
            "notice": self.said["notice"],
            "protected": self.said["protected"] if self.hidden else "",
            "reason": head.reason,
            "summary": self._summary(),
        }

    def _summary(self) -> str:
        b = self.b
        entry = b.docket.header.entry
        made = sum(1 for s in b.steps if s.production)
        return str(
            self.said["summary"].format(
                key=b.docket.key,
                entry=f" of entry {entry}" if entry else "",
                goods=b.commodity.replace("_", " ") or "the goods",
                steps=made,
            )
        )

    def _step(self, s: BinderStep) -> dict[str, Any]:
        first = next((x.number for x in self.b.steps if x.production), 0)
        kept = [e for e in s.exhibits if e.mark in self.part.marks]
        shown = s.exhibits if self.part.number == 1 else kept
        return {
            "number": s.number,
            "title": s.title,
            "production": s.production,
            "first": s.number == first,
            "makers": list(s.makers),
            "place": s.place,
            "taken": list(s.taken),
            "made": list(s.made),
            "joined": list(s.joined),
            "weighed": [list(w) for w in s.weighed],
            "needs": [
                {
                    "text": n.text,
                    "marks": list(n.marks),
                    "reference": n.reference,
                    "mark": n.verification if "memory" in n.verification else "",
                }
                for n in s.needs
            ],
            "exhibits": [self._exhibit(e, s.number) for e in shown],
        }

    def _exhibit(self, e: Exhibit, step: int) -> dict[str, Any]:
        p, held = e.paper, e.stands is Form.WITHHELD
        number = p.number.value if p.number else ""
        seller = p.party(PartyRole.SELLER, PartyRole.MAKER, PartyRole.ISSUER)
        buyer = p.party(PartyRole.BUYER, PartyRole.CONSIGNEE)
        between = f"{seller} to {buyer}" if seller and buyer else seller or buyer
        line = "" if held else ", ".join(x for x in (number, between) if x)
        here = e.mark in self.part.marks
        return {
            "mark": e.mark,
            "step": step,
            "title": self._title(e),
            "line": line,
            "day": "" if held or p.day is None else p.day.isoformat(),
            "shows": "" if held else self._shows(e),
            "links": [[link.mark, link.by] for link in e.links],
            "by": _by_number(e),
            "pages": e.pages,
            "turns": {str(page): by * 90 for page, by in p.turns},
            "stands": STANDS.get(e.stands, "words") if here else "elsewhere",
            "files": list(self.part.files.get(e.mark, ())),
            "translated": [list(t) for t in self.part.translated.get(e.mark, ())],
            "foreign": p.language.startswith("zh") or bool(e.translation),
            "rows": self._rows(e),
            "remark": self._remark(e),
            "why": self.said["shut"].format(why=e.filed.trouble)
            if e.stands is Form.SHUT
            else "",
        }

    def _title(self, e: Exhibit) -> str:
        if e.stands is Form.WITHHELD:
            return "Withheld to protect its source"
        kind = title_of(e.paper.kind) if e.paper.kind else e.paper.title or "paper"
        return kind[:1].upper() + kind[1:]

    def _shows(self, e: Exhibit) -> str:
        """Say what an exhibit shows: the words filed with it, else its numbers."""
        if e.filed.shows:
            return e.filed.shows
        p = e.paper
        told = [f"{a.role.value} {a}" for a in p.amounts[:3] if a.number]
        for word, lots in (("from lot", p.lots_in), ("lot", p.lots_out)):
            named = ", ".join(dict.fromkeys(s.value for s in lots))
            told += [f"{word} {named}"] if named else []
        return "; ".join(told)

    def _rows(self, e: Exhibit) -> list[list[str]]:
        if e.stands is not Form.TEXT or e.mark not in self.part.marks:
            return []
        lines = e.filed.text[:TEXT_MOST].splitlines()
        return [line.split("\t") for line in lines if line.strip()]

    def _remark(self, e: Exhibit) -> str:
        if e.stands is Form.WITHHELD:
            return f"Commitment (HMAC-SHA256): {e.commitment}"
        own = f"{e.mark}.{e.paper.file.rsplit('.', 1)[-1].lower()}"
        more = (
            "; only its beginning is printed" if len(e.filed.text) > TEXT_MOST else ""
        )
        return (
            f"Text of a {e.paper.media.value}{more}. The file itself lies beside this"
            f" binder: native/{own}"
        )

    def _party(self, p: Any) -> dict[str, Any]:
        return {
            "name": p.name,
            "roles": list(p.roles),
            "steps": list(p.steps),
            "place": p.place,
            "country": p.country,
            "first": p.first,
        }

    def _clock(self) -> list[list[str]]:
        """Give the dated facts and the days of the law, in order."""
        facts = [
            (f.day.isoformat(), f.mark.value.replace("_", " "))
            for f in self.b.docket.facts
        ]
        due = [
            (s.due.isoformat(), f"last day: {s.title.lower()} ({s.owes.value})")
            for s in self.timeline.steps
            if s.due and s.key in ("decide", "notice", "reply", "determination")
        ]
        return [list(row) for row in sorted([*facts, *due])]

    def _manifest(self, e: Exhibit) -> list[str]:
        withheld = e.stands is Form.WITHHELD
        name = "" if self.hidden else e.paper.file
        digest = f"HMAC {e.commitment}" if withheld else e.paper.sha256
        return [e.mark, name, str(e.pages), digest]

    def _manifest_lead(self) -> str:
        seq, digest = self.b.head
        return (
            "Each file by the sha256 of its bytes as the importer holds it."
            f" Custody log: row {seq}, {digest}."
        )

    def _map(self) -> dict[str, Any] | None:
        """Draw the countries of parties, and who sold across a border to whom."""
        groups: dict[str, list[str]] = {}
        for party in self.b.parties:
            point = style.point_of(party.country) if party.country else None
            if point is not None:
                groups.setdefault(point.code, []).append(party.name)
        known, flows = style.points(), self._sales()
        marked = [Marked(known[c], tuple(n)) for c, n in sorted(groups.items())]
        return for_paper(place_map(marked, flows, key="binder"))

    def _sales(self) -> list[Flow]:
        """Join seller and buyer wherever a paper names both, at the paper's step."""
        known = style.points()
        where = {p.name: p.country for p in self.b.parties if p.country in known}
        found: dict[tuple[str, str], int] = {}
        for step in self.b.steps if not self.hidden else ():
            for exhibit in step.exhibits if step.production else ():
                paper = exhibit.paper
                a = where.get(paper.party(PartyRole.SELLER, PartyRole.ISSUER), "")
                b = where.get(paper.party(PartyRole.BUYER), "")
                if a and b and a != b and exhibit.stands is not Form.WITHHELD:
                    found.setdefault((a, b), step.number)
        return [Flow(known[a], known[b], n) for (a, b), n in found.items()]

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


def _by_number(e: Exhibit) -> list[list[Any]]:
    """Give the links of an exhibit by the number that joins: (number, marks)."""
    found: dict[str, list[str]] = {}
    for link in e.links:
        found.setdefault(link.by, []).append(link.mark)
    return [[by, marks] for by, marks in found.items()]
