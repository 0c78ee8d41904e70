"""Pages of official lists to rows: tables are known by their headings, never by place.

sections   one table a section (the UFLPA Entity List)
orders     one table a country (CBP's withhold release orders and findings)
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from whence.errors import InputError
from whence.model.listfile import ListFile, ListRow
from whence.read.lists.cells import day_in, folded
from whence.read.lists.names import Entity, entity, targets
from whence.read.lists.spec import Spec
from whence.read.lists.tables import AGAIN, PageTable, tables_of

NUMBER = re.compile(
    r"2\s*\(\s*d\s*\)\s*\(\s*2\s*\)\s*\(\s*B\s*\)\s*\(\s*(i{1,3}|iv|v)\s*\)", re.I
)
UPDATED = re.compile(
    r"last\s+(?:updated|published|reviewed|modified)(?:\s+date)?\s*:?\s*(.{6,40})", re.I
)
HEADER_ROWS = 3
Columns = dict[str, int]


def page(text: str, spec: Spec) -> ListFile:
    """Read a page of either kind.

    Raises:
        InputError: it is cut off, or has no table, or a table that cannot be placed.

    """
    if not text.strip():
        raise InputError("the page is blank.", remedy=AGAIN)
    tables, blocks = tables_of(text)
    held = [(t, *found) for t in tables if (found := _header(t, spec))]
    if not held:
        expected = ", ".join(spec.columns.get("name", ())[:3])
        seen = "; ".join(" | ".join(t.rows[0][:4]) for t in tables[:3] if t.rows)
        begins = f" The page begins {blocks[0][:80]!r}." if blocks else ""
        raise InputError(
            f"no table of entries was found: expected a column such as {expected};"
            f" tables seen: {len(tables)}{f' ({seen})' if seen else ''}.{begins}",
            remedy=AGAIN,
        )
    read = _sections if spec.form == "sections" else _orders
    return read(held, spec, _published(blocks, spec))


def _header(table: PageTable, spec: Spec) -> tuple[Columns, int] | None:
    """Find the header row by its words; give each role's column and its row."""
    for at, row in enumerate(table.rows[:HEADER_ROWS]):
        columns = columns_of(row, spec)
        if "name" in columns and ("day" in columns or len(row) == 1):
            return columns, at
    return None


def columns_of(header: Iterable[str], spec: Spec) -> Columns:
    """Give the column of each role; the first that fits wins."""
    found: Columns = {}
    for at, cell in enumerate(header):
        word = folded(cell)
        for role, words in spec.columns.items():
            if role not in found and word in words:
                found[role] = at
    return found


def _published(blocks: Iterable[str], spec: Spec) -> date | None:
    days = [
        day
        for match in UPDATED.finditer("\n".join(blocks).replace("\n", " "))
        if (day := day_in(match[1], month_first=spec.month_first))
    ]
    return max(days, default=None)


def _sections(
    held: list[tuple[PageTable, Columns, int]], spec: Spec, published: date | None
) -> ListFile:
    rows: list[ListRow] = []
    found: list[str] = []
    for table, columns, start in held:
        section = _section(table, spec)
        if not section:
            near = (table.caption or " / ".join(table.above[-2:]) or "none")[:120]
            raise InputError(
                "a table's heading names no section of the list: expected one of"
                f" {', '.join(spec.sections)}; seen {near!r}.",
                remedy="The page has changed; save it and report its heading.",
            )
        found.append(section)
        for cells in _body(table, columns, start):
            raw = cells[columns["name"]]
            rows.append(_row(entity(raw), cells, columns, spec, section=section))
    return ListFile(
        "page", "", tuple(rows), len(rows), published, tuple(dict.fromkeys(found))
    )


def _section(table: PageTable, spec: Spec) -> str:
    """Take the nearest block above that speaks of exactly one section."""
    for block in (table.caption, *reversed(table.above)):
        named = {m.lower() for m in NUMBER.findall(block)} & set(spec.sections)
        if not named:
            plain = folded(block)
            named = {
                key
                for key, phrases in spec.sections.items()
                if any(phrase in plain for phrase in phrases)
            }
        if len(named) == 1:
            return str(named.pop())
    return ""


def _body(table: PageTable, columns: Columns, start: int) -> Iterable[list[str]]:
    """Give the rows under the header, each with a cell for every role.

    Raises:
        InputError: a row lacks the cell of a name.

    """
    for number, cells in enumerate(table.rows[start + 1 :], start=start + 2):
        padded = cells + [""] * (max(columns.values()) + 1 - len(cells))
        if [folded(c) for c in cells] == [folded(c) for c in table.rows[start]]:
            continue
        if not padded[columns["name"]]:
            raise InputError(
                f"row {number} of a table has no name (cells: {cells[:4]}).",
                remedy="The page has changed or is damaged; save it anew.",
            )
        yield padded


def _row(
    parts: Entity, cells: list[str], columns: Columns, spec: Spec, *, section: str = ""
) -> ListRow:
    printed = cells[columns["day"]] if "day" in columns else ""
    day = day_in(printed, month_first=spec.month_first)
    return ListRow(
        parts.name,
        parts.aliases,
        parts.formerly,
        scope=parts.scope,
        section=section,
        day=day,
        status=cells[columns["status"]] if "status" in columns else "",
        note="" if day or not printed else f"date as printed: {printed[:40]}",
        raw=cells[columns["name"]],
    )


def _orders(
    held: list[tuple[PageTable, Columns, int]], spec: Spec, published: date | None
) -> ListFile:
    rows: list[ListRow] = []
    printed = others = 0
    for table, columns, start in held:
        above = _country(table, spec)
        for cells in _body(table, columns, start):
            printed += 1
            raw = cells[columns["name"]]
            if folded(raw).startswith(spec.others):
                others += 1
                continue
            own = cells[columns["country"]] if "country" in columns else ""
            country = spec.countries.get(folded(own), above)
            for parts in targets(raw):
                row = _row(parts, cells, columns, spec)
                rows.append(replace(row, country=country))
    return ListFile("page", "", tuple(rows), printed, published, others=others)


def _country(table: PageTable, spec: Spec) -> str:
    for block in (table.caption, *reversed(table.above)):
        if code := spec.countries.get(folded(block)):
            return code
    return ""
