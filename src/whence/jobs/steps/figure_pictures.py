"""The pictures of the shipped figures, and the page that holds them."""

from calendar import month_abbr
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whence import __version__
from whence.estimate.say import days_words, figure_words
from whence.jobs.steps.known_figures import line_value
from whence.jobs.steps.telling import told
from whence.model.figure import (
    Figure,
    Group,
    Range,
    Series,
    Status,
    Verdict,
    Vintages,
)
from whence.report.growth_svg import Pair, growth_chart
from whence.report.number_page import FiguresPage, Section, figures_html
from whence.report.planned_svg import planned_chart
from whence.report.series_svg import Mark, series_chart
from whence.report.svg import standalone
from whence.shelf import figures as shelf
from whence.shelf import version_of
from whence.shelf.pictures import Chart, charts
from whence.shelf.values import days_of

DAYS = 365.2425
"""Days of a mean Gregorian year, to place a day on an axis of years."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page is about: verdicts, reckoned groups, vintages, reasons."""

    verdicts: tuple[Verdict, ...]
    groups: tuple[Group, ...]
    vintages: tuple[Vintages, ...]
    differs: dict[str, str]


def figure_pages(shown: Shown) -> dict[str, str]:
    """Give the page of the shipped figures and its pictures, by file name."""
    drawn = {c.key: (c, picture_of(c)) for c in charts()}
    groups: dict[str, list[str]] = {s.value: [] for s in Status}
    for verdict in shown.verdicts:
        groups[verdict.status.value].append(verdict.figure.key)
    sections = [
        Section(c.key, c.title, c.says, picture, c.caption)
        for c, picture in drawn.values()
    ]
    page = FiguresPage(
        title="Figures of one report, reckoned again",
        counts=tuple((s, len(keys)) for s, keys in groups.items() if keys),
        groups=tuple((s, tuple(keys)) for s, keys in groups.items() if keys),
        told=tuple(told(v, shown.differs) for v in shown.verdicts),
        sections=(*sections, *map(_table, shown.groups), _vintages(shown.vintages)),
        made=(
            ("Command", "whence figures draw --out FOLDER"),
            ("Figures", f"version {version_of('figures')}"),
            ("Whence", __version__),
        ),
    )
    found = {"index.html": figures_html(page)}
    found.update({f"{k}.svg": standalone(p) for k, (_, p) in drawn.items()})
    return found


def picture_of(chart: Chart) -> str:
    """Draw one chart of the shelf."""
    names = (chart.key, chart.title, chart.about)
    if chart.kind == "growth":
        return growth_chart(
            [_pair(row) for row in chart.rows],
            unit=chart.unit,
            size=chart.size,
            names=names,
        )
    held = {s.key: s for s in shelf.series()}
    if chart.kind == "series":
        one = held[chart.series[0]]
        return series_chart(
            tuple(_marks(one)), one.breaks, years=chart.years, names=names
        )
    marks = [m for key in chart.series for m in _marks(held[key])]
    marks += [_mark(shelf.shipped()[k], "average") for k in chart.averages]
    return planned_chart(marks, chart.notes, names=names)


def _marks(series: Series) -> Iterable[Mark]:
    """Give the pieces of a series; two vintages of one span are one range."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in series.figures:
        groups.setdefault((figure.period, figure.definition), []).append(figure)
    for members in groups.values():
        planned = members[0].metric == "planned"
        kind = "planned" if planned else _kind(members[0])
        yield _merged(members, kind)


def _kind(figure: Figure) -> str:
    flow = figure.measured.sort.flow if figure.measured else ""
    if flow != "labour transfers":
        return "changed"
    span = span_of(figure.period)
    return "part" if span.high - span.low < 0.95 else "whole"


def _merged(members: Sequence[Figure], kind: str) -> Mark:
    mark = _mark(members[0], kind)
    whole = mark.range
    for figure in members[1:]:
        if figure.measured is not None:
            whole = whole.hull(figure.measured.range)
    # A figure and its own rounding are no two vintages that disagree.
    apart = any(
        a.measured and b.measured and not a.measured.range.meets(b.measured.range)
        for a in members
        for b in members
    )
    words = mark.words
    if apart:
        ends = [m.measured.digits for m in members if m.measured]
        low, high = min(e.low for e in ends), max(e.high for e in ends)
        words = f"{low / 1e6:.2f} to {high / 1e6:.2f}"
    return Mark(mark.span, whole, words, kind, apart, mark.note)


def _mark(figure: Figure, kind: str) -> Mark:
    held = figure.measured
    if held is None:
        raise ValueError(f"{figure.key} has no value to draw")
    low, high = held.digits.low, held.digits.high
    open_above, open_below = high > 1e12, low == 0
    at = low if open_above or not open_below else high
    sign = "≥ " if open_above else "≤ " if open_below else ""
    words = f"{sign}{at / 1e6:.3f}".rstrip("0").rstrip(".")
    if kind == "average":
        words = f"{words} a year reached"
    elif kind == "planned":
        long = " to " in figure.period
        words = f"plan {words}" if long else f"target {words}"
    # A plan is what it says; only what was counted has a last digit in doubt.
    ends = held.digits if kind in ("average", "planned") else held.range
    return Mark(span_of(figure.period), ends, words, kind, note=_months(figure.period))


def _months(period: str) -> str:
    """Name the months of a part of a year; "" for whole years.

    >>> _months("2017-01 to 2017-09"), _months("2017")
    ('Jan to Sep', '')
    """
    first, _, last = period.partition(" to ")
    if len(first) != 7 or len(last) != 7:
        return ""
    return f"{month_abbr[int(first[5:])]} to {month_abbr[int(last[5:])]}"


def span_of(period: str) -> Range:
    """Give a period on an axis of years: its first day, the end of its last.

    >>> span_of("2017-01 to 2017-09").high > 2017.7, span_of("2017").low
    (True, 2017.0)
    """
    first, _, last = period.partition(" to ")
    start, end = days_of(first).low, days_of(last or first).high + 1
    return Range(_year(start), _year(end))


def _year(day: float) -> float:
    """Place a day on an axis of years."""
    year = int(days_words(Range(day, day))[:4])
    first = days_of(str(year)).low
    return year + min((day - first) / DAYS, 1.0)


def _pair(row: dict[str, str]) -> Pair:
    """Lay out a row of a growth chart from the figures it names."""
    known = shelf.shipped()
    after = known[row["after"]].measured
    if after is None:
        raise ValueError(f"{row['after']} has no value to draw")
    words: tuple[str, ...]
    if "growth" in row:
        grew = known[row["growth"]].measured
        if grew is None:
            raise ValueError(f"{row['growth']} has no value to draw")
        before = Range(
            after.range.low / (1 + grew.range.high),
            after.range.high / (1 + grew.range.low),
        )
        base = figure_words(
            Range(*(after.digits.low / (1 + grew.digits.low),) * 2), after.sort
        )
        words = (
            f"{figure_words(after.digits, after.sort)} in 2021",
            f"{figure_words(grew.digits, grew.sort)}; base implied: {base}",
        )
        return Pair(row["name"], before, after.digits, None, words)
    later = known[row["later"]].measured if "later" in row else None
    words = (f"{figure_words(after.digits, after.sort)} to April",)
    if later is not None:
        words += (f"{figure_words(later.digits, later.sort)} to July",)
    words += (row.get("note", ""),) if row.get("note") else ()
    later_range = later.digits if later is not None else None
    return Pair(row["name"], None, after.digits, later_range, words)


def _table(group: Group) -> Section:
    rows = tuple(
        (
            ln.says + (f". {ln.note}" if ln.note else ""),
            ln.kind,
            ln.arithmetic,
            line_value(ln),
        )
        for ln in group.lines
    )
    return Section(
        group.key,
        group.title,
        group.says,
        columns=("What", "Kind", "Sum", "Value"),
        rows=rows,
    )


def _vintages(found: Sequence[Vintages]) -> Section:
    rows = tuple(
        (v.what, v.period, figure_words(v.range, v.sort), ", ".join(v.keys))
        for v in found
    )
    return Section(
        "vintages",
        "Published twice, and not the same",
        "Two vintages that disagree are a range, never an average.",
        columns=("What", "Period", "Range", "Figures"),
        rows=rows,
    )
