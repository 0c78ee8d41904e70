"""A world under faults: what is untouched, and what is to be done to its papers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from paperwork.wording import Paper
from paperwork.world import Run, Sale, World

Fault = dict[str, Any]


@dataclass(slots=True)
class Plot:
    """A world under faults, and what is left to be done once its papers are written."""

    world: World
    rng: Random
    closed: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    used: set[int] = field(default_factory=set)
    drops: list[Callable[[Paper], bool]] = field(default_factory=list)
    strips: set[str] = field(default_factory=set)
    extra: list[Paper] = field(default_factory=list)

    def sale(self, fits: Callable[[Sale], bool] = lambda _: True) -> Sale | None:
        """Pick a sale that no fault has touched, and hold it."""
        free = [
            sale
            for sale in self.world.sales
            if sale.at not in self.closed and id(sale) not in self.used and fits(sale)
        ]
        if not free:
            return None
        sale = self.rng.choice(free)
        self.used.add(id(sale))
        return sale

    def run(self, fits: Callable[[Run], bool] = lambda _: True) -> Run | None:
        """Pick a run with inputs that no fault has touched, and hold it."""
        free = [
            run
            for run in self.world.runs
            if run.at
            and run.at not in self.closed
            and run.at - 1 not in self.gone
            and id(run) not in self.used
            and fits(run)
        ]
        if not free:
            return None
        run = self.rng.choice(free)
        self.used.add(id(run))
        return run

    def stage(self, top: int) -> int | None:
        """Pick a stage below `top` where nothing was touched, and close it."""
        world = self.world
        busy = {x.at for x in [*world.sales, *world.runs] if id(x) in self.used}
        free = [n for n in range(top) if n not in self.closed | busy]
        free = [n for n in free if n + 1 not in busy]
        if not free:
            return None
        at = self.rng.choice(free)
        self.closed.add(at)
        return at

    def alone(self, sale: Sale) -> bool:
        """Tell whether a sale is paid by a transfer of its own."""
        return len(self.world.payment_of(sale).sales) == 1

    def told(
        self,
        kind: str,
        key: str,
        at: int,
        *,
        alt: list[str] | None = None,
        also: list[list[str]] | None = None,
    ) -> Fault:
        """Put a fault into the words of the truth."""
        return {
            "kind": kind,
            "key": key,
            "stage": self.world.stages[at].name,
            "alt": alt or [],
            "also": also or [],
        }
