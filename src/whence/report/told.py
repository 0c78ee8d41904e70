"""What tariffs, bills and proposals say: beside the decisions, never one of them."""

import textwrap
from collections.abc import Iterator

from whence.model.information import Information
from whence.model.portfolio import Portfolio, Row, Told
from whence.report.words import LAW_NOTE

WORD = "no outcome"
"""Stands where a decision has its outcome."""
NAMED = 3
"""So many consignments are named under a sentence; of the rest, the number."""


def told_of(portfolio: Portfolio, consignment: str, *, width: int = 88) -> str:
    """Write all that is told of one consignment, a sentence a line."""
    lines = []
    for item in portfolio.told:
        if item.consignment == consignment:
            lines += [textwrap.fill(s.text, width) for s in item.information.steps]
    return "\n".join(lines)


def told(portfolio: Portfolio, *, width: int) -> str:
    """Write what is told of all consignments; what is alike of many is said once."""
    names = {row.id: row.name for row in portfolio.rows}
    alike: dict[tuple[object, ...], list[Told]] = {}
    for item in portfolio.told:
        info = item.information
        alike.setdefault((info.measure, info.status, info.applies), []).append(item)
    lines: list[str] = []
    noted: dict[str, None] = {}
    for items in alike.values():
        items.sort(key=lambda t: (t.information.on, t.consignment))
        for step in items[-1].information.steps:
            said = textwrap.fill(step.text, width)
            if step.template == LAW_NOTE:
                noted[said] = None
            else:
                lines.append(said)
        shown = [names[i.consignment] for i in items[-NAMED:]]
        more = len(items) - len(shown)
        rest = f" and {more} more" if more else ""
        lines.append(textwrap.fill(f"So of: {'; '.join(shown)}{rest}.", width))
    return "\n".join([*lines, *noted])


def pairs(portfolio: Portfolio) -> Iterator[tuple[Row, Information]]:
    """Give each consignment with what is told of it."""
    rows = {row.id: row for row in portfolio.rows}
    for item in portfolio.told:
        yield rows[item.consignment], item.information


def sentence(info: Information) -> str:
    """Give all that is told in one text."""
    return " ".join(step.text for step in info.steps)
