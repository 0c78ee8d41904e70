"""What a person was shown, and what the person said, as rows of the casebook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from whence.model.party import Judgement, Verdict


@dataclass(frozen=True, slots=True)
class Shown:
    """What a run showed of a candidate: both sides as written, and why it was asked.

    `explanation` are (what, detail, weight) lines that add up to the score.
    """

    candidate: str
    left: str
    right: str
    left_hash: str
    right_hash: str
    p_same: float = 0.0
    p_related: float = 0.0
    explanation: tuple[tuple[str, str, float], ...] = ()

    @property
    def text(self) -> str:
        """Give in one line what a person saw when judging."""
        lines = [f"{what}: {detail} ({w:+.2f})" for what, detail, w in self.explanation]
        return " | ".join([self.left, self.right, *lines])


def judgement_of(row: Sequence[Any]) -> Judgement:
    """Make a Judgement of (candidate, verdict, handle, reason, why, day, left hash,
    right hash, shown)."""
    key, verdict, by, reason, why, day, left, right, shown = (str(cell) for cell in row)
    return Judgement(
        candidate=key,
        verdict=Verdict(verdict),
        by=by,
        reason=reason,
        why=why,
        on=date.fromisoformat(day),
        left_hash=left,
        right_hash=right,
        shown=shown,
    )


def row_of(judgement: Judgement, left: str, right: str) -> tuple[str, ...]:
    """Make the row of table `judgement`, without its number."""
    j = judgement
    who = (j.candidate, j.verdict.value, j.by, j.reason, j.why, j.on.isoformat())
    return (*who, j.left_hash, j.right_hash, left, right, j.shown)
