"""What every printer shows of the findings, in which order, and cut where: one view.

The page, the PDF and the pictures ask here, so that no two of them count, sort or
name differently. Nothing is decided: every number and word stands in the findings.
"""

import shlex

from whence.model.chain import Break, Operation
from whence.model.findings import CandidateFinding, ConsignmentFinding, Findings
from whence.model.measure import Decision, Outcome
from whence.model.party import Relation
from whence.model.source import Source
from whence.report import charts, tell, words
from whence.report.partyword import PartyWord
from whence.report.paths_strips import Diagram
from whence.report.paths_svg import left_out, path_diagram
from whence.report.unfold import unfolded
from whence.shelf import style

DETAILS = 150
"""Consignments shown in full, worst first. A page of more is too heavy to scroll;
the others keep their row and reason, and stand whole in the JSON and the workbook."""

CANDIDATES = 150
PARTIES = 1500
SET_ASIDE = 500


def cover(findings: Findings) -> dict[str, object]:
    """Give the numbers of the cover: outcomes that occur, and those that do not."""
    counts = words.counts_of(findings)
    rows = [(s, counts.get(s.outcome.value, 0)) for s in style.outcomes()]
    wait, settled = words.candidates_in_order(findings)
    papers = {
        (p.kind, p.party)
        for c in findings.consignments
        for d in c.decisions
        for p in d.papers
    }
    return {
        "shown": [(s, n) for s, n in rows if n],
        "absent": [s.outcome.value for s, n in rows if not n],
        "total": len(findings.consignments),
        "waiting": wait[:CANDIDATES],
        "waiting_all": len(wait),
        "waiting_rest": wait[CANDIDATES:],
        "settled": settled,
        "papers_count": len(papers),
        "questions": [c for c in findings.consignments if c.question],
    }


def tables(findings: Findings) -> dict[str, object]:
    """Give the long tables in their order, cut where a page would choke."""
    ordered = words.worst_first(findings)
    parties = words.parties_in_order(findings)
    by_measure = words.counts_by_measure(findings)
    measures: dict[str, str] = {}
    for consignment in ordered:
        for decision in consignment.decisions:
            measures.setdefault(decision.measure, decision.title)
    return {
        "ordered": ordered,
        "detailed": ordered[:DETAILS],
        "undetailed": len(ordered[DETAILS:]),
        "untold_touched": sum(1 for c in ordered[DETAILS:] if words.touched(c)),
        "measures": sorted(measures.items()),
        "outcome_words": [o.value for o in Outcome],
        "by_measure": by_measure,
        "idle": words.idle_measures(by_measure),
        "countries": sorted({c.origin_country for c in ordered if c.origin_country}),
        "parties": parties[:PARTIES],
        "parties_rest": len(parties[PARTIES:]),
        "aside": findings.set_aside[:SET_ASIDE],
        "aside_rest": len(findings.set_aside[SET_ASIDE:]),
    }


class View:
    """What templates ask for by name: pictures, names, sentences of one consignment."""

    def __init__(self, findings: Findings) -> None:
        self.parties: dict[str, PartyWord] = words.party_words(findings)
        self.names = {key: word.name for key, word in self.parties.items()}
        self.shown = {c.id for c in words.worst_first(findings)[:DETAILS]}
        self.by_id = {c.id: c for c in findings.consignments}

    leading = staticmethod(words.leading)
    reason = staticmethod(words.reason_of)
    rank = staticmethod(words.place_in_order)
    left_out = staticmethod(left_out)
    unfolded = staticmethod(unfolded)
    places = staticmethod(tell.places_of)
    weight = staticmethod(tell.weight_of)
    dated = staticmethod(tell.dated)
    gates = staticmethod(tell.gates)
    act = staticmethod(tell.act)
    path_words = staticmethod(tell.path_words)

    def parted(self, c: ConsignmentFinding) -> tell.Parted:
        """Part what a consignment's measures say from those that do not reach it."""
        return tell.parted(words.decisions_in_order(c.decisions))

    def relation(self, r: Relation) -> str:
        """Say how two parties stand to each other, and from when until when."""
        share = f", {r.share * 100:.0f} %" if r.share is not None else ""
        until = f" until {r.span.end}" if r.span.end else ""
        left, right = self.name(r.left), self.name(r.right)
        since = f", from {r.span.start}{until}"
        return f"{left} is {r.kind.value} of {right}{share}{since}"

    def ends(self, found: Break) -> str:
        """Say where and why a path ends."""
        product = f" ({found.product})" if found.product else ""
        return (
            f"Tier {found.tier}, {self.name(found.party)}: {found.kind.value}{product}"
        )

    def flag(self, key: str) -> str:
        """Give a party's word when it calls for a look, else ""."""
        return self.parties[key].flag if key in self.parties else ""

    def name(self, key: str) -> str:
        """Name a party by its key."""
        return words.name_of(key, self.parties)

    def diagram(self, c: ConsignmentFinding) -> str:
        """Draw the path diagram of a consignment, "" where no operation is known."""
        drawn = self.paths(c)
        return drawn.whole() if drawn else ""

    def paths(self, c: ConsignmentFinding) -> Diagram | None:
        """Give the path diagram of a consignment, whole or to be cut for paper."""
        return path_diagram(
            c.steps,
            c.ties,
            c.breaks,
            parties=self.parties,
            goods=(c.goods, c.name),
            key=words.anchor("path", c.id),
        )

    def shares(self, c: ConsignmentFinding) -> str:
        """Draw tiers and shares."""
        key = words.anchor("share", c.id)
        return charts.tier_shares(c.steps, c.ties, self.names, key=key)

    def inputs(self, c: ConsignmentFinding, decision: Decision) -> str:
        """Draw the inputs of one decision by weight."""
        key = words.anchor(f"input{c.decisions.index(decision)}", c.id)
        return charts.traced_bar(decision.inputs, key=key)

    def waterfall(self, candidate: CandidateFinding) -> str:
        """Draw how a candidate's weights add up."""
        key = words.anchor("why", candidate.id)
        return charts.waterfall(candidate.explanation, candidate.score, key=key)

    def command(self, candidate: CandidateFinding, verdict: str) -> str:
        """Write the command that records a verdict on a candidate."""
        reason = " --reason KEY" if verdict == "different" else ""
        tail = f'--by HANDLE{reason} --why "TEXT" --case CASE'
        return f"whence judge {shlex.quote(candidate.id)} {verdict} {tail}"

    def steps_of(self, c: ConsignmentFinding) -> dict[str, Operation]:
        """Give the operations of a consignment by key."""
        return {o.key: o for o in c.steps}

    def cite(self, sources: tuple[Source, ...]) -> str:
        """Say where facts were read, in one line, naming each file once."""
        return "; ".join(dict.fromkeys(str(s) for s in sources))
