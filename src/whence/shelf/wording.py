"""The sentences: which may be printed, at which grade, under which outcome.

languages   the languages that have a file
sentences   every sentence of a language
words       the closed vocabulary (grades, roles, outcomes), notes on the law and
            what is asked for, in a language; by the English text
law_words   what measures are called in a language that is not their own
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any

from whence.errors import DataError, UsageError
from whence.model.measure import Outcome
from whence.model.source import Grade
from whence.shelf import DATA, yaml_of

NO_GRADE = len(Grade)
"""Rank of a sentence behind which no fact stands."""
CODE = 2
"""A file of sentences is named by the two letters of its language."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with blanks. `least` is the rank of the weakest grade that carries
    it (0 official); `outcomes` are those it may be printed under, None for all."""

    key: str
    text: str
    least: int
    outcomes: frozenset[Outcome] | None


@cache
def languages() -> tuple[str, ...]:
    """Give the languages that sentences are written in."""
    stems = (item.name.removesuffix(".yml") for item in (DATA / "wording").iterdir())
    return tuple(sorted(stem for stem in stems if len(stem) == CODE))


def checked_language(language: str) -> str:
    """Give a language back.

    Raises:
        UsageError: no sentence is written in it; it lists those that are.

    """
    if language in languages():
        return language
    raise UsageError(
        f"there are no sentences in {language!r}.",
        remedy=f"Languages that exist: {', '.join(languages())}.",
    )


@cache
def sentences(language: str = "en") -> Mapping[str, Sentence]:
    """Give every sentence of a language by key.

    Raises:
        DataError: there is no such language, or a sentence is not as described.

    """
    where = f"data/wording/{language}.yml"
    found = {}
    for key, raw in _file(language)["templates"].items():
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


def balance_reasons(heading: str, figures: Mapping[str, str]) -> tuple[str, ...]:
    """Give the sentences under a heading all of whose figures are there, filled in."""
    found = []
    for row in yaml_of("wording/balance.yml")[heading]:
        asked = {name for _, name, _, _ in Formatter().parse(row["text"]) if name}
        if asked.union(row.get("where", ())) <= figures.keys():
            found.append(row["text"].format_map(figures))
    return tuple(found)


def reroute_words() -> Mapping[str, Any]:
    """Give what is said of firms that appeared: reasons, rivals, notes."""
    return dict(yaml_of("wording/reroute.yml"))


@cache
def words(language: str) -> Mapping[str, str]:
    """Give the closed vocabulary of a language, by the key that nouns use."""
    return {**_law_file(language)["texts"], **(_file(language).get("words") or {})}


@cache
def law_words(language: str) -> Mapping[str, Mapping[str, str]]:
    """Give what measures are called in a language: title, scope, territory, grounds.

    A measure that is left out is called as its own file calls it.
    """
    return dict(_law_file(language)["measures"])


@cache
def _law_file(language: str) -> Mapping[str, Any]:
    """Read what the law files say, in a language that is not theirs."""
    name = f"wording/law_{language}.yml"
    if not (DATA / name).is_file():
        return {"measures": {}, "texts": {}}
    raw: Mapping[str, Any] = yaml_of(name)
    return raw


@cache
def _file(language: str) -> Mapping[str, Any]:
    raw: Mapping[str, Any] = yaml_of(f"wording/{language}.yml")
    return raw
