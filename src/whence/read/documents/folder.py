"""Every paper of a folder to text; foreign files are opened in a locked child.

read_papers   the papers, those that were set aside, and how many lists of people
"""

import json
import os
import selectors
import subprocess
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from whence.alone import command
from whence.errors import InputError, Refused
from whence.model.paper import Aside, Media, PaperText
from whence.read.documents.pictured import REMEDIES, with_pictures
from whence.read.documents.request import Batch, Most
from whence.read.files import DEFAULT, request_of
from whence.shelf.foreign import Limits
from whence.shelf.papers import PaperLimits, paper_limits

SKIPPED = ("~$", ".", "Thumbs.db", "desktop.ini")
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Papers:
    """What a folder holds; `refused` counts lists of people: nothing of one is kept."""

    texts: list[PaperText] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    refused: int = 0


def read_papers(
    folder: Path,
    *,
    progress: Progress,
    pictures: bool = True,
    limits: PaperLimits | None = None,
    bounds: Limits = DEFAULT,
) -> Papers:
    """Read every paper under a folder, in the order of its path.

    Args:
        folder: where the papers lie; folders inside it are walked, links are not.
        progress: told how many files are done.
        pictures: whether scans are read, where tesseract is installed.
        limits: what reading papers may cost.
        bounds: what the child may use.

    Raises:
        InputError: there is no such folder, or nothing in it, or far too much.

    """
    limits = limits or paper_limits()
    files = _files(folder, limits)
    found = Papers()
    with tempfile.TemporaryDirectory(prefix="papers-") as work:
        for start in range(0, len(files), limits.batch):
            progress("reading papers", start, len(files))
            part = files[start : start + limits.batch]
            asked = _Asked(folder, Path(work), limits, bounds, pictures)
            _batch(part, asked, found)
    progress("reading papers", len(files), len(files))
    found.texts.sort(key=lambda t: t.file)
    found.aside.sort(key=lambda a: a.file)
    return found


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every batch is asked with."""

    folder: Path
    work: Path
    limits: PaperLimits
    bounds: Limits
    pictures: bool


def _files(folder: Path, limits: PaperLimits) -> list[Path]:
    """List the files under a folder; what programs leave behind is left out."""
    where = str(folder)
    if not folder.is_dir():
        raise InputError(
            "there is no such folder." if not folder.exists() else "this is a file.",
            where=where,
            remedy="Name the folder in which the papers lie.",
        )
    found = []
    for place, inner, names in os.walk(folder):
        inner[:] = [n for n in sorted(inner) if not n.startswith(".")]
        for name in names:
            path = Path(place, name)
            if not name.startswith(SKIPPED) and not path.is_symlink():
                found.append(path)
        if len(found) > limits.files:
            raise InputError(
                f"more than {limits.files:,} files lie here.",
                where=where,
                remedy="Name the folder of one detention.",
            )
    if not found:
        raise InputError(
            "no file lies here.", where=where, remedy="Put the papers into it."
        )
    return sorted(found, key=lambda p: p.relative_to(folder).as_posix())


def _batch(files: Sequence[Path], asked: _Asked, found: Papers) -> None:
    """Read some files; the one a child dies of is set aside, the others go on."""
    left = [f for f in files if _fits(f, asked, found)]
    while left:
        done = 0
        died = ""
        for number, answer in _child(left, asked):
            if answer is None:
                died = number
                break
            _take(left[done], answer, asked, found)
            done += 1
        if done < len(left):
            what = died or "the reader was stopped by the system"
            name = _name(left[done], asked)
            found.aside.append(
                Aside(name, f"{what}.", "Print it to a PDF, or split it.")
            )
            done += 1
        left = left[done:]


def _fits(path: Path, asked: _Asked, found: Papers) -> bool:
    size = path.stat().st_size
    if size <= asked.limits.file_bytes:
        return True
    what = f"it is larger than {asked.limits.file_bytes:,} bytes."
    found.aside.append(Aside(_name(path, asked), what, "Split it into its papers."))
    return False


def _name(path: Path, asked: _Asked) -> str:
    plain = path.relative_to(asked.folder).as_posix()
    return unicodedata.normalize("NFC", plain)


def _child(
    files: Sequence[Path], asked: _Asked
) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Give the answer for each file in turn; None and a reason when the child died."""
    request = request_of(files[0], str(asked.work), asked.bounds)
    most = Most(**{f.name: getattr(asked.limits, f.name) for f in fields(Most)})
    batch = Batch(tuple(str(f.resolve()) for f in files), most, asked.pictures, request)
    for answer in in_a_child(batch, asked.limits.seconds):
        if answer is None:
            yield "reading it took too long and was stopped", None
            return
        if "done" in answer:
            yield "", answer


def in_a_child(batch: Batch, seconds: int) -> Iterator[dict[str, Any] | None]:
    """Give what `whence.read.documents.child.answers` gives, in a process that can do
    no harm; None when it is silent for so many seconds."""
    child = subprocess.Popen(
        command("whence.read.documents.child"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd=batch.table.folder,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        child.stdin.write(batch.to_json().encode())
        child.stdin.close()
        for line in _lines(child, seconds):
            yield None if line is None else json.loads(line)
    except BrokenPipeError:
        return
    finally:
        child.kill()
        child.stdout.close()
        child.wait()


def _lines(child: "subprocess.Popen[bytes]", seconds: int) -> Iterator[str | None]:
    """Give the child's lines as they come; None when it is silent for too long."""
    assert child.stdout is not None
    held = b""
    with selectors.DefaultSelector() as watch:
        watch.register(child.stdout, selectors.EVENT_READ)
        while True:
            if not watch.select(seconds):
                yield None
                return
            block = os.read(child.stdout.fileno(), 1 << 20)
            if not block:
                return
            *lines, held = (held + block).split(b"\n")
            yield from (line.decode() for line in lines)


def _take(path: Path, answer: dict[str, Any], asked: _Asked, found: Papers) -> None:
    """Take in what the child says of one file."""
    name = _name(path, asked)
    for inner, kind, what, remedy in answer["errors"]:
        if kind == "refused":
            found.refused += 1
        else:
            whole = f"{name} {inner}" if inner else name
            found.aside.append(Aside(whole, what, remedy))
    for plain in answer["papers"]:
        whole = f"{name} {plain['name']}" if plain["name"] else name
        try:
            made = with_pictures(plain, asked.limits, request_roster())
        except Refused:
            found.refused += 1
            continue
        if isinstance(made, str):
            found.aside.append(Aside(whole, made, REMEDIES[made]))
            continue
        spans, text, turns, notes = made
        found.texts.append(
            PaperText(
                file=whole,
                sha256=plain["sha256"],
                media=Media(plain["media"]),
                pages=plain["pages"],
                text=text,
                spans=spans,
                pages_read=len({s.page for s in spans}),
                turns=turns,
                notes=notes,
            )
        )


def request_roster() -> Any:
    """Give how a list of people is known."""
    return request_of(Path("."), "", DEFAULT).roster
