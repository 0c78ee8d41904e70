"""`whence figures trade`: the trade section of the report, reckoned again."""

from typing import Any

from whence.jobs.steps.known_figures import known_with, line_value, reckoned_trade
from whence.model.figure import Group


def trade_section() -> tuple[Group, ...]:
    """Reckon every line: levels, growth, and what the two imply.

    Raises:
        DataError: a formula of the shelf cannot be reckoned; names the row.

    """
    return reckoned_trade(known_with(()))


def trade_lines(group: Group) -> dict[str, Any]:
    """Lay a reckoned group out in plain words."""
    return {
        "title": group.title,
        "says": group.says,
        "lines": [
            {
                "says": ln.says,
                "kind": ln.kind,
                "value": line_value(ln),
                "sum": ln.arithmetic,
                "note": ln.note,
            }
            for ln in group.lines
        ],
    }
