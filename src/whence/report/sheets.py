"""The findings laid out as sheets: which columns, which rows, in which order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whence.model.findings import Findings
from whence.model.measure import Outcome
from whence.report import charts, words


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
    """One row a consignment and measure, worst first."""
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
        for d in sorted(c.decisions, key=lambda d: list(Outcome).index(d.outcome))
    )  # fmt: skip
    return Sheet("Outcomes", columns, rows)


def _steps(findings: Findings) -> Sheet:
    """One row a line of reasoning, contrary evidence and paper to ask for."""
    names = words.party_words(findings)
    columns = (
        ("Consignment", 28), ("Outcome", 16), ("Measure", 30), ("Part", 14),
        ("Depth", 7), ("Sentence", 80), ("Met", 9), ("Grade", 13),
        ("Sources", 60), ("Reference", 44), ("Consignment id", 26),
    )  # fmt: skip

    def rows() -> Iterable[Sequence[str | int | float]]:
        for c in words.worst_first(findings):
            for d in c.decisions:
                head = (c.name, d.outcome.value, d.title)
                for part, tree in (("reasoning", d.steps), ("contrary", d.contrary)):
                    for depth, step in words.flat(tree):
                        met = {True: "met", False: "not met", None: ""}[step.met]
                        grade = step.grade.value if step.grade else ""
                        said = "; ".join(str(s) for s in step.sources)
                        yield (*head, part, depth, step.text, met, grade, said,
                               step.reference, c.id)  # fmt: skip
                for p in d.papers:
                    ask = f"{p.kind}, from {words.name_of(p.party, names)}: {p.why}"
                    mark = p.verification.value
                    yield (*head, "paper", 0, ask, "", "", mark, p.reference, c.id)

    return Sheet("Steps", columns, rows())


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
                        charts.percent(w.share_ppm), lag, charts.kilograms(w.grams),
                        " > ".join(who.get(key, key) for key in w.operations),
                        "; ".join(f"{t.kind.value} ({t.grade.value})" for t in w.ties),
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
