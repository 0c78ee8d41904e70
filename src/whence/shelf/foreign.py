"""What a foreign file may cost, what its first bytes say, what makes it a roster."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from whence.shelf import yaml_of
from whence.shelf.tables import checked, folded


@dataclass(frozen=True, slots=True)
class Limits:
    """What one foreign file may cost; each value's reason stands in the data file."""

    file_bytes: int
    seconds: int
    cpu_seconds: int
    memory_bytes: int
    spool_bytes: int
    open_files: int
    unpacked_bytes: int
    unpacked_ratio: int
    ratio_from_bytes: int
    parts: int
    columns: int
    field_chars: int
    field_lines: int
    header_rows: int
    sample_bytes: int
    year_first: int
    year_last: int
    consignment_tonnes: int


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is when it begins with these bytes; `reads` is "" for no table.

    `is_text`: compared in lower case and without blanks; `needs` must follow.
    """

    starts: bytes
    is_text: bool
    reads: str
    says: str
    remedy: str
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """How a list of people is known: per kind, whole headers and parts of headers.

    `dropped`: the kinds whose columns are about persons wherever they stand.
    """

    exact: Mapping[str, tuple[str, ...]]
    within: Mapping[str, tuple[str, ...]]
    dropped: tuple[str, ...]
    kinds_needed: int
    identity_share: float
    identity_least: int
    advice: str


@cache
def limits() -> Limits:
    """Give the limits of the child process that reads a foreign file."""
    path = "tables/limits.yml"

    def build() -> Limits:
        rows = yaml_of(path)
        return Limits(**{f.name: int(rows[f.name]["value"]) for f in fields(Limits)})

    return checked(path, build)


@cache
def kinds_of_file() -> tuple[FileKind, ...]:
    """Give the signatures of files, in the order in which they are tried."""
    path = "tables/kinds.yml"

    def build() -> tuple[FileKind, ...]:
        return tuple(
            FileKind(
                row["text"].encode() if "text" in row else bytes.fromhex(row["starts"]),
                "text" in row,
                row.get("reads", ""),
                row["says"],
                row.get("remedy", ""),
                row.get("needs", ""),
            )
            for row in yaml_of(path)
        )

    return checked(path, build)


@cache
def refusal() -> Refusal:
    """Give the words by which a roster or payroll is known."""
    path = "tables/refused.yml"

    def build() -> Refusal:
        data = yaml_of(path)
        kinds = data["kinds"]
        return Refusal(
            {k: tuple(folded(w) for w in v["exact"]) for k, v in kinds.items()},
            {k: tuple(folded(w) for w in v["within"]) for k, v in kinds.items()},
            tuple(k for k, v in kinds.items() if v["dropped"]),
            int(data["kinds_needed"]),
            float(data["identity_values"]["share"]),
            int(data["identity_values"]["least"]),
            data["advice"].strip(),
        )

    return checked(path, build)
