"""`whence docket readiness`: what each stage needs, has, and waits for; as a workbook
out and in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whence.desk.readiness import readiness
from whence.errors import InputError, UsageError
from whence.jobs.docket_ask import AnsweredRequest, answered
from whence.model.request import ReadyRow
from whence.read.files import read_file
from whence.report.book import to_book
from whence.report.sheets import Sheet
from whence.shelf.documents import title_of
from whence.shelf.requirements import commodities, requirements
from whence.store import desk
from whence.store import requests as kept
from whence.store.case import Case
from whence.store.files import write_bytes

COLUMNS = (
    ("Request", 9),
    ("Stage", 12),
    ("Supplier", 32),
    ("Country", 9),
    ("Paper", 24),
    ("What it shows", 44),
    ("About", 16),
    ("Asked", 12),
    ("Due", 12),
    ("Answered", 12),
    ("Expires", 12),
    ("Standing", 14),
    ("Note", 30),
    ("Rule", 40),
)
"""The sheet's columns and their widths; Answered, Expires and Note are read back."""


@dataclass(frozen=True, slots=True)
class ReadyResult:
    """What is needed and how it stands; `taken` are requests that a sheet answered."""

    rows: tuple[ReadyRow, ...]
    commodity: str
    taken: tuple[str, ...] = ()


def ready(
    folder: Path,
    *,
    today: date,
    commodity: str = "",
    measure: str = "us/uflpa",
    filled: Path | None = None,
    out: Path | None = None,
) -> ReadyResult:
    """Say how ready a chain is; take a filled sheet in, write the sheet out.

    Raises:
        UsageError: there is no such case or commodity.
        InputError: the filled sheet is none of ours, or a day in it is none.

    """
    taken = _take(folder, filled, today) if filled is not None else ()
    with Case.open(folder, create=False, who="whence docket readiness") as case:
        requests = kept.requests(case.casebook)
        dockets = [desk.docket(case.casebook, k) for k in desk.keys(case.casebook)]
    named = commodity or next((d.commodity for d in dockets if d.commodity), "")
    if named and named not in commodities():
        listed = ", ".join(commodities())
        what = f"there are no requirements for {named!r}."
        raise UsageError(what, where="--commodity", remedy=f"One of: {listed}.")
    stages = requirements(named, measure)
    rows = readiness(requests, stages, today=today)
    if out is not None:
        sheet = Sheet("Papers", COLUMNS, [_cells(row) for row in rows])
        write_bytes(out, to_book([sheet], "Papers asked for"))
    return ReadyResult(rows, named, taken)


def _cells(row: ReadyRow) -> list[str]:
    r = row.request
    days = (r.asked, r.due, r.answered, r.expires) if r else (None,) * 4
    rule = f"{row.reference} ({row.verification})" if row.reference else ""
    return [
        r.key if r else "",
        row.stage,
        r.supplier if r else "",
        r.country if r else "",
        title_of(row.paper),
        row.shows,
        r.about if r else "",
        *(d.isoformat() if d else "" for d in days),
        row.standing.value,
        r.note if r else "",
        rule,
    ]


def _take(folder: Path, filled: Path, today: date) -> tuple[str, ...]:
    """Log every answer that a filled sheet holds and the case does not."""
    with Case.open(folder, create=False, who="whence docket readiness") as case:
        known = {r.key: r for r in kept.requests(case.casebook)}
    taken = []
    for row, line in _filled(filled):
        key, came, ends = (row.get(n, "") for n in ("request", "answered", "expires"))
        if not key or not came:
            continue
        where = f"{filled.name}, row {line}"
        if key not in known:
            raise InputError(
                f"there is no request {key!r} in this case.",
                where=where,
                remedy="Leave Request blank, or log it with `whence docket ask`.",
            )
        if known[key].answered is None:
            taken.append(key)
            answered(
                AnsweredRequest(
                    folder,
                    key,
                    min(_day(came, where), today),
                    expires=_day(ends, where) if ends else None,
                    note=row.get("note", ""),
                )
            )
    return tuple(taken)


def _filled(path: Path) -> Iterator[tuple[dict[str, str], int]]:
    """Give each row of a filled sheet by its headers folded, with its line."""
    for table in read_file(path):
        heads = [c.header.strip().casefold() for c in table.columns]
        if "request" not in heads or "answered" not in heads:
            raise InputError(
                "has no columns Request and Answered.",
                where=f"{path.name}, sheet {table.sheet!r}",
                remedy="Fill the sheet that `whence docket readiness --out` writes.",
            )
        for row in range(len(table)):
            texts = (c.text(row).strip() for c in table.columns)
            yield dict(zip(heads, texts, strict=True)), int(table.lines[row])


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise InputError(
            f"{text!r} is no day.", where=where, remedy="Write it like 2026-07-01."
        ) from None
