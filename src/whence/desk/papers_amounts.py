"""Papers that do not say how much: records of production, and invoices."""

import re
from collections.abc import Iterator

from whence.desk.papers_index import Sheaf, called
from whence.model.folder import Gap, GapKind
from whence.model.paper import AmountRole, Paper, PartyRole
from whence.shelf.documents import title_of
from whence.shelf.paper_words import flows, folded, holds

QUANTITY = re.compile(
    r"(?<![\w-])\d[\d,.]* ?(?:kg|kgs|t|mt|g|lb|lbs|tonnes?|tons?|pcs|pieces"
    r"|公斤|千克|吨|片|件|块)"
    r"(?![A-Za-z])",
    re.IGNORECASE,
)
"""A figure with a unit of weight or pieces, as records write it."""


def quantities(sheaf: Sheaf) -> Iterator[Gap]:
    """Name records that do not say how much was taken, or made.

    Pieces are a quantity too. A record that holds weights which could not be given a
    side is left alone: what was not read is not missing.
    """
    for paper in sheaf.records:
        lacking = _lacking(sheaf, paper)
        if lacking and not _unread(sheaf, paper):
            stage = paper.stage or (paper.stages[0] if paper.stages else "")
            yield _gap(paper, " nor ".join(lacking), stage, PartyRole.MAKER)
    for paper in sheaf.of("invoice"):
        silent = not paper.amounts and paper.goods and paper.number
        if silent and not QUANTITY.search(sheaf.texts.get(paper.file, "")):
            yield _gap(paper, "how much was sold", paper.stage, PartyRole.SELLER)


def _gap(paper: Paper, lacking: str, stage: str, role: PartyRole) -> Gap:
    """Give the gap of a paper that does not say something of a quantity."""
    return Gap(
        f"quantity: {called(paper)} {paper.file}",
        GapKind.QUANTITY,
        f"{called(paper)} does not say {lacking}",
        stage=stage,
        ask=(title_of(paper.kind),),
        party=paper.party(role, PartyRole.ISSUER),
        papers=(paper.file,),
    )


def _lacking(sheaf: Sheaf, paper: Paper) -> list[str]:
    roles = {a.role for a in paper.amounts if a.number}
    lacking = []
    if not roles & {AmountRole.MADE, AmountRole.GOODS}:
        lacking.append("how much was made")
    first = bool(sheaf.order) and paper.stage == sheaf.order[0]
    wants = paper.kind in ("production_record", "gin_record") and not first
    if not paper.stage and not paper.stages and not paper.lots_in:
        wants = False  # It may be of the first stage, which takes nothing.
    if wants and AmountRole.TAKEN not in roles:
        lacking.append("how much went in")
    return lacking


def _unread(sheaf: Sheaf, paper: Paper) -> bool:
    """Whether a record holds more quantities than were given a side."""
    rows = sheaf.texts.get(paper.file, "").splitlines()
    waste = flows()["waste"]
    held = sum(
        len(QUANTITY.findall(row))
        for row in rows
        if not any(holds(folded(row), word) for word in waste)
    )
    known = sum(a.role is not AmountRole.WASTE for a in paper.amounts)
    return held > known
