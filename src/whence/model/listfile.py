"""A list as a publisher's file prints it, and what changed since the last one."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ListRow:
    """One organisation as one row prints it.

    `day` is the effective date as printed, which a publisher may overwrite later.
    `status` is the list's own word, such as "Inactive"; "" where it has none.
    """

    name: str
    aliases: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    scope: str = ""
    section: str = ""
    day: date | None = None
    country: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    status: str = ""
    note: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class ListFile:
    """A whole file: its rows, the day it prints of itself, and what was left out.

    `form` is how it was read (page, csv, csl, sdn, ftm). `printed` counts the rows of
    the file as printed, `sections` names the tables that were found. `persons` were
    dropped at the door, `untold` were dropped because nothing shows an organisation,
    `others` are vessels, goods and regions. None of the three is kept.
    """

    form: str
    sha256: str
    rows: tuple[ListRow, ...]
    printed: int
    published: date | None = None
    sections: tuple[str, ...] = ()
    persons: int = 0
    untold: int = 0
    others: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListEvent:
    """One change between two versions of a list.

    `kind` is add, remove, rename, move, place, unplace, alias-added, alias-removed,
    restated (the page prints another day; the first one is kept), ended (the list
    itself says so), unprinted (gone from the page and still listed: nobody accepted a
    notice) or unconfirmed (a name of the press that the page does not print).
    """

    kind: str
    key: str
    name: str
    day: date
    detail: str = ""
