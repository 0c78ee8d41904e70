"""The sentences: which may be printed, at which grade, under which outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from whence.errors import DataError
from whence.model.measure import Outcome
from whence.model.source import Grade
from whence.shelf import yaml_of

NO_GRADE = len(Grade)
"""Rank of a sentence behind which no fact stands."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with blanks. `least` is the rank of the weakest grade that carries
    it (0 official); `outcomes` are those it may be printed under, None for all."""

    key: str
    text: str
    least: int
    outcomes: frozenset[Outcome] | None


@cache
def sentences(language: str = "en") -> Mapping[str, Sentence]:
    """Give every sentence of a language by key.

    Raises:
        DataError: there is no such language, or a sentence is not as described.

    """
    where = f"data/wording/{language}.yml"
    found = {}
    for key, raw in yaml_of(f"wording/{language}.yml")["templates"].items():
        try:
            least = raw["least"]
            outcomes = raw.get("outcomes")
            found[key] = Sentence(
                key,
                raw["text"],
                NO_GRADE if least == "none" else Grade(least).rank,
                frozenset(Outcome(o) for o in outcomes) if outcomes else None,
            )
        except (KeyError, ValueError) as error:
            raise DataError(
                f"not as described: {error}.", where=f"{where}: {key}"
            ) from error
    return found


def balance_words(key: str) -> tuple[str, ...]:
    """Give what is said beside a surplus, under one heading of its file."""
    return tuple(yaml_of("wording/balance.yml")[key])
