"""Requests for papers: who was asked for what, when, and what came back."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How a paper stands that a stage needs."""

    NOT_ASKED = "not asked"
    WAITING = "waiting"
    LATE = "late"
    HELD = "held"
    EXPIRES_SOON = "expires soon"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Request:
    """One paper asked of one supplier for one stage.

    `paper` is a key of `data/documents.yml`; `about` the order, lot or goods it is
    asked for; `country` two letters, "" when not known. `answered` is the day it came
    in, `expires` the day until which a certificate holds.
    """

    key: str
    supplier: str
    stage: str
    paper: str
    asked: date
    due: date
    country: str = ""
    about: str = ""
    answered: date | None = None
    expires: date | None = None
    exhibits: tuple[str, ...] = ()
    note: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """Papers to ask of a supplier for a stage, with the gap that asks for them.

    `country` is two letters, "" when no paper tells. `why_not` says why nobody can be
    asked, "" when it can be done.
    """

    supplier: str
    country: str
    stage: str
    papers: tuple[str, ...]
    about: str
    gap: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """One paper that a stage needs, or that was asked for, and how it stands.

    `request` is None where nobody was asked. `shows` says what it is to show, "" for a
    paper that no requirement names.
    """

    stage: str
    paper: str
    standing: Standing
    shows: str = ""
    request: Request | None = None
    reference: str = ""
    verification: str = ""
