"""What a person reads on a terminal of a folder of papers, 88 columns wide."""

import textwrap
from collections.abc import Sequence

from whence.model.folder import BalanceStep, Gap, Weighed
from whence.model.request import Proposal
from whence.report.gaps_held import NOTICE, Held, can_be, figure

WIDTH = 88


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
    ask = f" Ask {gap.party.rstrip('.')}." if gap.party else ""
    return f"[{gap.kind.value}] {gap.text.rstrip('.')}.{ask}"


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
        mark = {Weighed.HOLDS: "", Weighed.UNKNOWN: "  ?"}.get(
            step.verdict, f"  <-- {step.verdict.value}"
        )
        lines.append(
            f"  {step.stage[:14]:<14} {figure(step.taken, step.unit):>12}"
            f" {figure(step.made, step.unit):>12}"
            f" {can_be(step):>23}{mark}"
        )
    return "\n".join(lines)


def asking_text(
    fresh: Sequence[Proposal],
    before: Sequence[tuple[Proposal, str]],
    noted: Sequence[tuple[str, str]],
) -> list[str]:
    """Write whom to ask for what, what was asked before, and what was noted now."""
    lines = ["", f"Whom to ask ({len(fresh)})"]
    for one in fresh:
        if one.why_not:
            lines += _wrapped(f"nobody: {one.why_not}. {one.gap}")
            continue
        where = f" ({one.country or 'country not told'})"
        papers = " or ".join(p.replace("_", " ") for p in one.papers)
        about = f", {one.about}" if one.about else ""
        lines += _wrapped(f"{one.supplier}{where}: {papers}, {one.stage}{about}")
    for one, why in before:
        lines += _wrapped(f"asked before: {one.supplier}, {one.stage} ({why})")
    if noted:
        named = len({supplier for _, supplier in noted})
        lines.append(f"Noted: {noted[0][0]} to {noted[-1][0]}, {named} suppliers.")
        lines.append("Next: whence docket letters --out letters")
    elif any(not one.why_not for one in fresh):
        lines.append("Nothing is noted yet: --ask does it. Nothing is sent.")
    return lines


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, WIDTH, initial_indent="  ", subsequent_indent="      ")
