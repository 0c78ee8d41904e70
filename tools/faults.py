"""Small faults in a file of Python: where one can be made, and the file with it made.

Each fault is in one line: a comparison turned, a condition denied, a constant moved, a
call left out, min for max. Docstrings, annotations, assertions, sizes of caches and
error texts are left alone: no rule stands in them.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SWAPS = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt,
    ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv,
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Fault:
    """One fault: the file, the node and which change of it, its line, what is done."""

    path: Path
    node: int
    change: int
    line: int
    column: int
    what: str

    def made(self) -> tuple[ast.Module, int]:
        """Give the file with the fault in it, and the place of the faulty statement."""
        tree = ast.parse(self.path.read_text("utf-8"))
        for number, (node, holder) in enumerate(_places(tree)):
            if number == self.node:
                top = _top(tree, node)
                _changes(node)[self.change](node, holder)
                return ast.fix_missing_locations(tree), top
        raise LookupError(f"{self.path} has changed under the measurement")


def faults_of(path: Path) -> Iterator[Fault]:
    """Yield every fault of a file, in the order of its lines."""
    tree = ast.parse(path.read_text("utf-8"))
    for number, (node, _) in enumerate(list(_places(tree))):
        for place, change in enumerate(_changes(node)):
            where = node.lineno, node.col_offset
            yield Fault(path, number, place, *where, _said(change, node))


def _top(tree: ast.Module, wanted: ast.AST) -> int:
    for place, statement in enumerate(tree.body):
        if any(node is wanted for node in ast.walk(statement)):
            return place
    raise LookupError(ast.dump(wanted))


def _places(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.AST | None]]:
    """Walk the nodes that may be changed, each with its parent."""

    def walk(node: ast.AST, parent: ast.AST | None) -> Iterator:
        if _left_alone(node, parent):
            return
        yield node, parent
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "decorator_list", "bases"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from walk(child, node)

    yield from walk(tree, None)


def _left_alone(node: ast.AST, parent: ast.AST | None) -> bool:
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.Assert, ast.Raise)):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True  # a docstring
    if isinstance(node, ast.ClassDef):
        return any(getattr(b, "id", "") in ("Protocol", "StrEnum") for b in node.bases)
    if isinstance(node, ast.Assign):
        return any(getattr(t, "id", "") == "__slots__" for t in node.targets)
    return isinstance(node, ast.JoinedStr) and isinstance(parent, ast.Raise)


def _changes(node: ast.AST) -> list:
    match node:
        case ast.Compare(ops=[op]) if type(op) in SWAPS:
            return [_swap_compare]
        case ast.BoolOp() | ast.BinOp() if type(node.op) in SWAPS:
            return [_swap_operator]
        case ast.UnaryOp(op=ast.Not()):
            return [_drop_not]
        case ast.If() | ast.IfExp() | ast.While():
            return [_deny]
        case ast.Constant(value=bool() | int()):
            return [_move]
        case ast.Constant(value=str()) if node.value:
            return [_respell]
        case ast.Call(func=ast.Name(id=name)) if name in NAMES:
            return [_rename]
        case ast.Return(value=ast.Constant(value=None)):
            return []
        case ast.Return(value=ast.expr()):
            return [_return_none]
        case ast.Expr(value=ast.Call()) | ast.AugAssign():
            return [_leave_out]
        case ast.Continue() | ast.Break():
            return [_leave_out]
    return []


def _said(change, node: ast.AST) -> str:
    """Say what a change does."""
    match change.__name__:
        case "_swap_compare":
            old = type(node.ops[0])
            return f"{old.__name__} -> {SWAPS[old].__name__}"
        case "_swap_operator":
            old = type(node.op)
            return f"{old.__name__} -> {SWAPS[old].__name__}"
        case "_move":
            return f"{node.value} -> {_moved(node.value)}"
        case "_respell":
            return f"{node.value!r} respelt"
        case "_rename":
            return f"{node.func.id} -> {NAMES[node.func.id]}"
        case name:
            return SAID[name]


SAID = {
    "_drop_not": "not dropped",
    "_deny": "condition denied",
    "_return_none": "returns None",
    "_leave_out": "left out",
}


def _swap_compare(node: ast.Compare, _: ast.AST | None) -> None:
    node.ops = [SWAPS[type(node.ops[0])]()]


def _swap_operator(node: ast.BoolOp | ast.BinOp, _: ast.AST | None) -> None:
    node.op = SWAPS[type(node.op)]()


def _drop_not(node: ast.UnaryOp, parent: ast.AST | None) -> None:
    _put(parent, node, node.operand)


def _deny(node: ast.If | ast.IfExp | ast.While, _: ast.AST | None) -> None:
    node.test = ast.UnaryOp(ast.Not(), node.test)


def _moved(value: bool | int) -> bool | int:
    return (not value) if isinstance(value, bool) else value + 1


def _move(node: ast.Constant, _: ast.AST | None) -> None:
    node.value = _moved(node.value)


def _respell(node: ast.Constant, _: ast.AST | None) -> None:
    node.value = f"{node.value}XX"


def _rename(node: ast.Call, _: ast.AST | None) -> None:
    node.func.id = NAMES[node.func.id]


def _return_none(node: ast.Return, _: ast.AST | None) -> None:
    node.value = ast.Constant(None)


def _leave_out(node: ast.stmt, parent: ast.AST | None) -> None:
    _put(parent, node, ast.Pass())


def _put(parent: ast.AST | None, old: ast.AST, new: ast.AST) -> None:
    for field, value in ast.iter_fields(parent) if parent else ():
        if value is old:
            setattr(parent, field, new)
        elif isinstance(value, list) and old in value:
            value[value.index(old)] = new
