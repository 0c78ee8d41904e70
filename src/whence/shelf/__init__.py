"""The one door to `data/`: files in, checked nouns out. One file a subject.

yaml_of, rows_of, text_of   raw reading, used by the subjects only
yaml_in                     a text of YAML as plain values
version_of                  the content hash that findings carry
"""

import csv
import hashlib
import io
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from whence.errors import DataError

DATA = files("whence") / "data"


def at(path: str) -> Traversable:
    """Give the file of `data/` with this path.

    Raises:
        DataError: there is no such file.

    """
    found = DATA
    for part in path.split("/"):
        found = found / part
    if not found.is_file():
        raise DataError("no such data file.", where=f"data/{path}")
    return found


def text_of(path: str) -> str:
    """Read a text file of `data/`."""
    return at(path).read_text("utf-8")


def yaml_of(path: str) -> Any:
    """Read a YAML file of `data/`."""
    return yaml_in(text_of(path))


def yaml_in(text: str) -> Any:
    """Read a text of YAML; the C loader, eight times as fast, when libyaml is there.

    Raises:
        yaml.YAMLError: it is no YAML.

    """
    # Only here: the child that opens a foreign file reads no YAML, and to load it would
    # take a quarter of its start.
    import yaml

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def rows_of(path: str) -> list[dict[str, str]]:
    """Read a CSV file of `data/`, a dict per row; lines that start `#` are notes."""
    lines = (line for line in io.StringIO(text_of(path)) if not line.startswith("#"))
    return list(csv.DictReader(lines))


@cache
def version_of(folder: str) -> str:
    """Give 16 hex digits of the sha256 over every file of a folder of `data/`."""
    digest = hashlib.sha256()

    def walk(place: Traversable, prefix: str) -> None:
        for item in sorted(place.iterdir(), key=lambda i: i.name):
            if item.is_dir():
                walk(item, f"{prefix}{item.name}/")
            elif not item.name.startswith("."):
                digest.update(f"{prefix}{item.name}\0".encode() + item.read_bytes())

    walk(DATA / folder, "")
    return digest.hexdigest()[:16]
