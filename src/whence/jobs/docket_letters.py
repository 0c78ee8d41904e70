"""`whence docket letters`: what is missing, asked of each supplier; sent by nobody."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whence.desk.letters import Sender, letters
from whence.desk.readiness import readiness
from whence.errors import UsageError
from whence.model.letter import Letter, Withheld
from whence.report.docx import to_docx, to_text
from whence.shelf.requests import CounterMeasure, counter_measures, question
from whence.shelf.requirements import requirements
from whence.store import desk, precaution
from whence.store import requests as kept
from whence.store.case import Case
from whence.store.files import guarded, write_bytes, write_text

NOT_WRITTEN = "not-written.txt"


@dataclass(frozen=True, slots=True)
class LettersRequest:
    """Where letters go; `at_risk` answers the question about people in China anew.

    `supplier` limits them to one, "" to all. `importer` defaults to the case's.
    """

    case: Path
    out: Path
    as_of: date
    at: str
    at_risk: str = ""
    supplier: str = ""
    importer: str = ""
    measure: str = "us/uflpa"


@dataclass(frozen=True, slots=True)
class LettersResult:
    """The letters, who got none and by which laws, the answer used, files written."""

    letters: tuple[Letter, ...]
    withheld: tuple[Withheld, ...]
    at_risk: str
    laws: tuple[CounterMeasure, ...]
    files: tuple[str, ...]


def at_risk(folder: Path) -> str:
    """Give the answer about people at risk in China: "yes", "no", or "" for none."""
    with Case.open(folder, create=False, who="whence docket letters") as case:
        return precaution.answer(case, question()[0])


def write_letters(request: LettersRequest) -> LettersResult:
    """Write letters for every paper that was asked for and has not come.

    The question about people at risk in China is put into `case.toml` at first use;
    while it is unanswered, no letter goes there.

    Raises:
        UsageError: there is no such case, nothing was asked for, or the answer is none.
        OutputError: the folder cannot be written.

    """
    with Case.open(request.case, create=False, who="whence docket letters") as case:
        precaution.put(case, *question())
        if request.at_risk:
            precaution.record(case, request.at_risk, request.at)
        answer = precaution.answer(case, question()[0])
        found = kept.requests(case.casebook)
        dockets = [desk.docket(case.casebook, k) for k in desk.keys(case.casebook)]
        importer = request.importer or case.config.importer
    importer = importer or next((d.header.importer for d in dockets), "")
    if request.supplier:
        found = tuple(r for r in found if r.supplier == request.supplier)
    if not found:
        raise UsageError(
            "no paper was asked for, so there is nothing to write.",
            where=str(request.case),
            remedy="Note what is missing: `whence docket ask --supplier NAME ...`.",
        )
    commodity = next((d.commodity for d in dockets if d.commodity), "")
    stages = requirements(commodity, request.measure)
    rows = readiness(found, stages, today=request.as_of)
    shows = {r.request.key: r.shows for r in rows if r.request is not None}
    sender = Sender(importer, answer)
    written, left = letters(found, sender, today=request.as_of, shows=shows)
    laws = counter_measures() if left else ()
    files = _write(request.out, written, left, laws)
    return LettersResult(written, left, answer, laws, files)


def _write(
    out: Path,
    written: tuple[Letter, ...],
    left: tuple[Withheld, ...],
    laws: tuple[CounterMeasure, ...],
) -> tuple[str, ...]:
    with guarded(out):
        out.mkdir(parents=True, exist_ok=True)
    names = []
    suppliers = dict.fromkeys(letter.supplier for letter in written)
    numbers = {supplier: number for number, supplier in enumerate(suppliers, 1)}
    for letter in written:
        stem = f"{numbers[letter.supplier]:02}-{_slug(letter.supplier)}"
        stem = f"{stem}.{letter.language}"
        write_bytes(out / f"{stem}.docx", to_docx(letter))
        write_text(out / f"{stem}.txt", to_text(letter))
        names += [f"{stem}.docx", f"{stem}.txt"]
    if left:
        write_text(out / NOT_WRITTEN, told(left, laws))
        names.append(NOT_WRITTEN)
    return tuple(names)


def told(left: tuple[Withheld, ...], laws: tuple[CounterMeasure, ...]) -> str:
    """Say in plain text to whom no letter was written, and by which laws."""
    lines = []
    for row in left:
        lines += [row.reason, *(f"  - {paper}" for paper in row.papers), ""]
    lines += [f"Question: {question()[1]}", "", "Laws to look at with counsel:"]
    for law in laws:
        articles = f", {law.articles}" if law.articles else ""
        lines.append(
            f"- {law.instrument}{articles}, since {law.since}: {law.effect}"
            f" ({law.reference}; {law.verification})"
        )
    return "\n".join(lines) + "\n"


def _slug(name: str) -> str:
    """Make a neutral file name of a supplier's name."""
    plain = name.casefold().encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "supplier"
