"""The binder: papers numbered to the steps of production, and what links them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from whence.model.docket import Docket
from whence.model.paper import Paper


class Form(StrEnum):
    """How a paper stands in the binder."""

    PAGES = "its own pages"
    PICTURE = "a picture"
    TEXT = "its text"
    WITHHELD = "withheld"
    SHUT = "cannot be included"


class Edition(StrEnum):
    """For whom a binder is: all of it, or with its sources protected."""

    FULL = "full"
    PROTECTED = "source-protecting"


@dataclass(frozen=True, slots=True)
class Filed:
    """A paper as filed for a binder: what it shows in words, what it translates, and
    whether its source must be protected.

    `trouble` says why its pages cannot be included, "" when they can.
    """

    paper: Paper
    shows: str = ""
    translation_of: str = ""
    protect: bool = False
    text: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """What joins one exhibit to another: the number that both carry."""

    mark: str
    by: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A paper under its number, `mark` (step and place in it, as 3-2).

    `translation` is the file that translates it, "" when none; `stands` how it is
    printed; `commitment` the keyed hash of what is withheld.
    """

    mark: str
    filed: Filed
    stands: Form
    pages: int
    links: tuple[Link, ...] = ()
    translation: str = ""
    commitment: str = ""

    @property
    def paper(self) -> Paper:
        """Give the paper."""
        return self.filed.paper


@dataclass(frozen=True, slots=True)
class Need:
    """What a rule asks of a step, and the exhibits of a kind that can show it."""

    text: str
    marks: tuple[str, ...]
    ask: tuple[str, ...]
    reference: str
    verification: str


@dataclass(frozen=True, slots=True)
class PartyRow:
    """An organisation of the chain: as what papers name it, in which steps.

    `latin` is its name in Latin letters as a person gave it, "" for none.
    """

    name: str
    roles: tuple[str, ...]
    steps: tuple[int, ...]
    place: str = ""
    country: str = ""
    first: str = ""
    latin: str = ""


@dataclass(frozen=True, slots=True)
class BinderStep:
    """One numbered step: who did it, with what, and by which number the next follows.

    `weighed` says of records of production whether what came out can come of what
    went in: the words, and whether it holds. `taken` and `made` are quantities as the
    papers say them. `joined` says by which
    numbers the step before hangs together with it; empty when nothing joins them.
    """

    number: int
    key: str
    title: str
    makers: tuple[str, ...]
    place: str
    exhibits: tuple[Exhibit, ...]
    taken: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    weighed: tuple[tuple[str, bool], ...] = ()
    production: bool = True


@dataclass(frozen=True, slots=True)
class Binder:
    """Everything that goes into print, in order.

    `gaps` are (what is missing, step) lines; `head` is the number and hash of the
    custody log when it was made.
    """

    docket: Docket
    importer: str
    as_of: date
    edition: Edition
    commodity: str
    steps: tuple[BinderStep, ...]
    parties: tuple[PartyRow, ...]
    gaps: tuple[tuple[str, int], ...]
    head: tuple[int, str]
    notes: tuple[str, ...] = ()

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """Give every exhibit in order."""
        return tuple(e for step in self.steps for e in step.exhibits)
