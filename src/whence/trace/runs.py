"""The best paths from a party to a start, each with its evidence and its verdict.

The same for a consignment of a case and for a question to a store: fewest tiers, then
the widest, then the latest; days must agree; the path policy says what counts.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from whence.model.chain import Operation, Path, Tie, TieKind
from whence.model.source import Grade
from whence.shelf.paths import policy, search
from whence.trace.evidence import MILLION, Leg, Run, run_of
from whence.trace.lanes import Lanes
from whence.trace.months import EPOCH, month_of
from whence.trace.products import Products
from whence.trace.sift import Found, why_not
from whence.trace.upstream import Reach


@dataclass(frozen=True, slots=True)
class Start:
    """Where a search begins: a party, its product, the last day, and the way down.

    `loose`: the party as such is asked about, whatever it took in and whenever.
    """

    party: str
    hs: str
    bound: int
    tier: int
    down: str
    path: Path | None
    via: tuple[str, ...]
    loose: bool = False


class Acts(Protocol):
    """Whoever can say what the seller of a lane did."""

    def operation(self, lanes: Lanes, leg: Leg, tier: int) -> Operation:
        """Give the act of a lane's seller."""


class Runs:
    """Finds and writes down paths of lanes."""

    def __init__(
        self, products: Products, acts: Acts, carries: Callable[[str], bool]
    ) -> None:
        """Keep what says how goods fit, who acted, and who only carries or pays."""
        self._products, self._acts, self._carries = products, acts, carries

    def found(self, reach: Reach, party: str, start: Start) -> Iterator[Found]:
        """Give the best paths from a party to a start whose days agree."""
        runs: list[Run] = []
        most = search().paths_per_party
        tried = 0
        for path in reach.paths(party):
            tried += 1
            done = len(runs) >= most
            worse = done and (path.tiers, -path.grams) > (
                len(runs[most - 1].legs),
                -runs[most - 1].grams,
            )
            if worse or tried > most * most * most:
                break
            run = run_of(
                reach.lanes,
                path,
                self._products,
                hs=start.hs,
                bound=start.bound,
                lag=reach.lag,
                loose=start.loose,
            )
            if run is not None:
                runs.append(run)
        runs.sort(key=lambda r: (len(r.legs), -r.grams, -r.recent, _lanes_of(r)))
        for run in runs[:most]:
            yield self._written(reach.lanes, run, start)

    def _written(self, lanes: Lanes, run: Run, start: Start) -> Found:
        """Write one run as a path with its operations and ties."""
        acts = []
        for place, leg in enumerate(run.legs):
            tier = start.tier + len(run.legs) - 1 - place
            acts.append(self._acts.operation(lanes, leg, tier))
        ties = _ties(run, acts, start)
        tail = start.path
        names = "<".join(
            f"{lanes.parties[int(lanes.src[leg.lane])]}:{lanes.codes[lanes.hs[leg.lane]]}"
            for leg in run.legs
        )
        path = Path(
            key=f"lanes:{names}<{start.down or 'goods'}",
            operations=(
                *(act.key for act in acts),
                *(tail.operations if tail else ()),
            ),
            ties=(*ties, *(tail.ties if tail else ())),
            tiers=acts[0].tier,
            grade=Grade.INFERRED,
            passes=False,
            share_ppm=self._share(lanes, run),
            lag_months=run.lag_months,
            grams=run.grams or None,
            hub=_hub(lanes, run),
            product_known=all(leg.fit.known for leg in run.legs),
        )
        carried = sum(
            self._carries(lanes.parties[int(lanes.src[leg.lane])])
            for leg in run.legs[1:]
        )
        why = why_not(path, run, carried)
        done = replace(path, passes=not why, why_not=why)
        via = (*(act.party for act in acts), *start.via)
        return Found(done, tuple(acts), run.recent, via, run.legs)

    def _share(self, lanes: Lanes, run: Run) -> int:
        """Multiply the shares along a run. Who only carries mixes nothing: what else
        went through his hands makes no part of these goods smaller."""
        share = MILLION
        for leg in run.legs:
            if not self._carries(lanes.parties[int(lanes.dst[leg.lane])]):
                share = share * leg.share_ppm // MILLION
        return share


def _hub(lanes: Lanes, run: Run) -> str:
    """Give the first party in between that trades with too many to be a bridge."""
    for leg in run.legs[1:]:
        at = int(lanes.src[leg.lane])
        if int(lanes.partners[at]) > policy().hub_counterparties:
            return lanes.parties[at]
    return ""


def _ties(run: Run, acts: Sequence[Operation], start: Start) -> list[Tie]:
    """Tie each act of a run to the next; the last to where the search began."""
    downs = [act.key for act in acts[1:]] + [start.down]
    months = [month_of(EPOCH + timedelta(leg.day)) for leg in run.legs]
    end = months[-1] if start.loose else month_of(EPOCH + timedelta(start.bound))
    months.append(end)
    return [
        Tie(
            upstream=act.key,
            downstream=down,
            kind=TieKind.LANES,
            grade=Grade.INFERRED,
            sources=leg.sources,
            share_ppm=leg.share_ppm,
            lag_months=months[place + 1] - months[place],
            grams=leg.grams,
            records=leg.records,
            notified=leg.notified,
        )
        for place, (act, down, leg) in enumerate(
            zip(acts, downs, run.legs, strict=True)
        )
    ]


def _lanes_of(run: Run) -> tuple[int, ...]:
    """Give the lanes of a run, to settle ties."""
    return tuple(leg.lane for leg in run.legs)
