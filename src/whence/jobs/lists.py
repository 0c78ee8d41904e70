"""`whence lists status | show`: what the kept versions of official lists say.

status   what is held, how old it is, and whether it can pass the gate today
show     a list as it was known on a day

Reading a list anew is `whence.jobs.list_update`, and whom a version touches is
`whence.jobs.list_diff`.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whence.errors import UsageError
from whence.model.listfile import ListEvent
from whence.model.listing import Edition, GateResult, Listing
from whence.shelf.list_files import (
    Description,
    Version,
    describe,
    keys,
    read_version,
)
from whence.shelf.lists import editions, gate, newest_known
from whence.store import lists as kept_lists
from whence.store.case import Case


@dataclass(frozen=True, slots=True)
class Status:
    """One list: what is held of it on a day, and whether it is due for an update.

    `standing` counts the organisations that are on it on that day; others have left it,
    or come on it later.
    """

    key: str
    title: str
    url: str
    versions: int
    held: Edition | None
    standing: int
    age_days: int | None
    refresh_days: int
    gate: GateResult | None

    @property
    def is_due(self) -> bool:
        """Whether it was read longer ago than it should be, or never."""
        return self.age_days is None or self.age_days > self.refresh_days


def status(case: Path | None, *, on: date) -> tuple[Status, ...]:
    """Say what is held of every list on a day.

    Raises:
        UsageError: there is no such case.

    """
    held, versions = _held(case, on)
    return tuple(
        _status(describe(key), held.get(key), versions.get(key, []), on)
        for key in sorted({*keys(), *versions})
    )


def _status(
    about: Description, held: Edition | None, versions: list[Version], on: date
) -> Status:
    days = [d for d in (held.published, held.retrieved) if d] if held else []
    age = (on - max(days)).days if days else None
    verdict = gate(held, on) if held else None
    standing = len(standing_on(held, on)) if held else 0
    args = (about.key, about.title, about.url, len(versions), held, standing, age)
    return Status(*args, about.refresh_days, verdict)


def show(
    key: str, case: Path | None, *, as_of: date
) -> tuple[Edition, tuple[ListEvent, ...]]:
    """Give a list as it was known on a day, with the events of its version.

    Raises:
        UsageError: there is no such list or case, or nothing is held of it that day.

    """
    held, versions = _held(case, as_of)
    describe(key)
    if key not in held:
        raise UsageError(
            f"nothing is held of {key!r} as of {as_of}.",
            remedy=f"Run `whence lists update {key}` with a case.",
        )
    version = newest_known(versions.get(key, []), as_of)
    return held[key], version.events if version else ()


def _held(
    case: Path | None, on: date
) -> tuple[dict[str, Edition], dict[str, list[Version]]]:
    paths: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    if case is not None:
        with Case.open(case, create=False, who="whence lists") as opened:
            kept = kept_lists.versions(opened.folder)
            paths = opened.list_files()
    versions: dict[str, list[Version]] = {}
    for path in kept:
        version = read_version(path)
        versions.setdefault(version.edition.list_key, []).append(version)
    return {e.list_key: e for e in editions(on, paths)}, versions


def standing_on(edition: Edition, day: date) -> tuple[Listing, ...]:
    """Give those who stand on a list on a day, by name."""
    return tuple(
        sorted((x for x in edition.listings if day in x.span), key=lambda x: x.name)
    )
