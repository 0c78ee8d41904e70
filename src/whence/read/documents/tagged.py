"""Transfers in the form of SWIFT MT103, whose fields begin with a tag such as ":59:".

The tags that matter are in `data/papers/fields.yml`. An account stands on the line of
the tag behind a stroke, its holder on the line below.
"""

import re
from collections.abc import Iterator

from whence.read.documents.rows import Bit
from whence.shelf.paper_words import tags

TAG = re.compile(r"^:(\d\d)[A-Z]?:")
LEAST = 3
"""Tags that make a text one of this form."""


def tagged(rows: list[list[Bit]]) -> Iterator[tuple[str, Bit, str]]:
    """Give role, value and tag of the fields of a transfer; nothing of other papers."""
    marks = [TAG.match(row[0].text) for row in rows]
    if sum(mark is not None for mark in marks) < LEAST:
        return
    for at, mark in enumerate(marks):
        role = tags().get(mark[1], "") if mark else ""
        if not role or mark is None:
            continue
        bit = rows[at][0]
        value = bit.part(mark.end(), len(bit.text))
        if value.text.startswith("/") and role in ("payer", "payee"):
            if at + 1 >= len(rows) or marks[at + 1]:
                continue
            value = rows[at + 1][0]
        if value.text:
            yield role, value, mark[0].strip(":")
