"""`whence docket gaps`: a folder of papers against what its goods must show."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import whence
from whence.desk.balance_steps import balance_of, clashes_of_balance
from whence.desk.papers_asking import proposals
from whence.desk.papers_clash import clashes
from whence.desk.papers_gaps import gaps_of
from whence.desk.papers_index import Sheaf
from whence.errors import UsageError
from whence.jobs.steps.handing_gaps import plain_of, write_gaps
from whence.model.folder import BalanceStep, Contradiction, Gap
from whence.model.paper import Aside, Paper
from whence.model.request import Proposal
from whence.read.documents.draft import papers_of
from whence.read.documents.folder import read_papers
from whence.report.gaps_held import Held
from whence.shelf import version_of
from whence.shelf.measures import measures

Progress = Callable[[str, int, int], None]


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class GapsRequest:
    """Which folder, under which measure, for goods of which code.

    `measure` is the key of a measure; `hs` the code of the goods detained, "" when the
    last stage that the papers show is meant. `pictures` reads scans where tesseract is
    installed. `out` is a folder for the page, the workbook and the JSON. `commodity`
    is what a docket says of the goods, "" when the papers tell; `importer` is asked
    for nothing.
    """

    folder: Path
    as_of: date
    measure: str = "us/uflpa"
    hs: str = ""
    pictures: bool = True
    out: Path | None = None
    commodity: str = ""
    importer: str = ""
    progress: Progress = _silent


@dataclass(frozen=True, slots=True)
class GapsResult:
    """What the folder holds and lacks.

    `refused` counts lists of people, `copies` files that are another one byte for byte.
    """

    commodity: str
    stages: tuple[str, ...]
    papers: tuple[Paper, ...]
    gaps: tuple[Gap, ...]
    clashes: tuple[Contradiction, ...]
    steps: tuple[BalanceStep, ...]
    aside: tuple[Aside, ...]
    refused: int
    copies: int
    measure: str
    as_of: date
    proposals: tuple[Proposal, ...] = ()

    @property
    def held(self) -> Held:
        """Give it as the ways of printing want it."""
        return Held(
            self.commodity,
            self.stages,
            self.papers,
            self.gaps,
            self.clashes,
            self.steps,
            self.aside,
            self.refused,
            (
                ("Copies left out", str(self.copies)),
                ("As of", self.as_of.isoformat()),
                ("Asked under", self.measure),
                ("Whence", whence.__version__),
                ("Rules and yields", version_of("papers")),
            ),
        )

    @property
    def kinds(self) -> tuple[tuple[str, int], ...]:
        """Give how many papers there are of each kind, most first."""
        found = Counter(p.kind for p in self.papers)
        return tuple(sorted(found.items(), key=lambda kv: (-kv[1], kv[0])))


def find_gaps(request: GapsRequest) -> GapsResult:
    """Read the folder, and say what is missing and what cannot all be right.

    Raises:
        UsageError: there is no measure of this name.
        InputError: there is no such folder, or nothing in it.

    """
    if request.measure not in measures():
        known = ", ".join(sorted(measures()))
        raise UsageError(f"no measure {request.measure!r}.", remedy=f"One of: {known}.")
    found = read_papers(
        request.folder, progress=request.progress, pictures=request.pictures
    )
    request.progress("holding papers against each other", 0, 1)
    texts = list({t.sha256: t for t in reversed(found.texts)}.values())[::-1]
    commodity, papers = papers_of(texts, commodity=request.commodity)
    sheaf = Sheaf(commodity, papers, {t.file: t.text for t in found.texts})
    hs = "".join(ch for ch in request.hs if ch.isdigit())
    steps = balance_of(sheaf)
    gaps = tuple(gaps_of(sheaf, tuple(found.aside), measure=request.measure, hs=hs))
    result = GapsResult(
        commodity=commodity,
        stages=sheaf.order,
        papers=papers,
        gaps=gaps,
        clashes=(*clashes(sheaf), *clashes_of_balance(sheaf, steps)),
        steps=steps,
        aside=tuple(found.aside),
        refused=found.refused,
        copies=len(found.texts) - len(texts),
        measure=request.measure,
        as_of=request.as_of,
        proposals=proposals(gaps, papers, sheaf.texts, importer=request.importer),
    )
    if request.out is not None:
        write_gaps(result.held, plain_of(result), request.out, made=request.as_of)
    return result
