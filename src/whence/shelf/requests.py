"""How requests are followed up, and the laws that speak against collecting in China."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from whence.errors import DataError
from whence.model.remark import Verification
from whence.shelf import yaml_of

POLICY = "policies/requests.yml"
LAWS = "letters/countermeasures.yml"
WORDS = "letters/words.yml"


@dataclass(frozen=True, slots=True)
class CounterMeasure:
    """A law under which collecting evidence of origin can put people at risk."""

    instrument: str
    articles: str
    since: date
    effect: str
    reference: str
    seen_at: str
    verification: Verification


@cache
def answer_days() -> int:
    """Give the days in which a supplier is asked to answer."""
    return int(yaml_of(POLICY)["answer_days"])


@cache
def expires_soon_days() -> int:
    """Give how many days before its end a certificate is said to expire soon."""
    return int(yaml_of(POLICY)["expires_soon_days"])


@cache
def territories() -> frozenset[str]:
    """Give the countries (ISO 3166) in which collecting is left out when at risk."""
    return frozenset(yaml_of(LAWS)["territories"])


@cache
def question() -> tuple[str, str]:
    """Give the key and the words of the question about people at risk."""
    row = yaml_of(LAWS)["question"]
    return str(row["key"]), str(row["ask"])


@cache
def counter_measures() -> tuple[CounterMeasure, ...]:
    """Give the laws, the newest first.

    Raises:
        DataError: a row lacks something.

    """
    found = []
    for row in yaml_of(LAWS)["rows"]:
        try:
            plain = {**row, "verification": Verification(row["verification"])}
            found.append(CounterMeasure(**plain))
        except (TypeError, ValueError) as error:
            raise DataError(f"a law lacks {error}.", where=f"data/{LAWS}") from error
    return tuple(sorted(found, key=lambda x: x.since, reverse=True))


@cache
def letter_words(language: str) -> dict[str, Any]:
    """Give the words of a letter in a language.

    Raises:
        DataError: there is no such language.

    """
    data = yaml_of(WORDS)
    if language not in data["languages"]:
        raise DataError(f"no letters in {language!r}.", where=f"data/{WORDS}")
    return dict(data[language])


@cache
def languages_for(country: str) -> tuple[str, ...]:
    """Give the languages of a letter to a country, the first one first."""
    return tuple(yaml_of(WORDS)["order"].get(country, ("en", "zh")))


@cache
def withheld(answer: str) -> str:
    """Give the sentence for a letter left out, with a place for the supplier."""
    data = yaml_of(WORDS)
    words = data["answers"]["yes" if answer else ""]
    return str(data["withheld"]).replace("{answer}", words)


@cache
def word_for(part: str, language: str, key: str) -> str:
    """Give the word for a stage, kind or content in a language; "" where none is."""
    found = yaml_of(WORDS)[part].get(language, {}).get(key.replace(" ", "_"), "")
    return str(found or yaml_of(WORDS)[part].get(language, {}).get(key, ""))
