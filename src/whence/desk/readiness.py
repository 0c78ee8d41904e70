"""Which papers a chain has, was asked for, or lacks, stage by stage."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from whence.model.request import ReadyRow, Request, Standing
from whence.shelf.documents import kind_of
from whence.shelf.requests import expires_soon_days
from whence.shelf.requirements import Requirement, Stage

OPEN = (Standing.WAITING, Standing.LATE)
HELD = (Standing.HELD, Standing.EXPIRES_SOON)


def standing_of(request: Request, today: date) -> Standing:
    """Say how a request stands on a day.

    A paper holds on its last day and has expired on the next.
    """
    if request.withdrawn:
        return Standing.WITHDRAWN
    if request.answered is None or request.answered > today:
        return Standing.LATE if request.due < today else Standing.WAITING
    if request.expires is None:
        return Standing.HELD
    if request.expires < today:
        return Standing.EXPIRED
    soon = request.expires - timedelta(expires_soon_days()) <= today
    return Standing.EXPIRES_SOON if soon else Standing.HELD


def readiness(
    requests: Sequence[Request], stages: Sequence[Stage], *, today: date
) -> tuple[ReadyRow, ...]:
    """Give each paper that the stages need, with every request for it, once.

    A requirement that no request serves stands as not asked, with the papers to ask
    for first. Requests that serve no requirement follow their stage's.
    """
    found: list[ReadyRow] = []
    for stage in stages:
        here = [r for r in requests if r.stage == stage.key]
        rows = [_row(r, today) for r in here]
        for need in stage.requirements:
            fitting = [n for n, r in enumerate(here) if _serves(r, need)]
            for place in fitting:
                rows[place] = _shown(rows[place], need)
            if all(here[n].withdrawn for n in fitting):
                rows += [_missing(stage.key, paper, need) for paper in need.ask]
        found += _once(rows)
    known = {stage.key for stage in stages}
    found += [_row(r, today) for r in requests if r.stage not in known]
    return tuple(found)


def _serves(request: Request, need: Requirement) -> bool:
    return request.paper in {kind_of(d) for d in need.documents}


def _row(request: Request, today: date) -> ReadyRow:
    standing = standing_of(request, today)
    return ReadyRow(request.stage, request.paper, standing, request=request)


def _missing(stage: str, paper: str, need: Requirement) -> ReadyRow:
    return _shown(ReadyRow(stage, kind_of(paper), Standing.NOT_ASKED), need)


def _shown(row: ReadyRow, need: Requirement) -> ReadyRow:
    """Add what a requirement wants of a paper; the best-read rule is the one named."""
    shows = f"{row.shows}; {need.text}" if row.shows else need.text
    if row.reference and (not need.verification.decides or row.verification == "seen"):
        return replace(row, shows=shows)
    return replace(
        row,
        shows=shows,
        reference=need.reference,
        verification=need.verification.value,
    )


def _once(rows: list[ReadyRow]) -> list[ReadyRow]:
    """Join what nobody was asked for where two rules want one kind of paper."""
    found: dict[tuple[str, str], ReadyRow] = {}
    for row in rows:
        key = row.paper, row.request.key if row.request else ""
        held = found.get(key)
        shows = f"{held.shows}; {row.shows}" if held else row.shows
        found[key] = replace(held or row, shows=shows)
    return list(found.values())
