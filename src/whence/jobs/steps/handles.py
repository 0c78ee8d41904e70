"""The handle by which a case remembers who said something; never an address."""

import re

from whence.errors import UsageError

HANDLE = re.compile(r"\w[\w.\-]{0,39}")


def handle_of(by: str) -> str:
    """Give a handle as it is kept.

    Raises:
        UsageError: it is an address, or no handle.

    """
    by = by.strip()
    if "@" in by:
        raise UsageError(
            "a handle must not be an e-mail address.",
            where="--by",
            remedy="Choose a short name that others in your team know, such as `mk`.",
        )
    if not HANDLE.fullmatch(by):
        raise UsageError(
            f"{by!r} is no handle.",
            where="--by",
            remedy="Use up to 40 letters, digits, dots or hyphens, without blanks.",
        )
    return by
