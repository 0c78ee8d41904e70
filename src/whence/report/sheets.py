"""The findings laid out as sheets: which columns, which rows, in which order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from whence.model.findings import ConsignmentFinding, Findings
from whence.model.measure import Decision
from whence.model.weight import kilograms
from whence.report import charts, tell, words
from whence.report.partyword import PartyWord


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, columns with their width in characters, and rows."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Iterable[Sequence[str | int | float]]


def sheets_of(findings: Findings) -> list[Sheet]:
    """Lay the findings out as sheets."""
    return [
        _outcomes(findings),
        _steps(findings),
        _outside(findings),
        _measures(findings),
        _parties(findings),
        _candidates(findings),
        _paths(findings),
        _inputs(findings),
        _set_aside(findings),
        Sheet(
            "Limits",
            (("What this run cannot say", 80), ("What would help", 50), ("Count", 9)),
            ((x.text, x.remedy, x.count) for x in findings.limits),
        ),
    ]


def _outcomes(findings: Findings) -> Sheet:
    """One row a consignment and measure that reaches it, worst first."""
    columns = (
        ("Consignment", 28), ("Outcome", 16), ("Worst", 16), ("Measure", 34),
        ("Goods", 30), ("HS", 13), ("Decided on", 12), ("Imported from", 13),
        ("Imported to", 13), ("Origin", 8), ("Weight kg", 12), ("Value", 16),
        ("Order", 14), ("Outlook", 16), ("Answer", 15), ("Why", 70),
        ("Reference", 40), ("Id", 26),
    )  # fmt: skip
    rows = (
        (
            c.name, d.outcome.value, c.worst, d.title, c.goods, c.hs,
            d.on.isoformat(), str(c.import_date or ""), str(c.import_date_latest or ""),
            c.origin_country, c.weight_kg, c.value, c.order, d.outlook.value,
            d.answer.value, words.reason_of(d), d.reference, c.id,
        )
        for c in words.worst_first(findings)
        for d in sorted(reaching(c), key=lambda d: words.PLACES[d.outcome.value])
    )  # fmt: skip
    return Sheet("Outcomes", columns, rows)


def reaching(consignment: ConsignmentFinding) -> tuple[Decision, ...]:
    """Give the decisions of measures that reach the goods; all where none does."""
    reach = tuple(d for d in consignment.decisions if d.outcome.severity is not None)
    return reach or consignment.decisions


def _outside(findings: Findings) -> Sheet:
    """One row a consignment and word, naming the measures that do not reach it.

    Most orders reach few goods: in rows of their own they would be most of the book.
    """
    columns = (
        ("Consignment", 28), ("Outcome", 16), ("Count", 7), ("Measures", 90),
        ("Decided on", 12), ("Id", 26),
    )  # fmt: skip

    def rows() -> Iterable[Sequence[str | int | float]]:
        for c in words.worst_first(findings):
            told = {id(d) for d in reaching(c)}
            apart: dict[tuple[str, str], list[str]] = {}
            for d in c.decisions:
                if id(d) not in told:
                    apart.setdefault((d.outcome.value, d.on.isoformat()), []).append(
                        f"{d.title} ({d.in_effect})"
                    )
            for (outcome, day), titles in sorted(apart.items()):
                yield (c.name, outcome, len(titles), "; ".join(titles), day, c.id)

    return Sheet("Not reached", columns, rows())


def _steps(findings: Findings) -> Sheet:
    """One row a line of reasoning, contrary evidence and paper to ask for.

    A line that several measures share stands once and names them all; what is said of
    the law itself stands on the sheet of measures.
    """
    names = words.party_words(findings)
    columns = (
        ("Consignment", 28), ("Outcome", 16), ("Measure", 30), ("Part", 14),
        ("Depth", 7), ("Sentence", 80), ("Met", 9), ("Grade", 13),
        ("Sources", 60), ("Reference", 44), ("Consignment id", 26),
    )  # fmt: skip

    def rows() -> Iterable[Sequence[str | int | float]]:
        for c in words.worst_first(findings):
            shared: dict[tuple[str | int, ...], dict[str, str]] = {}
            for d in reaching(c):
                for line in _lines(d, names):
                    shared.setdefault(line, {})[d.title] = d.outcome.value
            for line, told in shared.items():
                outcomes = "; ".join(dict.fromkeys(told.values()))
                yield (c.name, outcomes, "; ".join(told), *line, c.id)

    return Sheet("Steps", columns, rows())


def _lines(
    decision: Decision, names: Mapping[str, PartyWord]
) -> Iterable[tuple[str | int, ...]]:
    """Give part, depth, sentence, met, grade, sources and reference of every line."""
    trees = (("reasoning", decision.steps), ("contrary", decision.contrary))
    for part, tree in trees:
        for depth, step in words.flat(tree):
            if step.template != words.LAW_NOTE:
                grade = step.grade.value if step.grade else ""
                said = "; ".join(str(s) for s in step.sources)
                yield (part, depth, step.text, words.MET[step.met], grade, said,
                       step.reference)  # fmt: skip
    for p in decision.papers:
        ask = f"{p.kind}, from {words.name_of(p.party, names)}: {p.why}"
        yield ("paper", 0, ask, "", "", p.verification.value, p.reference)


def _measures(findings: Findings) -> Sheet:
    """One row a measure: its law, what is said of that law, and its consignments."""
    columns = (
        ("Measure", 44), ("Kind", 13), ("Reference", 40), ("In effect", 34),
        ("Consignments", 12), ("Of them reached", 12), ("Notes on the law", 90),
        ("Key", 28),
    )  # fmt: skip
    asked: dict[str, list[Decision]] = {}
    for c in findings.consignments:
        for d in c.decisions:
            asked.setdefault(d.measure, []).append(d)

    def rows() -> Iterable[Sequence[str | int | float]]:
        for key, found in sorted(asked.items()):
            notes = dict.fromkeys(
                s.text for d in found for s in d.steps if s.template == words.LAW_NOTE
            )
            reached = sum(d.outcome.severity is not None for d in found)
            last = max(found, key=lambda d: (d.outlook_on, d.on))
            yield (last.title, last.kind.value, last.reference, last.in_effect,
                   len(found), reached, "\n".join(notes), key)  # fmt: skip

    return Sheet("Measures", columns, rows())


def _parties(findings: Findings) -> Sheet:
    """One row a party, those with a word first."""
    columns = (
        ("Party", 36), ("Word", 22), ("Best grade", 12), ("Names", 40), ("Country", 9),
        ("Roles", 18), ("Identifiers", 34), ("Addresses", 44), ("Places read", 44),
        ("Consignments", 12), ("Mentions", 10), ("Why one party", 30), ("Id", 22),
    )  # fmt: skip
    rows = (
        (
            p.name, p.word, p.best_grade.value, "; ".join(p.names), p.country,
            "; ".join(p.roles), "; ".join(f"{k} {v}" for k, v in p.identifiers),
            "; ".join(p.addresses),
            "; ".join(
                f"{x.name} ({x.method}{', signal' if x.is_signal else ''}): {x.text}"
                for x in p.places
            ),
            len(p.consignments), p.mentions, p.why, p.id,
        )
        for p in words.parties_in_order(findings)
    )  # fmt: skip
    return Sheet("Parties", columns, rows)


def _candidates(findings: Findings) -> Sheet:
    """One row a pair, those that wait for a person first."""
    columns = (
        ("In your files", 36), ("On the list", 36), ("Standing", 14), ("Same", 8),
        ("Related", 8), ("Score", 8), ("Explanation", 70), ("Speaks against", 30),
        ("Judgement", 40), ("List", 20), ("Listed from", 12), ("Listed until", 12),
        ("Consignments", 12), ("Id", 22),
    )  # fmt: skip
    wait, settled = words.candidates_in_order(findings)
    rows = (
        (
            k.mention or p.name, k.listed_name, k.standing, round(k.p_same, 4),
            round(k.p_related, 4), round(k.score, 3),
            "; ".join(f"{n} {w:+.1f}: {d}" for n, d, w in k.explanation),
            "; ".join(k.conflicts),
            f"{k.judgement.verdict.value} by {k.judgement.by}, {k.judgement.on}: "
            f"{k.judgement.why}" if k.judgement else "",
            k.list, k.listed_from.isoformat(), str(k.listed_until or ""),
            len(k.consignments), k.id,
        )
        for p, k in [*wait, *settled]
    )  # fmt: skip
    return Sheet("Candidates", columns, rows)


def _paths(findings: Findings) -> Sheet:
    """One row a path or lead, from the far end to the consignment."""
    names = words.party_words(findings)
    columns = (
        ("Consignment", 28), ("Kind", 9), ("Tiers", 7), ("Grade", 13), ("Share", 9),
        ("Lag months", 11), ("Weight kg", 12), ("Path, far to near", 80),
        ("Tied by", 50), ("Why not", 40), ("Sources", 60), ("Consignment id", 26),
    )  # fmt: skip

    def rows() -> Iterable[Sequence[str | int | float]]:
        for c in words.worst_first(findings):
            who = {o.key: words.name_of(o.party, names) for o in c.steps}
            for kind, paths in (("path", c.paths), ("lead", c.leads)):
                for w in paths:
                    lag = "" if w.lag_months is None else w.lag_months
                    read = dict.fromkeys(str(s) for t in w.ties for s in t.sources)
                    yield (
                        c.name, kind, w.tiers, w.grade.value,
                        charts.percent(w.share_ppm), lag, kilograms(w.grams),
                        " > ".join(who.get(key, key) for key in w.operations),
                        "; ".join(map(tell.tied_by, w.ties)),
                        w.why_not, "; ".join(read), c.id,
                    )  # fmt: skip

    return Sheet("Paths", columns, rows())


def _inputs(findings: Findings) -> Sheet:
    """One row a sheet read."""
    columns = (
        ("File", 30), ("Sheet", 18), ("Kind", 13), ("Rows in", 10), ("Used", 10),
        ("Merged", 10), ("Set aside", 10), ("Apart", 10), ("Columns", 70),
        ("Not understood", 30), ("Person columns dropped", 30), ("Notes", 40),
        ("sha256", 66),
    )  # fmt: skip
    rows = (
        (
            i.name, i.sheet, i.kind, i.rows_in, i.rows_used, i.rows_merged,
            i.rows_set_aside, i.rows_apart,
            "; ".join(f"{m.header}: {m.role}" for m in i.mapping),
            "; ".join(i.unmapped), "; ".join(i.dropped), "; ".join(i.notes), i.sha256,
        )
        for i in findings.inputs
    )  # fmt: skip
    return Sheet("Inputs", columns, rows)


def _set_aside(findings: Findings) -> Sheet:
    """One row a row, a cell or a file that was not used."""
    columns = (
        ("What", 8), ("File", 30), ("Sheet", 18), ("Row", 9), ("Column", 22),
        ("Reason", 24), ("Seen", 50), ("Remedy", 50),
    )  # fmt: skip
    rows = (
        (s.extent.value, s.source.name, s.source.sheet, s.source.row,
         s.source.column, s.reason, s.detail, s.remedy)
        for s in findings.set_aside
    )  # fmt: skip
    return Sheet("Set aside", columns, rows)
