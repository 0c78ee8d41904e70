"""What stays on one line: a date, a place in a law, a row with its number.

A line may break at a hyphen, a slash, a blank or between brackets, and then a date
ends as `2026-` on one line and begins as `06-24` on the next. Nothing is put into
the text against that, so that what a reader copies is what was written: the page marks
the run, and the typesetter sets it in a box.
"""

import re

DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
"""A date as ISO 8601 writes it. The typesetter never breaks one (UAX 14, LB25)."""

PLACE = r"[0-9]+(?:\([0-9A-Za-z]{1,4}\))+"
"""A place in a law: 2(d)(2)(B)(i)."""

PAPER = "|".join(
    (
        r"\bPub\. L\. [0-9-]+",
        rf"\bs\. {PLACE}",
        rf"\b{PLACE}",
        r"\b(?:rows?|s\.|No\.) [0-9]+",
        "\\b[0-9][0-9\u202f.,]* (?:kg|%)",
        r"\b[a-z][a-z-]*/[a-z][a-z-]+\b",  # the key of a list or of a measure
    )
)
"""What a narrow column would tear, in one pattern that the typesetter reads too."""

# Elements whose text takes no marks. A run is followed by an angle bracket that opens
# an element, or else it stands in a tag.
ISLANDS = "svg|script|style|title|option"
PAGE = re.compile(
    rf"<({ISLANDS})\b.*?</\1>|\b(?:(?P<date>{DATE})|(?P<place>{PLACE}))(?=[^<>]*<)",
    re.S,
)


def kept_whole(page: str) -> str:
    """Mark dates and places in a law on a page; its style sheet never breaks them.

    >>> kept_whole("<p>since 2026-06-24, s. 2(d)(2)</p>")
    '<p>since <time>2026-06-24</time>, s. <span class="whole">2(d)(2)</span></p>'
    >>> kept_whole('<td data-v="2026-06-24"><title>2026-06-24</title></td>')
    '<td data-v="2026-06-24"><title>2026-06-24</title></td>'
    """
    return PAGE.sub(_marked, page)


def _marked(found: re.Match[str]) -> str:
    if found["date"]:
        return f"<time>{found['date']}</time>"
    if found["place"]:
        return f'<span class="whole">{found["place"]}</span>'
    return found.group()
