"""References of law: citation forms of authorities, hosts of authorities, no more."""

import re
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from whence.errors import DataError
from whence.shelf import yaml_of

INVENTED = re.compile(r"\S.*\((invented|constructed)( [a-z]+)?\)$")


@cache
def forms() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Give (form, pattern, example) of every citation form we accept."""
    return tuple(
        (row["form"], re.compile(row["pattern"]), row["example"])
        for row in yaml_of("measures/references.yml")["forms"]
    )


@cache
def hosts() -> tuple[str, ...]:
    """Give the hosts on which authorities publish; their subdomains count too."""
    return tuple(yaml_of("measures/references.yml")["hosts"])


@cache
def _paper() -> re.Pattern[str]:
    """Give the form of a paper, which only a proposal may cite."""
    return re.compile(yaml_of("measures/references.yml")["paper"]["pattern"])


@cache
def earliest() -> date:
    """Give the day of the oldest law modelled; no version can begin before it."""
    day = yaml_of("measures/references.yml")["earliest"]["day"]
    assert isinstance(day, date)
    return day


def _published(part: str) -> bool:
    """Whether a part is an address on a host of an authority."""
    if not part.startswith(("https://", "http://")):
        return False
    host = (urlsplit(part).hostname or "").casefold()
    return any(host == known or host.endswith(f".{known}") for known in hosts())


def is_reference(text: str, *, invented: bool = False, proposal: bool = False) -> bool:
    """Whether a text cites an authority, by form or host. Several stand apart by `; `.

    An invented measure cites itself: its reference ends in (invented) or (constructed).
    A proposal cites the paper that makes it.

    >>> is_reference("19 U.S.C. 1307; 19 CFR 12.42(e)"), is_reference("a law firm")
    (True, False)
    >>> paper = "Zenz (2022), Unemployment Monitoring"
    >>> is_reference(paper), is_reference(paper, proposal=True)
    (False, True)
    """
    parts = [part.strip() for part in text.split(";")]
    return bool(text.strip()) and all(
        any(pattern.match(part) for _, pattern, _ in forms())
        or _published(part)
        or (invented and INVENTED.match(part) is not None)
        or (proposal and _paper().match(part) is not None)
        for part in parts
    )


def checked_reference(
    text: object, where: str, *, invented: bool = False, proposal: bool = False
) -> str:
    """Give the reference back, or say what a reference looks like.

    Raises:
        DataError: the text is blank, or neither a citation form nor a host of an
            authority.

    """
    if isinstance(text, str):
        if is_reference(text, invented=invented, proposal=proposal):
            return text
    examples = "; ".join(example for _, _, example in forms()[:4])
    what = f"{text!r} is no reference of an authority." if text else "it is missing."
    raise DataError(what, where=where, remedy=f"Write it like: {examples}.")
