"""The answer on people at risk in China: what `case.toml` says, and what was logged."""

from whence.errors import UsageError
from whence.store.case import Case

EVENT = "people at risk"
ANSWERS = ("yes", "no")


def answer(case: Case, key: str) -> str:
    """Give "yes", "no", or "" when nobody answered; a yes anywhere holds.

    `key` is that of the question in `case.toml`.

    Anything but a plain no in `case.toml` counts as yes.
    """
    written = case.answers().get(key, "").strip().casefold()
    logged = [detail for _, _, detail in case.casebook.events(EVENT)]
    found = [*([written] if written else []), *logged[-1:]]
    if any(word != "no" for word in found):
        return "yes"
    return "no" if found else ""


def put(case: Case, key: str, words: str) -> None:
    """Write the question into `case.toml`, unless it stands there already."""
    case.ask(key, words)


def record(case: Case, word: str, at: str) -> None:
    """Log an answer with the moment it was given; the last one logged holds.

    Raises:
        UsageError: it is neither yes nor no.

    """
    if word not in ANSWERS:
        raise UsageError(f"{word!r} is no answer.", remedy="Answer yes or no.")
    case.casebook.log(EVENT, at, word)
