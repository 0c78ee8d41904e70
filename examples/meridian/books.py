"""The workbooks: suppliers in two sheets, purchase orders, lines of entry summaries."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from meridian.book import IMPORTER, Book
from meridian.parties import PARTIES, Firm

CREATED = datetime(2026, 6, 1)  # noqa: DTZ001 - a workbook has no time zone
SUPPLIERS = (
    "Vendor ID", "Supplier name", "中文名称", "Country", "Factory address",
    "Registered address", "Postal code", "USCC", "Role", "Product", "HS code", "Tier",
    "Parent company", "Contact e-mail", "Scorecard Q4", "ZX-7 flag",
)  # fmt: skip
ORDERS = (
    "PO Number", "PO Line", "PO Date", "Vendor ID", "Vendor Name", "SKU", "Description",
    "HTS", "Qty", "UOM", "Net Weight (kg)", "Amount", "Currency", "Lot", "Invoice",
)  # fmt: skip
FORM = (
    "Filer Code/Entry Number", "Line No.", "Entry Type", "Entry Date", "Import Date",
    "Arrival Date", "Withdrawal Date", "Country of Origin", "B/L or AWB No.",
    "Manufacturer ID", "Manufacturer Name", "Manufacturer Address", "Vendor ID",
    "Description of Merchandise", "HTSUS No.", "Gross Weight (kg)",
    "Net Quantity in HTSUS Units", "Entered Value", "PO Number", "Invoice Number",
    "Lot Number", "SKU", "Importer of Record",
)  # fmt: skip


def write_workbooks(book: Book, case: Path) -> None:
    """Write the three workbooks with the same bytes inside every time."""
    vendors = [f for f in PARTIES.values() if f.tier in (0, 9)]
    others = [f for f in PARTIES.values() if f.tier not in (0, 9)]
    sheets = []
    for name, firms in (("Vendors", vendors), ("Second tier", others)):
        rows = [_supplier(f) for f in firms]
        rows += [rows[2]] if name == "Vendors" else []
        sheets.append(
            (name, (f"{IMPORTER} (invented) - {name.lower()}", "As of 26 June 2026"),
             SUPPLIERS, rows, ("Total", len(rows)))
        )  # fmt: skip
        book.tables[f"suppliers.xlsx#{name}"] = {
            "rows": len(rows), "duplicates": len(rows) - len(firms), "apart": 4
        }  # fmt: skip
    book.dirt.append(
        {"file": "suppliers.xlsx", "sheet": "Vendors", "row": 5 + len(vendors),
         "kind": "duplicate"}
    )  # fmt: skip
    _save(case / "suppliers.xlsx", sheets)
    rows = [[order[c] for c in ORDERS] for order in book.orders]
    _save(
        case / "purchase_orders.xlsx",
        [("PO lines", ("Purchase orders", "Export of the ERP"), ORDERS, rows,
          ("Total", f"=SUM(K5:K{len(rows) + 4})"))],
    )  # fmt: skip
    book.tables["purchase_orders.xlsx"] = {
        "rows": len(rows),
        "duplicates": 0,
        "apart": 4,
    }
    entries = [e for e in book.entries if e["only"] != "es003"]
    rows = [_form(e) for e in entries]
    odd = next(i for i, e in enumerate(entries) if e["sku"] == "SC-460")
    rows[odd][FORM.index("Country of Origin")] = "ES"
    book.dirt.append(
        {"file": "entries_7501.xlsx", "row": 5 + odd, "kind": "conflict of origin",
         "consignment": f"{entries[odd]['entry']}/1"}
    )  # fmt: skip
    _save(
        case / "entries_7501.xlsx",
        [("Entry summaries", ("Entry summary lines kept by the broker", "Form 7501"),
          FORM, rows, None)],
    )  # fmt: skip
    book.tables["entries_7501.xlsx"] = {"rows": len(rows), "duplicates": 0, "apart": 3}


def _supplier(firm: Firm) -> list[Any]:
    mail = f"sales@{firm.key}.example.invalid"
    return [
        firm.vendor_id, firm.name, firm.zh, firm.country, firm.factory, firm.office,
        firm.postal, firm.uscc, firm.role, firm.product, firm.hs, firm.tier,
        firm.parent, mail, f"{len(firm.name) % 5}/5", "x" if len(firm.key) % 2 else "",
    ]  # fmt: skip


def _form(entry: dict[str, Any]) -> list[Any]:
    hts = entry["hts"]
    return [
        entry["entry"].replace("-", ""), entry["line"], entry["type"], entry["entered"],
        entry["imported"], entry["arrival"], entry["withdrawal"], entry["origin"],
        entry["bill"], entry["mid"], entry["maker"], entry["maker_address"],
        entry["vendor"], entry["description"], f"{hts[:4]}.{hts[4:6]}.{hts[6:]}",
        round(entry["kg"] * 1.04, 1), entry["pieces"], entry["value"], entry["po"],
        entry["invoice"], entry["lot"], entry["sku"], IMPORTER,
    ]  # fmt: skip


def _save(path: Path, sheets: list[tuple[Any, ...]]) -> None:
    """Write a workbook: two title lines, a blank one, the header, rows, a total."""
    with xlsxwriter.Workbook(str(path), {"strings_to_urls": False}) as workbook:
        workbook.set_properties(
            {"title": "Invented example", "author": "Whence", "created": CREATED}
        )
        bold = workbook.add_format({"bold": True})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for name, titles, header, rows, total in sheets:
            sheet = workbook.add_worksheet(name)
            for line, title in enumerate(titles):
                sheet.write_string(line, 0, title, bold)
            sheet.write_row(3, 0, header, bold)
            for number, row in enumerate(rows, 4):
                for column, value in enumerate(row):
                    _cell(sheet, number, column, value, day)
            if total:
                sheet.write_string(len(rows) + 4, 0, total[0], bold)
                sheet.write(len(rows) + 4, 10 if name == "PO lines" else 1, total[1])


def _cell(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, str):
        if value:
            sheet.write_string(row, column, value)
    elif value is not None:
        sheet.write_number(row, column, value)
