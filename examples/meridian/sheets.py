"""The tables as files: CSV of two encodings and workbooks with titles and totals."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

from meridian import books
from meridian.book import IMPORTER, Book, Row
from meridian.words import COUNTRY_ZH

TRADE = (
    "Bill of Lading Number", "Arrival Date", "Shipper", "Shipper Address",
    "Shipper Country", "Manufacturer", "Manufacturer Address", "Manufacturer Country",
    "Consignee", "Consignee Country", "Consignee Email 1", "Notify Party",
    "Notify Party Address", "Carrier", "HS Code", "Goods Shipped", "Quantity",
    "Weight (kg)", "PO Number", "Invoice Number", "Lot Number", "Zeta Cluster",
)  # fmt: skip
TRADE_ZH = (
    "提运单号", "出口日期", "发货人", "发货人地址", "生产厂家", "生产厂家地址",
    "收货人", "最终目的国", "商品编码", "商品名称", "毛重(千克)", "采购订单号", "批号",
    "内部备注码",
)  # fmt: skip
PRODUCTION = (
    "Lot out", "Lot in", "Stage", "Date", "Producer", "Site", "Country", "Product",
    "HS", "Qty out", "Qty in", "Unit", "Order", "Invoice",
)  # fmt: skip
DOCUMENTS = (
    "Document", "Kind", "Author", "Author role", "Date", "Lot", "Order", "Invoice",
    "Entry", "Quantity", "Unit", "Party", "Stage", "Place", "File",
)  # fmt: skip
OWNERSHIP = (
    "Owner", "Owner Chinese name", "Owner country", "Owned company",
    "Owned Chinese name", "Owned country", "Kind", "Share %", "From", "To", "Document",
)  # fmt: skip
BOM = (
    "Parent SKU", "Component", "Component description", "Component HS", "Material",
    "Qty per", "UOM", "Supplier name",
)  # fmt: skip
PAYMENTS = (
    "Payment Date", "Payer", "Payee", "Amount", "Currency", "Invoice", "PO Number",
)  # fmt: skip
ES003 = (
    "Entry Summary Number", "Entry Summary Line Number", "Entry Type Code",
    "Importer Number", "Port of Entry Code", "Entry Date", "Importation Date",
    "Tariff Ordinal Number", "HTS Number - Full", "Line Tariff Goods Value Amount",
    "Country of Origin Code", "Country of Export Code", "Line Tariff Quantity (1)",
    "Line Tariff UOM (1) Code", "Manufacturer ID",
)  # fmt: skip


def write_sheets(book: Book, case: Path) -> None:
    """Write every table of the case, and the papers."""
    case.mkdir(parents=True, exist_ok=True)
    rows = sorted(book.trade, key=lambda r: (r["on"], r["bill"], r.get("dirt", "")))
    zh = [r for r in rows if r["zh"]]
    old = [r for r in rows if not r["zh"] and r["on"].year < 2025]
    new = [r for r in rows if not r["zh"] and r["on"].year >= 2025]
    for name, part in (("trade_2022_2024.csv", old), ("trade_2025_2026.csv", new)):
        cells = [_trade(r) for r in part]
        _write(book, case / name, TRADE, part, cells, apart=True)
    name = "trade_zh_gb18030.csv"
    _write(
        book, case / name, TRADE_ZH, zh, [_trade_zh(r) for r in zh], encoding="gb18030"
    )
    for name, header, table in (
        ("production.csv", PRODUCTION, book.production),
        ("documents.csv", DOCUMENTS, book.documents),
        ("ownership.csv", OWNERSHIP, book.ownership),
        ("bill_of_materials.csv", BOM, book.bom),
        ("payments.csv", PAYMENTS, book.payments),
    ):
        _write(book, case / name, header, table, table)
    _write_es003(book, case / "entries_es003.csv")
    books.write_workbooks(book, case)
    for path, content in book.files.items():
        (case / path).parent.mkdir(exist_ok=True)
        (case / path).write_bytes(content)


def _trade(row: Row) -> Row:
    seller, buyer, maker = row["seller"], row["buyer"], row["maker"]
    site = row["maker_address"]
    if maker and site is None:
        site = maker.factory
    notify = row["notify"] or ("", "")
    cells = (
        row["bill"], row["on"], seller.name, seller.factory or seller.office,
        seller.country, maker.name if maker else "", site or "",
        maker.country if maker else "", buyer.name, buyer.country,
        "imports@example.invalid" if buyer.name == IMPORTER else "", *notify,
        row["carrier"], row["hs"], row["text"], f"{int(row['kg'] // 20) + 1} PKG",
        f"{row['kg']:,.1f}", row["po"], row["invoice"], row["lot"],
        f"Z{len(row['bill']) * 7 % 13}",
    )  # fmt: skip
    return dict(zip(TRADE, cells, strict=True)) | row.get("cells", {})


def _trade_zh(row: Row) -> Row:
    seller, buyer, maker = row["seller"], row["buyer"], row["maker"]
    cells = (
        row["bill"], row["on"], seller.zh, seller.factory or seller.office,
        maker.zh if maker else "", row["maker_address"] or "", buyer.name,
        COUNTRY_ZH[buyer.country], row["hs"], row["zh_text"], f"{row['kg']:.1f}",
        row["po"], row["lot"], "",
    )  # fmt: skip
    return dict(zip(TRADE_ZH, cells, strict=True)) | row.get("cells", {})


def _write(
    book: Book, path: Path, header: tuple[str, ...], rows: list[Row], cells: list[Row],
    *, encoding: str = "utf-8", apart: bool = False,
) -> None:  # fmt: skip
    """Write a CSV; `apart` puts a blank line, the header again and a total line in."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    line, lines_apart = 1, 0
    for index, (row, cell) in enumerate(zip(rows, cells, strict=True)):
        if apart and index == len(rows) // 2:
            out.write("\n")
            writer.writerow(header)
            line, lines_apart = line + 2, lines_apart + 2
        writer.writerow([_text(cell.get(column, "")) for column in header])
        line += 1
        if row.get("dirt"):
            book.dirt.append({"file": path.name, "row": line, "kind": row["dirt"]})
    if apart:
        total = sum(row["kg"] for row in rows)
        writer.writerow(["Total"] + [""] * 16 + [f"{total:,.1f}"] + [""] * 4)
        lines_apart += 1
    path.write_bytes(out.getvalue().encode(encoding))
    doubles = sum(1 for row in rows if row.get("dirt") == "duplicate")
    book.tables[path.name] = {
        "rows": len(rows),
        "duplicates": doubles,
        "apart": lines_apart,
    }


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _write_es003(book: Book, path: Path) -> None:
    """Write the report of the customs system: one row a tariff number of a line."""
    rows = []
    for entry in book.entries:
        if entry["only"] == "7501":
            continue
        imported = entry["imported"] or ""
        codes = [entry["hts"].replace(".", "")]
        if entry["origin"] == "CN":
            codes.insert(0 if len(rows) % 2 else 1, "9903880300")
        for ordinal, code in enumerate(codes, 1):
            value = entry["value"] if not code.startswith("9903") else 0
            cells = (
                entry["entry"], f"{entry['line']:03d}", entry["type"], "12-3456700",
                "2704", f"{entry['entered']:%Y%m%d}",
                f"{imported:%Y%m%d}" if imported else "", ordinal, code, value,
                entry["origin"], entry["export"], entry["pieces"], "NO", entry["mid"],
            )  # fmt: skip
            rows.append(dict(zip(ES003, cells, strict=True)))
    _write(book, path, ES003, rows, rows)
    book.tables[path.name]["entry_lines"] = sum(
        e["only"] != "7501" for e in book.entries
    )
