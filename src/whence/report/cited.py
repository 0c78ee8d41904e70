"""The rows that evidence was read in, numbered in the order in which they are cited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from whence.model.chain import Operation, Tie
from whence.model.findings import ConsignmentFinding
from whence.model.source import Source
from whence.report.tell import act, weight_of
from whence.report.view import View

Key = tuple[str, str, str, int]


@dataclass(slots=True)
class Row:
    """One cited row: its number, the columns named, what was read, who cites it."""

    number: int
    key: Key
    columns: list[str] = field(default_factory=list)
    said: dict[tuple[str, str], None] = field(default_factory=dict)
    cited_in: list[str] = field(default_factory=list)

    def told(self, most: int) -> str:
        """Say what was read: each party once with its facts, at most so many of all.

        >>> row = Row(1, ("", "trade.csv", "", 3))
        >>> row.said = {("Gin", "maker"): None, ("", "to order"): None}
        >>> row.said["Gin", "site"] = None
        >>> row.told(3), row.told(2)
        ('Gin: maker; site. to order', 'Gin: maker. to order. And 1 more')
        """
        held: dict[str, list[str]] = {}
        for who, what in list(self.said)[:most]:
            held.setdefault(who, []).append(what)
        told = [
            f"{who}: {'; '.join(said)}" if who else "; ".join(said)
            for who, said in held.items()
        ]
        rest = len(self.said) - most
        return ". ".join([*told, f"And {rest} more"] if rest > 0 else told)

    @property
    def place(self) -> str:
        """Say which row, without its file."""
        return f"row {self.key[3]}" if self.key[3] else "whole file"


class Cited:
    """Numbers sources as they are cited, and writes the notes that cite them."""

    def __init__(self) -> None:
        self.rows: dict[Key, Row] = {}

    def numbers(self, sources: Iterable[Source], where: str) -> str:
        """Cite rows by their numbers alone, for tables: `E3 to E5, E9`."""
        return spans((self._row(s, where).number for s in sources), "E")

    def note(self, sources: Sequence[Source], where: str) -> str:
        """Write one note: each file once with its rows, then the numbers of the rows.

        `where` is the short name of what cites. Gives "" for no source.
        """
        if not sources:
            return ""
        files: dict[tuple[str, str], list[Source]] = {}
        numbers = []
        for source in sources:
            files.setdefault((source.name, source.sheet), []).append(source)
            numbers.append(self._row(source, where).number)
        told = "; ".join(_told(held) for held in files.values())
        return f"{told} [{spans(numbers, 'E')}]"

    def _row(self, source: Source, where: str = "") -> Row:
        key = _key(source)
        row = self.rows.get(key)
        if row is None:
            row = self.rows[key] = Row(len(self.rows) + 1, key)
        if source.column and source.column not in row.columns:
            row.columns.append(source.column)
        if where and where not in row.cited_in:
            row.cited_in.append(where)
        return row

    def read(self, c: ConsignmentFinding, view: View) -> None:
        """Keep what was read in the rows already cited: goods, steps, ties, facts."""
        goods = ", ".join(x for x in (c.goods, weight_of(c)) if x)
        self.say(c.sources, goods, of=c.name)
        steps = {o.key: o for o in c.steps}
        for operation in c.steps:
            who = view.name(operation.party)
            self.say(operation.sources, act(operation, lot=True), of=who)
            for fact in operation.facts:
                note = f' ("{fact.note}")' if fact.note else ""
                words = f"{fact.claim.value} {fact.value}{note}"
                self.say(fact.sources, words, of=who)
        for tie in c.ties:
            self.say(tie.sources, _tied(tie, steps, view, c.name))
        for found in c.breaks:
            self.say(found.sources, view.ends(found))

    def say(self, sources: Iterable[Source], words: str, *, of: str = "") -> None:
        """Keep what was read in rows already cited, of a party or of nobody."""
        for source in sources:
            row = self.rows.get(_key(source))
            if row is not None:
                row.said.setdefault((of, words))


def _key(source: Source) -> Key:
    return source.sha256, source.name, source.sheet, source.row


def _tied(tie: Tie, steps: dict[str, Operation], view: View, goods: str) -> str:
    """Say what a tie joins, by names."""
    up = steps.get(tie.upstream)
    down = steps.get(tie.downstream)
    left = view.name(up.party) if up else tie.upstream
    right = view.name(down.party) if down else goods
    return f"{tie.kind.value}: {left} to {right}"


def _told(held: Sequence[Source]) -> str:
    """Name a file and its rows: `trade.csv, rows 3, 5 to 9, column "Address"`."""
    first = held[0]
    parts = [first.name]
    if first.sheet:
        parts.append(f'sheet "{first.sheet}"')
    rows = sorted({s.row for s in held if s.row})
    if rows:
        parts.append(f"{'row' if len(rows) == 1 else 'rows'} {spans(rows)}")
    columns = list(dict.fromkeys(s.column for s in held if s.column))
    if columns:
        word = "column" if len(columns) == 1 else "columns"
        parts.append(f"{word} " + ", ".join(f'"{c}"' for c in columns))
    return ", ".join(parts)


def spans(numbers: Iterable[int], prefix: str = "") -> str:
    """Write numbers with runs of three and more shortened.

    >>> spans([3, 1, 2, 7, 9, 8, 12]), spans([4, 5], "E")
    ('1 to 3, 7 to 9, 12', 'E4, E5')
    """
    ordered = sorted(set(numbers))
    parts: list[str] = []
    start = 0
    for place in range(1, len(ordered) + 1):
        whole = place - start
        if place < len(ordered) and ordered[place] == ordered[start] + whole:
            continue
        first, last = ordered[start], ordered[place - 1]
        if whole > 2:
            parts.append(f"{prefix}{first} to {prefix}{last}")
        else:
            parts += [f"{prefix}{n}" for n in ordered[start:place]]
        start = place
    return ", ".join(parts)
