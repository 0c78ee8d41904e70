"""Rows of a standard's records on their way to sheets with known columns."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from whence.read.rows import Aside, Damage, Sheet

Row = Mapping[str, str]


class Tables:
    """Collects rows by sheet; `number` is that of the record, counted from 1."""

    def __init__(self, about: Mapping[str, Any]) -> None:
        """Begin with what `data/standards` says of the standard."""
        self.about = about
        self.rows: dict[str, list[tuple[int, Row]]] = {s: [] for s in about["sheets"]}
        self.aside: list[Aside] = []
        self.persons = 0
        self.left: Counter[str] = Counter()

    def add(self, sheet: str, number: int, row: Row) -> None:
        """Take a row in."""
        self.rows[sheet].append((number, row))

    def refuse(self, number: int, detail: str) -> None:
        """Set a record aside that is none."""
        self.aside.append(Aside(number, Damage("no record", detail)))

    def leave(self, what: str, count: int = 1) -> None:
        """Count records that were understood and are not used."""
        self.left[what] += count

    def notes(self) -> list[str]:
        """Say what was read, and what was left out."""
        found = [f"read as {self.about['title']}"]
        if self.persons:
            found.append(f"{self.persons} records about persons were left unread")
        found += [f"not used: {n} {what}" for what, n in sorted(self.left.items())]
        return found

    def sheets(self) -> Iterator[Sheet]:
        """Give the sheets that have rows; columns without any value are left out."""
        notes = self.notes()
        for name, rows in self.rows.items():
            if not rows:
                continue
            about = self.about["sheets"][name]
            sheet = _sheet(name, rows, about)
            sheet.notes.extend(notes)
            sheet.aside.extend(self.aside)
            notes, self.aside = notes[:1], []
            yield sheet


def _sheet(name: str, rows: list[tuple[int, Row]], about: Mapping[str, Any]) -> Sheet:
    columns: Mapping[str, str] = about["columns"]
    roles = [r for r in columns if any(row.get(r) for _, row in rows)]
    values: list[list[str]] = []
    codes: list[array[int]] = []
    for role in roles:
        known: dict[str, int] = {}
        column = array("i")
        for _, row in rows:
            column.append(known.setdefault(row.get(role, "").strip(), len(known)))
        values.append(list(known))
        codes.append(column)
    return Sheet(
        name=name,
        headers=[columns[role] for role in roles],
        values=values,
        codes=codes,
        lines=array("i", [number for number, _ in rows]),
        header_line=0,
        apart=0,
        aside=[],
        notes=[],
        kind=about["kind"],
        roles=roles,
    )
