"""How near those looked for are to everybody in a store, found once for all questions.

generation-N/labels/<key>/   level0.npy, level1.npy, ...: `toward.Labels` of these
                             parties, this lag and the goods as the package knows them

A generation never changes, so that what is found in it holds as long as it does, and
goes with it. A store that may not be written is asked all the same.
"""

import contextlib
import hashlib
import json
import os
import shutil
from pathlib import Path

import numpy as np
import numpy.typing as npt

from whence import __version__
from whence.errors import InputError, OutputError
from whence.jobs.steps.trade_store import TradeStore
from whence.shelf import version_of
from whence.store.columns import mapped, save
from whence.store.files import guarded
from whence.trace.exposure import Spread
from whence.trace.products import Products
from whence.trace.toward import Labels, labels_alone

LABELS = "labels"
FORMAT = 1
"""Raised when what a level holds is another thing."""
KEPT = 2
"""Sets of labels kept beside a generation; each is a fifth of its lanes."""


def labels_in(
    store: TradeStore, flagged: npt.NDArray[np.int64], *, tiers: int, lag: int
) -> Labels:
    """Give the labels of these parties, from the store or found anew and kept there.

    `flagged` are numbers of parties, sorted.
    """
    place = _place(store, flagged, tiers, lag)
    # Another process may be making room, and take what is just being opened.
    with contextlib.suppress(InputError, OSError):
        count = len(list(place.glob("level*.npy")))
        levels = [mapped(place, f"level{at}").view(np.ndarray) for at in range(count)]
        if levels:
            with contextlib.suppress(OSError):
                os.utime(place)
            return Labels(flagged, lag, tiers, tuple(levels))
    spread = Spread(store.lanes, Products())
    found = labels_alone(spread, flagged, max_tiers=tiers, lag=lag)
    keep(store, found)
    return found


def keep(store: TradeStore, labels: Labels) -> None:
    """Keep labels beside the lanes they tell of, in the place of the longest unused."""
    place = _place(store, labels.flagged, labels.tiers, labels.lag)
    if place.is_dir():
        return
    fresh = place.with_name(f".{place.name}.{os.getpid()}")
    columns = {f"level{at}": level for at, level in enumerate(labels.levels)}
    with contextlib.suppress(OutputError):
        try:
            with guarded(place):
                fresh.mkdir(parents=True, exist_ok=True)
                save(fresh, columns)
                _forget(place.parent)
                # Somebody else may have kept the same meanwhile; his are as good.
                if not place.is_dir():
                    fresh.rename(place)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def _place(
    store: TradeStore, flagged: npt.NDArray[np.int64], tiers: int, lag: int
) -> Path:
    """Name the folder by all that the labels hang on."""
    said = json.dumps([FORMAT, __version__, tiers, lag, version_of("chains")])
    text = hashlib.sha256(said.encode() + flagged.astype("<i8").tobytes())
    return store.folder / LABELS / text.hexdigest()[:24]


def _forget(folder: Path) -> None:
    """Make room for one more set."""
    held = [p for p in folder.iterdir() if not p.name.startswith(".")]
    for old in sorted(held, key=lambda p: p.stat().st_mtime)[: len(held) - KEPT + 1]:
        shutil.rmtree(old, ignore_errors=True)
