"""dossier.pdf: the same view as the page, typeset for paper.

Typst is called as a library, in memory: with the shipped fonts and its own only, no
package, no system font, and the day of the question as the date, so that the same
findings give the same bytes. What users wrote goes in as data, never as markup.
"""

import json
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

import typst

from whence.errors import DataError
from whence.model.findings import Findings
from whence.report.masks import withhold
from whence.report.paper import Paper
from whence.shelf.fonts import FOLDER
from whence.shelf.prints import Bounds
from whence.shelf.prints import bounds as policy
from whence.shelf.style import sheet


def to_pdf(findings: Findings, bounds: Bounds | None = None) -> bytes:
    """Print the findings as one PDF with outline, page numbers and tags.

    Raises:
        DataError: the template or a font of the package is broken.

    """
    held = withhold(findings)
    paper = Paper(held, bounds or policy()).tree()
    return typeset("dossier.typ", paper, as_of=findings.as_of)


def typeset(template: str, data: object, *, as_of: date) -> bytes:
    """Set one template of `data/style` with data, dated by the day of the question.

    The PDF is tagged and held to PDF/UA-1 (ISO 14289-1). Where a text cannot meet it
    (a letter and a mark that no font joins), the same is set without that promise.

    Raises:
        DataError: the typesetter refuses the template.

    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    source = sheet(template).encode()
    noon = datetime.combine(as_of, time(12), UTC)
    try:
        try:
            made = _compiled(source, inputs, noon, ["ua-1"])
        except typst.TypstError as error:
            if "PDF/UA-1" not in str(error):
                raise
            made = _compiled(source, inputs, noon, [])
    except typst.TypstError as error:
        where = f"data/style/{template}"
        raise DataError(f"cannot be typeset: {error}", where=where) from error
    if not isinstance(made, bytes):
        raise DataError("gave no single file.", where=f"data/style/{template}")
    return made


def _compiled(
    source: bytes, inputs: dict[str, str], noon: datetime, standards: list[Any]
) -> bytes | list[bytes] | None:
    return typst.compile(
        source,
        font_paths=_fonts(),
        sys_inputs=inputs,
        timestamp=noon,
        pdf_standards=standards,
    )


@cache
def _fonts() -> typst.Fonts:
    """Load the shipped fonts and those inside the typesetter, none of the system."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(FOLDER)],
    )
