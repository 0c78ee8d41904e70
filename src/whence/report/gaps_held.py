"""What a folder of papers holds and lacks, as every way of printing wants it."""

from collections.abc import Sequence
from dataclasses import dataclass

from whence.model.folder import BalanceStep, Contradiction, Gap
from whence.model.paper import Aside, Paper, PartyRole

SELLERS = (PartyRole.MAKER, PartyRole.SELLER, PartyRole.ISSUER)
NOTICE = (
    "Words on papers, read by a machine: look at a paper before you rely on it."
    " On the papers in this folder. Only the authority decides."
)


@dataclass(frozen=True, slots=True)
class Held:
    """What was found, as every way of printing wants it."""

    commodity: str
    stages: tuple[str, ...]
    papers: Sequence[Paper]
    gaps: Sequence[Gap]
    clashes: Sequence[Contradiction]
    steps: Sequence[BalanceStep]
    aside: Sequence[Aside]
    refused: int
    made: tuple[tuple[str, str], ...]


def rule_of(gap: Gap) -> str:
    """Write the rule of a gap with how far it was verified."""
    if not gap.reference:
        return gap.verification
    return f"{gap.reference} ({gap.verification})" if gap.verification else ""


def figure(grams: int | None, unit: str = "kg") -> str:
    """Write a figure of a step; its unit only where it is not kilograms.

    >>> figure(5_400_000), figure(None), figure(600_000, "pcs")
    ('5,400', 'not said', '600 pcs')
    """
    if grams is None:
        return "not said"
    said = f"{grams / 1000:,.1f}".removesuffix(".0")
    return said if unit == "kg" else f"{said} {unit}"


def can_be(step: BalanceStep) -> str:
    """Write what can come of the input of a step, "" when it cannot be weighed."""
    if step.low is None:
        return ""
    return f"{figure(step.low)} to {figure(step.high, step.unit)}"
