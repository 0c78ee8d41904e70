"""`manifest.json`: what a dossier consists of, on what it stands, how to remake it."""

import hashlib
import hmac
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from whence.errors import InputError
from whence.store.case import Case
from whence.store.chain import Head
from whence.store.digests import content_digest
from whence.store.files import guarded, sha256_of, write_text
from whence.store.switching import MANIFEST
from whence.store.vault import ExhibitRecord

__all__ = ["Arguments", "ExhibitRecord", "FileRecord", "InputRecord", "Manifest"]

FORMAT = 1
FINDINGS = "findings.json"
RUNS = "public"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file of the dossier. `content` is its content digest where bytes may differ
    between library versions (HTML, XLSX), else ""."""

    path: str
    sha256: str
    size: int
    content: str = ""


@dataclass(frozen=True, slots=True)
class InputRecord:
    """One file the user gave, in the order given.

    `sha256` is "" for a file that was refused and so never entered the case.
    """

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Arguments:
    """What `assess` was asked, without any path of a machine.

    `case` is the case folder as seen from the dossier, "" when it lies elsewhere.
    `settings` are case.toml and the user's own lists and measures as they were.
    """

    case: str
    settings: tuple[ExhibitRecord, ...]
    measures: tuple[str, ...]
    audience: str
    accept_mapping: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    """A dossier's parts, inputs, versions and arguments, sorted and without a clock.

    A public dossier's manifest names no input: `withheld` commits, under the case's
    key, to the manifest that does, which stays in the case.
    """

    format: int
    findings: str
    as_of: date
    files: tuple[FileRecord, ...]
    inputs: tuple[InputRecord, ...]
    exhibits: tuple[ExhibitRecord, ...]
    versions: tuple[tuple[str, str], ...]
    arguments: Arguments
    casebook: Head
    withheld: str = ""


def manifest_of(
    case: Case,
    folder: Path,
    *,
    out: Path,
    as_of: date,
    inputs: Sequence[InputRecord],
    exhibits: Sequence[ExhibitRecord],
    versions: Sequence[tuple[str, str]],
    measures: tuple[str, ...],
    audience: str,
    accept_mapping: bool,
) -> Manifest:
    """Describe a finished dossier.

    Args:
        case: the case, opened before the run: its head and settings are the run's.
        folder: where the files lie now (perhaps a temporary folder).
        out: where the dossier will lie.
        as_of: the day as of which the world was known.
        inputs: the files given, in order; see `InputRecord`.
        exhibits: the documents used, by their written names.
        versions: what made the findings.
        measures: as asked, not as resolved.
        audience: as asked.
        accept_mapping: as asked.

    Raises:
        OutputError: a file cannot be read.

    """
    files = file_records(folder)
    return Manifest(
        format=FORMAT,
        findings=next(f.sha256 for f in files if f.path == FINDINGS),
        as_of=as_of,
        files=files,
        inputs=tuple(inputs),
        exhibits=tuple(sorted(exhibits, key=lambda e: (e.file, e.sha256))),
        versions=tuple(sorted(versions)),
        arguments=Arguments(
            case=case_from(out, case.folder),
            settings=case.settings,
            measures=measures,
            audience=audience,
            accept_mapping=accept_mapping,
        ),
        casebook=case.head,
    )


def case_from(dossier: Path, case: Path) -> str:
    """Say where the case lies as seen from the dossier, or "" when only a path through
    the root of the machine would say it (it would name the user's folders)."""
    try:
        common = Path(os.path.commonpath([dossier.absolute(), case.absolute()]))
        found = os.path.relpath(case.absolute(), dossier.absolute())
    except ValueError:
        return ""
    parts = Path(found).parts
    if common == Path(common.anchor) and parts.count("..") > 1:
        return ""
    return Path(found).as_posix()


def file_records(folder: Path) -> tuple[FileRecord, ...]:
    """Describe every file of a dossier but the manifest itself, sorted by path.

    Raises:
        OutputError: a file cannot be read.

    """
    with guarded(folder):
        paths = sorted(p for p in folder.rglob("*") if p.is_file())
        told = [p for p in paths if p.relative_to(folder).as_posix() != MANIFEST]
        # Hashing and unpacking are no Python, so that two threads use two cores.
        with ThreadPoolExecutor(2) as pool:
            return tuple(pool.map(partial(_record, folder), told))


def _record(folder: Path, path: Path) -> FileRecord:
    name = path.relative_to(folder).as_posix()
    return FileRecord(name, sha256_of(path), path.stat().st_size, content_digest(path))


def write(folder: Path, manifest: Manifest) -> str:
    """Write `manifest.json` and give its sha256; call it last.

    Raises:
        OutputError: the folder cannot be written.

    """
    text = _text(manifest)
    write_text(folder / MANIFEST, text)
    return hashlib.sha256(text.encode()).hexdigest()


def _text(manifest: Manifest) -> str:
    plain = asdict(manifest)
    plain["as_of"] = manifest.as_of.isoformat()
    plain["versions"] = dict(manifest.versions)
    if not manifest.withheld:
        del plain["withheld"]
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def without_words(manifest: Manifest, key: bytes) -> Manifest:
    """Give the manifest of a public dossier: no name and no plain hash of an input,
    an exhibit or a setting, and no path; a keyed hash commits to the whole."""
    arguments = replace(manifest.arguments, case="", settings=())
    mark = hmac.new(key, _text(manifest).encode(), hashlib.sha256).hexdigest()
    return replace(manifest, inputs=(), exhibits=(), arguments=arguments, withheld=mark)


def keep(store: Path, manifest: Manifest, *, under: str) -> None:
    """Keep the whole manifest of a public dossier in the case's store, under the
    sha256 of the manifest that was printed.

    Raises:
        OutputError: the store cannot be written.

    """
    with guarded(store / RUNS):
        (store / RUNS / under).mkdir(parents=True, exist_ok=True)
    write(store / RUNS / under, manifest)


def whole_of(store: Path, printed: Manifest, *, under: str, key: bytes) -> Manifest:
    """Give the whole manifest behind the printed one.

    Raises:
        InputError: the store holds none that the printed one commits to.
        OutputError: the store cannot be read.

    """
    if not printed.withheld:
        return printed
    found = read(store / RUNS / under)
    if without_words(found, key) != printed:
        raise InputError(
            "is not the manifest that the public dossier commits to.",
            where=str(store / RUNS / under),
            remedy="Run `whence assess` again from the same files.",
        )
    return found


def read(folder: Path) -> Manifest:
    """Read a dossier's manifest.

    Raises:
        InputError: there is none, or it is not one of ours.
        OutputError: the folder cannot be read.

    """
    path = folder / MANIFEST
    with guarded(path):
        if not folder.exists() or (folder.is_dir() and not path.exists()):
            raise InputError(
                "holds no manifest.json, so it is no dossier.",
                where=str(folder),
                remedy="Give the folder that `whence assess --out` wrote.",
            )
        data = path.read_bytes()
    try:
        return _manifest(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"is not a manifest this Whence can read ({error}).",
            where=str(path),
            remedy="Use the Whence that wrote it, or run `whence assess` again.",
        ) from error


def _manifest(plain: dict[str, Any]) -> Manifest:
    if plain["format"] != FORMAT:
        raise ValueError(f"format {plain['format']}, known is {FORMAT}")
    arguments = {f.name: plain["arguments"][f.name] for f in fields(Arguments)}
    arguments["measures"] = tuple(arguments["measures"])
    arguments["settings"] = tuple(ExhibitRecord(**r) for r in arguments["settings"])
    names = [row["path"] for row in plain["files"]]
    names += [row["name"] for row in plain["inputs"]]
    names += [row["file"] for row in plain["arguments"]["settings"]]
    for name in names:
        for place in (PurePosixPath(name), PureWindowsPath(name)):
            if place.anchor or ".." in place.parts or not name:
                raise ValueError(f"path {name!r} leads out of its folder")
    return Manifest(
        format=FORMAT,
        findings=str(plain["findings"]),
        as_of=date.fromisoformat(plain["as_of"]),
        files=tuple(FileRecord(**row) for row in plain["files"]),
        inputs=tuple(InputRecord(**row) for row in plain["inputs"]),
        exhibits=tuple(ExhibitRecord(**row) for row in plain["exhibits"]),
        versions=tuple(sorted(plain["versions"].items())),
        arguments=Arguments(**arguments),
        casebook=Head(**plain["casebook"]),
        withheld=str(plain.get("withheld", "")),
    )
