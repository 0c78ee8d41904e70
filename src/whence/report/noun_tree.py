"""Walking over trees of nouns: frozen dataclasses, and tuples of them."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any


def nouns(tree: object) -> Iterator[Any]:
    """Yield every noun of a tree, in order."""
    if isinstance(tree, tuple):
        for item in tree:
            yield from nouns(item)
    elif is_dataclass(tree) and not isinstance(tree, type):
        yield tree
        for field in fields(tree):
            yield from nouns(getattr(tree, field.name))


def leaves(value: object) -> Iterable[object]:
    """Yield what is in a tuple of tuples."""
    if isinstance(value, tuple):
        for item in value:
            yield from leaves(item)
    else:
        yield value


def is_plain(value: object) -> bool:
    """Whether a value is no noun."""
    return not is_dataclass(value)
