"""`whence docket ask` and `answered`: requests for papers, and what came of them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from whence.errors import UsageError
from whence.model.request import Request
from whence.read.files import read_file
from whence.shelf.documents import kind_of, kinds
from whence.shelf.lands import country_code
from whence.shelf.requests import answer_days
from whence.shelf.requirements import commodities, requirements
from whence.shelf.tables import TABLE_SUFFIXES
from whence.store import requests as kept
from whence.store.case import Case

NUMBERED = "r-{}"


@dataclass(frozen=True, slots=True)
class AskRequest:
    """Papers to ask of a supplier for a stage; without any, all that the stage needs.

    `country` is where the supplier is, in letters or words. `due` defaults to the
    policy's days after `asked`.
    """

    case: Path
    supplier: str
    stage: str
    asked: date
    papers: tuple[str, ...] = ()
    country: str = ""
    about: str = ""
    due: date | None = None
    commodity: str = ""
    measure: str = "us/uflpa"


def ask(request: AskRequest) -> tuple[Request, ...]:
    """Log that papers were asked for; nothing is sent to anybody.

    A paper that was asked of the same supplier for the same and is still open is not
    asked twice.

    Raises:
        UsageError: a kind of paper, a stage or a country is not known, or the supplier
            is not named; lists what exists.
        OutputError: the case cannot be written.

    """
    supplier = " ".join(request.supplier.split())
    if not supplier:
        raise UsageError("no supplier is named.", where="--supplier")
    country = _country(request.country)
    papers = _papers(request)
    due = request.due or request.asked + timedelta(answer_days())
    with Case.open(request.case, who="whence docket ask") as case:
        before = kept.requests(case.casebook)
        found = []
        for number, paper in enumerate(papers, len(before) + 1):
            new = Request(
                key=NUMBERED.format(number),
                supplier=supplier,
                stage=request.stage,
                paper=paper,
                asked=request.asked,
                due=due,
                country=country,
                about=request.about.strip(),
            )
            if not any(_same(new, old) for old in before):
                found.append(replace(new, key=NUMBERED.format(len(before) + 1)))
                before = (*before, found[-1])
                kept.asked(case.casebook, found[-1])
    return tuple(found)


def _same(new: Request, old: Request) -> bool:
    open_still = old.answered is None and not old.withdrawn
    return open_still and all(
        getattr(new, name) == getattr(old, name)
        for name in ("supplier", "stage", "paper", "about")
    )


def _country(words: str) -> str:
    code = country_code(words) if words else ""
    if words and not code:
        raise UsageError(
            f"{words!r} is no country that is known.",
            where="--country",
            remedy="Give its two letters (ISO 3166), such as BD.",
        )
    return code


def _papers(request: AskRequest) -> tuple[str, ...]:
    if request.commodity and request.commodity not in commodities():
        listed = ", ".join(commodities())
        what = f"there are no requirements for {request.commodity!r}."
        raise UsageError(what, where="--commodity", remedy=f"One of: {listed}.")
    stages = {s.key: s for s in requirements(request.commodity, request.measure)}
    if request.papers:
        return tuple(map(_kind, request.papers))
    if request.stage not in stages:
        raise UsageError(
            f"nothing is known of a stage {request.stage!r} to ask for.",
            where="--stage",
            remedy=f"Give --paper, or --commodity and one of: {', '.join(stages)}.",
        )
    asks = (a for r in stages[request.stage].requirements for a in r.ask)
    return tuple(dict.fromkeys(kind_of(a) for a in asks))


def _kind(words: str) -> str:
    key = kind_of(words)
    if not key:
        raise UsageError(
            f"{words!r} is no kind of paper that is known.",
            where="--paper",
            remedy=f"One of: {', '.join(k.title for k in kinds().values())}.",
        )
    return key


@dataclass(frozen=True, slots=True)
class AnsweredRequest:
    """What came of a request: papers, the day, until when a certificate holds."""

    case: Path
    key: str
    on: date
    papers: tuple[Path, ...] = ()
    expires: date | None = None
    note: str = ""
    withdrawn: bool = False


def answered(request: AnsweredRequest) -> Request:
    """Log an answer and keep its papers in the vault.

    Raises:
        UsageError: there is no such request or paper.
        Refused: a paper is a list of people; it was left where it lies.
        OutputError: the case cannot be written.

    """
    for path in request.papers:
        if not path.is_file():
            raise UsageError("there is no such file.", where=str(path))
        if path.suffix.lower() in TABLE_SUFFIXES:
            read_file(path)
    with Case.open(request.case, create=False, who="whence docket answered") as case:
        known = {r.key: r for r in kept.requests(case.casebook)}
        if request.key not in known:
            listed = ", ".join(known) or "none yet; use `whence docket ask`"
            what = f"there is no request {request.key!r}."
            raise UsageError(what, remedy=f"There are: {listed}.")
        held = known[request.key]
        exhibits = tuple(case.add_exhibit(path) for path in request.papers)
        new = replace(
            held,
            answered=None if request.withdrawn else request.on,
            expires=request.expires or held.expires,
            exhibits=(*held.exhibits, *exhibits),
            note=request.note or held.note,
            withdrawn=request.withdrawn,
        )
        kept.answered(case.casebook, new, request.on)
    return new
