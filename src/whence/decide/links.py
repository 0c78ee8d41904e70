"""How each act upstream is tied to the goods: its best path's weakest tie."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from whence.decide.same import Same
from whence.decide.wording import RANK
from whence.model.chain import (
    Chain,
    Claim,
    Consignment,
    Fact,
    Operation,
    Path,
    Tie,
    TieKind,
)
from whence.model.measure import Scope
from whence.model.party import Role
from whence.model.source import Grade

GRADES = tuple(Grade)
GOODS = ""


@dataclass(frozen=True, slots=True)
class Link:
    """How an act is tied to the goods: the grade of its weakest tie, the ties from it
    downwards, and the path of lanes when no number ties it."""

    grade: Grade
    ties: tuple[Tie, ...]
    lanes: Path | None = None


class Context:
    """A chain made ready for asking: acts, links, sites of a party. Order of the rows
    never matters."""

    def __init__(self, consignment: Consignment, chain: Chain) -> None:
        """Take a chain; everything else is worked out when it is asked for."""
        self.consignment, self.chain = consignment, chain
        self._reached: dict[int, tuple[Scope, bool]] = {}

    @cached_property
    def acts(self) -> dict[str, Operation]:
        """Give the operations by key."""
        return {o.key: o for o in self.chain.operations}

    @cached_property
    def links(self) -> dict[str, Link]:
        """Give the best link of every act that has one."""
        found = self._tied()
        for path in sorted(self.chain.paths, key=lambda p: (p.tiers, p.key)):
            if path.passes and any(t.kind is TieKind.LANES for t in path.ties):
                for key in path.operations:
                    found.setdefault(key, Link(Grade.INFERRED, path.ties, path))
        return found

    def _tied(self) -> dict[str, Link]:
        """Follow ties that are no lanes, the best graded first."""
        ups: dict[str, list[Tie]] = defaultdict(list)
        ties = {*self.chain.ties}
        for path in self.chain.paths:
            ties.update(path.ties)
        for tie in sorted(ties, key=_order):
            if tie.kind is not TieKind.LANES:
                ups[tie.downstream].append(tie)
        found: dict[str, Link] = {}
        for rank, grade in enumerate(GRADES):
            queue = [GOODS, *found]
            while queue:
                down = queue.pop(0)
                for tie in ups.get(down, ()):
                    if RANK[tie.grade] <= rank and tie.upstream not in found:
                        below = found[down].ties if down else ()
                        found[tie.upstream] = Link(grade, (tie, *below))
                        queue.append(tie.upstream)
        found.pop(GOODS, None)
        return found

    @cached_property
    def linked(self) -> tuple[Operation, ...]:
        """Give the acts that have a link, nearest first."""
        acts = (self.acts[k] for k in self.links if k in self.acts)
        return tuple(sorted(acts, key=lambda o: (o.tier, o.key)))

    @cached_property
    def settled(self) -> dict[str, list[Fact]]:
        """Give, by party, the sites of its making that nobody states to his favour."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for act in self.chain.operations:
            if act.role is Role.MAKER and act.party:
                for fact in act.facts:
                    if fact.claim is Claim.SITE and not fact.favours:
                        found[act.party].append(fact)
        return found

    @cached_property
    def traced(self) -> dict[str, dict[str, list[Fact]]]:
        """Give, by stage, the papers that speak of it, by the key of the linked act."""
        found: dict[str, dict[str, list[Fact]]] = {}
        for act in self.linked:
            for fact in act.facts:
                if fact.claim is Claim.TRACED:
                    told = found.setdefault(fact.value, {})
                    told.setdefault(act.key, []).append(fact)
        return found

    def makes_goods(self, act: Operation) -> bool:
        """Whether an act is tied straight to the goods."""
        link = self.links.get(act.key)
        return link is not None and len(link.ties) == 1

    def reached(self, scope: Scope, ask: "Callable[[Scope, Context], bool]") -> bool:
        """Ask once whether a scope reaches these goods: every measure asks it, and
        those that do not apply ask it of all the others."""
        known = self._reached.get(id(scope))
        if known is None:
            known = self._reached[id(scope)] = (scope, ask(scope, self))
        return known[1]

    def link(self, act: Operation) -> Link:
        """Give the link of an act that has one."""
        return self.links[act.key]


def _order(tie: Tie) -> tuple[int, str, str, str, str]:
    return (
        RANK[tie.grade],
        tie.upstream,
        tie.downstream,
        tie.kind.value,
        ";".join(map(str, tie.sources)),
    )


@lru_cache(maxsize=4)
def _context(same: Same) -> Context:
    consignment, chain = same.things
    assert isinstance(consignment, Consignment)
    assert isinstance(chain, Chain)
    return Context(consignment, chain)


def context_of(consignment: Consignment, chain: Chain) -> Context:
    """Give the context of a consignment; the last few are kept, because several
    measures are decided on the same chain, one after the other."""
    return _context(Same(consignment, chain))
