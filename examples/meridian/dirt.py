"""Rows as they come: impossible, doubtful, doubled, summed up, or empty.

Each spoiled row has a reason word of ours; the sheets note at which row of which
file it fell. A duplicate is the same record again, to the last character.
"""

import random
from datetime import date
from typing import Any

from meridian.book import Book, Row

SEED = 7


def spoil(book: Book) -> None:
    """Add the dirt to a book whose good rows are complete."""
    rng = random.Random(SEED)
    good = [row for row in book.trade if not row["po"] and not row["zh"]]
    for kind, column, texts in (
        ("impossible date", "Arrival Date", ("2025-02-30", "2024-13-05", "0000-00-00")),
        ("ambiguous date", "Arrival Date", ("03/04/2025", "05/06/2024", "07/08/2025")),
        ("negative weight", "Weight (kg)", ("-4100", "-12.5")),
        ("no number", "Weight (kg)", ("n/a", "see packing list")),
        ("bad HS code", "HS Code", ("62O342", "cotton")),
    ):
        for text in texts:
            _add(book, rng.choice(good), kind, {column: text})
    for text in (
        '=HYPERLINK("http://example.invalid","invoice")',
        "+1+1",
        "@SUM(A1:A9)",
    ):
        _add(book, rng.choice(good), "formula as text", {"Goods Shipped": text})
    for row in rng.sample(good, 12):
        book.trade.append(dict(row) | {"dirt": "duplicate", "good": False})
    zh = [row for row in book.trade if row["zh"] and not row["po"]]
    _add(book, rng.choice(zh), "impossible date", {"出口日期": "2025-06-31"})
    _add(book, rng.choice(zh), "negative weight", {"毛重(千克)": "-880"})
    for row in rng.sample(zh, 4):
        book.trade.append(dict(row) | {"dirt": "duplicate", "good": False})
    _production(book)
    _documents(book)


def _add(book: Book, like: Row, kind: str, cells: dict[str, str]) -> None:
    number = f"BL9{len(book.trade):05d}"
    book.trade.append(dict(like) | {"dirt": kind, "cells": cells, "bill": number})


def _production(book: Book) -> None:
    common: dict[str, Any] = {
        "Stage": "spinning", "Producer": "Quenby Test Spinners Ltd",
        "Site": "Karachi, Pakistan", "Country": "PK", "Product": "yarn",
        "HS": "520512", "Lot in": "", "Qty in": "", "Order": "", "Invoice": "",
    }  # fmt: skip
    for lot, on, number, unit, kind in (
        ("X-901", "2025-03-04", 2, "truckloads", "unknown unit"),
        ("X-902", "2025-02-29", 900, "kg", "impossible date"),
        ("X-903", "2025-03-06", -500, "kg", "negative weight"),
    ):
        book.production.append(
            common | {"Lot out": lot, "Date": on, "Qty out": number, "Unit": unit,
                      "dirt": kind}
        )  # fmt: skip


def _documents(book: Book) -> None:
    book.documents.append(
        {"Document": "DOC-X-1", "Kind": "invoice", "Author": "Toveshi Fashions Ltd",
         "Author role": "supplier", "Date": "2025-04-31", "dirt": "impossible date"}
    )  # fmt: skip
    book.documents.append(
        {"Document": "DOC-X-2", "Kind": "gin record", "Author": "", "Author role": "",
         "Date": date(2025, 4, 2).isoformat(), "Lot": "X-902",
         "File": "documents/not-here.pdf", "dirt": "file not there"}
    )  # fmt: skip
