"""Tests and certificates: `data/papers/methods.yml`.

methods    each with what it must state, can show and cannot
elements   what each element means
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from whence.errors import DataError
from whence.shelf import yaml_of
from whence.shelf.paper_words import folded

WHERE = "papers/methods.yml"


@dataclass(frozen=True, slots=True)
class Method:
    """A method of test or a sort of certificate; see the file."""

    key: str
    title: str
    words: tuple[str, ...]
    asks: tuple[str, ...]
    can: str
    cannot: str
    reference: str
    read_at: str
    verification: str


@cache
def methods() -> Mapping[str, Method]:
    """Give every method by key.

    Raises:
        DataError: one lacks a part, or asks for an unknown element.

    """
    found = {}
    for key, row in yaml_of(WHERE)["methods"].items():
        try:
            found[key] = Method(
                key,
                row["title"],
                tuple(folded(str(w)) for w in row["words"]),
                tuple(row["asks"]),
                row["can"],
                row["cannot"],
                row["reference"],
                row["read_at"],
                row["verification"],
            )
        except KeyError as error:
            raise DataError(f"{key} lacks {error}.", where=f"data/{WHERE}") from error
        odd = set(found[key].asks) - set(elements())
        if odd:
            what = f"{key} asks for unknown {', '.join(sorted(odd))}."
            raise DataError(what, where=f"data/{WHERE}")
    return found


@cache
def elements() -> Mapping[str, str]:
    """Give what each element of a report means."""
    return {str(k): str(v) for k, v in yaml_of(WHERE)["elements"].items()}
