"""Mutation score of a room: how many small faults do its tests notice?

    python tools/mutate.py src/whence/decide --sample 150 --seed 7

Each mutant is one small fault in one line: a comparison turned, a condition denied, a
constant moved, a call left out, min for max. A mutant is killed when a test fails (or
the tests do not come to an end); the score is the killed among all that were tried.
Docstrings, annotations, assertions, sizes of caches and error texts are left alone:
no rule stands in them. A sample is drawn with the seed, the same on every machine. Each
mutant runs in a fork that has everything but the room imported already. Survivors are
printed with their line, so that a test can state the rule that nobody stated.
"""

import argparse
import ast
import contextlib
import copy
import importlib.abc
import importlib.util
import io
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = (
    "tests/measures/test_trials.py",
    "tests/decide/test_evaluate.py",
    "tests/decide/test_scope.py",
    "tests/decide/test_requirements.py",
    "tests/decide/test_properties.py",
    "tests/decide",
)
SECONDS = 60
"""Of the processor, so that a busy machine kills no mutant."""
SWAPS = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt,
    ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv,
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Mutant:
    """One fault: in which file and line, what was done, and the faulty tree."""

    def __init__(self, path: Path, line: int, what: str, tree: ast.Module) -> None:
        self.path, self.line, self.what, self.tree = path, line, what, tree

    @property
    def name(self) -> str:
        """Give the dotted name of the module."""
        parts = self.path.relative_to(ROOT / "src").with_suffix("").parts
        return ".".join(p for p in parts if p != "__init__")

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}: {self.what}"


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of a file, in the order of its lines."""
    tree = ast.parse(path.read_text("utf-8"))
    for number, (node, _) in enumerate(_places(tree)):
        for change in _changes(node):
            fresh = copy.deepcopy(tree)
            twin, holder = list(_places(fresh))[number]
            what = change(twin, holder)
            if what:
                ast.fix_missing_locations(fresh)
                yield Mutant(path, getattr(node, "lineno", 0), what, fresh)


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
        case ast.Return(value=ast.expr()):
            return [_return_none]
        case ast.Expr(value=ast.Call()) | ast.AugAssign():
            return [_leave_out]
        case ast.Continue() | ast.Break():
            return [_leave_out]
    return []


def _swap_compare(node: ast.Compare, _: ast.AST | None) -> str:
    old, new = type(node.ops[0]), SWAPS[type(node.ops[0])]
    node.ops = [new()]
    return f"{old.__name__} -> {new.__name__}"


def _swap_operator(node: ast.BoolOp | ast.BinOp, _: ast.AST | None) -> str:
    old, new = type(node.op), SWAPS[type(node.op)]
    node.op = new()
    return f"{old.__name__} -> {new.__name__}"


def _drop_not(node: ast.UnaryOp, parent: ast.AST | None) -> str:
    return _put(parent, node, node.operand) and "not dropped"


def _deny(node: ast.If | ast.IfExp | ast.While, _: ast.AST | None) -> str:
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return "condition denied"


def _move(node: ast.Constant, _: ast.AST | None) -> str:
    old = node.value
    node.value = (not old) if isinstance(old, bool) else old + 1
    return f"{old} -> {node.value}"


def _respell(node: ast.Constant, _: ast.AST | None) -> str:
    old = node.value
    node.value = f"{old}XX"
    return f"{old!r} respelt"


def _rename(node: ast.Call, _: ast.AST | None) -> str:
    old = node.func.id
    node.func.id = NAMES[old]
    return f"{old} -> {NAMES[old]}"


def _return_none(node: ast.Return, _: ast.AST | None) -> str:
    if isinstance(node.value, ast.Constant) and node.value.value is None:
        return ""
    node.value = ast.Constant(None)
    return "returns None"


def _leave_out(node: ast.stmt, parent: ast.AST | None) -> str:
    return _put(parent, node, ast.Pass()) and "left out"


def _put(parent: ast.AST | None, old: ast.AST, new: ast.AST) -> bool:
    for field, value in ast.iter_fields(parent) if parent else ():
        if value is old:
            setattr(parent, field, new)
            return True
        if isinstance(value, list) and old in value:
            value[value.index(old)] = new
            return True
    return False


class _Faulty(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the faulty module in place of the good one."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, name, path=None, target=None):
        if name != self.mutant.name:
            return None
        return importlib.util.spec_from_file_location(
            name, self.mutant.path, loader=self
        )

    def exec_module(self, module) -> None:
        exec(compile(self.mutant.tree, str(self.mutant.path), "exec"), vars(module))


def _child(mutant: Mutant | None) -> int:
    """Run the tests against a mutant; 0 when every one passes."""
    import pytest
    from hypothesis import HealthCheck, Phase, settings

    settings.register_profile(
        "mutate",
        phases=[Phase.explicit, Phase.generate],
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutate")
    if mutant is not None:
        sys.meta_path.insert(0, _Faulty(mutant))
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        options = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist")
        return int(pytest.main([*options, "--assert=plain", "--tb=no", *TESTS]))


def killed(mutant: Mutant | None) -> bool:
    """Whether the tests notice a mutant."""
    pid = os.fork()
    if pid == 0:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            code = _child(mutant)
        except BaseException:  # noqa: BLE001
            code = 1
        os._exit(0 if code == 0 else 1)
    _, status = os.waitpid(pid, 0)
    return status != 0


def _warm() -> None:
    """Import what every child needs, but not the room itself."""
    import hypothesis.strategies  # noqa: F401
    import numpy as np  # noqa: F401
    import pytest  # noqa: F401

    from whence.shelf import measures, places, requirements, wording

    measures.measures()
    measures.trials()
    measures.thresholds()
    measures.vocabulary()
    places.name_of("CN-XJ")
    places.region_of("CN-653100")
    requirements.requirements("cotton", "us/uflpa")
    for language in wording.languages():
        wording.sentences(language)


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("room", type=Path)
    asked.add_argument("--sample", type=int, default=0, help="0 tries every mutant")
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--least", type=float, default=0.85)
    asked.add_argument("--only", default="", help="part of a file's name")
    args = asked.parse_args()
    os.chdir(ROOT)
    files = sorted(args.room.resolve().glob("*.py"))
    every = [m for f in files if args.only in f.name for m in mutants_of(f)]
    chosen = every
    if 0 < args.sample < len(every):
        picked = random.Random(args.seed).sample(range(len(every)), args.sample)
        chosen = [every[n] for n in sorted(picked)]
    _warm()
    if killed(None):
        print("the tests fail without any fault: nothing can be measured")
        return 2
    survivors, start = [], time.perf_counter()
    for number, mutant in enumerate(chosen, 1):
        if not killed(mutant):
            survivors.append(mutant)
            print(f"survived  {mutant}", flush=True)
        if number % 25 == 0:
            print(f"{number} of {len(chosen)}: {len(survivors)} survived", flush=True)
    score = 1 - len(survivors) / len(chosen)
    print(
        f"{len(chosen)} of {len(every)} mutants, {len(survivors)} survived:"
        f" score {score:.3f}, {time.perf_counter() - start:.0f} s"
    )
    return 0 if score >= args.least else 1


if __name__ == "__main__":
    sys.exit(main())
