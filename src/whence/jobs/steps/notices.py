"""From the file of a notice to what it says."""

from pathlib import Path

from whence.desk.notice import Notice, notice_of
from whence.errors import InputError
from whence.store.files import guarded

TEXTS = (".txt", ".text", ".md")


def read_notice(path: Path) -> Notice:
    """Read a notice of detention.

    Raises:
        InputError: it is of a kind that cannot be read, encrypted, or damaged.

    """
    if path.suffix.lower() in TEXTS:
        with guarded(path):
            return notice_of(path.read_bytes().decode("utf-8", "replace"))
    raise InputError(
        f"a notice with the ending {path.suffix or 'of none'} cannot be read.",
        where=str(path),
        remedy="Save its text as a .txt file.",
    )
