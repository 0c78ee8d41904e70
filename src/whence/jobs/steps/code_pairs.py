"""How codes of one firm stand to each other.

Between   two codes that tell of the same thing
between   all such pairs of some codes
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from whence.jobs.steps.code_hints import shown
from whence.jobs.steps.code_readings import postal_area
from whence.normalise import codes, mid
from whence.shelf.places import region_of


@dataclass(frozen=True, slots=True)
class Between:
    """Two codes that tell of the same thing: whether they agree; `decides` says that a
    conflict means two organisations."""

    one: str
    other: str
    agrees: bool
    decides: bool
    what: str

    @property
    def word(self) -> str:
        """Say whether they agree, and how much that tells."""
        if self.agrees:
            return "agree" + (": one organisation" if self.decides else "")
        how = ": two organisations" if self.decides else ", no more than a hint"
        return f"CONFLICT{how}"


def between(given: Sequence[str]) -> Iterator[Between]:
    """Hold each two codes against each other where they tell of one thing."""
    for one, other in combinations(given, 2):
        yield from _pair(one, other)


def _pair(one: str, other: str) -> Iterator[Between]:
    given = shown(one), shown(other)
    left, right = codes.uscc(one), codes.uscc(other)
    if left.structure and right.structure:
        what = "two unified social credit codes"
        yield Between(*given, left.code == right.code, left.valid and right.valid, what)
    for credit, code in ((left, other), (right, one)):
        plain = codes.organisation(code)
        if credit.structure and plain:
            inner = codes.organisation(credit.code[8:17])
            what = "the organisation code, and the one inside the credit code"
            same = inner is not None and inner[0] == plain[0]
            yield Between(*given, same, credit.valid and plain[1], what)
        area = postal_area(code)
        if credit.structure and area and not credit.sole_trader:
            same = region_of(f"CN-{credit.division}") == region_of(area)
            what = "province of the postal code, and of the registrar"
            yield Between(*given, same, False, what)
    both = codes.organisation(one), codes.organisation(other)
    if both[0] and both[1]:
        valid = both[0][1] and both[1][1]
        yield Between(*given, both[0][0] == both[1][0], valid, "two organisation codes")
    if (first := codes.lei(one)) and (second := codes.lei(other)):
        yield Between(*given, first == second, True, "two legal entity identifiers")
    mine, theirs = mid.decode(one), mid.decode(other)
    if mine and theirs and not (left.structure or right.structure):
        rows = mid.compare(mine, theirs)
        apart = ", ".join(part for part, agrees in rows if not agrees)
        what = "two manufacturer codes" + (f", not alike in {apart}" if apart else "")
        yield Between(*given, not apart, False, what)
