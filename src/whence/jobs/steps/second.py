"""A second opinion on pairs: the score of another matcher, which decides nothing.

logic_v2   nomenklatura's matcher for sanctions screening, an optional extra
opinions   the scores of all pairs shown
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from whence.errors import UsageError
from whence.model.findings import PartyFinding

Second = Callable[[str, str], float]


def logic_v2() -> Second:
    """Give nomenklatura's logic-v2: a score from 0 to 1 for two names of companies.

    Raises:
        UsageError: the optional extra is not installed.

    """
    try:
        from followthemoney import model
        from nomenklatura.matching import get_algorithm
    except ImportError:
        raise UsageError(
            "the second opinion needs nomenklatura, which is not installed.",
            where="--second-opinion",
            remedy="Run: pip install 'whence[second-opinion]'; or do without.",
        ) from None
    algorithm = get_algorithm("logic-v2")
    config = algorithm.default_config()

    @cache
    def entity(name: str) -> Any:
        rows = {"id": name, "schema": "Company", "properties": {"name": [name]}}
        return model.get_proxy(rows)

    def score(one: str, other: str) -> float:
        return float(algorithm.compare(entity(one), entity(other), config).score)

    return score


def opinions(parties: Sequence[PartyFinding], second: Second) -> dict[str, float]:
    """Score each pair that is shown, by the pair's key; pairs without one are left
    out, and so are names that read as natural persons'."""
    return {
        c.id: second(c.mention, c.listed_name)
        for party in parties
        if not party.masked
        for c in party.candidates
        if c.id and c.mention
    }
