"""The predecessor forest of a search: of each level the widest acts, and the way down.

A picture cannot hold every path, and nobody should list them: their number explodes.
"""

import numpy as np

from whence.model.chain import Operation, Tie, TieKind
from whence.model.party import Role
from whence.model.source import Grade
from whence.trace.months import ahead, as_int
from whence.trace.reach import Reach

PER_LEVEL = 6


def forest(
    reach: Reach, *, down: str = "", per_level: int = PER_LEVEL
) -> tuple[tuple[Operation, ...], tuple[Tie, ...]]:
    """Give the widest acts of each level, each tied to the one it widest feeds.

    `down` is the key of what the search began at. No records are looked at: days within
    a month are not checked here, as they are on paths.
    """
    acts: dict[str, Operation] = {}
    ties: dict[str, Tie] = {}
    for tier, level in enumerate(reach.levels[1:], start=1):
        widest = np.argsort(-level.best, kind="stable")[:per_level]
        for node in widest:
            _hang(reach, (tier, int(node)), down, (acts, ties))
    order = sorted(acts.values(), key=lambda act: (act.tier, act.key))
    return tuple(order), tuple(ties[act.key] for act in order)


def _hang(
    reach: Reach,
    place: tuple[int, int],
    down: str,
    made: tuple[dict[str, Operation], dict[str, Tie]],
) -> None:
    """Add a node and those below it down to the start."""
    (tier, node), (acts, ties) = place, made
    while tier > 0:
        level, below = reach.levels[tier], reach.levels[tier - 1]
        lane, parent = _down(reach, tier, node)
        key = _key(reach, tier, int(level.group[node]))
        if key in acts:
            return
        group = int(level.group[node])
        acts[key] = Operation(
            key=key,
            party=reach.lanes.parties[int(reach.lanes.group_src[group])],
            role=Role.SELLER,
            role_grade=Grade.RECORDED,
            tier=tier - 1,
            hs=reach.lanes.codes[int(reach.lanes.group_hs[group])],
            grams=int(reach.lanes.grams[lane]),
        )
        to = down
        if tier > 1:
            to = _key(reach, tier - 1, int(below.group[parent]))
        ties[key] = Tie(
            upstream=key,
            downstream=to,
            kind=TieKind.LANES,
            grade=Grade.INFERRED,
            sources=(),
            grams=int(reach.lanes.grams[lane]),
            records=int(reach.lanes.count[lane]),
        )
        tier, node = tier - 1, parent


def _down(reach: Reach, tier: int, node: int) -> tuple[int, int]:
    """Give the widest way from a node to the level below: its lane, and the node.

    Of many lanes the heaviest few are looked at: none behind them is wider than they.
    """
    level, below = reach.levels[tier], reach.levels[tier - 1]
    items = slice(int(level.item_at[node]), int(level.item_at[node + 1]))
    lanes, months = level.lane[items], level.item_mask[items]
    grams = reach.lanes.grams[lanes]
    best = (-1, -1, -1)
    for item in np.argsort(-grams, kind="stable"):
        if int(grams[item]) <= best[0]:
            break
        lane, later = int(lanes[item]), ahead(as_int(months[item]), reach.lag)
        for parent in reach.below(tier, lane):
            if tier == 1 or later & as_int(below.mask[parent]):
                width = min(int(grams[item]), int(below.best[parent]))
                best = max(best, (width, lane, int(parent)), key=lambda b: b[0])
    return best[1], best[2]


def _key(reach: Reach, tier: int, group: int) -> str:
    at = int(reach.lanes.group_src[group])
    code = reach.lanes.codes[int(reach.lanes.group_hs[group])]
    return f"{tier}|{reach.lanes.parties[at]}|{code}"
