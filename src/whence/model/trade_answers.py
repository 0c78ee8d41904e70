"""What a store of trade records answers in bulk, a row a party or a product of it."""

from dataclasses import dataclass
from datetime import date

from whence.model.source import Source


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One record behind one step of a path: who sold to whom, and where it stands.

    `path` numbers the paths, then the leads, from 1; `step` counts down from the far
    party. `day` is as the record bears it, believed or not; `grams` None if unknown.
    `notified`: the record is to order, and the buyer read from its notify party.
    """

    path: int
    counts: bool
    step: int
    seller: str
    seller_name: str
    buyer: str
    buyer_name: str
    hs: str
    day: date | None
    grams: int | None
    source: Source
    notified: bool = False


@dataclass(frozen=True, slots=True)
class ExposureRow:
    """How a party stands to the flagged ones; shares are millionths of its intake.

    `tiers` is 1 for who bought from a flagged party. `can_ppm` came along lanes on
    which flagged goods can have come at all, `share_ppm` from a flagged party if every
    firm passed its intake on evenly, `hidden_ppm` the same if who only carries or pays
    passed on flagged goods only. `stands_out` is whether the path policy's share and
    tiers are met (a path has more to meet before it counts, see `trace up`); `hidden`
    whether they would be by `hidden_ppm` alone. `unweighed_ppm` of the records it took
    in bear no weight, and count as the mean of the others. `path` are the parties from
    the flagged one down to this, by the best path whose days agree; empty where none
    was looked for.
    """

    key: str
    name: str
    country: str
    role: str
    tiers: int
    share_ppm: int
    can_ppm: int
    via: str
    stands_out: bool
    unweighed_ppm: int = 0
    hidden_ppm: int = 0
    hidden: bool = False
    path: tuple[str, ...] = ()
    path_names: tuple[str, ...] = ()
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """What a party shipped of a product beyond what the records explain, in grams.

    Sums run from the beginning of the window to the end of `until` (a quarter's name).
    `surplus_low` to `surplus_high` is the interval that the range of the conversions
    leaves. `explanations` say what else would explain it; it is never a verdict.
    """

    key: str
    name: str
    product: str
    until: str
    shipped: int
    bought: int
    possible_low: int
    possible_high: int
    surplus_low: int
    surplus_high: int
    inputs: int
    unweighed: int
    explanations: tuple[str, ...]
    factors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RerouteRow:
    """A firm that appeared in a third country and ships what others shipped before.

    `importers` and `before` are names with grams: whom it supplies, and who supplied
    them before the day with the same goods. `tiers` is the fewest steps from a party
    looked for to it (1: it buys from one), `share_ppm` the even share of its intake.
    `reasons` say why it is listed, `rivals` what else would explain it; no verdict.
    """

    key: str
    name: str
    country: str
    hs: str
    first: date
    importers: tuple[tuple[str, int], ...]
    before: tuple[tuple[str, int], ...]
    before_grams: int
    after_grams: int
    tiers: int
    share_ppm: int
    linked: tuple[str, ...]
    reasons: tuple[str, ...]
    rivals: tuple[str, ...]
    sources: tuple[Source, ...]
