"""What stands beside the pages of a binder, and how its folder is written."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import whence
from whence.desk.index import COLUMNS, PARTY_COLUMNS, rows_of_index
from whence.errors import UsageError
from whence.model.binder import Binder, Edition, Form
from whence.model.hidden import Hidden
from whence.report.book import to_book
from whence.report.sheets import Sheet
from whence.shelf.binders import words
from whence.store.files import guarded, write_bytes


def told(hidden: Sequence[Hidden]) -> str:
    """Say what exhibits carry unseen, a line each."""
    lines = [str(words()["hidden_lead"]), ""]
    lines += [f"{x.file}\t{x.sort}\t{x.detail}" for x in hidden]
    return "\n".join(lines if hidden else [*lines, "Nothing was found."]) + "\n"


def index(binder: Binder) -> bytes:
    """Make the workbook of papers and parties, to be corrected and given back."""
    filed = [e.filed for e in binder.exhibits]
    rows = [
        [p.name, ", ".join(p.roles), p.place, p.country, p.latin]
        for p in binder.parties
    ]
    sheets = [
        Sheet("Papers", COLUMNS, rows_of_index(filed)),
        Sheet("Parties", PARTY_COLUMNS, rows),
    ]
    return to_book(sheets, "Index of the binder")


def native(binder: Binder, places: Mapping[str, Path]) -> dict[str, bytes]:
    """Give the files that have no pages of their own under their exhibit's number."""
    found = {}
    for e in binder.exhibits:
        place = places.get(e.paper.file)
        if e.stands in (Form.TEXT, Form.SHUT) and place is not None:
            with guarded(place):
                found[f"native/{e.mark}{place.suffix.lower()}"] = place.read_bytes()
    return found


def manifest(binder: Binder, files: Mapping[str, bytes]) -> bytes:
    """Name every exhibit and file with its bytes and sha256; no name of a file of the
    user's but in the full edition."""
    full = binder.edition is Edition.FULL
    plain = {
        "docket": binder.docket.key,
        "as_of": binder.as_of.isoformat(),
        "edition": binder.edition.value,
        "whence": whence.__version__,
        "custody": {"row": binder.head[0], "hash": binder.head[1]},
        "exhibits": [
            {
                "exhibit": e.mark,
                **({"file": e.paper.file} if full else {}),
                **(
                    {"commitment": e.commitment}
                    if e.commitment
                    else {"sha256": e.paper.sha256}
                ),
                "pages": e.pages,
                "printed": e.stands.value,
            }
            for e in binder.exhibits
        ],
        "files": {
            name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in files.items()
        },
    }
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()


def lay_down(out: Path, files: Mapping[str, bytes]) -> None:
    """Write the files; a binder of an earlier run in that folder is taken away.

    Raises:
        UsageError: the folder holds other things.
        OutputError: it cannot be written.

    """
    with guarded(out):
        old = out / "manifest.json"
        if out.exists() and any(out.iterdir()) and not old.exists():
            raise UsageError(
                "holds other things than a binder.",
                where=str(out),
                remedy="Give --out an empty folder, or that of an earlier binder.",
            )
        for stale in (*out.glob("binder*.pdf"), *out.glob("native/*")):
            stale.unlink()
        (out / "native").mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        write_bytes(out / name, data)
    with guarded(out):
        if not any((out / "native").iterdir()):
            (out / "native").rmdir()
