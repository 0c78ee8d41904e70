"""`whence export`: the findings of a run in a form that other programs read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whence.errors import InputError, UsageError
from whence.model.findings import SCHEMA
from whence.report.as_bods import ownership_statements
from whence.report.as_epcis import events
from whence.report.as_ftm import follow_the_money
from whence.report.exchange import Writer
from whence.store.files import write_text

FORMS: Mapping[str, Writer] = {
    "ftm": follow_the_money,
    "bods": ownership_statements,
    "epcis": events,
}
ENDINGS = {
    ".ftm": "ftm",
    ".jsonl": "ftm",
    ".bods": "bods",
    ".jsonld": "epcis",
    ".epcis": "epcis",
}


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """A dossier (its folder or its `findings.json`), where to write, in which form.

    `form` is ftm, bods or epcis; blank means by the ending of the file.
    """

    dossier: Path
    to: Path
    form: str = ""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """The file, how many of what it holds, and what the form cannot say."""

    file: Path
    form: str
    kept: tuple[tuple[str, int], ...]
    lost: tuple[tuple[str, int], ...]


def export(request: ExportRequest) -> ExportResult:
    """Write the findings of a run in another form.

    What the dossier withholds for its audience is withheld here too: nothing but its
    own `findings.json` is read.

    Raises:
        InputError: there is no dossier, or another version wrote it.
        UsageError: the form is not known.
        OutputError: the file cannot be written.

    """
    form = request.form or ENDINGS.get(request.to.suffix.lower(), "")
    if form not in FORMS:
        raise UsageError(
            f"no form is known for {request.to.name}.",
            where="--form",
            remedy=f"Name one: {', '.join(FORMS)}.",
        )
    written = FORMS[form](_findings(request.dossier))
    write_text(request.to, written.text)
    return ExportResult(
        request.to,
        form,
        tuple(sorted((k, n) for k, n in written.kept.items() if n)),
        tuple(sorted((k, n) for k, n in written.lost.items() if n)),
    )


def _findings(dossier: Path) -> Mapping[str, Any]:
    path = dossier / "findings.json" if dossier.is_dir() else dossier
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            f"the findings cannot be read ({type(error).__name__}).",
            where=str(path),
            remedy="Name the folder that `whence assess --out` wrote.",
        ) from None
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise InputError(
            f"these are no findings of the form {SCHEMA}.",
            where=str(path),
            remedy="Run `whence assess` again, and export what it writes.",
        )
    return found
