"""Entry lines without a line number: numbered by the order of their rows.

The order of rows is a weak tie. It joins the rows of two sheets only where nothing
that both say contradicts it, for the whole entry; else the sheets stay apart, and a
note says so. No order of files decides: sheets that all agree with one another are one
cluster, and a sheet that agrees with two that contradict each other joins neither.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from whence.model.party import IdKind, Mention
from whence.model.rows import EntryLine, Quantity
from whence.shelf.tables import folded, words

# What names the goods or the deal: the same text, or not the same line.
CODES = ("sku", "lot", "order", "invoice")
# Values of one line agree when they round to the same unit of the currency, weights
# when they round to the same kilogram: Form 7501 prints whole dollars and kilograms.
CENTS, GRAMS = 100, 1000


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows of one entry that share one way of numbering: those of a sheet without
    line numbers, by place; or those of all sheets that number their lines."""

    name: str
    lines: Mapping[str, tuple[EntryLine, ...]]
    stated: bool = False


def numbered(entries: Sequence[EntryLine]) -> tuple[list[EntryLine], list[str]]:
    """Number the lines that have no number by the order of their rows.

    Gives the entries in the same order, each with a line; and what was done, to be
    said. Rows that get the same line are one line; where a sheet cannot share the
    numbers of another, its lines are `1b`, `2b` and so on.
    """
    places: dict[str, dict[tuple[str, str], list[int]]] = {}
    for index, entry in enumerate(entries):
        if not entry.line:
            source = entry.sources[0]
            sheets = places.setdefault(entry.entry_number, {})
            sheets.setdefault((source.sha256, source.sheet), []).append(index)
    if not places:
        return list(entries), []
    stated: dict[str, list[EntryLine]] = {}
    for entry in entries:
        if entry.line and entry.entry_number in places:
            stated.setdefault(entry.entry_number, []).append(entry)
    found, notes = list(entries), dict[str, None]()
    for number, sheets in places.items():
        blocks = [*_stated(stated.get(number, ())), *_unstated(entries, sheets)]
        marks, apart = _marks(blocks, stated.get(number, ()))
        for sheet, rows in sheets.items():
            for place, index in enumerate(rows, 1):
                line = f"{place}{marks[_name(sheet)]}"
                found[index] = replace(entries[index], line=line)
        notes |= dict.fromkeys(_told(number, apart))
    files = sorted({e.sources[0].name for e in entries if not e.line})
    return found, [
        *(f"{name}: entry lines were numbered in row order" for name in files),
        *sorted(notes),
    ]


def _name(sheet: tuple[str, str]) -> str:
    return "\0".join(sheet)


def _stated(rows: Sequence[EntryLine]) -> Iterator[_Block]:
    lines: dict[str, tuple[EntryLine, ...]] = {}
    for row in rows:
        lines[row.line] = (*lines.get(row.line, ()), row)
    if lines:
        yield _Block("", lines, stated=True)


def _unstated(
    entries: Sequence[EntryLine], sheets: Mapping[tuple[str, str], Sequence[int]]
) -> Iterator[_Block]:
    for sheet, rows in sheets.items():
        lines = {str(n): (entries[i],) for n, i in enumerate(rows, 1)}
        yield _Block(_name(sheet), lines)


def _marks(
    blocks: Sequence[_Block], stated: Sequence[EntryLine]
) -> tuple[dict[str, str], list[_Block]]:
    """Give each block the mark of its cluster, and the blocks that stay apart.

    The cluster of the stated numbers has no mark; without it, the first has none.
    """
    own = {_name((r.sources[0].sha256, r.sources[0].sheet)) for r in stated}
    friends: dict[str, set[str]] = {block.name: {block.name} for block in blocks}
    for one, other in combinations(blocks, 2):
        # A sheet that numbers some lines of an entry leaves the others without number
        # on purpose: their order says nothing of the numbers.
        same_sheet = one.stated and other.name in own
        if not same_sheet and not _contradict(one, other):
            friends[one.name].add(other.name)
            friends[other.name].add(one.name)
    clusters: dict[tuple[str, ...], list[_Block]] = {}
    for block in blocks:
        mates = friends[block.name]
        whole = all(friends[mate] == mates for mate in mates)
        key = tuple(sorted(mates)) if whole else (block.name,)
        clusters.setdefault(key, []).append(block)
    marks: dict[str, str] = {}
    apart: list[_Block] = []
    for number, members in enumerate(clusters.values()):
        for block in members:
            marks[block.name] = _letters(number)
        if len(clusters) > 1:
            apart += [block for block in members if not block.stated]
    return marks, apart


def _letters(number: int) -> str:
    """Give "" for 0, then b to z, then ba and so on.

    >>> [_letters(n) for n in (0, 1, 25, 26)]
    ['', 'b', 'z', 'ba']
    """
    text = ""
    while number:
        number, letter = divmod(number, 26)
        text = chr(ord("a") + letter) + text
    return text


def _told(number: str, apart: Sequence[_Block]) -> Iterator[str]:
    for block in apart:
        rows = [row for line in block.lines.values() for row in line]
        name = rows[0].sources[0].name
        yield (
            f"{name}: entry {number}: {len(rows)} rows without a line number cannot be"
            " told by their order to be lines that other rows of this entry describe"
            " (HS code, maker, goods, quantity or value differ); they stay apart as"
            " lines of their own. Give them line numbers, or take out what is no row of"
            " this entry."
        )


def _contradict(one: _Block, other: _Block) -> bool:
    """Whether any line that both have is told of differently."""
    return any(
        contradict(mine, theirs)
        for line in one.lines.keys() & other.lines.keys()
        for mine in one.lines[line]
        for theirs in other.lines[line]
    )


def contradict(mine: EntryLine, theirs: EntryLine) -> bool:
    """Whether two rows cannot tell of one line, by what both of them say.

    A row of a special chapter only adds a duty: its code and amounts say nothing of
    the goods.
    """
    if mine.maker and theirs.maker and _other_party(mine.maker, theirs.maker):
        return True
    for name in CODES:
        pair = folded(getattr(mine, name)), folded(getattr(theirs, name))
        if all(pair) and pair[0] != pair[1]:
            return True
    if any(r.hs.startswith(words().special_chapters) for r in (mine, theirs)):
        return False
    return (
        _other_goods(mine, theirs)
        or _other_count(mine.quantity, theirs.quantity)
        or _other_value(mine, theirs)
        or _far(mine.weight_g, theirs.weight_g, GRAMS)
    )


def _other_goods(mine: EntryLine, theirs: EntryLine) -> bool:
    """Whether the codes differ; where one has no code, whether the words do."""
    if mine.hs and theirs.hs:
        longer, shorter = sorted((mine.hs, theirs.hs), key=len, reverse=True)
        return not longer.startswith(shorter)
    texts = [set(folded(r.description).split()) for r in (mine, theirs)]
    return all(texts) and texts[0].isdisjoint(texts[1])


def _other_count(mine: Quantity | None, theirs: Quantity | None) -> bool:
    if mine is None or theirs is None:
        return False
    if mine.grams is not None and theirs.grams is not None:
        return _far(mine.grams, theirs.grams, GRAMS)
    units = folded(mine.unit), folded(theirs.unit)
    same_unit = units[0] == units[1] or not all(units)
    return same_unit and mine.number != theirs.number


def _other_value(mine: EntryLine, theirs: EntryLine) -> bool:
    pair = mine.currency, theirs.currency
    if all(pair) and pair[0] != pair[1]:
        return False
    return _far(mine.value_cents, theirs.value_cents, CENTS)


def _far(mine: int | None, theirs: int | None, grain: int) -> bool:
    return mine is not None and theirs is not None and abs(mine - theirs) >= grain


def _other_party(mine: Mention, theirs: Mention) -> bool:
    """Whether two makers cannot be one: another code of one kind, or another name.

    Names in two scripts, or a code in place of a name, cannot be compared.
    """
    codes = dict(mine.identifiers)
    if any(codes.get(kind, code) != code for kind, code in theirs.identifiers):
        return True
    pairs = [
        (a, b)
        for a in map(_words_of, _named(mine))
        for b in map(_words_of, _named(theirs))
        if a and b and _ascii(a) == _ascii(b)
    ]
    return bool(pairs) and not any(a <= b or b <= a for a, b in pairs)


def _named(mention: Mention) -> list[str]:
    return [n for n in mention.names if (IdKind.MID, n) not in mention.identifiers]


def _words_of(name: str) -> frozenset[str]:
    """Give the words of a name that are no form of company."""
    return frozenset(folded(name).split()) - words().company_forms


def _ascii(texts: frozenset[str]) -> bool:
    return all(text.isascii() for text in texts)
