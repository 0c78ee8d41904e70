"""The questions that the law leaves open: which facts, and worth what otherwise."""

from dataclasses import dataclass
from functools import cache

from whence.errors import DataError
from whence.shelf import yaml_of

ABOUT = ("input", "other_role", "origin")
OTHER = ("nothing", "as_said")


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One question: which touches it is about, and their worth otherwise.

    `limb` is place, party or "" for both; `about` one of ABOUT; `other` one of OTHER.
    Where a ground's words hold `settled_by`, the law itself answers.
    """

    key: str
    limb: str
    about: str
    other: str
    settled_by: str = ""


@cache
def open_questions() -> tuple[OpenQuestion, ...]:
    """Give every question, in the order of the file.

    Raises:
        DataError: a word is not of the closed vocabulary.

    """
    found = []
    for number, raw in enumerate(yaml_of("policies/readings.yml")["readings"]):
        where = f"data/policies/readings.yml: readings[{number}]"
        row = OpenQuestion(
            raw["key"],
            raw.get("limb", ""),
            raw["about"],
            raw["other"],
            raw.get("settled_by", ""),
        )
        if row.about not in ABOUT or row.other not in OTHER:
            known = f"about: {', '.join(ABOUT)}; other: {', '.join(OTHER)}"
            raise DataError(
                "a word is not of the vocabulary.", where=where, remedy=known
            )
        found.append(row)
    return tuple(found)
