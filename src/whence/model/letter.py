"""Letters to suppliers: what is asked of whom, and what is left unsaid for safety."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Asked:
    """One paper of a letter: its kind and stage in its language, what it shows."""

    paper: str
    shows: str
    stage: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in one language, as titles, paragraphs and one table.

    `signed` are slots that stay blank: a person fills them in by hand.
    """

    supplier: str
    language: str
    subject: str
    paragraphs: tuple[str, ...]
    table: tuple[str, ...]
    asks: tuple[Asked, ...]
    how: str
    hints: tuple[str, ...]
    closing: tuple[str, ...]
    sign: str
    signed: tuple[str, ...]
    due: date


@dataclass(frozen=True, slots=True)
class Withheld:
    """A supplier to whom no letter was written, and why."""

    supplier: str
    country: str
    papers: tuple[str, ...]
    reason: str
