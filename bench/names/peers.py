"""Other scorers on the same pairs: each gives one number per pair."""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from rapidfuzz import fuzz

Scorer = Callable[[Sequence[str], Sequence[str]], "np.ndarray"]


@cache
def read(name: str) -> str:
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(name)).lower()


def fuzzy(how: Callable[..., float], *, pinyin: bool) -> Scorer:
    def score(left: Sequence[str], right: Sequence[str]) -> np.ndarray:
        made = read if pinyin else str.lower
        return np.array(
            [how(made(a), made(b)) / 100 for a, b in zip(left, right, strict=True)]
        )

    return score


def logic(name: str) -> Scorer:
    from followthemoney import model
    from nomenklatura.matching import get_algorithm

    algorithm = get_algorithm(name)
    config = algorithm.default_config()

    @cache
    def entity(text: str) -> object:
        data = {"id": text, "schema": "Company", "properties": {"name": [text]}}
        return model.get_proxy(data)

    def score(left: Sequence[str], right: Sequence[str]) -> np.ndarray:
        both = zip(left, right, strict=True)
        return np.array(
            [algorithm.compare(entity(a), entity(b), config).score for a, b in both]
        )

    return score


def whence(left: Sequence[str], right: Sequence[str]) -> np.ndarray:
    from whence.match import score

    return score(left, right).same


def scorers() -> dict[str, Scorer]:
    """Give every scorer that is installed, ours first."""
    found: dict[str, Scorer] = {"whence": whence}
    for name, how in (("WRatio", fuzz.WRatio), ("token_set", fuzz.token_set_ratio)):
        found[name] = fuzzy(how, pinyin=False)
        found[f"pinyin+{name}"] = fuzzy(how, pinyin=True)
    try:
        for name in ("logic-v1", "logic-v2", "name-based"):
            found[name] = logic(name)
    except ImportError:
        pass
    return found
