"""The store of a case, opened to be asked: lanes, names, and who is looked for.

Reading takes no lock: a generation is never changed once it is in use.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from whence.engine.duck import DEFAULT_MEMORY, Duck, texts
from whence.errors import UsageError
from whence.jobs.steps.trade_unplaced import unplaced_of
from whence.model.source import Source
from whence.normalise.somebody import names_persons
from whence.report.counting import counted
from whence.shelf.letters import plain
from whence.shelf.terms import forms
from whence.store import generations
from whence.store.files import guarded
from whence.trace.lanes import Lanes
from whence.trace.months import last_day_of_window
from whence.trace.stored import open_lanes

MASKED = "name withheld: it reads as a person's"


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party of the store as it is shown; `why` its mentions are one."""

    number: int
    key: str
    name: str
    country: str
    mentions: int
    names: tuple[str, ...]
    why: str
    role: str
    role_why: str
    masked: bool


class TradeStore:
    """One generation, opened for reading."""

    def __init__(self, case: Path, *, memory: int = DEFAULT_MEMORY) -> None:
        """Open the generation in use.

        Raises:
            UsageError: there is no case, or nothing was built in it.
            InputError: the store is damaged.

        """
        if not (case / "case.toml").is_file():
            raise UsageError(
                "is no case.",
                where=str(case),
                remedy="Run `whence trace build FILES... --case DIR` first.",
            )
        self.case, self.memory = case, memory
        self.root = case / "store"
        self.folder = generations.required(self.root)
        self.manifest = generations.manifest_of(self.folder)
        self._asking = 0
        self._named: dict[str, tuple[int, ...]] = {"": ()}

    @cached_property
    def lanes(self) -> Lanes:
        """Give the lanes, mapped."""
        return open_lanes(self.folder)

    @cached_property
    def until(self) -> int:
        """Give the last day on which its records are believed, since 1970."""
        last = last_day_of_window(self.lanes.base)
        return min(int(self.manifest["until"]), last)

    @property
    def spill(self) -> Path:
        """Give the folder for what a question lays aside; gone when the last connection
        is closed."""
        return self.root / f"spill-{os.getpid()}"

    def shortcomings(self) -> tuple[str, ...]:
        """Say what of its records no search can follow, or only loosely."""
        sources = self.manifest["sources"]
        told = []
        if missing := sum(row["missing_hs"] for row in sources):
            one = "record bears no HS code: it fits any goods."
            told.append(counted(missing, one, "records bear no HS code: they fit any."))
        rows = unplaced_of(self.manifest["unplaced"], sources)
        if none := [str(row) for row in rows if row.day is None]:
            told.append(f"Not followed: {'; '.join(none)}.")
        if loose := [str(row) for row in rows if row.day is not None]:
            told.append(f"Followed at any time: {'; '.join(loose)}.")
        return tuple(told)

    @contextmanager
    def duck(self, *, threads: int = 0) -> Iterator[Duck]:
        """Give a connection that sees `parties`, `members` and `records`."""
        spill = self.spill
        with guarded(spill):
            spill.mkdir(exist_ok=True)
        duck = Duck(spill, reach=[self.root], memory=self.memory, threads=threads)
        self._asking += 1
        try:
            with duck:
                rooms = self.folder / "parties"
                duck.view("parties", [rooms / "parties.parquet"])
                duck.view("members", [rooms / "members.parquet"])
                yield duck
        finally:
            self._asking -= 1
            if not self._asking:
                shutil.rmtree(spill, ignore_errors=True)

    def source(self, src: int, row: int) -> Source:
        """Say where a record stands: the number of its source, and its row there."""
        file = self.manifest["files"][src]
        return Source(file["sha256"], file["name"], file["sheet"], row)

    def records(self, duck: Duck) -> None:
        """Let statements see `records`, and which of them are `dropped`."""
        keys = [row["key"] for row in self.manifest["sources"]]
        found = [self.root / "sources" / key / "records.parquet" for key in keys]
        duck.view("found", found, named=True)
        names = texts(str(path.absolute()) for path in found)
        numbers = np.arange(len(found), dtype=np.int32)
        duck.table("sources", {"filename": names, "src": numbers})
        duck.run("none_lent").run("all_records")
        borrowing(duck, self.folder / "once")
        duck.view("dropped", [self.folder / "once" / "dropped.parquet"])

    def shown(self, numbers: Iterable[int]) -> Mapping[int, PartyLine]:
        """Give parties as they are shown, by number."""
        asked = sorted({int(n) for n in numbers})
        if not asked:
            return {}
        with self.duck(threads=1) as duck:
            duck.table("asked", {"party": np.array(asked, np.int32)})
            rows = duck.rows("party_rows")
        return {row[0]: _line(row) for row in rows}

    @cached_property
    def carriers(self) -> npt.NDArray[np.int32]:
        """Give the parties that only carry or pay."""
        with self.duck(threads=1) as duck:
            found: npt.NDArray[np.int32] = duck.columns("carriers")["party"]
            return np.asarray(found, np.int32)

    @cached_property
    def countries(self) -> npt.NDArray[np.object_]:
        """Give the country of each party, "" where it is not told."""
        with self.duck(threads=1) as duck:
            found: npt.NDArray[np.object_] = duck.columns("party_lands")["country"]
            return np.asarray(found, object)

    def named(self, names: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
        """Give the parties that bear these names, but for case, marks and form.

        A party's key stands for itself. A name is looked for once, however often asked.
        """
        index, known = self.lanes.index, self._named
        known |= {n: (index[n],) for n in names if n in index}
        if others := sorted({n for n in names if n not in known}):
            with self.duck() as duck:
                written = self._folded(duck, others)
                asked = texts(sorted(set(written.values())))
                duck.table("asked", {"writing": asked})
                parties: dict[str, list[int]] = {}
                for writing, party in duck.rows("parties_named"):
                    parties.setdefault(writing, []).append(party)
            known |= {n: tuple(parties.get(w, ())) for n, w in written.items()}
        return {name: found for name in names if (found := known[name])}

    def written(self, names: Sequence[str]) -> dict[str, str]:
        """Give the folded writing of names: no case, no marks, one word a form."""
        with self.duck(threads=1) as duck:
            return self._folded(duck, names)

    def _folded(self, duck: Duck, names: Sequence[str]) -> dict[str, str]:
        bare = [n if n.isascii() else plain(n) for n in names]
        duck.table("forms", folded_forms())
        duck.table("asked", {"t": texts(sorted(set(bare)))}).run("m_fold")
        known = {str(t): str(w) for t, w in duck.rows("fold_names")}
        return {n: known[b] for n, b in zip(names, bare, strict=True)}


def borrowing(duck: Duck, once: Path) -> None:
    """Let `records` say who bought also where another telling of their bill does."""
    kept = once / "lent.parquet"
    if kept.is_file():
        duck.view("lending", [kept]).run("lent")


def folded_forms() -> dict[str, Any]:
    """Give the single words that are organisation forms, with their class."""
    single = {
        form.text: " ".join(form.keys)
        for form in forms()
        if " " not in form.text and form.text.isascii() and not form.is_branch
    }
    return {"word": texts(single), "class": texts(single.values())}


def _line(row: tuple[Any, ...]) -> PartyLine:
    number, key, name, country, mentions, names, why, role, role_why = row
    names = tuple(names or (name,))
    masked = names_persons(names)
    if masked:
        name, names, role_why = MASKED, (), ""
    return PartyLine(
        number, key, name, country, mentions, names, why, role, role_why, masked
    )
