"""Where the parties and steps stand, and what flows between: the places of a map."""

from collections.abc import Sequence

from whence.model.chain import Claim, Operation
from whence.model.findings import Findings, PartyFinding
from whence.report import words
from whence.report.map_svg import Flow, Marked
from whence.report.partyword import NOTHING
from whence.shelf import style


def flows_of(findings: Findings, most: int) -> tuple[Flow, ...]:
    """Give what flows between places in the first `most` consignments, worst first.

    Flows between the same places at the same tier are one; the prefectures of
    Xinjiang count as one place, because the large map draws them as one.
    """
    flagged = {p.id for p in findings.parties if p.word != NOTHING}
    held: dict[tuple[style.Point, style.Point, int], list[str]] = {}
    hit: set[tuple[style.Point, style.Point, int]] = set()
    for c in words.worst_first(findings)[:most]:
        at = {o.key: o for o in c.steps}
        for tie in c.ties:
            up, down = at.get(tie.upstream), at.get(tie.downstream)
            if up is None or down is None:
                continue
            start, end = _site(up), _site(down)
            if start is None or end is None:
                continue
            key = (_whole(start), _whole(end), up.tier)
            held.setdefault(key, []).append(c.id)
            if up.party in flagged:
                hit.add(key)
    return tuple(
        Flow(*key, consignments=len(set(ids)), flagged=key in hit)
        for key, ids in sorted(
            held.items(), key=lambda k: (k[0][2], k[0][0].code, k[0][1].code)
        )
    )


def _whole(point: style.Point) -> style.Point:
    """Give the region in place of one of its prefectures."""
    return style.points()["CN-XJ"] if point.kind == "prefecture" else point


def gathered(marked: Sequence[Marked]) -> list[Marked]:
    """Draw the prefectures as one point on the large map; the small one has them."""
    whole = style.points()["CN-XJ"]
    held = [m for m in marked if m.point.kind == "prefecture" or m.point == whole]
    rest = [m for m in marked if m not in held]
    for signal in (False, True):
        here = [m for m in held if m.signal is signal]
        names = tuple(n for m in here for n in m.names)
        methods = tuple(dict.fromkeys(x for m in here for x in m.methods))
        flagged = any(m.flagged for m in here)
        if names and not (signal and len(held) > len(here)):
            rest.append(Marked(whole, names, signal, flagged, methods))
    return rest


def _site(operation: Operation) -> style.Point | None:
    """Give the point of an operation's best graded site."""
    sites = [f for f in operation.facts if f.claim is Claim.SITE]
    if not sites:
        return None
    return style.point_of(min(sites, key=lambda f: (f.grade.rank, f.value)).value)


def marked_of(findings: Findings) -> list[Marked]:
    """Group the parties by the point of their first place; a signal stays a signal.

    Countries stand in the order of their names, the places of one in that of theirs.
    """
    groups: dict[tuple[str, bool], list[tuple[PartyFinding, str]]] = {}
    points: dict[str, style.Point] = {}
    for party in findings.parties:
        best = next(iter(party.places), None)
        point = style.point_of(best.code if best else party.country)
        if point is None:
            continue
        points[point.code] = point
        signal = bool(best and best.is_signal)
        method = best.method if best else "declared country"
        groups.setdefault((point.code, signal), []).append((party, method))
    return [
        Marked(
            points[code],
            tuple(p.name for p, _ in held),
            signal,
            not signal and any(p.word != NOTHING for p, _ in held),
            tuple(dict.fromkeys(method for _, method in held)),
        )
        for (code, signal), held in sorted(
            groups.items(), key=lambda g: (*_told(points[g[0][0]]), g[0][1])
        )
    ]


def _told(point: style.Point) -> tuple[str, str]:
    """Give the names of a point's country and its own: so a reader looks it up."""
    country = style.points().get(point.code[:2], point)
    return country.name, point.name
