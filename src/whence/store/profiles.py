"""Profiles: mappings of forms of tables, kept by name outside any case and shared.

A profile is a TOML file with the same `[[mapping]]` tables as `case.toml`; its name is
the file's. Forms are known again by the fingerprint of their header.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from whence.errors import UsageError
from whence.model.table import Mapping
from whence.store.files import guarded, write_text
from whence.store.mappings import mappings_of, with_mappings

NAME = re.compile(r"[\w][\w .-]{0,79}")


def profiles_in(folder: Path) -> tuple[tuple[str, Mapping], ...]:
    """Give (profile, mapping) of all profiles in a folder, by name; none if it is not.

    Raises:
        InputError: a profile is broken; names the line.
        OutputError: a file cannot be read.

    """
    found: list[tuple[str, Mapping]] = []
    if not folder.is_dir():
        return ()
    for path in sorted(folder.glob("*.toml")):
        with guarded(path):
            text = path.read_text("utf-8")
        for mapping in mappings_of(text, path):
            columns = tuple(
                replace(c, reason=f'profile "{path.stem}"') for c in mapping.columns
            )
            found.append((path.stem, replace(mapping, columns=columns)))
    return tuple(found)


def save_profile(folder: Path, name: str, mappings: Sequence[Mapping]) -> Path:
    """Write mappings into a profile; forms it knew before stay, comments too.

    Raises:
        UsageError: the name cannot be a file's.
        OutputError: it cannot be written.

    """
    if not NAME.fullmatch(name):
        raise UsageError(
            f"{name[:40]!r} cannot be the name of a profile.",
            where="--save",
            remedy="Use letters, digits, blanks, points and hyphens.",
        )
    path = folder / f"{name}.toml"
    with guarded(path):
        folder.mkdir(parents=True, exist_ok=True)
        text = path.read_text("utf-8") if path.exists() else HEAD
    write_text(path, with_mappings(text, tuple(mappings), path))
    return path


HEAD = "# A profile of Whence: which column means what, by the form of the header.\n"
