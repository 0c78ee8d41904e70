"""Typed rows: what the tables of a case say, each row with its Source.

Field names are the column roles (`data/tables/roles.yml` says which table has which).
Weights are whole grams, money is whole cents of `currency`, HS codes are digits only
("" when missing: compatible with any, visibly). A `None` date was blank.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from whence.model.party import IdKind, Mention, RelationKind, Role
from whence.model.source import Source


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with the unit it was written in; `grams` when the unit is a weight,
    `metres` when it is a length, `pieces` when it is a count of fixed size."""

    number: float
    unit: str
    grams: int | None = None
    metres: float | None = None
    pieces: float | None = None


@dataclass(frozen=True, slots=True)
class Supplier:
    """A row of the importer's supplier sheet (declared, about others).

    `others` are further parties that the row names: a maker beside a seller, a parent.
    """

    source: Source
    mention: Mention
    vendor_id: str = ""
    registered_address: str = ""
    postal_code: str = ""
    tier: int | None = None
    role: Role = Role.UNKNOWN
    product: str = ""
    hs: str = ""
    others: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line of a purchase order of the importer."""

    source: Source
    order: str
    line: str = ""
    day: date | None = None
    vendor_id: str = ""
    vendor: Mention | None = None
    sku: str = ""
    description: str = ""
    hs: str = ""
    quantity: Quantity | None = None
    weight_g: int | None = None
    value_cents: int | None = None
    currency: str = ""
    lot: str = ""
    invoice: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """One line of a bill of materials: `parent` is made with `child`."""

    source: Source
    parent: str
    child: str
    description: str = ""
    hs: str = ""
    commodity: str = ""
    quantity: Quantity | None = None
    vendor_id: str = ""
    vendor: Mention | None = None


@dataclass(frozen=True, slots=True)
class Production:
    """One production step: `lot_in` went into `lot_out` at a party's site.

    A step with two inputs is two rows with one `lot_out`.
    """

    source: Source
    lot_out: str
    lot_in: str = ""
    stage: str = ""
    day: date | None = None
    vendor_id: str = ""
    party: Mention | None = None
    role: Role = Role.UNKNOWN
    site: str = ""
    product: str = ""
    hs: str = ""
    order: str = ""
    invoice: str = ""
    quantity_out: Quantity | None = None
    quantity_in: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Ownership:
    """One statement about owners; `document` names a row of the document register."""

    source: Source
    owner: Mention
    owned: Mention
    kind: RelationKind
    share: float | None = None
    start: date | None = None
    end: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One line of a US entry (ACE ES-003 or CBP Form 7501), maybe merged from files.

    `import_date` is Form 7501 box 11 or arrival; `entry_type` 06 (zone), 21 and 22
    (warehouse) make the date a range. `withdrawal_date` ends that range.
    `conflicts` name fields on which the merged files disagree. Where they disagree on
    the maker or the day, `other_makers` and `other_days` are what else is said: no
    order of files may decide which of two statements counts.
    """

    sources: tuple[Source, ...]
    entry_number: str
    line: str
    entry_type: str = ""
    import_date: date | None = None
    arrival_date: date | None = None
    entry_date: date | None = None
    withdrawal_date: date | None = None
    hs: str = ""
    description: str = ""
    origin_country: str = ""
    maker: Mention | None = None
    vendor_id: str = ""
    weight_g: int | None = None
    quantity: Quantity | None = None
    value_cents: int | None = None
    currency: str = ""
    order: str = ""
    invoice: str = ""
    lot: str = ""
    bill: str = ""
    sku: str = ""
    conflicts: tuple[str, ...] = ()
    other_makers: tuple[Mention, ...] = ()
    other_days: tuple[date, ...] = ()

    @property
    def makers(self) -> tuple[Mention, ...]:
        """Give every maker that a file names."""
        return (*((self.maker,) if self.maker else ()), *self.other_makers)


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment; money follows goods, and its absence is a gap."""

    source: Source
    day: date | None
    payer: Mention | None
    payee: Mention | None
    amount_cents: int | None
    currency: str = ""
    invoice: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One row of the document register.

    `kind` and `author_role` are keys of `data/documents.yml`. `exhibit` is the sha256
    of the file when it lies in the case; without it, or without a known author, the
    row is `declared`. `party`, `stage` and `place` say what the document states.
    """

    source: Source
    document: str
    kind: str
    author: str = ""
    author_role: str = ""
    day: date | None = None
    lot: str = ""
    order: str = ""
    invoice: str = ""
    entry: str = ""
    quantity: Quantity | None = None
    party: str = ""
    stage: str = ""
    place: str = ""
    file: str = ""
    exhibit: str = ""


@dataclass(frozen=True, slots=True)
class TradeTable:
    """Trade records as columns; `mentions[seller[i]]` is the seller of record i.

    A code of -1 is blank. `day` counts days since 1970-01-01 (-1 unknown),
    `grams` is -1 when unknown. `hs` indexes `hs_codes` ("" = missing = any).
    `file` indexes `files` (sha256, name, sheet) and `row` is the row there.
    `order`, `invoice`, `lot`, `bill`, `entry`, `master` index `refs` (refs[0] is ""),
    so that a record can be tied to other papers; `master` is the bill that the
    record's own bill is part of, `amended` how often that one was amended. Mentions
    carry addresses: the maker's address is a site, the seller's is not. `value_cents`
    is -1 when unknown; `currency` indexes `texts` ("" = not said); both are None
    where nobody asked.
    """

    mentions: tuple[Mention, ...]
    hs_codes: tuple[str, ...]
    refs: tuple[str, ...]
    texts: tuple[str, ...]
    files: tuple[tuple[str, str, str], ...]
    seller: npt.NDArray[np.int32]
    buyer: npt.NDArray[np.int32]
    maker: npt.NDArray[np.int32]
    notify: npt.NDArray[np.int32]
    carrier: npt.NDArray[np.int32]
    hs: npt.NDArray[np.int32]
    day: npt.NDArray[np.int32]
    grams: npt.NDArray[np.int64]
    origin: npt.NDArray[np.int32]
    description: npt.NDArray[np.int32]
    bill: npt.NDArray[np.int32]
    order: npt.NDArray[np.int32]
    invoice: npt.NDArray[np.int32]
    lot: npt.NDArray[np.int32]
    entry: npt.NDArray[np.int32]
    master: npt.NDArray[np.int32]
    amended: npt.NDArray[np.int32]
    file: npt.NDArray[np.int32]
    row: npt.NDArray[np.int32]
    value_cents: npt.NDArray[np.int64] | None = None
    currency: npt.NDArray[np.int32] | None = None

    def __len__(self) -> int:
        """Count the records."""
        return len(self.day)

    def money(self, record: int) -> tuple[int, str] | None:
        """Give a record's value in cents with its currency; None when unknown."""
        if self.value_cents is None or self.value_cents[record] < 0:
            return None
        code = -1 if self.currency is None else int(self.currency[record])
        return int(self.value_cents[record]), self.texts[code] if code > 0 else ""

    def source(self, record: int, column: str = "") -> Source:
        """Say where the record stands."""
        sha256, name, sheet = self.files[self.file[record]]
        return Source(sha256, name, sheet, int(self.row[record]), column)


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything the files of a case say, typed."""

    suppliers: tuple[Supplier, ...] = ()
    orders: tuple[OrderLine, ...] = ()
    materials: tuple[Material, ...] = ()
    production: tuple[Production, ...] = ()
    ownership: tuple[Ownership, ...] = ()
    entries: tuple[EntryLine, ...] = ()
    payments: tuple[Payment, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    trade: TradeTable | None = None
    hashed: int = field(default=0)

    def mentions(self) -> Iterator[Mention]:
        """Yield every mention, in file order, with repeats."""
        yield from (m for s in self.suppliers for m in (s.mention, *s.others))
        yield from (o.vendor for o in self.orders if o.vendor)
        yield from (m.vendor for m in self.materials if m.vendor)
        yield from (p.party for p in self.production if p.party)
        for row in self.ownership:
            yield row.owner
            yield row.owned
        yield from (maker for e in self.entries for maker in e.makers)
        for pay in self.payments:
            yield from (m for m in (pay.payer, pay.payee) if m)
        if self.trade is not None:
            yield from self.trade.mentions


def identifier(mention: Mention, kind: IdKind) -> str:
    """Give the mention's first code of this kind, or ""."""
    return next((code for k, code in mention.identifiers if k is kind), "")
