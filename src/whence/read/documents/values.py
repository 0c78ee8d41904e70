"""Whether a value can be what its label says, and what it is when not.

Labels are short and share words: "Output" heads goods and weights, "From" a seller and
a day. The value decides.
"""

import re

DAY = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
    r"|\d{1,2}[-/. ][A-Za-z]{3,9}[-/. ,]+\d{4}|[A-Za-z]{3,9} \d{1,2},? \d{4}"
)

FIGURES = frozenset(
    ("date", "begun", "weight", "gross", "weight_in", "weight_out", "money", "invoice",
     "order", "bill", "packing", "payment", "record", "lot", "lot_in", "lot_out")
)  # fmt: skip
"""Roles whose values hold a figure."""
GOODS = {"weight_in": "goods_in", "weight_out": "goods_out", "weight": "goods"}
LEADS = re.compile(r"^[^\w]*\d")
FROM = frozenset(("from",))
TO = frozenset(("to",))


def role_by_value(role: str, value: str, label: str) -> str:
    """Give the role a value has under a label, "" when it can have none.

    >>> role_by_value("weight_out", "Quartz, lump", "Output")
    'goods_out'
    >>> role_by_value("seller", "2025-12-16", "From")
    'begun'
    >>> role_by_value("date", "Houston, TX", "To"), role_by_value("bill", "Ship", "B/L")
    ('', '')
    """
    said = label.casefold().strip(" .:")
    day = bool(DAY.search(value))
    if said in FROM and role == "seller":
        return "begun" if day else role
    if said in TO and role == "date":
        return role if day else ""
    if role in GOODS and not LEADS.match(value) and any(map(str.isalpha, value)):
        return GOODS[role] if not any(map(str.isdigit, value[:4])) else role
    return role if role not in FIGURES or any(map(str.isdigit, value)) else ""
