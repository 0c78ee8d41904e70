"""A column's distinct values, parsed once each; what could not be parsed, and why."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a value is not used: a key of `data/wording/set_aside.yml`, and what."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """`values[code]` is the parsed value, None when blank or bad; `bad` says why.

    `notes` are of the whole column; `odd` are notes with the code of the
    value they begin at.
    """

    values: tuple[T | None, ...]
    bad: dict[int, Bad] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    odd: tuple[tuple[int, str], ...] = ()
