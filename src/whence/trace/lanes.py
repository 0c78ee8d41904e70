"""Trade records folded into lanes: seller, buyer, product, and a bit per month.

Half a million shipments between the same two firms in the same goods say no more
about what *can* have come than one lane does. A record that names a maker besides
its seller gives two lanes to its buyer, so that neither hides the other. How a record
names a party, as seller or as maker, stands with the record and splits no lane: it
would split the party's share as well.

Which records count, and how they fold, is said once (`folding`). Lanes of a case's
tables are held in memory (`tabled.lanes_of`); those of a store lie on disk and are only
mapped (`stored.open_lanes`). Whatever searches them cannot tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from whence.model.source import Source
from whence.shelf.chains import within
from whence.store.columns import let_go
from whence.trace.fold import Flags, Ints, LaneRuns, Longs, lane_runs
from whence.trace.months import Masks

__all__ = [
    "AS_MAKER",
    "NOTIFIED",
    "PRIMARY",
    "Flags",
    "Ints",
    "Lanes",
    "Longs",
    "Records",
]

AS_MAKER, PRIMARY, NOTIFIED = 1, 2, 4
"""Kinds of a record in a lane: its seller stands in the maker column; it counts in the
buyer's intake (a record counts once, whatever lanes it gives); its buyer is read from
the notify party of goods "to order"."""


class Records(Protocol):
    """What lanes ask of the records behind them."""

    @property
    def day(self) -> npt.NDArray[np.int32]:
        """Give the day of each, since 1970, -1 unknown."""

    @property
    def grams(self) -> npt.NDArray[np.int64]:
        """Give the weight of each, -1 unknown."""

    def source(self, record: int) -> Source:
        """Say where one stands."""


class Index(Protocol):
    """Numbers of parties by key."""

    def get(self, key: str, /) -> int | None:
        """Give a party's number, None for a stranger."""

    def __contains__(self, key: object, /) -> bool:
        """Whether the lanes know the party."""

    def __getitem__(self, key: str, /) -> int:
        """Give a party's number."""


@dataclass(frozen=True, slots=True)
class Intake:
    """The records in lanes of one buyer and one product, lane by lane.

    `primary` says which count in the buyer's intake, `group` who sold what.
    """

    rows: Longs
    day: Longs
    undated: Flags
    primary: Flags
    group: Ints


MOST_KEPT = 1 << 21
"""Records of intakes remembered: some 60 MB."""


@dataclass(slots=True)
class Intakes:
    """The intakes remembered, by buyer and product, and how many records they hold."""

    held: dict[tuple[int, int], Intake] = field(default_factory=dict)
    records: int = 0

    def keep(self, key: tuple[int, int], intake: Intake) -> None:
        """Remember one, if need be instead of all others."""
        if len(intake.rows) > MOST_KEPT:
            return
        if self.records + len(intake.rows) > MOST_KEPT:
            self.held.clear()
            self.records = 0
        self.held[key] = intake
        self.records += len(intake.rows)


@dataclass(frozen=True, slots=True)
class Lanes:
    """Every lane of a trade table, sorted by buyer, product, seller.

    Records without a usable day are a lane of their own beside the dated ones, as
    they may have been at any time; `kin` gives both.

    `parties` and `codes` are sorted; `base` is the month that bit 0 stands for.
    `records[record_at[i]:record_at[i + 1]]` are the records of lane i by day (in a
    store they lie in that order, and `records` is None), and `kinds` says of each how
    it names the seller; `lane_at[b]:lane_at[b + 1]` are the lanes of buyer b. `group`
    numbers the (seller, product) pairs. `grams` sums the known weights; `unweighed` of
    the `count` records bear none. `partners` counts the counterparties of each party.
    `outside` counts records before the window.
    """

    trade: Records
    parties: Sequence[str]
    index: Index
    codes: tuple[str, ...]
    base: int
    src: Ints
    dst: Ints
    hs: Ints
    undated: Flags
    mask: Masks
    grams: Longs
    count: Longs
    unweighed: Longs
    group: Ints
    group_src: Ints
    group_hs: Ints
    lane_at: Longs
    record_at: Longs
    records: Ints | None
    kinds: npt.NDArray[Any]
    partners: Longs
    outside: int
    seen: Masks = field(repr=False, compare=False)
    _alike: dict[int, Flags] = field(default_factory=dict, repr=False, compare=False)
    _runs: list[LaneRuns] = field(default_factory=list, repr=False, compare=False)
    _intakes: Intakes = field(default_factory=Intakes, repr=False, compare=False)

    def __len__(self) -> int:
        """Count the lanes."""
        return len(self.src)

    def of_buyer(self, buyers: Ints) -> tuple[Longs, Longs]:
        """Give the lanes into each of the buyers, and which buyer each is for."""
        return spread(self.lane_at[buyers], self.lane_at[buyers + 1])

    def groups_of(self, party: int) -> range:
        """Give the groups of a seller."""
        # Numbers of another width would make numpy copy the whole column first.
        ends = np.array([party, party + 1], self.group_src.dtype)
        return range(*np.searchsorted(self.group_src, ends).tolist())

    def runs(self) -> LaneRuns:
        """Give the runs of lanes of one buyer and product, found when first asked."""
        if not self._runs:
            self._runs.append(lane_runs(self.dst, self.hs, len(self.parties)))
        return self._runs[0]

    def rows_of(self, lane: int) -> npt.NDArray[Any]:
        """Give the records of a lane, by day."""
        start, stop = int(self.record_at[lane]), int(self.record_at[lane + 1])
        if self.records is None:
            return np.arange(start, stop)
        return self.records[start:stop]

    def kinds_of(self, lane: int) -> npt.NDArray[Any]:
        """Say of each record of a lane how it names the seller."""
        return self.kinds[self.record_at[lane] : self.record_at[lane + 1]]

    def let_go(self, lanes: slice) -> None:
        """Give back the memory of these lanes' columns, if they lie on disk."""
        for column in (self.src, self.dst, self.hs, self.mask, self.grams, self.count,
                       self.unweighed, self.group):  # fmt: skip
            let_go(column[lanes])

    def kin(self, lane: int) -> Longs:
        """Give the lanes of the same seller, buyer and product, dated and undated."""
        near: Longs = np.arange(
            max(lane - 1, 0), min(lane + 2, len(self)), dtype=np.int64
        )
        same: Flags = self.dst[near] == self.dst[lane]
        same &= self.group[near] == self.group[lane]
        return near[same]

    def alike(self, hs: int) -> Flags:
        """Say of every code whether it is the same product as one ("" only like "")."""
        if hs not in self._alike:
            one = self.codes[hs]
            self._alike[hs] = np.array(
                [within(one, code) or one == code for code in self.codes], bool
            )
        return self._alike[hs]

    def intake(self, buyer: int, hs: int) -> Intake:
        """Give the records in which a buyer took in a product. The last are kept: paths
        lead over the same few buyers again and again."""
        key = (buyer, hs)
        found = self._intakes.held.get(key)
        if found is None:
            found = self._intake(buyer, hs)
            self._intakes.keep(key, found)
        return found

    def _intake(self, buyer: int, hs: int) -> Intake:
        lanes = np.arange(self.lane_at[buyer], self.lane_at[buyer + 1])
        lanes = lanes[self.alike(hs)[self.hs[lanes]]]
        at, owner = spread(self.record_at[lanes], self.record_at[lanes + 1])
        rows = at if self.records is None else self.records[at]
        return Intake(
            rows.astype(np.int64),
            self.trade.day[rows].astype(np.int64),
            self.undated[lanes][owner],
            (self.kinds[at] & PRIMARY) > 0,
            self.group[lanes][owner],
        )

    def as_maker(self, lane: int) -> bool:
        """Whether a record of the seller, buyer and product names a maker in him."""
        return any(bool((self.kinds_of(k) & AS_MAKER).any()) for k in self.kin(lane))


def spread(start: npt.NDArray[Any], stop: npt.NDArray[Any]) -> tuple[Longs, Longs]:
    """Give every number of each range, and which range each is of."""
    count = stop - start
    owner = np.repeat(np.arange(len(start)), count)
    first = start - np.cumsum(count) + count
    return first[owner] + np.arange(len(owner)), owner
