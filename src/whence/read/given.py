"""A file as it was given: whether it can be opened, and its hash."""

import hashlib
from pathlib import Path

from whence.errors import InputError
from whence.shelf.foreign import Limits

SPLIT = "Split it, or save it as CSV and pass that."


def check_file(path: Path, limits: Limits) -> None:
    """Show that the file is one, not too large, and can be opened at all.

    Raises:
        InputError: it is not.

    """
    where = str(path)
    try:
        if path.is_dir():
            raise InputError("this is a folder.", where=where, remedy="Name its files.")
        if not path.is_file():
            raise InputError(
                "there is no such file.", where=where, remedy="Check the name."
            )
        if path.stat().st_size > limits.file_bytes:
            raise InputError(
                f"larger than {limits.file_bytes:,} bytes.", where=where, remedy=SPLIT
            )
        path.open("rb").close()
    except OSError as error:
        raise _shut(path, error) from None


def sha256_of(path: Path) -> str:
    """Hash the file as it stands; give the digest in hexadecimal.

    Raises:
        InputError: it cannot be read.

    """
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise _shut(path, error) from None


def _shut(path: Path, error: OSError) -> InputError:
    return InputError(
        f"cannot be opened ({error.strerror}).",
        where=str(path),
        remedy="Change its permissions, or copy it to where you may read it.",
    )
