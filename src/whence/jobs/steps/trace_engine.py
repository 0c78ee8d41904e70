"""The databases that the steps of one build ask."""

from collections.abc import Sequence
from typing import Self

import numpy as np

from whence.engine.duck import Duck, texts
from whence.jobs.steps.trace_sources import SourceNote
from whence.store.case import Case

SMALL = 100_000
"""Records up to which all steps of a build ask one database: opening one costs more
than asking it. Above, each step has its own, and gives back all memory it took."""


class Engine:
    """The databases of one build; use as a context manager."""

    def __init__(self, case: Case, notes: Sequence[SourceNote], memory: int) -> None:
        """Open the one that small steps share; `memory` in bytes, of each."""
        self._case, self._notes, self._memory = case, notes, memory
        small = sum(note.used for note in notes) <= SMALL
        self._shared = self._opened() if small else None

    def __enter__(self) -> Self:
        """Give the databases."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close what is shared."""
        if self._shared:
            self._shared.close()

    def _opened(self) -> Duck:
        reach = [self._case.store]
        return Duck(self._case.tmp, reach=reach, memory=self._memory)

    def plain(self) -> Duck:
        """Give a connection that was shown nothing yet."""
        return self._shared.beside() if self._shared else self._opened()

    def told(self) -> Duck:
        """Give a connection that sees the records and mentions of every source."""
        duck, root = self.plain(), self._case.store / "sources"
        folders = [root / note.key for note in self._notes]
        found = [folder / "records.parquet" for folder in folders]
        duck.view("found", found, named=True)
        names = [str(path.absolute()) for path in found]
        numbers = np.arange(len(names), dtype=np.int32)
        duck.table("sources", {"filename": texts(names), "src": numbers})
        duck.view("told", [folder / "mentions.parquet" for folder in folders])
        return duck.run("none_lent").run("all_records").run("all_mentions")
