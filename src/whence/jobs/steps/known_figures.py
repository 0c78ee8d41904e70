"""What formulas may name, and the trade section reckoned with it."""

from collections.abc import Iterable

from whence.estimate.check_words import Known
from whence.estimate.lines import reckon_groups
from whence.estimate.say import figure_words
from whence.model.figure import Figure, Group, Line
from whence.shelf import figures as shelf
from whence.shelf.kinds import kinds
from whence.shelf.trade import trade_groups


def known_with(chosen: Iterable[Figure]) -> Known:
    """Give what formulas may name: shipped figures, and the chosen ones before them."""
    held = {**shelf.shipped(), **{f.key: f for f in chosen}}
    return Known(held, kinds().with_flows(shelf.flows_of(held.values())))


def reckoned_trade(known: Known) -> tuple[Group, ...]:
    """Reckon the trade section of the report again.

    Raises:
        DataError: a formula cannot be reckoned; names the row.

    """
    return reckon_groups(trade_groups(), known)


def line_value(line: Line) -> str:
    """Print the value of a reckoned line with its unit."""
    held = line.measured
    said = figure_words(held.digits, held.sort)
    unit = held.sort.unit
    words = kinds().unit_words(unit) if unit and unit != "percent" else ""
    return f"{said} {words}".strip()
