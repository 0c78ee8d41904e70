"""Fit the weights of names: logistic, drawn to hand-set means, with fixed signs.

Made     rows of evidence on pairs made of companies
fitted   the weights of each mode, from them and from labelled pairs
"""

from dataclasses import dataclass, field

import numpy as np

# Hand-set means that the fit departs from: what few pairs show must not move far.
MEANS = {
    "prior": -3.0, "identical": 4.0, "reading": 4.0, "typo": 3.0, "part": 2.5,
    "gloss": 3.0, "char": 1.0, "compound": 1.5, "gloss_trade": 0.5,
    "initials": 1.5, "sound": 1.0, "cover": 1.0, "alike": 1.0,
    "whole": 0.5, "complete": 1.5, "brief": 0.5, "both": -1.5, "unlike": -3.0,
    "none": -1.5, "bare": -3.0, "missing": -2.0, "extra": -2.0,
    "missing_opaque": -1.0, "extra_opaque": -1.0, "place_same": 1.0,
    "place_region": 0.75, "place_within": -0.5, "place_conflict": -2.5,
    "place_extra": -0.25, "place_missing": -0.25, "land_extra": -1.0,
    "land_missing": -1.0, "trade_same": 0.75, "trade_missing": -0.5,
    "trade_extra": -0.5, "trade_both": -1.0, "form_same": 0.1, "form_conflict": -0.25,
    "number_same": 1.0, "number_conflict": -6.0, "number_series": -0.25,
    "number_missing": -1.0,
    "plain": 4.0, "exact": 2.0,
}  # fmt: skip
NAMES = list(MEANS)
# Not learned, for the pairs do not teach them: none are of two mills of one house that
# differ in their number, nor of a firm and its sister where one name tells no trade.
GIVEN = {"number_conflict": -6.0, "brief": 1.0}
# Mirrored names get one weight: which side is the listed one says nothing.
TIED = {"extra": "missing", "extra_opaque": "missing_opaque",
        "place_extra": "place_missing", "land_extra": "land_missing",
        "trade_extra": "trade_missing"}  # fmt: skip
RIDGE = {"same": 8.0, "across": 4.0}
# The weight of a pair that people labelled, beside one made of a company's names.
WESTERN = 30.0
WIDE, STEPS = 15, 200
Rows = list[tuple[np.ndarray, bool, float]]
Labelled = list[tuple[str, np.ndarray, bool]]
# What the chances across scripts are said of: a pair that is the same, one at random,
# and one of the same place and trade, in these shares. No share suits all users: among
# random companies alone the chances are too low, among rivals alone too high.
MIXTURE = {"same": 0.5, "random": 0.3, "hard": 0.2}


@dataclass(frozen=True)
class Made:
    """Evidence on pairs made of companies: by mode (sizes, same, weight), and on the
    official names in two scripts (sizes, kind of pair)."""

    rows: dict[str, Rows] = field(default_factory=lambda: {"same": [], "across": []})
    official: list[tuple[np.ndarray, str]] = field(default_factory=list)


def fitted(made: Made, labelled: Labelled) -> dict[str, np.ndarray]:
    """Fit the weights of each mode, and put one half where it belongs: in one script by
    the labelled pairs (but for names that agree in all but their form, which are sure),
    across scripts by the official names."""
    weights = {}
    for mode, some in made.rows.items():
        more = [(row, same, WESTERN) for m, row, same in labelled if m == mode]
        columns = map(np.array, zip(*some, *more, strict=True))
        weights[mode] = fit(*columns, ridge=RIDGE[mode])
    one_script = [(row, same) for m, row, same in labelled if m == "same"]
    odds = np.array([row @ weights["same"] for row, _ in one_script])
    shift = middle(odds, np.array([same for _, same in one_script]))
    for name, sign in (("prior", -1), ("complete", 1), ("plain", 1)):
        weights["same"][NAMES.index(name)] += sign * shift
    if made.official:
        weights["across"] = levelled(weights["across"], made.official)
    return weights


def levelled(beta: np.ndarray, official: list[tuple[np.ndarray, str]]) -> np.ndarray:
    """Shift the log-odds so that in the mixture as many pairs are the same as the
    chances say, by Newton steps."""
    held = [(row @ beta, kind) for row, kind in official if kind in MIXTURE]
    odds, kinds = np.array([o for o, _ in held]), np.array([k for _, k in held])
    much = sum((kinds == k) * (w / np.sum(kinds == k)) for k, w in MIXTURE.items())
    shift = 0.0
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-(odds + shift)))
        step = np.sum(much * ((kinds == "same") - p)) / np.sum(much * p * (1 - p))
        shift += float(np.clip(step, -1, 1))
        if abs(step) < 1e-9:
            break
    out = beta.copy()
    out[NAMES.index("prior")] += shift
    return out


def fit(
    rows: np.ndarray, same: np.ndarray, much: np.ndarray, *, ridge: float
) -> np.ndarray:
    """Fit logistic weights by projected Newton steps, drawn to the hand-set means.

    A weight never takes the sign opposite to its mean: it stays at nothing while the
    pairs pull it there (Bertsekas 1982, SIAM J. Control Optim. 20:221).
    """
    seen, at = np.unique(np.column_stack([rows, same]), axis=0, return_inverse=True)
    much = np.bincount(at, much)
    many, rows, same = len(same), seen[:, :-1], seen[:, -1] > 0
    much *= np.where(same, 1 / much[same].sum(), 1 / much[~same].sum())
    much *= many / 8
    mean = np.array([GIVEN.get(n, MEANS[n]) for n in NAMES])
    sign = np.sign(mean)
    sign[NAMES.index("prior")] = 0
    used = np.array([n not in TIED for n in NAMES])
    learned = used & np.array([n not in GIVEN for n in NAMES])
    beta = np.where(used, mean, 0.0)
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(rows @ beta, -30, 30)))
        pull = rows.T @ (much * (same - p)) - ridge * (beta - mean)
        free = learned & ~((beta == 0) & (sign != 0) & (pull * sign <= 0))
        bend = (rows * (much * p * (1 - p))[:, None]).T @ rows
        bend += ridge * np.eye(len(mean))
        step = np.zeros(len(mean))
        step[free] = np.linalg.solve(bend[np.ix_(free, free)], pull[free])
        new = beta + np.clip(step, -1, 1)
        new[(sign != 0) & (new * sign < 0)] = 0.0
        if np.abs(new - beta).max() < 1e-6:
            break
        beta = new
    return beta


def middle(odds: np.ndarray, same: np.ndarray) -> float:
    """Give the middle of the broadest heights of F1 over thresholds.

    The made pairs are easier than those people label; the labelled ones say where, in
    one script, one half is. `bench/names` cross-validates it.
    """
    bars = np.arange(-1.5, 3.5, 0.05)
    f1 = [2 * np.sum((odds >= t) & same) / (np.sum(odds >= t) + same.sum())
          for t in bars]  # fmt: skip
    smooth = np.convolve(f1, np.ones(WIDE) / WIDE, "same")
    return float(bars[int(smooth.argmax())])
