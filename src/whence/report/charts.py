"""Bars: the waterfall of a score, inputs by weight, tiers and shares."""

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

from whence.model.chain import Operation, Tie
from whence.model.measure import InputTrace
from whence.model.weight import kilograms
from whence.report.lettering import clip
from whence.report.svg import line, picture, rect, text

BAR = 14.0
GAP = 10.0
TINY = 1e-6
"""Weights that differ by less than this have no length worth drawing."""


def waterfall(
    parts: Sequence[tuple[str, str, float]], score: float, *, key: str
) -> str:
    """Draw how the weights of an explanation add up to its score.

    A bar to the right speaks for the pair and is filled; one to the left speaks
    against and is hatched by its outline, so that grey print keeps the difference.
    """
    width, left, right = 460.0, 110.0, 52.0
    *ends, total = [
        (left + start * (width - left - right), left + end * (width - left - right))
        for start, end in reaches([weight for _, _, weight in parts], score)
    ]
    drawn: list[str] = []
    y = 4.0
    for (name, _, weight), bar in zip(parts, ends, strict=True):
        kind = "bar for" if weight >= 0 else "bar against"
        drawn += _bar(
            bar, y, kind=kind, words=(clip(name, left - 12, "label"), f"{weight:+.1f}")
        )
        end, foot = bar[1], y + BAR + GAP - 2
        drawn.append(line(end, y + BAR, x2=end, y2=foot, kind="carry"))
        y = foot
    zero = total[0]
    drawn.append(line(zero, 0, x2=zero, y2=y + BAR + 4, kind="axis"))
    drawn += _bar(total, y, kind="bar total", words=("score", f"{score:+.1f}"))
    said = "; ".join(f"{name} {weight:+.1f}" for name, _, weight in parts)
    about = f"{said}; together {score:+.1f}."
    names = (key, "Why this pair scores as it does", about)
    return picture(drawn, size=(width, y + BAR + 6), names=names)


def reaches(weights: Sequence[float], score: float) -> list[tuple[float, float]]:
    """Give from where to where the bar of each weight reaches, last that of the score.

    Ends are parts of the whole width, from 0 to 1; each bar begins where the one
    before ended, that of the score at nought.

    >>> reaches([3.0, -1.0], 2.0)
    [(0.0, 1.0), (1.0, 0.6666666666666666), (0.0, 0.6666666666666666)]
    """
    sums = list(accumulate(weights, initial=0.0))
    low, high = min([*sums, score]), max([*sums, score])
    reach = high - low if high - low > TINY else 1.0
    ends = [*pairwise(sums), (0.0, score)]
    return [((start - low) / reach, (end - low) / reach) for start, end in ends]


def _bar(
    ends: tuple[float, float], y: float, *, kind: str, words: tuple[str, str]
) -> list[str]:
    """Draw one bar of the waterfall with its name before and its number after."""
    strong = " strong" if kind == "bar total" else ""
    start, wide = min(ends), abs(ends[1] - ends[0])
    return [
        text(102, y + 11, words[0], kind=f"label{strong}", anchor="end"),
        rect(start, y, w=max(wide, 1.5), h=BAR, kind=kind),
        text(max(ends) + 5, y + 11, words[1], kind=f"value{strong}"),
    ]


def traced_bar(inputs: Sequence[InputTrace], *, key: str) -> str:
    """Draw inputs traced and untraced by weight, one bar an input.

    A traced input is filled, an untraced one is hatched; without a weight it is an
    outline of fixed length that says so.
    """
    width, left, right = 560.0, 150.0, 150.0
    most = max((i.grams or 0 for i in inputs), default=0) or 1
    drawn: list[str] = []
    y = 4.0
    for item in inputs:
        long = (item.grams or 0) / most * (width - left - right)
        kind = "bar traced" if item.traced else "bar untraced"
        if item.grams is None:
            long, kind = 28.0, kind + " unweighed"
        word = "traced" if item.traced else f"not traced to {item.origin_stage}"
        size = f"{kilograms(item.grams)} kg" if item.grams is not None else "no weight"
        name = clip(item.product or item.commodity, left - 12, "label")
        drawn.append(text(left - 8, y + 11, name, kind="label", anchor="end"))
        drawn.append(rect(left, y, w=max(long, 2), h=BAR, kind=kind))
        drawn.append(text(left + max(long, 2) + 6, y + 11, size, kind="value"))
        if not item.traced:
            drawn.append(
                text(
                    left + 5,
                    y + BAR + 12,
                    clip(word, width - left, "small"),
                    kind="small",
                )
            )
            y += 13
        y += BAR + GAP
    drawn.append(line(left, 0, x2=left, y2=y - GAP + 2, kind="axis"))
    said = "; ".join(
        f"{i.product}: {'traced' if i.traced else 'untraced'}, "
        + (f"{kilograms(i.grams)} kg" if i.grams is not None else "weight unknown")
        for i in inputs
    )
    names = (key, "Inputs traced and untraced, by weight", said + ".")
    return picture(drawn, size=(width, y + 2), names=names)


def tier_shares(
    operations: Sequence[Operation],
    ties: Sequence[Tie],
    names: Mapping[str, str],
    *,
    key: str,
) -> str:
    """Draw what part of its buyer's intake each upstream party supplied, by tier.

    Gives "" when no tie carries a share. The bar ends at its share of the whole track.
    """
    rows = _share_rows(operations, ties)
    if not rows:
        return ""
    width, left, right = 700.0, 300.0, 60.0
    track = width - left - right
    drawn: list[str] = []
    said: list[str] = []
    y, tier_before = 4.0, -1
    for tier, party, tie in rows:
        if tier != tier_before:
            y += 4 if tier_before >= 0 else 0
            drawn.append(text(0, y + 11, f"Tier {tier}", kind="label strong"))
            tier_before = tier
        share = (tie.share_ppm or 0) / 1_000_000
        who = names.get(party, "unknown party")
        kind = "bar share" if tie.grade.value != "inferred" else "bar share guess"
        drawn.append(
            text(
                left - 8,
                y + 11,
                clip(who, left - 70, "label"),
                kind="label",
                anchor="end",
            )
        )
        drawn.append(rect(left, y, w=track, h=BAR, kind="track"))
        drawn.append(rect(left, y, w=max(track * share, 1.5), h=BAR, kind=kind))
        drawn.append(
            text(left + track + 6, y + 11, percent(tie.share_ppm), kind="value")
        )
        said.append(f"tier {tier}, {who}: {percent(tie.share_ppm)}")
        y += BAR + GAP - 2
    about = "Share of the buyer's intake of that product. " + "; ".join(said) + "."
    return picture(drawn, size=(width, y), names=(key, "Tiers and shares", about))


def _share_rows(
    operations: Sequence[Operation], ties: Sequence[Tie]
) -> list[tuple[int, str, Tie]]:
    """Give (tier, party, tie) of the ties that carry a share, largest first by tier."""
    by_key = {o.key: o for o in operations}
    known = [t for t in ties if t.share_ppm is not None and t.upstream in by_key]
    known.sort(key=lambda t: (-(t.share_ppm or 0), t.upstream, t.downstream))
    rows = [(by_key[t.upstream].tier, by_key[t.upstream].party, t) for t in known]
    return sorted(rows, key=lambda row: row[0])


def percent(ppm: int | None) -> str:
    """Write millionths as per cent.

    >>> percent(620_000), percent(3_000), percent(None)
    ('62 %', '0.3 %', '')
    """
    if ppm is None:
        return ""
    return f"{ppm / 10_000:.1f}".removesuffix(".0") + " %"
