"""index.html: the dossier as one page that asks nothing of any network.

The page is three things in one file: a cover that a manager reads in two minutes,
evidence that a lawyer reads for an hour, and what the run cannot say. Its content
security policy allows exactly the one style sheet and the one script inside it.
"""

import base64
import hashlib
import shlex
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from whence.model.chain import Claim, Operation
from whence.model.findings import CandidateFinding, ConsignmentFinding, Findings
from whence.model.measure import Outcome
from whence.model.source import Source
from whence.report import charts, words
from whence.report.map_svg import Marked, place_map, region_map
from whence.report.masks import withhold
from whence.report.partyword import NOTHING, PartyWord
from whence.report.paths_svg import left_out, path_diagram
from whence.report.svg import DEFS, mark
from whence.shelf import style

DETAILS = 150
"""Consignments shown in full, worst first. A page of more is too heavy to scroll;
the others keep their row and reason, and stand whole in the JSON and the workbook."""

CANDIDATES = 150
PARTIES = 1500
SET_ASIDE = 500


def to_html(findings: Findings) -> str:
    """Render the findings as one HTML page: no outside request, no clock.

    Raises:
        DataError: a style sheet or template is missing from the package.

    """
    held = withhold(findings)
    css, script = _css(), style.sheet("page.js")
    page = _environment().get_template("page.html")
    return page.render(
        f=held,
        css=Markup(css),
        script=Markup(script),
        css_hash=_digest(css),
        script_hash=_digest(script),
        defs=Markup(DEFS),
        **_cover(held),
        **_tables(held),
        **_maps(held),
        view=_View(held),
    )


@cache
def _environment() -> Environment:
    """Set up the templates: everything escaped, an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("whence.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=words.ordered,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["tongue"] = words.tongue
    made.filters["kg"] = charts.kilograms
    made.filters["percent"] = charts.percent
    made.filters["chance"] = words.chance
    made.globals["anchor"] = words.anchor
    made.globals["mark"] = _mark
    made.globals["style_of"] = style.outcome_style
    made.globals["grade_of"] = {g.grade.value: g for g in style.grades()}
    made.globals["touched"] = words.touched
    made.globals["NOTHING"] = NOTHING
    return made


def _mark(outcome: str) -> Markup:
    """Give the sign of an outcome."""
    held = style.outcome_style(outcome)
    return Markup(mark(held.mark, held.tone))


def _css() -> str:
    """Join the tokens and the two style sheets."""
    held = style.tokens()
    names = {
        **held.palette,
        **{f"size-{k}": v for k, v in held.scale.items()},
        **held.fonts,
    }
    root = "".join(f"--{k}:{v};" for k, v in sorted(names.items()))
    return f":root{{{root}}}\n{style.sheet('page.css')}{style.sheet('svg.css')}"


def _digest(text: str) -> str:
    """Give the source expression of a content security policy for a text."""
    held = hashlib.sha256(text.encode()).digest()
    return "sha256-" + base64.b64encode(held).decode()


def _cover(findings: Findings) -> dict[str, object]:
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


def _tables(findings: Findings) -> dict[str, object]:
    """Give the long tables in their order, cut where a page would choke."""
    ordered = words.worst_first(findings)
    parties = words.parties_in_order(findings)
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
        "by_measure": words.counts_by_measure(findings),
        "countries": sorted({c.origin_country for c in ordered if c.origin_country}),
        "parties": parties[:PARTIES],
        "parties_rest": len(parties[PARTIES:]),
        "aside": findings.set_aside[:SET_ASIDE],
        "aside_rest": len(findings.set_aside[SET_ASIDE:]),
    }


def _maps(findings: Findings) -> dict[str, object]:
    """Draw the maps from places of parties and sites of steps."""
    marked = _marked(findings)
    whole = style.points()["CN-XJ"]
    flows = []
    for consignment in findings.consignments[:DETAILS]:
        at = {o.key: _site(o) for o in consignment.steps}
        for tie in consignment.ties:
            start, end = at.get(tie.upstream), at.get(tie.downstream)
            if start is not None and end is not None:
                ends = [whole if p.kind == "prefecture" else p for p in (start, end)]
                flows.append((ends[0], ends[1]))
    drawn = place_map(_gathered(marked, whole), flows, key="map-all")
    region = region_map(marked, key="map-region")
    return {
        "map_all": Markup(drawn),
        "map_region": Markup(region),
        "places": marked,
    }


def _gathered(marked: list[Marked], whole: style.Point) -> list[Marked]:
    """Draw the prefectures as one point on the large map; the small one has them."""
    held = [m for m in marked if m.point.kind == "prefecture" or m.point == whole]
    rest = [m for m in marked if m not in held]
    for signal in (False, True):
        here = [m for m in held if m.signal is signal]
        names = tuple(n for m in here for n in m.names)
        flagged = any(m.flagged for m in here)
        if names and not (signal and len(held) > len(here)):
            rest.append(Marked(whole, names, signal, flagged))
    return rest


def _site(operation: Operation) -> style.Point | None:
    """Give the point of an operation's best graded site."""
    sites = [f for f in operation.facts if f.claim is Claim.SITE]
    if not sites:
        return None
    return style.point_of(min(sites, key=lambda f: (f.grade.rank, f.value)).value)


def _marked(findings: Findings) -> list[Marked]:
    """Group the parties by the point of their best place; a signal stays a signal."""
    groups: dict[tuple[str, bool], tuple[style.Point, list[str], bool]] = {}
    for party in findings.parties:
        best = min(
            party.places, key=lambda p: (p.is_signal, -p.p, p.code), default=None
        )
        point = style.point_of(best.code if best else party.country)
        if point is None:
            continue
        signal = bool(best and best.is_signal)
        flagged = party.word != NOTHING and not signal
        held = groups.setdefault((point.code, signal), (point, [], False))
        held[1].append(party.name)
        groups[point.code, signal] = (point, held[1], held[2] or flagged)
    return [
        Marked(point, tuple(names), signal, flagged)
        for (_, signal), (point, names, flagged) in sorted(groups.items())
    ]


class _View:
    """What templates ask for by name: pictures, names, sentences of one consignment."""

    def __init__(self, findings: Findings) -> None:
        self.parties: dict[str, PartyWord] = words.party_words(findings)
        self.shown = {c.id for c in words.worst_first(findings)[:DETAILS]}
        self.by_id = {c.id: c for c in findings.consignments}

    leading = staticmethod(words.leading)
    reason = staticmethod(words.reason_of)
    rank = staticmethod(words.place_in_order)
    worst_first = staticmethod(words.decisions_in_order)
    left_out = staticmethod(left_out)

    def name(self, key: str) -> str:
        """Name a party by its key."""
        return words.name_of(key, self.parties)

    def diagram(self, c: ConsignmentFinding) -> Markup:
        """Draw the path diagram of a consignment."""
        drawn = path_diagram(
            c.steps,
            c.ties,
            c.breaks,
            parties=self.parties,
            goods=(c.goods, c.name),
            key=words.anchor("path", c.id),
        )
        return Markup(drawn)

    def shares(self, c: ConsignmentFinding) -> Markup:
        """Draw tiers and shares."""
        names = {k: p.name for k, p in self.parties.items()}
        key = words.anchor("share", c.id)
        return Markup(charts.tier_shares(c.steps, c.ties, names, key=key))

    def inputs(self, c: ConsignmentFinding, place: int) -> Markup:
        """Draw the inputs of one decision by weight."""
        key = words.anchor(f"input{place}", c.id)
        drawn = charts.traced_bar(c.decisions[place].inputs, key=key)
        return Markup(drawn)

    def waterfall(self, candidate: CandidateFinding) -> Markup:
        """Draw how a candidate's weights add up."""
        key = words.anchor("why", candidate.id)
        drawn = charts.waterfall(candidate.explanation, candidate.score, key=key)
        return Markup(drawn)

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
