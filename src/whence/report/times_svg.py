"""Pictures over time: the calendar of shipments, tiers and shares month by month."""

from collections.abc import Sequence

from whence.model.weight import kilograms
from whence.report.counting import counted
from whence.report.lettering import width_of
from whence.report.svg import line, picture, rect, text
from whence.report.times import DEEPEST, Acts, Imported, months_between
from whence.report.words import outcome_names
from whence.shelf.style import outcome_style

NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
WIDTH = 920.0
LEFT = 64.0
YEAR = 74.0
"""Height of the row of a year."""
MOST_YEARS = 8
MOST_WIDE = 60.0
"""Width of a month where there are few, in px."""
APART = 36.0
"""Least room between the names of two years, in px."""


def calendar(rows: Sequence[Imported], *, key: str) -> str:
    """Draw consignments by month of importation, a row a year, stacked by outcome.

    The worst stands at the foot of each bar. Gives "" when no goods were imported.
    """
    if not rows:
        return ""
    years = sorted({r.month[0] for r in rows})[-MOST_YEARS:]
    totals: dict[tuple[int, int], int] = {}
    for r in rows:
        totals[r.month] = totals.get(r.month, 0) + r.consignments
    most = max(n for m, n in totals.items() if m[0] in years)
    cell = (WIDTH - LEFT) / 12
    drawn = [text(LEFT + cell * (m + 0.5), 12, n, kind="head", anchor="middle")
             for m, n in enumerate(NAMES)]  # fmt: skip
    for place, year in enumerate(years):
        top = 20 + place * YEAR
        foot = top + YEAR - 14
        drawn.append(text(0, foot - 4, str(year), kind="year"))
        drawn.append(line(LEFT, foot, x2=WIDTH, y2=foot, kind="axis"))
        for month in range(1, 13):
            here = [r for r in rows if r.month == (year, month)]
            x = LEFT + cell * (month - 1)
            drawn += _stack(here, (x, foot), wide=cell, unit=(YEAR - 36) / most)
    height = 20 + len(years) * YEAR
    drawn += _key({r.outcome for r in rows}, height + 12)
    earlier = sum(n for m, n in totals.items() if m[0] not in years)
    if earlier:
        word = f"{counted(earlier, 'consignment')} before {years[0]} not drawn"
        height += 18
        drawn.append(text(LEFT, height + 12, word, kind="small"))
    about = "; ".join(
        f"{r.month[0]}-{r.month[1]:02d} {r.outcome}: {r.consignments}" for r in rows
    )
    names = (key, "Consignments by month of importation", about + ".")
    return picture(drawn, size=(WIDTH, height + 22), names=names)


def _stack(
    rows: Sequence[Imported], at: tuple[float, float], *, wide: float, unit: float
) -> list[str]:
    """Stack the outcomes of one month on its place of the line."""
    x, y = at
    drawn = []
    order = outcome_names()
    for r in sorted(rows, key=lambda r: order.index(r.outcome)):
        high = max(unit * r.consignments, 2.0)
        y -= high
        kind = f"stack {outcome_style(r.outcome).tone}"
        drawn.append(rect(x + wide * 0.22, y, w=wide * 0.56, h=high, kind=kind))
    if rows:
        total = sum(r.consignments for r in rows)
        drawn.append(
            text(x + wide / 2, y - 4, str(total), kind="value", anchor="middle")
        )
    return drawn


def _key(outcomes: set[str], y: float) -> list[str]:
    """Explain the colours, worst first, in a row; outcomes of one colour together."""
    tones: dict[str, list[str]] = {}
    for word in outcome_names():
        if word in outcomes:
            tones.setdefault(outcome_style(word).tone, []).append(word)
    drawn = []
    x = LEFT
    for tone, words in tones.items():
        said = ", ".join(words)
        drawn.append(rect(x, y - 8, w=12, h=9, kind=f"stack {tone}"))
        drawn.append(text(x + 17, y, said, kind="small"))
        x += 40 + width_of(said, "small")
    return drawn


def tiers(rows: Sequence[Acts], *, key: str) -> str:
    """Draw the dated steps by tier over time, and the part of flagged parties.

    A row a tier, a bar a month; its height is the known weight of that tier's steps
    on a scale of its own, the filled foot what parties with a word account for.
    Gives "" when no step is dated.
    """
    if not rows:
        return ""
    months = months_between(min(r.month for r in rows), max(r.month for r in rows))
    depth = sorted({r.tier for r in rows}, reverse=True)
    left, right = 118.0, 128.0
    slot = min((WIDTH - left - right) / len(months), MOST_WIDE)
    drawn = []
    said = []
    row = 62.0
    for place, tier in enumerate(depth):
        held = [r for r in rows if r.tier == tier]
        foot = 8 + (place + 1) * row
        name = f"Tier {tier}" + (" and beyond" if tier == DEEPEST else "")
        drawn.append(text(0, foot - 20, name, kind="label strong"))
        count = sum(r.steps for r in held)
        drawn.append(text(0, foot - 5, f"{count} steps", kind="small"))
        drawn.append(line(left, foot, x2=WIDTH - right, y2=foot, kind="axis"))
        most = max(r.grams for r in held) or 1
        for r in held:
            x = left + months.index(r.month) * slot
            drawn += _bar(r, (x, foot), wide=slot, unit=(row - 16) / most)
        told = _share(held)
        drawn.append(text(WIDTH - right + 10, foot - 20, told[0], kind="value strong"))
        drawn.append(text(WIDTH - right + 10, foot - 5, told[1], kind="small"))
        said.append(f"{name}: {count} steps, {told[0]} {told[1]}")
    drawn += _years(months, left, slot=slot, foot=8 + len(depth) * row)
    names = (key, "Steps upstream by tier and month", "; ".join(said) + ".")
    return picture(drawn, size=(WIDTH, 34 + len(depth) * row), names=names)


def _bar(r: Acts, at: tuple[float, float], *, wide: float, unit: float) -> list[str]:
    """Draw one month of one tier; without a known weight it is a low open bar."""
    x, foot = at
    w = max(wide * 0.72, 1.2)
    if not r.grams:
        kind = "stack first" if r.flagged_steps else "stack outside"
        return [rect(x, foot - 6, w=w, h=6, kind=kind)]
    drawn = [
        rect(x, foot - r.grams * unit, w=w, h=r.grams * unit, kind="stack untraced")
    ]
    if r.flagged_grams:
        high = max(r.flagged_grams * unit, 2.0)
        drawn.append(rect(x, foot - high, w=w, h=high, kind="stack first"))
    return drawn


def _share(held: Sequence[Acts]) -> tuple[str, str]:
    """Say what part of a tier's weight, or else of its steps, is flagged."""
    grams, hit = sum(r.grams for r in held), sum(r.flagged_grams for r in held)
    if grams:
        return f"{hit / grams * 100:.0f} % flagged", f"of {kilograms(grams)} kg"
    steps, flagged = sum(r.steps for r in held), sum(r.flagged_steps for r in held)
    return f"{flagged} of {steps} steps", "flagged; no weight"


def _years(
    months: Sequence[tuple[int, int]], left: float, *, slot: float, foot: float
) -> list[str]:
    """Mark where each year, or each month of a short span, begins."""
    drawn = []
    free = left
    for place, (year, month) in enumerate(months):
        if month != 1 and place and len(months) > 10:
            continue
        x = left + place * slot
        drawn.append(line(x, foot, x2=x, y2=foot + 5, kind="axis"))
        word = str(year) if len(months) > 10 else f"{NAMES[month - 1]} {year}"
        if x >= free:
            drawn.append(text(x, foot + 18, word, kind="small"))
            free = x + max(APART, width_of(word, "small") + 8)
    return drawn
