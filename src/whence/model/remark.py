"""Rows of law: how far each was read, and those that are printed and never applied."""

from dataclasses import dataclass
from enum import StrEnum


class Verification(StrEnum):
    """How far a row was checked. Only the first two may decide."""

    SEEN = "seen"
    SECONDARY = "seen-secondary"
    MEMORY = "memory, not verified"

    @property
    def decides(self) -> bool:
        """Whether a row with this mark may make or remove a ground."""
        return self is not Verification.MEMORY


class Form(StrEnum):
    """What sort of text a measure of kind information is; a law otherwise."""

    LAW = "law"
    TARIFF = "tariff"
    BILL = "bill"
    PROPOSAL = "proposal"


class RemarkKind(StrEnum):
    """What a row of law that is printed and never applied is about."""

    NOTE = "note"
    DOUBT = "doubt"
    WAY_OUT = "way out"
    STANDARD = "standard"
    SECTION = "section"
    CRITERION = "criterion"
    PHASE = "phase"


TOLD = (RemarkKind.NOTE, RemarkKind.DOUBT, RemarkKind.WAY_OUT)
"""Remarks that stand under every decision; the others stand on the page of the law."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A row of law that is printed and never applied, with where it was read."""

    about: RemarkKind
    text: str
    reference: str
    seen_at: str
    verification: Verification

    @property
    def line(self) -> str:
        """Put it in one line: text (reference; how far it was verified)."""
        way = "Way out. " if self.about is RemarkKind.WAY_OUT else ""
        return f"{way}{self.text.rstrip('.')} ({self.reference}; {self.verification})"
