"""Used rows to nouns, one builder a kind of table; trade has its own, by columns."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from whence.model.party import IdKind, Mention, RelationKind
from whence.model.rows import (
    DocumentRow,
    EntryLine,
    Material,
    OrderLine,
    Ownership,
    Payment,
    Production,
    Supplier,
)
from whence.model.table import SetAside, TableKind
from whence.read.cells import (
    currency,
    money,
    party,
    quantity_of,
    weight_of,
)
from whence.read.codes import entry_number, line_number
from whence.read.parties import Parties, names_of, role_of, whole_address
from whence.read.sheet import Sheet
from whence.shelf.tables import folded, reasons, table_kinds, words

NAMELESS = "missing name"


def supplier(sheet: Sheet, row: int, parties: Parties) -> Supplier | SetAside:
    """Make a supplier of a row, or say that its cells of names hold only marks."""
    text = sheet.text
    names = [text("name", row), text("name_local", row)]
    names += names_of(text("aka", row), text("former_name", row))
    ids = [parties.uscc(text("uscc", row))] if text("uscc", row) else []
    ids += [
        (kind, text(role, row))
        for kind, role in (
            (IdKind.LEI, "lei"),
            (IdKind.REGISTER, "register"),
            (IdKind.MID, "mid"),
            (IdKind.VENDOR, "vendor_id"),
        )
    ]
    others = _others(sheet, row, parties)
    if not any(names):
        if not others:
            return SetAside(
                sheet.source(row),
                NAMELESS,
                "no name: the row is not used",
                reasons()[NAMELESS].remedy,
            )
        names = list(others[0].names)
    mention = parties.mention(
        names,
        country=text("country", row),
        address=whole_address(
            text("address", row), text("city", row), text("province", row)
        ),
        ids=ids,
    )
    assert mention is not None
    return Supplier(
        source=sheet.source(row),
        mention=mention,
        vendor_id=text("vendor_id", row),
        registered_address=text("registered_address", row),
        postal_code=text("postal_code", row),
        tier=sheet.value("tier", row),
        role=role_of(text("role", row)),
        product=text("product", row),
        hs=text("hs", row),
        others=tuple(m for m in others if not set(m.names) <= set(mention.names)),
    )


def _others(sheet: Sheet, row: int, parties: Parties) -> list[Mention]:
    """Make the further parties of a row: a maker beside a seller, a parent. Where they
    are is not told: address and country are the supplier's."""
    made = (parties.mention(names_of(sheet.text(role, row))) for role in _further())
    return [mention for mention in made if mention is not None]


@cache
def _further() -> tuple[str, ...]:
    """Give the roles of further parties, in the order in which they are taken."""
    rules = table_kinds()["suppliers"].roles.values()
    return (*(rule.role for rule in rules if rule.further), "parent_name")


def order(sheet: Sheet, row: int, parties: Parties) -> OrderLine:
    """Make an order line of a row."""
    text = sheet.text
    quantity = quantity_of(sheet, row, "quantity", "unit")
    weight = weight_of(sheet, row, "weight")
    if weight is None and quantity is not None:
        weight = quantity.grams
    return OrderLine(
        source=sheet.source(row),
        order=text("order", row),
        line=line_number(text("line", row)),
        day=sheet.value("date", row),
        vendor_id=text("vendor_id", row),
        vendor=party(sheet, row, "vendor", parties),
        sku=text("sku", row),
        description=text("description", row),
        hs=text("hs", row),
        quantity=quantity,
        weight_g=weight,
        value_cents=money(sheet, row, "value"),
        currency=currency(sheet, row, "value"),
        lot=text("lot", row),
        invoice=text("invoice", row),
    )


def material(sheet: Sheet, row: int, parties: Parties) -> Material:
    """Make a line of a bill of materials of a row."""
    text = sheet.text
    return Material(
        source=sheet.source(row),
        parent=text("parent", row),
        child=text("child", row),
        description=text("description", row),
        hs=text("hs", row),
        commodity=text("commodity", row),
        quantity=quantity_of(sheet, row, "quantity", "unit"),
        vendor_id=text("vendor_id", row),
        vendor=party(sheet, row, "vendor", parties),
    )


def production(sheet: Sheet, row: int, parties: Parties) -> Production:
    """Make a production step of a row; one unit column serves both quantities."""
    text = sheet.text
    unit_in_role = "unit_in" if "unit_in" in sheet.columns else "unit_out"
    unit_out_role = "unit_out" if "unit_out" in sheet.columns else "unit_in"
    return Production(
        source=sheet.source(row),
        lot_out=text("lot_out", row),
        lot_in=text("lot_in", row),
        stage=text("stage", row),
        day=sheet.value("date", row),
        vendor_id=text("vendor_id", row),
        party=party(sheet, row, "party", parties, site=text("site", row)),
        role=role_of(text("role", row)),
        site=text("site", row),
        product=text("product", row),
        hs=text("hs", row),
        order=text("order", row),
        invoice=text("invoice", row),
        quantity_out=quantity_of(sheet, row, "quantity_out", unit_out_role),
        quantity_in=quantity_of(sheet, row, "quantity_in", unit_in_role),
    )


def ownership(sheet: Sheet, row: int, parties: Parties) -> Ownership | SetAside:
    """Make a statement about owners, or say that its kind cannot be used.

    "Branch" names the owned side; the noun names the owner's, so the sides change.
    """
    owner = party(sheet, row, "owner", parties)
    owned = party(sheet, row, "owned", parties)
    assert owner is not None  # the row rules of ownership ask for both names
    assert owned is not None
    said = folded(sheet.text("kind", row))
    known = words()
    kind = known.relations.get(said, "" if said else RelationKind.OWNER.value)
    if not kind and said in known.relations_of_owned:
        kind = known.relations_of_owned[said]
        if kind == RelationKind.BRANCH.value:
            owner, owned = owned, owner
    if not kind:
        return SetAside(
            sheet.raw.source(row, sheet.headers["kind"]),
            "unknown relation",
            f"{sheet.text('kind', row)}: the row is not used",
            reasons()["unknown relation"].remedy,
        )
    return Ownership(
        source=sheet.source(row),
        owner=owner,
        owned=owned,
        kind=RelationKind(kind.removesuffix(" of")),
        share=sheet.value("share", row),
        start=sheet.value("start", row),
        end=sheet.value("end", row),
        document=sheet.text("document", row),
    )


def entry(sheet: Sheet, row: int, parties: Parties) -> EntryLine:
    """Make an entry line of a row; the importer's number is counted and left out."""
    text = sheet.text
    parties.hashed += bool(text("importer_number", row))
    return EntryLine(
        sources=(sheet.source(row),),
        entry_number=entry_number(text("entry_number", row)),
        line=line_number(text("line", row)),
        entry_type=text("entry_type", row).zfill(2) if text("entry_type", row) else "",
        import_date=sheet.value("import_date", row),
        arrival_date=sheet.value("arrival_date", row),
        entry_date=sheet.value("entry_date", row),
        withdrawal_date=sheet.value("withdrawal_date", row),
        hs=text("hs", row),
        description=text("description", row),
        origin_country=text("origin_country", row),
        maker=party(sheet, row, "maker", parties),
        vendor_id=text("vendor_id", row),
        weight_g=weight_of(sheet, row, "weight"),
        quantity=quantity_of(sheet, row, "quantity", "unit"),
        value_cents=money(sheet, row, "value"),
        currency=currency(sheet, row, "value"),
        order=text("order", row),
        invoice=text("invoice", row),
        lot=text("lot", row),
        bill=text("bill", row),
        sku=text("sku", row),
    )


def payment(sheet: Sheet, row: int, parties: Parties) -> Payment:
    """Make a payment of a row."""
    return Payment(
        source=sheet.source(row),
        day=sheet.value("date", row),
        payer=party(sheet, row, "payer", parties),
        payee=party(sheet, row, "payee", parties),
        amount_cents=money(sheet, row, "amount"),
        currency=currency(sheet, row, "amount"),
        invoice=sheet.text("invoice", row),
        order=sheet.text("order", row),
    )


def document(sheet: Sheet, row: int, parties: Parties) -> DocumentRow:
    """Make a row of the document register; `exhibit` is the job's to fill."""
    text = sheet.text
    return DocumentRow(
        source=sheet.source(row),
        document=text("document", row) or text("file", row),
        kind=text("kind", row),
        author=text("author", row),
        author_role=text("author_role", row),
        day=sheet.value("date", row),
        lot=text("lot", row),
        order=text("order", row),
        invoice=text("invoice", row),
        entry=entry_number(text("entry", row)),
        quantity=quantity_of(sheet, row, "quantity", "unit"),
        party=text("party", row),
        stage=text("stage", row),
        place=text("place", row),
        file=text("file", row),
    )


BUILDERS: Mapping[TableKind, Callable[[Sheet, int, Parties], Any]] = {
    TableKind.SUPPLIERS: supplier,
    TableKind.ORDERS: order,
    TableKind.MATERIALS: material,
    TableKind.PRODUCTION: production,
    TableKind.OWNERSHIP: ownership,
    TableKind.ENTRIES: entry,
    TableKind.PAYMENTS: payment,
    TableKind.DOCUMENTS: document,
}
