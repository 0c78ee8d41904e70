"""What the papers of a folder say by themselves, before an index corrects it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from whence.jobs.steps.filing import blank
from whence.model.binder import Filed


@dataclass(frozen=True, slots=True)
class ReadFolder:
    """Papers as filed, and notes on those that could not be read."""

    filed: list[Filed]
    notes: tuple[str, ...] = ()


def read_filed(folder: Path, commodity: str, places: Mapping[str, Path]) -> ReadFolder:
    """Give every paper of a folder with what was read of it."""
    return ReadFolder([Filed(p) for p in blank(places).values()])
