"""One mapped table ready to be typed: parsed columns, and which rows can be used.

A row is merged when all its cells repeat an earlier row's; set aside when a role that
must be sound is not, or one that must be there is blank; else it is used, and its bad
cells are named and left out.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from whence.model.source import Source
from whence.model.table import (
    Counts,
    Extent,
    RawColumn,
    RawTable,
    SetAside,
    Written,
)
from whence.model.table import Mapping as TableMapping
from whence.read.beside import Around
from whence.read.leaders import leaders
from whence.read.marks import Beside
from whence.read.numbers import is_unit
from whence.read.parsed import Bad, Parsed
from whence.read.parsers import parse
from whence.read.weights import too_heavy
from whence.shelf.tables import TableRule, reasons, table_kinds

Flags = npt.NDArray[np.bool_]
HOLLOW, HEAVY = "formula without value", "impossible weight"
LONE, WIDE = "lone cell", 4


@dataclass(frozen=True)
class Sheet:
    """A raw table with its mapping."""

    raw: RawTable
    mapping: TableMapping

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """Role to header, of the roles that have a column."""
        return {c.role: c.header for c in self.mapping.columns}

    @cached_property
    def _rule(self) -> TableRule:
        """Give what the shelf says of this kind of table."""
        return table_kinds()[self.mapping.kind.value]

    @cached_property
    def written(self) -> Mapping[str, Written]:
        """Role to how its days are written, where a person or another column says."""
        return {c.role: c.written for c in self.mapping.columns}

    @cached_property
    def columns(self) -> Mapping[str, RawColumn]:
        """Role to raw column."""
        return self.mapping.columns_of(self.raw)

    @cached_property
    def parsed(self) -> Mapping[str, Parsed[Any]]:
        """Role to parsed distinct values, of the roles that are kept."""
        rules = self._rule.roles
        return {
            role: parse(rules[role].type, c, self.written[role], self._beside(role))
            for role, c in self.columns.items()
            if rules[role].kept
        }

    @cached_property
    def fresh(self) -> Flags:
        """Rows that do not repeat an earlier one in every cell."""
        rows = len(self.raw)
        fresh: Flags = leaders([c.codes for c in self.raw.columns], rows) == np.arange(
            rows
        )
        for flags in self.hollow.values():
            fresh |= flags  # what the formula would say is not known
        return fresh

    @cached_property
    def hollow(self) -> Mapping[str, Flags]:
        """Role to the rows in which its cell is a formula without a stored value."""
        found: dict[str, Flags] = {}
        roles = {c.header: r for r, c in self.columns.items() if r in self.parsed}
        for row, column in self.raw.hollow:
            role = roles.get(self.raw.columns[column].header)
            if role is not None:
                none = np.zeros(len(self.raw), dtype=bool)
                found.setdefault(role, none)[row] = True
        return found

    @cached_property
    def heavy(self) -> Mapping[str, Flags]:
        """Role to the rows whose weight no consignment can have; read as unknown."""
        return too_heavy(self)

    @cached_property
    def verdict(self) -> tuple[Flags, tuple[SetAside, ...]]:
        """Which rows are used, and every row and cell set aside."""
        rule = self._rule
        used = self.fresh.copy()
        aside: list[SetAside] = []
        for role, parsed in self.parsed.items():
            faults = parsed.bad or role in self.hollow
            if rule.roles[role].need == "sound" and faults:
                rows = np.flatnonzero(self._bad(role) & used)
                aside += [self._cell(int(i), role, whole=True) for i in rows]
                used[rows] = False
        for group in rule.rows:
            blank = self.blank(group)
            for i in np.flatnonzero(blank & used):
                aside.append(self._missing(int(i), group))
            used &= ~blank
        for role, parsed in self.parsed.items():
            faults = parsed.bad or role in self.hollow
            if rule.roles[role].need != "sound" and faults:
                rows = np.flatnonzero(self._bad(role) & used)
                aside += [self._cell(int(i), role, whole=False) for i in rows]
        aside += self._strange_units(used)
        for role, flags in self.heavy.items():
            for i in np.flatnonzero(flags & used):
                bad = Bad(HEAVY, self.columns[role].text(int(i)))
                aside.append(self._aside(int(i), self.headers[role], bad, whole=False))
        return used, tuple(sorted(aside, key=lambda a: (a.source.row, a.source.column)))

    @cached_property
    def used(self) -> Sequence[int]:
        """Indices of the rows that are used, in file order."""
        return [int(i) for i in np.flatnonzero(self.verdict[0])]

    @property
    def counts(self) -> Counts:
        """What became of the rows, before rows of different files are merged."""
        used = int(self.verdict[0].sum())
        merged = int((~self.fresh).sum())
        raw_aside = self.raw.rows_in - len(self.raw)
        return Counts(
            rows_in=self.raw.rows_in,
            used=used,
            merged=merged,
            set_aside=raw_aside + len(self.raw) - merged - used,
            apart=self.raw.apart,
        )

    def notes(self) -> list[str]:
        """What was decided about whole columns."""
        found = []
        for role, parsed in self.parsed.items():
            header, column = self.headers[role], self.columns[role]
            found += [f'column "{header}": {note}' for note in parsed.notes]
            for code, note in parsed.odd:
                at = np.flatnonzero(column.codes == code)[0]
                where = f"row {self.raw.lines[at]}"
                found.append(f'column "{header}", first in {where}: {note}')
        read = {self.columns[role].header for role in self.parsed}
        unread = [self.raw.columns[column].header for _, column in self.raw.hollow]
        found += [
            f'column "{header}", which is not read: {count} cells hold a formula'
            " without a stored value"
            for header, count in sorted(Counter(unread).items())
            if header not in read
        ]
        return found

    def blank(self, group: Sequence[str]) -> Flags:
        """Rows in which no role of the group has a value."""
        blank = np.ones(len(self.raw), dtype=bool)
        for role in group:
            if role in self.parsed:
                values = self.parsed[role].values
                empty = np.array([v is None or v == "" for v in values], dtype=bool)
                blank &= empty[self.columns[role].codes]
        return blank

    def value(self, role: str, row: int) -> Any:
        """Give the parsed value of a cell; None when blank, bad or without column."""
        parsed = self.parsed.get(role)
        if parsed is None or (role in self.heavy and self.heavy[role][row]):
            return None
        return parsed.values[int(self.columns[role].codes[row])]

    def text(self, role: str, row: int) -> str:
        """Give a text or identifier, "" when there is none."""
        value = self.value(role, row)
        return value if isinstance(value, str) else ""

    def source(self, row: int) -> Source:
        """Say where the row stands; of a form, where the question of its name does."""
        needed = [r for group in self._rule.rows for r in group if r in self.headers]
        named = self.headers[needed[0]] if self.raw.form and needed else ""
        return self.raw.source(row, named)

    def _beside(self, role: str) -> Callable[[], Beside]:
        return Around(self.raw, self.mapping, role).told

    def _bad(self, role: str) -> Flags:
        parsed, column = self.parsed[role], self.columns[role]
        flags = np.zeros(len(parsed.values), dtype=bool)
        flags[list(parsed.bad)] = True
        bad: Flags = flags[column.codes]
        return bad | self.hollow[role] if role in self.hollow else bad

    def _cell(self, row: int, role: str, *, whole: bool) -> SetAside:
        bad = self._hole(row, role)
        bad = bad or self.parsed[role].bad[int(self.columns[role].codes[row])]
        return self._aside(row, self.headers[role], bad, whole=whole)

    def _missing(self, row: int, group: Sequence[str]) -> SetAside:
        column = next((self.headers[r] for r in group if r in self.headers), "")
        reason = LONE if self._is_lone(row) else f"missing {group[0]}"
        named = [r for r in group if not self._rule.roles[r].further]
        bad = Bad(reason, f"no {' or '.join(named)}")
        for role in group:
            if hole := self._hole(row, role):
                column, bad = self.headers[role], hole
                break
        return self._aside(row, column, bad, whole=True)

    def _is_lone(self, row: int) -> bool:
        """Whether only one cell of a wide row is filled, as of a note below a table."""
        filled = sum(bool(c.text(row)) for c in self.raw.columns)
        return filled == 1 and len(self.raw.columns) >= WIDE

    def _hole(self, row: int, role: str) -> Bad | None:
        """Say so where a cell is a formula whose result was never stored."""
        flags = self.hollow.get(role)
        return None if flags is None or not flags[row] else Bad(HOLLOW, "")

    def _aside(self, row: int, column: str, bad: Bad, *, whole: bool) -> SetAside:
        what = "the row is not used" if whole else "the cell is left out"
        return SetAside(
            self.raw.source(row, column),
            bad.reason,
            f"{bad.detail}: {what}" if bad.detail else what,
            reasons()[bad.reason].remedy,
            Extent.ROW if whole else Extent.CELL,
        )

    def _strange_units(self, used: Flags) -> list[SetAside]:
        """Name the units nobody can weigh; their quantities stay without grams."""
        rules = self._rule.roles
        found: list[SetAside] = []
        for role, column in self.columns.items():
            if rules[role].type != "unit" or not rules[role].kept:
                continue
            strange = np.array([bool(v) and not is_unit(v) for v in column.values])
            for i in np.flatnonzero(strange[column.codes] & used):
                bad = Bad("unknown unit", column.text(int(i)))
                found.append(self._aside(int(i), column.header, bad, whole=False))
        return found
