"""A list of people under headers in words that nobody here knows, told by its values.

Three things stand together on such a list and on no table of firms or goods: names of
two to four words that are no firm's, days a working life ago, and a wage or the number
of a paper. Where the headers are known, they speak (`roster`), and this is not asked.
"""

import re
from collections.abc import Sequence

from whence.model.looks import ListLooks
from whence.read.layout import folded, is_number, is_worded
from whence.read.request import Roster
from whence.read.rows import Sheet
from whence.shelf.letters import UNSPACED

YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
NAME = re.compile(r"[^\W\d_][^\W\d_'’.-]*( [^\W\d_][^\W\d_'’.-]*){1,3}")
HAN_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
PAPER = re.compile(r"(?=(\D*\d){6})[\dA-Z/-]{8,18}")
PAY = re.compile(r"\d[\d.,' ]{1,11}")


def are_people(
    sheet: Sheet, roster: Roster, known: frozenset[str], words: frozenset[str]
) -> bool:
    """Whether the values are those of a list of people.

    Args:
        sheet: as read.
        roster: with the words that make a name a firm's.
        known: folded headers.
        words: words of which headers are made.

    """
    looks = roster.looks
    told = sum(folded(h) in known or is_worded(h, words) for h in sheet.headers)
    if len(sheet.lines) < looks.fewest or told >= looks.known * len(sheet.headers):
        return False
    columns = [_cells(sheet, i, looks) for i in range(len(sheet.headers))]
    forms = frozenset(roster.firms)
    named = [i for i, c in enumerate(columns) if _are_names(c, forms, looks)]
    born = [i for i, c in enumerate(columns) if _are_births(c, looks)]
    rest = [c for i, c in enumerate(columns) if i not in (*named, *born)]
    return bool(named and born) and any(
        _are_papers(c, looks) or _are_pay(c, looks) for c in rest
    )


def _cells(sheet: Sheet, column: int, looks: ListLooks) -> list[str]:
    values = sheet.values[column]
    return [v for code in sheet.codes[column][: looks.sample] if (v := values[code])]


def _mostly(hits: int, cells: Sequence[str], looks: ListLooks) -> bool:
    return len(cells) >= looks.fewest and hits >= looks.mostly * len(cells)


def _are_names(cells: Sequence[str], forms: frozenset[str], looks: ListLooks) -> bool:
    """Whether the cells are names of two to four words, and none a firm's."""
    hits = sum(bool(NAME.fullmatch(c) or HAN_NAME.fullmatch(c)) for c in cells)
    if not _mostly(hits, cells, looks) or len(set(cells)) < len(cells) / 2:
        return False
    return not any(
        not forms.isdisjoint(folded(c).split())
        or (UNSPACED.search(c) and any(c.endswith(f) for f in forms if len(f) > 1))
        for c in cells
    )


def _are_births(cells: Sequence[str], looks: ListLooks) -> bool:
    """Whether the cells are days of a working life ago, far apart."""
    years = sorted(
        int(found[0]) for c in cells if is_number(c) and (found := YEAR.search(c))
    )
    hits = sum(looks.born_first <= year <= looks.born_last for year in years)
    if not _mostly(hits, cells, looks) or max(map(len, cells)) < len("1.1.1990"):
        return False
    cut = len(years) // 10
    return years[-1 - cut] - years[cut] >= looks.spread


def _are_papers(cells: Sequence[str], looks: ListLooks) -> bool:
    """Whether the cells are numbers of papers: long, of one length, each once."""
    hits = sum(bool(PAPER.fullmatch(c)) for c in cells)
    lengths = {len(c) for c in cells}
    return (
        _mostly(hits, cells, looks)
        and len(lengths) <= 2
        and len(set(cells)) >= looks.mostly * len(cells)
    )


def _are_pay(cells: Sequence[str], looks: ListLooks) -> bool:
    """Whether the cells are amounts that do not just count the rows."""
    hits = sum(bool(PAY.fullmatch(c)) for c in cells)
    counts = cells == [str(i) for i in range(1, len(cells) + 1)]
    return _mostly(hits, cells, looks) and not counts
