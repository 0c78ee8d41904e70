"""Where a result may be written: asked before anything is read."""

from collections.abc import Sequence
from pathlib import Path

from whence.errors import UsageError


def check_out(out: Path, suffixes: Sequence[str], *, file: Path | None = None) -> None:
    """Refuse a name that cannot be written, or that is the user's own `file`.

    Raises:
        UsageError: the ending is none of `suffixes`, it is a folder, or that file.

    """
    if out.suffix.lower() not in suffixes:
        raise UsageError(
            f"{out.suffix or 'a name without ending'} cannot be written.",
            where=str(out),
            remedy=f"End --out with one of: {', '.join(suffixes)}.",
        )
    if out.is_dir():
        raise UsageError("is a folder.", where=str(out), remedy="Name a file.")
    if file is not None and out.exists() and file.exists() and out.samefile(file):
        raise UsageError(
            "is your own file, which is never changed.",
            where=str(out),
            remedy="Give --out another name.",
        )
