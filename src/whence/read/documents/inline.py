"""Labels inside running words: "Invoice No. KS-1 dated 12 March 2026"."""

import re
from collections.abc import Callable, Iterator

from whence.read.documents.rows import Bit

NUMBERED = frozenset(
    ("invoice", "order", "bill", "packing", "payment", "record", "date", "lot",
     "lot_in", "lot_out")
)  # fmt: skip
WORDS, LONG = 4, 48
"""Words of the longest label looked for, and letters of the longest value."""
STOP = re.compile(r"\s+(?:dated|of|for|on|by|from|to)\s+|[,;，；。]\s*|\s{3,}", re.I)
DATED = re.compile(r"\bdated\s+(?=\S*\d)", re.I)


def parted(bit: Bit, role_of: Callable[[str], str]) -> Iterator[Bit]:
    """Part a cell that holds several "label: value" into one for each."""
    marks = [m.start() for m in re.finditer(r"[:：]", bit.text)]
    cuts = [0]
    for mark in marks[1:]:
        before = bit.text[cuts[-1] : mark]
        words = list(re.finditer(r"\S+", before))
        for many in range(min(WORDS, len(words) - 1), 0, -1):
            start = words[-many].start()
            if role_of(before[start:]):
                cuts.append(cuts[-1] + start)
                break
    for start, end in zip(cuts, [*cuts[1:], len(bit.text)], strict=True):
        yield bit.part(start, end) if len(cuts) > 1 else bit


def running(bit: Bit, exact: Callable[[str], str]) -> Iterator[tuple[str, Bit, str]]:
    """Give what a cell without a colon says after a label at its beginning.

    A value holds a figure, so that "Invoice of goods" is none.
    """
    words = list(re.finditer(r"\S+", bit.text))
    for many in range(min(WORDS, len(words) - 1), 0, -1):
        end = words[many - 1].end()
        role = exact(bit.text[:end])
        if role not in NUMBERED:
            continue
        rest = bit.text[end:]
        stop = None if role == "date" else STOP.search(rest.lstrip())
        lead = len(rest) - len(rest.lstrip())
        till = end + (lead + stop.start() if stop else len(rest))
        value = bit.part(end, till)
        if any(map(str.isdigit, value.text)) and len(value.text) <= LONG:
            yield role, value, bit.text[:end]
            break
    dated = DATED.search(bit.text)
    if dated:
        value = bit.part(dated.end(), min(len(bit.text), dated.end() + LONG))
        yield "date", value, "dated"
