"""What a person reads when a run ends: numbers, first things to do, limits, where."""

import textwrap
from collections import Counter
from collections.abc import Iterable

from whence.model.findings import Findings
from whence.report import words
from whence.report.counting import counted
from whence.report.masks import withhold
from whence.report.partyword import NOTHING
from whence.shelf import style

WIDTH = 88
FIRST = 5
"""How many things to do first, and limits: more is a list nobody reads."""


def summary(findings: Findings, *, dossier: str = "", case: str = "CASE") -> str:
    """Write the summary as plain text of at most 88 columns.

    `dossier` is where the dossier lies and `case` where the case does, as the door
    wants them printed.
    """
    held = withhold(findings)
    blocks = [
        _head(held),
        _outcomes(held),
        _parties(held),
        _list("First things to do", _to_do(held, case)),
        _list("What this run cannot say", _limits(held)),
        held.notice,
    ]
    if dossier:
        blocks.append(f"Dossier: {dossier}")
    return "\n\n".join(block for block in blocks if block) + "\n"


def _head(findings: Findings) -> str:
    """Say whose run, as of when, on how many rows."""
    rows = sum(i.rows_in for i in findings.inputs)
    used = sum(i.rows_used + i.rows_merged for i in findings.inputs)
    aside = sum(i.rows_set_aside for i in findings.inputs)
    who = findings.asked.importer or "Importer not named"
    files = counted(len({(i.sha256, i.name) for i in findings.inputs}), "file")
    text = (
        f"{who}, as of {findings.as_of}. {files}, {counted(rows, 'row')}: "
        f"{used} used or merged, {aside} set aside."
    )
    return textwrap.fill(text, WIDTH)


def _outcomes(findings: Findings) -> str:
    """Lay the outcomes out, worst first, with what each means."""
    if not findings.consignments:
        return (
            "No goods to decide: bring entry lines or orders as well, and each\n"
            "consignment gets its outcome."
        )
    counts = words.counts_of(findings)
    shown = [(counts.get(s.outcome.value, 0), s) for s in style.outcomes()]
    total = counted(len(findings.consignments), "consignment")
    lines = [f"{total}, worst outcome each"]
    for number, held in shown:
        if number:
            head = f"{number:>7}  {held.outcome.value:<16} "
            lines += textwrap.wrap(
                head + held.meaning, WIDTH, subsequent_indent=" " * len(head)
            )
    return "\n".join(lines)


def _parties(findings: Findings) -> str:
    """Count the parties by their word, and name the first that need a look."""
    flagged = [p for p in words.parties_in_order(findings) if p.word != NOTHING]
    rest = len(findings.parties) - len(flagged)
    lines = [f"{counted(len(findings.parties), 'party', 'parties')} in these files"]
    for word, number in Counter(p.word for p in flagged).items():
        named = "; ".join(p.name for p in flagged if p.word == word)
        head = f"{number:>7}  {word:<16} "
        lines += textwrap.wrap(
            head + named,
            WIDTH,
            subsequent_indent=" " * len(head),
            max_lines=3,
            placeholder=" ...",
        )
    lines.append(f"{rest:>7}  {NOTHING}")
    return "\n".join(lines)


def _to_do(findings: Findings, case: str) -> list[str]:
    """Choose the first things to do: candidates, papers, questions, in turn."""
    wait, _ = words.candidates_in_order(findings)
    judge = [
        f"Judge {p.name} against {k.listed_name} "
        f"({words.chance(k.p_same)} same, touches "
        f"{counted(len(k.consignments), 'consignment')}): "
        f"whence judge {k.id} same|different|related|unsure --by HANDLE "
        f'--why "TEXT" --case {case}'
        for p, k in wait
    ]
    ask = _papers(findings)
    questions = [
        f"Answer in case.toml: {c.question}"
        for c in findings.consignments
        if c.question
    ]
    chosen = judge[:2] + ask[:2] + questions[:1]
    spare = judge[2:] + ask[2:] + questions[1:]
    return (chosen + spare)[:FIRST]


def _papers(findings: Findings) -> list[str]:
    """Say whom to ask for which papers, in one line each, worst consignments first."""
    names = words.party_words(findings)
    kinds: dict[str, dict[str, None]] = {}
    goods: dict[str, set[str]] = {}
    for consignment in words.worst_first(findings):
        for paper in (p for d in consignment.decisions for p in d.papers):
            asked = kinds.setdefault(paper.party, {})
            asked.update(dict.fromkeys(paper.kind.split(", ")))
            goods.setdefault(paper.party, set()).add(consignment.id)
    return [
        f"Ask {words.name_of(party, names)} for: {', '.join(asked)} "
        f"({counted(len(goods[party]), 'consignment')})"
        for party, asked in kinds.items()
    ]


def _limits(findings: Findings) -> list[str]:
    """Give the first limits, each with its remedy, and count the others."""
    rows = [f"{x.text} {x.remedy}".strip() for x in findings.limits]
    more = len(rows) - FIRST
    if more <= 1:
        return rows
    return [*rows[:FIRST], f"And {more} more, on the last page of the dossier."]


def _list(title: str, items: Iterable[str]) -> str:
    """Lay a numbered list out under a title, or nothing when it is empty."""
    lines = []
    for place, item in enumerate(items, 1):
        lines += textwrap.wrap(
            f"{place:>3}. {item}",
            WIDTH,
            subsequent_indent="     ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join([title, *lines]) if lines else ""
