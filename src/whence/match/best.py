"""The best of all pairs of names of one party and one listing, as a Candidate.

Name          one name under which a listing, or a relative of it, is known
of_listing    the party against the listed one's own names
or_relative   the same, with the relatives of the listed one that the party may be
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whence.match.identity import Identity
from whence.match.keys import candidate_key, right_hash
from whence.match.published import context_of
from whence.match.rest import Context
from whence.match.sides import Side
from whence.match.weigh import Likeness, compare
from whence.model.listing import Candidate, Listing, Relative
from whence.model.party import Party
from whence.shelf.matching import Weights
from whence.shelf.own_aliases import KIND


@dataclass(frozen=True, slots=True)
class Name:
    """One published name: whose, in what way published, and ready to compare; `via` is
    the relative whose name it is, None for the listed one's own."""

    listing: int
    side: Side
    mark: str
    via: Relative | None = None


@dataclass(frozen=True, slots=True)
class Pairs:
    """A party and a listing to be compared: the regions of the party's sites, the hash
    of its side, and the weights that count."""

    party: Party
    listing: Listing
    where: frozenset[str]
    left: str
    weights: Weights

    def beside(self, about: Context) -> Context:
        """Add what is known of the party beside its names."""
        countries = frozenset({m.country for m in self.party.mentions} - {""})
        return replace(about, party_regions=self.where, party_countries=countries)

    def candidate(self, like: Likeness, raw: str) -> Candidate:
        """Dress a likeness; `raw` is the party's name that met."""
        return Candidate(
            key=candidate_key(self.party, self.listing),
            party=self.party.key,
            listing=self.listing.key,
            mention=raw,
            p_same=like.p_same,
            p_related=like.p_related,
            score=like.score,
            explanation=like.rows,
            conflicts=like.conflicts,
            left_hash=self.left,
            right_hash=right_hash(self.listing),
        )


def of_listing(
    pair: Pairs, compared: Sequence[tuple[Side, Name]], identity: Identity
) -> Candidate:
    """Weigh every pair of names of a party and a listing, and keep the best."""
    about = replace(
        pair.beside(context_of(pair.listing)),
        same_codes=identity.same_codes,
        other_codes=identity.other_codes,
    )
    weighed = [
        (compare(s, n.side, replace(about, mark=n.mark), pair.weights), s.raw, n)
        for s, n in compared
    ]
    like, raw, name = max(weighed, key=lambda w: w[0].score)
    return replace(
        pair.candidate(like, raw),
        p_related=max(w.p_related for w, _, _ in weighed),
        identity=identity.rule,
        identity_grade=identity.grade,
        identity_said=identity.said,
        own_name=_own_name(pair.listing, name),
    )


def _own_name(listing: Listing, name: Name) -> tuple[str, str] | None:
    """Give a name of the user's own, with where he has it from."""
    rows = ((raw, said) for raw, kind, said in listing.local_names if kind == KIND)
    return next((r for r in rows if r[0] == name.side.raw), None)


def or_relative(
    pair: Pairs,
    compared: Sequence[tuple[Side, Name]],
    found: Candidate | None,
    *,
    shown: bool,
    bar: float,
) -> Candidate | None:
    """Say which relatives of the listed one the party may be, beside or instead of it.

    `found` is how it stands to the listed one's own names, and `shown` whether that is
    worth a look by itself: no relative takes its place then, whose relation may have
    ended. A relative counts whose name is as like as `bar`, a chance of being the same.
    The province and the codes of the listed one say nothing of a relative, and no rule
    of identity is asked.
    """
    about = pair.beside(Context(whole_list=True)) if compared else Context()
    weighed = [
        (compare(s, n.side, about, pair.weights), s.raw, n.via) for s, n in compared
    ]
    borne = sorted(
        (w for w in weighed if w[0].p_same >= bar), key=lambda w: -w[0].score
    )
    asked = found if shown else None
    if not borne:
        return asked
    like, raw, _ = borne[0]
    via = tuple(dict.fromkeys(v for _, _, v in borne if v is not None))
    if asked is not None:
        related = max(asked.p_related, like.p_same)
        return replace(asked, p_related=related, via=via)
    same = found.p_same if found is not None else 0.0
    return replace(
        pair.candidate(like, raw),
        p_same=same,
        p_related=like.p_same,
        via=via,
        as_relative=True,
    )
