"""Codes in their official shapes, on bodies that no register issues."""

import re

SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def uscc(division: str, number: int) -> str:
    """Give a code with both check characters right and a body that reads TE5T."""
    body = f"TE5T{number:04d}"
    total = sum(
        DIGITS.index(c) * w
        for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)
    )
    rest = 11 - total % 11
    check = "X" if rest == 10 else "0" if rest == 11 else str(rest)
    head = f"91{division}{body}{check}"
    summed = sum(SYMBOLS.index(c) * pow(3, i, 31) for i, c in enumerate(head))
    return head + SYMBOLS[(31 - summed % 31) % 31]


def mid(country: str, name: str, address: str) -> str:
    """Build a manufacturer code as 19 CFR 102 tells, near enough for an example."""
    words = [
        w for w in re.findall(r"[A-Za-z]+", name) if w.lower() not in ("and", "of")
    ]
    numbers = re.findall(r"\d+", address.split(",")[0])
    parts = [p.strip() for p in address.split(",") if p.strip()]
    city = re.sub(r"[^A-Za-z]", "", parts[-2] if len(parts) > 1 else "")
    code = country + "".join(w[:3] for w in words[:2])
    code += (max(numbers, key=int)[:4] if numbers else "") + city[:3]
    return code.upper()[:15]


def entry_number(serial: int) -> str:
    """Give an entry number of a filer code that is only used here."""
    return f"MRX-{3000000 + serial}-{(serial * 7) % 10}"
