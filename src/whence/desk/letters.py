"""Letters that ask for exactly the papers that are missing, as tracing of origin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from whence.desk.readiness import standing_of
from whence.model.letter import Asked, Letter, Withheld
from whence.model.request import Request, Standing
from whence.shelf.documents import title_of
from whence.shelf.requests import (
    languages_for,
    letter_words,
    territories,
    withheld,
    word_for,
)

ASK = (Standing.WAITING, Standing.LATE, Standing.EXPIRED)
"""A paper in one of these standings is asked for."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the importer's name, and the answer on people at risk in China.

    `at_risk` is "no" only when somebody said so; all else counts as yes.
    """

    importer: str
    at_risk: str = ""

    @property
    def collects_there(self) -> bool:
        """Whether papers may be collected in China at all."""
        return self.at_risk == "no"


def letters(
    requests: Sequence[Request],
    sender: Sender,
    *,
    today: date,
    shows: dict[str, str] | None = None,
) -> tuple[tuple[Letter, ...], tuple[Withheld, ...]]:
    """Write a letter to each supplier who owes a paper, in each language.

    Where people may be at risk, no letter goes to a supplier in China or of a country
    nobody named, and the others are asked only for what they hold themselves. `shows`
    gives by request what a paper is to show, in English.
    """
    written: list[Letter] = []
    left_out: list[Withheld] = []
    owed = [r for r in requests if standing_of(r, today) in ASK]
    for supplier in dict.fromkeys(r.supplier for r in owed):
        theirs = [r for r in owed if r.supplier == supplier]
        there = {r.country for r in theirs}
        unsafe = "" in there or bool(there & territories())
        if unsafe and not sender.collects_there:
            left_out.append(_left_out(supplier, theirs, sender))
            continue
        country = next(iter(sorted(there)), "")
        for language in languages_for(country):
            written.append(_letter(theirs, sender, language, shows or {}))
    return tuple(written), tuple(left_out)


def _left_out(supplier: str, theirs: list[Request], sender: Sender) -> Withheld:
    country = next((r.country for r in theirs if r.country), "")
    papers = tuple(f"{title_of(r.paper)} ({r.stage})" for r in theirs)
    reason = withheld(sender.at_risk).format(supplier=supplier)
    return Withheld(supplier, country, papers, reason)


def _letter(
    theirs: list[Request], sender: Sender, language: str, shows: dict[str, str]
) -> Letter:
    words = letter_words(language)
    about = ", ".join(dict.fromkeys(r.about for r in theirs if r.about))
    due = min(r.due for r in theirs)
    subject = words["subject"].format(about=about) if about else words["subject_plain"]
    told = [words["dear"].format(supplier=theirs[0].supplier), words["opening"]]
    told += [words["about"].format(about=about)] if about else []
    told.append(words["by"].format(day=due))
    closing = [words["policy"]]
    closing += [] if sender.collects_there else [words["held"]]
    return Letter(
        theirs[0].supplier,
        language,
        subject,
        tuple(told),
        tuple(words["table"]),
        tuple(_asked(r, language, shows) for r in theirs),
        words["how"],
        tuple(words["hints"]),
        (*closing, words["closing"]),
        words["sign"].format(importer=sender.importer),
        (words["name"], words["day"]),
        due,
    )


def _asked(request: Request, language: str, shows: dict[str, str]) -> Asked:
    title = title_of(request.paper)
    paper = word_for("kinds", language, request.paper) or title
    told = word_for("shows", language, request.paper)
    if language == "en":
        told = shows.get(request.key, "")
    stage = word_for("stages", language, request.stage) or request.stage
    return Asked(paper, told, stage)
