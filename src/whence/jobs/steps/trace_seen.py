"""What stands in a foreign table: its distinct texts, found in one walk over its rows.

The table is walked twice and never laid down: here, and when its rows are read. What
few distinct texts mean is then asked once for each of them.
"""

from whence.engine.duck import Duck
from whence.engine.staging import Staged
from whence.jobs.steps.trace_sheets import ROLES, Sheet
from whence.read.values import NUMBERS
from whence.read.weights import heaviest, heaviest_unit
from whence.shelf.roles import betraying

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
    roles = {role: sheet.columns.get(role, "") for role in ROLES}
    duck.lay("staged", Staged(sheet.table, roles, NUMBERS).rows)
    duck.run("seen", words=betraying(), light=light())
    loose = [c for c, flags in duck.columns("loose").items() if flags.tolist()[0]]
    known = Staged(sheet.table, roles, NUMBERS, loose=(*loose, *EACH))
    duck.lay("staged", known.rows).run("texts")
    ((rows,),) = duck.rows("staged_counts")
    return int(rows)
