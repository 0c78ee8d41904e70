"""A paper's text as rows of cells again, each with its place."""

from dataclasses import dataclass

from whence.model.paper import PaperText, Said


@dataclass(frozen=True, slots=True)
class Bit:
    """A cell of a row, or part of one: its words and where they stand."""

    text: str
    start: int
    end: int
    page: int
    left: int
    right: int
    top: int

    def said(self, file: str) -> Said:
        """Give it as a value read from a paper."""
        return Said(self.text, file, self.page, self.start, self.end)

    def part(self, start: int, end: int) -> "Bit":
        """Give a part of it without blanks at its ends; its box is not cut."""
        text = self.text[start:end]
        lead = len(text) - len(text.lstrip(" :："))
        text = text.strip(" :：")
        at = self.start + start + lead
        return Bit(text, at, at + len(text), self.page, self.left, self.right, self.top)


def rows_of(paper: PaperText) -> list[list[Bit]]:
    """Give the rows of a paper."""
    rows: list[list[Bit]] = []
    fresh = True
    for span in paper.spans:
        text = paper.text[span.start : span.end]
        bit = Bit(
            text, span.start, span.end, span.page, span.left, span.right, span.top
        )
        if fresh:
            rows.append([bit])
        else:
            rows[-1].append(bit)
        fresh = paper.text[span.end : span.end + 1] == "\n"
    return rows
