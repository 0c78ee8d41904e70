"""A screening written out: the user's workbook with columns, a CSV, or JSON lines."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from whence.jobs.steps.annotating import cells_csv, is_form, own_of
from whence.jobs.steps.marking import COLUMNS, HEADERS, Marked
from whence.jobs.steps.reading import Reading
from whence.model.findings import NOTICE, SCHEMA, Asked, Findings, PartyFinding
from whence.report.annotate import Annotated, annotate
from whence.report.as_json import to_json
from whence.store.files import guarded, write_bytes


def to_workbook(
    out: Path, reading: Reading, sheets: Sequence[Marked], *, work: Path
) -> tuple[Path, tuple[str, ...]]:
    """Give the user's workbook back, or a new one where it cannot be edited."""
    kept = next(k for k in reading.files if k.kind == "table")
    columns = {
        m.raw.sheet: Annotated(
            m.raw.header_line,
            m.headers,
            m.cells,
            *own_of(m.raw, m.mapping),
            widths=tuple(COLUMNS.get(h, 12) for h in m.headers),
        )
        for m in sheets
    }
    held = work / f"screen-{kept.sha256[:16]}.xlsx"
    report = annotate(kept.path, held, columns, beside=is_form(m.raw for m in sheets))
    place = out.with_suffix(report.path.suffix)
    try:
        with guarded(report.path):
            data = report.path.read_bytes()
        write_bytes(place, data)
    finally:
        report.path.unlink(missing_ok=True)
    said = [report.why] if report.why else []
    if place.suffix.lower() != out.suffix.lower():
        said.append(f"It has macros, and is written as {place.name}.")
    return place, tuple(said)


def to_csv(sheets: Sequence[Marked]) -> str:
    """Write one line per row that names a party; no column of the user's but these."""
    names = sheets[0].headers if sheets else HEADERS
    return cells_csv(names, ((sheet.raw, sheet.cells) for sheet in sheets))


def to_jsonl(
    parties: Sequence[PartyFinding],
    *,
    as_of: date,
    versions: str,
    second: Mapping[str, float] | None = None,
) -> str:
    """Write one object per party, with the waterfall of each pair, and another
    matcher's score (`second`) where one was asked for.

    Names that read as natural persons' are withheld.
    """
    asked = Asked("", (), (), "own")
    whole = Findings(
        SCHEMA, NOTICE, as_of, asked, (), (), (), (), (), (), tuple(parties),
        (), (), (), (), (),
    )  # fmt: skip
    run = {"as_of": as_of.isoformat(), "versions": versions}
    rows = json.loads(to_json(whole))["parties"]
    for pair in (c for r in rows for c in r["candidates"] if second is not None):
        pair["second_opinion"] = (second or {}).get(pair["id"])
    return "".join(f"{json.dumps({**r, **run}, ensure_ascii=False)}\n" for r in rows)
