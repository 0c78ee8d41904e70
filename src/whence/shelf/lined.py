"""YAML read with the line of every word, for files whose mistakes users must find."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from whence.errors import DataError

MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Lined:
    """A value of a YAML file and where it stands. Scalars stay text."""

    node: yaml.Node
    file: str
    name: str = ""
    at: int = 0

    @property
    def line(self) -> int:
        """Give the line, counted from 1: of the name, where the value has one."""
        return self.at or int(self.node.start_mark.line) + 1

    @property
    def where(self) -> str:
        """Say the file and the line."""
        return f"{self.file}, line {self.line}"

    def fail(self, what: str, remedy: str = "") -> DataError:
        """Make an error that names the file and the line."""
        return DataError(what, where=self.where, remedy=remedy)

    def text(self) -> str:
        """Give a scalar as text.

        Raises:
            DataError: it is a list or a mapping.

        """
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.fail(f"`{self.name}` is not one value.")
        return str(self.node.value).strip()

    def items(self) -> Iterator[tuple[str, "Lined"]]:
        """Give the pairs of a mapping, in order.

        Raises:
            DataError: it is no mapping, or a key stands twice.

        """
        if not isinstance(self.node, yaml.MappingNode):
            raise self.fail(f"`{self.name or 'the file'}` is not a mapping of names.")
        seen: dict[str, int] = {}
        for key, value in self.node.value:
            name = str(key.value)
            if name in seen:
                line = int(key.start_mark.line) + 1
                raise DataError(
                    f"`{name}` stands twice (line {seen[name]} and here).",
                    where=f"{self.file}, line {line}",
                )
            seen[name] = int(key.start_mark.line) + 1
            yield name, Lined(value, self.file, name, seen[name])

    def parts(self) -> Iterator["Lined"]:
        """Give the members of a list.

        Raises:
            DataError: it is no list.

        """
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.fail(f"`{self.name}` is not a list.")
        for value in self.node.value:
            yield Lined(value, self.file, self.name)

    def fields(
        self, needed: Sequence[str], allowed: Sequence[str] = ()
    ) -> dict[str, "Lined"]:
        """Give a mapping whose names are all known, with those that are needed.

        Raises:
            DataError: a name is unknown or missing.

        """
        found = dict(self.items())
        known = (*needed, *allowed)
        for name, value in found.items():
            if name not in known:
                raise value.fail(
                    f"`{name}` is not known here.", f"Use {', '.join(known)}."
                )
        for name in needed:
            if name not in found:
                what = f"`{self.name}` has" if self.name else "the file has"
                raise self.fail(f"{what} no `{name}`.", f"Add `{name}:`.")
        return found


def lined(text: str, file: str) -> Lined:
    """Read a YAML text.

    Raises:
        DataError: it is no YAML, or empty; names the line.

    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = f", line {mark.line + 1}" if mark else ""
        raise DataError(
            f"this is no YAML: {error.problem}.", where=f"{file}{line}"
        ) from None
    except yaml.YAMLError as error:
        raise DataError(f"this is no YAML: {error}.", where=file) from None
    if node is None:
        raise DataError("the file is empty.", where=file)
    return Lined(node, file)


def lined_file(path: Path) -> tuple[Lined, str]:
    """Read a YAML file of the user's; give it and its text.

    Raises:
        DataError: it cannot be opened, is no UTF-8, too large, or no YAML.

    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise DataError(
                f"larger than {MOST_BYTES:,} bytes.",
                where=str(path),
                remedy="A model is a page or two of YAML.",
            )
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError(
            "this is no UTF-8 text.", where=str(path), remedy="Save it as UTF-8."
        ) from None
    except OSError as error:
        raise DataError(
            f"cannot be opened ({error.strerror}).",
            where=str(path),
            remedy="Check the name.",
        ) from None
    return lined(text, str(path)), text
