"""The layouts of notices of detention: their titles and labels."""

from dataclasses import dataclass
from functools import cache

from whence.shelf import yaml_of

FILE = "clocks/notices.yml"


@dataclass(frozen=True, slots=True)
class Layout:
    """A form of notice, known by words in it."""

    key: str
    title: str
    marks: tuple[str, ...]


@cache
def layouts() -> tuple[Layout, ...]:
    """Give the known layouts, the most particular first."""
    rows = yaml_of(FILE)["layouts"]
    return tuple(Layout(r["key"], r["title"], tuple(r["marks"])) for r in rows)


@cache
def labels() -> dict[str, tuple[str, str]]:
    """Give (sort, field) of every label; sort is "text", "date" or "other"."""
    data = yaml_of(FILE)
    found: dict[str, tuple[str, str]] = {}
    for sort, part in (("text", "fields"), ("date", "dates")):
        for field, words in data[part].items():
            found |= {word: (sort, field) for word in words}
    return found | {word: ("other", "") for word in data["other"]}
