"""What happened when: consignments by month of importation, acts by tier and month."""

from collections.abc import Iterable
from dataclasses import dataclass

from whence.model.chain import Operation
from whence.model.findings import Findings
from whence.report import words
from whence.report.partyword import NOTHING
from whence.report.tell import grams_of

Month = tuple[int, int]
DEEPEST = 5
"""Tiers from here on share one row of the picture."""


@dataclass(frozen=True, slots=True)
class Imported:
    """Consignments of one month with one worst outcome; `grams` of known weight."""

    month: Month
    outcome: str
    consignments: int
    grams: int


@dataclass(frozen=True, slots=True)
class Acts:
    """Steps of one tier in one month: how many, their known weight, and the part of
    both that parties with a word (listed, in region, candidate) account for."""

    month: Month
    tier: int
    steps: int
    grams: int
    flagged_steps: int
    flagged_grams: int


def imported(findings: Findings) -> tuple[Imported, ...]:
    """Count consignments by month of importation and worst outcome, in order.

    Goods not yet entered have no month and are left out. Where the date lies between
    two, the earlier counts.
    """
    counts: dict[tuple[Month, int], list[int]] = {}
    for c in findings.consignments:
        if c.import_date is not None:
            month = (c.import_date.year, c.import_date.month)
            key = (month, words.place_in_order(c.worst))
            held = counts.setdefault(key, [0, 0])
            held[0] += 1
            held[1] += grams_of(c) or 0
    names = words.outcome_names()
    return tuple(
        Imported(month, names[place], *counts[month, place])
        for month, place in sorted(counts)
    )


def acts(findings: Findings) -> tuple[Acts, ...]:
    """Sum the dated steps upstream by tier and month, in order.

    A step that several consignments share counts once.
    """
    flagged = {p.id for p in findings.parties if p.word != NOTHING}
    sums: dict[tuple[int, Month], list[int]] = {}
    for operation in _once(o for c in findings.consignments for o in c.steps):
        if operation.day is None:
            continue
        month = (operation.day.year, operation.day.month)
        key = (min(operation.tier, DEEPEST), month)
        held = sums.setdefault(key, [0, 0, 0, 0])
        grams, hit = operation.grams or 0, operation.party in flagged
        held[0] += 1
        held[1] += grams
        held[2] += hit
        held[3] += grams if hit else 0
    return tuple(Acts(month, tier, *sums[tier, month]) for tier, month in sorted(sums))


def _once(operations: Iterable[Operation]) -> Iterable[Operation]:
    """Leave out what is the same act again under another consignment."""
    seen = set()
    for o in operations:
        same = (o.party, o.role, o.tier, o.product, o.lot, o.day, o.grams, o.sources)
        if same not in seen:
            seen.add(same)
            yield o


def months_between(first: Month, last: Month) -> list[Month]:
    """Give every month from one to another, both included.

    >>> months_between((2024, 11), (2025, 1))
    [(2024, 11), (2024, 12), (2025, 1)]
    """
    start, end = first[0] * 12 + first[1] - 1, last[0] * 12 + last[1] - 1
    return [(n // 12, n % 12 + 1) for n in range(start, end + 1)]
