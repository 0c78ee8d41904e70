"""`whence verify`: whether a dossier is what was written, and comes out again."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from whence.errors import CaseBusy, InputError, OutputError, UsageError, WhenceError
from whence.store import manifest as manifests
from whence.store.case import CASEBOOK, Case, beside
from whence.store.digests import content_digest
from whence.store.files import guarded, sha256_of
from whence.store.manifest import FINDINGS, FileRecord, Manifest
from whence.store.replica import lay_out
from whence.store.switching import MANIFEST, foreign_files

Progress = Callable[[str, int, int], None]

# Faults after which a re-run would prove nothing.
STOPPING = ("input", "exhibit", "casebook")
UNKNOWN = (
    "The casebook knows no run with this manifest: that run was interrupted at its very"
    " end, or the manifest was written by somebody else. The re-run decides."
)
SAME, DIFFERS, NOT_RUN = "same bytes", "differs", "not run"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as the manifest says: what kind, which file, what of it.

    `kind` is missing, extra, changed, input, exhibit, casebook or re-run.
    """

    kind: str
    path: str
    detail: str


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What was checked and what was found; `ok` when there is no fault.

    `rerun` is "same bytes", "differs" or "not run". `notes` are no faults.
    """

    folder: Path
    files: int
    faults: tuple[Fault, ...]
    rerun: str
    notes: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def _silent(stage: str, done: int, total: int) -> None:
    """Show nothing."""


def verify(
    folder: Path,
    *,
    case: Path | None = None,
    hashes_only: bool = False,
    progress: Progress = _silent,
) -> VerifyResult:
    """Check every hash of a dossier, its casebook's chain, and that a re-run agrees.

    The re-run happens in a copy of the case as it stood (settings, judgements), so
    that what was judged or set later disturbs nothing and the case stays untouched.

    Args:
        folder: the dossier.
        case: where the case lies, when it is not where the manifest saw it.
        hashes_only: for those who hold the dossier without its case.
        progress: called with (stage, done, total).

    Raises:
        InputError: the folder is no dossier.
        UsageError: the case is not there.
        OutputError: something cannot be read, or there is no room for the re-run.
        CaseBusy: another process is writing the case.

    """
    folder = folder.absolute()
    manifest = manifests.read(folder)
    progress("hashes", 0, 1)
    faults = [*_file_faults(folder, manifest)]
    progress("hashes", 1, 1)
    if hashes_only:
        note = "Only the hashes were checked: the manifest itself could be forged."
        return _result(folder, manifest, faults, rerun=NOT_RUN, notes=(note,))
    place = _case_of(folder, manifest, case)
    with Case.open(place, create=False, who="whence verify") as opened:
        digest = sha256_of(folder / MANIFEST)
        printed = manifest
        manifest = manifests.whole_of(
            opened.store, manifest, under=digest, key=opened.key
        )
        faults += _case_faults(opened, manifest)
        if any(fault.kind in STOPPING for fault in faults):
            note = "No re-run: the case is not what the dossier was made from."
            return _result(folder, manifest, faults, rerun=NOT_RUN, notes=(note,))
        runs = {digest for digest, _ in opened.casebook.runs()}
        known = digest in runs
        absent = _left_out(folder, manifest, told=not printed.withheld)
        if absent:
            note = f"No re-run: never entered the case: {', '.join(absent)}."
            if not known:
                faults.append(Fault("casebook", MANIFEST, "is of no run it knows"))
            return _result(folder, manifest, faults, rerun=NOT_RUN, notes=(note,))
        again = _rerun(opened, folder, manifest, progress)
    rerun, notes = DIFFERS if again else SAME, () if known else (UNKNOWN,)
    return _result(folder, manifest, [*faults, *again], rerun=rerun, notes=notes)


def _result(
    folder: Path,
    manifest: Manifest,
    faults: list[Fault],
    *,
    rerun: str,
    notes: tuple[str, ...] = (),
) -> VerifyResult:
    return VerifyResult(folder, len(manifest.files), tuple(faults), rerun, notes)


def _file_faults(folder: Path, manifest: Manifest) -> list[Fault]:
    """Compare the files that are there with those that should be."""
    found = []
    for record in manifest.files:
        place = folder / record.path
        with guarded(place):
            there = place.is_file()
        if not there:
            found.append(Fault("missing", record.path, "is not there"))
        elif (sha256 := sha256_of(place)) != record.sha256:
            detail = (
                f"has sha256 {sha256[:16]}..., the manifest {record.sha256[:16]}..."
            )
            found.append(Fault("changed", record.path, detail))
        elif content_digest(place) != record.content:
            detail = "has another content digest than the manifest says"
            found.append(Fault("changed", record.path, detail))
    known = {record.path for record in manifest.files}
    for place in foreign_files(folder):
        name = place.relative_to(folder).as_posix()
        if name not in known:
            found.append(Fault("extra", name, "does not belong to the dossier"))
    if not any(
        r.path == FINDINGS and r.sha256 == manifest.findings for r in manifest.files
    ):
        found.append(Fault("changed", MANIFEST, "does not agree with itself"))
    return found


def _case_of(folder: Path, manifest: Manifest, given: Path | None) -> Path:
    seen = manifest.arguments.case
    place = given or (folder / seen if seen else beside(folder))
    if place is None or not (place / "case.toml").is_file():
        raise UsageError(
            "the case that this dossier was made from is not here.",
            where=str(place or folder),
            remedy="Say where it lies with --case DIR, or check only the hashes with"
            " --hashes-only.",
        )
    return place.resolve()


def _case_faults(case: Case, manifest: Manifest) -> list[Fault]:
    """Check the casebook's chain, and that all that was used is there unchanged."""
    book = case.casebook
    found = [Fault("casebook", CASEBOOK, fault) for fault in book.verify_chain()]
    head = book.head_at(manifest.casebook.seq)
    if head != manifest.casebook:
        detail = "is not the casebook that the dossier was made with"
        found.append(Fault("casebook", CASEBOOK, detail))
    for record in manifest.inputs:
        if record.sha256:
            found += _checked("input", record.name, case.input_path, record.sha256)
    for exhibit in (*manifest.exhibits, *manifest.arguments.settings):
        found += _checked("exhibit", exhibit.file, case.exhibit_path, exhibit.sha256)
    return found


def _left_out(folder: Path, manifest: Manifest, *, told: bool) -> tuple[str, ...]:
    """Name the files that were given and set aside whole, without entering the case.

    The findings mention them (`told`), so that a run without them cannot give the same
    bytes; those of a public dossier name no file.
    """
    names = {record.name for record in manifest.inputs if not record.sha256}
    if not told:
        return tuple(sorted(names))
    try:
        rows = json.loads((folder / FINDINGS).read_bytes()).get("set_aside", ())
        sources = [row["source"] for row in rows]
        names |= {s["name"] for s in sources if not s["sha256"]}
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        pass  # missing or damaged findings are a fault already
    return tuple(sorted(names))


def _checked(
    kind: str, name: str, check: Callable[[str], object], sha256: str
) -> list[Fault]:
    try:
        check(sha256)
    except (InputError, UsageError) as error:
        return [Fault(kind, name, error.what)]
    return []


def _rerun(
    case: Case, folder: Path, manifest: Manifest, progress: Progress
) -> list[Fault]:
    """Make the dossier again beside the first and compare, file by file."""
    from whence.jobs.assess import AssessRequest, assess

    with guarded(case.tmp):
        place = Path(mkdtemp(prefix="verify-", dir=case.tmp))
    try:
        copy = lay_out(case, manifest, place)
        request = AssessRequest(
            files=copy.files,
            out=place / folder.name,
            case=copy.case,
            as_of=manifest.as_of,
            measures=manifest.arguments.measures,
            audience=manifest.arguments.audience,
            accept_mapping=manifest.arguments.accept_mapping,
            exhibits=copy.exhibits,
            progress=progress,
        )
        try:
            assess(request)
        except (OutputError, CaseBusy):
            raise
        except WhenceError as error:
            return [Fault("re-run", "", f"did not come to an end: {error}")]
        return _differences(manifest, manifests.read(request.out))
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _differences(first: Manifest, second: Manifest) -> list[Fault]:
    """Name the files that came out otherwise; bytes decide, or the content digest."""
    changed = _versions(first, second)
    known = {record.path: record for record in second.files}
    found = []
    for record in first.files:
        other = known.pop(record.path, None)
        if other is None:
            found.append(Fault("re-run", record.path, "was not made again"))
        elif not _same(record, other):
            found.append(Fault("re-run", record.path, f"came out otherwise{changed}"))
    found += [Fault("re-run", name, "was not there before") for name in sorted(known)]
    return found


def _same(first: FileRecord, second: FileRecord) -> bool:
    if first.sha256 == second.sha256:
        return True
    content = first.content and first.content == second.content
    return bool(content) and first.path != FINDINGS


def _versions(first: Manifest, second: Manifest) -> str:
    """Say which versions differ, for they are the usual reason."""
    now = dict(second.versions)
    rows = [
        f"{name} {version} then, {now.get(name, 'none')} now"
        for name, version in first.versions
        if now.get(name) != version
    ]
    return f" (versions: {'; '.join(rows)})" if rows else ""
