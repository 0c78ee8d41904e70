"""How near those looked for are to everybody in a store, found once for all questions.

generation-N/labels/<key>/   group0.npy, months0.npy, ...: `toward.Labels` of these
                             parties, this lag and the goods as the package knows them;
                             `levels`, how many there are, written last

A generation never changes, so that what is found in it holds as long as it does, and
goes with it. A store that may not be written is asked all the same.
"""

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Self

import numpy as np

from whence import __version__
from whence.errors import InputError, OutputError
from whence.jobs.steps.trade_spread import spread_of
from whence.jobs.steps.trade_store import TradeStore
from whence.shelf import version_of
from whence.store.columns import mapped, save
from whence.store.files import guarded, write_text
from whence.trace.calendar import WHOLE, Calendar
from whence.trace.exposure import NOBODY, Exposure
from whence.trace.fold import Longs
from whence.trace.months import Masks
from whence.trace.toward import Labels, Level

LABELS = "labels"
FORMAT = 3
"""Raised when what a level holds is another thing."""
NUMBER = "levels"
LEFT = 86_400
"""Seconds after which nobody is at work any more in a folder that was not kept."""
KEPT = 2
"""Sets of labels kept beside a generation; each is less than a tenth of its lanes."""


def labels_in(store: TradeStore, flagged: Longs, *, tiers: int, lag: int) -> Labels:
    """Give the labels of these parties, from the store or found anew and kept there.

    `flagged` are numbers of parties, sorted.
    """
    place = _place(store, flagged, tiers, lag)
    levels = _read(place)
    if not levels:
        with _Levels(place) as anew:
            spread = spread_of(store)
            spread.months(flagged, max_tiers=tiers, lag=lag, keep=anew)
            levels = anew.kept()
    return Labels(flagged, lag, tiers, levels)


def exposure_in(
    store: TradeStore,
    flagged: Longs,
    *,
    tiers: int,
    lag: int,
    carriers: Longs = NOBODY,
    calendar: Calendar = WHOLE,
    kernel: bool | None = None,
) -> tuple[Labels, Exposure]:
    """Say of every party how it stands to these; give the labels as well, which are
    found on the way and kept. `kernel`: see `spread_of`."""
    place = _place(store, flagged, tiers, lag)
    levels = _read(place)
    with _Levels(place) as anew:
        found = spread_of(store, kernel=kernel).exposure(
            flagged, max_tiers=tiers, lag=lag, carriers=carriers, calendar=calendar,
            keep=None if levels else anew,
        )  # fmt: skip
        levels = levels or anew.kept()
    return Labels(flagged, lag, tiers, levels), found


class _Levels:
    """Takes labels level by level, onto the disk: they are long, and looked at in few
    places. Where that may not be written they stay in memory."""

    def __init__(self, place: Path) -> None:
        """Name the folder they are to stand in."""
        self._place = place
        self._fresh: Path | None = None
        self._levels: list[Level] = []
        self._whole = True

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take away what was not kept; what is mapped stays readable all the same."""
        if self._fresh is not None:
            shutil.rmtree(self._fresh, ignore_errors=True)

    def __call__(self, new: Masks) -> None:
        """Take the next level."""
        level, number = Level.of(new), len(self._levels)
        try:
            folder = self._folder()
            save(folder, {f"{name}{number}": c for name, c in level._asdict().items()})
            self._levels.append(_level(folder, number))
        except (OutputError, InputError):
            self._levels.append(level)
            self._whole = False

    def _folder(self) -> Path:
        """Give a folder of these labels' own: two may find the same ones at a time."""
        if self._fresh is None:
            with guarded(self._place):
                self._place.parent.mkdir(parents=True, exist_ok=True)
                made = tempfile.mkdtemp(prefix=".", dir=self._place.parent)
            self._fresh = Path(made)
        return self._fresh

    def kept(self) -> tuple[Level, ...]:
        """Keep them all beside the lanes, in the place of the longest unused."""
        with contextlib.suppress(OutputError):
            # Somebody else may have kept the same meanwhile; his are as good.
            if self._whole and self._levels and not self._place.is_dir():
                folder = self._folder()
                write_text(folder / NUMBER, str(len(self._levels)))
                with guarded(self._place):
                    _forget(self._place.parent)
                    folder.rename(self._place)
        return tuple(self._levels)


def _level(folder: Path, number: int) -> Level:
    names = (f"{name}{number}" for name in Level._fields)
    return Level(*(mapped(folder, name).view(np.ndarray) for name in names))


def _read(place: Path) -> tuple[Level, ...]:
    """Give the levels that are kept in a place, none where they are not all there."""
    # Another process may be making room, and take what is just being opened.
    with contextlib.suppress(InputError, OSError, ValueError):
        count = int((place / NUMBER).read_text("utf-8"))
        levels = [_level(place, at) for at in range(count)]
        with contextlib.suppress(OSError):
            os.utime(place)
        return tuple(levels)
    return ()


def _place(store: TradeStore, flagged: Longs, tiers: int, lag: int) -> Path:
    """Name the folder by all that the labels hang on."""
    said = json.dumps([FORMAT, __version__, tiers, lag, version_of("chains")])
    text = hashlib.sha256(said.encode() + flagged.astype("<i8").tobytes())
    return store.folder / LABELS / text.hexdigest()[:24]


def _forget(folder: Path) -> None:
    """Make room for one more set, and take away what somebody left who was stopped."""
    held = [p for p in folder.iterdir() if not p.name.startswith(".")]
    for old in sorted(held, key=lambda p: p.stat().st_mtime)[: len(held) - KEPT + 1]:
        # Under another name first: who looks for it finds all of it or nothing.
        gone = folder / f".gone-{old.name}-{os.getpid()}"
        with contextlib.suppress(OSError):
            old.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)
    for left in folder.glob(".*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT:
                shutil.rmtree(left, ignore_errors=True)
