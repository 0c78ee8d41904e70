"""Versions of lists in a case: written once, numbered, never altered.

lists/us-uflpa/0001.version.yml   where it came from, its days, what changed
lists/us-uflpa/<sha256>.csv       its rows; two versions may share them
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from whence.errors import OutputError
from whence.store.files import guarded, write_bytes

FOLDER = "lists"
ENDING = ".version.yml"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def versions(case: Path, key: str = "") -> tuple[Path, ...]:
    """Give the headers of the kept versions, of one list or of all, oldest first."""
    with guarded(case):
        pattern = f"{FOLDER}/{_name(key) if key else '*'}/*{ENDING}"
        return tuple(sorted(case.glob(pattern)))


def files(case: Path) -> tuple[str, ...]:
    """Name every file of the kept versions, relative to the case, sorted."""
    found = set()
    for header in versions(case):
        found.add(header)
        with guarded(header):
            named = yaml.load(header.read_text("utf-8"), Loader=LOADER)
        if isinstance(named, dict) and isinstance(named.get("rows"), str):
            found.add(header.parent / Path(named["rows"]).name)
    return tuple(sorted(p.relative_to(case).as_posix() for p in found))


def add(
    case: Path,
    header: Mapping[str, Any],
    rows: Iterable[Mapping[str, str]],
    *,
    columns: Sequence[str],
) -> Path:
    """Keep a version: its rows, then its header; give the header's place.

    Whoever is interrupted between the two leaves rows that no header names.

    Raises:
        OutputError: the case cannot be written, or another version has its number.

    """
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    data = text.getvalue().encode()
    sha256 = hashlib.sha256(data).hexdigest()
    folder = case / FOLDER / _name(header["key"])
    with guarded(folder):
        folder.mkdir(parents=True, exist_ok=True)
    rows_at = folder / f"{sha256}.csv"
    if not rows_at.exists():
        write_bytes(rows_at, data, mode=0o444)
    number = next_number(case, header["key"])
    place = folder / f"{number:04d}{ENDING}"
    if place.exists():
        raise OutputError(
            "is there already, and a version is never overwritten.",
            where=str(place),
            remedy="Look at the folder of that list in the case.",
        )
    whole = {**header, "number": number, "rows": rows_at.name, "rows_sha256": sha256}
    plain = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=88)
    write_bytes(place, plain.encode(), mode=0o444)
    return place


def next_number(case: Path, key: str) -> int:
    """Give the number of the next version of a list, from 1."""
    numbers = [int(p.name.removesuffix(ENDING)) for p in versions(case, key)]
    return max(numbers, default=0) + 1


def _name(key: str) -> str:
    """Make a folder's name of a key; a key of the user's own may hold anything."""
    plain = key.replace("/", "--")
    if plain.replace("-", "").replace(".", "").replace("_", "").isalnum():
        return plain if not plain.startswith(".") else f"_{plain}"
    return f"own--{hashlib.sha256(key.encode()).hexdigest()[:16]}"
