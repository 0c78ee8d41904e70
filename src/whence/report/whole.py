"""What stays on one line: a date, a place in a law, a row with its number.

A line may break at a hyphen, a slash, a blank or between brackets, and then a date
ends as `2026-` on one line and begins as `06-24` on the next. Nothing is put into
the text against that, so that what a reader copies is what was written: the page marks
the run, and the typesetter sets it in a box.
"""

import re

ENDS = r"(?:\([0-9A-Za-z]{1,4}\))+"
PLACE = f"[0-9]+{ENDS}"
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
# an element, or else it stands in a tag. Each begins with a bracket or a digit, which
# stands first here: a search runs fast from one such sign to the next. Dates stand as
# ISO 8601 writes them; the typesetter never breaks one (UAX 14, LB25).
ISLANDS = "svg|script|style|title|option"
PAGE = re.compile(
    rf"[<0-9](?:(?<=<)(?P<island>{ISLANDS})\b.*?</(?P=island)>"
    rf"|(?<=\b[0-9])(?:(?P<date>[0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}})|[0-9]*{ENDS})"
    r"(?=[^<>]*<))",
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
        return f"<time>{found.group()}</time>"
    if found["island"]:
        return found.group()
    return f'<span class="whole">{found.group()}</span>'
