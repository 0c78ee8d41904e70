"""The papers of a folder by what ties them: lots, numbers, stages, parties.

Lots and numbers are compared by their letters and digits alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from whence.model.chain import TieKind
from whence.model.paper import Amount, AmountRole, Paper, PartyRole, Said
from whence.shelf.paper_words import goods, kind_words

K = TypeVar("K")
SHORTEST = 3
"""Letters and digits of the shortest number that is looked for in a text."""


def key(value: str) -> str:
    """Keep letters and digits, in capitals.

    >>> key("yk-118") == key("YK 118")
    True
    """
    return "".join(ch for ch in value.upper() if ch.isalnum())


@dataclass(frozen=True)
class Sheaf:
    """The papers of one folder, and their texts by file."""

    commodity: str
    papers: Sequence[Paper]
    texts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Give the stages of the commodity, from where it begins."""
        return tuple(held.stage for held in goods(self.commodity))

    @cached_property
    def records(self) -> tuple[Paper, ...]:
        """Give the records of production."""
        return tuple(p for p in self.papers if p.kind in kind_words().records)

    @cached_property
    def trade(self) -> tuple[Paper, ...]:
        """Give the papers of sale and carriage."""
        return tuple(p for p in self.papers if p.kind in kind_words().trade)

    def of(self, *kinds: str) -> tuple[Paper, ...]:
        """Give the papers of some kinds."""
        return tuple(p for p in self.papers if p.kind in kinds)

    @cached_property
    def made(self) -> Mapping[str, tuple[Paper, ...]]:
        """Give the records that made a lot, by lot."""
        return _grouped((key(said.value), p) for p in self.records
                        for said in p.lots_out)  # fmt: skip

    @cached_property
    def sold(self) -> Mapping[str, tuple[Paper, ...]]:
        """Give the papers of trade that name a lot, by lot."""
        return _grouped((key(said.value), p) for p in self.trade
                        for said in p.lots_out)  # fmt: skip

    @cached_property
    def used(self) -> Mapping[str, tuple[Paper, ...]]:
        """Give the records that took in a lot, by lot."""
        return _grouped((key(said.value), p) for p in self.records
                        for said in p.lots_in)  # fmt: skip

    @cached_property
    def written(self) -> Mapping[str, str]:
        """Give each lot as it was first written."""
        found: dict[str, str] = {}
        for paper in self.papers:
            for said in (*paper.lots_out, *paper.lots_in):
                found.setdefault(key(said.value), said.value)
        return found

    @cached_property
    def stage_of_lot(self) -> Mapping[str, str]:
        """Give the stage that made each lot: by its record, its sale, or its use."""
        found: dict[str, str] = {}
        for papers in (self.records, self.trade):
            for paper in papers:
                for said in paper.lots_out:
                    if paper.stage:
                        found.setdefault(key(said.value), paper.stage)
        for paper in self.records:
            for amount in paper.amounts:
                if amount.role is AmountRole.TAKEN and amount.lot and amount.goods:
                    found.setdefault(key(amount.lot), amount.goods)
            for said in paper.lots_in:
                at = self.order.index(paper.stage) if paper.stage in self.order else 0
                if at:
                    found.setdefault(key(said.value), self.order[at - 1])
        return found

    @cached_property
    def numbered(self) -> Mapping[tuple[str, str], tuple[Paper, ...]]:
        """Give papers by kind and number."""
        return _grouped(
            ((p.kind, key(p.number.value)), p) for p in self.papers if p.number
        )

    @cached_property
    def _refs(self) -> Mapping[tuple[str, str], tuple[Paper, ...]]:
        """Give the papers that name a number, by its kind and itself."""
        return _grouped(
            ((r.kind.value, key(r.value)), p) for p in self.papers for r in p.refs
        )

    def referring(self, kind: TieKind, number: str) -> tuple[Paper, ...]:
        """Give the papers that name a number of another paper."""
        return self._refs.get((kind.value, number), ())

    @cached_property
    def _keyed(self) -> Mapping[str, str]:
        """Give the texts of payments by their letters and digits alone."""
        return {
            p.file: key(self.texts.get(p.file, "")) for p in self.of("proof_of_payment")
        }

    def names(self, paper: Paper, number: str) -> bool:
        """Whether the text of a paper holds a number, however its marks are set."""
        plain = key(number)
        if len(plain) < SHORTEST or plain not in self._keyed.get(paper.file, plain):
            return False
        form = r"[\W_]*".join(map(re.escape, plain))
        return bool(
            re.search(
                rf"(?<![A-Za-z0-9]){form}(?![A-Za-z0-9])",
                self.texts.get(paper.file, ""),
                re.IGNORECASE,
            )
        )

    def maker(self, stage: str) -> str:
        """Name who makes goods of a stage, as the papers say; "" when none does."""
        for paper in (*self.records, *self.of("invoice", "packing_list")):
            if paper.stage == stage:
                found = paper.party(PartyRole.MAKER, PartyRole.ISSUER, PartyRole.SELLER)
                if found:
                    return found
        for paper in self.of("purchase_order", "purchase_contract"):
            if paper.stage == stage and paper.party(PartyRole.SELLER):
                return paper.party(PartyRole.SELLER)
        return ""


def grams(amounts: Iterable[Amount]) -> int | None:
    """Add amounts up; None when none of them is weighed."""
    held = [a.grams for a in amounts if a.grams is not None]
    return sum(held) if held else None


def of_lot(paper: Paper, lot: str, role: AmountRole) -> int | None:
    """Give what a paper says of one lot in one role."""
    return grams(
        a for a in paper.amounts if a.role is role and key(a.lot) == lot and not a.gross
    )


def net(paper: Paper) -> int | None:
    """Give the net weight of the goods of a paper of trade."""
    return grams(a for a in paper.amounts if not a.gross)


def said_of(paper: Paper) -> tuple[Said, ...]:
    """Give the number and the day of a paper as values, where it has them."""
    return tuple(s for s in (paper.number, paper.day_said) if s is not None)


def called(paper: Paper) -> str:
    """Name a paper: its kind and number, else its file."""
    from whence.shelf.documents import title_of

    number = f" {paper.number.value}" if paper.number else f" ({paper.file})"
    return f"{title_of(paper.kind) if paper.kind else 'paper'}{number}"


def weight(grams_held: int | None, unit: str = "kg") -> str:
    """Write thousandths of a unit, kilograms unless another is named.

    >>> weight(5_400_000), weight(None)
    ('5,400 kg', 'no weight')
    """
    if grams_held is None:
        return "no weight"
    return f"{grams_held / 1000:,.1f}".removesuffix(".0") + f" {unit}"


def _grouped(pairs: Iterator[tuple[K, Paper]]) -> dict[K, tuple[Paper, ...]]:
    found: dict[K, dict[str, Paper]] = {}
    for value, paper in pairs:
        if value:
            found.setdefault(value, {})[paper.file] = paper
    return {value: tuple(held.values()) for value, held in found.items()}
