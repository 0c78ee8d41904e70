"""Quantities on a paper: tables and labels to amounts of goods, in grams."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.model.paper import Amount, AmountRole
from whence.read.documents.fields import Fields, Lines
from whence.read.documents.goods import is_besides, stage_of_goods
from whence.read.documents.prose import Told
from whence.read.documents.rows import Bit
from whence.read.documents.sides import SIDES
from whence.read.numbers import grams_of, numbers, unit_in
from whence.shelf.paper_words import columns, counts, flows, folded, holds

FLOWS = {
    "taken": AmountRole.TAKEN,
    "made": AmountRole.MADE,
    "waste": AmountRole.WASTE,
}
BRACKETS = re.compile(r"[(（\[](.*?)[)）\]]")
SIDED = ("weight_in", "weight_out")
NOTHING = frozenset(("", "-", "--", "n a", "nil", "none", "无"))
SHORT, TITLE = 3, 5
TOLD = re.compile(r"(?:[-–—,;(]|\s)\s*(\d[\d,. ]*?)\s*([A-Za-z]{2,7}|[件片块打])\)?$")
MOST = 400
"""Lines of a paper whose amounts are kept apart; longer lists are summed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Of what paper the figures are: its file, the commodity, the stage it belongs to.

    `record` marks a record of production, whose lines are taken or made.
    """

    file: str
    commodity: str
    record: bool
    stage: str = ""
    order: tuple[str, ...] = ()


def amounts_of(
    fields: Fields, asked: Asked, sentences: Sequence[Told] = ()
) -> tuple[Amount, ...]:
    """Give the amounts that tables and labels of a paper state, else its sentences."""
    found = [a for table in fields.tables for a in _table(table, asked)]
    weighed = any(a.grams for a in found)
    sides = {a.role for a in found}
    sums = ("weight_in", "weight_out") if weighed else ("weight", "gross", *SIDED)
    if asked.record or not weighed:
        for pair in fields.of(*sums):
            if FLOWS.get(SIDES.get(pair.role, ("", ""))[1]) in sides:
                continue
            read = _number(pair.value.text, pair.label, "")
            if read is not None:
                flow = SIDES.get(pair.role, ("", ""))[1]
                gross = pair.role == "gross"
                found.append(_amount(pair.value, read, asked, flow=flow, gross=gross))
    return tuple(found) or tuple(_of_sentence(one, asked) for one in sentences)


def _of_sentence(told: Told, asked: Asked) -> Amount:
    per = grams_of(told.unit)
    return Amount(
        role=FLOWS[told.flow],
        number=told.number,
        unit=told.unit,
        grams=None if per is None else round(told.number * per),
        said=told.said,
        goods=stage_of_goods(told.goods, asked.commodity),
        lot=told.lots[0].value if len(told.lots) == 1 else "",
    )


def lots_of(table: Lines) -> Iterator[tuple[Bit, str]]:
    """Give the lots of a table with the flow of their lines, "" when none is said."""
    at = _at(table, "lot")
    for row in table.rows if at is not None else ():
        bit = row.get(at) if at is not None else None
        if bit is not None and folded(bit.text) not in NOTHING:
            yield bit, flow_of(table, row)


def flow_of(table: Lines, row: dict[int, Bit]) -> str:
    """Say whether a line was taken, made or waste, "" when nothing tells."""
    at = _at(table, "flow")
    if at is not None and at in row:
        found = _flow(row[at].text)
        if found:
            return found
    goods = _at(table, "goods")
    if goods is not None and goods in row:
        found = _flow(row[goods].text)
        if found:
            return found
    if table.flow:
        return table.flow
    bare = ":" not in table.title and len(table.title.split()) <= TITLE
    return _flow(table.title) if bare else ""


def _flow(text: str) -> str:
    said = folded(text)
    best = ("", 0)
    for flow, words in flows().items():
        for word in words:
            # "in" and "out" are words of every language's sentences.
            short = word.isascii() and len(word) <= SHORT
            if short and said != word:
                continue
            if holds(said, word) and len(word) > best[1]:
                best = (flow, len(word))
    return best[0]


def _at(table: Lines, role: str) -> int | None:
    return next((i for i, r in enumerate(table.roles) if r == role), None)


def _table(table: Lines, asked: Asked) -> Iterator[Amount]:
    """Give the amounts of a table, line by line."""
    weighed = [i for i, r in enumerate(table.roles) if r in ("weight", "gross")]
    pieces = _at(table, "pieces")
    for row in table.rows[:MOST]:
        seen = False
        for at in weighed:
            if at not in row:
                continue
            read = _number(
                row[at].text, table.heads[at].text, _cell(table, row, "unit")
            )
            if read is None:
                continue
            seen = True
            gross = table.roles[at] == "gross"
            yield _line(table, row, at, read, asked, gross=gross)
        if pieces is None and not asked.record and (told := _told_pieces(table, row)):
            yield _line(table, row, told[0], (told[1], told[2]), asked)
        if pieces is not None and pieces in row and not (seen and asked.record):
            read = _number(row[pieces].text, "", "pcs")
            if read is not None and not _boxes(row[pieces].text):
                yield _line(table, row, pieces, read, asked)


def _told_pieces(table: Lines, row: dict[int, Bit]) -> tuple[int, float, str] | None:
    """Give the pieces that a description ends with: "Panels 545 Wp - 1,240 pcs"."""
    at = _at(table, "goods")
    if at is None or at not in row:
        return None
    match = TOLD.search(" ".join(row[at].text.split()))
    if match is None or folded(match[2]) not in counts():
        return None
    read = numbers([match[1]]).values[0]
    return None if read is None else (at, read[0], match[2])


def _boxes(text: str) -> bool:
    """Whether a number counts packages, such as "16 cartons", and no pieces."""
    found = numbers([" ".join(text.split())]).values[0]
    unit = folded(found[1]) if found else ""
    return bool(unit) and unit in columns()["packages"].exact


def _cell(table: Lines, row: dict[int, Bit], role: str) -> str:
    at = _at(table, role)
    return row[at].text if at is not None and at in row else ""


def _line(
    table: Lines,
    row: dict[int, Bit],
    at: int,
    read: tuple[float, str],
    asked: Asked,
    *,
    gross: bool = False,
) -> Amount:
    words = _cell(table, row, "goods")
    lot = _cell(table, row, "lot")
    flow = flow_of(table, row) or (asked.record and _flow(table.heads[at].text)) or ""
    return _amount(
        row[at],
        read,
        asked,
        words=words,
        lot="" if folded(lot) in NOTHING else lot.strip(),
        flow=flow,
        gross=gross,
    )


def _amount(
    bit: Bit,
    read: tuple[float, str],
    asked: Asked,
    *,
    words: str = "",
    lot: str = "",
    flow: str = "",
    gross: bool = False,
) -> Amount:
    number, unit = read
    per = grams_of(unit)
    stage = stage_of_goods(words, asked.commodity)
    return Amount(
        role=_role(words, flow, stage, asked),
        number=number,
        unit=unit,
        grams=None if per is None else round(number * per),
        said=bit.said(asked.file),
        goods=stage,
        lot=lot,
        gross=gross,
    )


def _role(words: str, flow: str, stage: str, asked: Asked) -> AmountRole:
    if not asked.record:
        return AmountRole.GOODS
    if words and is_besides(words, asked.commodity):
        return AmountRole.WASTE
    if flow:
        return FLOWS[flow]
    if stage and asked.stage in asked.order and stage in asked.order:
        here, there = asked.order.index(asked.stage), asked.order.index(stage)
        return AmountRole.TAKEN if there < here else AmountRole.MADE
    return AmountRole.GOODS


def _bare(value: str) -> str:
    """Leave out what stands in brackets behind a number: "8,984 kg (41 bales)"."""
    return BRACKETS.sub("", value).strip() if value[:1].isdigit() else value


def _number(text: str, head: str, unit: str) -> tuple[float, str] | None:
    """Read a number with its unit: its own, that of its column, that of its heading."""
    value = " ".join(text.split())
    found = numbers([value]).values[0] or numbers([_bare(value)]).values[0]
    if found is None or found[0] < 0:
        return None
    number, own = found
    if own and (grams_of(own) is not None or not unit):
        return number, own
    inside = BRACKETS.search(head)
    said = unit or (inside[1].strip() if inside else "") or unit_in(head)
    return number, said or own
