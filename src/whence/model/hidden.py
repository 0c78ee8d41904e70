"""What a file carries that its pages do not show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hidden:
    """Something in a file that a reader does not see at once: its sort and where."""

    file: str
    sort: str
    detail: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was looked into.

    `pages` is 0 where it has none of its own; `shut` says why it cannot be opened, ""
    when it can. `boxed` is a picture without its hidden parts, None where nothing had
    to be taken out.
    """

    file: str
    pages: int
    found: tuple[Hidden, ...]
    shut: str = ""
    boxed: bytes | None = None
