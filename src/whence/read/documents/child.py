"""The child: lock itself in, open foreign papers one after the other, answer each.

Run as a program; the batch comes as JSON on standard input. For each file a line goes
out before it is touched and one when it is done, so that the parent knows which file
a child died of. Pictures of pages are laid down in the child's folder.
"""

import hashlib
import io
import json
import os
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from whence.errors import InputError, Refused
from whence.read.child import CODECS, PERMISSION
from whence.read.documents.cells import Page, as_plain
from whence.read.documents.kinds import kind_of_paper, table_pages, text_pages
from whence.read.documents.mail import opened_mail
from whence.read.documents.pdf import Pdf, name_of, wrapped
from whence.read.documents.people import refuse_people
from whence.read.documents.request import Batch
from whence.read.documents.word import word_pages
from whence.read.sandbox import lock
from whence.read.sources import preload

LATE = ("encodings.idna", "email.mime.text", "html.entities", "python_calamine")


def main() -> None:
    """Answer one batch."""
    batch = Batch.from_json(sys.stdin.read())
    for codec in (*CODECS, *(page.codec for page in batch.table.pages.pages)):
        "".encode(codec)
    for name in LATE:
        __import__(name)
    try:
        preload()
    except InputError:
        pass  # Parquet is no paper; it is then refused when it comes.
    lock(batch.table.bounds, batch.table.folder)
    for answer in answers(batch):
        _say(answer)


def answers(batch: Batch) -> Iterator[dict[str, Any]]:
    """Say of each file that it is begun, and then what is in it."""
    for number, path in enumerate(batch.files):
        yield {"begun": number}
        yield {"done": number, **_answer(path, number, batch)}


def _say(plain: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(plain) + "\n")
    sys.stdout.flush()


def _answer(path: str, number: int, batch: Batch) -> dict[str, Any]:
    reader = Reader(batch, number)
    try:
        with open(path, "rb") as stream:
            reader.read(stream, path, name="")
    except PermissionError:
        reader.fail("", InputError("no permission to read it.", remedy=PERMISSION))
    except OSError as error:
        what = f"it cannot be opened ({os.strerror(error.errno or 0)})."
        reader.fail("", InputError(what, remedy="Check the disk, and run again."))
    return {"papers": reader.papers, "errors": reader.errors}


class Reader:
    """Reads one file, and what it carries."""

    def __init__(self, batch: Batch, number: int) -> None:
        """Begin with nothing read."""
        self.batch, self.number = batch, number
        self.papers: list[dict[str, Any]] = []
        self.errors: list[list[str]] = []
        self.pictures = 0

    def read(self, stream: BinaryIO, path: str, *, name: str, depth: int = 0) -> None:
        """Read a file; what goes wrong with it is noted and hurts no other."""
        try:
            self._read(stream, path, name=name, depth=depth)
        except (InputError, Refused) as error:
            self.fail(name, error)
        except MemoryError:
            what = "reading it needs more memory than one paper may have."
            self.fail(name, InputError(what, remedy="Split it into its papers."))
        except (ValueError, KeyError, IndexError, RecursionError, EOFError) as error:
            what = f"the reader could not make sense of it ({type(error).__name__})."
            self.fail(name, InputError(what, remedy="Print it to a PDF and pass that."))

    def fail(self, name: str, error: InputError | Refused) -> None:
        """Note that a file, or something it carries, was not read."""
        kind = "refused" if isinstance(error, Refused) else "aside"
        self.errors.append([name, kind, error.what, error.remedy])

    def _read(self, stream: BinaryIO, path: str, *, name: str, depth: int) -> None:
        kind = kind_of_paper(stream, name or path, self.batch)
        stream.seek(0)
        if kind == "pdf":
            self._pdf(stream.read(), name)
        elif kind == "message":
            self._message(stream.read(), name, path, depth)
        elif kind == "picture":
            self._picture(stream.read(), name, path)
        elif kind == "word":
            most = self.batch.table.bounds.unpacked_bytes
            pages, notes = word_pages(stream, most)
            self._keep(name, "Word document", pages, notes=notes, stream=stream)
        elif kind == "text":
            pages, notes = text_pages(stream, self.batch)
            self._keep(name, "text", pages, notes=notes, stream=stream)
        else:
            pages, notes = table_pages(stream, self.batch)
            self._keep(name, "workbook", pages, notes=notes, stream=stream)

    def _keep(
        self,
        name: str,
        media: str,
        pages: list[Page],
        *,
        notes: list[str],
        stream: BinaryIO,
    ) -> None:
        stream.seek(0)
        digest = hashlib.sha256(stream.read()).hexdigest()
        self._add(name, media, pages, {"notes": notes, "sha256": digest})

    def _add(
        self, name: str, media: str, pages: list[Page], more: dict[str, Any]
    ) -> None:
        refuse_people(pages, self.batch.table.roster, self.batch.most.label_kinds)
        read = sum(1 for page in pages if page)
        if not read and not more.get("pictures"):
            raise InputError(
                "it holds no text.", remedy="Open it, and save what it shows as PDF."
            )
        plain = as_plain(pages, self.batch.most.text_chars)
        self.papers.append(
            {
                "name": name,
                "media": media,
                "pages": len(pages),
                "read": read,
                **plain,
                **more,
            }
        )

    def _pdf(self, data: bytes, name: str, media: str = "PDF") -> None:
        most = self.batch.most
        book = Pdf(data, most.pages)
        pages: list[Page] = []
        drawn: list[list[Any]] = []
        notes: list[str] = []
        blank = 0
        turns: list[list[int]] = []
        for at in range(book.pages):
            page = book.page(at)
            rows = page.rows()
            letters = sum(len(cell.text) for row in rows for cell in row)
            if letters < most.letters and page.has_picture():
                rows = []
                blank += 1
                if self.batch.pictures and len(drawn) < most.ocr_pages:
                    place = name_of(self.batch.table.folder, self.number, self.pictures)
                    page.picture(place, most.ocr_dots)
                    drawn.append([at + 1, place])
                    self.pictures += 1
            turns += [[at + 1, 2]] if page.turned else []
            pages.append(rows)
            page.close()
        book.close()
        if blank > len(drawn) and drawn:
            notes.append(
                f"{blank - len(drawn)} more pages are pictures and were not read"
            )
        more = {
            "notes": notes,
            "sha256": hashlib.sha256(data).hexdigest(),
            "pictures": drawn,
            "blank": blank,
            "turns": turns,
            "dots": most.ocr_dots,
        }
        scan = "scan" if blank > len(pages) / 2 else media
        if blank and not drawn:
            # Without a reader of pictures the paper is still there: say so.
            more["unread"] = blank
            if blank == len(pages):
                more["pictures"] = [[0, ""]]
        self._add(name, scan, pages, more)

    def _picture(self, data: bytes, name: str, path: str) -> None:
        book = wrapped(data)
        digest = hashlib.sha256(data).hexdigest()
        if book is not None:
            self._pdf(book, name, "picture")
            self.papers[-1].update(sha256=digest, media="picture", dots=72)
            return
        place = path
        if name:
            place = os.path.join(
                self.batch.table.folder, f"{self.number}-{self.pictures}.img"
            )
            self.pictures += 1
            with open(place, "wb") as out:
                out.write(data)
        drawn = [[1, place]] if self.batch.pictures else [[0, ""]]
        more = {
            "notes": [],
            "sha256": digest,
            "pictures": drawn,
            "blank": 1,
            "turns": [],
            "dots": 72,
            "unread": 0 if self.batch.pictures else 1,
        }
        self._add(name, "picture", [[]], more)

    def _message(self, data: bytes, name: str, path: str, depth: int) -> None:
        if depth >= self.batch.most.depth:
            raise InputError(
                "messages lie inside messages too deep.", remedy="Save the inner ones."
            )
        page, carried = opened_mail(data)
        more = {"notes": [], "sha256": hashlib.sha256(data).hexdigest()}
        self._add(name, "message", [page], more)
        for inner, held in carried[: self.batch.most.carried]:
            whole = f"{name} > {inner}" if name else f"> {inner}"
            self.read(io.BytesIO(held), path, name=whole, depth=depth + 1)
        if len(carried) > self.batch.most.carried:
            left = len(carried) - self.batch.most.carried
            what = f"it carries {left} more files, which were not read."
            self.fail(name, InputError(what, remedy="Save them beside it."))


if __name__ == "__main__":
    main()
