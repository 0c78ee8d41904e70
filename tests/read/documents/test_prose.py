"""Letters, messages and broken cells: what has no labels of its own."""

from datetime import date

import pytest

from whence.model.paper import AmountRole, Media, Paper, PaperText, Span
from whence.read.documents.draft import papers_of
from whence.read.documents.headings import label_of


def text(name: str, *rows: str) -> PaperText:
    """Make a paper of rows; bars part cells, which stand 100 points apart."""
    parts, spans, at = [], [], 0
    for top, row in enumerate(rows):
        cells = [cell.strip() for cell in row.split("|")]
        for place, cell in enumerate(cells):
            left = place * 100
            spans.append(
                Span(at, at + len(cell), 1, left, top * 20, left + 90, top * 20 + 10)
            )
            parts.append(cell + ("\t" if place + 1 < len(cells) else "\n"))
            at += len(parts[-1])
    return PaperText(name, "0" * 64, Media.PDF, 1, "".join(parts), tuple(spans), 1)


def one(*rows: str) -> Paper:
    return papers_of([text("a.pdf", *rows)])[1][0]


def message(name: str, *rows: str) -> PaperText:
    """Make a message of rows; bars part cells, which have no places."""
    parts, spans, at = [], [], 0
    for row in rows:
        cells = [cell.strip() for cell in row.split("|")]
        for place, cell in enumerate(cells):
            spans.append(Span(at, at + len(cell), 1))
            parts.append(cell + ("\t" if place + 1 < len(cells) else "\n"))
            at += len(parts[-1])
    held = "".join(parts)
    return PaperText(name, "1" * 64, Media.MESSAGE, 1, held, tuple(spans), 1)


LETTER = (
    "Ilmar Polysilicon GmbH",
    "Polysilicon production record",
    "From: 2025-09-18",
    "We certify that between 2025-09-18 and 2025-09-20 our works took into",
    "deposition 2,361.6 kg of lot L-744 (metallurgical silicon).",
    "From these were made 1,958 kg of polysilicon, booked to stock as lot P-59",
    "under our record R-58.",
)


def test_a_record_written_as_a_letter_gives_its_sides_lots_and_number() -> None:
    paper = papers_of([text("a.pdf", *LETTER)])[1][0]
    assert [(a.role, a.grams, a.lot) for a in paper.amounts] == [
        (AmountRole.TAKEN, 2_361_600, "L-744"),
        (AmountRole.MADE, 1_958_000, "P-59"),
    ]
    assert [s.value for s in paper.lots_in] == ["L-744"]
    assert [s.value for s in paper.lots_out] == ["P-59"]
    assert paper.number is not None
    assert paper.number.value == "R-58"
    assert all(
        text("a.pdf", *LETTER).text[s.start : s.end] == s.value for s in paper.lots_in
    )


def test_a_chinese_record_in_one_sentence_is_read() -> None:
    paper = one(
        "乐山单晶有限公司",
        "生产记录",
        "本批投入多晶硅1,950千克，批号P-59，生产出单晶方棒1,732千克，批号I-30。",
    )
    assert [(a.role, a.grams) for a in paper.amounts] == [
        (AmountRole.TAKEN, 1_950_000),
        (AmountRole.MADE, 1_732_000),
    ]
    assert [s.value for s in paper.lots_in] == ["P-59"]
    assert [s.value for s in paper.lots_out] == ["I-30"]


def test_the_day_of_a_record_is_when_the_work_ended() -> None:
    rows = ("Production record", "Record No.: | R-1", "Lot produced: | Y-1")
    both = one(*rows, "Started: | 2026-02-01", "Completed: | 2026-02-09")
    assert both.day == date(2026, 2, 9)
    alone = one(*rows, "Started: | 2026-02-01")
    assert alone.day == date(2026, 2, 1)


def test_a_message_that_is_an_order_itself_is_read_as_one() -> None:
    paper = papers_of(
        [
            message(
                "a.eml",
                "Purchase Order PO-7",
                "Dear Sirs,",
                "Purchase Order",
                "Buyer: Alder Knit Ltd.",
                "Order number: PO-7",
                "Description | Quantity | Price",
                "Cotton yarn Ne 30 | 1,200 kg | 3.10/kg",
            )
        ]
    )[1][0]
    assert (paper.kind, paper.stage) == ("purchase_order", "spin")
    assert [a.grams for a in paper.amounts] == [1_200_000]


def test_a_message_that_only_speaks_of_an_order_stays_a_message() -> None:
    words = ("Order PO-7", "Dear Sirs,", "please find the purchase order attached.")
    paper = papers_of([message("a.eml", *words)])[1][0]
    assert paper.kind == "other"


def test_lines_of_one_cell_above_and_below_its_row_are_joined() -> None:
    rows = [
        [("Lot", 40, 60), ("Goods", 120, 150), ("Net", 300, 320)],
        [("Combed cotton", 120, 190)],
        [("Y-118", 40, 70), ("1,200 kg", 300, 340)],
        [("yarn Ne 30", 120, 170)],
        [("Total", 40, 60), ("1,200 kg", 300, 340)],
    ]
    parts, spans, at = ["Packing list\n"], [Span(0, 12, 1, 40, 0, 120, 10)], 13
    for top, row in enumerate(rows):
        for place, (said, left, right) in enumerate(row):
            box = (left, 40 + top * 9, right, 48 + top * 9)
            spans.append(Span(at, at + len(said), 1, *box))
            parts.append(said + ("\t" if place + 1 < len(row) else "\n"))
            at += len(parts[-1])
    held = PaperText("a.pdf", "0" * 64, Media.PDF, 1, "".join(parts), tuple(spans), 1)
    paper = papers_of([held])[1][0]
    assert [s.value for s in paper.goods] == ["Combed cotton yarn Ne 30"]
    assert paper.stage == "spin"
    assert [(a.grams, a.lot) for a in paper.amounts] == [(1_200_000, "Y-118")]


def test_pieces_told_at_the_end_of_a_description_are_counted() -> None:
    paper = one(
        "Bill of Lading",
        "B/L No.: | B-1",
        "Lot | Goods | Gross weight",
        "M-3 | Solar modules 550 Wp - 1,240 pcs | 37,591.8 kg",
    )
    assert (1240.0, "pcs") in {(a.number, a.unit) for a in paper.amounts}


def test_a_note_of_stores_with_goods_of_two_stages_names_both() -> None:
    paper = one(
        "Stores transfer note",
        "Number: | SN-5",
        "Description | Quantity",
        "Silicon wafers | 600 pcs",
        "Solar cells | 600 pcs",
    )
    assert paper.kind == "inventory_record"
    assert (paper.stage, paper.stages) == ("", ("wafer", "cell"))


@pytest.mark.parametrize(
    "label", ["Trucking note No.", "PO #", "Cert. No.", "装箱明细编号", "Contract / PO"]
)
def test_a_number_stands_under_the_name_of_any_paper(label: str) -> None:
    assert label_of(label) in ("bill", "order", "record", "packing")
