"""Other scorers on the same pairs: each gives one number per pair."""

import logging
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

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


def splink(facts: Path) -> Scorer:
    """Give Splink's match weight (half is even odds), on four comparisons of names
    read as pinyin.

    Splink brings the statistics, not the features: these are what a user would set
    up. The chances of agreement are learned from the names for learning: true pairs
    are each English name with a slip of it, and with its Chinese name.
    """
    import cases
    import pyarrow as pa
    import splink.comparison_library as of
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    near = [0.95, 0.88, 0.8, 0.7]
    settings = SettingsCreator(
        link_type="link_only",
        probability_two_random_records_match=0.5,
        comparisons=[
            of.JaroWinklerAtThresholds("said", near),
            of.JaroWinklerAtThresholds("sorted", near),
            of.LevenshteinAtThresholds("name", [1, 3]),
            of.ExactMatch("first").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[block_on("pair")],
    )

    def table(names: Sequence[str]) -> object:
        said = [read(n) for n in names]
        numbers = [str(i) for i in range(len(names))]
        return pa.table({
            "unique_id": numbers, "pair": numbers, "name": [n.lower() for n in names],
            "said": said, "sorted": [" ".join(sorted(s.split())) for s in said],
            "first": [(s.split() or [""])[0] for s in said],
        })  # fmt: skip

    def linker(left: Sequence[str], right: Sequence[str], how: object) -> Linker:
        base = DuckDBAPI()
        both = ((left, "l"), (right, "r"))
        return Linker(
            [base.register(table(n), dataset_display_name=d) for n, d in both],
            how, log_level=logging.ERROR,
        )  # fmt: skip

    learnt = [p for p in cases.companies(facts) if not cases.is_test(p[0])]
    english = [en for _, en in learnt]
    slips = [cases.spelt(en)[at % 5][1] for at, en in enumerate(english)]
    made = linker(slips + [zh for zh, _ in learnt], english * 2, settings)
    made.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    made.training.estimate_parameters_using_expectation_maximisation(block_on("pair"))
    trained = made.misc.save_model_to_json()
    trained["probability_two_random_records_match"] = 0.5

    def score(left: Sequence[str], right: Sequence[str]) -> np.ndarray:
        found = linker(left, right, trained).inference.predict().as_pyarrow_table()
        out = np.zeros(len(left))
        at = np.array(found["unique_id_l"].to_pylist(), dtype=np.int64)
        # the weight, for so many probabilities are 1 that no bar could tell them apart
        out[at] = 0.5 + np.arctan(found["match_weight"].to_numpy()) / np.pi
        return out

    return score


def whence(left: Sequence[str], right: Sequence[str]) -> np.ndarray:
    from whence.match import score

    return score(left, right).same


def scorers(facts: Path) -> dict[str, Scorer]:
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
    if find_spec("splink") is not None:
        found["splink"] = lambda left, right: trained(facts)(left, right)
    return found


trained = cache(splink)
