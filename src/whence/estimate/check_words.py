"""The arithmetic of a check in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from whence.estimate.functions import expanded
from whence.estimate.interval import bounds
from whence.estimate.language import Check, FormulaError, Name, Tree, names_in
from whence.estimate.say import figure_words, formula_words, written_words
from whence.model.figure import Figure, Measured, Sort
from whence.shelf.kinds import Kinds

WORDS = {
    "=": "stated", ">=": "to be at least", "<=": "to be at most",
    "is": "elsewhere", "in": "within",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What formulas may name: figures by key, and the vocabulary of parts."""

    figures: Mapping[str, Figure]
    kinds: Kinds


def sum_words(tree: Tree, known: Known) -> str:
    """Write a formula out with the figures as they were published."""
    return formula_words(expanded(tree), known.figures)


def both_words(what: Measured) -> str:
    """Print a reckoned value, and how far rounding of its inputs could move it."""
    said = figure_words(what.digits, what.sort)
    held = figure_words(what.range, what.sort)
    return said if held == said else f"{said} ({held} within rounding)"


def comparison_words(test: Check, one: Measured, other: Measured, known: Known) -> str:
    """Write a comparison out: the sum, its result, and what it was held against."""
    tree, against, what = test.left, other, one
    alone = isinstance(test.left, Name)
    if test.relation == "=" and alone and not isinstance(test.right, Name):
        tree, against, what = test.right or test.left, one, other
    elif alone and isinstance(test.right, Name):
        names = (test.left, test.right)
        sides = [
            f"{n.key}: {written_words(known.figures[n.key])}"
            for n in names
            if isinstance(n, Name)
        ]
        return f"{sides[0]}; {WORDS[test.relation]} {sides[1]}"
    said = sum_words(tree, known)
    result = f"{said} = {both_words(what)}" if not isinstance(tree, Name) else said
    other_tree = test.right if tree is test.left else test.left
    stated = (
        written_words(known.figures[other_tree.key])
        if isinstance(other_tree, Name)
        else f"{sum_words(other_tree, known)} = {both_words(against)}"
        if other_tree is not None and not _is_number(other_tree)
        else sum_words(other_tree, known)
        if other_tree is not None
        else ""
    )
    return f"{result}; {WORDS[test.relation]} {stated}"


def _is_number(tree: Tree) -> bool:
    return not any(True for _ in names_in(tree))


def digits_alone(test: Check, known: Known) -> str:
    """Show what the digits would give, were units no matter."""
    try:
        plain = Sort("", "", "level")
        held = {
            k: m.digits
            for k in {*names_in(test.left), *names_in(test.right)}
            if (m := known.figures[k].measured) is not None
            and m.sort.kind in ("level", "factor")
        }
        one = bounds(test.left, held)
        other = bounds(test.right, held) if test.right is not None else one
    except FormulaError:
        return ""
    said = f" By the digits alone: {sum_words(test.left, known)}"
    if not isinstance(test.left, Name):
        said += f" = {figure_words(one, plain)}"
    if test.right is None:
        return said + "."
    if isinstance(test.right, Name):
        return f"{said}, stated {written_words(known.figures[test.right.key])}."
    return f"{said}, against {figure_words(other, plain)}."
