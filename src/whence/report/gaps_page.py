"""gaps.html: what a folder of papers holds and lacks, on one page."""

from collections.abc import Iterator
from dataclasses import dataclass

from whence.model.folder import Weighed
from whence.model.paper import Paper
from whence.report.balance_svg import balance_svg
from whence.report.gaps_held import (
    NOTICE,
    SELLERS,
    Held,
    can_be,
    figure,
    rule_of,
)
from whence.report.gaps_sheets import stages_sheet
from whence.report.number_page import render
from whence.shelf.documents import title_of
from whence.shelf.proofs import elements, methods

Cell = tuple[str, str]
SURE = 0.6
"""Below this a reader is asked to look at the kind of a paper."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, each with a smaller note; `bad` rows are marked."""

    cells: tuple[Cell, ...]
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: columns with a size (s, m, n or free), rows, a picture."""

    key: str
    title: str
    lead: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class GapsPage:
    """Everything the page shows, in words."""

    title: str
    under: str
    counts: tuple[tuple[str, int], ...]
    sections: tuple[Part, ...]
    made: tuple[tuple[str, str], ...]


def gaps_html(held: Held) -> str:
    """Render the page."""
    failing = sum(s.verdict is Weighed.TOO_MUCH for s in held.steps)
    page = GapsPage(
        title="What the folder holds, and what it lacks",
        under=NOTICE,
        counts=(
            ("papers read", len(held.papers)),
            ("gaps", len(held.gaps)),
            ("contradictions", len(held.clashes)),
            ("steps weighed", len(held.steps)),
            ("steps that do not add up", failing),
            ("lists of people refused", held.refused),
        ),
        sections=tuple(s for s in _parts(held) if s.rows or s.picture),
        made=held.made,
    )
    return render("gaps.html", {"p": page})


def _parts(held: Held) -> Iterator[Part]:
    yield _missing(held)
    yield Part(
        "contradictions",
        "What cannot all be right",
        "Papers that contradict each other, with what each says.",
        (("Stage", "n"), ("What", ""), ("Papers", "m")),
        tuple(
            Row(((c.stage, ""), (c.text, c.kind.value), ("; ".join(c.papers), "")))
            for c in held.clashes
        ),
    )
    yield _balance(held)
    stages = stages_sheet(held)
    yield Part(
        "stages",
        "Stage by stage",
        "How many papers of each kind each stage has.",
        tuple((name, "n") for name, _ in stages.columns),
        tuple(Row(tuple((str(c), "") for c in row)) for row in stages.rows),
    )
    yield _tests(held)
    yield Part(
        "papers",
        "The papers",
        "What each was taken for. A kind with a question mark deserves a look.",
        (("File", "m"), ("Kind", "s"), ("Number, day", "s"), ("Stage", "n"),
         ("Party", ""), ("Lots", "s")),
        tuple(_paper(p) for p in held.papers),
    )  # fmt: skip
    yield Part(
        "aside",
        "Set aside",
        "Files that could not be read; they lie where they lay.",
        (("File", "m"), ("Why, and what to do", "")),
        tuple(Row(((a.file, ""), (a.reason, a.remedy))) for a in held.aside),
    )


def _missing(held: Held) -> Part:
    return Part(
        "missing",
        "What is missing",
        "From the origin down: what to ask for, and from whom. A rule marked as memory"
        " was not read in the authority's own words.",
        (("Stage", "n"), ("What", ""), ("Ask", "m"), ("Shown by", "m")),
        tuple(
            Row(
                (
                    (g.stage or "whole chain", ""),
                    (g.text, "; ".join(s for s in (g.kind.value, rule_of(g)) if s)),
                    (", ".join(g.ask), g.party),
                    ("; ".join(g.papers[:4]), _more(len(g.papers) - 4)),
                )
            )
            for g in held.gaps
        ),
    )


def _more(number: int) -> str:
    return f"and {number} more" if number > 0 else ""


def _balance(held: Held) -> Part:
    rows = []
    for step in held.steps:
        note = step.factor
        if step.verification:
            note += f" ({step.verification})"
        rows.append(
            Row(
                (
                    (step.stage, ""),
                    (step.process, step.key.partition(": ")[2]),
                    (figure(step.taken, step.unit), ""),
                    (figure(step.made, step.unit), ""),
                    (step.verdict.value, ""),
                    (can_be(step), note),
                ),
                bad=step.verdict is Weighed.TOO_MUCH,
            )
        )
    return Part(
        "balance",
        "Mass balance",
        "What each record says went in, against what it says came out, in kilograms."
        " The band is what can come of the input by the range of the step's yield.",
        (("Stage", "n"), ("Step", ""), ("In, kg", "n"), ("Out, kg", "n"),
         ("Verdict", "s"), ("Can come of it, kg", "m")),
        tuple(rows),
        balance_svg(held.steps),
    )  # fmt: skip


def _tests(held: Held) -> Part:
    rows = []
    for paper in held.papers:
        test = paper.test
        if test is None:
            continue
        method = methods()[test.method]
        lacks = "; ".join(elements()[e] for e in test.missing)
        number = paper.number.value if paper.number else paper.file
        sample = ", ".join(s for s in (test.sample, test.stage) if s)
        rows.append(
            Row(
                (
                    (number, method.title),
                    (sample, test.accreditation),
                    (lacks or "nothing of what is asked", ""),
                    (method.can, ""),
                    (
                        method.cannot,
                        f"{method.reference} ({method.verification})".strip(),
                    ),
                )
            )
        )
    return Part(
        "tests",
        "Tests and certificates",
        "What each states, what it leaves out, what such a paper can show and cannot.",
        (("Paper", "s"), ("Sample", "s"), ("Does not state", ""), ("Can", ""),
         ("Cannot", "")),
        tuple(rows),
    )  # fmt: skip


def _paper(paper: Paper) -> Row:
    lots = ", ".join(s.value for s in (*paper.lots_in, *paper.lots_out))
    kind = title_of(paper.kind) if paper.kind else "not known"
    if paper.sure < SURE:
        kind += " ?"
    return Row(
        (
            (paper.file, "; ".join(paper.notes)),
            (kind, paper.language),
            (paper.number.value if paper.number else "", str(paper.day or "")),
            (paper.stage or " or ".join(paper.stages), ""),
            (paper.party(*SELLERS), ""),
            (lots, ""),
        )
    )
