"""Values of a YAML file as somebody wrote them, checked one by one, by file and key."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from whence.errors import DataError

Word = TypeVar("Word", bound=StrEnum)


def only(raw: Any, known: frozenset[str], where: str) -> None:
    """Refuse what is no mapping, and keys that are not known.

    Raises:
        DataError: it lists the keys that exist.

    """
    if not isinstance(raw, dict):
        raise DataError("keys with values are wanted.", where=where)
    for key in sorted(set(map(str, raw)) - known):
        raise DataError(
            "unknown key.",
            where=f"{where}: {key}",
            remedy=f"Those that exist: {', '.join(sorted(known))}.",
        )


def text(raw: Mapping[str, Any], key: str, where: str) -> str:
    """Give a text that must be there.

    Raises:
        DataError: it is missing, blank, or no text.

    """
    value = raw.get(key)
    if not isinstance(value, str) or not value.strip():
        raise DataError("it is missing, or no text.", where=f"{where}: {key}")
    return value.strip()


def one(kind: type[Word], raw: Mapping[str, Any], key: str, *, where: str) -> Word:
    """Give a word of a closed list.

    Raises:
        DataError: it is none of them; it lists them.

    """
    try:
        return kind(str(raw.get(key, "")))
    except ValueError as error:
        known = ", ".join(str(member) for member in kind)
        raise DataError(
            f"{raw.get(key)!r} is none of: {known}.", where=f"{where}: {key}"
        ) from error


def day(raw: Mapping[str, Any], key: str, where: str) -> date | None:
    """Give a day, or None where none is written.

    Raises:
        DataError: what is written is no day.

    """
    value = raw.get(key)
    if value is not None and not isinstance(value, date):
        raise DataError("a day is written YYYY-MM-DD.", where=f"{where}: {key}")
    return value


def rows(raw: Mapping[str, Any], key: str, where: str) -> list[Any]:
    """Give a list; an empty one where nothing is written.

    Raises:
        DataError: what is written is no list.

    """
    value = raw.get(key)
    if value is not None and not isinstance(value, list):
        raise DataError("a list is wanted.", where=f"{where}: {key}")
    return value or []
