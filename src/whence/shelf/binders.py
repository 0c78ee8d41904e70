"""How papers are laid into a binder, and the words that stand in it."""

from functools import cache
from typing import Any

from whence.shelf import yaml_of

FILE = "letters/binder.yml"


@cache
def words() -> dict[str, Any]:
    """Give the words and orders of the binder."""
    return dict(yaml_of(FILE))


@cache
def kind_place(kind: str) -> int:
    """Give the place of a kind of paper within its step."""
    order = words()["kinds"]
    return int(order.index(kind)) if kind in order else len(order)


@cache
def step_title(key: str) -> str:
    """Give the title of a step; the stage's own word where there is none."""
    return str(words()["steps"].get(key, key.replace("_", " ").capitalize()))
