"""What the distinct texts of a foreign table mean: each is read once, not per row."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from whence.engine.duck import Duck, texts
from whence.jobs.steps.trace_sheets import Sheet
from whence.model.table import Written
from whence.normalise.notify import may_buy
from whence.read import values
from whence.read.beside import Around
from whence.read.numbers import grams_of, is_unit
from whence.read.parties import Parties
from whence.read.values import NUMBERS, Read
from whence.read.weights import heaviest, heaviest_unit
from whence.report.counting import counted
from whence.shelf.roles import is_to_order
from whence.store.case import Case


def meanings(case: Case, sheet: Sheet, duck: Duck) -> tuple[list[str], dict[str, Any]]:
    """Read the distinct texts of each column and lay the meanings beside the rows."""

    def asked(name: str) -> list[str]:
        return [str(t) for t in duck.columns(name)["t"]]

    dated = sheet.role("date")
    header, written = (dated.header, dated.written) if dated else ("", Written.UNSAID)
    days = values.days(asked("distinct_dates"), header, written)
    codes = values.codes(asked("distinct_codes"))
    units = values.units(asked("distinct_units"))
    idents = values.idents(asked("distinct_idents"), Parties(case.key))
    amended = values.amendments(asked("distinct_amendments"))
    duck.table("days", {"t": texts(days.texts), "day": _ints(days)})
    duck.table("codes", {"t": texts(codes.texts), "code": _words(codes)})
    duck.table("units", {"t": texts(units.texts), "grams": _floats(units)})
    duck.table("amended", {"t": texts(amended.texts), "number": _ints(amended)})
    pairs = [v for v in idents.values if isinstance(v, tuple)]
    duck.table(
        "idents",
        {
            "t": texts(idents.texts),
            "kind": texts(k for k, _ in pairs),
            "code": texts(c for _, c in pairs),
        },
    )
    _orders(duck)
    odd, odd_bad, odd_notes = _odd(sheet, duck)
    duck.table("odd", odd)
    for text, note in days.odd:
        ((row,),) = duck.rows("first_of_day", text=text)
        odd_notes.append(f'column "{header}", first in row {row}: {note}')
    notes = [*days.notes, *odd_notes, *_assumed(sheet, duck), *_weightless(duck)]
    # Where a word of number stands before a unit ("thousand tonnes"), none is light.
    great = any(float(str(g)) > heaviest_unit() for g in units.values)
    ((absurd,),) = duck.run("weighed_all" if great else "weighed").rows(
        "not_positive",
        f_net=values.factor("weight_net", sheet.header("weight_net")),
        f_gross=values.factor("weight_gross", sheet.header("weight_gross")),
        most=heaviest(),
    )
    if absurd:
        what = "of zero, less, or beyond all goods: left out"
        notes.append(f"{counted(absurd, 'weight')} {what}")
    for what, found in (
        ("HS code", codes.bad),
        ("unit", units.bad),
        ("weight", odd_bad),
    ):
        if found:
            first = sorted(found)[0]
            one, several = (f"{kind} no {what}" for kind in ("text is", "texts are"))
            notes.append(
                f"{counted(len(found), one, several)} and left out, such as"
                f" {first[:40]!r} ({found[first].reason})"
            )
    why = {
        "t": texts(days.bad),
        "reason": texts(bad.reason for bad in days.bad.values()),
    }
    return notes, why


def _orders(duck: Duck) -> None:
    """Hand over which consignees say "to order", and who of those to be notified of
    such goods can be the buyer."""
    to = duck.columns("notified_orders")["t"]
    duck.table("ordered", {"t": texts(t for t in map(str, to) if is_to_order(t))})
    who = duck.columns("notified")["t"]
    duck.table("able", {"t": texts(t for t in map(str, who) if may_buy(t))})


def _odd(sheet: Sheet, duck: Duck) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """Read the numbers that are not plain, each column by its own evidence."""
    found = duck.rows("odd_numbers")
    rows: list[tuple[str, str, float, float | None]] = []
    bad: dict[str, Any] = {}
    notes: list[str] = []
    for role in NUMBERS:
        listed = [t for r, t in found if r == role]
        column = sheet.role(role)
        if not listed or column is None:
            continue
        # Whether a point is decimal here is told by the plain numbers of the column.
        ((point,),) = duck.rows("point_in", role=role)
        listed += [point] if point else []
        beside = Around(sheet.raw, sheet.mapping, role).told
        read = values.weights(listed, column=column, beside=beside)
        bad |= read.bad
        notes += read.notes
        for text, value in zip(read.texts, read.values, strict=True):
            if isinstance(value, tuple):
                rows.append((role, text, *value))
    table = {
        "role": texts(r[0] for r in rows),
        "t": texts(r[1] for r in rows),
        "number": np.array([r[2] for r in rows], np.float64),
        "factor": _nullable([r[3] for r in rows]),
    }
    return table, bad, notes


def _assumed(sheet: Sheet, duck: Duck) -> list[str]:
    """Name the units that were taken because none is written."""
    found = []
    for role, count in duck.rows("unsaid_units"):
        unit = values.assumed(role, sheet.header(role))
        if count and unit and sheet.columns.get(role):
            header = sheet.header(role)
            found.append(f'column "{header}": no unit is written; read as {unit}')
    return found


def _weightless(duck: Duck) -> list[str]:
    """Name the units beside weights that are units of something else."""
    return [
        f"{counted(count, 'weight')} in {unit[:20]!r}, no unit of weight: left out"
        for unit, count in duck.rows("weight_units")
        if is_unit(unit) and grams_of(unit) is None
    ]


def _ints(read: Read) -> Any:
    return np.array(read.values, np.int64)


def _floats(read: Read) -> Any:
    return np.array(read.values, np.float64)


def _words(read: Read) -> Any:
    return texts(str(v) for v in read.values)


def _nullable(numbers: Sequence[float | None]) -> Any:
    blank = np.array([n is None for n in numbers], bool)
    return np.ma.masked_array(
        np.array([0.0 if n is None else n for n in numbers], np.float64), blank
    )
