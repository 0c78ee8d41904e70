"""A company name taken apart: form, place, trade, brand."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class TokenKind(StrEnum):
    """What a part of a name does; the brand decides, the rest supports."""

    BRAND = "brand"
    PLACE = "place"
    TRADE = "trade"
    FORM = "form"
    NUMBER = "number"
    BRANCH = "branch"


@dataclass(frozen=True, slots=True)
class NameToken:
    """One part of a name: as written, and the keys under which it can be found.

    `keys` are comparable across scripts: a gazetteer code for a place (`CN-653100`),
    a concept for a trade (`t:textile`), pinyin syllables joined, hanzi, or folded
    Latin for a brand.
    """

    text: str
    kind: TokenKind
    keys: tuple[str, ...]


class NameParts(NamedTuple):
    """What of a name is compared, without the rest of a `NormalName`: most names are
    only held against others, by the million."""

    raw: str
    full: str
    tokens: tuple[NameToken, ...]
    is_spoken: bool


@dataclass(frozen=True, slots=True)
class NormalName:
    """A name in canonical form. `full` is the whole name folded (NFKC, simplified,
    case, width, punctuation) and compares official names; `core` drops the form.
    `is_spoken` says that a Chinese name is written in pinyin throughout.
    `reads_as_person`: it is surely no organisation's; `may_be_person`: Latin letters
    that read as a natural person's name, and could be a brand. Both are masked; only
    the first is held against no list."""

    raw: str
    script: str
    full: str
    core: str
    tokens: tuple[NameToken, ...]
    is_branch: bool = False
    reads_as_person: bool = False
    is_spoken: bool = False
    may_be_person: bool = False

    @property
    def is_masked(self) -> bool:
        """Whether it is not printed until an organisation is known behind it."""
        return self.reads_as_person or self.may_be_person
