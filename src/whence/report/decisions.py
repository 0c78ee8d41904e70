"""A portfolio as a table for a terminal, as CSV, and as a workbook."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from whence.model.measure import Decision, Outcome, Result, Step
from whence.model.portfolio import Change, Comparison, Portfolio
from whence.report.csvs import written
from whence.report.sheets import Sheet
from whence.report.told import WORD, pairs, sentence, told
from whence.report.words import MET, flat, reason_of
from whence.report.xlsx import workbook

WIDTH = 88
NAME, CELL = 26, 15
TO_ANSWER = Outcome.TO_ANSWER.severity or 0
FIRST = 40
"""So many consignments are shown on a terminal; the rest is counted."""
COLUMNS = (
    ("Consignment", 28), ("Measure", 30), ("Outcome", 16), ("Decided on", 12),
    ("Imported from", 13), ("Imported to", 13), ("Basis of the date", 28),
    ("Outlook", 16), ("Outlook on", 12), ("Other days", 30), ("Known ahead", 30),
    ("Answer", 15), ("Goods", 30), ("HS", 13), ("Why", 70), ("Grade", 12),
    ("Law", 40), ("In effect", 30), ("Lists", 40), ("Reading", 50), ("Facts", 60),
    ("Id", 28), ("As of", 12), ("Notice", 40),
)  # fmt: skip


def table(portfolio: Portfolio, *, width: int = WIDTH) -> str:
    """Lay consignments and measures out side by side, worst first.

    `width` bounds the columns of the table; text is wrapped at 88.

    Measures that reach no consignment on its day are named in one line instead.
    """
    if not portfolio.rows:
        return (
            "No goods to decide: bring entry lines, orders or trade records.\n"
            f"{portfolio.notice}\n"
        )
    inside, outside = _columns(portfolio)
    blocks = [_head(portfolio)]
    if portfolio.told:
        blocks.append(told(portfolio, width=WIDTH))
    if portfolio.compared is not None:
        blocks.append(compared(portfolio, portfolio.compared))
    per_block = max(1, (width - NAME) // CELL)
    for start in range(0, len(inside), per_block):
        blocks.append(_block(portfolio, inside[start : start + per_block]))
    if outside:
        blocks.append(_outside(portfolio, outside))
    questions = [f"To answer: {row.question}" for row in portfolio.rows if row.question]
    blocks += [_filled(text) for text in questions[:3]]
    lists = "; ".join(f"{key} {version}" for key, version in portfolio.lists)
    blocks.append(_filled(f"Lists: {lists or 'none'}."))
    blocks.append(portfolio.notice)
    return "\n\n".join(blocks) + "\n"


def _filled(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _head(portfolio: Portfolio) -> str:
    worst = Counter(row.worst for row in portfolio.rows)
    counts = ", ".join(f"{worst[o]} {o.value}" for o in Outcome if worst[o])
    count = len(portfolio.rows)
    word = "consignment" if count == 1 else "consignments"
    what_if = portfolio.compared is not None and portfolio.compared.kind == "what-if"
    mark = "WHAT IF, not what the files say. " if what_if else ""
    said = f": {counts}" if portfolio.measures else ""
    return _filled(f"{mark}{count} {word}, as of {portfolio.as_of}{said}.")


def _columns(portfolio: Portfolio) -> tuple[list[int], list[int]]:
    """Part the measures: those that reach some consignment, and the rest."""
    inside: list[int] = []
    outside: list[int] = []
    for place in range(len(portfolio.measures)):
        reached = any(
            row.results[place].outcome.severity is not None for row in portfolio.rows
        )
        (inside if reached else outside).append(place)
    return inside, outside


def _block(portfolio: Portfolio, places: Sequence[int]) -> str:
    heads = [_short(portfolio.measures[p].key) for p in places]
    lines = [f"{'':<{NAME}}" + "".join(f"{h:<{CELL}}" for h in heads).rstrip()]
    for row in portfolio.rows[:FIRST]:
        mark = "" if row.entered else "*"
        name = f"{row.name}{mark}"
        name = name if len(name) < NAME else f"{name[: NAME - 2]}…"
        cells = "".join(f"{_cell(row.results[p]):<{CELL}}" for p in places)
        lines.append(f"{name:<{NAME}}{cells}".rstrip())
    more = len(portfolio.rows) - FIRST
    if more > 0:
        lines.append(f"and {more} more: use --out, or --consignment")
    if any(not row.entered for row in portfolio.rows[:FIRST]):
        lines.append(f"* not entered: decided as if imported on {portfolio.as_of}")
    return "\n".join(lines)


def _short(key: str) -> str:
    """Shorten a measure's key to a heading: its last part, or as much as fits."""
    name = key.rpartition("/")[2]
    return name if len(name) < CELL else f"{name[: CELL - 2]}…"


def _cell(result: Result) -> str:
    word, severity = result.outcome.value, result.outcome.severity
    if severity is None:
        return "-"
    return word.upper() if severity > TO_ANSWER else word


def _outside(portfolio: Portfolio, places: Sequence[int]) -> str:
    keys = ", ".join(portfolio.measures[p].key for p in places)
    return _filled(
        f"Reach none of these goods on their days (not in effect, or out of scope):"
        f" {keys}."
    )


def compared(portfolio: Portfolio, found: Comparison) -> str:
    """Say what moved between two looks, and why."""
    names = {row.id: row.name for row in portfolio.rows}
    if found.kind == "what-if":
        lines = [_filled(f"What if {'; '.join(found.said)}.")]
        lines.append(
            _filled("This is a supposition, not what the files say; nothing is stored.")
        )
    else:
        lines = [_filled(f"Against {'; '.join(found.said)}.")]
    for change in found.changes:
        name = names.get(change.consignment, change.consignment)
        lines.append(_filled(f"{name}, {change.measure}: {_moved(change)}"))
        lines += [_filled(_cause(c.text, c.reference), "    ") for c in change.causes]
    moved = len(found.changes)
    lines.append(f"{moved} moved, {found.same} stay as they are.")
    return "\n".join(lines)


def _cause(text: str, reference: str) -> str:
    return f"because {text} [{reference}]" if reference else f"because {text}"


def _moved(change: Change) -> str:
    """Say how a result moved: the outcome, or only the outlook."""
    was, now = change.before, change.after
    if was is None or now is None:
        old, new = (r.outcome.value if r else "not asked" for r in (was, now))
        return f"{old} -> {new}"
    if was.outcome is now.outcome:
        return (
            f"{now.outcome.value} as before; if imported on {now.outlook_on}:"
            f" {was.outlook.value} -> {now.outlook.value}"
        )
    return f"{was.outcome.value} -> {now.outcome.value}"


def to_csv(portfolio: Portfolio) -> str:
    """Write one line a consignment and measure; no cell runs as a formula."""
    return written((name for name, _ in COLUMNS), _rows(portfolio))


def to_workbook(portfolio: Portfolio, path: Path) -> None:
    """Write decisions, every step of their reasons, and what moved, as a workbook.

    Raises:
        OutputError: the file cannot be written.

    """
    about = [
        ("Notice", portfolio.notice),
        ("As of", portfolio.as_of.isoformat()),
        *((f"List {key}", version) for key, version in portfolio.lists),
        *portfolio.versions,
    ]
    sheets = [Sheet("Decisions", COLUMNS, _rows(portfolio)), _steps(portfolio)]
    if portfolio.compared is not None:
        about += [(portfolio.compared.kind, said) for said in portfolio.compared.said]
        sheets.append(_changes(portfolio.compared))
    workbook(path, "Decisions", about, sheets, made=portfolio.as_of)


def _rows(portfolio: Portfolio) -> Iterable[tuple[str, ...]]:
    reasons = {(r.consignment, r.decision.measure): r.decision
               for r in portfolio.reasons}  # fmt: skip
    lists = "; ".join(f"{key} {version}" for key, version in portfolio.lists)
    for row in portfolio.rows:
        for measure, result in zip(portfolio.measures, row.results, strict=True):
            decision = reasons.get((row.id, measure.key))
            why, grade, facts = _why(decision)
            yield (
                row.name, measure.title, result.outcome.value, result.on.isoformat(),
                str(row.earliest or ""), str(row.latest or ""), row.date_basis,
                result.outlook.value, result.outlook_on.isoformat(),
                _days(result.also_on), _days(result.ahead), result.answer.value,
                row.goods, row.hs, why, grade,
                decision.reference if decision else measure.reference,
                decision.in_effect if decision else measure.in_effect, lists,
                decision.reading if decision else "", facts, row.id,
                portfolio.as_of.isoformat(), portfolio.notice,
            )  # fmt: skip
    for row, info in pairs(portfolio):
        yield (
            row.name, info.title, WORD, info.on.isoformat(), str(row.earliest or ""),
            str(row.latest or ""), row.date_basis, "", "", "", "", "", row.goods,
            row.hs, sentence(info), "", info.reference, info.status.value, lists, "",
            "",
            row.id, portfolio.as_of.isoformat(), portfolio.notice,
        )  # fmt: skip


def _days(pairs: Iterable[tuple[object, Outcome]]) -> str:
    return "; ".join(f"{day}: {outcome.value}" for day, outcome in pairs)


def _why(decision: Decision | None) -> tuple[str, str, str]:
    """Give the shortest reason, its grade, and the rows behind it."""
    if decision is None:
        return "", "", ""
    grade = decision.steps[0].grade if decision.steps else None
    return reason_of(decision), grade.value if grade else "", rows_behind(decision)


def rows_behind(decision: Decision) -> str:
    """Name the rows behind the grounds of a decision, each once."""
    grounds = tuple(s for s in decision.steps if s.template.startswith("ground."))
    lines: list[tuple[int, Step]] = flat(grounds)
    found = dict.fromkeys(str(s) for _, step in lines for s in step.sources)
    return "; ".join(found)


def _steps(portfolio: Portfolio) -> Sheet:
    columns = (
        ("Consignment", 28), ("Measure", 30), ("Outcome", 16), ("Part", 12),
        ("Depth", 7), ("Sentence", 90), ("Met", 9), ("Grade", 13), ("Law", 40),
        ("Rows", 60),
    )  # fmt: skip

    def rows() -> Iterable[Sequence[str | int | float]]:
        names = {row.id: row.name for row in portfolio.rows}
        for item in portfolio.reasons:
            d, name = item.decision, names.get(item.consignment, item.consignment)
            for part, tree in (("reasons", d.steps), ("contrary", d.contrary)):
                for depth, step in flat(tree):
                    met = MET[step.met]
                    grade = step.grade.value if step.grade else ""
                    read = "; ".join(str(s) for s in step.sources)
                    yield (name, d.measure, d.outcome.value, part, depth, step.text,
                           met, grade, step.reference, read)  # fmt: skip

    return Sheet("Reasons", columns, rows())


def _changes(found: Comparison) -> Sheet:
    columns = (
        ("Consignment", 28), ("Measure", 30), ("Was", 16), ("Outlook was", 16),
        ("Now", 16), ("Outlook now", 16), ("Because", 90), ("Reference", 50),
    )  # fmt: skip
    rows = (
        (
            c.consignment, c.measure, *_words(c.before), *_words(c.after),
            "; ".join(x.text for x in c.causes),
            "; ".join(x.reference for x in c.causes if x.reference),
        )
        for c in found.changes
    )  # fmt: skip
    return Sheet("What moved", columns, rows)


def _words(result: Result | None) -> tuple[str, str]:
    """Give the outcome and the outlook of a result, blank where there was none."""
    return (result.outcome.value, result.outlook.value) if result else ("", "")
