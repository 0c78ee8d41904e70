"""Names as raw text: how like they are, pair by pair.

score   the chances that two names are the same organisation, or related ones
"""

from collections.abc import Sequence

from whence.match import vector
from whence.match.vector import Scores
from whence.normalise.names import normal
from whence.shelf import terms


def score(left: Sequence[str], right: Sequence[str]) -> Scores:
    """Give `same` and `related` for each pair of raw names, as arrays of chances.

    Raises:
        ValueError: the sequences differ in length.

    >>> found = score(["和田泰达服饰有限公司"], ["Hetian Taida Apparel Co., Ltd"])
    >>> bool(found.same[0] > 0.9)
    True

    """
    known = {raw: normal(raw) for raw in dict.fromkeys((*left, *right))}
    return vector.score(
        [known[raw] for raw in left],
        [known[raw] for raw in right],
        rarity=terms.rarity,
    )
