"""References of law: the citation forms of authorities, and nothing else."""

import re
from functools import cache

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


def is_reference(text: str, *, invented: bool = False) -> bool:
    """Whether a text cites an authority, by form. Several stand apart by `; `.

    An invented measure cites itself: its reference ends in (invented) or (constructed).

    >>> is_reference("19 U.S.C. 1307; 19 CFR 12.42(e)"), is_reference("a law firm")
    (True, False)
    """
    parts = [part.strip() for part in text.split(";")]
    return bool(text.strip()) and all(
        any(pattern.match(part) for _, pattern, _ in forms())
        or (invented and INVENTED.match(part) is not None)
        for part in parts
    )


def checked_reference(text: object, where: str, *, invented: bool = False) -> str:
    """Give the reference back, or say what a reference looks like.

    Raises:
        DataError: the text is blank, or no citation form of an authority.

    """
    if isinstance(text, str) and is_reference(text, invented=invented):
        return text
    examples = "; ".join(example for _, _, example in forms()[:4])
    what = f"{text!r} is no reference of an authority." if text else "it is missing."
    raise DataError(what, where=where, remedy=f"Write it like: {examples}.")
