"""What a folder of papers holds and lacks: as a page, as sheets, and on a terminal."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.model.paper import (
    Aside,
    BalanceStep,
    Contradiction,
    Gap,
    Paper,
    PartyRole,
    Weighed,
)
from whence.report.balance_svg import balance_svg
from whence.report.number_page import Section, render
from whence.report.sheets import Sheet
from whence.shelf.documents import title_of
from whence.shelf.paper_words import kind_words
from whence.shelf.proofs import elements, methods

SELLERS = (PartyRole.MAKER, PartyRole.SELLER, PartyRole.ISSUER)
WIDTH = 88
NOTICE = (
    "Words on papers, read by a machine: look at a paper before you rely on it."
    " On the papers in this folder. Only the authority decides."
)


@dataclass(frozen=True, slots=True)
class GapsPage:
    """Everything the page shows, in words."""

    title: str
    under: str
    counts: tuple[tuple[str, int], ...]
    sections: tuple[Section, ...]
    made: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What was found, as every way of printing wants it."""

    commodity: str
    stages: tuple[str, ...]
    papers: Sequence[Paper]
    gaps: Sequence[Gap]
    clashes: Sequence[Contradiction]
    steps: Sequence[BalanceStep]
    aside: Sequence[Aside]
    refused: int
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
        sections=tuple(s for s in _sections(held) if s.rows or s.picture),
        made=held.made,
    )
    return render("gaps.html", {"p": page})


def _sections(held: Held) -> Iterator[Section]:
    for name, lead, sheet in _tables(held):
        key = name.lower().replace(" ", "-")
        yield Section(
            key,
            name,
            lead,
            picture=balance_svg(held.steps) if name == "Mass balance" else "",
            columns=tuple(c for c, _ in sheet.columns),
            rows=tuple(tuple(str(c) for c in row) for row in sheet.rows),
        )


def gaps_sheets(held: Held) -> list[Sheet]:
    """Lay it out as sheets."""
    return [sheet for _, _, sheet in _tables(held)]


def _tables(held: Held) -> Iterator[tuple[str, str, Sheet]]:
    yield (
        "What is missing",
        "From the origin down; each line says what to ask for, and from whom. A rule"
        " marked as memory was not read in the authority's own words.",
        Sheet(
            "Missing",
            (("Stage", 16), ("Gap", 24), ("What", 70), ("Ask for", 30),
             ("Ask", 34), ("Papers", 40), ("Rule", 40)),
            [
                (
                    g.stage or "whole chain", g.kind.value, g.text, ", ".join(g.ask),
                    g.party, "; ".join(g.papers[:6]), _rule(g),
                )
                for g in held.gaps
            ],
        ),
    )  # fmt: skip
    yield (
        "What cannot all be right",
        "Papers that contradict each other, with what each says.",
        Sheet(
            "Contradictions",
            (("Stage", 16), ("Kind", 24), ("What", 90), ("Papers", 50)),
            [
                (c.stage, c.kind.value, c.text, "; ".join(c.papers))
                for c in held.clashes
            ],
        ),
    )
    yield (
        "Mass balance",
        "What each record says went in, against what it says came out. The band is"
        " what can come of the input by the range of the step's yield.",
        Sheet(
            "Balance",
            (("Stage", 16), ("Step", 44), ("Went in, kg", 14), ("Came out, kg", 14),
             ("Can come of it, kg", 22), ("Verdict", 34), ("Factor", 44)),
            [_step(s) for s in held.steps],
        ),
    )  # fmt: skip
    yield ("Stage by stage", "How many papers of each kind each stage has.",
           _matrix(held))  # fmt: skip
    yield (
        "Tests and certificates",
        "What each states, what it leaves out, what such a paper can show and cannot.",
        Sheet(
            "Tests",
            (("Paper", 34), ("Sort", 24), ("Sample", 18), ("Stage", 12),
             ("Accreditation", 26), ("Does not state", 46), ("Can", 46),
             ("Cannot", 60)),
            [_test(p) for p in held.papers if p.test is not None],
        ),
    )  # fmt: skip
    yield (
        "The papers",
        "What each was taken for. A kind below 0.6 deserves a look.",
        Sheet(
            "Papers",
            (("File", 44), ("Kind", 24), ("Sure", 8), ("Number", 20), ("Day", 12),
             ("Stage", 16), ("Party", 36), ("Lots", 26), ("Language", 10),
             ("Pages", 8)),
            [_paper(p) for p in held.papers],
        ),
    )  # fmt: skip
    yield (
        "Set aside",
        "Files that could not be read; they lie where they lay.",
        Sheet(
            "Set aside",
            (("File", 44), ("Why", 70), ("What to do", 50)),
            [(a.file, a.reason, a.remedy) for a in held.aside],
        ),
    )


def _rule(gap: Gap) -> str:
    if not gap.reference:
        return gap.verification
    return f"{gap.reference} ({gap.verification})" if gap.verification else ""


def _kg(grams: int | None) -> str:
    return "not said" if grams is None else f"{grams / 1000:,.1f}".removesuffix(".0")


def _step(step: BalanceStep) -> tuple[str, ...]:
    can = "" if step.low is None else f"{_kg(step.low)} to {_kg(step.high)}"
    factor = step.factor
    if step.verification:
        where = f"; {step.reference}" if step.reference else ""
        factor += f" ({step.verification}{where})"
    verdict = step.verdict.value
    if step.verdict is Weighed.TOO_MUCH:
        verdict = f"FAILS: {verdict}"
    said = step.key.partition(": ")[2] or step.key
    return (step.stage, f"{step.process}, {said}", _kg(step.taken), _kg(step.made),
            can, verdict, factor)  # fmt: skip


def _matrix(held: Held) -> Sheet:
    kinds = [k for k in (*sorted(kind_words().records), *sorted(kind_words().trade))
             if any(p.kind == k for p in held.papers)]  # fmt: skip
    rows = []
    for stage in held.stages:
        count = Counter(p.kind for p in held.papers if p.stage == stage)
        if sum(count.values()):
            rows.append((stage, *(count[k] or "" for k in kinds)))
    return Sheet("Stages", (("Stage", 24), *((title_of(k), 14) for k in kinds)), rows)


def _test(paper: Paper) -> tuple[str, ...]:
    test = paper.test
    assert test is not None
    method = methods()[test.method]
    lacks = "; ".join(elements()[e] for e in test.missing) or "nothing of what is asked"
    number = paper.number.value if paper.number else paper.file
    return (number, method.title, test.sample, test.stage, test.accreditation, lacks,
            method.can, f"{method.cannot} ({method.verification})")  # fmt: skip


def _paper(paper: Paper) -> tuple[str | float, ...]:
    lots = ", ".join(s.value for s in (*paper.lots_in, *paper.lots_out))
    return (
        paper.file,
        title_of(paper.kind) if paper.kind else "not known",
        paper.sure,
        paper.number.value if paper.number else "",
        str(paper.day or ""),
        paper.stage or " or ".join(paper.stages),
        paper.party(*SELLERS),
        lots,
        paper.language,
        paper.pages,
    )


def gaps_text(held: Held, *, most: int = 12) -> str:
    """Write what a person reads on a terminal, 88 columns wide."""
    scans = sum(p.media in ("scan", "picture") for p in held.papers)
    head = (
        f"{len(held.papers)} papers of {held.commodity or 'unknown goods'}"
        f" ({scans} read from pictures), {len(held.aside)} files set aside,"
        f" {held.refused} lists of people refused and left where they lie."
    )
    blocks = [textwrap.fill(head, WIDTH)]
    blocks.append(_block("Missing", [_gap_line(g) for g in held.gaps], most))
    blocks.append(
        _block(
            "Cannot all be right",
            [f"[{c.kind.value}] {c.text}" for c in held.clashes],
            most,
        )
    )
    blocks.append(_balance_block(held.steps))
    blocks.append(textwrap.fill(NOTICE, WIDTH))
    return "\n\n".join(b for b in blocks if b) + "\n"


def _gap_line(gap: Gap) -> str:
    ask = f" Ask {gap.party}." if gap.party else ""
    return f"[{gap.kind.value}] {gap.text}.{ask}"


def _block(title: str, lines: list[str], most: int) -> str:
    if not lines:
        return f"{title}: nothing found."
    shown = [
        textwrap.fill(line, WIDTH, initial_indent="  ", subsequent_indent="      ")
        for line in lines[:most]
    ]
    more = len(lines) - most
    if more > 0:
        shown.append(f"  and {more} more; --out writes them all")
    return "\n".join([f"{title} ({len(lines)})", *shown])


def _balance_block(steps: Sequence[BalanceStep]) -> str:
    if not steps:
        return "Mass balance: no record says what went in."
    lines = [f"Mass balance ({len(steps)} steps)"]
    lines.append(f"  {'stage':<14} {'went in':>12} {'came out':>12} {'can be':>23}")
    for step in steps:
        can = "" if step.low is None else f"{_kg(step.low)} to {_kg(step.high)}"
        mark = {Weighed.HOLDS: "", Weighed.UNKNOWN: "  ?"}.get(
            step.verdict, f"  <-- {step.verdict.value}"
        )
        lines.append(
            f"  {step.stage[:14]:<14} {_kg(step.taken):>12} {_kg(step.made):>12}"
            f" {can:>23}{mark}"
        )
    return "\n".join(lines)
