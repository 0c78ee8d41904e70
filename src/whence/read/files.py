"""A foreign file to raw tables; the parsing happens in a child that can do no harm.

read_file   the sheets of one file
Limits      what one file may cost; DEFAULT comes from `data/tables/limits.yml`
"""

import errno
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from functools import cache
from pathlib import Path

import numpy as np

import whence
from whence.errors import InputError, OutputError, Refused, WhenceError
from whence.model.source import Source
from whence.model.table import Codes, RawColumn, RawTable, SetAside, TableKind
from whence.read.given import SPLIT, check_file, sha256_of
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
ROOT = str(Path(whence.__file__).resolve().parent.parent)
# -I shuts out the environment and the current folder; so the package names its own.
START = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from whence.read.child import main; main()"
)
SIGXCPU, SIGXFSZ = 24, 25  # POSIX signal numbers on Linux and macOS


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
            names = _ask(path, folder, limits)
            sha256 = hashing.result()
            raws = [_load(Path(folder), n, sha256, path.name) for n in names]
            return tuple(raws if as_written else map(folded_months, raws))
    except OSError as error:
        raise OutputError(
            f"the temporaries cannot be written ({error.strerror}).",
            where=str(work or tempfile.gettempdir()),
            remedy="Make room there, or choose another folder.",
        ) from None


def _ask(path: Path, folder: str, limits: Limits) -> list[str]:
    """Have one file read; give the names of the sheet files that were laid down."""
    answer = in_a_child(path, request_of(path, folder, limits), limits)
    if "sheets" in answer:
        return answer["sheets"]
    raise _error(answer["error"], path, limits)


def in_a_child(path: Path, request: Request, limits: Limits) -> dict[str, list[str]]:
    """Give what `whence.read.child.answered` gives, in a process that can do no harm.

    Raises:
        InputError: the process ended without an answer.

    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", START, ROOT],
            input=request.to_json().encode(),
            capture_output=True,
            timeout=limits.seconds,
            env={},
            cwd=request.folder,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            f"reading took longer than {limits.seconds} seconds and was stopped.",
            where=str(path),
            remedy=SPLIT,
        ) from None
    if done.returncode or not done.stdout:
        stderr = done.stderr.decode("utf-8", "replace")
        raise _stopped(done.returncode, stderr, path, limits)
    answer: dict[str, list[str]] = json.loads(done.stdout)
    return answer


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


def _error(answer: list[str], path: Path, limits: Limits) -> WhenceError:
    kind, what, remedy = answer
    if kind == "MemoryError":
        return _too_big(path, limits)
    if kind == "OSError" and remedy == str(errno.EFBIG):
        return _too_long(path, limits)
    if kind == "OSError":
        return OutputError(
            f"the columns of the table cannot be written ({what}).",
            where=str(path),
            remedy="Make room for temporaries, and run again.",
        )
    made = Refused if kind == "Refused" else InputError
    return made(what, where=str(path), remedy=remedy)


def _too_long(path: Path, limits: Limits) -> InputError:
    return InputError(
        f"reading it needs more than {limits.spool_bytes:,} bytes of room.",
        where=str(path),
        remedy=SPLIT,
    )


def _too_big(path: Path, limits: Limits) -> InputError:
    return InputError(
        f"reading it needs more than {limits.memory_bytes:,} bytes of memory.",
        where=str(path),
        remedy=SPLIT,
    )


def _stopped(code: int, stderr: str, path: Path, limits: Limits) -> InputError:
    """Say why the child ended without an answer; its own words never reach the user."""
    last = stderr.strip().rsplit("\n", 1)[-1][:200]
    if "MemoryError" in last or "memory allocation" in stderr:
        return _too_big(path, limits)
    if code == -SIGXFSZ:
        return _too_long(path, limits)
    if code == -SIGXCPU:
        return InputError(
            f"reading it needs more than {limits.cpu_seconds} seconds of computing.",
            where=str(path),
            remedy=SPLIT,
        )
    if code < 0:
        return InputError(
            f"the reader was stopped by the system (signal {-code}), most likely for"
            " want of memory.",
            where=str(path),
            remedy=SPLIT,
        )
    return InputError(
        f"the reader could not make sense of it ({last}).",
        where=str(path),
        remedy="Save it anew as XLSX or as CSV in UTF-8, and report the message.",
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
