"""Figures of one thing that were published with different values: a range, no mean."""

from collections.abc import Iterable

from whence.model.figure import Figure, Measured, Vintages


def disagreeing(figures: Iterable[Figure]) -> tuple[Vintages, ...]:
    """Gather figures of the same thing whose printed values differ.

    The same thing is the same metric, flow, unit, place, period and definition; two
    definitions are two things, and a break in a series. The range holds every vintage
    with the rounding of its last digit.
    """
    groups: dict[tuple[str, ...], list[tuple[str, str, Measured]]] = {}
    for figure in figures:
        held = figure.measured
        if held is None or held.sort.kind != "level":
            continue
        sort = held.sort
        key = (
            sort.flow, figure.metric, sort.unit, sort.place, figure.period,
            figure.definition,
        )  # fmt: skip
        groups.setdefault(key, []).append((figure.key, sort.flow, held))
    found = []
    for (flow, metric, *_, period, _), members in sorted(groups.items()):
        if not any(_apart(a, b) for _, _, a in members for _, _, b in members):
            continue
        whole = members[0][2].range
        for _, _, measured in members[1:]:
            whole = whole.hull(measured.range)
        keys = tuple(k for k, _, _ in members)
        what = f"{flow}, {metric}"
        found.append(Vintages(what, period, whole, members[0][2].sort, keys))
    return tuple(found)


def _apart(one: Measured, other: Measured) -> bool:
    """Whether two printed values differ by more than the rounding of one of them."""
    return not (one.range.holds(other.digits) or other.range.holds(one.digits))
