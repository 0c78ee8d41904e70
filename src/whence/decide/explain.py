"""A decision as text: what it says, why, and what to ask for."""

from collections.abc import Iterable, Mapping

from whence.model.findings import NOTICE
from whence.model.measure import Decision, Step

MARKS = {True: "+", False: "-", None: "."}


def text(decision: Decision, *, width: int = 0) -> str:
    """Write a decision as a tree for a terminal.

    A line begins with `+` where something is met, `-` where it is not, `.` where it
    only informs; the grade, the reference and the rows it rests on stand behind it.
    `width` cuts long lines; 0 cuts nothing.
    """
    head = f"{decision.title}: {decision.outcome.upper()} on {decision.on}"
    lines = [head, *tree(decision.steps)]
    if decision.reading:
        lines.append(f"Reading used: {decision.reading}")
    if decision.contrary:
        lines += ["Contrary:", *tree(decision.contrary)]
    lines.append(f"Answer: {decision.answer}.")
    lines.append(NOTICE)
    return "\n".join(_cut(line, width) for line in lines)


def tree(steps: Iterable[Step], depth: int = 0) -> list[str]:
    """Write lines of reasoning, each with its children under it."""
    lines = []
    for step in steps:
        behind = [b for b in (step.grade, step.reference) if b]
        where = "; ".join(dict.fromkeys(str(s) for s in step.sources[:3]))
        if where:
            behind.append(where)
        tail = f" [{'; '.join(behind)}]" if behind else ""
        lines.append(f"{'  ' * depth}{MARKS[step.met]} {step.text}{tail}")
        lines += tree(step.children, depth + 1)
    return lines


def papers(decision: Decision, names: Mapping[str, str]) -> str:
    """Write the papers to ask for, one a line: which, from whom, for which stage."""
    lines = []
    for paper in decision.papers:
        party = names.get(paper.party, paper.party) or "the importer's supplier"
        stage = f" ({paper.stage})" if paper.stage else ""
        mark = "" if paper.verification == "seen" else f"; {paper.verification}"
        lines.append(
            f"{party}: {paper.kind}{stage}: {paper.why} [{paper.reference}{mark}]"
        )
    return "\n".join(lines) or "No paper is missing."


def _cut(line: str, width: int) -> str:
    return line if not width or len(line) <= width else line[: width - 1] + "…"
