"""Bars: the waterfall of a score, inputs by weight, tiers and shares."""

from collections.abc import Mapping, Sequence

from whence.model.chain import Operation, Tie
from whence.model.measure import InputTrace
from whence.report.svg import clip, line, picture, rect, text

BAR = 14.0
GAP = 10.0


def waterfall(
    parts: Sequence[tuple[str, str, float]], score: float, *, key: str
) -> str:
    """Draw how the weights of an explanation add up to its score.

    A bar to the right speaks for the pair and is filled; one to the left speaks
    against and is hatched by its outline, so that grey print keeps the difference.
    """
    width, left, right = 460.0, 110.0, 52.0
    sums = [0.0]
    for _, _, weight in parts:
        sums.append(sums[-1] + weight)
    low, high = min([*sums, score]), max([*sums, score])
    unit = (width - left - right) / ((high - low) or 1.0)

    def at(value: float) -> float:
        return left + (value - low) * unit

    drawn: list[str] = []
    y = 4.0
    for place, (name, _, weight) in enumerate(parts):
        start, end = at(sums[place]), at(sums[place + 1])
        kind = "bar for" if weight >= 0 else "bar against"
        drawn.append(
            text(left - 8, y + 11, clip(name, 8.4), kind="label", anchor="end")
        )
        drawn.append(
            rect(min(start, end), y, w=max(abs(end - start), 1.5), h=BAR, kind=kind)
        )
        drawn.append(text(max(start, end) + 5, y + 11, f"{weight:+.1f}", kind="value"))
        drawn.append(line(end, y + BAR, x2=end, y2=y + BAR + GAP - 2, kind="carry"))
        y += BAR + GAP - 2
    drawn.append(line(at(0), 0, x2=at(0), y2=y + BAR + 4, kind="axis"))
    drawn.append(text(left - 8, y + 11, "score", kind="label strong", anchor="end"))
    from_zero = (min(at(0), at(score)), abs(at(score) - at(0)))
    drawn.append(rect(from_zero[0], y, w=from_zero[1], h=BAR, kind="bar total"))
    drawn.append(
        text(max(at(0), at(score)) + 5, y + 11, f"{score:+.1f}", kind="value strong")
    )
    said = "; ".join(f"{name} {weight:+.1f}" for name, _, weight in parts)
    about = f"{said}; together {score:+.1f}."
    names = (key, "Why this pair scores as it does", about)
    return picture(drawn, size=(width, y + BAR + 6), names=names)


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
        name = clip(item.product or item.commodity, 12)
        drawn.append(text(left - 8, y + 11, name, kind="label", anchor="end"))
        drawn.append(rect(left, y, w=max(long, 2), h=BAR, kind=kind))
        drawn.append(text(left + max(long, 2) + 6, y + 11, size, kind="value"))
        if not item.traced:
            drawn.append(text(left, y + BAR + 11, clip(word, 36), kind="small"))
            y += 13
        y += BAR + GAP
    drawn.append(line(left, 0, x2=left, y2=y, kind="axis"))
    said = "; ".join(
        f"{i.product}: {'traced' if i.traced else 'untraced'}, "
        + (f"{kilograms(i.grams)} kg" if i.grams is not None else "weight unknown")
        for i in inputs
    )
    names = (key, "Inputs traced and untraced, by weight", said + ".")
    return picture(drawn, size=(width, y + 2), names=names)


def kilograms(grams: int | None) -> str:
    r"""Write grams as kilograms with a narrow no-break space every three digits.

    >>> kilograms(5_200_000), kilograms(1_500), kilograms(None)
    ('5\u202f200', '1.5', '')
    """
    if grams is None:
        return ""
    whole, rest = divmod(grams, 1000)
    tail = f".{rest:03d}".rstrip("0") if rest else ""
    return f"{whole:,}".replace(",", "\u202f") + tail


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
    by_key = {o.key: o for o in operations}
    rows = sorted(
        (by_key[t.upstream].tier, -t.share_ppm, t.upstream, t)
        for t in ties
        if t.share_ppm is not None and t.upstream in by_key
    )
    if not rows:
        return ""
    width, left, right = 700.0, 300.0, 60.0
    track = width - left - right
    drawn: list[str] = []
    said: list[str] = []
    y, tier_before = 4.0, -1
    for tier, minus, upstream, tie in rows:
        if tier != tier_before:
            y += 4 if tier_before >= 0 else 0
            drawn.append(text(0, y + 11, f"Tier {tier}", kind="label strong"))
            tier_before = tier
        share = -minus / 1_000_000
        who = names.get(by_key[upstream].party, "unknown party") or "unknown party"
        kind = "bar share" if tie.grade.value != "inferred" else "bar share guess"
        drawn.append(text(left - 8, y + 11, clip(who, 19), kind="label", anchor="end"))
        drawn.append(rect(left, y, w=track, h=BAR, kind="track"))
        drawn.append(rect(left, y, w=max(track * share, 1.5), h=BAR, kind=kind))
        drawn.append(
            text(left + track + 6, y + 11, percent(tie.share_ppm), kind="value")
        )
        said.append(f"tier {tier}, {who}: {percent(tie.share_ppm)}")
        y += BAR + GAP - 2
    about = "Share of the buyer's intake of that product. " + "; ".join(said) + "."
    return picture(drawn, size=(width, y), names=(key, "Tiers and shares", about))


def percent(ppm: int | None) -> str:
    """Write millionths as per cent.

    >>> percent(620_000), percent(3_000), percent(None)
    ('62 %', '0.3 %', '')
    """
    if ppm is None:
        return ""
    return f"{ppm / 10_000:.1f}".removesuffix(".0") + " %"
