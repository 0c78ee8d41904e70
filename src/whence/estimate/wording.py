"""The sentences about figures and estimates, made from what they hold."""

from collections.abc import Sequence

from whence.estimate.say import estimate_words, figure_words
from whence.model.estimate import Basis, Driver, Estimate, Model
from whence.model.figure import Range, Sort, Verdict
from whence.shelf.kinds import Kinds

BASIS = {
    Basis.INTERVAL: "every value the stated ranges allow",
    Basis.SAMPLED: "the 5th to the 95th percentile of draws from the stated ranges",
}


def counted_words(sort: Sort, kinds: Kinds) -> str:
    """Say what an estimate counts: `persons at risk of coercive labour`."""
    unit = kinds.unit_words(sort.unit)
    return f"{unit} {sort.flow}".strip()


def estimate_sentence(held: Estimate, kinds: Kinds) -> str:
    """Say an estimate in one sentence: its two ends, and what they count."""
    return f"{amount(held.range, held.sort)} {counted_words(held.sort, kinds)}"


def amount(held: Range, sort: Sort) -> str:
    """Print two ends rounded outward to two digits."""
    if sort.kind == "level":
        return estimate_words(held)
    return figure_words(held, sort)


def driver_sentence(drivers: Sequence[Driver], model: Model) -> str:
    """Name the input that moves the result most, with its share of the spread."""
    if not drivers:
        return ""
    names = {i.key: i for i in model.inputs}
    first = drivers[0]
    item = names[first.input]
    low = max(0, round(first.total.low * 100))
    high = min(100, round(first.total.high * 100))
    said = item.says[:1].lower() + item.says[1:]
    how = "ASSUMED" if item.status == "ASSUMED" else item.status
    return f"{low} to {high} % of the spread comes from one input: {said} ({how})"


def status_sentence(verdict: Verdict) -> str:
    """Say the status of a figure, by whom, or on what ground."""
    said = verdict.status.value
    if verdict.by:
        return f"{said} (by {', '.join(verdict.by)})"
    return f"{said} ({verdict.ground})" if verdict.ground else said
