"""Learn what the name matcher knows: `python tools/learn_names.py FACTS [--out DIR]`.

Writes `weights/learned.yml` (logistic weights by maximum a posteriori, with hard
negatives), learned from seven names of ten, by a hash of the name, with translations
that each name had no part in; and `terms/gloss.csv` (translations of words in brands),
learned from all names. `bench/names` tests the weights on the other three names of ten,
with the translations learned without them (`bench/names/held/gloss.csv`). The same
inputs give the same bytes.
"""

import argparse
import sys
from itertools import chain
from pathlib import Path

import numpy as np
import yaml

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "bench/names"), str(ROOT / "tools")]

import cases  # noqa: E402
from fit_names import GIVEN, NAMES, TIED, Labelled, Made, fitted  # noqa: E402
from name_lexicon import Lexicon, lexicon, listed_brands, table, use  # noqa: E402
from name_pairs import examples, namesakes, negatives, side, sisters  # noqa: E402

from whence.match import weigh  # noqa: E402
from whence.match.brands import align  # noqa: E402
from whence.shelf import matching  # noqa: E402

VERSION = "names-9"
DATA, HELD = ROOT / "src/whence/data", ROOT / "bench/names/held/gloss.csv"
FOLDS = 5
Pairs = list[tuple[str, str]]


def features(left: str, right: str) -> tuple[str, np.ndarray]:
    """Give the mode of two names, and the sizes of the evidence on them."""
    one, two = side(left), side(right)
    row = np.zeros(len(NAMES))
    for sign in weigh.evidence(one, two, align(one, two, matching.weights())):
        row[NAMES.index(TIED.get(sign.weight, sign.weight))] += sign.size
    return weigh.mode_of(one, two), row


def made_rows(pairs: Pairs) -> Made:
    """Give the evidence on pairs made of companies.

    Each company is read with translations learned from the others.
    """
    banned, near = listed_brands(), namesakes(pairs)
    made = Made()
    for fold in range(FOLDS):
        held = [cases.share(zh + "fold") % FOLDS == fold for zh, _ in pairs]
        inside = [p for p, out in zip(pairs, held, strict=True) if not out]
        use(table(lexicon(inside, banned)))
        for at in np.flatnonzero(held).tolist():
            others = negatives(pairs, at, near.get(at, []))
            some = chain(examples(pairs, at, others), sisters(pairs, at))
            for left, right, same, much in some:
                mode, row = features(left, right)
                made.rows[mode].append((row, same, much))
            zh = pairs[at][0]
            for j, kind in [(at, "same"), *others]:
                made.official.append((features(zh, pairs[j][1])[1], kind))
    return made


def labelled_rows(facts: Path) -> Labelled:
    """Give the evidence on the labelled pairs: (mode, sizes, same)."""
    made = cases.western(facts)
    return [
        (*features(left, right), same)
        for left, right, same in zip(made.left, made.right, made.same, strict=True)
    ]


def gloss_text(found: Lexicon) -> str:
    lines = [f"{g},{w},{n},{sure}" for (g, w), (n, sure) in sorted(found.items())]
    return (
        "# What a Chinese word is called in English company names, and how surely.\n"
        "# Learned by tools/learn_names.py from official names of listed companies.\n"
        "zh,en,names,sure\n" + "\n".join(lines) + "\n"
    )


def weights_text(weights: dict[str, np.ndarray]) -> str:
    learned = {
        mode: {
            n: GIVEN.get(n, round(float(beta[NAMES.index(TIED.get(n, n))]), 3))
            for n in NAMES
        }
        for mode, beta in weights.items()
    }
    return (
        "# Log-odds learned by tools/learn_names.py; docs/names.md says from what.\n"
        "# same: two names in one script. across: Chinese against spelled.\n"
        + yaml.safe_dump({"version": VERSION, **learned}, sort_keys=False)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path)
    parser.add_argument("--out", type=Path, default=DATA)
    parser.add_argument("--held", type=Path, default=HELD)
    given = parser.parse_args()
    every, banned = cases.companies(given.facts), listed_brands()
    seven = [p for p in every if not cases.is_test(p[0])]
    weights = fitted(made_rows(seven), labelled_rows(given.facts))
    for path, text in (
        (given.out / "weights/learned.yml", weights_text(weights)),
        (given.out / "terms/gloss.csv", gloss_text(lexicon(every, banned))),
        (given.held, gloss_text(lexicon(seven, banned))),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
