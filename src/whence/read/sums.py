"""Lines that sum up the rows above them, which are no rows of data.

Such a line has a word for it in one cell ("Total", "小计", "Итого по ООО Вега"), and
beside it only numbers.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from whence.read.layout import folded, is_number
from whence.shelf.letters import UNSPACED

MARKS = " :：."
# So many letters of a cell's ends tell of nearly every cell that no word stands there.
END = 3
# How many distinct cells a column may have for a sum to be known by the cell it names:
# looking at all of a larger one would take seconds.
MOST = 5000


@dataclass(frozen=True)
class SumWords:
    """Words for sums, folded: of a whole table in `totals`, of a part in `partial`.

    No firm's name begins or ends with a word for a part, so that what stands beside it
    says whose part: "Subtotal Arvind Limited".
    """

    totals: frozenset[str]
    partial: frozenset[str]

    @cached_property
    def firsts(self) -> frozenset[str]:
        """Give the words with which such a cell begins, in any case of their letters;
        of scripts that set no blanks, the first two letters."""
        return frozenset(self._cased(0))

    @cached_property
    def lasts(self) -> frozenset[str]:
        """Give the words with which such a cell ends, as in `firsts`."""
        return frozenset(self._cased(-1))

    def may_say(self, cell: str) -> bool:
        """Whether a cell, as written, is worth a closer look; cheap, and never wrong
        in saying no."""
        text = cell.rstrip(MARKS).replace("-", " ")
        firsts, lasts = self.firsts, self.lasts
        return (
            text.split(" ", 1)[0] in firsts
            or text.rsplit(" ", 1)[-1] in lasts
            or text[:2] in firsts
            or text[-2:] in lasts
        )

    def near(self, cells: Sequence[str]) -> list[int]:
        """Give the places of the cells that `may_say` a sum, without asking each: a
        column of a million cells has few ends of three letters."""
        bare = [cell.rstrip(MARKS) for cell in cells]
        heads = {h for h in {c[:END] for c in bare} if self._may_begin(h)}
        tails = {t for t in {c[-END:] for c in bare} if self._may_end(t)}
        if not heads and not tails:
            return []
        return [
            i
            for i, cell in enumerate(bare)
            if (cell[:END] in heads or cell[-END:] in tails) and self.may_say(cell)
        ]

    @cached_property
    def _openings(self) -> frozenset[str]:
        return frozenset(
            f"{word} "[: max(2, min(END, len(word)))] for word in self.firsts
        )

    @cached_property
    def _closings(self) -> frozenset[str]:
        return frozenset(
            f" {word}"[-max(2, min(END, len(word))) :] for word in self.lasts
        )

    def _may_begin(self, head: str) -> bool:
        text = f"{head} ".replace("-", " ")
        return text[:END] in self._openings or text[:2] in self._openings

    def _may_end(self, tail: str) -> bool:
        text = f" {tail}".replace("-", " ")
        return text[-END:] in self._closings or text[-2:] in self._closings

    def says(self, text: str, others: frozenset[str] = frozenset()) -> bool:
        """Whether a folded cell is a sum's; `others` are the cells of its column."""
        if text in self.totals or text in self.partial:
            return True
        return any(
            word in self.partial or (word in self.totals and rest in others)
            for word, rest in _parted(text)
        )

    def _cased(self, end: int) -> Iterator[str]:
        for word in self.totals | self.partial:
            bare = UNSPACED.search(word)
            part = (word[-2:] if end else word[:2]) if bare else word.split()[end]
            yield from (part, part.upper(), part.capitalize())


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """Cut a folded cell in two, its words or letters at an end and the rest."""
    parts = text.split()
    for size in range(1, len(parts)):
        yield " ".join(parts[:size]), " ".join(parts[size:])
        yield " ".join(parts[-size:]), " ".join(parts[:-size])
    if UNSPACED.search(text):
        for size in range(2, len(text)):
            yield text[:size], text[size:].strip()
            yield text[-size:], text[:-size].strip()


def sums_in(
    columns: Sequence[tuple[list[str], "array[int]"]], words: SumWords
) -> list[int]:
    """Give the indices of the rows that sum up, in order.

    Args:
        columns: of each its distinct texts, and a code a row.
        words: the words for sums.

    """
    told = [_telling(values, words) for values, _ in columns]
    suspects: set[int] = set()
    for found, (_, codes) in zip(told, columns, strict=True):
        if found:
            suspects.update(i for i, code in enumerate(codes) if code in found)
    return [
        row
        for row in sorted(suspects)
        if all(
            codes[row] in found or not (cell := values[codes[row]]) or is_number(cell)
            for found, (values, codes) in zip(told, columns, strict=True)
        )
    ]


def _telling(values: Sequence[str], words: SumWords) -> set[int]:
    """Give the codes of the texts of a column that tell of a sum."""
    near = words.near(values)
    if not near:
        return set()
    others = frozenset(map(folded, values)) if len(values) <= MOST else frozenset()
    return {i for i in near if words.says(folded(values[i]), others)}
