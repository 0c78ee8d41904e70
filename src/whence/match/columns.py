"""Names laid out as columns, to weigh many pairs of them at once.

Columns   the columns of names, with numbers for keys; `joined` adds more names
grained   odds in the grain of an explanation's rows
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.match.rest import FEW
from whence.match.sides import Side, differs, is_legible
from whence.match.weigh import GRAIN
from whence.normalise.latin import is_pinyin
from whence.shelf.matching import Weights

SLOTS = 8
MODES = ("same", "across")
Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Bools = NDArray[np.bool_]
Odds = tuple[Floats, Floats]


def grained(odds: Floats) -> Floats:
    """Round to the grain of the rows of an explanation."""
    return np.round(odds * GRAIN) / GRAIN


@dataclass(frozen=True, slots=True)
class Laid:
    """The columns of some names; slots without a key hold -1.

    `place`, `trade` and `form` number the different sets of places, of trades, and of
    form, number and branch; `firsts` give by such a number the first name that has it.
    `missing` and `extra` are the log-odds of all distinctive parts, by mode.
    """

    han: Bools
    brands: Bools
    mass: Floats
    legible: Floats
    missing: Floats
    extra: Floats
    trades: Numbers
    rare: Floats
    texts: Numbers
    heavy: Floats
    regions: Numbers
    abroad: Bools
    codes: Numbers
    forms: Numbers
    numbers: Numbers
    branch: Bools
    empty: Bools
    place: Numbers
    trade: Numbers
    form: Numbers
    firsts: tuple[Numbers, Numbers, Numbers]


def joined(first: Laid, more: Laid) -> Laid:
    """Put more names behind the first; both were laid out by the same `Columns`."""
    whole: dict[str, Any] = {}
    for field in fields(Laid):
        one, two = getattr(first, field.name), getattr(more, field.name)
        if field.name in ("missing", "extra"):
            whole[field.name] = np.concatenate((one, two), axis=1)
        elif field.name == "firsts":
            whole["firsts"] = tuple(
                np.concatenate((a, b + len(first.han)))
                for a, b in zip(one, two, strict=True)
            )
        elif field.name in ("place", "trade", "form"):
            kinds = first.firsts[("place", "trade", "form").index(field.name)]
            whole[field.name] = np.concatenate((one, two + len(kinds)))
        elif one.ndim == 1:
            whole[field.name] = np.concatenate((one, two))
        else:
            blank = -1 if one.dtype == np.int64 and field.name != "texts" else 0
            wide = max(one.shape[1], two.shape[1])
            out = np.full((len(one) + len(two), wide), blank, dtype=one.dtype)
            out[: len(one), : one.shape[1]], out[len(one) :, : two.shape[1]] = one, two
            whole[field.name] = out
    return Laid(**whole)


class Columns:
    """Gives each key a number, the same for both sides of a comparison."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._numbers: dict[object, int] = {}

    def of(self, sides: Sequence[Side]) -> Laid:
        """Lay names out; of more than eight keys of one kind the first eight count."""
        ranked = [sorted(s.trades, key=lambda t: -t[2])[:SLOTS] for s in sides]
        texts, heavy = _texts(ranked)
        place, places = _kinds([(s.regions, s.codes) for s in sides])
        trade, trades = _kinds([tuple(r) for r in ranked])
        form, forms = _kinds([(s.forms, s.numbers, s.branch) for s in sides])
        return Laid(
            han=np.array([s.han for s in sides], dtype=np.bool_),
            brands=np.array([bool(s.brands) for s in sides], dtype=np.bool_),
            mass=np.array([sum(p.rare for p in s.brands) for s in sides]),
            legible=_legible(sides),
            missing=self._lone(sides, "missing"),
            extra=self._lone(sides, "extra"),
            trades=self._slots([[k for k, _, _ in row] for row in ranked]),
            rare=_rare(ranked),
            texts=texts,
            heavy=heavy,
            regions=self._slots([sorted(s.regions) for s in sides]),
            abroad=np.array([s.is_abroad for s in sides], dtype=np.bool_),
            codes=self._slots([sorted(s.codes) for s in sides]),
            forms=self._slots([sorted(s.forms) for s in sides]),
            numbers=np.array(
                [self._number(s.numbers) if s.numbers else -1 for s in sides],
                dtype=np.int64,
            ),
            branch=np.array([s.branch for s in sides], dtype=np.bool_),
            empty=np.array([s.is_empty for s in sides], dtype=np.bool_),
            place=place,
            trade=trade,
            form=form,
            firsts=(places, trades, forms),
        )

    def numbers(self, keys: Iterable[str]) -> list[int]:
        """Give the numbers of keys."""
        return [self._numbers.setdefault(key, len(self._numbers)) for key in keys]

    def _number(self, key: object) -> int:
        return self._numbers.setdefault(key, len(self._numbers))

    def _slots(self, rows: Sequence[Iterable[str]]) -> Numbers:
        """Give a row of key numbers per name, as wide as the widest needs."""
        cut = [[self._number(k) for k in row][:SLOTS] for row in rows]
        out = np.full((len(cut), max(1, *map(len, cut), 1)), -1, dtype=np.int64)
        for at, row in enumerate(cut):
            out[at, : len(row)] = row
        return out

    def _lone(self, sides: Sequence[Side], name: str) -> Floats:
        """Give the odds of all distinctive parts when none is found, by mode."""
        out = np.zeros((2, len(sides)))
        for number, mode in enumerate(MODES):
            plain = self._weights[f"{mode}.{name}"] * GRAIN
            dark = self._weights[f"{mode}.{name}_opaque"] * GRAIN
            for at, side in enumerate(sides):
                out[number, at] = sum(
                    round(
                        (dark if number and _opaque(side, p.text) else plain) * p.rare
                    )
                    for p in side.brands
                )
        return out / GRAIN


def _kinds(rows: Sequence[object]) -> tuple[Numbers, Numbers]:
    """Number the different rows, and give where each is first met."""
    known: dict[object, int] = {}
    at = np.fromiter(
        (known.setdefault(row, len(known)) for row in rows), np.int64, len(rows)
    )
    return at, np.unique(at, return_index=True)[1].astype(np.int64)


def _opaque(side: Side, text: str) -> bool:
    """Whether a spelled part is one that no Chinese can be read as."""
    return not side.han and not all(map(is_pinyin, text.split()))


def _legible(sides: Sequence[Side]) -> Floats:
    """Give how rare the rarest part of each name is that says how it is read."""
    return np.array([
        max((differs(p.rare) for p in s.brands if is_legible(p.text, han=s.han)),
            default=0.0)
        for s in sides
    ], dtype=np.float64)  # fmt: skip


Trades = Sequence[tuple[str, str, float]]


def _rare(ranked: Sequence[Trades]) -> Floats:
    out = np.zeros((len(ranked), SLOTS))
    for at, row in enumerate(ranked):
        for slot, (_, _, rare) in enumerate(row):
            out[at, slot] = max(rare, FEW)
    return out


def _texts(ranked: Sequence[Trades]) -> tuple[Numbers, Floats]:
    """Give per word of trade the slots of its concepts, as bits (0 for none), and how
    rare the rarest of them is."""
    out = np.zeros((len(ranked), SLOTS), dtype=np.int64)
    heavy = np.zeros((len(ranked), SLOTS))
    for at, row in enumerate(ranked):
        texts: dict[str, tuple[int, float]] = {}
        for slot, (_, text, rare) in enumerate(row):
            bits, most = texts.get(text, (0, FEW))
            texts[text] = bits | 1 << slot, max(most, rare)
        for slot, (bits, most) in enumerate(texts.values()):
            out[at, slot], heavy[at, slot] = bits, most
    wide = max(1, *map(len, ranked), 1)
    return out[:, :wide], heavy[:, :wide]
