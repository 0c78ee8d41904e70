"""A foreign list to rows; the parsing happens in a child that can do no harm."""

import tempfile
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from whence.errors import OutputError
from whence.model.listfile import ListFile, ListRow
from whence.read.asked import answer, run
from whence.read.files import DEFAULT, pages
from whence.read.given import check_file, sha256_of
from whence.read.lists.spec import ListRequest, Spec
from whence.read.request import Bounds
from whence.shelf.foreign import Limits


def read_list(
    path: Path, spec: Spec, *, limits: Limits = DEFAULT, work: Path | None = None
) -> ListFile:
    """Read one list file, whatever its shape: page, CSV, JSON.

    Raises:
        InputError: it cannot be read as a list; says what was expected and seen.
        OutputError: the temporaries cannot be written.

    """
    check_file(path, limits)
    sha256 = sha256_of(path)
    try:
        with tempfile.TemporaryDirectory(prefix="list-", dir=work) as folder:
            answer = _ask(path, folder, spec, limits=limits)
    except OSError as error:
        raise OutputError(
            f"the temporaries cannot be written ({error.strerror}).",
            where=str(work or tempfile.gettempdir()),
            remedy="Make room there, or choose another folder.",
        ) from None
    return _file(answer, sha256)


def _ask(path: Path, folder: str, spec: Spec, *, limits: Limits) -> dict[str, Any]:
    bounds = Bounds(**{f.name: getattr(limits, f.name) for f in fields(Bounds)})
    request = ListRequest(str(path.resolve()), folder, bounds, spec, pages())
    told = in_a_child(path, request, limits)
    return dict(answer(told, "list", path=path, limits=limits))


def in_a_child(path: Path, request: ListRequest, limits: Limits) -> dict[str, Any]:
    """Give what `whence.read.lists.child.answered` gives, from a process that can do
    no harm.

    Raises:
        InputError: the process ended without an answer.

    """
    return run(
        "whence.read.lists.child",
        request.to_json(),
        path=path,
        folder=request.folder,
        limits=limits,
        late="Download the list again; it may be damaged.",
    )


def _file(plain: dict[str, Any], sha256: str) -> ListFile:
    return ListFile(
        form=plain["form"],
        sha256=sha256,
        rows=tuple(_row(row) for row in plain["rows"]),
        printed=plain["printed"],
        published=_day(plain["published"]),
        sections=tuple(plain["sections"]),
        persons=plain["persons"],
        untold=plain["untold"],
        others=plain["others"],
        notes=tuple(plain["notes"]),
    )


def _row(plain: dict[str, Any]) -> ListRow:
    texts = ("name", "scope", "section", "country", "status", "note", "raw")
    return ListRow(
        aliases=tuple(plain["aliases"]),
        formerly=tuple(plain["formerly"]),
        local=tuple(plain["local"]),
        day=_day(plain["day"]),
        identifiers=tuple((kind, code) for kind, code in plain["identifiers"]),
        **{name: plain[name] for name in texts},
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
