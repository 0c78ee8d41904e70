"""Where the sample's facts were read. Everything in it is invented."""

from datetime import date

from whence.model.source import Source

AS_OF = date(2025, 6, 30)
SHA = {name: digit * 64 for name, digit in zip("tesdl", "abcde", strict=True)}
REF = "19 U.S.C. 1307 note; Pub. L. 117-78, sec. 3 (constructed sample)"
EVIL = '<script>alert("x")</script> & Sons Ltd'


def src(key: str, row: int, column: str = "") -> Source:
    names = {
        "t": ("trade.csv", ""),
        "e": ("entries.xlsx", "ES-003"),
        "s": ("suppliers.xlsx", "Vendors"),
        "d": ("documents.csv", ""),
        "l": ("invented-list.csv", ""),
    }
    return Source(SHA[key], *names[key], row, column)
