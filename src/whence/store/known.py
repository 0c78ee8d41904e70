"""What a user knows of listed organisations, kept in the case.

lists/known/us-uflpa.csv   his rows, oldest first; none is ever taken out
lists/known/us-uflpa.yml   says of which list they are; `case.toml` names it
"""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import tomlkit
import yaml

from whence.store.case import Case
from whence.store.config import document_of, read_text
from whence.store.files import guarded, write_text

FOLDER = "lists/known"
Line = tuple[str, ...]
"""The cells of a row, in the order of the columns."""


def add_known(
    case: Case, key: str, rows: Iterable[Line], *, columns: Sequence[str]
) -> tuple[Line, ...]:
    """Keep rows about the entries of one list, and give those that were not there: a
    row that was known on another day already is no new one.

    Raises:
        OutputError: the case cannot be read or written.

    """
    name = key.replace("/", "-")
    table = case.folder / FOLDER / f"{name}.csv"
    held, day = _held(table, columns), columns.index("known")
    lines = {_but(line, day): line for line in held}
    new = [line for line in rows if _but(line, day) not in lines]
    if new:
        with guarded(table.parent):
            table.parent.mkdir(parents=True, exist_ok=True)
        write_text(table, _written([*held, *new], columns))
        about = yaml.safe_dump({"key": key, "aliases": table.name}, sort_keys=False)
        write_text(table.with_suffix(".yml"), about)
        _name_it(case, f"{FOLDER}/{name}.yml")
    return tuple(new)


def _but(line: Line, place: int) -> Line:
    return (*line[:place], *line[place + 1 :])


def _held(table: Path, columns: Sequence[str]) -> list[Line]:
    if not table.exists():
        return []
    with guarded(table):
        text = table.read_text("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text))
    return [tuple(row.get(c) or "" for c in columns) for row in rows]


def _written(lines: Iterable[Line], columns: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([columns, *lines])
    return text.getvalue()


def _name_it(case: Case, name: str) -> None:
    """Name the description among the lists of `case.toml`, where it is not yet."""
    text = read_text(case.toml)
    document = document_of(text, case.toml)
    lists = [str(item) for item in document.get("lists", [])]
    if name not in lists:
        document["lists"] = [*lists, name]
        write_text(case.toml, tomlkit.dumps(document))
