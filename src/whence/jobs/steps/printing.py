"""Findings to files: a dossier is made beside the old one, then they change places."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Protocol

from whence.jobs.steps.annotating import is_form, notes_of, own_of
from whence.jobs.steps.masking import PUBLIC
from whence.jobs.steps.reading import Reading
from whence.jobs.steps.screening import Screening
from whence.model.findings import Findings
from whence.report.annotate import Annotated, annotate
from whence.report.apart import beside
from whence.report.as_json import json_pieces
from whence.report.csvs import set_aside_csv
from whence.report.html import to_html
from whence.report.masks import withhold
from whence.report.pdf import to_pdf
from whence.report.pictures import overview, path_pictures, to_csv, to_png
from whence.report.svg import standalone
from whence.report.xlsx import to_xlsx
from whence.shelf.prints import bounds as print_policy
from whence.store import manifest
from whence.store.case import Case
from whence.store.files import guarded, write_bytes, write_pieces, write_text
from whence.store.judged import Shown
from whence.store.switching import switched


class Request(Protocol):
    """What the manifest repeats of the call."""

    @property
    def out(self) -> Path:
        """Give the folder of the dossier."""

    @property
    def as_of(self) -> date:
        """Give the day as of which the world was known."""

    @property
    def audience(self) -> str:
        """Give who will read the dossier."""

    @property
    def measures(self) -> tuple[str, ...]:
        """Give the measures asked on the command line."""

    @property
    def accept_mapping(self) -> bool:
        """Give whether guessed mappings were accepted."""


def print_dossier(
    case: Case,
    request: Request,
    *,
    findings: Findings,
    printed: Findings,
    reading: Reading,
    screening: Screening,
) -> tuple[Path, ...]:
    """Write every part of the dossier and its manifest; give the files' final places.

    `printed` is what the dossier may tell its audience of `findings`; only the case,
    which stays with the user, learns the rest.

    Raises:
        OutputError: the disk is full or the folder may not be written; the old
            dossier, if any, is as it was.

    """
    bounds = print_policy(dict(case.config.policies).get("print", ""))
    with switched(request.out) as fresh, beside(2) as pool:
        # Beside the others: the typesetter is no Python, and a large workbook has a
        # process of its own.
        book = pool.submit(to_xlsx, printed, fresh / "findings.xlsx")
        paper = pool.submit(to_pdf, printed, bounds)
        write_text(fresh / "index.html", to_html(printed))
        whole = (piece.encode() for piece in json_pieces(printed))
        write_pieces(fresh / "findings.json", whole)
        write_text(fresh / "set_aside.csv", set_aside_csv(printed))
        _pictures(printed, fresh / "pictures")
        if findings.asked.audience != PUBLIC:
            # The user's own workbook holds every name that is withheld beside it.
            _annotated(reading, findings, party_of=screening.party_of, folder=fresh)
        write_bytes(fresh / "dossier.pdf", paper.result())
        book.result()
        made = _manifest(case, request, findings=findings, reading=reading, at=fresh)
        names = sorted(p.relative_to(fresh) for p in fresh.rglob("*") if p.is_file())
        # Before the switch: a dossier that shows must have its questions in the case.
        case.casebook.shown(_shown(findings, screening))
        # What the run used, so that `whence decide` can ask the case again.
        manifest.write(case.store, made[2])
        case.ask_all({c.id: c.question for c in findings.consignments if c.question})
        case.casebook.add_run(manifest=made[0], findings=made[1], as_of=request.as_of)
    return tuple(request.out / name for name in names)


def _pictures(findings: Findings, folder: Path) -> None:
    """Write every picture as SVG and PNG, each with its data beside it as CSV."""
    held = withhold(findings)
    drawn = (*overview(held).all(), *path_pictures(held))
    if not drawn:
        return
    with guarded(folder):
        folder.mkdir()
    for picture, png in zip(drawn, to_png(drawn), strict=True):
        write_text(folder / f"{picture.name}.svg", standalone(picture.svg))
        write_bytes(folder / f"{picture.name}.png", png)
        write_text(folder / f"{picture.name}.csv", to_csv(picture))


def _annotated(
    reading: Reading,
    findings: Findings,
    *,
    party_of: Mapping[str, str],
    folder: Path,
) -> None:
    """Give each workbook that held suppliers or entries back, with added columns."""
    notes = notes_of(reading, findings, party_of)
    taken: set[str] = set()
    for kept in reading.files:
        if kept.kind != "table" or kept.sha256 not in notes:
            continue
        columns = {
            sheet: Annotated(
                n.header_line, n.headers, n.cells, *own_of(n.raw, n.mapping)
            )
            for sheet, n in notes[kept.sha256].items()
        }
        # suppliers.csv and suppliers.xlsx must not take each other's place
        stem = kept.path.stem if kept.path.stem not in taken else kept.name
        taken.add(kept.path.stem)
        form = is_form(n.raw for n in notes[kept.sha256].values())
        annotate(kept.path, folder / f"{stem}.annotated.xlsx", columns, beside=form)


def _manifest(
    case: Case,
    request: Request,
    *,
    findings: Findings,
    reading: Reading,
    at: Path,
) -> tuple[str, str, manifest.Manifest]:
    """Write the manifest last; give its sha256, that of the findings, and itself."""
    # The audience that the findings were printed for: asked, or that of case.toml.
    public = findings.asked.audience == PUBLIC
    whole = manifest.manifest_of(
        case,
        at,
        out=request.out,
        as_of=request.as_of,
        inputs=[
            manifest.InputRecord(k.name, k.sha256)
            for k in reading.files
            if k.kind != "exhibit"
        ],
        exhibits=[
            manifest.ExhibitRecord(k.written, k.sha256)
            for k in reading.files
            if k.kind == "exhibit"
        ],
        versions=findings.versions,
        measures=request.measures,
        audience=request.audience,
        accept_mapping=request.accept_mapping,
    )
    told = manifest.without_words(whole, case.key) if public else whole
    digest = manifest.write(at, told)
    if public:
        manifest.keep(case.store, whole, under=digest)
    return digest, whole.findings, whole


def _shown(findings: Findings, screening: Screening) -> Iterable[Shown]:
    """Keep what each candidate showed, so that a judgement knows its question."""
    listed = {c.id: c.listed_name for p in findings.parties for c in p.candidates}
    for c in screening.candidates:
        party = screening.parties[c.party]
        yield Shown(
            c.key,
            " / ".join(dict.fromkeys((party.name, *party.names[:3]))),
            listed[c.key],
            c.left_hash,
            c.right_hash,
            c.p_same,
            c.p_related,
            c.explanation,
        )
