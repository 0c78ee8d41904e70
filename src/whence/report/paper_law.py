"""The measures that were asked: each once, with its law, its notes and what it said."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from whence.model.findings import ConsignmentFinding
from whence.model.measure import Decision
from whence.report import words

Tree = dict[str, Any]


@dataclass(slots=True)
class Entry:
    """One measure over all consignments."""

    title: str
    key: str
    law: dict[str, None] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def rank(self) -> int:
        """Give the place of the worst outcome it led to."""
        return min(words.place_in_order(w) for w in self.counts)


class Law:
    """Numbers measures M1, M2 and so on, those that say the worst first."""

    def __init__(self, consignments: Sequence[ConsignmentFinding]) -> None:
        held: dict[str, Entry] = {}
        for c in consignments:
            for d in c.decisions:
                _add(held.setdefault(d.measure, Entry(d.title, d.measure)), d)
        self.entries = sorted(held.values(), key=lambda e: (e.rank, e.key))
        self._number = {e.key: n for n, e in enumerate(self.entries, 1)}

    def number(self, d: Decision) -> int:
        """Give the number of the measure of a decision."""
        return self._number[d.measure]

    def tree(self) -> list[Tree]:
        """Give each measure: short name, title, law, counts by outcome, notes."""
        return [
            {
                "no": f"M{n}",
                "title": e.title,
                "key": e.key,
                "law": list(e.law),
                "notes": list(e.notes),
                "counts": [
                    [word, count]
                    for word, count in sorted(
                        e.counts.items(), key=lambda x: words.place_in_order(x[0])
                    )
                ],
            }
            for n, e in enumerate(self.entries, 1)
        ]


def _add(entry: Entry, d: Decision) -> None:
    entry.law.setdefault("; ".join(x for x in (d.reference, d.in_effect) if x))
    word = d.outcome.value
    entry.counts[word] = entry.counts.get(word, 0) + 1
    for step in d.steps:
        if step.template == words.LAW_NOTE:
            entry.notes.setdefault(step.text)
