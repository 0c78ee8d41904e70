"""The Harmonized System: words of chapters and headings, and codes by edition.

words      of a chapter (two digits) or a heading (four)
editions   in which a subheading (six digits) stands
"""

from functools import cache

from whence.shelf import rows_of


@cache
def words() -> dict[str, str]:
    """Give the words of chapters and headings by code."""
    return {r["code"]: r["words"] for r in rows_of("goods/hs_words.csv")}


@cache
def editions() -> dict[str, tuple[str, ...]]:
    """Give the years of the editions in which each subheading stands, in order."""
    rows = rows_of("goods/hs_codes.csv")
    return {r["code"]: tuple(r["editions"].split("|")) for r in rows}


@cache
def known_editions() -> tuple[str, ...]:
    """Give the years of all editions held, in order."""
    return tuple(sorted({year for years in editions().values() for year in years}))
