"""One foreign table to records of the store: mapped, read by distinct values, kept.

What a source gave is kept by its content, its mapping and the version of the readers,
so that a build that died, or a later one with more files, does not read it again.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from whence.engine.duck import Duck
from whence.errors import InputError
from whence.jobs.steps.trace_meanings import meanings
from whence.jobs.steps.trace_seen import see
from whence.jobs.steps.trace_sheets import READERS, Sheet
from whence.read import values
from whence.read.weights import heaviest
from whence.report.counting import counted
from whence.shelf.tables import reasons
from whence.store.case import Case
from whence.store.files import write_text
from whence.store.generations import source as kept_source


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What became of the rows of one source, and which readers read it."""

    key: str
    sha256: str
    name: str
    sheet: str
    rows_in: int
    used: int
    set_aside: int
    missing_hs: int
    notes: tuple[str, ...]
    readers: int = 1

    @property
    def table(self) -> tuple[str, str]:
        """Name the table that it is, however it was read."""
        return self.sha256, self.sheet

    @property
    def outdated(self) -> bool:
        """Whether an earlier version read it, and less of it."""
        return self.readers != READERS


def keep_source(case: Case, sheet: Sheet, *, memory: int) -> SourceNote:
    """Turn a table into records and mentions on disk, unless that was done before.

    Raises:
        InputError: a row breaks the table; the careful reader must take it.
        OutputError: the disk is full.

    """
    with kept_source(case.store, sheet.key) as (folder, whole):
        if not whole:
            _fill(case, sheet, folder, memory)
    return note_of(case.store, sheet.key)


def note_of(root: Path, key: str) -> SourceNote:
    """Give what a kept source says of itself.

    Raises:
        InputError: it is gone, or no JSON.

    """
    path = root / "sources" / key / "note.json"
    try:
        plain = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            "what was read from a file is gone from the store, or damaged.",
            where=str(path.parent),
            remedy="Delete this folder if it is there, and build anew from all your"
            " files: whence trace build FILES... --fresh",
        ) from error
    return SourceNote(**{**plain, "notes": tuple(plain["notes"])})


def _fill(case: Case, sheet: Sheet, folder: Path, memory: int) -> None:
    reach = (case.store, case.folder / "inputs", *_outside(sheet))
    with Duck(case.tmp, reach=reach, memory=memory, ordered=True) as duck:
        rows = see(sheet, duck)
        notes, bad = meanings(case, sheet, duck)
        duck.run(
            "records",
            out=str(folder / "records.parquet"),
            source=sheet.key,
            f_net=values.factor("weight_net", sheet.header("weight_net")),
            f_gross=values.factor("weight_gross", sheet.header("weight_gross")),
            f_quantity=values.factor("quantity", sheet.header("quantity")),
            most=heaviest(),
        )
        duck.run("mentions", out=str(folder / "mentions.parquet"))
        duck.view("records", [folder / "records.parquet"])
        codes = duck.rows("record_codes")
        used = sum(n for _, n in codes)
        duck.table("why", bad)
        # Walking the file once more is for those that hold such rows.
        aside = "aside" if used < rows else "none_aside"
        duck.run(aside, out=str(folder / "aside.parquet"))
        duck.view("aside", [folder / "aside.parquet"])
        notes += _shortcomings(duck)
    note = {
        "key": sheet.key,
        "sha256": sheet.sha256,
        "name": sheet.name,
        "sheet": sheet.raw.sheet,
        "rows_in": rows + len(sheet.aside),
        "used": used,
        "set_aside": rows - used + len(sheet.aside),
        "missing_hs": sum(n for code, n in codes if code == ""),
        "notes": sorted(set(notes)),
        "readers": READERS,
    }
    write_text(folder / "note.json", json.dumps(note, ensure_ascii=False))


def _shortcomings(duck: Duck) -> list[str]:
    """Say why rows are not used, and what records lack."""
    said = [
        f"{counted(count, 'row')} set aside: {reason}, first row {row}"
        f" ({detail[:40]!r}): {reasons()[reason].remedy}"
        for reason, count, row, detail in duck.rows("aside_counts")
    ]
    ((weightless, dayless, notified),) = duck.rows("record_counts")
    for count, words in (
        (weightless, "without a weight that can be told: by number only"),
        (dayless, "without a day: at any time"),
        (notified, "to order, whose notify party is taken for the buyer"),
    ):
        if count:
            said.append(f"{counted(count, 'record')} {words}")
    return said


def _outside(sheet: Sheet) -> tuple[Path, ...]:
    """Give where a linked input really lies, so that the engine may read it."""
    path = getattr(sheet.table, "path", None)
    return (path, path.resolve()) if isinstance(path, Path) else ()
