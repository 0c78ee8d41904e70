"""The door of lists that hold more than organisations: who comes in, who is counted.

A person is dropped here and only counted; so is a record that nothing shows to be an
organisation, for it may be a person.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from whence.model.listfile import ListFile, ListRow
from whence.read.lists.cells import folded, is_organisation
from whence.read.lists.spec import Spec

USCC = re.compile(r"\b[0-9A-HJ-NP-RTUW-Y]{18}\b")


@dataclass(slots=True)
class Door:
    """Counts what comes in and what is turned away."""

    spec: Spec
    rows: list[ListRow] = field(default_factory=list)
    printed: int = 0
    persons: int = 0
    untold: int = 0
    others: int = 0

    def admit(self, row: ListRow, kind: str, *, personal: bool = False) -> None:
        """Let an organisation in; count a person, a vessel or an unknown."""
        self.printed += 1
        word = folded(kind)
        if personal or word in self.spec.persons:
            self.persons += 1
        elif word in self.spec.vessels:
            self.others += 1
        elif word or is_organisation(
            " ".join((row.name, *row.aliases)), self.spec.organisation
        ):
            self.rows.append(row)
        else:
            self.untold += 1

    def turn_away(self) -> None:
        """Count a record that names no party."""
        self.printed, self.others = self.printed + 1, self.others + 1

    def file(self, form: str, published: date | None = None) -> ListFile:
        """Give what came in."""
        rows = tuple(self.rows)
        return ListFile(
            form,
            "",
            rows,
            self.printed,
            published,
            sections=tuple(sorted({r.section for r in rows if r.section})),
            persons=self.persons,
            untold=self.untold,
            others=self.others,
        )


def many(text: str) -> list[str]:
    """Part the values of one cell.

    >>> many("KT; KTC|")
    ['KT', 'KTC']
    """
    return [part.strip() for part in re.split(r"[|;]", text) if part.strip()]


def codes_in(text: str) -> tuple[tuple[str, str], ...]:
    """Give the credit codes that a text holds."""
    return tuple(("uscc", code) for code in USCC.findall(text.upper()))
