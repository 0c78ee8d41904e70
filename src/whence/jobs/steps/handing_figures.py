"""Verdicts and estimates written out: CSV, XLSX, JSON, each row with its caveats."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from whence.estimate.say import outward
from whence.estimate.wording import estimate_sentence
from whence.jobs.steps.outputs import check_out
from whence.model.estimate import Estimate, Model, ScenarioRun
from whence.model.figure import Verdict
from whence.report.csvs import safe
from whence.shelf.kinds import kinds
from whence.store.files import write_bytes

Row = dict[str, str | float]
SUFFIXES = (".csv", ".xlsx", ".json")
VERDICT_COLUMNS = (
    ("key", 12), ("says", 50), ("value", 18), ("unit", 14), ("metric", 10),
    ("flow", 28), ("place", 10), ("period", 18), ("source", 34), ("page", 8),
    ("quote", 40), ("quote_start", 8), ("quote_end", 8), ("quotation", 18),
    ("verification", 16), ("status", 16), ("by", 18), ("ground", 16),
    ("arithmetic", 60), ("remark", 50), ("differs", 40),
)  # fmt: skip
ESTIMATE_COLUMNS = (
    ("model", 22), ("title", 36), ("scenario", 20), ("part", 18), ("basis", 10),
    ("low", 12), ("high", 12), ("unit", 14), ("population", 26), ("place", 9),
    ("period", 9), ("dependence", 14), ("shape", 9), ("says", 60),
    ("assumptions", 70), ("sources", 40), ("caveats", 80),
)  # fmt: skip


def write_verdicts(
    verdicts: Sequence[Verdict], differs: Mapping[str, str], out: Path
) -> None:
    """Write verdicts, a row each.

    Raises:
        UsageError: the name ends in no known way.
        OutputError: the file cannot be written.

    """
    rows = [verdict_row(v, differs.get(v.figure.key, "")) for v in verdicts]
    _write(VERDICT_COLUMNS, rows, "Figures checked", out)


def verdict_row(verdict: Verdict, differs: str) -> Row:
    """Lay one verdict out as cells by column."""
    figure, quotation = verdict.figure, verdict.figure.quotation
    sort = figure.measured.sort if figure.measured else None
    return {
        "key": figure.key,
        "says": figure.says,
        "value": figure.written,
        "unit": kinds().unit_words(sort.unit) if sort else "",
        "metric": figure.metric,
        "flow": sort.flow if sort else "",
        "place": sort.place if sort else "",
        "period": figure.period,
        "source": figure.source.reference,
        "page": figure.page,
        "quote": quotation.text if quotation else "",
        "quote_start": str(quotation.start) if quotation else "",
        "quote_end": str(quotation.end) if quotation else "",
        "quotation": verdict.tie.value,
        "verification": figure.verification,
        "status": verdict.status.value,
        "by": ", ".join(verdict.by),
        "ground": verdict.ground,
        "arithmetic": "\n".join(
            f"{ln.status.value}: {ln.arithmetic}" for ln in verdict.lines
        ),
        "remark": figure.remark,
        "differs": differs,
    }


def estimate_rows(model: Model, runs: Sequence[ScenarioRun]) -> list[Row]:
    """Lay estimates out as cells by column: rounded outward, each with its caveats."""
    return [
        estimate_row(model, e)
        for run in runs
        for e in (run.interval, run.sampled, *run.parts)
    ]


def estimate_row(model: Model, held: Estimate) -> Row:
    """Lay one estimate out as cells by column."""
    ends = outward(held.range)
    return {
        "model": held.model,
        "title": model.title,
        "scenario": held.scenario,
        "part": held.part,
        "basis": held.basis.value,
        "low": ends.low,
        "high": ends.high,
        "unit": kinds().unit_words(held.sort.unit),
        "population": held.sort.flow,
        "place": held.sort.place,
        "period": held.period,
        "dependence": held.dependence.value,
        "shape": held.shape.value,
        "says": estimate_sentence(held, kinds()),
        "assumptions": "; ".join(held.assumptions),
        "sources": ", ".join(held.sources),
        "caveats": " ".join(held.caveats),
    }


def write_estimates(rows: Sequence[Row], out: Path) -> None:
    """Write estimates, a row each.

    Raises:
        UsageError: the name ends in no known way.
        OutputError: the file cannot be written.

    """
    _write(ESTIMATE_COLUMNS, rows, "Estimates", out)


def _write(
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Row],
    title: str,
    out: Path,
) -> None:
    check_out(out, SUFFIXES)
    names = [name for name, _ in columns]
    match out.suffix.lower():
        case ".json":
            plain: dict[str, Any] = {"title": title, "rows": list(rows)}
            data = (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()
        case ".csv":
            text = io.StringIO()
            writer = csv.writer(text, lineterminator="\n")
            writer.writerow(names)
            writer.writerows([_cell(row[name]) for name in names] for row in rows)
            data = text.getvalue().encode()
        case _:
            # A workbook's writer is a tenth of a second: only for those who want one.
            from whence.report.book import to_book
            from whence.report.sheets import Sheet

            cells = ([row[name] for name in names] for row in rows)
            data = to_book([Sheet(title, tuple(columns), cells)], title)
    write_bytes(out, data)


def _cell(value: str | float) -> str:
    """Write a cell of a CSV: text that starts a formula stays text."""
    return safe(value) if isinstance(value, str) else f"{value:.10g}"
