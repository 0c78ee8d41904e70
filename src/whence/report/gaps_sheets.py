"""gaps.xlsx: what a folder of papers holds and lacks, as sheets to sort and filter."""

from collections import Counter

from whence.model.folder import BalanceStep, Weighed
from whence.model.paper import Paper
from whence.report.gaps_held import SELLERS, Held, can_be, figure, rule_of
from whence.report.sheets import Sheet
from whence.shelf.documents import title_of
from whence.shelf.paper_words import kind_words
from whence.shelf.proofs import elements, methods


def gaps_sheets(held: Held) -> list[Sheet]:
    """Lay it out as sheets."""
    return [
        _missing(held),
        Sheet(
            "Contradictions",
            (("Stage", 16), ("Kind", 24), ("What", 90), ("Papers", 50)),
            [
                (c.stage, c.kind.value, c.text, "; ".join(c.papers))
                for c in held.clashes
            ],
        ),
        Sheet(
            "Balance",
            (("Stage", 16), ("Step", 44), ("Went in, kg", 14), ("Came out, kg", 14),
             ("Can come of it, kg", 22), ("Verdict", 34), ("Factor", 44)),
            [_step(s) for s in held.steps],
        ),
        stages_sheet(held),
        Sheet(
            "Tests",
            (("Paper", 34), ("Sort", 24), ("Sample", 18), ("Stage", 12),
             ("Accreditation", 26), ("Does not state", 46), ("Can", 46),
             ("Cannot", 60)),
            [_test(p) for p in held.papers if p.test is not None],
        ),
        Sheet(
            "Papers",
            (("File", 44), ("Kind", 24), ("Sure", 8), ("Number", 20), ("Day", 12),
             ("Stage", 16), ("Party", 36), ("Lots", 26), ("Language", 10),
             ("Pages", 8), ("Why this kind", 60)),
            [_paper(p) for p in held.papers],
        ),
        Sheet(
            "Set aside",
            (("File", 44), ("Why", 70), ("What to do", 50)),
            [(a.file, a.reason, a.remedy) for a in held.aside],
        ),
    ]  # fmt: skip


def _missing(held: Held) -> Sheet:
    columns = (("Stage", 16), ("Gap", 24), ("What", 70), ("Ask for", 30),
               ("Ask", 34), ("Papers", 40), ("Rule", 40))  # fmt: skip
    rows = [
        (
            g.stage or "whole chain", g.kind.value, g.text, ", ".join(g.ask),
            g.party, "; ".join(g.papers), rule_of(g),
        )
        for g in held.gaps
    ]  # fmt: skip
    return Sheet("Missing", columns, rows)


def _step(step: BalanceStep) -> tuple[str, ...]:
    factor = step.factor
    if step.verification:
        where = f"; {step.reference}" if step.reference else ""
        factor += f" ({step.verification}{where})"
    verdict = step.verdict.value
    if step.verdict is Weighed.TOO_MUCH:
        verdict = f"FAILS: {verdict}"
    said = step.key.partition(": ")[2] or step.key
    return (step.stage, f"{step.process}, {said}", figure(step.taken, step.unit),
            figure(step.made, step.unit), can_be(step), verdict, factor)  # fmt: skip


def stages_sheet(held: Held) -> Sheet:
    """Count the papers of each kind that each stage has."""
    kinds = [k for k in (*sorted(kind_words().records), *sorted(kind_words().trade))
             if any(p.kind == k for p in held.papers)]  # fmt: skip
    rows = []
    for stage in held.stages:
        count = Counter(p.kind for p in held.papers if p.stage == stage)
        if sum(count.values()):
            rows.append((stage, *(count[k] or "" for k in kinds)))
    columns = (("Stage", 24), *((title_of(k), 14) for k in kinds))
    return Sheet("Stages", columns, rows)


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
        "; ".join(paper.reasons),
    )
