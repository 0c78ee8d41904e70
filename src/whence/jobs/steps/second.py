"""A second opinion on pairs: the score of another matcher, which decides nothing.

logic_v2   nomenklatura's matcher for sanctions screening, an optional extra
opinions   the scores of all pairs shown
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from whence.errors import UsageError
from whence.model.findings import PartyFinding
from whence.report.counting import counted

WHERE = "--second-opinion"
LONGEST = 120
Second = Callable[[str, str], float]


def logic_v2() -> Second:
    """Give nomenklatura's logic-v2: a score from 0 to 1 for two names of companies.

    Raises:
        UsageError: the optional extra is not installed, or cannot be used here.

    """
    try:
        from followthemoney import model
        from nomenklatura.matching import get_algorithm

        algorithm: Any = get_algorithm("logic-v2")
        config = algorithm.default_config()
    except ModuleNotFoundError:
        raise UsageError(
            "the second opinion needs nomenklatura, which is not installed.",
            where=WHERE,
            remedy="Run: pip install 'whence[second-opinion]'; or do without.",
        ) from None
    except Exception as error:
        # Foreign code: a library of the system that is missing, a version that changed.
        raise UsageError(
            f"nomenklatura is there and cannot be used: {error}.",
            where=WHERE,
            remedy="Install it anew (it needs the ICU library), or do without.",
        ) from error

    @cache
    def entity(name: str) -> Any:
        rows = {"id": name, "schema": "Company", "properties": {"name": [name]}}
        return model.get_proxy(rows)

    def score(one: str, other: str) -> float:
        return float(algorithm.compare(entity(one), entity(other), config).score)

    return score


def opinions(
    parties: Sequence[PartyFinding], second: Second
) -> tuple[dict[str, float], tuple[str, ...]]:
    """Score each pair that is shown, by the pair's key; pairs without one are left
    out, and so are names that read as natural persons'.

    Returns:
        The scores, and a sentence if the other matcher failed on a pair: a screening
        never fails for want of a second opinion.

    """
    scores: dict[str, float] = {}
    failed: list[str] = []
    for party in parties:
        for c in () if party.masked else party.candidates:
            if not (c.id and c.mention):
                continue
            try:
                scores[c.id] = second(c.mention, c.listed_name)
            except Exception as error:  # noqa: BLE001  foreign code raises anything
                failed.append(str(error) or type(error).__name__)
    if not failed:
        return scores, ()
    pairs = counted(len(failed), "pair")
    return scores, (f"No second opinion on {pairs}: {failed[0][:LONGEST]}.",)
