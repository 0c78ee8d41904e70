"""Every figure of a set against every formula of it: what agrees, and by which sum."""

import hashlib
from collections.abc import Iterable, Mapping

from whence.estimate import relate
from whence.estimate.check_words import (
    Known,
    both_words,
    comparison_words,
    digits_alone,
    sum_words,
)
from whence.estimate.interval import bounds
from whence.estimate.language import (
    Call,
    Check,
    FormulaError,
    Name,
    Tree,
    Two,
    names_in,
    parse_check,
)
from whence.estimate.sort_rules import sort_of
from whence.estimate.sorts import (
    Counted,
    SortError,
    counted,
    refuse,
    same,
    unit_name,
)
from whence.model.figure import (
    CheckLine,
    Figure,
    Measured,
    Sort,
    Status,
    Tie,
    Verdict,
)

ORDER = (
    Status.UNIT,
    Status.CONTRADICTED,
    Status.ROUNDED,
    Status.CONSISTENT,
    Status.OPEN,
)
GROUNDS = ("confirmed outside", "recomputed", "repeated", "possible")
FOLLOWS = "follows"


def check_figures(
    figures: Iterable[Figure], known: Known, texts: Mapping[str, str]
) -> tuple[Verdict, ...]:
    """Check figures against the formulas they carry.

    Args:
        figures: those to be judged, in order.
        known: figures that formulas may name, and the vocabulary.
        texts: documents by the key of their source, as far as they are at hand.

    Raises:
        FormulaError: a formula cannot be read, or names what is not known.

    """
    return tuple(_verdict(f, known, texts, (f.key,)) for f in figures)


def tests_of(figure: Figure) -> list[Check]:
    """Read the formulas of a figure.

    Raises:
        FormulaError: one of them is no formula.

    """
    return [parse_check(text) for text in figure.check.split(";") if text.strip()]


def _verdict(
    figure: Figure, known: Known, texts: Mapping[str, str], path: tuple[str, ...]
) -> Verdict:
    lines = []
    for test in tests_of(figure):
        line = _line(figure, test, known, path)
        if line is not None:
            lines.append(line)
    status = min((ln.status for ln in lines), key=ORDER.index, default=Status.OPEN)
    worst = [ln for ln in lines if ln.status is status]
    bad = status not in (Status.CONSISTENT, Status.OPEN)
    grounds = [ln.ground for ln in lines if ln.ground in GROUNDS]
    ground = "" if bad else min(grounds, key=GROUNDS.index, default="")
    by = dict.fromkeys(key for ln in worst for key in ln.by) if bad else {}
    return Verdict(figure, status, ground, tuple(by), tuple(lines), tie(figure, texts))


def _line(
    figure: Figure, test: Check, known: Known, path: tuple[str, ...]
) -> CheckLine | None:
    if isinstance(test.left, Call) and test.left.name == FOLLOWS:
        return _followed(test, test.left, known, path)
    keys = [*names_in(test.left), *names_in(test.right)]
    by = tuple(dict.fromkeys(k for k in keys if k != figure.key))
    for key in keys:
        if key not in known.figures:
            raise FormulaError(f"nothing is called {key!r}")
        if known.figures[key].measured is None:
            raise FormulaError(f"{key} has no value to reckon with")
    try:
        left, right = _sorts(test, known)
    except SortError as error:
        said = f"{error}.{digits_alone(test, known)}"
        return CheckLine(test.text, Status.UNIT, "", said, by, None)
    one = _reckon(test.left, left, known)
    if test.right is None or right is None:
        status = relate.possible(one.digits, _bounded(test.left, one))
        said = f"{sum_words(test.left, known)} = {both_words(one)}"
        return CheckLine(test.text, status, "possible", said, by, one)
    other = _reckon(test.right, right, known)
    status = _related(figure, test, one, other)
    if test.of_unit and status is Status.CONTRADICTED:
        status = Status.UNIT
    outside = test.relation == "is" and _is_outside(figure, by, known)
    ground = "confirmed outside" if outside else "recomputed"
    if test.relation == "is" and not outside:
        ground = "repeated"
    said = comparison_words(test, one, other, known)
    return CheckLine(test.text, status, ground, said, by, one)


def _bounded(tree: Tree, what: Measured) -> str:
    """Say by which bounds a reckoned value is held: a difference has none."""
    change = isinstance(tree, Call) and tree.name == "change"
    minus = isinstance(tree, Two) and tree.sign == "-"
    return "" if change or minus else what.sort.kind


def _followed(
    test: Check, call: Call, known: Known, path: tuple[str, ...]
) -> CheckLine | None:
    """Take over a bad status of the figure on which this one rests."""
    term = call.terms[0]
    if len(call.terms) != 1 or not isinstance(term, Name) or test.right is not None:
        raise FormulaError("follows takes the name of one figure, and nothing beside")
    if term.key in path:
        raise FormulaError(f"a circle: {' follows '.join((*path, term.key))}")
    if term.key not in known.figures:
        raise FormulaError(f"nothing is called {term.key!r}")
    held = _verdict(known.figures[term.key], known, {}, (*path, term.key))
    if held.status in (Status.CONSISTENT, Status.OPEN, Status.ROUNDED):
        return None
    said = f"it rests on {term.key}, which is: {held.status.value}"
    return CheckLine(test.text, held.status, "", said, (term.key,), None)


def _sorts(test: Check, known: Known) -> tuple[Counted, Counted | None]:
    """Say what both sides count, and hold that they may be compared."""
    held: dict[str, Counted] = {}
    for key in {*names_in(test.left), *names_in(test.right)}:
        measured = known.figures[key].measured
        if measured is not None:
            held[key] = counted(measured.sort, flows=not test.of_unit)
    left = sort_of(test.left, held, known.kinds)
    if test.right is None:
        return left, None
    right = sort_of(test.right, held, known.kinds)
    same(left, right, "compare", known.kinds)
    if test.relation == "is":
        _same_period(test, left, right, known)
    return left, right


def _same_period(test: Check, left: Counted, right: Counted, known: Known) -> None:
    if not (isinstance(test.left, Name) and isinstance(test.right, Name)):
        raise FormulaError("`is` stands between two figures; use = for a sum")
    one, two = known.figures[test.left.key], known.figures[test.right.key]
    if one.period != two.period:
        raise SortError(f"refused to compare {one.period} with {two.period}")
    if left.kind != right.kind:
        refuse("compare", left, right, known.kinds)


def _reckon(tree: Tree, what: Counted, known: Known) -> Measured:
    """Reckon a side twice: from the digits as printed, and with their rounding."""
    digits, held = {}, {}
    for key in names_in(tree):
        measured = known.figures[key].measured
        if measured is not None:
            digits[key], held[key] = measured.digits, measured.range
    kind = "factor" if what.kind == "number" else what.kind
    sort = Sort(unit_name(what), what.flow, kind, what.place)
    return Measured(bounds(tree, held), bounds(tree, digits), sort)


def reckoned(tree: Tree, known: Known) -> Measured:
    """Reckon a formula over figures, from their digits and with their rounding.

    Raises:
        FormulaError: a name is unknown, has no value, or counts another thing.

    """
    held = {}
    for key in names_in(tree):
        figure = known.figures.get(key)
        if figure is None or figure.measured is None:
            raise FormulaError(f"{key!r} is no figure with a value")
        held[key] = counted(figure.measured.sort)
    return _reckon(tree, sort_of(tree, held, known.kinds), known)


def _related(figure: Figure, test: Check, one: Measured, other: Measured) -> Status:
    a, b = (one.digits, one.range), (other.digits, other.range)
    mine_right = isinstance(test.right, Name) and test.right.key == figure.key
    if one.sort.kind == "date" and test.relation in ("is", "="):
        return relate.same_day(one.range, other.range)
    if test.relation == "is":
        return relate.restated(b, a) if mine_right else relate.restated(a, b)
    if test.relation == ">=":
        return relate.reaches(a, b)
    if test.relation == "<=":
        return relate.stays_below(a, b)
    if test.relation == "in":
        return relate.inside(a, b)
    # The statement is the side that is a figure alone; the other was reckoned.
    alone = isinstance(test.left, Name) and not isinstance(test.right, Name)
    return relate.equal(a, b) if alone and not mine_right else relate.equal(b, a)


def _is_outside(figure: Figure, by: tuple[str, ...], known: Known) -> bool:
    return any(known.figures[k].source.key != figure.source.key for k in by)


def tie(figure: Figure, texts: Mapping[str, str]) -> Tie:
    """Hold a quotation against its document, or against its own hash."""
    held = figure.quotation
    if held is None:
        return Tie.NONE
    if held.text and held.sha256 and _sha(held.text) != held.sha256:
        return Tie.BROKEN
    text = texts.get(figure.source.key)
    if text is None:
        return Tie.HASH if held.sha256 else Tie.NONE
    there = text[held.start : held.end]
    fits = there == held.text if held.text else _sha(there) == held.sha256
    return Tie.TEXT if fits else Tie.MOVED


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
