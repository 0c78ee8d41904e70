"""Files asked for by their ending."""

from collections.abc import Sequence
from pathlib import Path

from whence.errors import UsageError


def known_ending(path: Path, endings: Sequence[str]) -> None:
    """Refuse a file whose ending names no format that is written here.

    Raises:
        UsageError: it is none of these.

    """
    if path.suffix.lower() not in endings:
        raise UsageError(
            f"{path.suffix} is no format known here."
            if path.suffix
            else "has no ending that says in which format to write.",
            where=str(path),
            remedy=f"One of: {', '.join(endings)}.",
        )
