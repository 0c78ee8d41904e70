"""The rows of a case, found by what ties them: numbers, lots, products, parties."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from whence.model.chain import TieKind
from whence.model.party import Mention, Role
from whence.model.rows import (
    EntryLine,
    Material,
    OrderLine,
    Production,
    Supplier,
    TradeTable,
)
from whence.model.source import Grade, strongest
from whence.model.view import CaseView, Exhibit
from whence.shelf.chains import folded, stage_of
from whence.shelf.roles import carries
from whence.trace.notified import bought
from whence.trace.refs import (
    Ref,
    plain,
    plain_all,
    refs_of_entry,
    refs_of_exhibit,
    refs_of_order,
    refs_of_step,
)

Row = TypeVar("Row")
Codes = npt.NDArray[np.int32]


def _grouped(pairs: Iterable[tuple[str, Row]]) -> Mapping[str, tuple[Row, ...]]:
    """Group rows by a key; blank keys are left out."""
    found: dict[str, list[Row]] = {}
    for key, row in pairs:
        if key:
            found.setdefault(key, []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


@dataclass(frozen=True)
class Papers:
    """A case's rows by what ties them."""

    view: CaseView

    @cached_property
    def suppliers(self) -> Mapping[str, tuple[Supplier, ...]]:
        """Give supplier rows by party."""
        rows = self.view.tables.suppliers
        return _grouped((self.party(row.mention), row) for row in rows)

    @cached_property
    def _vendors(self) -> Mapping[str, tuple[Supplier, ...]]:
        """Give supplier rows by vendor number."""
        rows = self.view.tables.suppliers
        return _grouped((plain(row.vendor_id), row) for row in rows)

    @cached_property
    def materials(self) -> Mapping[str, tuple[Material, ...]]:
        """Give bill of materials rows by the product they go into."""
        rows = self.view.tables.materials
        return _grouped((plain(row.parent), row) for row in rows)

    @cached_property
    def orders(self) -> Mapping[Ref, tuple[OrderLine, ...]]:
        """Give order lines by reference."""
        return _by_ref((refs_of_order(row), row) for row in self.view.tables.orders)

    @cached_property
    def entries(self) -> Mapping[Ref, tuple[EntryLine, ...]]:
        """Give entry lines by reference."""
        return _by_ref((refs_of_entry(row), row) for row in self.view.tables.entries)

    @cached_property
    def steps(self) -> Mapping[Ref, tuple[Production, ...]]:
        """Give production steps by the references of what they put out."""
        return _by_ref((refs_of_step(row), row) for row in self.view.tables.production)

    @cached_property
    def exhibits(self) -> Mapping[Ref, tuple[Exhibit, ...]]:
        """Give exhibits by reference."""
        return _by_ref((refs_of_exhibit(item), item) for item in self.view.exhibits)

    @cached_property
    def exhibits_of_party(self) -> Mapping[str, tuple[Exhibit, ...]]:
        """Give exhibits by the party they speak of, whatever goods they name."""
        return _grouped(
            (party, item)
            for item in self.view.exhibits
            for party in self.named(item.row.party)
        )

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, ...]]:
        """Give parties by folded name, vendor number and key."""
        pairs = [
            (folded(name).strip(), key)
            for key, party in self.view.parties.items()
            for name in (party.name, *party.names)
        ]
        pairs += [(key.casefold(), key) for key in self.view.parties]
        pairs += [
            (folded(vendor).strip(), self.party(row.mention))
            for vendor, rows in self._vendors.items()
            for row in rows
        ]
        found = _grouped((name, key) for name, key in pairs if key)
        return {name: tuple(sorted(set(keys))) for name, keys in found.items()}

    def named(self, words: str) -> tuple[str, ...]:
        """Give the parties that a name, vendor number or key means exactly."""
        if not words.strip():
            return ()
        return self._names.get(
            folded(words).strip(), self._names.get(words.strip().casefold(), ())
        )

    @cached_property
    def importers(self) -> frozenset[str]:
        """Give the keys of the importer; empty when the case does not name it."""
        return frozenset(self.named(self.view.importer))

    def party(self, mention: Mention | None) -> str:
        """Give the party of a mention, "" for none."""
        return self.view.party_of.get(mention.key, "") if mention else ""

    def vendor(self, vendor_id: str, mention: Mention | None) -> tuple[str, ...]:
        """Give the parties a row means by its vendor number and its vendor's name."""
        found = {self.party(mention)} if mention else set()
        found |= {
            self.party(row.mention) for row in self._vendors.get(plain(vendor_id), ())
        }
        return tuple(sorted(found - {""}))

    def role(self, party: str) -> tuple[Role, Grade] | None:
        """Give the role the supplier sheet states, or else the firm's name betrays.

        Where rows disagree the maker's role is taken: the more adverse one.
        """
        stated = [row.role for row in self.suppliers.get(party, ())]
        for role in Role:
            if role in stated and role is not Role.UNKNOWN:
                return role, Grade.DECLARED
        known = self.view.parties.get(party)
        betrayed = {carries(name) for name in (known.names if known else ())}
        for role in Role:
            if role in betrayed and role is not Role.UNKNOWN:
                return role, Grade.INFERRED
        return None

    def support(
        self,
        refs: Iterable[Ref],
        *,
        party: str = "",
        stage: str = "",
        must: bool = False,
    ) -> tuple[Exhibit, ...]:
        """Give the exhibits that support a sheet's row about goods with these refs.

        An exhibit that names another party or another stage does not, nor one in its
        author's favour. With `must` it has to name the party.
        """
        found = []
        for ref in dict.fromkeys(refs):
            for item in self.exhibits.get(ref, ()):
                who = self.named(item.row.party)
                said = stage_of(item.row.stage)
                other = bool(item.row.party) and party not in who
                if item.favours or other or (must and party not in who):
                    continue
                if not (said and stage and said != stage):
                    found.append(item)
        return tuple(dict.fromkeys(found))

    def grade(self, exhibits: Sequence[Exhibit]) -> Grade:
        """Grade a row of the importer's own sheets: declared, or its best support."""
        return strongest((Grade.DECLARED, *(item.grade for item in exhibits)))

    @cached_property
    def _columns(self) -> Mapping[TieKind, npt.NDArray[np.int32]]:
        """Give the reference columns of the trade table."""
        trade = self.view.tables.trade
        if trade is None:
            return {}
        return {
            TieKind.LOT: trade.lot,
            TieKind.ORDER: trade.order,
            TieKind.INVOICE: trade.invoice,
            TieKind.BILL: trade.bill,
            TieKind.ENTRY: trade.entry,
        }

    @cached_property
    def _sorted(self) -> Mapping[TieKind, tuple[npt.NDArray[np.intp], Codes]]:
        """Give, for each reference column, the records that bear one, by code."""
        made = {}
        for kind, column in self._columns.items():
            bear = np.flatnonzero(column > 0)
            order = bear[np.argsort(column[bear], kind="stable")]
            made[kind] = (order, column[order])
        return made

    @cached_property
    def _codes(self) -> tuple[Mapping[str, int], Mapping[str, list[int]]]:
        """Give the first code of each reference of the trade table, and the others.

        Nearly every reference is written one way only, and there can be a million.
        """
        trade = self.view.tables.trade
        refs = plain_all(trade.refs if trade else ())
        # Of several codes the last put in is the first; a loop over all would be slow.
        first = dict(zip(reversed(refs), reversed(range(len(refs))), strict=True))
        first.pop("", None)
        more: dict[str, list[int]] = {}
        if len(first) + refs.count("") < len(refs):
            for code, ref in enumerate(refs):
                if ref and first[ref] != code:
                    more.setdefault(ref, []).append(code)
        return first, more

    def records(self, ref: Ref) -> tuple[int, ...]:
        """Give the trade records that bear a reference in the column of its kind."""
        if ref.kind not in self._columns:
            return ()
        order, codes = self._sorted[ref.kind]
        first, more = self._codes
        if ref.value not in first:
            return ()
        found: list[int] = []
        for code in (first[ref.value], *more.get(ref.value, ())):
            start, stop = np.searchsorted(codes, [code, code + 1])
            found += (int(record) for record in order[start:stop])
        return tuple(found)

    @cached_property
    def bought(self) -> Codes:
        """Give the mention of who bought by each trade record; see `notified`."""
        trade = self.trade
        return np.zeros(0, np.int32) if trade is None else bought(trade)

    @property
    def trade(self) -> TradeTable | None:
        """Give the trade table."""
        return self.view.tables.trade


def _by_ref(
    pairs: Iterable[tuple[tuple[Ref, ...], Row]],
) -> Mapping[Ref, tuple[Row, ...]]:
    """Group rows by each of their references."""
    found: dict[Ref, list[Row]] = {}
    for refs, row in pairs:
        for ref in refs:
            found.setdefault(ref, []).append(row)
    return {ref: tuple(rows) for ref, rows in found.items()}
