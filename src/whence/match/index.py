"""Which parties are worth comparing with which listings, and how alike they are.

ListingIndex   an inverted index over the rare keys of every published name
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from whence.match.apart import in_parts, workers
from whence.match.best import Name, Pairs, of_listing, or_relative
from whence.match.bridged import Across, backed
from whence.match.identity import Held, identify, published
from whence.match.keys import left_hash
from whence.match.published import published_names, relatives_of
from whence.match.sides import Part, Rarity, Side, side_of
from whence.match.typos import Spellings
from whence.model.listing import Candidate, Listing
from whence.model.name import NormalName
from whence.model.party import Party
from whence.model.source import Grade
from whence.shelf import matching
from whence.shelf.matching import MatchPolicy
from whence.shelf.own_aliases import KIND

RELATIVE = "relative"
PART = 500
"""Parties that one process compares at a time: a tenth of a second of work."""

LARGE = 4_000
"""Parties from which on other processes pay: a second of work."""

TOLD = frozenset({KIND, RELATIVE})
"""Marks of names that no list published. They hide nothing that would be found without
them: a misspelt name is looked for all the same."""


class ListingIndex:
    """Finds and weighs the listings that a party may be."""

    def __init__(
        self,
        listings: Sequence[Listing],
        *,
        normal: Mapping[str, NormalName],
        rarity: Callable[[str], float],
    ) -> None:
        """Index every published name; `normal` maps a raw name to its parts.

        A published name that `normal` does not hold is not compared.
        """
        self._listings = tuple(sorted(listings, key=lambda x: x.key))
        self._told = frozenset(x.key for x in self._listings if _is_told(x))
        self._rare = Rarity(rarity)
        self._weights = matching.weights()
        self._published = tuple(published(x, normal) for x in self._listings)
        self._names = tuple(self._names_of(normal))
        self._whole: dict[str, list[int]] = {}
        self._keys: dict[str, list[int]] = {}
        self._plain: dict[tuple[str, str], list[int]] = {}
        self._codes: dict[tuple[str, str], list[int]] = {}
        self._fill()
        self._spellings = Spellings(
            (k for n in self._names for p in n.side.brands for k in p.latin),
            least=int(self._weights["index.typo_length"]),
            near=self._weights["index.typo_near"],
        )
        self._across = Across(n.side for n in self._names)
        self._sides: dict[str, Side] = {}

    def candidates(
        self,
        parties: Iterable[Party],
        *,
        normal: Mapping[str, NormalName],
        regions: Mapping[str, str],
        policy: str = "",
        grades: Mapping[str, Grade] | None = None,
        said: Mapping[str, Grade] | None = None,
    ) -> tuple[Candidate, ...]:
        """Give the pairs worth a person's look, by party and then by chance.

        A pair is shown when it meets the identity rule, or reaches a threshold of the
        named policy. Entries with names or relatives from elsewhere than the list take
        none of the places of a party, so that no such row pushes out another.
        `regions` maps a mention key to its region, `said` to the grade of the row that
        names it; `grades` maps a code to the grade at which it is held (`declared`
        where nothing is said of either).

        Raises:
            UsageError: there is no such policy.

        """
        bar = matching.policy(policy)

        def compared(some: Sequence[Party]) -> list[Candidate]:
            found: list[Candidate] = []
            for party in some:
                told = self._of(
                    party,
                    normal=normal,
                    regions=regions,
                    grades=grades or {},
                    said=said or {},
                    bar=bar,
                )
                found += self._best(told, bar.most)
            return found

        every = sorted(parties, key=lambda p: p.key)
        parts = [every[at : at + PART] for at in range(0, len(every), PART)]
        many = workers(len(every), worth=LARGE)
        return tuple(c for some in in_parts(compared, parts, cores=many) for c in some)

    def _best(self, told: Iterable[Candidate], most: int) -> list[Candidate]:
        """Leave the likeliest listings of one party, and whatever is identity."""
        shown = sorted(
            told, key=lambda c: (not c.identity, -c.p_same, -c.p_related, c.listing)
        )
        places = [c.key for c in shown if c.listing not in self._told]
        out = set(places[most:])
        return [c for c in shown if c.identity or c.key not in out]

    def _of(
        self,
        party: Party,
        *,
        normal: Mapping[str, NormalName],
        regions: Mapping[str, str],
        grades: Mapping[str, Grade],
        said: Mapping[str, Grade],
        bar: MatchPolicy,
    ) -> Iterator[Candidate]:
        """Compare a party with every listing that shares a rare key with it."""
        names = [normal[n] for n in party.names if n in normal]
        sides = list(map(self._side, names))
        pairs = {
            (s, n)
            for s, (name, side) in enumerate(zip(names, sides, strict=True))
            if not name.reads_as_person
            for n in self._near(side)
        }
        by_code = {n for code in party.identifiers for n in self._codes.get(
            (code[0].value, code[1]), ()
        )}  # fmt: skip
        pairs |= {(s, n) for s in range(len(sides)) for n in by_code}
        if not pairs:
            return
        where = frozenset(regions[m.key] for m in party.mentions if m.key in regions)
        held = Held.of(party, normal, regions, said)
        own: dict[int, list[tuple[Side, Name]]] = {}
        relatives: dict[int, list[tuple[Side, Name]]] = {}
        for s, n in sorted(pairs):
            name = self._names[n]
            into = own if name.via is None else relatives
            into.setdefault(name.listing, []).append((sides[s], name))
        left = left_hash(party)
        for number in sorted({*own, *relatives}):
            listing = self._listings[number]
            pair = Pairs(party, listing, where, left, self._weights)
            found = None
            if number in own:
                identity = identify(
                    party, listing, self._published[number], held=held, grades=grades
                )
                found = of_listing(pair, own[number], identity)
            shown = found is not None and _is_shown(found, bar)
            met = or_relative(
                pair, relatives.get(number, ()), found, shown=shown, bar=bar.p_same
            )
            if met is not None:
                yield met

    def _near(self, side: Side) -> Iterator[int]:
        """Give the published names that share a rare key, or a misspelt one."""
        yield from self._whole.get(side.full, ())
        common: dict[int, int] = {}
        for part in side.brands:
            hits = {n for key in part.keys for n in self._keys.get(key, ())}
            if part.rare >= self._weights["index.rare"]:
                yield from hits
            else:
                for n in hits:
                    common[n] = common.get(n, 0) + 1
            whole = any(self._names[n].mark not in TOLD for n in hits)
            yield from self._less_surely(part, side, whole=whole)
        for _, _, joined in side.joins:
            yield from self._keys.get(joined, ())
        for n, count in common.items():
            other = self._names[n].side
            if count > 1 or side.regions & other.regions or len(other.brands) == 1:
                yield n
        if not side.brands:
            for pair in _plain_keys(side):
                yield from self._plain.get(pair, ())
        yield from self._across.near(side)

    def _less_surely(self, part: Part, side: Side, *, whole: bool) -> Iterator[int]:
        """Give the names with a misspelt key, or a stretch of a Chinese part."""
        if not whole:
            for key in part.latin:
                for like in self._spellings.like(key):
                    yield from self._keys[like]
        for key in part.inner:
            for n in self._keys.get(key, ()):
                if backed(side, self._names[n].side):
                    yield n

    def _names_of(self, normal: Mapping[str, NormalName]) -> Iterator[Name]:
        """Give every name under which a listing is known, with its mark."""
        for number, listing in enumerate(self._listings):
            for side, mark in published_names(listing, normal, self._rare):
                yield Name(number, side, mark)
            for side, relative in relatives_of(listing, normal, self._rare):
                yield Name(number, side, RELATIVE, relative)

    def _fill(self) -> None:
        """Post every published name under its keys."""
        for number, name in enumerate(self._names):
            side = name.side
            self._whole.setdefault(side.full, []).append(number)
            joined = {j for _, _, j in side.joins}
            keys = joined.union(side.place_words, *(p.keys for p in side.brands))
            for key in sorted(keys):
                self._keys.setdefault(key, []).append(number)
            if not side.brands:
                for pair in _plain_keys(side):
                    self._plain.setdefault(pair, []).append(number)
            if name.mark == "official":
                for code in self._published[name.listing].codes:
                    self._codes.setdefault(code, []).append(number)

    def _side(self, name: NormalName) -> Side:
        found = self._sides.get(name.raw)
        if found is None:
            found = self._sides[name.raw] = side_of(name, self._rare)
        return found


def _is_shown(found: Candidate, bar: MatchPolicy) -> bool:
    """Whether the likeness to a listed one's own names is worth a look."""
    return (
        bool(found.identity)
        or found.p_same >= bar.p_same
        or found.p_related >= bar.p_related
    )


def _is_told(listing: Listing) -> bool:
    """Whether anything but its list names the entry, or ties others to it."""
    own = any(kind == KIND for _, kind, _ in listing.local_names)
    return own or bool(listing.relatives)


def _plain_keys(side: Side) -> Iterator[tuple[str, str]]:
    """Give the keys of a name without a distinctive part: place with trade."""
    for region in sorted(side.regions):
        for key, _, _ in side.trades:
            yield region, key
