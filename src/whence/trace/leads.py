"""Beyond what is tied: paths of lanes to the parties a caller names.

Every tied act is a start; the importer is one where nobody is tied. A path of lanes is
inferred as a whole; what falls short of the path policy is a lead, and says why.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property

import numpy as np

from whence.model.chain import Break, Consignment, Operation, Path
from whence.model.party import Role
from whence.shelf.paths import policy, search
from whence.shelf.roles import carries
from whence.trace.carriers import one_carrier
from whence.trace.draft import GOODS, Act
from whence.trace.ends import Ends
from whence.trace.exposure import Spread
from whence.trace.facts import Facts
from whence.trace.lanes import Lanes
from whence.trace.months import EPOCH, days_since_epoch, last_day_of_window, month_of
from whence.trace.papers import Papers
from whence.trace.products import DIGITS, Products
from whence.trace.runs import Runs, Start
from whence.trace.sellers import Sellers
from whence.trace.sift import Beyond, Found, settle
from whence.trace.tabled import lanes_of
from whence.trace.toward import labels_alone
from whence.trace.upstream import Reach, Searcher


class Leads:
    """Searches the lanes of a case for flagged parties."""

    def __init__(self, papers: Papers, products: Products, facts: Facts) -> None:
        """Keep the case; lanes are folded when first needed."""
        self._papers, self._products = papers, products
        self._runs = Runs(products, Sellers(papers, facts), self._stops)
        self._ends = Ends(papers, products)
        self._known: _Flagged | None = None

    @cached_property
    def lanes(self) -> Lanes | None:
        """Give the lanes, None without trade records."""
        trade = self._papers.trade
        if trade is None or not len(trade):
            return None
        one = one_carrier({key: self._names(key) for key in self._carriers})
        parties = {m: one.get(p, p) for m, p in self._papers.view.party_of.items()}
        return lanes_of(trade, parties, self._carriers)

    @cached_property
    def _carriers(self) -> frozenset[str]:
        """Give the parties of the trade records that only carry or pay."""
        trade = self._papers.trade
        parties = {self._papers.party(m) for m in trade.mentions} if trade else set()
        return frozenset(party for party in parties if self._stops(party))

    @property
    def outside(self) -> int:
        """Count the records too old for lanes; ties by number still use them."""
        return self.lanes.outside if self.lanes else 0

    @cached_property
    def _until(self) -> Searcher | None:
        """Give the search for breaks, which ends at those who carry or pay; None where
        there is nobody to end at."""
        if self.lanes is None or not self._carriers:
            return None
        return Searcher(self.lanes, self._products, self._carriers)

    def _toward(self, lanes: Lanes, flagged: frozenset[str]) -> "_Flagged":
        """Give the search for flagged parties, which looks behind those who carry or
        pay as well: whoever hides behind a forwarder is asked about as if he stood in
        front. A case asks for the same ones again and again."""
        known = self._known
        if known is None or (known.asked is not flagged and known.asked != flagged):
            known = self._known = _Flagged(lanes, self._products, flagged)
        return known

    def _stops(self, party: str) -> bool:
        """Whether a party only carries or pays: by the sheet, or by its name."""
        stated = {row.role for row in self._papers.suppliers.get(party, ())}
        if stated - {Role.UNKNOWN}:
            return all(role.breaks for role in stated - {Role.UNKNOWN})
        return any(carries(name).breaks for name in self._names(party))

    def _names(self, party: str) -> tuple[str, ...]:
        """Give a party's names."""
        known = self._papers.view.parties.get(party)
        return known.names if known else ()

    def beyond(
        self,
        goods: Consignment,
        tied: tuple[Mapping[str, Operation], Sequence[Path]],
        *,
        told: Mapping[str, Act],
        flagged: frozenset[str],
    ) -> Beyond:
        """Give paths and leads to flagged parties, and the breaks on the way.

        `told` is what the rows say of each tied act.
        """
        lanes, until = self.lanes, self._until
        if lanes is None:
            return Beyond()
        toward = self._toward(lanes, flagged)
        if not len(toward.sought):
            return Beyond()
        found: dict[str, list[Found]] = {}
        breaks: set[Break] = set()
        for start in self._starts(goods, tied, told):
            if until is not None:
                breaks.update(self._ends.breaks(_reach(until, start), start, goods))
            reach = _reach(toward.search, start)
            for at in sorted(reach.near(toward.sought)):
                party = lanes.parties[at]
                runs = self._runs.found(reach, party, start)
                found.setdefault(party, []).extend(runs)
        return settle(found, breaks, self._makers(*tied))

    def _starts(
        self,
        goods: Consignment,
        tied: tuple[Mapping[str, Operation], Sequence[Path]],
        told: Mapping[str, Act],
    ) -> Iterator[Start]:
        """Give each tied act as a place to search from, in each kind of goods and by
        each month its rows tell of; or else the importer.

        Where a record says who made or sold these goods, what the importer bought
        from others is no path of theirs.
        """
        lanes = self.lanes
        last = last_day_of_window(lanes.base) if lanes else 0
        bound = days_since_epoch(goods.latest) if goods.latest else last
        acts, paths = tied
        if not any(
            o.tier == 0 and o.party and not o.role.breaks for o in acts.values()
        ):
            for party in sorted(self._papers.importers):
                yield Start(party, goods.hs, bound, 0, GOODS, None, ())
        ways = self._ways(acts, paths)
        for path in paths:
            act = acts[path.operations[0]]
            if act.party and not act.role.breaks:
                tier, way = act.tier + 1, ways[path.key]
                for code, by in _latest(told[act.key], bound):
                    yield Start(act.party, code, by, tier, act.key, path, way)

    def _makers(
        self, acts: Mapping[str, Operation], paths: Sequence[Path]
    ) -> dict[tuple[str, ...], frozenset[str]]:
        """Give the parties along the tied paths, with the makers among them."""
        ways = self._ways(acts, paths)
        makers: dict[tuple[str, ...], frozenset[str]] = {}
        for path in paths:
            made = {
                acts[key].party
                for key in path.operations
                if acts[key].role is Role.MAKER
            }
            way = ways[path.key]
            makers[way] = makers.get(way, frozenset()) | made
        return makers

    def _ways(
        self, acts: Mapping[str, Operation], paths: Sequence[Path]
    ) -> dict[str, tuple[str, ...]]:
        """Give the parties along each tied path, far first."""
        return {
            path.key: tuple(acts[key].party for key in path.operations)
            for path in paths
        }


class _Flagged:
    """The search for some parties: what leads to none of them is not followed."""

    def __init__(
        self, lanes: Lanes, products: Products, flagged: frozenset[str]
    ) -> None:
        """Go down from those that the lanes know, once."""
        self.asked = flagged
        known = (lanes.index.get(party) for party in flagged)
        self.sought = np.array(sorted(at for at in known if at is not None), np.int64)
        labels = None
        if len(self.sought):
            labels = labels_alone(
                Spread(lanes, products),
                self.sought,
                max_tiers=_far(),
                lag=search().lag_months,
            )
        self.search = Searcher(lanes, products, goal=labels)


def _far() -> int:
    """Give how many tiers a search goes: a forwarder before each step that can count
    doubles how far these lie."""
    return max(search().tiers, 2 * (policy().most_tiers + 1))


def _reach(searcher: Searcher, start: Start) -> Reach:
    return searcher.upstream(
        start.party,
        start.hs,
        month_of(EPOCH + timedelta(start.bound)),
        max_tiers=_far() - start.tier,
        lag=search().lag_months,
    )


def _latest(act: Act, bound: int) -> list[tuple[str, int]]:
    """Give the codes of an act's goods, with the last day of each month it told of.

    `bound` is the day by which these goods had come: a row without a day, or with a
    later one, counts as of that day. Of days in one month the last finds what the
    others find.
    """
    last: dict[tuple[str, int], int] = {}
    for day, code in act.kinds:
        by = min(days_since_epoch(day), bound) if day else bound
        key = (code[:DIGITS], month_of(EPOCH + timedelta(by)))
        last[key] = max(by, last.get(key, by))
    return sorted((code, by) for (code, _), by in last.items())
