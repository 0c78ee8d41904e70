"""A foreign file to raw tables; the parsing happens in a child that can do no harm.

read_file   the sheets of one file
Limits      what one file may cost; DEFAULT comes from `data/tables/limits.yml`
"""

import json
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from whence.errors import OutputError
from whence.model.source import Source
from whence.model.table import Codes, RawColumn, RawTable, SetAside, TableKind
from whence.read.asked import answer, run
from whence.read.given import check_file, sha256_of
from whence.read.months import folded_months
from whence.read.persons import roster
from whence.read.request import (
    Bounds,
    CodePage,
    Pages,
    Request,
    Signature,
)
from whence.shelf.charsets import codepages, letters, telling
from whence.shelf.foreign import Limits, kinds_of_file, limits
from whence.shelf.heads import lexicon, with_article
from whence.shelf.standards import standards
from whence.shelf.tables import headers, reasons, words

DEFAULT = limits()


def read_file(
    path: Path,
    *,
    limits: Limits = DEFAULT,
    work: Path | None = None,
    as_written: bool = False,
) -> tuple[RawTable, ...]:
    """Read one file: a table for each sheet that holds rows.

    Args:
        path: a CSV, TSV or other separated text, or a workbook.
        limits: what the child may use.
        work: folder for temporaries (the case's own); the system's when None.
        as_written: columns stay as they stand in the file; else months that stand side
            by side become rows.

    Raises:
        InputError: the file cannot be read; says what, where, and the remedy.
        Refused: the file is a list of people; nothing of it was written.
        OutputError: the temporaries cannot be written.

    """
    check_file(path, limits)
    try:
        with (
            tempfile.TemporaryDirectory(prefix="read-", dir=work) as folder,
            ThreadPoolExecutor(1) as beside,
        ):
            hashing = beside.submit(sha256_of, path)
            told = in_a_child(path, request_of(path, folder, limits), limits)
            names = answer(told, "sheets", path=path, limits=limits)
            sha256 = hashing.result()
            raws = [_load(Path(folder), n, sha256, path.name) for n in names]
            return tuple(raws if as_written else map(folded_months, raws))
    except OSError as error:
        raise OutputError(
            f"the temporaries cannot be written ({error.strerror}).",
            where=str(work or tempfile.gettempdir()),
            remedy="Make room there, or choose another folder.",
        ) from None


def in_a_child(path: Path, request: Request, limits: Limits) -> dict[str, Any]:
    """Give what `whence.read.child.answered` gives, from a process that can do no harm.

    Raises:
        InputError: the process ended without an answer.

    """
    asked = request.to_json()
    return run(
        "whence.read.child", asked, path=path, folder=request.folder, limits=limits
    )


def request_of(path: Path, folder: str, limits: Limits) -> Request:
    """Give the request for a child: one file, its folder, limits and words."""
    return Request(
        path=str(path.resolve()),
        folder=folder,
        bounds=Bounds(**{f.name: getattr(limits, f.name) for f in fields(Bounds)}),
        signatures=tuple(
            Signature(
                k.starts.decode() if k.is_text else k.starts.hex(),
                k.is_text,
                k.reads,
                k.says,
                k.remedy,
                k.needs,
            )
            for k in kinds_of_file()
        ),
        roster=roster(),
        totals=tuple(sorted(words().totals)),
        partial=tuple(sorted(words().partial)),
        headers=tuple(sorted(headers())),
        words=header_words(),
        pages=pages(),
        standards=standards(),
    )


@cache
def header_words() -> tuple[str, ...]:
    """Give the single words of which headers are made; a star stands for any ending."""
    terms = lexicon()
    found = {w for skip in terms.skip.values() for text in skip for w in text.split()}
    for text in terms.whole:
        found.update(text.split())
    for text in terms.prefixes:
        *others, last = text.split()
        found.update([*others, f"{last}*"])
    found.update([form for word in found for form in with_article(word)])
    return tuple(sorted(word for word in found if len(word) > 1))


@cache
def pages() -> Pages:
    """Give what the child needs to tell old code pages apart."""
    known = codepages()
    return Pages(
        tuple(CodePage(*page) for page in known["pages"]),
        letters(),
        known["score"],
        known["margin"],
        " ".join(telling()),
    )


def _load(folder: Path, name: str, sha256: str, file: str) -> RawTable:
    head = json.loads((folder / name).read_text("utf-8"))
    said = reasons()
    aside = tuple(
        SetAside(
            Source(sha256, file, head["sheet"], line),
            reason,
            detail,
            said[reason].remedy,
        )
        for line, reason, detail in head["aside"]
    )
    lines = _codes(folder / head["lines"])
    columns = zip(head["headers"], head["values"], head["codes"], strict=True)
    return RawTable(
        sha256=sha256,
        name=file,
        sheet=head["sheet"],
        columns=tuple(
            RawColumn(h, tuple(v), _codes(folder / c)) for h, v, c in columns
        ),
        lines=lines,
        header_line=head["header_line"],
        apart=head["apart"],
        apart_of=tuple(head["apart_of"].items()),
        rows_in=len(lines) + len(aside),
        set_aside=aside,
        notes=tuple(head["notes"]),
        hollow=tuple((row, column) for row, column in head["hollow"]),
        kind=TableKind(head["kind"]) if head["kind"] else None,
        roles=tuple(head["roles"]),
        doubt=head["doubt"],
        form=tuple(head["form"]),
    )


def _codes(path: Path) -> Codes:
    codes: Codes = np.load(path, allow_pickle=False)
    return codes
