"""The custody log's chain: each row hashes the one before, so that no row can go."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64

# A table of the casebook and the event under which its rows are logged.
EVENTS = {"judgement": "judgement", "finding_run": "run", "redirect": "redirect"}


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of the custody log: its number (0 = none) and its hash."""

    seq: int
    hash: str


def packed(value: object) -> str:
    """Write a value as JSON, the same on every machine."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def link(seq: int, previous: str, rest: Iterable[object]) -> str:
    """Give the hash of a row: of its number, the hash before it, and its content."""
    return hashlib.sha256(packed([seq, previous, *rest]).encode()).hexdigest()


def faults(
    custody: Iterable[Sequence[Any]], tables: Mapping[str, Iterable[Sequence[Any]]]
) -> tuple[str, ...]:
    """Check every hash of the log, and every row of the tables against the log.

    `custody` rows are (seq, previous, hash, event, subject, detail, day) in order;
    the rows of a table begin with their number in the log.

    Returns:
        One sentence per fault; empty when all is whole.

    """
    found: list[str] = []
    previous = GENESIS
    logged: dict[str, dict[int, str]] = {event: {} for event in EVENTS.values()}
    for number, (seq, before, digest, *rest) in enumerate(custody, start=1):
        if seq != number:
            found.append(f"row {number} of the custody log is missing")
            break
        if before != previous or digest != link(seq, before, rest):
            found.append(f"row {seq} of the custody log was changed")
        previous = digest
        logged.setdefault(rest[0], {})[seq] = rest[2]
    for table, rows in tables.items():
        expected = logged[EVENTS[table]]
        for seq, *row in rows:
            if expected.pop(seq, None) != packed(row):
                found.append(f"{table} {seq} is not what was logged")
        found += [f"{table} {seq} is missing" for seq in sorted(expected)]
    return tuple(found)
