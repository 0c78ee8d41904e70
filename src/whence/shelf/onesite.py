"""When two alike names at one address are one firm: `data/policies/onesite.yml`."""

from dataclasses import dataclass
from functools import cache

from whence.shelf import yaml_of

ONESITE = "policies/onesite.yml"


@dataclass(frozen=True, slots=True)
class SiteRule:
    """How alike names and addresses must be; see the file."""

    least_brand: int
    slip_letters: int
    least_cut: int
    word_letters: int
    least_words: int
    shared_percent: int
    most_alike: int
    form_words: frozenset[str]
    unsaid: frozenset[str]


@cache
def rule() -> SiteRule:
    """Give the rule of `data/policies/onesite.yml`."""
    raw = dict(yaml_of(ONESITE)["rule"])
    form_words, unsaid = (frozenset(raw.pop(name)) for name in ("form_words", "unsaid"))
    return SiteRule(form_words=form_words, unsaid=unsaid, **raw)
