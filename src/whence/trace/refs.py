"""The numbers by which papers speak of the same goods."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from whence.model.chain import TieKind
from whence.model.rows import EntryLine, OrderLine, Production
from whence.model.view import Exhibit


class Ref(NamedTuple):
    """A number that papers share; `value` keeps letters and digits only."""

    kind: TieKind
    value: str


_NO_SIGNS = {code: None for code in range(128) if not chr(code).isalnum()}
_NO_SIGNS_BUT_LINES = {code: None for code in _NO_SIGNS if chr(code) != "\n"}


def plain(value: str) -> str:
    """Keep letters and digits, in capitals, so that `po-1/a` is `PO 1 A`.

    >>> plain("po-1/a") == plain("PO 1 A")
    True
    """
    capitals = value.upper()
    if capitals.isascii():
        return capitals.translate(_NO_SIGNS)
    return "".join(ch for ch in capitals if ch.isalnum())


def plain_all(values: Sequence[str]) -> list[str]:
    """Give `plain` of many values, in one pass where all are ASCII.

    >>> plain_all(["po-1/a", "", "№ 7"])
    ['PO1A', '', '7']
    """
    lines = "\n".join(values)
    if not lines.isascii() or lines.count("\n") != len(values) - 1:
        return [plain(value) for value in values]
    return lines.upper().translate(_NO_SIGNS_BUT_LINES).split("\n")


def refs_of(pairs: Iterable[tuple[TieKind, str]]) -> tuple[Ref, ...]:
    """Give the references of a row that are not blank."""
    made = (Ref(kind, plain(value)) for kind, value in pairs)
    return tuple(ref for ref in made if ref.value)


def refs_of_order(row: OrderLine) -> tuple[Ref, ...]:
    """Give the references of an order line."""
    return refs_of(
        (
            (TieKind.ORDER, row.order),
            (TieKind.LOT, row.lot),
            (TieKind.INVOICE, row.invoice),
        )
    )


def refs_of_step(row: Production) -> tuple[Ref, ...]:
    """Give the references of what a production step put out."""
    return refs_of(
        (
            (TieKind.LOT, row.lot_out),
            (TieKind.ORDER, row.order),
            (TieKind.INVOICE, row.invoice),
        )
    )


def refs_of_entry(row: EntryLine) -> tuple[Ref, ...]:
    """Give the references of an entry line; with and without its line number."""
    return refs_of(
        (
            (TieKind.ENTRY, row.entry_number),
            (TieKind.ENTRY, row.entry_number and row.entry_number + row.line),
            (TieKind.LOT, row.lot),
            (TieKind.ORDER, row.order),
            (TieKind.INVOICE, row.invoice),
            (TieKind.BILL, row.bill),
        )
    )


def refs_of_exhibit(exhibit: Exhibit) -> tuple[Ref, ...]:
    """Give the references a document names."""
    row = exhibit.row
    return refs_of(
        (
            (TieKind.LOT, row.lot),
            (TieKind.ORDER, row.order),
            (TieKind.INVOICE, row.invoice),
            (TieKind.ENTRY, row.entry),
        )
    )


def same_goods(entry: EntryLine, order: OrderLine) -> bool:
    """Whether an entry line carries goods of an order line.

    They share an order, a lot or an invoice, and disagree on neither order, lot nor
    product where both state it.
    """
    pairs = (
        (entry.order, order.order),
        (entry.lot, order.lot),
        (entry.sku, order.sku),
    )
    if any(a and b and plain(a) != plain(b) for a, b in pairs):
        return False
    shared = (*pairs[:2], (entry.invoice, order.invoice))
    return any(a and b and plain(a) == plain(b) for a, b in shared)
