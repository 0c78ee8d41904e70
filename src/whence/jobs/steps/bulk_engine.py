"""Opens the engine a bulk question asks for, with the store's data in its reach."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from whence.engine.cluster import Bulk, is_local, is_url, known, open_engine, text_at
from whence.errors import UsageError
from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.trace_export import MARK, ExportRequest, export
from whence.store.files import guarded


@dataclass(frozen=True, slots=True)
class Where:
    """Which engine answers ("" is the built-in one), and where it finds the data.

    `data` is what `trace export` wrote, and `scratch` where the engine may lay things
    aside; both are folders or URLs that the engine and this machine reach by the same
    name. An engine of this machine needs neither.
    """

    engine: str = ""
    data: str = ""
    scratch: str = ""


def checked(where: Where, built_in: tuple[str, ...]) -> bool:
    """Say whether another engine than the built-in one answers.

    Raises:
        UsageError: no such engine, or a cluster without data and scratch.

    """
    if where.engine in ("", *built_in):
        if where.data or where.scratch:
            raise UsageError(
                "--data and --scratch are for another engine than the built-in one.",
                remedy="Name it with --engine, or leave them away.",
            )
        return False
    if not known(where.engine):
        one_of = ", ".join(
            (*built_in, "duckdb", "sail", "spark", "spark://HOST:PORT, sc://HOST:PORT")
        )
        raise UsageError(
            f"no engine {where.engine!r} for this question.",
            remedy=f"One of: {one_of}; or leave --engine out.",
        )
    if not is_local(where.engine) and not (where.data and where.scratch):
        raise UsageError(
            f"{where.engine} does not see this machine's folders.",
            remedy="Run `whence trace export --case DIR --to URL`, and give that URL as"
            " --data and another as --scratch.",
        )
    return True


@contextmanager
def opened(store: TradeStore, where: Where) -> Iterator[tuple[Bulk, str]]:
    """Give the engine, and where the data of the store lies for it.

    Raises:
        UsageError: the data are of another store or generation, or a part is missing.
        OutputError: the engine cannot be reached or gave up.

    """
    data = where.data
    if data:
        _same(store, data)
    room = store.root / f"engine-{os.getpid()}"
    try:
        with guarded(room):
            room.mkdir(exist_ok=True)
        if not data:
            data = str((room / "data").absolute())
            export(ExportRequest(store.case, data, memory=store.memory))
        elif not is_url(data):
            data = str(Path(data).absolute())
        scratch = where.scratch or str((room / "scratch").absolute())
        with open_engine(where.engine, scratch=scratch, memory=store.memory) as bulk:
            yield bulk, data
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _same(store: TradeStore, data: str) -> None:
    """Refuse data that are not those of the generation in use."""
    mark = f"{data.rstrip('/')}/{MARK}"
    try:
        said = json.loads(text_at(mark))
        plan = said["plan"]
    except (FileNotFoundError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            "is no whole export of a store.",
            where=data,
            remedy="Run `whence trace export --case DIR --to` this place again.",
        ) from error
    if plan != store.manifest["plan"]:
        raise UsageError(
            "holds another state of the store.",
            where=data,
            remedy="Run `whence trace export` again after each build.",
        )
