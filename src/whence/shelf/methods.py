"""The words about how a run works and what it cannot say."""

from functools import cache

from whence.errors import DataError
from whence.shelf import yaml_of


@cache
def methods() -> tuple[tuple[str, str], ...]:
    """Give the headings and paragraphs of the page on methods."""
    return tuple((str(head), str(body)) for head, body in yaml_of("methods.yml"))


@cache
def _limits() -> dict[str, tuple[str, str]]:
    raw = yaml_of("wording/limits.yml")
    return {key: (row["text"], row["remedy"]) for key, row in raw.items()}


def limit_text(key: str) -> tuple[str, str]:
    """Give the sentence and the remedy of one kind of limit, unfilled.

    Raises:
        DataError: there is no such kind.

    """
    known = _limits()
    if key not in known:
        raise DataError(
            f"no wording for limit {key!r}.", where="data/wording/limits.yml"
        )
    return known[key]
