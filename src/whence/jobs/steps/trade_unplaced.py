"""Records of a store that make no lane, or are in one without their day: how many, why,
and where the first of them stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from whence.model.source import Source
from whence.report.counting import counted
from whence.trace.months import EPOCH

FUTURE = "dated in the future"
"""Why records are in a lane without their day; `unplaced.sql` says why others are in
none."""
UNPLACED = ("why", "records", "src", "row", "day")


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Records that make no lane, or none of their day, and why: how many, where the
    first of them stands, and of which day it is where that is why."""

    why: str
    records: int
    first: Source
    day: date | None = None

    def __str__(self) -> str:
        """Say it in a line."""
        day = f": {self.day.isoformat()}" if self.day else ""
        which = "" if self.records == 1 else "first: "
        return (
            f"{counted(self.records, 'record')} {self.why} ({which}{self.first}{day})"
        )


def unplaced_of(
    told: Sequence[Mapping[str, Any]], notes: Sequence[Mapping[str, Any]]
) -> tuple[Unplaced, ...]:
    """Read what a build told; `notes` are the sources by number."""

    def one(row: Mapping[str, Any]) -> Unplaced:
        note = notes[row["src"]]
        first = Source(note["sha256"], note["name"], note["sheet"], row["row"])
        day = EPOCH + timedelta(row["day"]) if "day" in row else None
        return Unplaced(row["why"], row["records"], first, day)

    return tuple(one(row) for row in told)
