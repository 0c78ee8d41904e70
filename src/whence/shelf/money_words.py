"""Words by which a header of money says what each of its numbers counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from whence.shelf import yaml_of
from whence.shelf.tables import checked, words


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """The words of `scales_of_money` in `data/tables/words.yml`; see there.

    `known` has every scale, `money` every currency; `surely` those that are no words,
    `glued` those to which a scale of Latin letters can be stuck.
    """

    known: Mapping[str, int]
    letters: Mapping[str, int]
    stuck: Mapping[str, int]
    beside: frozenset[str]
    spoken: Mapping[str, tuple[str, ...]]
    money: frozenset[str]
    surely: frozenset[str]
    glued: frozenset[str]
    within: frozenset[str]
    joining: frozenset[str]
    per: frozenset[str]


@cache
def money_words() -> MoneyWords:
    """Give the words by which a header of money says its scale."""
    path = "tables/words.yml"

    def build() -> MoneyWords:
        data = yaml_of(path)["scales_of_money"]
        told = words()
        money = {*told.currencies, *told.currency_names, *map(_plain, data["money"])}
        letters = {str(k): int(v) for k, v in data["letters"].items()}
        stuck = {str(k): int(v) for k, v in data["stuck"].items()}
        return MoneyWords(
            known={**told.scales, **letters, **stuck},
            letters=letters,
            stuck=stuck,
            beside=frozenset(data["beside"]),
            spoken={k: tuple(map(_plain, v)) for k, v in data["spoken"].items()},
            money=frozenset(money),
            surely=frozenset(money - set(data["words_too"])),
            glued=frozenset(data["glued"]),
            within=frozenset(data["within"]),
            joining=frozenset(data["joining"]),
            per=frozenset(data["per"]),
        )

    return checked(path, build)


def _plain(word: str) -> str:
    return normalize("NFKC", word).casefold()
