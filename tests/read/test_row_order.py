"""Entry lines without numbers: joined by the order of rows where nothing differs."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest

from whence.model.party import IdKind, Mention
from whence.model.rows import EntryLine, Quantity
from whence.model.source import Source
from whence.model.table import RawTable
from whence.read.roles import map_table
from whence.read.row_order import contradict, numbered
from whence.read.typed import Typed, type_tables

KASHGAR = Mention(("Kashi Brightloom",), "CN", "Kashgar, Xinjiang")
DHAKA = Mention(("Mirpur Stitchline Ltd",), "BD", "Dhaka")
HEADERS = ["Entry Number", "HTSUS No.", "Manufacturer Name", "Value"]


def row(file: str, place: int, line: str = "", **more: object) -> EntryLine:
    source = Source(file * 64, f"{file}.csv", "", place + 1)
    return replace(EntryLine((source,), "HLG-1", line), **more)  # type: ignore[arg-type]


def typed(*tables: RawTable) -> Typed:
    result = type_tables([(t, map_table(t)) for t in tables])
    assert all(counts.add_up for counts in result.counts.values())
    made = sum(counts.used for counts in result.counts.values())
    assert made == len(result.tables.entries)
    return result


def lines(rows: list[EntryLine]) -> list[str]:
    return [entry.line for entry in numbered(rows)[0]]


def test_rows_that_contradict_nothing_join_by_their_order() -> None:
    rows = [row("a", 1, hs="6110200010"), row("a", 2, hs="620342")]
    rows += [row("b", 1, maker=DHAKA), row("b", 2, hs="6203424011")]
    assert lines(rows) == ["1", "2", "1", "2"]


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"hs": "6110200010"}, {"hs": "8541430010"}),
        ({"maker": KASHGAR}, {"maker": DHAKA}),
        ({"description": "knitted shirts"}, {"description": "solar modules"}),
        ({"quantity": Quantity(10, "PCS")}, {"quantity": Quantity(12, "pcs")}),
        ({"value_cents": 100_00}, {"value_cents": 900_00}),
        ({"weight_g": 10_000}, {"weight_g": 90_000}),
        ({"lot": "L-1"}, {"lot": "L-2"}),
    ],
)
def test_rows_that_contradict_each_other_stay_apart_and_it_is_said(
    mine: dict[str, object], theirs: dict[str, object]
) -> None:
    found, notes = numbered([row("a", 1, **mine), row("b", 1, **theirs)])
    assert [entry.line for entry in found] == ["1", "1b"]
    assert sum("stay apart" in note for note in notes) == 2


def test_one_contradiction_keeps_the_whole_sheet_apart() -> None:
    """Sheets in two orders: where the second rows happen to agree, nothing is known."""
    rows = [row("a", 1, hs="6110"), row("a", 2, hs="6203")]
    rows += [row("b", 1, hs="8541"), row("b", 2, hs="6203")]
    assert lines(rows) == ["1", "2", "1b", "2b"]


def test_written_line_numbers_join_whatever_the_rows_say() -> None:
    rows = [row("a", 1, "2", hs="6110"), row("b", 1, "2", hs="8541")]
    assert numbered(rows) == (rows, [])


def test_rows_without_a_number_join_those_of_the_numbered_sheet_they_agree_with():
    rows = [row("a", 1, "1", hs="6110"), row("a", 2, "2", hs="6203")]
    agree = [row("b", 1, hs="6110"), row("b", 2, maker=DHAKA)]
    differ = [row("b", 1, hs="6110"), row("b", 2, hs="8541")]
    assert lines([*rows, *agree]) == ["1", "2", "1", "2"]
    assert lines([*rows, *differ]) == ["1", "2", "1b", "2b"]


def test_a_row_left_unnumbered_in_a_numbered_sheet_takes_no_number_of_another() -> None:
    rows = [row("a", 1, "1", hs="6110"), row("a", 2)]
    assert lines(rows) == ["1", "1b"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_sheet_that_agrees_with_two_in_conflict_joins_neither(
    order: tuple[int, ...],
) -> None:
    three = [row("a", 1, hs="6110"), row("b", 1, hs="8541"), row("c", 1, lot="L-1")]
    assert len(set(lines([three[i] for i in order]))) == 3


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"hs": "6110200010"}, {"hs": "611020"}),
        ({"hs": "6110200010"}, {"hs": "9903885600"}),
        ({"hs": "611020", "description": "tops"}, {"hs": "611020", "description": "t"}),
        ({"maker": DHAKA}, {"maker": Mention(("Mirpur Stitchline Limited",))}),
        ({"maker": KASHGAR}, {"maker": Mention(("喀什明织",))}),
        (
            {"maker": DHAKA},
            {"maker": Mention(("BDMIR1",), identifiers=((IdKind.MID, "BDMIR1"),))},
        ),
        ({"quantity": Quantity(1, "DOZ")}, {"quantity": Quantity(12, "PCS")}),
        ({"value_cents": 99_60}, {"value_cents": 100_00}),
        (
            {"value_cents": 1_00, "currency": "USD"},
            {"value_cents": 9_00, "currency": "CNY"},
        ),
    ],
)
def test_another_way_to_say_the_same_is_no_contradiction(
    mine: dict[str, object], theirs: dict[str, object]
) -> None:
    assert not contradict(row("a", 1, **mine), row("b", 1, **theirs))


def test_two_files_of_one_entry_in_conflict_make_two_lines_and_every_row_is_counted(
    table: Callable[..., RawTable],
) -> None:
    one = table(HEADERS, [["HLG-1", "6110200010", "Kashi Brightloom", "100"]])
    two = table(HEADERS, [["HLG-1", "8541430010", "Mirpur Stitchline", "900"]])
    result = typed(one, two)
    assert [e.maker.names[0] for e in result.tables.entries if e.maker] == [
        "Kashi Brightloom",
        "Mirpur Stitchline",
    ]
    assert not result.joins


@pytest.mark.parametrize("header", ["Ln", "Ln#", "Ln #", "Ln No", "Line"])
def test_short_headers_of_line_numbers_are_read(
    header: str, table: Callable[..., RawTable]
) -> None:
    raw = table(["Entry Number", header, "HTSUS No."], [["HLG-1", "7", "6110200010"]])
    assert typed(raw).tables.entries[0].line == "7"


def test_a_type_of_two_digits_beside_an_entry_is_the_type_of_entry(
    table: Callable[..., RawTable],
) -> None:
    raw = table(["Entry Number", "Type", "HTSUS No."], [["HLG-1", "06", "6110200010"]])
    assert typed(raw).tables.entries[0].entry_type == "06"


def test_a_type_that_is_no_type_of_entry_is_left_alone(
    table: Callable[..., RawTable],
) -> None:
    raw = table(["Entry Number", "Type", "HTSUS No."], [["HLG-1", "knit", "6110200"]])
    assert typed(raw).tables.entries[0].entry_type == ""
