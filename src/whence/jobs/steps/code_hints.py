"""How a code is printed: masked where it may name a person, with a hint where a letter
and a digit that look alike were taken for each other."""

from collections.abc import Sequence

from whence.normalise import codes
from whence.normalise.look_alikes import read_otherwise
from whence.shelf.letters import plain

MASKED = "92" + "*" * 16
"""What is printed for a sole trader's credit code: it may name a person."""
USCC = 18
HINTS = 3
LONGEST = 60


def bare_code(code: str) -> str:
    """Give the letters and digits of a code, in capitals.

    >>> bare_code("9133 0100-x")
    '91330100X'
    """
    return "".join(c for c in plain(code).upper() if c.isalnum())


def shown(code: str) -> str:
    """Mask what is a sole trader's code, or would be if it were written well."""
    bare = bare_code(code)
    begins = len(bare) == USCC and bare.startswith(codes.sole_traders())
    near = (codes.uscc(bare), *map(codes.uscc, held(bare)))
    return MASKED if begins or any(c.sole_trader for c in near) else code[:LONGEST]


def held(bare: str) -> tuple[str, ...]:
    """Give the credit codes that look like this one and hold."""
    if len(bare) != USCC or codes.uscc(bare).valid:
        return ()
    return read_otherwise(bare, lambda code: codes.uscc(code).valid)


def hint(found: Sequence[str]) -> tuple[str, ...]:
    """Say which codes hold that look alike; nothing where there is none."""
    if not found:
        return ()
    said = " or ".join(found[:HINTS])
    return (
        f"A letter and a digit that look alike exchanged, {said} holds: look again.",
    )
