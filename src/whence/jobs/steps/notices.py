"""From the file of a notice to what it says."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from whence.desk.notice import Notice, notice_of
from whence.errors import InputError
from whence.read.documents.folder import read_papers
from whence.store.files import guarded


def read_notice(path: Path) -> Notice:
    """Read a notice of detention: PDF, scan, Word or text.

    Raises:
        InputError: it is of a kind that cannot be read, encrypted, or damaged.

    """
    with TemporaryDirectory(prefix="notice-") as folder, guarded(path):
        shutil.copyfile(path, Path(folder) / path.name)
        found = read_papers(Path(folder), progress=_silent)
    if found.texts:
        return notice_of(found.texts[0].text)
    aside = found.aside[0] if found.aside else None
    raise InputError(
        aside.reason if aside else "it reads like a list of people.",
        where=str(path),
        remedy=aside.remedy if aside else "A notice of detention is none.",
    )


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""
