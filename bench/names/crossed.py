"""What F1 the labelled Western pairs give when none is learned from:
`python bench/names/crossed.py [FACTS] [--folds 8] [--seeds 3]`.

Stated before the first run: F1 at one half, of weights and of where one half is both
learned without the pairs of a fold, at least .89 (the default of `whence.match.score`).
Two ways to fold: pairs at random, as another half of the same source would be; and by
groups of pairs that share a name or a rare word, so that no sister of a pair was
learned from. The features were made with these pairs in view, which no fold undoes.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

import cases
import numpy as np
import run

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import learn_names as learnt
from fit_names import Labelled, Made, fitted

MOST_SHARED, LEAST_LETTERS = 14, 4
COMMON = frozenset(
    "company limited corporation group bank china capital solutions global trust"
    " international industrial state fund organization organisation systems united"
    .split()
)  # fmt: skip


def groups(made: cases.Pairs) -> list[int]:
    """Number each pair by its group: those that share a name or a rare word."""
    bags = [
        {w for n in both for w in cases.words(n)} - COMMON
        for both in zip(made.left, made.right, strict=True)
    ]
    spread = Counter(w for bag in bags for w in bag)
    owner = list(range(len(bags)))
    for at, bag in enumerate(bags):
        for other in range(at):
            rare = {w for w in bag & bags[other] if len(w) >= LEAST_LETTERS}
            if any(spread[w] <= MOST_SHARED for w in rare):
                old, new = owner[at], owner[other]
                owner = [new if o == old else o for o in owner]
    return owner


def held_out(rows: Made, labelled: Labelled, fold: np.ndarray) -> np.ndarray:
    """Give the log-odds of each pair by weights learned from the other folds."""
    out = np.zeros(len(labelled))
    for number in np.unique(fold):
        kept = [p for p, f in zip(labelled, fold, strict=True) if f != number]
        weights = fitted(rows, kept)
        for at in np.nonzero(fold == number)[0]:
            mode, row, _ = labelled[at]
            out[at] = row @ weights[mode]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, nargs="?", default=run.FACTS)
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--seeds", type=int, default=3)
    given = parser.parse_args()
    pairs = [p for p in cases.companies(given.facts) if not cases.is_test(p[0])]
    rows = Made({"same": learnt.made_rows(pairs).rows["same"]})
    labelled = learnt.labelled_rows(given.facts)
    same = np.array([s for _, _, s in labelled])
    made = cases.western(given.facts)
    for title, group in (
        ("at random", np.arange(len(same))),
        ("by groups that share a rare word", np.array(groups(made))),
    ):
        found = []
        for seed in range(given.seeds):
            each = np.unique(group)
            np.random.default_rng(seed).shuffle(each)
            folds = {g: at % given.folds for at, g in enumerate(each)}
            odds = held_out(rows, labelled, np.array([folds[g] for g in group]))
            above = odds >= 0
            found.append(2 * np.sum(above & same) / (above.sum() + same.sum()))
        print(f"{title}: F1 at one half {np.mean(found):.3f}, by seed "
              + " ".join(f"{f:.3f}" for f in found), flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
