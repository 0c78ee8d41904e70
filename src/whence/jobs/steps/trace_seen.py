"""What stands in a foreign table: its distinct texts, found in one walk over its rows.

The table is walked twice and never laid down: here, and when its rows are read. What
few distinct texts mean is then asked once for each of them.
"""

from collections.abc import Collection
from dataclasses import replace

from whence.engine.duck import Duck
from whence.engine.staging import Staged
from whence.jobs.steps.trace_sheets import ROLES, Sheet
from whence.read.marks import BOTH, COMMA, POINT, TOLD, mark_in
from whence.read.values import NUMBERS
from whence.read.weights import heaviest, heaviest_unit
from whence.shelf.roles import betraying

FIRST = 2000
"""Distinct texts of a column that are asked how its numbers are written."""
EACH = ("bill", "master")
"""Columns with about as many texts as rows: each is looked at for blanks around it."""


def light() -> float:
    """Give the plain number up to which no weight is beyond all goods, in any unit that
    no word of number stands before."""
    return heaviest() / heaviest_unit()


def see(sheet: Sheet, duck: Duck) -> int:
    """Let statements see the table as `staged`, and its distinct texts in `texts`.

    Returns:
        the number of its rows.

    Raises:
        InputError: the file is not what it should be.

    """
    duck.run("m_mention").run("m_weight").run("m_bare")
    decimal = _decimal(sheet)
    _walk(sheet, duck, decimal)
    odd = duck.rows("odd_numbers") if decimal else []
    torn = {
        r for r in decimal if mark_in([t for o, t in odd if o == r]) in (COMMA, BOTH)
    }
    if torn:
        # Below its head a column is written otherwise: its points are looked at again.
        _walk(sheet, duck, decimal - torn)
    ((rows,),) = duck.rows("staged_counts")
    return int(rows)


def _walk(sheet: Sheet, duck: Duck, decimal: Collection[str]) -> None:
    """Walk over the rows once, and lay down the distinct texts that are found."""
    roles = {role: sheet.columns.get(role, "") for role in ROLES}
    staged = Staged(sheet.table, roles, NUMBERS, decimal=decimal)
    duck.lay("staged", staged.rows)
    duck.run("seen", words=betraying(), light=light())
    loose = [c for c, flags in duck.columns("loose").items() if flags.tolist()[0]]
    known = replace(staged, loose=(*loose, *EACH))
    duck.lay("staged", known.rows).run("texts")


def _decimal(sheet: Sheet) -> set[str]:
    """Give the columns of numbers in which a person, or the first texts, say that a
    point is decimal: a table of a million weights with three decimals has few that
    could not be thousands too."""
    columns = {c.header: c.values[:FIRST] for c in sheet.raw.columns}
    return {
        role
        for role in NUMBERS
        if (column := sheet.role(role))
        and (TOLD.get(column.written) or mark_in(columns[column.header])) == POINT
    }
