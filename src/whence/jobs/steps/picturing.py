"""An estimate told from source to range: its page and its pictures."""

from collections.abc import Mapping

from whence import __version__
from whence.estimate.check import check_figures
from whence.estimate.check_words import Known
from whence.estimate.run import Terms, ends
from whence.estimate.say import figure_words, outward
from whence.estimate.wording import (
    BASIS,
    amount,
    counted_words,
    driver_sentence,
    estimate_sentence,
)
from whence.jobs.steps.telling import told
from whence.model.estimate import Model, ModelRun, ScenarioRun
from whence.model.figure import Range, Verdict
from whence.report.number_page import (
    EstimatePage,
    InputRow,
    Section,
    estimate_html,
)
from whence.report.ranges_svg import Bar, SwingBar, Words, range_bars, tornado
from whence.report.svg import standalone
from whence.shelf import figures as shelf
from whence.shelf import version_of
from whence.shelf.kinds import kinds

SIZES = ((10**6, "million"), (1000, "thousand"), (1, ""))


def estimate_pages(outcome: ModelRun, terms: Terms) -> dict[str, str]:
    """Give the page of a model and its pictures, by file name."""
    key = outcome.model.key
    ranges, swings = range_picture(outcome), swing_picture(outcome)
    page = estimate_html(_page(outcome, terms, (ranges, swings)))
    found = {f"{key}.html": page, f"{key}-ranges.svg": standalone(ranges)}
    if swings:
        found[f"{key}-tornado.svg"] = standalone(swings)
    return found


def range_picture(outcome: ModelRun) -> str:
    """Draw every scenario and what was published, on one axis."""
    bars = [
        Bar(
            run.scenario.says,
            run.interval.range,
            run.sampled.range,
            (
                f"{amount(run.sampled.range, run.sampled.sort)} (5 to 95 %)",
                f"{amount(run.interval.range, run.interval.sort)} (all values)",
            ),
        )
        for run in outcome.runs
    ]
    for shown in outcome.published:
        figure, held = shown.figure, shown.figure.measured
        if held is None or shown.part != "result":
            continue
        said = figure.quotation.text if figure.quotation else figure.says
        bars.append(
            Bar(
                f"Published: “{said}”",
                held.digits,
                None,
                (figure_words(held.digits, held.sort),),
                True,
            )
        )
    size, word = _size(max(b.wide.high for b in bars))
    unit = f"{word} {counted_words(outcome.model.sort, kinds())}".strip()
    about = "; ".join(f"{b.name}: {', '.join(b.words)}" for b in bars)
    names = (f"ranges-{outcome.model.key}", outcome.model.title, f"{about}.")
    return range_bars(bars, size=size, words=Words(unit, _caveat(outcome), names))


def swing_picture(outcome: ModelRun) -> str:
    """Draw what moves the first scenario; "" when nothing does."""
    run = outcome.runs[0]
    if not run.swings:
        return ""
    inputs = {i.key: i for i in outcome.model.inputs}
    size, word = _size(max(s.range.high for s in run.swings))
    bars = []
    for swing in run.swings:
        item = inputs[swing.input]
        held = outward(swing.range)
        sign = f" ({item.symbol})" if item.symbol else ""
        bars.append(
            SwingBar(
                f"{item.says}{sign}",
                swing.range,
                (_end(held.low, size), _end(held.high, size)),
                item.status == "ASSUMED",
            )
        )
    unit = f"{word} {counted_words(outcome.model.sort, kinds())}".strip()
    about = "; ".join(f"{b.name}: {b.ends[0]} to {b.ends[1]}" for b in bars)
    title = f"What moves it: {run.scenario.says}"
    names = (f"swings-{outcome.model.key}", title, f"{about}.")
    return tornado(bars, size=size, words=Words(unit, _caveat(outcome), names))


def _caveat(outcome: ModelRun) -> str:
    """Say under a picture what it rests on, since it may travel without its page."""
    count = sum(i.status == "ASSUMED" for i in outcome.model.inputs)
    sort = outcome.model.sort
    people = f"{counted_words(sort, kinds())}, not instances. " if sort.flow else ""
    said = f"{people}Conditional on the ranges stated; {count} of"
    said = f"{said} {len(outcome.model.inputs)} inputs are ASSUMED. {outcome.model.key}"
    return said[:1].upper() + said[1:]


def _end(value: float, size: float) -> str:
    """Print one end of a swing, already rounded outward, in units of the axis."""
    share = value / size
    return f"{share:.1f}" if 1 <= share < 10 else f"{share:g}"


def _size(high: float) -> tuple[float, str]:
    return next((float(s), w) for s, w in SIZES if high >= s or s == 1)


def _page(outcome: ModelRun, terms: Terms, pictures: tuple[str, str]) -> EstimatePage:
    model, first = outcome.model, outcome.runs[0]
    return EstimatePage(
        title=model.title,
        headline=estimate_sentence(first.sampled, kinds()),
        under=f"This is {BASIS[first.sampled.basis]};"
        f" {BASIS[first.interval.basis]}:"
        f" {amount(first.interval.range, model.sort)}. {first.scenario.says}.",
        driver=f"{driver_sentence(first.drivers, model)}.".removeprefix("."),
        told=tuple(told(v, {}) for v in _verdicts(outcome)),
        inputs=tuple(_input_rows(model)),
        formulas=tuple((p.key, p.says, p.formula) for p in model.parts),
        sections=tuple(_sections(outcome, pictures)),
        caveats=first.sampled.caveats,
        made=_made(model, terms),
    )


def _verdicts(outcome: ModelRun) -> tuple[Verdict, ...]:
    """Check the figures that the model stands on, and those published beside it."""
    held = shelf.shipped()
    inputs = (k for i in outcome.model.inputs for k in i.figures)
    changes = (k for s in outcome.model.scenarios for c in s.changes for k in c.figures)
    marks = (p.figure.key for p in outcome.published)
    keys = dict.fromkeys((*inputs, *changes, *marks))
    known = Known(held, kinds().with_flows(shelf.flows_of(held.values())))
    return check_figures([held[k] for k in keys], known, {})


def _input_rows(model: Model) -> list[InputRow]:
    return [
        InputRow(
            i.symbol,
            i.key,
            i.says,
            ends(i.range, i),
            _unit_words(i.sort.unit, i.turns),
            i.status,
            i.note + (f" Source: {i.source}." if i.source else ""),
            i.figures,
        )
        for i in model.inputs
    ]


def _unit_words(unit: str, turns: tuple[str, ...]) -> str:
    said = kinds().unit_words(unit) if unit else ""
    if turns:
        said = f"{said}; from {turns[0]} to {turns[1]}".removeprefix("; ")
    return f"({said})" if said else ""


def _sections(outcome: ModelRun, pictures: tuple[str, str]) -> list[Section]:
    names = {i.key: i.says for i in outcome.model.inputs}
    found = [
        Section(
            "ranges",
            "Intervals first, then draws",
            "The pale bar holds every value the stated ranges allow. The dark bar in it"
            " holds nine in ten draws, if each input is spread over its range as"
            " stated. There is no dot: no value in a range is the estimate.",
            pictures[0],
            "Hatched: what was published, as printed.",
            ("Scenario", "Part", "Every value", "5th to 95th percentile"),
            tuple(_range_rows(outcome)),
        ),
        Section(
            "drivers",
            "What moves it",
            "Each input runs over its range while the others stay at the middle of"
            " theirs. Hatched inputs are ASSUMED.",
            pictures[1],
            "",
            ("Input", "Share of spread, alone", "With others"),
            tuple(_driver_rows(outcome.runs[0], names)),
        ),
        Section(
            "published",
            "How the published estimate stands to it",
            "Every scenario against what was printed.",
            columns=("Claim", "Scenario", "To every value", "To nine in ten draws"),
            rows=tuple(_published_rows(outcome)),
        ),
        Section(
            "scenarios",
            "What changes it",
            "Each change alone, from the model as stated; 5th to 95th percentile.",
            columns=("Scenario", "Change", "Before", "After"),
            rows=tuple(_shift_rows(outcome, names)),
        ),
    ]
    return [s for s in found if s.picture or s.rows]


def _range_rows(outcome: ModelRun) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    says = {p.key: p.says for p in outcome.model.parts}
    for run in outcome.runs:
        pairs = [("all", run.interval, run.sampled)]
        pairs += [
            (says[a.part], a, b)
            for a, b in zip(run.parts[::2], run.parts[1::2], strict=True)
        ]
        for part, wide, likely in pairs:
            rows.append(
                (
                    run.scenario.says if part == "all" else "",
                    part,
                    amount(wide.range, wide.sort),
                    amount(likely.range, likely.sort),
                )
            )
    return rows


def _driver_rows(run: ScenarioRun, names: Mapping[str, str]) -> list[tuple[str, ...]]:
    return [
        (names[d.input], share_words(d.first), share_words(d.total))
        for d in run.drivers
    ]


def share_words(held: Range) -> str:
    """Print a share of the spread as a range of whole per cent."""
    low = max(0, round(held.low * 100))
    high = min(100, max(round(held.high * 100), 0))
    return f"{low} to {high} %"


def _published_rows(outcome: ModelRun) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for shown in outcome.published:
        figure = shown.figure
        said = f"{figure.key}: “{figure.quotation.text if figure.quotation else ''}”"
        for scenario, wide, likely in shown.stands:
            rows.append((said, scenario, wide, likely))
            said = ""
    return rows


def _shift_rows(outcome: ModelRun, names: Mapping[str, str]) -> list[tuple[str, ...]]:
    return [
        (
            s.scenario,
            f"{names[s.input]}: {s.note or 'another range'}",
            amount(s.before.range, s.before.sort),
            amount(s.after.range, s.after.sort),
        )
        for s in outcome.shifts
    ]


def _made(model: Model, terms: Terms) -> tuple[tuple[str, str], ...]:
    return (
        ("Command", f"whence estimate {model.key}"),
        ("Model", f"{model.key}, sha256 {model.sha256}"),
        ("Figures", f"version {version_of('figures')}"),
        ("Whence", __version__),
        (
            "Draws",
            f"{2**terms.power:,} scrambled Sobol points, {terms.dependence.value},"
            f" {terms.shape.value}",
        ),
    )
