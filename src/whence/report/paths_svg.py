"""The path diagram: who made or moved the goods, tier by tier, and by what it is tied.

Time and goods run from left (far upstream) to right (the consignment). A line is as
solid as its grade: full for records and better, dashed for declarations, dotted for
guesses from runs of records. A box with a heavy left edge and a word is flagged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whence.model.chain import Break, BreakKind, Claim, Operation, Tie
from whence.report.charts import percent
from whence.report.partyword import NOTHING, PartyWord
from whence.report.svg import clip, line, lines_of, number, picture, rect, text
from whence.shelf.style import point_of

BOX_W, BOX_H = 172.0, 96.0
GAP_X, GAP_Y = 88.0, 26.0
TOP = 30.0
MOST = 36
"""More boxes than this cannot be read on one picture; the rest stand in the lists."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a box stands: its left and top edge."""

    x: float
    y: float


def path_diagram(
    operations: Sequence[Operation],
    ties: Sequence[Tie],
    breaks: Sequence[Break],
    *,
    parties: Mapping[str, PartyWord],
    goods: tuple[str, str],
    key: str,
) -> str:
    """Draw the operations of a consignment with their ties and breaks.

    `goods` are the goods' name and the consignment's; `key` an id unique on the
    page. Gives "" when there is no operation.
    """
    if not operations:
        return ""
    kept = _kept(operations, parties)
    depth = _depths(kept, ties)
    deepest = max(depth.values())
    columns: dict[int, list[Operation]] = {d: [] for d in range(deepest + 1)}
    for operation in kept:
        columns[depth[operation.key]].append(operation)
    spots, height = _lay_out(columns, ties)
    end = Spot(
        (deepest + 1) * (BOX_W + GAP_X),
        sum(spots[o.key].y for o in columns[0]) / len(columns[0]),
    )
    open_ends = any(_owner_of(b, kept) is not None for b in breaks)
    shift = 74.0 if open_ends else 0.0
    spots = {k: Spot(s.x + shift, s.y) for k, s in spots.items()}
    end = Spot(end.x + shift, end.y)
    drawn = _heads(columns, shift)
    drawn += [_tie(t, spots, end) for t in _merged(ties) if t[0].upstream in spots]
    drawn += _breaks(breaks, kept, spots)
    drawn += [_box(o, spots[o.key], parties) for o in kept]
    drawn.append(_goods(end, goods))
    size = (end.x + BOX_W + 2, height)
    names = (key, f"Path of {goods[0]}", _about(kept, ties, breaks, parties))
    return picture(drawn, size=size, names=names)


def left_out(operations: Sequence[Operation]) -> int:
    """Count the operations that the diagram does not draw."""
    return max(0, len(operations) - MOST)


def _kept(
    operations: Sequence[Operation], parties: Mapping[str, PartyWord]
) -> list[Operation]:
    """Keep the flagged first, then the near tiers, up to what a picture can hold."""

    def rank(operation: Operation) -> tuple[bool, int, str]:
        word = parties.get(operation.party)
        return (not (word and word.flag), operation.tier, operation.key)

    chosen = {o.key for o in sorted(operations, key=rank)[:MOST]}
    return sorted(
        (o for o in operations if o.key in chosen), key=lambda o: (o.tier, o.key)
    )


def _depths(operations: Sequence[Operation], ties: Sequence[Tie]) -> dict[str, int]:
    """Give each operation its column: one further left than all it feeds.

    The tier alone would set a trader between two makers on top of one of them. A
    circle of ties is cut by never moving a box further than there are boxes.
    """
    depth = {o.key: o.tier for o in operations}
    links = [t for t in ties if t.upstream in depth and t.downstream in depth]
    most = max(depth.values())
    for _ in operations:
        moved = False
        for tie in links:
            want = depth[tie.downstream] + 1
            if depth[tie.upstream] < want <= len(operations) + most:
                depth[tie.upstream], moved = want, True
        if not moved:
            break
    used = {d: place for place, d in enumerate(sorted(set(depth.values())))}
    return {key: used[d] for key, d in depth.items()}


def _lay_out(
    columns: Mapping[int, list[Operation]], ties: Sequence[Tie]
) -> tuple[dict[str, Spot], float]:
    """Place the boxes: each column ordered by the middle of what it feeds."""
    tallest = max(len(c) for c in columns.values())
    height = TOP + tallest * (BOX_H + GAP_Y)
    spots: dict[str, Spot] = {}
    for place in sorted(columns):
        column = columns[place]

        def feeds(operation: Operation) -> tuple[float, str]:
            ys = [
                spots[t.downstream].y
                for t in ties
                if t.upstream == operation.key and t.downstream in spots
            ]
            return (sum(ys) / len(ys) if ys else 0.0, operation.key)

        column.sort(key=feeds)
        x = (max(columns) - place) * (BOX_W + GAP_X)
        first = TOP + (tallest - len(column)) * (BOX_H + GAP_Y) / 2
        for row, operation in enumerate(column):
            spots[operation.key] = Spot(x, first + row * (BOX_H + GAP_Y))
    return spots, height


def _heads(columns: Mapping[int, list[Operation]], shift: float) -> list[str]:
    """Write the tier over each column."""
    heads = []
    for place, column in columns.items():
        tiers = sorted({o.tier for o in column})
        word = (
            f"Tier {tiers[0]}" if len(tiers) == 1 else f"Tiers {tiers[0]}-{tiers[-1]}"
        )
        x = shift + (max(columns) - place) * (BOX_W + GAP_X)
        heads.append(text(x, 14, word, kind="head"))
    x = shift + (max(columns) + 1) * (BOX_W + GAP_X)
    return [*heads, text(x, 14, "Consignment", kind="head")]


def _box(operation: Operation, at: Spot, parties: Mapping[str, PartyWord]) -> str:
    """Draw one operation: who, role and stage, where, and by which grade."""
    word = parties.get(operation.party, PartyWord("unknown party", NOTHING))
    kind = "box flagged" if word.flag else "box"
    parts = [rect(at.x, at.y, w=BOX_W, h=BOX_H, kind=kind, round_=3)]
    if word.flag:
        parts.append(rect(at.x, at.y, w=5, h=BOX_H, kind="edge"))
    names = lines_of(word.name, 11.6)
    y = at.y + 18
    for row in names:
        parts.append(text(at.x + 14, y, row, kind="who"))
        y += 15
    role = " · ".join(x for x in (operation.role.value, operation.stage) if x)
    parts.append(text(at.x + 14, y, clip(role, 13), kind="what"))
    place = _place(operation)
    if place:
        parts.append(text(at.x + 14, y + 15, clip(place, 13.4), kind="what"))
    foot = at.y + BOX_H - 9
    if word.flag:
        parts.append(text(at.x + 14, foot, word.flag.upper(), kind="flag"))
    grade = operation.role_grade.value
    parts.append(text(at.x + BOX_W - 8, foot, grade, kind="grade", anchor="end"))
    return f"<g>{''.join(parts)}</g>"


def _place(operation: Operation) -> str:
    """Say where it was done, by the best graded site, with that grade."""
    sites = [f for f in operation.facts if f.claim is Claim.SITE]
    if not sites:
        return "site unknown"
    best = min(sites, key=lambda f: (f.grade.rank, f.value))
    point = point_of(best.value)
    return f"in {point.name if point else best.value} ({best.grade.value})"


def _merged(ties: Sequence[Tie]) -> list[list[Tie]]:
    """Gather the ties between the same two boxes, best grade first."""
    found: dict[tuple[str, str], list[Tie]] = {}
    for tie in sorted(ties, key=lambda t: t.grade.rank):
        found.setdefault((tie.upstream, tie.downstream), []).append(tie)
    return list(found.values())


def _tie(ties: Sequence[Tie], spots: Mapping[str, Spot], end: Spot) -> str:
    """Draw the ties between two boxes as one curve with kinds, grade and share."""
    tie = ties[0]
    start = spots[tie.upstream]
    goal = spots.get(tie.downstream, end if not tie.downstream else None)
    if goal is None:
        return ""
    x1, y1 = start.x + BOX_W, start.y + BOX_H / 2
    x2, y2 = goal.x, goal.y + BOX_H / 2
    reach = min(GAP_X / 2, max(24.0, (x2 - x1) / 2))
    far = x2 - GAP_X + 4
    points = [f"M{number(x1)} {number(y1)}"]
    x, y = x1 + GAP_X / 2, (y1 + y2) / 2
    if far > x1 + 8:  # a long tie says its words where it starts, clear of others
        points.append(f"H{number(far)}")
        y, x1 = y1, far
    points.append(
        f"C{number(x1 + reach)} {number(y1)} {number(x2 - reach)} {number(y2)} "
        f"{number(x2 - 6)} {number(y2)}"
    )
    path = f'<path d="{" ".join(points)}" class="tie grade-{tie.grade.value}"/>'
    tip = f'<path d="M{number(x2)} {number(y2)}l-8 -4v8z" class="tip"/>'
    above = text(x, y - 7, _kinds(ties), kind="tie-word", anchor="middle")
    below = text(x, y + 16, tie.grade.value, kind="tie-grade", anchor="middle")
    return f"<g>{path}{tip}{above}{below}</g>"


def _kinds(ties: Sequence[Tie]) -> str:
    """Say by what two boxes are tied, and the largest share."""
    kinds = dict.fromkeys(t.kind.value for t in ties)
    first = next(iter(kinds)).removesuffix(" of lading").removeprefix("bill of ")
    more = f" +{len(kinds) - 1}" if len(kinds) > 1 else ""
    share = max((t.share_ppm for t in ties if t.share_ppm is not None), default=None)
    return first + more + (f", {percent(share)}" if share is not None else "")


def _owner_of(found: Break, operations: Sequence[Operation]) -> Operation | None:
    """Find the box at which a path ends: same party and tier, else same tier."""
    same = [o for o in operations if o.party == found.party and o.tier == found.tier]
    near = [o for o in operations if o.tier == found.tier and not o.party]
    return next(iter(same or near), None)


def _breaks(
    breaks: Sequence[Break], operations: Sequence[Operation], spots: Mapping[str, Spot]
) -> list[str]:
    """Draw each break as an open end left of the box where the path stops."""
    drawn = []
    count: dict[str, int] = {}
    for found in breaks:
        owner = _owner_of(found, operations)
        if owner is None or (found.kind is BreakKind.UNKNOWN_PARTY and not owner.party):
            continue  # a box without a name says that itself
        place = count.get(owner.key, 0)
        count[owner.key] = place + 1
        if place > 1:
            continue  # a third label would leave the box; the list below has all
        at = spots[owner.key]
        y = at.y + BOX_H - 8 - place * 48
        ring = f'<circle cx="{number(at.x - 34)}" cy="{number(y)}" r="4" class="ring"/>'
        words = lines_of(found.kind.value, 6.2)
        drawn.append(line(at.x - 30, y, x2=at.x, y2=y, kind="broken") + ring)
        drawn += [
            text(at.x - 8, y + 15 + row * 12, w, kind="break-word", anchor="end")
            for row, w in enumerate(words)
        ]
    return drawn


def _goods(at: Spot, goods: tuple[str, str]) -> str:
    """Draw the consignment itself, at the right end."""
    parts = [rect(at.x, at.y, w=BOX_W, h=BOX_H, kind="box goods", round_=3)]
    y = at.y + 22
    for row in lines_of(goods[0], 11.6):
        parts.append(text(at.x + 14, y, row, kind="who"))
        y += 16
    for row in lines_of(goods[1], 13.4):
        parts.append(text(at.x + 14, y, row, kind="what"))
        y += 15
    return f"<g>{''.join(parts)}</g>"


def _about(
    operations: Sequence[Operation],
    ties: Sequence[Tie],
    breaks: Sequence[Break],
    parties: Mapping[str, PartyWord],
) -> str:
    """Say the diagram in words, for those who do not see it."""
    unknown = PartyWord("unknown party", NOTHING)
    name = {o.key: parties.get(o.party, unknown).name for o in operations}
    said = [
        f"{name[t.upstream]} to {name.get(t.downstream, 'the consignment')} "
        f"by {t.kind.value}, {t.grade.value}"
        for t in ties
        if t.upstream in name
    ]
    ends = [f"path ends at tier {b.tier}: {b.kind.value}" for b in breaks]
    return "; ".join(said + ends) + "."
