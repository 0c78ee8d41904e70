"""A foreign list to rows; the parsing happens in a child that can do no harm."""

import json
import subprocess
import sys
import tempfile
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from whence.errors import InputError, OutputError
from whence.model.listfile import ListFile, ListRow
from whence.read.files import DEFAULT, ROOT, _error, _stopped, pages
from whence.read.given import check_file, sha256_of
from whence.read.lists.spec import ListRequest, Spec
from whence.read.request import Bounds
from whence.shelf.foreign import Limits

# -I shuts out the environment and the current folder; so the package names its own.
START = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from whence.read.lists.child import main; main()"
)


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
    answer = in_a_child(path, request, limits)
    if "list" in answer:
        return dict(answer["list"])
    raise _error(answer["error"], path, limits)


def in_a_child(path: Path, request: ListRequest, limits: Limits) -> dict[str, Any]:
    """Give what `whence.read.lists.child.answered` gives, in a process that can do no
    harm.

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
            remedy="Download the list again; it may be damaged.",
        ) from None
    if done.returncode or not done.stdout:
        said = done.stderr.decode("utf-8", "replace")
        raise _stopped(done.returncode, said, path, limits)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


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
