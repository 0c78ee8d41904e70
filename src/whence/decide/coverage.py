"""The registry of coverage as text: for a terminal, and for the manual."""

from collections.abc import Sequence

from whence.shelf.coverage import Coverage, checked, coverage


def text(rows: Sequence[Coverage] | None = None) -> str:
    """Write the registry for a terminal: a line a family, its gaps below it."""
    lines = [
        f"What of the law is modelled, as held against its sources on {checked()}:"
    ]
    for row in coverage() if rows is None else rows:
        since = f", from {row.since}" if row.since else ""
        lines.append(f"{row.title}: {row.state}{since}")
        if row.measures:
            lines.append(f"  {_counts(row)}")
            lines.append(f"  measures: {', '.join(row.measures)}")
        lines += [f"  missing: {gap}" for gap in row.gaps]
    return "\n".join(lines)


def _counts(row: Coverage) -> str:
    return (
        f"rows seen {row.seen}, second hand {row.secondary}, "
        f"from memory {row.remembered}; trials {row.trials}"
    )


def page() -> str:
    """Write the registry as the page `docs/coverage.md`; a test holds it to this."""
    lines = [
        "# What of the law is modelled",
        "",
        "Written from `data/measures` by `tools/write_coverage.py`; a test holds it to",
        f"the data. Last held against its sources on {checked()}. Rows are versions,",
        "grounds, and the remarks that are printed; those from memory never decide.",
        "",
        "| family | state | from | seen | second hand | memory | trials |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in coverage():
        cells = (
            f"[{row.title}](law.md#{row.page})",
            row.state.value,
            str(row.since or ""),
            str(row.seen),
            str(row.secondary),
            str(row.remembered),
            str(row.trials),
        )
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", "## What is missing", ""]
    for row in coverage():
        lines.append(f"**{row.title}**")
        lines += [f"* {gap}" for gap in row.gaps] + [""]
    lines += [
        "## As a list",
        "",
        "```python",
        ">>> from whence.shelf.coverage import coverage",
        ">>> [row.key for row in coverage() if row.state == 'decides']",
        f"{[row.key for row in coverage() if row.state == 'decides']}",
        "",
        "```",
    ]
    return "\n".join(lines) + "\n"
