"""The words beside a country's name: `data/places/country_words.yml`."""

from dataclasses import dataclass
from functools import cache

from whence.shelf import yaml_of
from whence.shelf.chains import words
from whence.shelf.letters import bare, plain

PATH = "places/country_words.yml"


@dataclass(frozen=True, slots=True)
class LandWords:
    """The words of the file, folded; what each list is for stands there."""

    apart: frozenset[str]
    origin: frozenset[str]
    state: frozenset[str]
    behind: frozenset[str]
    doubtful: frozenset[str]
    territories: dict[str, str]
    within: dict[str, str]
    numbered: dict[str, str]
    withheld: dict[str, frozenset[str]]
    passing: frozenset[str]
    people: dict[str, str]
    slashed: dict[str, str]
    answers: tuple[str, ...]
    shares: tuple[str, ...]
    han: frozenset[str]


@cache
def beside() -> LandWords:
    """Give the words beside a country's name.

    Raises:
        DataError: a list of words is none.

    """
    raw = yaml_of(PATH)
    lists = ("apart", "origin", "state", "behind", "doubtful", "passing")
    said = {key: frozenset(words(raw[key], f"data/{PATH}")) for key in lists}
    within = {bare(name): land for name, land in raw["within"].items()}
    withheld = {
        bare(name): frozenset(words(beside, f"data/{PATH}"))
        for name, beside in raw["withheld"].items()
    }
    return LandWords(
        **said,
        territories=raw["territories"],
        within=within,
        numbered=raw["numbered"],
        withheld=withheld,
        people=raw["people"],
        slashed=raw["slashed"],
        answers=tuple(raw["answers"]),
        shares=tuple(raw["shares"]),
        han=frozenset(map(plain, raw["han"])),
    )
