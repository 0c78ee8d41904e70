"""Where in a YAML file something stands: complaints name the line, not only the key."""

import re
from typing import Any

import yaml

from whence.errors import DataError

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PART = re.compile(r"(?P<key>.*?)(?:\[(?P<number>\d+)\])?$")


def read(text: str, where: str) -> Any:
    """Read YAML; a key that stands twice is refused, because the last would win.

    Raises:
        DataError: it is no YAML, or a key stands twice; the line is named.

    """
    try:
        node = yaml.compose(text, Loader=LOADER)
        _twice(node, where)
        return yaml.load(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = f", line {mark.line + 1}" if mark else ""
        what = f"this is no YAML: {error.problem}."
        raise DataError(what, where=f"{where}{line}") from error
    except yaml.YAMLError as error:
        raise DataError(f"this is no YAML: {error}.", where=where) from error


def _twice(node: Any, where: str) -> None:
    """Refuse a mapping in which a key stands twice."""
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            word, line = str(key.value), key.start_mark.line + 1
            if word in seen and word != "<<":
                raise DataError(
                    f"it stands twice, first on line {seen[word]}.",
                    where=f"{where}, line {line}: {word}",
                    remedy="Keep one of the two.",
                )
            seen[word] = line
            _twice(value, where)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _twice(item, where)


def line_of(text: str, path: str) -> int:
    """Give the line of a key, or of the last key on the way to it that exists.

    >>> text = "key: a" + chr(10) + "kind: order" + chr(10)
    >>> line_of(text, "kind"), line_of(text, "versions: 2020-01-01")
    (2, 1)
    """
    node, line = yaml.compose(text, Loader=LOADER), 1
    for part in path.split(": "):
        found = PART.match(part)
        assert found is not None
        node, line = _below(node, found["key"], line=line)
        if found["number"] is not None and isinstance(node, yaml.SequenceNode):
            items = node.value
            number = int(found["number"])
            node = items[number] if number < len(items) else None
            line = node.start_mark.line + 1 if node is not None else line
    return line


def _below(node: Any, word: str, *, line: int) -> tuple[Any, int]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if str(key.value) == word:
                return value, key.start_mark.line + 1
    return None, line


def with_line(error: DataError, text: str, where: str) -> DataError:
    """Name the line in a complaint about a key of a file.

    `where` is the file as the complaint names it; what follows it is the path of keys.
    """
    path = error.where.removeprefix(where).removeprefix(": ")
    if not error.where.startswith(where) or path.startswith(", line "):
        return error
    place = f"{where}, line {line_of(text, path)}"
    return DataError(
        error.what, where=f"{place}: {path}" if path else place, remedy=error.remedy
    )
