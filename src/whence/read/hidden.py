"""Look into files for what their pages do not show; a locked child does it."""

import base64
import json
import subprocess
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from whence.alone import command
from whence.model.hidden import Hidden, Looked
from whence.read.files import DEFAULT
from whence.read.request import Bounds
from whence.shelf.foreign import Limits

BATCH = 64
SECONDS = 240


def look_into(
    files: Sequence[tuple[str, Path]], work: Path, *, limits: Limits = DEFAULT
) -> tuple[Looked, ...]:
    """Look into files, given as (name, place), in their order.

    A file that the child dies of is said to be shut; the others are looked into.
    """
    found: list[Looked] = []
    while len(found) < len(files):
        batch = files[len(found) : len(found) + BATCH]
        answers = _ask([place for _, place in batch], work, limits)
        for (name, _), answer in zip(batch, answers, strict=False):
            found.append(_looked(name, answer))
        if len(answers) < len(batch):
            name = batch[len(answers)][0]
            found.append(Looked(name, 0, (), "the reader stopped at it"))
    return tuple(found)


def _ask(places: list[Path], work: Path, limits: Limits) -> list[dict[str, object]]:
    bounds = {f.name: getattr(limits, f.name) for f in fields(Bounds)}
    asked = {
        "files": [str(p.resolve()) for p in places],
        "bounds": bounds,
        "folder": str(work),
    }
    with subprocess.Popen(
        command("whence.read.hidden_child"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd=work,
    ) as child:
        try:
            out, _ = child.communicate(json.dumps(asked).encode(), timeout=SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            out, _ = child.communicate()
    return [json.loads(line) for line in out.splitlines() if line.endswith(b"}")]


def _looked(name: str, answer: dict[str, object]) -> Looked:
    rows = answer["found"]
    assert isinstance(rows, list)
    boxed = str(answer.get("boxed", ""))
    return Looked(
        name,
        int(str(answer["pages"])),
        tuple(Hidden(name, str(sort), str(detail)) for sort, detail in rows),
        str(answer["shut"]),
        base64.b64decode(boxed) if boxed else None,
    )
