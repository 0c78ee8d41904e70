"""Published figures: the shipped sets, and the check that every row must pass.

figure_of        one row to a Figure, for our sets and for those of users alike
claims, quoted, outside    the shipped sets
first_readings, status_table, series, texts    what stands beside them
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from whence.errors import DataError
from whence.model.figure import (
    Break,
    Figure,
    FirstReading,
    Measured,
    Publication,
    Quotation,
    Series,
    Sort,
    Status,
    StatusRow,
)
from whence.shelf import rows_of, yaml_of
from whence.shelf.kinds import kinds
from whence.shelf.values import value_of

COLUMNS = (
    "key says value unit metric flow within place period definition source page quote"
    " quote_start quote_end quote_sha256 verification series check remark seen_at"
).split()
NEEDED = ("key", "source")
MEASURED = ("unit", "metric", "flow", "period")


def figure_of(
    row: Mapping[str, str],
    where: str,
    *,
    publications: Mapping[str, Publication] | None = None,
) -> Figure:
    """Read one row as a figure.

    Args:
        row: cells by column; see `COLUMNS`.
        where: file and line, for messages.
        publications: known sources by key; another source is taken as a reference.

    Raises:
        DataError: a cell is missing or odd; says which, where, and the remedy.

    """
    cell = {c: (row.get(c) or "").strip() for c in COLUMNS}
    source = _source(cell, where, publications or {})
    return Figure(
        key=cell["key"],
        says=cell["says"] or cell["key"],
        written=cell["value"],
        measured=_measured(cell, where),
        metric=cell["metric"],
        within=cell["within"],
        period=cell["period"],
        definition=cell["definition"],
        source=source,
        page=cell["page"],
        quotation=_quotation(cell, where),
        verification=cell["verification"] or source.verification,
        series=cell["series"],
        check=cell["check"],
        remark=cell["remark"],
        where=where,
    )


def _source(
    cell: Mapping[str, str], where: str, known: Mapping[str, Publication]
) -> Publication:
    """Give the source of a row; a key and a source it must have."""
    for name in NEEDED:
        if not cell[name]:
            raise DataError(
                f"the figure has no `{name}`.",
                where=where,
                remedy="Say where it was published: title, publisher, date, page."
                if name == "source"
                else "Give each figure a short name of its own.",
            )
    return known.get(cell["source"]) or Publication(
        cell["source"], cell["source"], "", cell["seen_at"], cell["verification"]
    )


def _measured(cell: Mapping[str, str], where: str) -> Measured | None:
    """Read the value of a row with its unit; None where it has no value."""
    if not cell["value"]:
        return None
    for name in MEASURED:
        if not cell[name]:
            raise DataError(
                f"{cell['key']} has a value and no `{name}`.",
                where=where,
                remedy="A number means nothing without its metric, flow, unit and"
                " period.",
            )
    unit, kind = _unit_and_kind(cell, where)
    try:
        digits, held = value_of(cell["value"], unit)
    except ValueError as error:
        raise DataError(
            f"the value of {cell['key']} cannot be used: {error}.",
            where=where,
            remedy="Write it as published: 3.17 million, > 30, 20,000 to 25,000.",
        ) from None
    few = kinds().least_headcount
    if unit in kinds().people and kind == "level" and digits.high < few:
        raise DataError(
            f"a count of fewer than {few} people is not held.",
            where=where,
            remedy="It could point at those who are in it. Leave it out.",
        )
    return Measured(held, digits, Sort(unit, cell["flow"], kind, cell["place"]))


def _unit_and_kind(cell: Mapping[str, str], where: str) -> tuple[str, str]:
    """Read the unit and the metric of a row, and hold that they go together."""
    unit = kinds().unit_of(cell["unit"])
    if unit is None:
        known = ", ".join(w for w in kinds().units.values() if w)
        raise DataError(
            f"{cell['unit']!r} is no unit that is known.",
            where=where,
            remedy=f"Use {known}, or a currency and a year such as USD 2021.",
        )
    kind = kinds().metrics.get(cell["metric"])
    if kind is None:
        raise DataError(
            f"{cell['metric']!r} is no metric that is known.",
            where=where,
            remedy=f"Use {', '.join(kinds().metrics)}.",
        )
    if (unit == "percent") != (kind in ("growth", "share")):
        raise DataError(
            f"a metric {cell['metric']!r} cannot be in {cell['unit']}.",
            where=where,
            remedy="Growth and share are in percent, and nothing else is.",
        )
    return unit, kind


def _quotation(cell: Mapping[str, str], where: str) -> Quotation | None:
    """Read the quotation of a row, None where it has none."""
    if not cell["quote"] and not cell["quote_sha256"]:
        return None
    try:
        start, end = int(cell["quote_start"] or 0), int(cell["quote_end"] or 0)
    except ValueError:
        raise DataError(
            "the place of the quotation is no whole number.", where=where
        ) from None
    if end < start:
        raise DataError("the quotation ends before it starts.", where=where)
    return Quotation(cell["quote"], start, end, cell["quote_sha256"])


@cache
def publications() -> dict[str, Publication]:
    """Give the sources of the shipped sets by key."""
    return {
        r["key"]: Publication(
            r["key"], r["reference"], r["published"], r["seen_at"], r["verification"]
        )
        for r in rows_of("figures/sources.csv")
    }


def _set(name: str) -> tuple[Figure, ...]:
    """Read a shipped set.

    Raises:
        DataError: a row is not as it should be, names no source, or stands twice.

    """
    found: dict[str, Figure] = {}
    for row in rows_of(f"figures/{name}.csv"):
        where = f"data/figures/{name}.csv, {row['key']}"
        if row["source"] not in publications():
            raise DataError(f"no source {row['source']!r}.", where=where)
        figure = figure_of(row, where, publications=publications())
        if figure.key in found:
            raise DataError("the key stands twice.", where=where)
        found[figure.key] = figure
    return tuple(found.values())


@cache
def claims() -> tuple[Figure, ...]:
    """Give the claims of the report, in order."""
    return _set("claims")


@cache
def quoted() -> tuple[Figure, ...]:
    """Give further numbers of the report's quotations, which formulas use."""
    return _set("quoted")


@cache
def outside() -> tuple[Figure, ...]:
    """Give the figures found outside the report."""
    return _set("outside")


def shipped() -> dict[str, Figure]:
    """Give every shipped figure by key."""
    return {f.key: f for f in (*claims(), *quoted(), *outside())}


@cache
def first_readings() -> dict[str, FirstReading]:
    """Give the status of each claim at a first reading, by key."""
    return {
        r["key"]: FirstReading(r["key"], r["first_status"], r["differs"])
        for r in rows_of("figures/claims.csv")
    }


@cache
def status_table() -> tuple[StatusRow, ...]:
    """Give the table from statuses of a first reading to ours.

    Raises:
        DataError: a status of ours does not exist.

    """
    try:
        return tuple(
            StatusRow(
                r["first_status"],
                tuple(Status(s) for s in r["ours"].split(";")),
                r["meaning"],
            )
            for r in rows_of("figures/statuses.csv")
        )
    except ValueError as error:
        raise DataError(f"{error}.", where="data/figures/statuses.csv") from error


@cache
def text_hashes() -> dict[str, str]:
    """Give the sha256 of the text that quotations of a source were counted in."""
    return {t["key"]: t["sha256"] for t in yaml_of("figures/texts.yml")["texts"]}


def series() -> tuple[Series, ...]:
    """Give the shipped series with their figures and breaks."""
    rows: list[dict[str, Any]] = yaml_of("figures/series.yml")["series"]
    return tuple(
        Series(
            r["key"],
            r["title"],
            r["says"],
            tuple(f for f in outside() if f.series == r["key"]),
            tuple(Break(b["at"], b["why"], tuple(b["figures"])) for b in r["breaks"]),
        )
        for r in rows
    )


def flows_of(figures: Iterable[Figure]) -> dict[str, str]:
    """Give the wholes of flows that figures name in `within`."""
    return {
        f.measured.sort.flow: f.within
        for f in figures
        if f.measured and f.within and f.within != f.measured.sort.flow
    }
