"""On which days goods are decided, and which of them counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from whence.decide.verdict import Verdict
from whence.model.chain import Consignment
from whence.model.measure import AnswerState, Outcome, Result
from whence.shelf.references import earliest as first_law

UNTOUCHED = frozenset({Outcome.UNTRACED, Outcome.NO_LINK_FOUND})
"""These part by papers and lists, of which nobody knows how they will stand then."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days to decide on, earliest first; `as_if` when the goods are not entered.

    `since` is the first day of all law of this kind where nothing bounds the date of
    entered goods; `dated` is false where no paper says when they came.
    """

    days: tuple[date, ...]
    as_if: bool
    since: date | None = None
    dated: bool = True

    @property
    def word(self) -> str:
        """Say how a sentence may speak of a day: `data/wording`, when.WORD."""
        if self.as_if:
            return "if"
        return "imported" if self.dated else "unknown"


class Asked(Protocol):
    """A measure asked about one chain."""

    def on(self, day: date) -> Verdict:
        """Decide as if the goods were imported on a day."""

    def changes(self, first: date, last: date) -> Sequence[date]:
        """Give the days between two on which something turns."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a measure says on every day that counts; `worst` is what is printed."""

    when: Days
    verdicts: tuple[Verdict, ...]
    worst: Verdict
    outlook: Verdict
    ahead: tuple[tuple[date, Outcome], ...]

    def result(self, measure: str, answer: AnswerState) -> Result:
        """Give the result without its reasons."""
        worst = self.worst
        also: tuple[tuple[date, Outcome], ...] = ()
        if len(self.verdicts) > 1:
            also = tuple((v.day, v.outcome) for v in self.verdicts if v is not worst)
        return Result(
            measure,
            worst.outcome,
            worst.day,
            self.outlook.outcome,
            self.outlook.day,
            answer,
            also,
            self.ahead,
        )


def days_of(consignment: Consignment, as_of: date) -> Days:
    """Give the days on which the goods may have been imported.

    Goods not entered are decided as if imported on `as_of`; where the end of the range
    is not known, `as_of` is the last day; where its begin is not, any day before
    counts, from the first on which there was such law.
    """
    earliest, latest = consignment.earliest, consignment.latest
    if not consignment.entered or (earliest is None and latest is None):
        return Days((as_of,), as_if=True)
    if earliest is None:
        return Days((latest or as_of,), False, first_law(), consignment.dated)
    ends = {earliest, latest or as_of}
    return Days(tuple(sorted(ends)), as_if=False, dated=consignment.dated)


def ruling(asked: Asked, when: Days, as_of: date) -> Ruling:
    """Decide on every day that counts, and pick the one that is printed.

    Of two possible dates, and of those between on which something turns, the worst is
    printed, of equals the earliest. For goods not yet entered, each later day from
    which another outcome is known already stands in `ahead`.
    """
    verdicts = _verdicts(asked, when)
    worst = verdicts[0] if len(verdicts) == 1 else max(verdicts, key=_badness)
    outlook = next((v for v in verdicts if v.day == as_of), None) or asked.on(as_of)
    ahead = _ahead(asked, outlook) if when.as_if else ()
    return Ruling(when, verdicts, worst, outlook, ahead)


def _badness(verdict: Verdict) -> tuple[int, int]:
    return verdict.severity, -verdict.day.toordinal()


def _verdicts(asked: Asked, when: Days) -> tuple[Verdict, ...]:
    """Decide on each day; between two, on every day on which something changes.

    An order that began and ended in between, or a listing, would else be missed. Such
    a day is kept only where it is worse than both ends.
    """
    days = when.days
    ends = tuple(asked.on(day) for day in days)
    if len(days) == 1 and when.since is None:
        return ends
    between = [asked.on(d) for d in asked.changes(when.since or days[0], days[-1])]
    if when.since is not None:
        between.append(asked.on(when.since))
    worst = max(between, key=_badness, default=None)
    if worst is None or worst.severity <= max(v.severity for v in ends):
        return ends
    return tuple(sorted((*ends, worst), key=lambda v: v.day))


def _ahead(asked: Asked, now: Verdict) -> tuple[tuple[date, Outcome], ...]:
    """Give the later days, known already, from which the outcome is another."""
    found, last = [], now.outcome
    for day in asked.changes(now.day, date.max):
        outcome = asked.on(day).outcome
        if outcome is not last and not {outcome, last} <= UNTOUCHED:
            found.append((day, outcome))
            last = outcome
    return tuple(found)
