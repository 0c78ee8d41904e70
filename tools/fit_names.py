"""Fit the weights of names: logistic, drawn to hand-set means, with fixed signs.

fitted   the weights of each mode, from rows of evidence
"""

import numpy as np

# Hand-set means that the fit departs from: what few pairs show must not move far.
MEANS = {
    "prior": -3.0, "identical": 4.0, "reading": 4.0, "typo": 3.0, "part": 2.5,
    "gloss": 3.0, "char": 1.0, "compound": 1.5, "gloss_trade": 0.5,
    "initials": 1.5, "sound": 1.0, "cover": 1.0, "alike": 1.0,
    "whole": 0.5, "complete": 1.5, "both": -1.5, "unlike": -3.0, "none": -1.5,
    "bare": -1.0, "missing": -2.0, "extra": -2.0,
    "missing_opaque": -1.0, "extra_opaque": -1.0, "place_same": 1.0,
    "place_within": 0.75, "place_conflict": -2.5, "place_extra": -0.25,
    "place_missing": -0.25, "land_extra": -1.0, "land_missing": -1.0,
    "trade_same": 0.75, "trade_missing": -0.5,
    "trade_extra": -0.5, "trade_both": -1.0, "form_same": 0.1, "form_conflict": -0.25,
    "number_same": 1.0, "number_conflict": -2.0, "number_missing": -1.0,
    "plain": 4.0, "exact": 2.0,
}  # fmt: skip
NAMES = list(MEANS)
# Not learned: the pairs across scripts hold too few numbers to show what they tell.
GIVEN = {"same": {}, "across": {"number_conflict": -4.0}}
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


def fitted(rows: dict[str, Rows], labelled: Labelled) -> dict[str, np.ndarray]:
    """Fit the weights of each mode; in one script one half stands where the labelled
    pairs put it, but for names that agree in all but their form, which are sure."""
    weights = {}
    for mode, some in rows.items():
        more = [(row, same, WESTERN) for m, row, same in labelled if m == mode]
        columns = map(np.array, zip(*some, *more, strict=True))
        weights[mode] = fit(*columns, ridge=RIDGE[mode])
    one_script = [(row, same) for m, row, same in labelled if m == "same"]
    odds = np.array([row @ weights["same"] for row, _ in one_script])
    shift = middle(odds, np.array([same for _, same in one_script]))
    for name, sign in (("prior", -1), ("complete", 1), ("plain", 1)):
        weights["same"][NAMES.index(name)] += sign * shift
    return weights


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
    mean = np.array([MEANS[n] for n in NAMES])
    sign = np.sign(mean)
    sign[NAMES.index("prior")] = 0
    used = np.array([n not in TIED for n in NAMES])
    beta = np.where(used, mean, 0.0)
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(rows @ beta, -30, 30)))
        pull = rows.T @ (much * (same - p)) - ridge * (beta - mean)
        free = used & ~((beta == 0) & (sign != 0) & (pull * sign <= 0))
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
