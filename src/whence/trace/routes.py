"""From each tied act, the best way down to the consignment."""

import heapq
from collections.abc import Iterable, Mapping

from whence.model.chain import Operation, Path, Tie, TieKind
from whence.model.source import Grade, weakest
from whence.trace.draft import GOODS, Draft

TieKey = tuple[str, str, TieKind]


class Routes:
    """Ways down through a draft: the best graded first, then the most complete.

    A way is complete when it passes over no act that stands between; then the
    shortest is taken. A row that adds a tie can so only better a way.
    """

    def __init__(self, draft: Draft) -> None:
        """Find the way of every act."""
        self.ties: Mapping[TieKey, Tie] = draft.ties()
        self._skips = {key: knot.skips for key, knot in draft.knots.items()}
        self._up: dict[str, list[TieKey]] = {}
        for key in sorted(self.ties, key=lambda k: (k[1], k[0], k[2].value)):
            self._up.setdefault(key[1], []).append(key)
        self._way: dict[str, tuple[TieKey, ...]] = {GOODS: ()}
        for grade in Grade:
            self._reach(grade)

    def _reach(self, grade: Grade) -> None:
        """Find ways for acts that no better grade reached."""
        heap: list[tuple[int, int, tuple[tuple[str, str, str], ...], str]] = [
            (0, 0, (), GOODS)
        ]
        done: set[str] = set()
        ways: dict[str, tuple[TieKey, ...]] = {GOODS: ()}
        while heap:
            skips, hops, order, at = heapq.heappop(heap)
            if at in done:
                continue
            done.add(at)
            way = ways[at] = tuple((u, d, TieKind(k)) for u, d, k in order)
            self._way.setdefault(at, way)
            for key in self._up.get(at, ()):
                if key[0] not in done and self.ties[key].grade.reaches(grade):
                    more = ((key[0], key[1], key[2].value), *order)
                    step = (skips + self._skips[key], hops + 1, more, key[0])
                    heapq.heappush(heap, step)

    def tier(self, act: str) -> int:
        """Give the tier of an act: 0 is tied to the consignment itself."""
        way = self._way.get(act, ())
        return max(len(way) - 1, 0) + sum(self._skips[key] for key in way)

    def reached(self) -> Iterable[str]:
        """Give every act that leads to the consignment, sorted."""
        return sorted(key for key in self._way if key != GOODS)

    def way(self, act: str) -> tuple[Tie, ...]:
        """Give the ties from an act down to the consignment."""
        return tuple(self.ties[key] for key in self._way[act])

    def path(self, act: Operation) -> Path:
        """Give the path of a tied act."""
        ties = self.way(act.key)
        return Path(
            key=f"path:{act.key}",
            operations=tuple(tie.upstream for tie in ties),
            ties=ties,
            tiers=act.tier,
            grade=weakest(tie.grade for tie in ties),
            passes=True,
            grams=act.grams,
        )

    def shown(self) -> tuple[Tie, ...]:
        """Give the ties to print: those that pass over nothing, and those in use."""
        used = {key for way in self._way.values() for key in way}
        keys = {key for key in self.ties if not self._skips[key]} | used
        return tuple(
            self.ties[key] for key in sorted(keys, key=lambda k: (k[1], k[0], k[2]))
        )
