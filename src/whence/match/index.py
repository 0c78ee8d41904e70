"""Which parties are worth comparing with which listings, and how alike they are.

ListingIndex   an inverted index over the rare keys of every published name
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from whence.match.bridged import Across, backed
from whence.match.identity import Held, Identity, identify, published
from whence.match.keys import candidate_key, left_hash, right_hash
from whence.match.published import context_of, published_names
from whence.match.sides import Part, Rarity, Side, side_of
from whence.match.typos import Spellings
from whence.match.weigh import Likeness, compare
from whence.model.listing import Candidate, Listing
from whence.model.name import NormalName
from whence.model.party import Party
from whence.model.source import Grade
from whence.shelf import matching


@dataclass(frozen=True, slots=True)
class _Name:
    """One published name: whose, in what way published, and ready to compare."""

    listing: int
    side: Side
    mark: str


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
        named policy. `regions` maps a mention key to its region, `said` to the grade of
        the row that names it; `grades` maps a code to the grade at which it is held
        (`declared` where nothing is said of either).

        Raises:
            UsageError: there is no such policy.

        """
        bar = matching.policy(policy)
        found: list[Candidate] = []
        for party in sorted(parties, key=lambda p: p.key):
            shown = [
                c
                for c in self._of(
                    party,
                    normal=normal,
                    regions=regions,
                    grades=grades or {},
                    said=said or {},
                )
                if c.identity or c.p_same >= bar.p_same or c.p_related >= bar.p_related
            ]
            shown.sort(
                key=lambda c: (not c.identity, -c.p_same, -c.p_related, c.listing)
            )
            found += [c for i, c in enumerate(shown) if i < bar.most or c.identity]
        return tuple(found)

    def _of(
        self,
        party: Party,
        *,
        normal: Mapping[str, NormalName],
        regions: Mapping[str, str],
        grades: Mapping[str, Grade],
        said: Mapping[str, Grade],
    ) -> Iterator[Candidate]:
        """Compare a party with every listing that shares a rare key with it."""
        sides = [self._side(normal[n]) for n in party.names if n in normal]
        pairs = {
            (s, n)
            for s, side in enumerate(sides)
            if not side.person
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
        by_listing: dict[int, list[tuple[Side, _Name]]] = {}
        for s, n in sorted(pairs):
            name = self._names[n]
            by_listing.setdefault(name.listing, []).append((sides[s], name))
        left = left_hash(party)
        for number, compared in sorted(by_listing.items()):
            identity = identify(
                party,
                self._listings[number],
                self._published[number],
                held=held,
                grades=grades,
            )
            yield self._candidate(
                party, number, compared, identity=identity, where=where, left=left
            )

    def _candidate(
        self,
        party: Party,
        number: int,
        compared: Sequence[tuple[Side, _Name]],
        *,
        identity: Identity,
        where: frozenset[str],
        left: str,
    ) -> Candidate:
        """Weigh every pair of names of a party and a listing, and keep the best."""
        listing = self._listings[number]
        about = replace(
            context_of(listing),
            party_regions=where,
            party_countries=frozenset({m.country for m in party.mentions} - {""}),
            same_codes=identity.same_codes,
            other_codes=identity.other_codes,
        )
        best: tuple[Likeness, str] | None = None
        related = 0.0
        for side, name in compared:
            like = compare(
                side, name.side, replace(about, mark=name.mark), self._weights
            )
            related = max(related, like.p_related)
            if best is None or like.score > best[0].score:
                best = (like, side.raw)
        assert best is not None
        like, raw = best
        return Candidate(
            key=candidate_key(party, listing),
            party=party.key,
            listing=listing.key,
            mention=raw,
            p_same=like.p_same,
            p_related=related,
            score=like.score,
            explanation=like.rows,
            identity=identity.rule,
            identity_grade=identity.grade,
            identity_said=identity.said,
            conflicts=like.conflicts,
            left_hash=left,
            right_hash=right_hash(listing),
        )

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
            yield from self._less_surely(part, side, whole=bool(hits))
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

    def _names_of(self, normal: Mapping[str, NormalName]) -> Iterator[_Name]:
        """Give every name under which a listing is known, with its mark."""
        for number, listing in enumerate(self._listings):
            for side, mark in published_names(listing, normal, self._rare):
                yield _Name(number, side, mark)

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


def _plain_keys(side: Side) -> Iterator[tuple[str, str]]:
    """Give the keys of a name without a distinctive part: place with trade."""
    for region in sorted(side.regions):
        for key, _, _ in side.trades:
            yield region, key
