"""What the cells of one row say together: a party, a quantity, a weight, an amount."""

from whence.model.party import IdKind, Mention
from whence.model.rows import Quantity
from whence.read.currencies import currency_code, currency_in, inside_code
from whence.read.numbers import based, cents, grams_of, unit_in
from whence.read.parties import Parties
from whence.read.scales import scale_in
from whence.read.sheet import Sheet
from whence.shelf.tables import table_kinds


def party(
    sheet: Sheet, row: int, role: str, parties: Parties, *, site: str = ""
) -> Mention | None:
    """Make the mention of one party of a row; a vendor's number stands in for a name.

    A MID without a name is kept as the name it goes by in the record.
    """
    text = sheet.text
    name, mid = text(role, row), text("mid", row) if role == "maker" else ""
    if not name and role in ("vendor", "party", "maker"):
        if known := parties.vendor(text("vendor_id", row)):
            return known
    code = text(f"{role}_uscc", row)
    ids = [parties.uscc(code)] if code else []
    return parties.mention(
        (name or mid, text(f"{role}_local", row)),
        country=text(f"{role}_country", row),
        address=text(f"{role}_address", row) or site,
        ids=[*ids, (IdKind.MID, mid)],
    )


def quantity_of(sheet: Sheet, row: int, role: str, unit_role: str) -> Quantity | None:
    """Give a quantity; its unit stands in a column, in the cell, or in the header."""
    read = sheet.value(role, row)
    if read is None:
        return None
    number, inside = read
    unit = sheet.text(unit_role, row) or inside or unit_in(sheet.headers[role])
    factor = grams_of(unit)
    return Quantity(
        number,
        unit,
        None if factor is None else round(number * factor),
        based(number, unit, "length"),
        based(number, unit, "count"),
    )


def weight_of(sheet: Sheet, row: int, role: str) -> int | None:
    """Give a weight in grams; a weight without any unit is in that of `roles.yml`."""
    read = sheet.value(role, row)
    if read is None:
        return None
    factor = grams_of(weight_unit(sheet, row, role, read[1]))
    return None if factor is None else round(read[0] * factor)


def weight_unit(sheet: Sheet, row: int, role: str, inside: str) -> str:
    """Say in which unit a weight is written."""
    rule = table_kinds()[sheet.mapping.kind.value].roles[role]
    said = sheet.text("weight_unit", row) or inside or unit_in(sheet.headers[role])
    return said or rule.unit


def money(sheet: Sheet, row: int, role: str) -> int | None:
    """Give an amount of money in whole cents."""
    read = sheet.value(role, row)
    return None if read is None else cents(read[0]) * scale_in(sheet.headers[role])


def currency(sheet: Sheet, row: int, role: str) -> str:
    """Give the currency: of its column, else of the amount's cell, else its header."""
    said = sheet.text("currency", row)
    if said:
        return currency_code(said)
    read = sheet.value(role, row)
    if read is None:
        return ""
    return inside_code(read[1]) or currency_in(sheet.headers[role])
