"""What a predicate gives: a ground touched, element by element, or a line beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from whence.decide.links import Context, Link
from whence.decide.register import Register
from whence.decide.wording import RANK
from whence.model.chain import Fact, Operation
from whence.model.measure import Ground, Standing, Version
from whence.model.party import Role
from whence.model.source import Grade, Source
from whence.model.view import Exhibit
from whence.shelf.measures import Thresholds, thresholds
from whence.shelf.places import region_of


@dataclass(frozen=True, slots=True)
class Question:
    """What a predicate is asked: a ground of a version, on a day, of one chain.

    `papers` is the register of the case, `names` what the parties are called.
    """

    ground: Ground
    version: Version
    day: date
    context: Context
    standings: Mapping[str, tuple[Standing, ...]]
    papers: Register
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a ground: what it is, and at which grade it holds.

    `what` names the sentence: site, origin, signal, made, other_role, goods,
    identity, judged, subsidiary, candidate, related, listing, finding, decision,
    decision_maker, link, lanes. `grade` is what counts; `said` is the grade of the
    statement itself, which may be better.
    """

    what: str
    grade: Grade
    said: Grade


@dataclass(frozen=True, slots=True)
class Touch:
    """One way in which a ground is touched by one act on goods."""

    ground: Ground
    act: Operation
    link: Link
    elements: tuple[Element, ...]
    fact: Fact | None = None
    standing: Standing | None = None
    paper: Exhibit | None = None

    @property
    def grade(self) -> Grade:
        """Give the grade of the weakest element: that of the touch as a whole."""
        return max((e.grade for e in self.elements), key=RANK.__getitem__)

    @property
    def other_role(self) -> bool:
        """Whether the party is in the chain without having made the goods."""
        return any(e.what == "other_role" for e in self.elements)


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that touches no ground and is printed: a signal of a bystander, a
    judgement of difference, a listing that does not hold on the day."""

    what: str
    act: Operation
    fact: Fact | None = None
    standing: Standing | None = None
    site: str = ""


Answer = tuple[list[Touch], list[Aside]]
Predicate = Callable[[Question], Answer]


@lru_cache(maxsize=8192)
def inside(code: str, region: str) -> bool:
    """Whether a place lies in a region.

    >>> inside("CN-653100", "CN-XJ"), inside("CN-XJ", "CN-XJ"), inside("CN-JS", "CN-XJ")
    (True, True, False)
    """
    return bool(code) and (code == region or region_of(code) == region)


def fact_order(fact: Fact) -> tuple[str, int, str, str, str, bool, tuple[Source, ...]]:
    """Sort facts by what they claim, the best graded first."""
    return (
        fact.claim.value,
        RANK[fact.grade],
        fact.value,
        fact.about,
        fact.note,
        fact.favours,
        fact.sources,
    )


def capped(grade: Grade, least: Grade) -> Grade:
    """Give the weaker of two grades."""
    return grade if RANK[grade] >= RANK[least] else least


def reaches(grade: Grade, least: Grade) -> bool:
    """Whether a grade is as good as another; a lookup, being asked so often."""
    return RANK[grade] <= RANK[least]


def needed() -> Thresholds:
    """Give the grades that the policy asks for."""
    return thresholds()


def made(act: Operation) -> Element:
    """Say whether the party of an act made the goods of it."""
    if act.role is Role.MAKER:
        return Element("made", act.role_grade, act.role_grade)
    if act.role is Role.UNKNOWN:
        return Element("made", Grade.INFERRED, act.role_grade)
    return Element("other_role", Grade.INFERRED, act.role_grade)


def tied(link: Link) -> Element:
    """Say how an act is tied to the goods."""
    if link.lanes is not None:
        return Element("lanes", Grade.INFERRED, Grade.INFERRED)
    return Element("link", link.grade, link.grade)
