"""`whence docket binder`: papers, numbered to their steps, as PDF ready to be sent."""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from whence.desk.binding import gaps_of, parties_of, steps_of
from whence.desk.clock import timeline
from whence.jobs.steps.binder_folder import (
    index,
    lay_down,
    manifest,
    native,
    told,
)
from whence.jobs.steps.binding import bind, lay_out, picture_kind
from whence.jobs.steps.filing import filed_by, files_of
from whence.jobs.steps.papers_read import countries_of, read_filed, told_of
from whence.model.binder import (
    Binder,
    BinderStep,
    Edition,
    Exhibit,
    Filed,
    Form,
    PartyRow,
)
from whence.model.docket import Docket
from whence.model.hidden import Hidden, Looked
from whence.model.paper import Media
from whence.read.hidden import look_into
from whence.report.portal import portal_text
from whence.shelf.binders import words
from whence.shelf.requirements import requirements
from whence.store import desk
from whence.store.case import Case
from whence.store.chain import packed
from whence.store.files import guarded

MEGABYTE = 1_000_000
EVENT = "binder"


@dataclass(frozen=True, slots=True)
class BinderRequest:
    """Which papers become which binder.

    `index` says what each paper is; without it the papers are read. `most_mb` splits
    the binder into parts, each at most so large (millions of bytes); `field_most`
    bounds the portal's fields. Both default to the policy.
    """

    case: Path
    papers: Path
    out: Path
    as_of: date
    docket: str = ""
    index: Path | None = None
    importer: str = ""
    edition: Edition = Edition.FULL
    most_mb: float = 0.0
    field_most: int = 0


@dataclass(frozen=True, slots=True)
class BinderResult:
    """The binder, its files with their bytes, and what its papers carry unseen."""

    binder: Binder
    files: tuple[tuple[str, int], ...]
    hidden: tuple[Hidden, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a run works with: the open case and the papers as files."""

    request: BinderRequest
    case: Case
    docket: Docket
    places: Mapping[str, Path]
    looked: Mapping[str, Looked]


@dataclass(frozen=True, slots=True)
class Assembled:
    """A binder before it is printed, with what it was made of."""

    desk: _Desk
    docket: Docket
    binder: Binder


def make_binder(request: BinderRequest) -> BinderResult:
    """Make the binder and what goes with it; the same papers give the same bytes.

    Writes `binder.pdf` (or parts), `portal.txt`, `manifest.json`, `hidden.txt`,
    `native/` with the files that have no pages of their own, and, but for the
    source-protecting edition, `index.xlsx`, to be corrected and given back.

    Raises:
        UsageError: there is no such case, docket or folder.
        InputError: the index cannot be read.
        OutputError: the folder cannot be written.

    """
    with assemble(request) as held:
        return _write(held.desk, held.binder)


@contextmanager
def assemble(request: BinderRequest) -> Iterator[Assembled]:
    """Put a binder together and keep the case open; nothing is printed or logged.

    Raises:
        UsageError: there is no such case, docket or folder.
        InputError: the index cannot be read.

    """
    places = files_of(request.papers)
    with Case.open(request.case, create=False, who="whence docket binder") as case:
        docket = desk.chosen(case.casebook, request.docket)
        read = read_filed(request.papers, places, pictures=request.index is None)
        if not docket.commodity:
            docket = replace(docket, commodity=read.commodity)
        given: tuple[PartyRow, ...] = ()
        filed, notes = read.filed, read.notes
        if request.index is not None:
            known = {f.paper.file: f for f in read.filed}
            filed, given = filed_by(request.index, known)
        names = [n for n in dict.fromkeys(f.paper.file for f in filed) if n in places]
        looked = look_into([(n, places[n]) for n in names], case.tmp)
        held = _Desk(request, case, docket, places, {x.file: x for x in looked})
        binder = _binder(held, [_with_pages(f, held) for f in filed], given)
        yield Assembled(held, docket, replace(binder, notes=notes))


def _with_pages(filed: Filed, held: _Desk) -> Filed:
    """Take in how many pages a file has, and why it cannot be printed."""
    looked = held.looked.get(filed.paper.file)
    if looked is None:
        return filed
    paper, trouble = filed.paper, filed.trouble or looked.shut
    if looked.pages:
        # Pages can be printed that nobody could read as text.
        paper, trouble = replace(paper, pages=looked.pages), looked.shut
    if paper.media is Media.IMAGE and not trouble:
        place = held.places[paper.file]
        with guarded(place), place.open("rb") as stream:
            if not picture_kind(stream.read(8)):
                trouble = "it is a picture of a kind that is not printed"
    return replace(filed, paper=paper, trouble=trouble)


def _binder(held: _Desk, filed: list[Filed], given: Sequence[PartyRow]) -> Binder:
    request, docket = held.request, held.docket
    stages = requirements(docket.commodity, docket.measure or "us/uflpa")
    protect = request.edition is Edition.PROTECTED
    places = {p.name: p.place for p in given}
    steps = steps_of(filed, stages, places, protect=protect)
    steps = tuple(_committed(s, held.case.key) for s in steps)
    steps, told = told_of(steps, docket.commodity, docket.measure or "us/uflpa")
    head = max(
        (q for q, key, _ in held.case.casebook.events(desk.EVENT) if key == docket.key),
        default=0,
    )
    at = held.case.casebook.head_at(head)
    return Binder(
        docket,
        request.importer or docket.header.importer or held.case.config.importer,
        request.as_of,
        request.edition,
        docket.commodity,
        steps,
        parties_of(steps, given, countries_of(steps)),
        tuple(sorted((*gaps_of(steps), *told), key=itemgetter(1))),
        (head, at.hash if at else ""),
    )


def _committed(step: BinderStep, key: bytes) -> BinderStep:
    """Commit to what is withheld by a keyed hash, never by a plain one."""

    def one(e: Exhibit) -> Exhibit:
        if e.stands is not Form.WITHHELD:
            return e
        digest = hmac.new(key, e.paper.sha256.encode(), hashlib.sha256).hexdigest()
        return replace(e, commitment=digest)

    return replace(step, exhibits=tuple(map(one, step.exhibits)))


def _write(held: _Desk, binder: Binder) -> BinderResult:
    request, policy = held.request, words()
    most = int((request.most_mb or policy["size_most_mb"]) * MEGABYTE)
    line = timeline(held.docket, today=request.as_of)
    with TemporaryDirectory(prefix="binder-", dir=held.case.tmp) as folder:
        laid = lay_out(binder, held.places, held.looked, Path(folder))
        parts = bind(binder, laid, line, most=most)
    files = {
        "binder.pdf" if len(parts) == 1 else f"binder-{n}-of-{len(parts)}.pdf": data
        for n, data in enumerate(parts, 1)
    }
    field_most = request.field_most or int(policy["portal"]["field_most"])
    files["portal.txt"] = portal_text(binder, most=field_most).encode()
    hidden = _hidden(held, binder)
    files["hidden.txt"] = told(hidden).encode()
    if binder.edition is Edition.FULL:
        files["index.xlsx"] = index(binder)
    files |= native(binder, held.places)
    files["manifest.json"] = manifest(binder, files)
    lay_down(request.out, files)
    _log(held, hashlib.sha256(files["manifest.json"]).hexdigest())
    sizes = tuple((name, len(data)) for name, data in files.items())
    large = [n for n, size in sizes if n.startswith("binder") and size > most]
    limit = f"{most / MEGABYTE:g} MB"
    notes = [f"{n} is larger than {limit}: one exhibit alone is" for n in large]
    return BinderResult(binder, sizes, hidden, (*binder.notes, *notes))


def _hidden(held: _Desk, binder: Binder) -> tuple[Hidden, ...]:
    """Give what exhibits carry unseen, by mark: names of files stay at home."""
    return tuple(
        Hidden(e.mark, x.sort, x.detail)
        for e in binder.exhibits
        if e.stands is not Form.WITHHELD
        for x in (
            held.looked[e.paper.file].found if e.paper.file in held.looked else ()
        )
    )


def _log(held: _Desk, digest: str) -> None:
    """Log a binder once: the same one again is no event."""
    casebook, day = held.case.casebook, held.request.as_of
    known = {json.loads(d)["sha256"] for _, _, d in casebook.events(EVENT)}
    if digest not in known:
        row = {"sha256": digest, "as_of": day.isoformat()}
        casebook.log(EVENT, held.docket.key, packed(row), day=day)
