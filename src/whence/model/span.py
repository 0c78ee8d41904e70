"""Half-open stretches of days."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open stretch of days: `start` is in it, `end` is not.

    >>> uflpa = Span(date(2022, 6, 21))
    >>> date(2022, 6, 20) in uflpa, date(2022, 6, 21) in uflpa
    (False, True)
    """

    start: date
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        """Whether the day lies in the span."""
        return self.start <= day and (self.end is None or day < self.end)
