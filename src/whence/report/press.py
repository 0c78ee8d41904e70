"""The typesetter: Typst as a library, in memory, with the shipped fonts and its own.

No package, no system font, no clock: the same data give the same bytes. What users
wrote goes in as data, never as markup.
"""

import json
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from whence.errors import DataError
from whence.shelf.fonts import FOLDER
from whence.shelf.style import sheet

DOTS = 144.0
"""Dots an inch of a PNG: two for each px of a picture, at 72 px an inch."""


def pngs(template: str, data: object) -> list[bytes]:
    """Set one template of `data/style` with data, and give each page as a PNG.

    Raises:
        DataError: the typesetter refuses the template.

    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        made = typst.compile(
            sheet(template).encode(),
            font_paths=_fonts(),
            sys_inputs=inputs,
            format="png",
            ppi=DOTS,
        )
    except typst.TypstError as error:
        where = f"data/style/{template}"
        raise DataError(f"cannot be drawn: {error}", where=where) from error
    return [made] if isinstance(made, bytes) else list(made or ())


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


def bound(template: str, data: object, folder: Path, *, as_of: date) -> bytes:
    """Set a template of `data/style` with data and the pages of files in a folder.

    Pages of other PDFs cannot be tagged, so that no promise of PDF/UA is made.

    Raises:
        DataError: the typesetter refuses the template or a file.

    """
    noon = datetime.combine(as_of, time(12), UTC)
    # Its type variables cannot tell a root beside a source in memory.
    root: Any = str(folder)
    try:
        made = typst.compile(
            sheet(template).encode(),
            root=root,
            font_paths=_fonts(),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=noon,
            pdf_tags=False,
        )
    except typst.TypstError as error:
        where = f"data/style/{template}"
        raise DataError(f"cannot be typeset: {error}", where=where) from error
    if not isinstance(made, bytes):
        raise DataError("gave no single file.", where=f"data/style/{template}")
    return made
