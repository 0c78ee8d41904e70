"""Where a fact was read, and who speaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """Who speaks, not on what paper; best first.

    `official`: an authority's own list, order, gazette, register. `documented`: an
    exhibit whose author neither belongs to the chain nor gains by it, or business
    records of two parties that agree in lot and quantity. `recorded`: a row of a
    trade or entry record, or a party's own signed document against its interest.
    `declared`: a party of the chain says so. `inferred`: a name match nobody judged,
    a place read from text, a path by lanes.
    """

    OFFICIAL = "official"
    DOCUMENTED = "documented"
    RECORDED = "recorded"
    DECLARED = "declared"
    INFERRED = "inferred"

    @property
    def rank(self) -> int:
        """0 for the best grade, 4 for the weakest."""
        return _RANKS[self]

    def reaches(self, other: "Grade") -> bool:
        """Whether this grade is as good as `other`, or better.

        >>> Grade.DOCUMENTED.reaches(Grade.RECORDED)
        True
        """
        return self.rank <= other.rank


_RANKS = {grade: rank for rank, grade in enumerate(Grade)}


def weakest(grades: Iterable[Grade]) -> Grade:
    """Give the grade of a conclusion that needs every one of these facts."""
    return max(grades, key=lambda g: g.rank)


def strongest(grades: Iterable[Grade]) -> Grade:
    """Give the grade of a conclusion that any one of these facts carries."""
    return min(grades, key=lambda g: g.rank)


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a fact was read: a cell of a file, an exhibit, or an edition of a list.

    `row` counts as a spreadsheet program does, from 1; 0 means the file as a whole.
    `column` is the header as written.

    >>> print(Source("ab12", "suppliers.xlsx", "Vendors", 7, "Address"))
    suppliers.xlsx, sheet "Vendors", row 7, column "Address"
    """

    sha256: str
    name: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        """Say where, in the words of somebody looking at the file."""
        parts = [self.name]
        if self.sheet:
            parts.append(f'sheet "{self.sheet}"')
        if self.row:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f'column "{self.column}"')
        return ", ".join(parts)
