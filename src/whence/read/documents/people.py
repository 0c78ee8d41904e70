"""A roster, a payroll or a form about one person is known before anything is kept."""

import re
from collections.abc import Sequence

from whence.errors import Refused
from whence.read.documents.cells import Page
from whence.read.request import Roster
from whence.read.roster import is_identity_number, roster_kinds

LABEL = re.compile(r"^([^:：]{2,40})[:：]")
NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
WIDE = 3


def refuse_people(pages: Sequence[Page], roster: Roster, label_kinds: int) -> None:
    """Refuse papers about persons.

    A row of three cells or more with two kinds of personal heading is the head of a
    list; labels of more kinds make a form about one person; identity numbers that
    pass their check digit need no heading.

    Raises:
        Refused: it is one of these; nothing of it leaves the reader.

    """
    labels: list[str] = []
    numbers = 0
    for page in pages:
        for row in page:
            cells = [cell.text for cell in row]
            if len(cells) >= WIDE:
                kinds = roster_kinds(cells, roster)
                if len(kinds) >= roster.kinds_needed:
                    _refuse(kinds, roster)
            for text in cells:
                found = LABEL.match(text)
                if found:
                    labels.append(found[1])
                numbers += sum(map(is_identity_number, NUMBER.findall(text)))
    if numbers >= roster.identity_least:
        _refuse({"identity numbers"}, roster)
    kinds = roster_kinds(labels, roster)
    if len(kinds) >= label_kinds:
        _refuse(kinds, roster)


def _refuse(kinds: set[str], roster: Roster) -> None:
    seen = ", ".join(sorted(kinds))
    raise Refused(
        f"this looks like a list of people, roster or payroll (headings of: {seen}).",
        remedy=roster.advice,
    )
