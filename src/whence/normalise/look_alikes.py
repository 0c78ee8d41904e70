"""A code that fails its check: which other reading of its letters would hold.

Typists and scanners take O for 0 and I for 1. What is found is a hint to look at the
paper again; nothing is ever decided on it.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import cast

from whence.shelf import yaml_of


def read_otherwise(code: str, holds: Callable[[str], bool]) -> tuple[str, ...]:
    """Give the codes that look alike and hold: all such characters that stand for a
    digit exchanged, or a single one either way.

    >>> read_otherwise("A1O", lambda code: code == "A10")
    ('A10',)
    """
    return tuple(dict.fromkeys(c for c in _variants(code) if holds(c)))


def _variants(code: str) -> Iterator[str]:
    digits = cast("Mapping[str, str]", yaml_of("terms/look_alikes.yml")["digits"])
    yield "".join(digits.get(c, c) for c in code)
    letters: dict[str, list[str]] = {}
    for letter, digit in digits.items():
        letters.setdefault(digit, []).append(letter)
    for at, char in enumerate(code):
        for other in (*digits.get(char, ""), *letters.get(char, ())):
            yield code[:at] + other + code[at + 1 :]
