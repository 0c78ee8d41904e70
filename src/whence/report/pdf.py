"""dossier.pdf: the same view as the page, typeset for paper."""

from whence.model.findings import Findings
from whence.report.masks import withhold
from whence.report.paper import Paper
from whence.report.press import typeset
from whence.report.volumes import LARGE, WHOLE, in_volumes, press_apart, weight
from whence.shelf.prints import Bounds
from whence.shelf.prints import bounds as policy

TEMPLATE = "dossier.typ"


def to_pdf(findings: Findings, bounds: Bounds | None = None) -> bytes:
    """Print the findings as one PDF with outline, page numbers and tags.

    A large one is set by a process of its own, a long one in volumes and joined, so
    that its memory has a bound.

    Raises:
        DataError: the template or a font of the package is broken.

    """
    held = withhold(findings)
    paper = Paper(held, bounds or policy()).tree()
    letters, press = weight(paper), press_apart(TEMPLATE, findings.as_of)
    if letters > WHOLE:
        return in_volumes(paper, press)
    if letters > LARGE:
        return press(paper)
    return typeset(TEMPLATE, paper, as_of=findings.as_of)
