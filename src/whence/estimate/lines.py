"""Tables of formulas over published figures, each reckoned like a check."""

from whence.errors import DataError
from whence.estimate.check import reckoned
from whence.estimate.check_words import Known
from whence.estimate.functions import expanded
from whence.estimate.language import FormulaError, Name, parse
from whence.estimate.say import formula_words
from whence.model.figure import Group, Line
from whence.shelf.trade import PlainGroup, PlainRow


def reckon_groups(groups: tuple[PlainGroup, ...], known: Known) -> tuple[Group, ...]:
    """Reckon every row of every group.

    Raises:
        DataError: a formula cannot be reckoned; names the row.

    """
    return tuple(
        Group(g.key, g.title, g.says, tuple(_line(r, known) for r in g.rows))
        for g in groups
    )


def _line(row: PlainRow, known: Known) -> Line:
    try:
        tree = parse(row.formula)
        measured = reckoned(tree, known)
    except FormulaError as error:
        raise DataError(f"{error}.", where=f"{row.formula} ({row.says})") from None
    plain = isinstance(tree, Name)
    said = "" if plain else formula_words(expanded(tree), known.figures)
    return Line(row.says, row.kind, row.formula, said, measured, row.note)
