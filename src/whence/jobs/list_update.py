"""`whence lists update`: read an official list anew, keep what it said as a version.

From its publisher when asked, or from a saved file. What is implausible, or lacks
names of the last version that nobody accepted as removed, is refused, not stored.
"""

import json
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from whence.errors import InputError, UsageError, WhenceError
from whence.jobs.steps.accepting import NONE, Acceptance
from whence.jobs.steps.list_checks import (
    ReadFile,
    check_plausible,
    header_of,
    is_known,
    last_of,
    organisations_in,
    published_on,
    refused,
    removals_known,
)
from whence.jobs.steps.list_ground import Ground
from whence.jobs.steps.list_spec import spec_of
from whence.jobs.steps.relisting import relist
from whence.model.listfile import ListEvent, ListFile
from whence.model.listing import GateResult
from whence.read.lists.files import read_list
from whence.read.lists.web import check_address, fetch
from whence.shelf.list_files import (
    COLUMNS,
    Description,
    Version,
    describe,
    keys,
    read_version,
    row_of,
)
from whence.shelf.lists import gate, order_strings
from whence.store import lists as kept_lists
from whence.store.case import Case
from whence.store.files import guarded


@dataclass(frozen=True, slots=True)
class UpdateRequest:
    """Which list to read anew, from where, and on which day.

    Without `file` the publisher's page is fetched (`url` for another address on this
    machine). `retrieved` is the day on which a file was saved. `accept` says which
    removals a person accepts, under which notice.
    """

    case: Path
    on: date
    key: str = ""
    file: Path | None = None
    url: str = ""
    accept: Acceptance = NONE
    retrieved: date | None = None
    wait: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Updated:
    """What one update brought; not stored is the same file on the same day."""

    key: str
    title: str
    is_stored: bool
    number: int
    sha256: str
    source: str
    published: date | None
    retrieved: date | None
    rows: int
    entities: int
    persons: int
    untold: int
    others: int
    own_copy: bool
    events: tuple[ListEvent, ...]
    gate: GateResult
    requests: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UpdateResult:
    """The lists that were read anew, and what went wrong with others."""

    updated: tuple[Updated, ...]
    failures: tuple[WhenceError, ...]


@dataclass(slots=True)
class _Log:
    """Every request over the network, told to the user and to the custody log."""

    case: Case
    on: date
    rows: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, address: str, outcome: str) -> None:
        self.rows.append((address, outcome))
        self.case.casebook.log("network", address, outcome, day=self.on)


def update(request: UpdateRequest) -> UpdateResult:
    """Read one list anew, or without a key every list that is fetched.

    One of several lists that fails does not keep the others from being read.

    Raises:
        UsageError: there is no such list, the address is not its publisher's, or an
            acceptance lacks a notice, a handle, or names one who is not gone.
        InputError: the file is implausible or cannot be read, or names of the last
            version are gone and nobody accepted that; nothing was stored.
        OutputError: the case cannot be written.

    """
    request.accept.check(request.key)
    wanted = (request.key,) if request.key else _fetched_keys(request)
    abouts = [describe(key) for key in wanted]
    done: list[Updated] = []
    failures: list[WhenceError] = []
    with Case.open(request.case, who="whence lists update") as case:
        for about in abouts:
            try:
                done.append(_update(case, about, request))
            except InputError as error:
                case.casebook.log("list", about.key, error.what[:500], day=request.on)
                failures.append(error)
    if not done:
        raise failures[0]
    return UpdateResult(tuple(done), tuple(failures))


def _fetched_keys(request: UpdateRequest) -> tuple[str, ...]:
    if request.file or request.url:
        raise UsageError(
            "a file or an address needs the list's key.",
            remedy=f"One of: {', '.join(keys())}; or own/NAME for your own.",
        )
    return tuple(key for key in keys() if describe(key).is_fetched)


def _update(case: Case, about: Description, request: UpdateRequest) -> Updated:
    paths = kept_lists.versions(case.folder, about.key)
    versions = [read_version(path) for path in paths]
    log = _Log(case, request.on)
    read = _obtain(case, about, request, versions, log=log)
    if read.path is None:
        return _seen_again(case, about, versions[-1], read, request.on, log=log)
    try:
        file = read_list(read.path, spec_of(about), work=case.tmp)
        file = organisations_in(file)
        return _take(case, about, request, versions, read=read, file=file, log=log)
    except InputError as error:
        # Where it came from, not where the fetched page lay for a moment.
        raise InputError(error.what, where=read.source, remedy=error.remedy) from None
    finally:
        if read.fetched is not None:
            # It may name persons: it is not left lying until the case opens again.
            shutil.rmtree(read.path.parent, ignore_errors=True)


def _obtain(
    case: Case,
    about: Description,
    request: UpdateRequest,
    versions: list[Version],
    *,
    log: _Log,
) -> ReadFile:
    if request.file is not None:
        return ReadFile(request.file, request.file.name, request.retrieved)
    url = request.url or about.url
    check_address(url, about.url)
    last = versions[-1].header if versions else {}
    before = dict(last.get("cache") or {}) if last.get("source") == url else {}
    fetched = fetch(url, before=before, tell=log, wait=request.wait)
    if fetched.data is None:
        return ReadFile(None, url, request.on, fetched)
    with guarded(case.tmp):
        place = Path(mkdtemp(prefix="fetch-", dir=case.tmp)) / "page"
        place.write_bytes(fetched.data)
    return ReadFile(place, url, request.on, fetched)


def _take(
    case: Case,
    about: Description,
    request: UpdateRequest,
    versions: list[Version],
    *,
    read: ReadFile,
    file: ListFile,
    log: _Log,
) -> Updated:
    """Hold a file against the band and the last version, and keep it."""
    published, notes = published_on(file, read, request.on)
    seen = max(d for d in (published, read.retrieved) if d)
    last, before = last_of(about.key, versions, seen)
    check_plausible(about, file, last.edition, source=read.source)
    accept = request.accept
    if is_known(file, versions, seen) and not accept.reference:
        said = (*notes, "The same file as last time: nothing was stored.")
        return _updated(about, versions[-1].path, log=log, notes=said, is_stored=False)
    reference = f"{about.title}, read {seen} ({read.source})"
    ground = Ground(about, seen, reference, accept, file.sha256)
    strings = order_strings() if about.reader["form"] == "orders" else {}
    result = relist(file, last, ground, strings=strings)
    accept.check_named(result.gone)
    if result.removals and not accept.is_partial:
        raise refused(about, result, file, read=read, case=request.case)
    header = header_of(about, file, read, published=published, seen=seen)
    since = removals_known(last.edition, before, seen)
    header |= {"removals_known_since": since}
    header |= {"removals_reference": accept.reference}
    header |= {"removals_accepted_by": accept.by, "removed": list(accept.names)}
    header |= {"unprinted": sorted(result.unprinted)}
    header |= {"events": [asdict(e) for e in result.events]}
    rows = [
        row_of(x, result.kept.get(k, ()), result.printed.get(k, ()))
        for k, x in sorted(result.listings.items())
    ]
    if not file.persons and not file.untold and read.path is not None:
        # The page itself is evidence; a file that names persons is not kept.
        case.add_exhibit(read.path)
    place = kept_lists.add(case.folder, header, rows, columns=COLUMNS)
    detail = json.dumps([e.kind for e in result.events])[:500]
    case.casebook.log("list", about.key, f"{place.name} {detail}", day=request.on)
    return _updated(about, place, log=log, notes=notes)


def _seen_again(
    case: Case,
    about: Description,
    last: Version,
    read: ReadFile,
    on: date,
    *,
    log: _Log,
) -> Updated:
    """Note that the list is as it was, says its publisher: same rows, later day."""
    said = ("Not changed since last time.",)
    if last.seen == on:
        return _updated(about, last.path, log=log, notes=said, is_stored=False)
    header = {**last.header, "retrieved": on, "seen": on, "events": []}
    rows = [
        row_of(x, last.kept.get(x.key, ()), last.printed.get(x.key, ()))
        for x in last.edition.listings
    ]
    place = kept_lists.add(case.folder, header, rows, columns=COLUMNS)
    case.casebook.log("list", about.key, f"{place.name} as before", day=on)
    return _updated(about, place, log=log, notes=said)


def _updated(
    about: Description,
    place: Path,
    *,
    log: _Log,
    notes: tuple[str, ...],
    is_stored: bool = True,
) -> Updated:
    version = read_version(place)
    edition, header = version.edition, version.header
    open_ones = [x for x in edition.listings if x.span.end is None]
    return Updated(
        key=about.key,
        title=about.title,
        is_stored=is_stored,
        number=version.number,
        sha256=edition.sha256,
        source=str(header["source"]),
        published=edition.published,
        retrieved=edition.retrieved,
        rows=int(header["printed"]),
        entities=len(open_ones),
        persons=int(header["persons"]),
        untold=int(header["untold"]),
        others=int(header["others"]),
        own_copy=edition.own_copy,
        events=version.events,
        gate=gate(edition, version.seen),
        requests=tuple(log.rows),
        notes=notes,
    )
