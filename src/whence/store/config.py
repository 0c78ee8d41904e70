"""`case.toml`: what the user asked, chose, mapped and answered; comments kept."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import tomlkit
from tomlkit.exceptions import ParseError, TOMLKitError

from whence.errors import InputError
from whence.store.files import guarded

FORMAT = 1
NAME = "case.toml"
AUDIENCES = ("own", "counsel", "authority", "public")

# What can be chosen under [policies]; the choices stand in data/policies/<name>.yml.
POLICIES = ("match", "print")

# Older formats and how each is brought one step up. Empty: format 1 is the first.
UPGRADES: dict[int, Any] = {}

TEMPLATE = """\
# This file is yours: change what you like, Whence keeps your comments.
format = 1

# Your company as it should be printed, and its country (ISO 3166, two letters).
importer = ""
importer_country = "US"

# Measures to decide; empty means all that ship with Whence.
measures = []

# Who will read the dossier: own, counsel, authority or public.
audience = "own"

# A line to print on every page, such as "Privileged and confidential".
legend = ""

# Your own lists and measures, as paths inside this folder.
lists = []
measure_files = []
"""

# A word of a list or measure that may name a table beside it, such as rows: own.csv.
_NAMED = re.compile(r"""[^\s:"'\[\],][^:"'\[\],\n]*\.(?:csv|tsv|ya?ml)\b""")

_TEXTS = ("importer", "importer_country", "audience", "legend")
_ARRAYS = ("measures", "lists", "measure_files")
_TABLES = ("policies", "mapping", "question")


@dataclass(frozen=True, slots=True)
class CaseConfig:
    """What `case.toml` says. Paths are relative to the case and lie inside it.

    An empty `measures` asks for all. `policies` are (policy, choice) pairs.
    `answers` are the questions of `[[question]]` that have an answer.
    """

    importer: str = ""
    importer_country: str = "US"
    measures: tuple[str, ...] = ()
    audience: str = "own"
    legend: str = ""
    lists: tuple[str, ...] = ()
    measure_files: tuple[str, ...] = ()
    policies: tuple[tuple[str, str], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def policy(self) -> str:
        """The match policy chosen under [policies]; "" is the default."""
        return dict(self.policies).get("match", "")


def read_text(path: Path) -> str:
    """Read a `case.toml` as text.

    Raises:
        InputError: it is not UTF-8.
        OutputError: it cannot be read.

    """
    with guarded(path):
        data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "is not UTF-8 text.",
            where=f"{path}, line {data[: error.start].count(10) + 1}",
            remedy="Save it again as UTF-8.",
        ) from error


def document_of(text: str, path: Path) -> tomlkit.TOMLDocument:
    """Parse a `case.toml`, keeping its comments.

    Raises:
        InputError: it is broken TOML; names the line.

    """
    try:
        return tomlkit.parse(text)
    except ParseError as error:
        message = str(error).split(" at line")[0]
        raise InputError(
            f"this line is not TOML: {message}.",
            where=f"{path}, line {error.line}",
            remedy='Write `name = "text"` or `name = ["a", "b"]`; text needs quotes.',
        ) from error
    except TOMLKitError as error:
        raise InputError(
            f"is not TOML: {error}",
            where=f"{path}, line {_repeated(text)}",
            remedy="Give each name once.",
        ) from error


def config_of(text: str, path: Path) -> CaseConfig:
    """Read the settings of a `case.toml`.

    Raises:
        InputError: a setting is unknown, of the wrong type or of a newer format;
            names the line and the remedy.

    """
    plain: dict[str, Any] = document_of(text, path).unwrap()
    _check_format(plain, text, path)
    for name in plain:
        if name not in ("format", *_TEXTS, *_ARRAYS, *_TABLES):
            raise wrong(path, text, name, "is no setting.", remedy=_nearest(name))
    given: dict[str, Any] = {}
    for name in _TEXTS:
        if name in plain:
            given[name] = _text(plain[name], path, text=text, name=name)
    for name in _ARRAYS:
        if name in plain:
            given[name] = _array(plain[name], path, text=text, name=name)
    config = CaseConfig(
        **given,
        policies=_policies(plain.get("policies", {}), path, text),
        answers=tuple(answers_of(plain, path, text).items()),
    )
    if config.audience not in AUDIENCES:
        remedy = f"Choose one of {', '.join(AUDIENCES)}."
        raise wrong(path, text, "audience", "names no audience.", remedy=remedy)
    for name in ("lists", "measure_files"):
        for item in getattr(config, name):
            _check_inside(item, path, text=text, name=name)
    return config


def own_files(config: CaseConfig, folder: Path) -> tuple[str, ...]:
    """List case.toml, the user's own lists and measures, and the tables they name.

    Paths are relative to the case, sorted. Together they are all that a run reads of
    a case beside its inputs and its casebook.

    Raises:
        InputError: a list or measure is not UTF-8.
        OutputError: it cannot be read.

    """
    found = {NAME}
    for name in (*config.lists, *config.measure_files):
        place = PurePosixPath(name.replace("\\", "/"))
        found.add(place.as_posix())
        for word in sorted(set(_NAMED.findall(read_text(folder / place)))):
            beside = place.parent / word
            if ".." not in beside.parts and (folder / beside).is_file():
                found.add(beside.as_posix())
    return tuple(sorted(found))


def answers_of(plain: Mapping[str, Any], path: Path, text: str) -> dict[str, str]:
    """Give the answers of `[[question]]` that are not blank; dates as ISO text.

    Raises:
        InputError: a question is not a table with a key.

    """
    found: dict[str, str] = {}
    for row in tables_of(plain, "question", path, text=text):
        key, answer = row.get("key"), row.get("answer", "")
        if not isinstance(key, str) or not key:
            remedy = 'Give each [[question]] its `key = "..."` back.'
            raise wrong(path, text, "question", "has no key.", remedy=remedy)
        answer = answer if isinstance(answer, str) else str(answer)
        if answer.strip():
            found[key] = answer.strip()
    return found


def tables_of(
    plain: Mapping[str, Any], name: str, path: Path, *, text: str
) -> list[dict[str, Any]]:
    """Give the tables of `[[name]]`.

    Raises:
        InputError: the name stands for something else.

    """
    rows = plain.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
        remedy = f"Write each as a table under [[{name}]]."
        raise wrong(path, text, name, "is not a list of tables.", remedy=remedy)
    return rows


def wrong(path: Path, text: str, name: str, what: str, *, remedy: str) -> InputError:
    """Give the error for one setting, with its line."""
    pattern = re.compile(rf'\s*(\[\[?\s*)?"?{re.escape(name)}"?\s*(=|\]|\.)')
    lines = enumerate(text.splitlines(), start=1)
    line = next((n for n, words in lines if pattern.match(words)), 1)
    return InputError(f"`{name}` {what}", where=f"{path}, line {line}", remedy=remedy)


def _check_format(plain: Mapping[str, Any], text: str, path: Path) -> None:
    number = plain.get("format")
    if type(number) is not int:
        remedy = f"Begin the file with `format = {FORMAT}`."
        raise wrong(path, text, "format", "is missing or no number.", remedy=remedy)
    if number > FORMAT:
        what = f"{number} is newer than this Whence, which knows {FORMAT}."
        remedy = "Upgrade Whence to the version that wrote the case, or a later one."
        raise wrong(path, text, "format", what, remedy=remedy)
    if number < FORMAT and number not in UPGRADES:
        what = f"{number} was never a format."
        remedy = f"Begin the file with `format = {FORMAT}`."
        raise wrong(path, text, "format", what, remedy=remedy)


def _text(value: Any, path: Path, *, text: str, name: str) -> str:
    if isinstance(value, str):
        return value.strip()
    remedy = f'Write `{name} = "..."`.'
    raise wrong(path, text, name, "is not a text.", remedy=remedy)


def _array(value: Any, path: Path, *, text: str, name: str) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    remedy = f'Write `{name} = ["...", "..."]`.'
    raise wrong(path, text, name, "is not a list of texts.", remedy=remedy)


def _policies(value: Any, path: Path, text: str) -> tuple[tuple[str, str], ...]:
    remedy = 'Write [policies] and under it `match = "..."` or `print = "..."`.'
    if not isinstance(value, dict):
        raise wrong(path, text, "policies", "is not a table of texts.", remedy=remedy)
    for name, choice in value.items():
        if name not in POLICIES:
            raise wrong(path, text, name, "is no policy to choose.", remedy=remedy)
        if not isinstance(choice, str):
            raise wrong(path, text, name, "is not a text.", remedy=remedy)
    return tuple(sorted(value.items()))


def _check_inside(item: str, path: Path, *, text: str, name: str) -> None:
    place = PurePosixPath(item.replace("\\", "/"))
    absolute = place.is_absolute() or re.match(r"[A-Za-z]:", item)
    if not item or absolute or ".." in place.parts:
        remedy = "Copy the file into the case folder and give its path from there."
        what = f"names {item!r}, which lies outside the case."
        raise wrong(path, text, name, what, remedy=remedy)
    if not (path.parent / place).is_file():
        remedy = "Put the file there, or take the path out."
        raise wrong(path, text, name, f"names {item!r}: no such file.", remedy=remedy)


def _nearest(name: str) -> str:
    known = ("format", *_TEXTS, *_ARRAYS, *_TABLES)
    near = difflib.get_close_matches(name, known, n=1)
    return f"Did you mean `{near[0]}`?" if near else f"Known: {', '.join(known)}."


def _repeated(text: str) -> int:
    """Find the second place where a name or table header is given."""
    seen: set[tuple[str, str]] = set()
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.strip()
        if words.startswith("[["):
            table = f"{words}#{number}"
        elif words.startswith("["):
            table = words
            if ("", table) in seen:
                return number
            seen.add(("", table))
        elif match := re.match(r'("[^"]*"|[\w-]+)\s*=', words):
            if (table, match[1]) in seen:
                return number
            seen.add((table, match[1]))
    return 1
