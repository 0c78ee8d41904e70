"""Grounds that rest on a paper: a finding about a firm, an authority's decision.

The papers are those of the case's register, graded by who speaks. A paper is about an
organisation or about goods, never about a person.
"""

from collections.abc import Iterator

from whence.decide.links import Link
from whence.decide.register import names_goods, names_lot
from whence.decide.touches import (
    Answer,
    Element,
    Question,
    Touch,
    capped,
    made,
    needed,
    reaches,
    tied,
)
from whence.model.chain import Operation
from whence.model.party import Role
from whence.model.source import Grade
from whence.model.view import Exhibit

THE_GOODS = Operation("", "", Role.UNKNOWN, Grade.INFERRED, 0)
"""Stands for the goods themselves, where a decision names them and no act on them."""


def named_in_finding(question: Question) -> Answer:
    """A paper of the kind named says of an organisation what the law asks, and that
    organisation produced goods or an input.

    Elements: the finding, at `documented` or better; that the organisation it names is
    the maker; the tie to the goods. What is less than documented asks, and so does a
    finding about a party that made nothing. The name must be the party's very name.
    """
    touches = []
    for act in question.context.linked:
        for paper in _about(question, act):
            grade = _worth(paper, needed().finding)
            link = question.context.link(act)
            parts = (Element("finding", grade, paper.grade), made(act), tied(link))
            touches.append(Touch(question.ground, act, link, parts, paper=paper))
    return touches, []


def decided_by_authority(question: Question) -> Answer:
    """An authority's decision of the kind named is about these goods.

    It names the entry (or the order of goods not yet entered), or a lot that went into
    them. Elements: the decision, which only the authority's own paper makes; the tie of
    the lot. A decision that names a maker of these goods and not the goods themselves
    asks, when it was made on or before the day; other papers than the authority's ask.
    """
    touches = []
    for paper in question.papers.of_kind(question.ground.value):
        decision = Element("decision", _worth(paper, needed().decision), paper.grade)
        if names_goods(paper, question.context.consignment):
            link = Link(Grade.OFFICIAL, ())
            touches.append(
                Touch(question.ground, THE_GOODS, link, (decision,), paper=paper)
            )
            continue
        for act in question.context.linked:
            link = question.context.link(act)
            if names_lot(paper, act.lot):
                parts: tuple[Element, ...] = (decision, tied(link))
            elif _names(question, act, paper) and _before(paper, question):
                weaker = Element("decision_maker", Grade.INFERRED, paper.grade)
                parts = (weaker, made(act), tied(link))
            else:
                continue
            touches.append(Touch(question.ground, act, link, parts, paper=paper))
    return touches, []


def _about(question: Question, act: Operation) -> Iterator[Exhibit]:
    """Give the papers of the kind asked that name the party of an act."""
    for paper in question.papers.of_kind(question.ground.value):
        if _names(question, act, paper):
            yield paper


def _names(question: Question, act: Operation, paper: Exhibit) -> bool:
    """Whether a paper names the party of an act, letter for letter but for signs."""
    said = _folded(paper.row.party)
    return bool(said) and said == _folded(question.names.get(act.party, ""))


def _before(paper: Exhibit, question: Question) -> bool:
    """Whether a paper was made by the day; one without a day may have been."""
    return paper.row.day is None or paper.row.day <= question.day


def _worth(paper: Exhibit, least: Grade) -> Grade:
    """Give what a paper counts as: what is less good than the law asks only asks."""
    good = reaches(paper.grade, least) and not paper.favours
    return paper.grade if good else capped(paper.grade, Grade.DECLARED)


def _folded(name: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


ABOUT_PAPERS = frozenset(f.__name__ for f in (named_in_finding, decided_by_authority))
"""The predicates that look at papers, and so at the numbers of these very goods."""
