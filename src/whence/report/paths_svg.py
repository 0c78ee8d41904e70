"""The path diagram: who made or moved the goods, tier by tier, and by what it is tied.

Time and goods run from left (far upstream) to right (the consignment). A line is as
solid as its grade: full for records and better, dashed for declarations, dotted for
guesses from runs of records. A box with a heavy left edge and a word is flagged.
"""

from collections.abc import Mapping, Sequence

from whence.model.chain import Break, BreakKind, Claim, Operation, Tie
from whence.report.lettering import clip, lines_of
from whence.report.partyword import NOTHING, PartyWord
from whence.report.paths_grid import (
    BOX_H,
    BOX_W,
    EDGE,
    GAP_Y,
    STEP,
    Part,
    Spot,
    depths,
    lay_out,
)
from whence.report.paths_strips import Diagram
from whence.report.paths_ties import lines_between
from whence.report.paths_words import words_of
from whence.report.svg import line, number, rect, text
from whence.report.tell import role_of
from whence.shelf.style import point_of

ROOM = BOX_W - 20
"""Room for words within a box, in px."""

LINE = 14.0
"""From line to line in a box, in px: six of them stand over its foot."""

MOST = 36
"""More boxes than this cannot be read on one picture; the rest stand in the lists."""


def path_diagram(
    operations: Sequence[Operation],
    ties: Sequence[Tie],
    breaks: Sequence[Break],
    *,
    parties: Mapping[str, PartyWord],
    goods: tuple[str, str],
    key: str,
) -> Diagram | None:
    """Draw the operations of a consignment with their ties and breaks.

    `goods` are the goods' name and the consignment's; `key` an id unique on the
    page. Gives None when there is no operation.
    """
    if not operations:
        return None
    kept = _kept(operations, parties)
    depth = depths(kept, ties)
    deepest = max(depth.values())
    columns: dict[int, list[Operation]] = {d: [] for d in range(deepest + 1)}
    for operation in kept:
        columns[depth[operation.key]].append(operation)
    spots, height = lay_out(columns, ties)
    end = Spot(
        EDGE + (deepest + 1) * STEP,
        sum(spots[o.key].y for o in columns[0]) / len(columns[0]),
    )
    drawn = _heads(columns)
    lines = lines_between(ties, spots, end)
    drawn += [part for held in lines for part in held.parts()]
    drawn += words_of(lines)  # after all lines, so that none hides a word
    drawn += _breaks(breaks, kept, spots)
    drawn += [_at(spots[o.key], _box(o, spots[o.key], parties)) for o in kept]
    drawn.append(_at(end, _goods(end, goods)))
    size = (end.x + BOX_W + 2, height)
    names = (key, f"Path of {goods[0]}", _about(kept, ties, breaks, parties))
    return Diagram(drawn, deepest + 2, size, names)


def _at(spot: Spot, svg: str) -> Part:
    """Give a box as a part of the diagram."""
    return Part(svg, (spot.x, spot.x + BOX_W), (spot.y - 2, spot.y + BOX_H + 2))


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


def _heads(columns: Mapping[int, list[Operation]]) -> list[Part]:
    """Write the tier over each column."""
    heads = {max(columns) + 1: "Consignment"}
    for place, column in columns.items():
        tiers = sorted({o.tier for o in column})
        heads[max(columns) - place] = (
            f"Tier {tiers[0]}" if len(tiers) == 1 else f"Tiers {tiers[0]}-{tiers[-1]}"
        )
    return [
        Part(text(EDGE + k * STEP, 14, word, kind="head"), (k * STEP + 1, k * STEP + 2))
        for k, word in heads.items()
    ]


def _box(operation: Operation, at: Spot, parties: Mapping[str, PartyWord]) -> str:
    """Draw one operation: who, role and stage, where, and by which grade."""
    word = parties.get(operation.party, PartyWord("unknown party", NOTHING))
    kind = "box flagged" if word.flag else "box"
    parts = [rect(at.x, at.y, w=BOX_W, h=BOX_H, kind=kind, round_=3)]
    if word.flag:
        parts.append(rect(at.x, at.y, w=5, h=BOX_H, kind="edge"))
    y = at.y + 18
    for row in lines_of(word.name, ROOM, "who", most=3):
        parts.append(text(at.x + 12, y, row, kind="who"))
        y += LINE
    role = " · ".join(x for x in (role_of(operation), operation.stage) if x)
    role = role or operation.product
    parts.append(text(at.x + 12, y, clip(role, ROOM, "what"), kind="what"))
    for row in lines_of(_place(operation), ROOM, "what"):
        y += LINE
        parts.append(text(at.x + 12, y, row, kind="what"))
    foot = at.y + BOX_H - 8
    if word.flag:
        parts.append(text(at.x + 12, foot, word.flag.upper(), kind="flag"))
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
    return f"{point.name if point else best.value} ({best.grade.value})"


def _owner_of(found: Break, operations: Sequence[Operation]) -> Operation | None:
    """Find the box at which a path ends: same party and tier, else same tier."""
    same = [o for o in operations if o.party == found.party and o.tier == found.tier]
    near = [o for o in operations if o.tier == found.tier and not o.party]
    return next(iter(same or near), None)


def _breaks(
    breaks: Sequence[Break], operations: Sequence[Operation], spots: Mapping[str, Spot]
) -> list[Part]:
    """Draw where paths stop: one open end a box, its reasons under the box."""
    held: dict[str, dict[str, None]] = {}
    for found in breaks:
        owner = _owner_of(found, operations)
        if owner is None or (found.kind is BreakKind.UNKNOWN_PARTY and not owner.party):
            continue  # a box without a name says that itself
        held.setdefault(owner.key, {})[found.kind.value] = None
    drawn = []
    for key, kinds in held.items():
        at = spots[key]
        x, y = at.x - EDGE + 5, at.y + BOX_H - 12
        ring = f'<circle cx="{number(x)}" cy="{number(y)}" r="4" class="ring"/>'
        stub = line(x + 4, y, x2=at.x, y2=y, kind="broken")
        words = clip("; ".join(kinds), BOX_W + EDGE, "break-word")
        said = text(x - 4, at.y + BOX_H + 14, words, kind="break-word")
        reach = (at.y, at.y + BOX_H + GAP_Y - 10)
        drawn.append(Part(f"<g>{stub}{ring}{said}</g>", (x, at.x + BOX_W), reach))
    return drawn


def _goods(at: Spot, goods: tuple[str, str]) -> str:
    """Draw the consignment itself, at the right end."""
    parts = [rect(at.x, at.y, w=BOX_W, h=BOX_H, kind="box goods", round_=3)]
    y = at.y + 22
    for row in lines_of(goods[0], ROOM, "who"):
        parts.append(text(at.x + 12, y, row, kind="who"))
        y += 16
    for row in lines_of(goods[1], ROOM, "what"):
        parts.append(text(at.x + 12, y, row, kind="what"))
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
