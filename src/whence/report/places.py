"""Where the parties and steps stand, and what flows between: the places of a map."""

from whence.model.chain import Claim, Operation
from whence.model.findings import Findings
from whence.report.map_svg import Marked, place_map, region_map
from whence.report.partyword import NOTHING
from whence.shelf import style


def maps(findings: Findings, most: int) -> dict[str, object]:
    """Draw the maps from places of parties and sites of steps."""
    marked = _marked(findings)
    whole = style.points()["CN-XJ"]
    flows = []
    for consignment in findings.consignments[:most]:
        at = {o.key: _site(o) for o in consignment.steps}
        for tie in consignment.ties:
            start, end = at.get(tie.upstream), at.get(tie.downstream)
            if start is not None and end is not None:
                ends = [whole if p.kind == "prefecture" else p for p in (start, end)]
                flows.append((ends[0], ends[1]))
    drawn = place_map(_gathered(marked, whole), flows, key="map-all")
    region = region_map(marked, key="map-region")
    return {
        "map_all": drawn,
        "map_region": region,
        "places": marked,
    }


def _gathered(marked: list[Marked], whole: style.Point) -> list[Marked]:
    """Draw the prefectures as one point on the large map; the small one has them."""
    held = [m for m in marked if m.point.kind == "prefecture" or m.point == whole]
    rest = [m for m in marked if m not in held]
    for signal in (False, True):
        here = [m for m in held if m.signal is signal]
        names = tuple(n for m in here for n in m.names)
        flagged = any(m.flagged for m in here)
        if names and not (signal and len(held) > len(here)):
            rest.append(Marked(whole, names, signal, flagged))
    return rest


def _site(operation: Operation) -> style.Point | None:
    """Give the point of an operation's best graded site."""
    sites = [f for f in operation.facts if f.claim is Claim.SITE]
    if not sites:
        return None
    return style.point_of(min(sites, key=lambda f: (f.grade.rank, f.value)).value)


def _marked(findings: Findings) -> list[Marked]:
    """Group the parties by the point of their best place; a signal stays a signal."""
    groups: dict[tuple[str, bool], tuple[style.Point, list[str], bool]] = {}
    for party in findings.parties:
        best = min(
            party.places, key=lambda p: (p.is_signal, -p.p, p.code), default=None
        )
        point = style.point_of(best.code if best else party.country)
        if point is None:
            continue
        signal = bool(best and best.is_signal)
        flagged = party.word != NOTHING and not signal
        held = groups.setdefault((point.code, signal), (point, [], False))
        held[1].append(party.name)
        groups[point.code, signal] = (point, held[1], held[2] or flagged)
    return [
        Marked(point, tuple(names), signal, flagged)
        for (_, signal), (point, names, flagged) in sorted(groups.items())
    ]
