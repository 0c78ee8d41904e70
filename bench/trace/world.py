"""An invented trading world: who makes, trades and buys what; what truly went where.

Every shipment has a parent: the inbound shipment its goods physically came out of. So
it is known for each party how much of what it took in came from a flagged maker, and
no method is asked. Nothing here imports whence.

How it is calibrated (and where not):
  25 rows a party and about 8 shipments a pair, sales shares by Pareto(1.15): the shape
  of the manifests described in the survey of bills of lading (a few hubs, a long tail);
  makers 60 %, traders 15 %, terminal importers 25 %; 1 % of parties flagged, most of
  them early in the chain. Real manifests have worse degrees and worse HS codes.
  Goods follow six steps of four families with true conversion factors drawn inside the
  published ranges. A maker ships at most what it can have made, except `violators`
  (2 %, who ship 1.5 to 3 times as much) and makers with purchases nobody recorded
  (5 %, who took in 30 % more than the records show): honest firms that look alike.
  Lots are not mixed: each shipment comes from ONE earlier shipment, drawn among those
  of the year before. A method that assumes even mixing is right only on average.
"""

from dataclasses import dataclass

import numpy as np

DAYS = 3652  # ten years: 2015-01-01 to 2024-12-30
FIRST_DAY = 16436  # 2015-01-01, in days since 1970
STAGES = 6
LAG = 365
FAMILIES = (
    # (stage codes, input per output from the stage before: low, high)
    (
        ("520100", "520300"),
        ("520511", "520512", "520523", "520532"),
        ("520811", "520819", "520942", "521031"),
        ("620342", "620462", "620520", "630231"),
        ("620342", "620462", "620520", "630231"),
        ("620342", "620462", "620520", "630231"),
    ),
    (
        ("260600",),
        ("281820",),
        ("760110", "760120"),
        ("760410", "760429", "760611", "760612"),
        ("761010", "761090", "761699"),
        ("761010", "761090", "761699"),
    ),
    (
        ("284910",),
        ("290321",),
        ("390410", "390421", "390422"),
        ("391810", "392043", "391723"),
        ("391810", "392043", "391723"),
        ("391810", "392043", "391723"),
    ),
    (
        ("250610",),
        ("280469",),
        ("280461",),
        ("381800",),
        ("854142",),
        ("854143",),
    ),
)
FACTORS = (
    ((1.05, 1.11), (1.01, 1.08), (1.08, 1.30), (1, 1), (1, 1)),
    ((2.0, 3.5), (1.90, 2.00), (1.0, 1.15), (1.0, 1.15), (1, 1)),
    ((1.3, 1.6), (1.00, 1.03), (1.0, 1.2), (1, 1), (1, 1)),
    ((2.4, 3.2), (1.05, 1.25), (1.8, 3.0), (1.02, 1.14), (1.005, 1.031)),
)
CODES = tuple(sorted({c for family in FAMILIES for stage in family for c in stage}))
CODE_AT = {code: at for at, code in enumerate(CODES)}
MAKER, TRADER, IMPORTER, FORWARDER = 0, 1, 2, 3


@dataclass(slots=True)
class World:
    """Parties by number, and shipments in columns; `parent` is -1 at the raw stage.

    `taint` says that the goods came out of a flagged maker's act; `tier` in how many
    steps (1: he sold them himself). `grams` are whole.
    """

    kind: np.ndarray
    stage: np.ndarray
    family: np.ndarray
    flagged: np.ndarray
    violator: np.ndarray
    unrecorded: np.ndarray
    seller: np.ndarray
    buyer: np.ndarray
    hs: np.ndarray
    day: np.ndarray
    grams: np.ndarray
    parent: np.ndarray
    taint: np.ndarray
    tier: np.ndarray


def make(rows: int, seed: int, *, per_party: int = 25) -> World:
    """Make a world of about this many shipments."""
    rng = np.random.default_rng(seed)
    n = max(rows // per_party, 120)
    kind = rng.choice(3, n, p=(0.60, 0.15, 0.25)).astype(np.int8)
    stage = rng.integers(0, STAGES, n).astype(np.int8)
    stage[kind == IMPORTER] = STAGES
    family = rng.integers(0, len(FAMILIES), n).astype(np.int8)
    early = (kind == MAKER) & (stage <= 2)
    p_flag = np.where(early, 0.028, np.where(kind == MAKER, 0.004, 0.0))
    flagged = rng.random(n) < p_flag
    violator = (kind == MAKER) & (stage > 0) & (rng.random(n) < 0.02)
    unrecorded = (kind == MAKER) & (stage > 0) & ~violator & (rng.random(n) < 0.05)
    weight = rng.pareto(1.15, n) + 0.2
    weight = np.minimum(weight, np.quantile(weight, 0.9999))
    world = World(
        kind, stage, family, flagged, violator, unrecorded,
        *(np.zeros(0, t) for t in (np.int32, np.int32, np.int16, np.int32, np.int64,
                                   np.int64, bool, np.int8)),
    )  # fmt: skip
    parts: list[tuple[np.ndarray, ...]] = []
    total = weight[kind != IMPORTER].sum()
    inbound: tuple[np.ndarray, ...] | None = None
    offset = 0
    for level in range(2 * STAGES):
        at, trading = level // 2, level % 2 == 1
        who = np.flatnonzero((stage == at) & (kind == (TRADER if trading else MAKER)))
        want = rows * weight[who].sum() / total * 1.68
        made = _sell(world, (who, weight), (at, trading, want), inbound, rng)
        if made is not None:
            parts.append(made)
            offset += len(made[0])
        inbound = _inbound(parts, at, trading)
    columns = [np.concatenate([p[i] for p in parts]) for i in range(8)]
    (world.seller, world.buyer, world.hs, world.day, world.grams, world.parent,
     world.taint, world.tier) = columns  # fmt: skip
    return world


def _inbound(parts, at, trading):
    """Give what the next level may draw on: the last three levels' shipments."""
    near = parts[-4:]
    base = sum(len(p[0]) for p in parts[: len(parts) - len(near)])
    columns = [np.concatenate([p[i] for p in near]) for i in range(8)]
    number = base + np.arange(len(columns[0]))
    return (*columns, number)


def _buyers(world, who, at, trading, rng, count, weight):
    """Draw buyers of the next step in the seller's family, big firms more often."""
    out = np.full(len(who), -1, np.int32)
    kinds = world.kind
    for family in range(len(FAMILIES)):
        mine = world.family[who] == family
        if not mine.any():
            continue
        same = world.family == family
        nexts = np.flatnonzero(same & (kinds == MAKER) & (world.stage == at + 1))
        if at + 1 >= STAGES or len(nexts) == 0:
            nexts = np.flatnonzero(same & (kinds == IMPORTER))
        ends = np.flatnonzero(same & (kinds == IMPORTER))
        trade = np.flatnonzero(same & (kinds == TRADER) & (world.stage == at))
        pools = [(nexts, 0.66), (trade, 0.22), (ends, 0.12)]
        if trading:
            pools = [(nexts, 0.82), (ends, 0.18)]
        pools = [(pool, p) for pool, p in pools if len(pool)]
        size = int(mine.sum())
        choice = rng.random(size) * sum(p for _, p in pools)
        got = np.full(size, -1, np.int32)
        low = 0.0
        for pool, p in pools:
            here = (choice >= low) & (choice < low + p)
            w = np.cumsum(np.sqrt(weight[pool]))
            got[here] = pool[
                np.minimum(np.searchsorted(w, rng.random(here.sum()) * w[-1]),
                           len(pool) - 1)
            ]  # fmt: skip
            low += p
        out[mine] = got
    return out


def _sell(world, sellers, step, inbound, rng):
    """Make the shipments of one level of sellers."""
    who, weight = sellers
    at, trading, want = step
    if not len(who):
        return None
    share = weight[who] / weight[who].sum()
    pairs = np.maximum(1, rng.poisson(share * want / 8))
    pair_seller = np.repeat(who, pairs).astype(np.int32)
    pair_buyer = _buyers(world, pair_seller, at, trading, rng, len(pair_seller), weight)
    code = np.zeros(len(pair_seller), np.int16)
    for family, stages in enumerate(FAMILIES):
        ids = np.array([CODE_AT[c] for c in stages[at]], np.int16)
        mine = world.family[pair_seller] == family
        # A firm makes one or two products of its stage.
        pick = (pair_seller[mine] * 7 + (rng.random(mine.sum()) < 0.25)) % len(ids)
        code[mine] = ids[pick]
    start = rng.integers(0, DAYS - 200, len(pair_seller))
    length = rng.integers(60, 1500, len(pair_seller))
    number = rng.geometric(1 / 8, len(pair_seller))
    pair = np.repeat(np.arange(len(pair_seller)), number)
    day = start[pair] + (rng.random(len(pair)) * length[pair]).astype(np.int64)
    keep = (day < DAYS) & (pair_buyer[pair] >= 0)
    pair, day = pair[keep], day[keep]
    seller, hs = pair_seller[pair], code[pair].copy()
    size = len(pair)
    parent = np.full(size, -1, np.int64)
    raw = at == 0 and not trading
    grams = np.zeros(size, np.int64)
    if raw:
        grams = (np.exp(rng.normal(16.5, 1.1, size))).astype(np.int64) + 1
        ok = np.ones(size, bool)
    else:
        parent, ok = _lots(world, seller, day, inbound, rng)
        if trading:
            hs[ok] = inbound[2][parent[ok]]
        grams, funded = _budget(world, (seller, day, at, trading), inbound, rng)
        ok &= funded
    parent_at = parent[ok]
    own = world.flagged[seller[ok]]
    came = np.zeros(ok.sum(), bool)
    steps = np.zeros(ok.sum(), np.int8)
    number_of = parent_at.copy()
    if not raw:
        came = inbound[6][parent_at]
        steps = np.where(came, inbound[7][parent_at] + 1, 0).astype(np.int8)
        number_of = inbound[8][parent_at]
    tier = np.where(own, 1, steps).astype(np.int8)
    return (
        seller[ok],
        pair_buyer[pair][ok],
        hs[ok],
        (day[ok] + FIRST_DAY).astype(np.int32),
        grams[ok],
        number_of,
        own | came,
        tier,
    )


def _lots(world, seller, day, inbound, rng):
    """Draw for each shipment the one it came out of, among the year before."""
    buyer, days = inbound[1].astype(np.int64), inbound[3] - FIRST_DAY
    key = buyer * 8192 + days
    order = np.argsort(key, kind="stable")
    key = key[order]
    mine = seller.astype(np.int64) * 8192
    low = np.searchsorted(key, mine + np.maximum(day - LAG, 0))
    high = np.searchsorted(key, mine + day, side="right")
    ok = high > low
    # The newer the likelier: stock is used up.
    place = high - 1 - (rng.random(len(seller)) ** 1.5 * (high - low)).astype(np.int64)
    parent = np.full(len(seller), -1, np.int64)
    parent[ok] = order[np.clip(place[ok], low[ok], high[ok] - 1)]
    return parent, ok


def _budget(world, what, inbound, rng):
    """Split what each seller can have made by then over its shipments."""
    seller, day, at, trading = what
    factor = np.ones(len(world.kind))
    if not trading:
        for family, steps in enumerate(FACTORS):
            low, high = steps[at - 1]
            mine = world.family == family
            true = rng.uniform(low, high, mine.sum())
            factor[mine] = rng.uniform(0.75, 1.0, mine.sum()) / true
        factor = np.where(world.violator, factor * rng.uniform(1.8, 3.5, len(factor)),
                          factor)  # fmt: skip
        factor = np.where(world.unrecorded, factor * 1.3, factor)
    ids, idx = np.unique(seller, return_inverse=True)
    into = np.searchsorted(ids, inbound[1])
    into = np.minimum(into, len(ids) - 1)
    mine = ids[into] == inbound[1]
    events_key = np.concatenate(
        (into[mine].astype(np.int64) * 8192 + (inbound[3][mine] - FIRST_DAY),
         idx.astype(np.int64) * 8192 + day)
    )  # fmt: skip
    amount = np.concatenate((inbound[4][mine].astype(float), np.zeros(len(seller))))
    order = np.argsort(events_key, kind="stable")
    running = np.cumsum(amount[order])
    owner = events_key[order] // 8192
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    base = np.repeat(running[first] - amount[order][first],
                     np.diff(np.append(first, len(owner))))  # fmt: skip
    running = running - base
    at_event = np.empty(len(order))
    at_event[order] = running
    have = at_event[mine.sum() :] * factor[seller]
    by = np.lexsort((day, idx))
    who = idx[by]
    before = np.where(np.diff(who, prepend=-1) != 0, 0.0, np.roll(have[by], 1))
    new = np.maximum(have[by] - before, 0)
    # Nobody ships all at once: what is new goes out with this and the next fifteen.
    spread = np.zeros(len(by))
    for later in range(16):
        came = np.roll(new, later)
        came[:later] = 0
        came[np.roll(who, later) != who] = 0
        spread += came / 16
    grams = np.empty(len(by), np.int64)
    grams[by] = (spread * 0.98).astype(np.int64)
    return grams, grams > 1000
