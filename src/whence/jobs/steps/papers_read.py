"""What the papers of a folder say by themselves, before an index corrects it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from whence.desk.index import media_of
from whence.model.binder import Filed
from whence.model.paper import Paper, PaperText
from whence.read.documents.folder import read_papers
from whence.store.files import sha256_of


@dataclass(frozen=True, slots=True)
class ReadFolder:
    """Papers as filed; `refused` counts lists of people, which are left where they lie
    and enter nothing; notes say what could not be read."""

    filed: list[Filed]
    refused: int = 0
    notes: tuple[str, ...] = ()


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


def read_filed(
    folder: Path, places: Mapping[str, Path], *, pictures: bool
) -> ReadFolder:
    """Give every paper of a folder with its text; a list of people is not among them.

    `pictures` also reads scans, where the machine can: without it, a list of people
    that is a picture is not known for one.

    Raises:
        InputError: there is no such folder, or nothing in it.

    """
    found = read_papers(folder, progress=_silent, pictures=pictures)
    filed = [_of_text(text) for text in found.texts]
    read = {f.paper.file for f in filed}
    for aside in found.aside:
        if aside.file in places and aside.file not in read:
            place = places[aside.file]
            paper = Paper(aside.file, sha256_of(place), media_of(aside.file), 1)
            filed.append(Filed(paper, trouble=aside.reason.rstrip(".")))
    notes = [f"{a.file}: {a.reason} {a.remedy}".strip() for a in found.aside]
    if found.refused:
        files = "file that is a list" if found.refused == 1 else "files that are lists"
        notes.append(
            f"{found.refused} {files} of people: left where it lies, in nothing of"
            " this; keep such papers under counsel"
        )
    filed.sort(key=lambda f: f.paper.file)
    return ReadFolder(filed, found.refused, tuple(notes))


def _of_text(text: PaperText) -> Filed:
    paper = Paper(text.file, text.sha256, text.media, text.pages)
    return Filed(paper, text=text.text)
