"""Names laid out as columns, to weigh many pairs of them at once.

Columns   the columns of names; what many names share is laid out once
Laid      the columns of some names; `joined` adds more names
grained   odds in the grain of an explanation's rows
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import chain, islice

import numpy as np

from whence.match.alike import lettered, letters
from whence.match.arrays import Array, Bools, Floats, Numbers, counted
from whence.match.grown import Grown
from whence.match.rest import FEW
from whence.match.sides import Part, Side, differs, is_legible
from whence.match.sounds import spells
from whence.match.traits import (
    CORPS,
    NO_FORM,
    NO_PLACE,
    NO_TRADE,
    Forms,
    Places,
    Trades,
)
from whence.match.weigh import GRAIN
from whence.normalise.gazette import index
from whence.shelf.matching import Weights

SLOTS = 8
PARTS, KEYS, RUNS = 4, 4, 6
MODES = ("same", "across")
LONE = ("missing", "extra")


def grained(odds: Floats) -> Floats:
    """Round to the grain of the rows of an explanation."""
    return np.round(odds * GRAIN) / GRAIN


@dataclass(frozen=True, slots=True)
class Laid:
    """The columns of some names.

    `place`, `trade` and `form` are rows of the tables of `Columns`, and so are the
    slots of `parts` (0 for none). `missing` and `extra` are the log-odds of all
    distinctive parts, by mode. `runs` are the keys of neighbouring parts written as one
    (-1 for none), `full` stands for the whole name. Not `fit` for arrays are names with
    more parts, keys or runs than there are slots, or with parts in two scripts.
    """

    han: Bools
    count: Numbers
    mass: Floats
    legible: Floats
    missing: Floats
    extra: Floats
    empty: Bools
    place: Numbers
    trade: Numbers
    form: Numbers
    parts: Numbers
    runs: Numbers
    full: Numbers
    fit: Bools


def joined(first: Laid, more: Laid) -> Laid:
    """Put more names behind the first; both were laid out by the same `Columns`."""
    return Laid(**{
        field.name: np.concatenate(
            (getattr(first, field.name), getattr(more, field.name)),
            axis=int(field.name in LONE),
        )
        for field in fields(Laid)
    })  # fmt: skip


class Columns:
    """Lays names out. `keys` numbers keys; `parts`, `places`, `trades` and `forms` hold
    the columns of what many names share, the same for both sides of a comparison."""

    def __init__(self, weights: Weights) -> None:
        """Begin without names."""
        self._weights = weights
        self.keys: Grown[str] = Grown(_key_columns, "")
        nothing = Part("", frozenset(), (), 0.0)
        self.parts: Grown[Part] = Grown(self._part_columns, nothing)
        self.places: Grown[Places] = Grown(self._place_columns, NO_PLACE)
        self.trades: Grown[Trades] = Grown(self._trade_columns, NO_TRADE)
        self.forms: Grown[Forms] = Grown(self._form_columns, NO_FORM)

    def of(self, sides: Sequence[Side]) -> Laid:
        """Lay names out; of more than eight keys of one kind the first eight count."""
        count = np.array([len(s.brands) for s in sides], dtype=np.int64)
        han = np.array([s.han for s in sides], dtype=np.bool_)
        place = np.array(self.places.rows(s.place for s in sides), dtype=np.int64)
        trade = np.array(self.trades.rows(s.trade for s in sides), dtype=np.int64)
        form = np.array(self.forms.rows(s.form for s in sides), dtype=np.int64)
        said = self.places["some"][place] | self.trades["some"][trade]
        said |= self.forms["number"][form] >= 0
        part = np.array(
            self.parts.rows(chain.from_iterable(s.brands for s in sides)),
            dtype=np.int64,
        )
        whose = np.repeat(np.arange(len(sides)), count)
        runs = [[joined for _, _, joined in s.joins] for s in sides]
        fit = np.array([len(some) <= RUNS for some in runs], dtype=np.bool_)
        fit &= count <= PARTS
        odd = ~self.parts["fit"][part] | (self.parts["han"][part] != han[whose])
        fit[whose[odd]] = False
        missing, extra = self._lone(part, whose, han)
        return Laid(
            han=han,
            count=count,
            mass=_added(whose, self.parts["rare"][part], len(sides)),
            legible=self._legible(part, whose, han),
            missing=missing,
            extra=extra,
            empty=~said & (count == 0),
            place=place,
            trade=trade,
            form=form,
            parts=_slotted(part, whose, count),
            runs=self._slots(runs, RUNS, least=RUNS),
            # two names that only seem to be one are told apart by `brands.align`
            full=np.array([hash(s.full) for s in sides], dtype=np.int64),
            fit=fit,
        )

    def _lone(self, part: Numbers, whose: Numbers, han: Bools) -> list[Floats]:
        """Give the odds of all distinctive parts when none is found, by mode."""
        odds, dark = self.parts["lone"][part], self.parts["dark"][part]
        rows = np.where(han[whose, None], odds, dark)
        out = [
            _added(whose, column, len(han)) / GRAIN for column in rows.T
        ]  # by name, then by mode
        return [np.stack(out[:2]), np.stack(out[2:])]

    def _legible(self, part: Numbers, whose: Numbers, han: Bools) -> Floats:
        """Give how rare the rarest part of each name is that says how it is read."""
        out = np.zeros(len(han))
        read = self.parts["legible"][part, han[whose].astype(np.int64)]
        np.maximum.at(out, whose, read)
        return out

    def _part_columns(self, parts: Sequence[Part]) -> Mapping[str, Array]:
        """Give rarity, keys, text and script of parts, and the odds when one is not
        found: in a Chinese name, and (`dark`) in a spelled one, of which some can be no
        pinyin; and whether it `spells` a place."""
        rare = np.array([p.rare for p in parts])
        plain, dark = (
            np.array([
                self._weights[f"{mode}.{name}{kind}"] for name in LONE for mode in MODES
            ]) * GRAIN
            for kind in ("", "_opaque")
        )  # fmt: skip
        dark[::2] = plain[::2]  # in one script it does not count
        names = index().spelled.keys()
        opaque = np.array([not all(map(spells, p.text.split())) for p in parts])
        return {
            "rare": rare,
            "keys": self._slots([p.keys for p in parts], KEYS),
            "fit": np.array([len(p.keys) <= KEYS for p in parts]),
            "han": np.array([p.han for p in parts]),
            "text": np.array(self.keys.rows(p.text for p in parts)),
            "length": np.array([len(p.text) for p in parts]),
            "legible": np.array([
                [differs(p.rare) * is_legible(p.text, han=han) for han in (False, True)]
                for p in parts
            ]),
            "lone": np.round(plain * rare[:, None]),
            "dark": np.round(np.where(opaque[:, None], dark, plain) * rare[:, None]),
            "initial": np.array([
                _initials(frozenset([w[:1] for w in (p.text, *p.latin)])) for p in parts
            ]),
            "spells": np.array([not names.isdisjoint(p.latin) for p in parts]),
        }  # fmt: skip

    def _place_columns(self, places: Sequence[Places]) -> Mapping[str, Array]:
        return {
            "some": np.array([bool(p.named) for p in places]),
            "abroad": np.array([p.abroad for p in places]),
            "initials": np.array([letters({w[:1] for w in p.words}) for p in places]),
            "regions": self._slots([sorted(p.regions) for p in places]),
            "towns": self._slots([sorted(p.towns) for p in places]),
            "reach": self._slots([sorted(p.reach) for p in places]),
        }

    def _trade_columns(self, trades: Sequence[Trades]) -> Mapping[str, Array]:
        """Give concepts with their rarity, and per word of trade (`texts`) the slots of
        its concepts, as bits, how rare the rarest of them is (`heavy`) and the last
        (`last`), and the number of the word (`names`)."""
        rare, heavy, last = np.zeros((3, len(trades), SLOTS))
        names: list[dict[str, tuple[int, float]]] = []
        texts = np.zeros((len(trades), SLOTS), dtype=np.uint8)
        ranked = [sorted(t.named, key=lambda n: -n[2])[:SLOTS] for t in trades]
        for at, row in enumerate(ranked):
            words: dict[str, tuple[int, float]] = {}
            for slot, (_, text, telling) in enumerate(row):
                rare[at, slot] = max(telling, FEW)
                bits, most = words.get(text, (0, FEW))
                words[text] = bits | 1 << slot, max(most, telling)
            for slot, (bits, most) in enumerate(words.values()):
                texts[at, slot], heavy[at, slot] = bits, most
            known = {text: telling for _, text, telling in trades[at].named}
            last[at, : len(words)] = [known[text] for text in words]
            names.append(words)
        keys = self._slots([[key for key, _, _ in row] for row in ranked])
        wide = keys.shape[1]
        return {
            "some": np.array([bool(t.named) for t in trades]),
            "corps": np.array([CORPS in t.keys for t in trades]),
            "keys": keys,
            "rare": rare[:, :wide],
            "texts": texts[:, :wide],
            "heavy": heavy[:, :wide],
            "last": last[:, :wide],
            "names": self._slots(names, least=wide),
            "initials": np.array([letters({x[:1] for x in t.texts}) for t in trades]),
        }  # fmt: skip

    def _form_columns(self, forms: Sequence[Forms]) -> Mapping[str, Array]:
        numbers = ["n|" + " ".join(sorted(f.numbers)) for f in forms]
        return {
            "forms": self._slots([sorted(f.forms) for f in forms]),
            "number": np.where(
                [bool(f.numbers) for f in forms], self.keys.rows(numbers), -1
            ),
            "branch": np.array([f.branch for f in forms]),
            "series": np.array([f.series for f in forms]),
        }

    def _slots(
        self, rows: Sequence[Iterable[str]], most: int = SLOTS, *, least: int = 1
    ) -> Numbers:
        """Give a row of key numbers per thing, `most` at the most; the row has as many
        slots as the widest needs, and `least` at the least."""
        cut = [tuple(islice(row, most)) for row in rows]
        numbers = iter(self.keys.rows(chain.from_iterable(cut)))
        wide = max(least, *map(len, cut), least)
        out = np.full((len(cut), wide), -1, dtype=np.int64)
        for at, row in enumerate(cut):
            out[at, : len(row)] = list(islice(numbers, len(row)))
        return out


@lru_cache(4096)
def _initials(heads: frozenset[str]) -> int:
    return letters(heads)


def _added(whose: Numbers, sizes: Floats, names: int) -> Floats:
    """Add sizes up by name, in their order."""
    return np.bincount(whose, sizes, names).astype(np.float64)


def _slotted(part: Numbers, whose: Numbers, count: Numbers) -> Numbers:
    """Give the first parts of each name in a row."""
    at = counted(count)
    out = np.zeros((len(count), PARTS), dtype=np.int64)
    here = at < PARTS
    out[whose[here], at[here]] = part[here]
    return out


def _key_columns(keys: Sequence[str]) -> Mapping[str, Array]:
    """Give the length of Latin spellings (0 for other keys), and which letters all
    keys hold."""
    spelt = [key.isascii() and ":" not in key for key in keys]
    return {
        "size": np.array([
            len(key) * latin for key, latin in zip(keys, spelt, strict=True)
        ]),
        "letters": lettered(keys),
    }  # fmt: skip
