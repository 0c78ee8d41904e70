"""A user's own figures: a CSV or a workbook, read in the child like all files."""

from collections.abc import Mapping
from pathlib import Path

from whence.errors import DataError, InputError
from whence.model.figure import Figure, Publication
from whence.model.source import Source
from whence.model.table import RawTable, SetAside
from whence.read.files import read_file
from whence.shelf.figures import COLUMNS, NEEDED, figure_of

OTHER_NAMES = {
    "id": "key", "claim": "says", "values": "value", "formula": "check",
    "source_cited": "source", "char_start": "quote_start", "char_end": "quote_end",
    "note": "remark", "part_of": "within",
}  # fmt: skip
REASON = "figure"


def read_figures(
    path: Path, publications: Mapping[str, Publication]
) -> tuple[tuple[Figure, ...], tuple[SetAside, ...]]:
    """Read figures; give them and the rows set aside, each with its reason.

    Raises:
        InputError: the file cannot be read, or is no table of figures.
        Refused: the file is a list of people.
        OutputError: the temporaries cannot be written.

    """
    figures: dict[str, Figure] = {}
    aside: list[SetAside] = []
    for table in read_file(path):
        aside += table.set_aside
        columns = _columns(table, path)
        for row in range(len(table)):
            cells = {name: table.columns[i].text(row) for name, i in columns.items()}
            source = table.source(row)
            try:
                figure = figure_of(cells, _where(source), publications=publications)
            except DataError as error:
                aside.append(SetAside(source, REASON, error.what, error.remedy))
                continue
            if figure.key in figures:
                what = f"the key {figure.key!r} stands twice."
                aside.append(SetAside(source, REASON, what, "Give it another key."))
                continue
            figures[figure.key] = figure
    return tuple(figures.values()), tuple(aside)


def _columns(table: RawTable, path: Path) -> dict[str, int]:
    """Give the index of each known column."""
    found: dict[str, int] = {}
    for index, column in enumerate(table.columns):
        name = "_".join(column.header.strip().casefold().split())
        name = OTHER_NAMES.get(name, name)
        if name in COLUMNS and name not in found:
            found[name] = index
    missing = [c for c in NEEDED if c not in found]
    if missing:
        raise InputError(
            f"no column {', '.join(f'`{m}`' for m in missing)} for figures.",
            where=f"{path}, row {table.header_line}",
            remedy=f"Use the columns {', '.join(COLUMNS)}; key and source are needed,"
            " and value goes with metric, flow, unit and period.",
        )
    return found


def _where(source: Source) -> str:
    sheet = f", sheet {source.sheet}" if source.sheet else ""
    return f"{source.name}{sheet}, row {source.row}"
