"""Mutation score of a room: how many small faults do its tests notice?

    python tools/mutate.py src/whence/decide --sample 150 --seed 7 --out mutants.jsonl

A mutant is one small fault in one line (see `faults.py`). It is killed when a test
fails, or the tests do not come to an end; the score is the killed among all that were
tried. A sample is drawn with the seed, the same on every machine.

The tests are collected once. Each mutant then runs in a fork, which puts the faulty
code (or table, or default) into the modules that are loaded already, forgets what the
room remembers, and runs the tests that reach the faulty function, those that killed
before first, until one fails. Properties try a quarter of their examples, so the score
is rather too low than too high. What cannot be put into loaded code (a member of an
enumeration) runs in a fork that imports the room anew.

`--out` keeps every result as it comes; a run that was stopped goes on from there.
Survivors are printed with their line, so that a test can state the rule that nobody
stated. Mutants that change nothing that could be seen stand in `mutants_alike.tsv`,
each with its reason; they are left out, and counted.
"""

import argparse
import ast
import contextlib
import csv
import importlib.abc
import importlib.util
import inspect
import io
import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
from _pytest.runner import runtestprotocol
from faults import Fault, faults_of
from hypothesis import HealthCheck, Phase, settings

ROOT = Path(__file__).parents[1]
ALIKE = Path(__file__).with_name("mutants_alike.tsv")
TESTS = ("tests/decide", "tests/measures", "src/whence/decide")
UNPATCHED = "the fault cannot be put into code that is loaded"
OUT = sys.stdout
SECONDS = 60
"""Of the processor, so that a busy machine kills no mutant."""


def name_of(path: Path) -> str:
    """Give the dotted name of a module."""
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(p for p in parts if p != "__init__")


def text_of(fault: Fault) -> str:
    """Give the line of a fault, which tells it when lines have moved."""
    return fault.path.read_text("utf-8").splitlines()[fault.line - 1].strip()


def said(fault: Fault) -> str:
    """Name a fault."""
    where = f"{fault.path.relative_to(ROOT)}:{fault.line}:{fault.column}"
    return f"{where}: {fault.what}"


def alike() -> set[tuple[str, str, str]]:
    """Read the mutants that change nothing that could be seen: file, line, fault."""
    if not ALIKE.exists():
        return set()
    with ALIKE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert all(r["reason"].strip() for r in rows)
    return {(r["file"], r["line"], r["fault"]) for r in rows}


# Putting a fault into code that is loaded already -------------------------------------


def _functions(space: dict) -> Iterator[tuple[tuple[str, ...], FunctionType]]:
    """Yield the functions and methods of a module by their path, undecorated."""
    for name, thing in space.items():
        if inspect.isclass(thing):
            for inner, method in list(vars(thing).items()):
                bare = _bare(method)
                if bare is not None:
                    yield (name, inner), bare
        else:
            bare = _bare(thing)
            if bare is not None:
                yield (name,), bare


def _bare(thing: object) -> FunctionType | None:
    for part in ("fget", "func", "__func__"):
        thing = getattr(thing, part, thing) or thing
    thing = inspect.unwrap(thing) if callable(thing) else thing
    return thing if isinstance(thing, FunctionType) else None


def function_at(fault: Fault) -> int:
    """Give the first line of the innermost function around a fault."""
    best = 0
    for node in ast.walk(_tree(fault.path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if node.lineno <= fault.line <= (node.end_lineno or 0):
                lines = [node.lineno, *(d.lineno for d in node.decorator_list)]
                best = max(best, min(lines))
    return best


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def patch(fault: Fault) -> None:
    """Put the faulty statement into the module that is loaded."""
    module = sys.modules[name_of(fault.path)]
    tree, top = fault.made()
    statement = tree.body[top]
    tree.body = [statement]
    space = dict(vars(module))
    exec(compile(tree, str(fault.path), "exec"), space)
    fresh = {k: v for k, v in space.items() if _new(module, k, v)}
    if isinstance(statement, (ast.Assign, ast.AnnAssign)):
        for name, value in fresh.items():
            _rebind(vars(module)[name], value)
        return
    if not _lies_in_methods(statement):
        raise LookupError("a class is made of more than its methods")
    told = dict(_functions(fresh))
    for path, live in _functions(vars(module)):
        if path in told and live.__module__ == module.__name__:
            live.__code__ = told[path].__code__
            live.__defaults__ = told[path].__defaults__
            live.__kwdefaults__ = told[path].__kwdefaults__


def _lies_in_methods(statement: ast.stmt) -> bool:
    """Whether a statement is a function, or a class that only adds methods, fields."""
    if not isinstance(statement, ast.ClassDef):
        return isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef))
    return not any(getattr(b, "id", "").endswith("Enum") for b in statement.bases)


def _rebind(old: object, value: object) -> None:
    """Put a value in the place of another in every module that holds it by name."""
    for module in list(sys.modules.values()):
        if module is not None and module.__name__.startswith(("whence.", "test_")):
            for name, held in list(vars(module).items()):
                if held is old:
                    setattr(module, name, value)


def _new(module: ModuleType, name: str, value: object) -> bool:
    return name != "__builtins__" and vars(module).get(name) is not value


def forget(room: str) -> None:
    """Empty every cache of the room, and of the tests."""
    for module in list(sys.modules.values()):
        if module is not None:
            for thing in list(vars(module).values()):
                if isinstance(thing, type(_tree)) and thing.__module__.startswith(
                    (room, "test_", "substance")
                ):
                    thing.cache_clear()


class _Faulty(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the faulty module in place of the good one."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault

    def find_spec(self, name, path=None, target=None):
        if name != name_of(self.fault.path):
            return None
        return importlib.util.spec_from_file_location(
            name, self.fault.path, loader=self
        )

    def exec_module(self, module) -> None:
        tree, _ = self.fault.made()
        exec(compile(tree, str(self.fault.path), "exec"), vars(module))


# Running the tests against it ---------------------------------------------------------


def forked(work: Callable[[], str]) -> str:
    """Run work in a fork; give the test that failed, "" for none, or why it ended."""
    ear, mouth = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ear)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            told = work()
        except BaseException as error:  # noqa: BLE001
            told = f"{type(error).__name__}: {error}"
        os.write(mouth, told.encode()[:4000])
        os._exit(0)
    os.close(mouth)
    with os.fdopen(ear, "rb") as file:
        told = file.read().decode()
    _, status = os.waitpid(pid, 0)
    return told or ("" if status == 0 else f"ended by signal {status & 127}")


class Runner:
    """Collects the tests, then measures inside of pytest's own loop."""

    def __init__(self, measure: Callable[["Runner"], None] | None) -> None:
        self.measure, self.kills = measure, Counter()
        self.items: list[pytest.Item] = []
        self.reached: dict[str, set[tuple[str, int]]] = {}
        self.times: Counter = Counter()
        self.failed = ""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = list(session.items)
        for item in self.items:
            _fewer(item)
        if self.measure is None:
            self.failed = self.first_failure(self.items)
        else:
            self.measure(self)
        return True

    def first_failure(self, items: list[pytest.Item]) -> str:
        """Run tests, those that killed before first; name the one that fails."""
        items = sorted(items, key=lambda i: (-self.kills[i.nodeid], self.times[i]))
        for item, after in zip(items, [*items[1:], None], strict=True):
            reports = runtestprotocol(item, log=False, nextitem=after)
            if any(r.failed for r in reports):
                return item.nodeid
        return ""

    def explore(self, room: Path, notes: Path) -> str:
        """Run every test on the sound room, and note which functions each reaches."""
        folder = str(room)

        def work() -> str:
            found: dict[str, list] = {}
            for item, after in zip(self.items, [*self.items[1:], None], strict=True):
                forget(name_of(room / "__init__.py"))
                seen: set[tuple[str, int]] = set()

                def heard(frame, event, _, seen=seen) -> None:
                    code = frame.f_code
                    if event == "call" and code.co_filename.startswith(folder):
                        seen.add((code.co_filename, code.co_firstlineno))

                start = time.process_time()
                sys.setprofile(heard)
                reports = runtestprotocol(item, log=False, nextitem=after)
                sys.setprofile(None)
                if any(r.failed for r in reports):
                    return item.nodeid
                found[item.nodeid] = [time.process_time() - start, *sorted(seen)]
            notes.write_text(json.dumps(found), "utf-8")
            return ""

        told = forked(work)
        if not told:
            known = json.loads(notes.read_text("utf-8"))
            for item in self.items:
                spent, *seen = known[item.nodeid]
                self.times[item] = spent
                self.reached[item.nodeid] = {(f, n) for f, n in seen}
        return told

    def against(self, fault: Fault, room: str) -> str:
        """Run the tests that reach a fault; give the one that noticed it, or ""."""
        path, line = str(fault.path), function_at(fault)
        items = [
            i
            for i in self.items
            if any(f == path and line in (0, n) for f, n in self.reached[i.nodeid])
        ]

        def work() -> str:
            forget(room)
            try:
                patch(fault)
            except Exception:  # noqa: BLE001
                return UNPATCHED
            return self.first_failure(items)

        told = forked(work) if items else ""
        if told and told != UNPATCHED:
            self.kills[told] += 1
        return told


def _fewer(item: pytest.Item) -> None:
    """Let a property try a quarter of its examples."""
    test = getattr(item, "obj", None)
    held = getattr(test, "_hypothesis_internal_use_settings", None)
    if held is not None:
        few = max(5, held.max_examples // 4)
        test._hypothesis_internal_use_settings = settings(held, max_examples=few)


def tests(runner: Runner) -> str:
    """Collect the tests, and run what the runner wants of them."""
    settings.register_profile(
        "mutate",
        phases=[Phase.explicit, Phase.generate],
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutate")
    options = ["-p", "no:cacheprovider", "-p", "no:xdist", "-s", "--assert=plain"]
    deaf = io.StringIO()
    with contextlib.redirect_stdout(deaf), contextlib.redirect_stderr(deaf):
        code = pytest.main([*options, *TESTS], plugins=[runner])
    if code == pytest.ExitCode.USAGE_ERROR:
        raise SystemExit("pytest was called wrongly")
    good = (0, pytest.ExitCode.NO_TESTS_COLLECTED)
    return runner.failed or ("" if code in good else f"exit {code}")


def anew(fault: Fault) -> str:
    """Import the room with a fault in it, and run the tests."""

    def work() -> str:
        sys.meta_path.insert(0, _Faulty(fault))
        return tests(Runner(None))

    return forked(work)


class Results:
    """What was found of each mutant, kept as it comes."""

    def __init__(self, out: Path | None) -> None:
        self.out, self.found = out, {}
        if out is not None and out.exists():
            for line in out.read_text("utf-8").splitlines():
                row = json.loads(line)
                self.found[row["mutant"], row["text"]] = row["by"]

    def put(self, fault: Fault, by: str) -> None:
        """Keep a result, and print a survivor."""
        self.found[said(fault), text_of(fault)] = by
        if not by:
            print(
                f"survived  {said(fault)}\n            {text_of(fault)}",
                file=OUT,
                flush=True,
            )
        if self.out is not None:
            row = {"mutant": said(fault), "text": text_of(fault), "by": by}
            with self.out.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def knows(self, fault: Fault) -> bool:
        """Whether a mutant was tried already."""
        return (said(fault), text_of(fault)) in self.found


def drawn(args: argparse.Namespace) -> tuple[list[Fault], int, int]:
    """Draw the sample: the mutants, out of how many, and how many were left out."""
    files = sorted(args.room.resolve().glob("*.py"))
    every = [f for p in files if args.only in p.name for f in faults_of(p)]
    if 0 < args.sample < len(every):
        picked = random.Random(args.seed).sample(range(len(every)), args.sample)
        chosen = [every[n] for n in sorted(picked)]
    else:
        chosen = every
    same = alike()
    kept = [
        f
        for f in chosen
        if (str(f.path.relative_to(ROOT)), text_of(f), f.what) not in same
    ]
    return kept, len(every), len(chosen) - len(kept)


def _told(done: int, total: int, start: float) -> None:
    if done % 25 == 0:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = used.ru_utime + used.ru_stime
        print(
            f"{done} of {total}: {time.perf_counter() - start:.0f} s on the clock,"
            f" {spent:.0f} s of the processor",
            flush=True,
        )


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("room", type=Path)
    asked.add_argument("--sample", type=int, default=0, help="0 tries every mutant")
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--least", type=float, default=0.85)
    asked.add_argument("--only", default="", help="part of a file's name")
    asked.add_argument("--out", type=Path, help="keep results here, and go on from it")
    args = asked.parse_args()
    os.chdir(ROOT)
    chosen, every, left_out = drawn(args)
    results, start = Results(args.out), time.perf_counter()
    todo = [f for f in chosen if not results.knows(f)]
    room = name_of(args.room.resolve() / "__init__.py")
    sound = []

    def measure(runner: Runner) -> None:
        with tempfile.TemporaryDirectory() as place:
            told = runner.explore(args.room.resolve(), Path(place) / "reached.json")
        if told:
            print(f"the tests fail without any fault: {told}", file=OUT)
            return
        sound.append(True)
        print(
            f"{len(runner.items)} tests pass; {len(todo)} mutants", file=OUT, flush=True
        )
        random.Random(args.seed).shuffle(todo)
        for number, fault in enumerate(todo, 1):
            told = runner.against(fault, room)
            results.put(fault, anew(fault) if told == UNPATCHED else told)
            _told(number, len(todo), start)

    failed = tests(Runner(measure))
    if failed or not sound:
        print(f"nothing can be measured {failed}")
        return 2
    survived = [f for f in chosen if not results.found[said(f), text_of(f)]]
    score = 1 - len(survived) / len(chosen)
    print(
        f"{len(chosen)} of {every} mutants tried, {left_out} alike left out,"
        f" {len(survived)} survived: score {score:.3f}"
    )
    return 0 if score >= args.least else 1


if __name__ == "__main__":
    sys.exit(main())
