"""`whence docket gaps --case`: gaps by what the docket says, and requests from them."""

from dataclasses import dataclass, replace
from pathlib import Path

from whence.desk.readiness import standing_of
from whence.jobs.docket_ask import AskRequest, ask
from whence.jobs.docket_gaps import GapsRequest, GapsResult, find_gaps
from whence.model.request import Proposal, Request
from whence.store import desk
from whence.store import requests as kept
from whence.store.case import Case


@dataclass(frozen=True, slots=True)
class CaseGapsRequest:
    """A folder, and the case whose docket says commodity, measure and importer.

    With `ask` a request is noted for every missing paper that a supplier can give;
    `docket` names one of several.
    """

    gaps: GapsRequest
    case: Path
    docket: str = ""
    ask: bool = False


@dataclass(frozen=True, slots=True)
class CaseGapsResult:
    """The gaps, whom to ask for what, what was asked before, and what was noted now."""

    gaps: GapsResult
    proposals: tuple[Proposal, ...]
    before: tuple[tuple[Proposal, str], ...]
    noted: tuple[Request, ...]


def gaps_of_case(request: CaseGapsRequest) -> CaseGapsResult:
    """Find the gaps of a folder for a docket; note requests when asked to.

    Raises:
        UsageError: there is no such case or docket.
        InputError: there is no such folder, or nothing in it.
        OutputError: the case cannot be written.

    """
    with Case.open(request.case, create=False, who="whence docket gaps") as case:
        docket = desk.chosen(case.casebook, request.docket)
        known = kept.requests(case.casebook)
        importer = docket.header.importer or case.config.importer
    asked = replace(
        request.gaps,
        measure=docket.measure or request.gaps.measure,
        commodity=docket.commodity,
        importer=importer,
    )
    found = find_gaps(asked)
    before, fresh = _parted(found.proposals, known, request)
    noted: list[Request] = []
    for one in fresh if request.ask else ():
        if one.why_not:
            continue
        noted += ask(
            AskRequest(
                case=request.case,
                supplier=one.supplier,
                stage=one.stage,
                asked=asked.as_of,
                papers=one.papers,
                country=one.country,
                about=one.about,
                measure=asked.measure,
            )
        )
    return CaseGapsResult(found, tuple(fresh), tuple(before), tuple(noted))


def _parted(
    found: tuple[Proposal, ...], known: tuple[Request, ...], request: CaseGapsRequest
) -> tuple[list[tuple[Proposal, str]], list[Proposal]]:
    """Part what was asked of a supplier for a stage before from what was not."""
    before: list[tuple[Proposal, str]] = []
    fresh: list[Proposal] = []
    for one in found:
        same = [
            r
            for r in known
            if (r.supplier, r.stage) == (one.supplier, one.stage)
            and r.paper in one.papers
            and (not one.about or not r.about or r.about == one.about)
            and not r.withdrawn
        ]
        if same:
            held = same[-1]
            standing = standing_of(held, request.gaps.as_of).value
            before.append((one, f"{held.key}, asked {held.asked}: {standing}"))
        else:
            fresh.append(one)
    return before, fresh
