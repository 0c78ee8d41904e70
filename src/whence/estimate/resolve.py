"""A model made ready: its parts in order, without circles, in units that fit."""

from collections.abc import Mapping
from dataclasses import dataclass

from whence.errors import DataError
from whence.estimate.functions import expanded
from whence.estimate.language import FormulaError, Tree, names_in, parse, replaced
from whence.estimate.sort_rules import sort_of
from whence.estimate.sorts import Counted, counted, same, words
from whence.model.estimate import Input, Model, Part
from whence.model.figure import Range
from whence.shelf.kinds import Kinds

RESULT = "result"
MOST_NAMES = 1500
"""Names in a result once its parts are written out: a model is a page, and parts that
double each other forty times would never end."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A model whose formulas stand in inputs alone.

    `trees` holds a formula for each part that counts what the model counts, the
    result last; other parts only serve them.
    """

    model: Model
    trees: Mapping[str, Tree]


def ready(model: Model, kinds: Kinds) -> Ready:
    """Read the formulas of a model and hold their names, circles and units.

    Raises:
        DataError: a formula cannot be used; names the file, the line and the remedy.

    """
    parts = {p.key: p for p in model.parts}
    inputs = {i.key: i for i in model.inputs}
    trees = {k: _tree(p, model, inputs, parts) for k, p in parts.items()}
    order = _ordered(trees, parts, model)
    held = {k: counted(i.sort, turns=i.turns) for k, i in inputs.items()}
    wanted = counted(model.sort)
    sizes: dict[str, int] = {}
    plain: dict[str, Tree] = {}
    shown: dict[str, Tree] = {}
    for key in order:
        sizes[key] = sum(sizes.get(n, 1) for n in names_in(trees[key]))
        if sizes[key] > MOST_NAMES:
            what = f"`{key}` holds more than {MOST_NAMES:,} names once written out."
            raise _fail(parts[key], model, what, "Simplify the formulas.")
        try:
            held[key] = sort_of(trees[key], held, kinds)
        except FormulaError as error:
            raise _fail(parts[key], model, f"{error}.") from None
        plain[key] = replaced(expanded(trees[key]), plain)
        if _fits(held[key], wanted, kinds):
            shown[key] = plain[key]
    if RESULT not in shown:
        raise _misfit(parts[RESULT], model, held[RESULT], wanted, kinds)
    result = shown.pop(RESULT)
    _all_used(model, result)
    return Ready(model, {**shown, RESULT: result})


def _tree(
    part: Part, model: Model, inputs: Mapping[str, Input], parts: Mapping[str, Part]
) -> Tree:
    try:
        tree = parse(part.formula)
        expanded(tree)
    except FormulaError as error:
        raise _fail(part, model, f"`{part.key}` cannot be read: {error}.") from None
    for name in names_in(tree):
        if name not in inputs and name not in parts:
            known = ", ".join((*inputs, *(p for p in parts if p != RESULT)))
            raise _fail(
                part,
                model,
                f"`{part.key}` uses `{name}`, which is nothing.",
                f"Use {known}. A minus has a blank on both sides.",
            )
    return tree


def _ordered(
    trees: Mapping[str, Tree], parts: Mapping[str, Part], model: Model
) -> list[str]:
    """Order parts so that each comes after those it uses."""
    done: list[str] = []

    def visit(key: str, path: tuple[str, ...]) -> None:
        if key in path:
            circle = " needs ".join((*path[path.index(key) :], key))
            raise _fail(
                parts[key],
                model,
                f"the formulas go round in a circle: {circle}.",
                "Let one of them stand on inputs alone.",
            )
        if key in done:
            return
        for name in names_in(trees[key]):
            if name in trees:
                visit(name, (*path, key))
        done.append(key)

    for key in trees:
        visit(key, ())
    return done


def _fits(what: Counted, wanted: Counted, kinds: Kinds) -> bool:
    bare = Counted(what.unit, "", "level", "")
    try:
        same(bare, Counted(wanted.unit, "", "level", ""), "compare", kinds)
    except FormulaError:
        return False
    return True


def _misfit(
    part: Part, model: Model, what: Counted, wanted: Counted, kinds: Kinds
) -> DataError:
    return _fail(
        part,
        model,
        f"the result counts {words(what, kinds)}; the model says"
        f" {words(wanted, kinds)}.",
        "Check `unit`, `population` and `turns` of the inputs: a factor that leads from"
        " one population or unit to another must say so.",
    )


def _all_used(model: Model, result: Tree) -> None:
    used = set(names_in(result))
    for item in model.inputs:
        if item.key not in used:
            raise DataError(
                f"the input `{item.key}` moves nothing: no formula leads from it to the"
                " result.",
                where=f"{model.file}, line {item.line}",
                remedy="Use it, or take it out.",
            )


def _fail(part: Part, model: Model, what: str, remedy: str = "") -> DataError:
    return DataError(what, where=f"{model.file}, line {part.line}", remedy=remedy)


def box_of(model: Model, scenario: str, only: str = "") -> dict[str, Range]:
    """Give the range of each input under a scenario.

    Args:
        model: the model.
        scenario: one of its scenarios.
        only: make this one change of the scenario alone ("": all of them).

    """
    box = {i.key: i.range for i in model.inputs}
    chosen = next(s for s in model.scenarios if s.key == scenario)
    for change in chosen.changes:
        if only in ("", change.input):
            box[change.input] = change.range
    return box
