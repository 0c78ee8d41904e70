"""A chain while it is being written: acts, ties and facts merge as rows agree."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from whence.model.chain import Break, Claim, Fact, Operation, Tie, TieKind
from whence.model.party import Role
from whence.model.source import Grade, Source, strongest
from whence.shelf.places import region_of

GOODS = ""
"""The downstream end of a tie that leads into the consignment itself."""

ADVERSE = (
    Role.MAKER,
    Role.WAREHOUSE,
    Role.OWNER,
    Role.TRADER,
    Role.FORWARDER,
    Role.CARRIER,
    Role.BANK,
    Role.SELLER,
    Role.BUYER,
)
"""Which of two roles of one party in one act is kept: a maker's before all others, a
stated one before the mere fact of having sold or bought. All are kept as facts."""


HEADING = 4
"""Digits of a heading in the Harmonized System."""


@dataclass(slots=True)
class Act:
    """An operation being gathered. Its key never depends on its role, so that a row
    which only tells more of the party moves nothing. `product` and `hs` are those of
    its node and stand where no row of its own states other goods. `told` is what each
    row of its own says: the day (None without one), the code and the words.
    """

    key: str
    party: str
    role: Role
    role_grade: Grade
    stages: set[str] = field(default_factory=set)
    told: set[tuple[date | None, str, str]] = field(default_factory=set)
    product: str = ""
    hs: str = ""
    lot: str = ""
    grams: dict[Source, int | None] = field(default_factory=dict)
    facts: set[Fact] = field(default_factory=set)
    sources: set[Source] = field(default_factory=set)

    def tell(self, day: date | None = None, *, hs: str = "", product: str = "") -> None:
        """Keep what one row says of it; blank what it does not say."""
        self.told.add((day, hs, product))

    @property
    def kinds(self) -> frozenset[tuple[date | None, str]]:
        """Give the day and the code of its goods, as each row has them: the node's code
        where a row states none ("" when that is unknown as well: they may be any).

        One more row adds to them and takes none away. What stands behind these goods
        is looked for behind every row, and not behind the latest or the best told.
        """
        return frozenset((day, code or self.hs) for day, code, _ in self.told)

    @property
    def _goods(self) -> frozenset[tuple[str, str]]:
        """Give the goods its rows say, by code and words."""
        return frozenset((code, words) for _, code, words in self.told)

    def frozen(self, tier: int) -> Operation:
        """Give the operation."""
        weights = list(self.grams.values())
        known = [w for w in weights if w is not None]
        hs, product = self._made()
        return Operation(
            key=self.key,
            party=self.party,
            role=self.role,
            role_grade=self.role_grade,
            tier=tier,
            stage=min(self.stages - {""}, default=""),
            product=product,
            hs=hs,
            lot=self.lot,
            day=min((day for day, _, _ in self.told if day), default=None),
            grams=sum(known) if known and len(known) == len(weights) else None,
            facts=told_once(self.facts),
            sources=tuple(sorted(self.sources)),
            goods=tuple(sorted(self._goods - {("", "")})),
        )

    def _made(self) -> tuple[str, str]:
        """Choose the code and the words by which the goods made are named.

        Who shipped lint under the number of a garment's order made lint, not the
        garment: the node's product stands only for goods of the node's own heading.
        """
        hs = min((code for code, _ in self._goods if code), default=self.hs)
        said = [words for code, words in self._goods if words and code in ("", hs)]
        own = not hs or not self.hs or hs[:HEADING] == self.hs[:HEADING]
        if own and self.product:
            return hs, self.product
        return hs, min(said, default="")


def fact_order(fact: Fact) -> tuple[str, int, str, str, str, bool, tuple[Source, ...]]:
    """Sort facts by what they claim, the best graded first."""
    return (
        fact.claim.value,
        fact.grade.rank,
        fact.value,
        fact.about,
        fact.note,
        fact.favours,
        fact.sources,
    )


def told_once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Sort the facts of an act, and leave out signals that say less than a site does.

    A record that gives the maker's address makes it a site of these goods; the same
    place as a signal from his other goods adds nothing to read.
    """
    rows = sorted(set(facts), key=fact_order)
    sites = {f.value for f in rows if f.claim is Claim.SITE and not f.favours}
    regions = {region_of(value) for value in sites}
    return tuple(
        f
        for f in rows
        if f.claim is not Claim.SIGNAL
        or (f.value not in sites and f.value not in regions)
    )


@dataclass(slots=True)
class Knot:
    """A tie being gathered. `skips` counts the steps it passes over: a lot of a
    consignment is tied to it whether or not we know who sold it on."""

    grade: Grade
    skips: int
    sources: set[Source] = field(default_factory=set)
    grams: dict[Source, int | None] = field(default_factory=dict)


class Draft:
    """The acts and ties found for one consignment so far."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.acts: dict[str, Act] = {}
        self.bystanders: dict[str, Act] = {}
        self.knots: dict[tuple[str, str, TieKind], Knot] = {}
        self.breaks: set[Break] = set()

    def act(self, key: str, party: str, role: tuple[Role, Grade]) -> Act:
        """Give the act with this key, begun if it is new.

        Of two roles the more adverse is kept, of two grades of it the better.
        """
        act = self.acts.get(key)
        if act is None:
            act = self.acts[key] = Act(key, party, *role)
        elif _standing(*role) < _standing(act.role, act.role_grade):
            act.role, act.role_grade = role
        return act

    def bystander(self, key: str, party: str, role: Role) -> Act:
        """Give a party that is named on a record and touches no goods."""
        if key not in self.bystanders:
            self.bystanders[key] = Act(key, party, role, Grade.RECORDED)
        return self.bystanders[key]

    def tie(
        self,
        ends: tuple[str, str],
        how: tuple[TieKind, Grade],
        sources: Iterable[Source],
        *,
        weighs: tuple[Source, int | None] | None = None,
        skips: int = 0,
    ) -> None:
        """Tie an upstream act to a downstream one; the best of its supports grades it.

        `weighs` is the row that moved goods, with their weight: it counts once.
        """
        if ends[0] == ends[1]:
            return
        key = (*ends, how[0])
        knot = self.knots.setdefault(key, Knot(how[1], skips))
        knot.grade = strongest((knot.grade, how[1]))
        knot.skips = min(knot.skips, skips)
        knot.sources.update(sources)
        if weighs is not None:
            knot.grams[weighs[0]] = weighs[1]

    def ties(self) -> dict[tuple[str, str, TieKind], Tie]:
        """Give the ties, frozen."""
        made = {}
        for (up, down, kind), knot in self.knots.items():
            known = [w for w in knot.grams.values() if w is not None]
            whole = bool(known) and len(known) == len(knot.grams)
            made[up, down, kind] = Tie(
                upstream=up,
                downstream=down,
                kind=kind,
                grade=knot.grade,
                sources=tuple(sorted(knot.sources)),
                grams=sum(known) if whole else None,
                records=len(knot.grams),
            )
        return made


def _standing(role: Role, grade: Grade) -> tuple[int, int]:
    """Order roles by how adverse they are, then by grade."""
    place = ADVERSE.index(role) if role in ADVERSE else len(ADVERSE)
    return place, grade.rank
