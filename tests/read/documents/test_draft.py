"""Texts to papers: kinds, numbers, days, amounts, lots, places."""

from datetime import date

import pytest

from whence.model.paper import AmountRole, Media, Paper, PaperText, PartyRole, Span
from whence.read.documents.draft import papers_of
from whence.read.documents.goods import stage_of_goods, stages_of_work
from whence.shelf.paper_steps import steps
from whence.shelf.paper_words import kind_words, known_commodities


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


def test_a_record_with_its_flow_in_the_words_of_the_goods() -> None:
    paper = one(
        "Kalindri Spinning Mills Ltd.",
        "PRODUCTION RECORD",
        "Record No.: | KS-1",
        "Date: | 2026-02-14",
        "Process: | Ring spinning",
        "Material | Lot | Quantity (kg)",
        "Lint consumed | PF-7730 | 3,492",
        "Yarn produced | YK-118 | 3,200",
        "Waste | - | 280",
    )
    assert (paper.kind, paper.stage) == ("production_record", "spin")
    assert paper.number is not None
    assert paper.number.value == "KS-1"
    assert paper.day == date(2026, 2, 14)
    assert [s.value for s in paper.lots_in] == ["PF-7730"]
    assert [s.value for s in paper.lots_out] == ["YK-118"]
    weights = {(a.role, a.grams) for a in paper.amounts}
    assert weights == {
        (AmountRole.TAKEN, 3_492_000),
        (AmountRole.MADE, 3_200_000),
        (AmountRole.WASTE, 280_000),
    }


def test_a_chinese_invoice_with_labels_above_their_values() -> None:
    paper = one(
        "南通玉澜禾纺织有限公司",
        "商业发票",
        "发票号码 | 日期 | 买方",
        "YLH-1 | 2026年2月6日 | Bhairab Knit Composite Ltd.",
        "品名 | 批号 | 净重（吨） | 金额（美元）",
        "纯棉纱 30支 | NY-2503 | 3.240 | 9,558.00",
    )
    assert (paper.kind, paper.stage, paper.language) == ("invoice", "spin", "zh")
    assert paper.number is not None
    assert paper.number.value == "YLH-1"
    assert paper.day == date(2026, 2, 6)
    assert paper.amounts[0].grams == 3_240_000
    assert paper.amounts[0].lot == "NY-2503"
    assert paper.money[0].value.endswith("9558.00")


def test_every_value_says_where_it_was_read() -> None:
    held = text("a.pdf", "INVOICE", "Invoice No.: KS-9", "Goods | Net weight (kg)",
                "Yarn | 120")  # fmt: skip
    paper = papers_of([held])[1][0]
    assert paper.number is not None
    for said in (paper.number, paper.amounts[0].said, *paper.goods):
        assert held.text[said.start : said.end] == said.value


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("BILL OF LADING", "transport_document"),
        ("Telegraphic Transfer Confirmation", "proof_of_payment"),
        ("装箱单", "packing_list"),
        ("DYEING AND FINISHING RECORD", "production_record"),
        ("Weight and Packing List", "packing_list"),
        ("轧花加工记录", "gin_record"),
        ("Poem of the week", ""),
    ],
)
def test_a_title_tells_the_kind_and_an_unknown_one_tells_none(
    title: str, kind: str
) -> None:
    paper = one("Firm Ltd.", title, "Some words that say nothing")
    assert paper.kind == kind
    assert bool(paper.reasons) == bool(kind)


def test_a_record_of_two_stages_has_none_and_names_both() -> None:
    paper = one("PRODUCTION RECORD", "Process: Spinning / Knitting", "Record No.: 7")
    assert paper.stage == ""
    assert paper.stages == ("spin", "weave") or known_commodities()


def test_a_day_that_may_be_two_days_is_no_day() -> None:
    paper = one("INVOICE", "Invoice No.: A1", "Date: 03/04/2026", "Lot: A")
    assert paper.day is None
    assert paper.day_said is not None


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("Seed cotton", "field"),
        ("Cotton seed", ""),
        ("Cotton lint in bales", "gin"),
        ("Combed cotton yarn for knitting", "spin"),
        ("Knitted garments", "sew"),
        ("Knit fabric, dyed", "weave"),
        ("棉制T恤", "sew"),
    ],
)
def test_goods_are_of_the_stage_that_makes_them(words: str, stage: str) -> None:
    assert stage_of_goods(words, "cotton") == stage


def test_work_is_of_the_stage_it_names() -> None:
    assert stages_of_work("Circular knitting", "cotton") == ("weave",)
    assert stages_of_work("纺纱 环锭 30支", "cotton") == ("spin",)


def test_every_step_has_a_range_and_a_mark_of_how_far_it_was_verified() -> None:
    for commodity in known_commodities():
        for step in steps(commodity):
            assert 0 < step.low <= step.central <= step.high
            assert step.verification
            assert step.reference or "memory" in step.verification


def test_no_word_of_a_title_stands_for_an_unknown_kind() -> None:
    words = kind_words()
    assert words.records | words.trade <= set(words.titles.values())


def test_labels_inside_running_words_are_read() -> None:
    paper = one(
        "COMMERCIAL INVOICE",
        "Invoice No. KS-77 dated 12 March 2026, for goods sold",
        "Buyer: Bhairab Knit Composite Ltd. PO No.: BK-1",
        "Goods | Lot | Net weight (kg)",
        "Cotton yarn | YK-1 | 500",
    )
    assert paper.number is not None
    assert paper.number.value == "KS-77"
    assert paper.day == date(2026, 3, 12)
    assert paper.party(PartyRole.BUYER) == "Bhairab Knit Composite Ltd."
    assert [r.value for r in paper.refs] == ["BK-1"]


def test_a_line_with_what_went_in_and_what_came_out_is_parted() -> None:
    paper = one(
        "Testfield Wafers Ltd.",
        "Production record",
        "Record No. | R-20",
        "Material issued | Lot issued | Quantity consumed (kg) | Product | Finished lot"
        " | Produced (pcs)",
        "Silicon ingot | IN-7 | 1591 | Silicon wafers | WA-9 | 93215",
        "Waste | kerf 32 kg",
    )
    assert [s.value for s in paper.lots_in] == ["IN-7"]
    assert [s.value for s in paper.lots_out] == ["WA-9"]
    read = {(a.role, a.number, a.unit) for a in paper.amounts}
    assert read == {(AmountRole.TAKEN, 1591, "kg"), (AmountRole.MADE, 93215, "pcs")}


def test_quantities_in_labels_have_the_side_their_label_names() -> None:
    paper = one(
        "Production record",
        "Input lot | IN-7",
        "领用数量 | 1 520.1 kg",
        "Output lot | OU-8",
        "入库数量 | 89 026 pcs",
    )
    read = {(a.role, a.number, a.lot) for a in paper.amounts}
    assert read == {
        (AmountRole.TAKEN, 1520.1, "IN-7"),
        (AmountRole.MADE, 89026, "OU-8"),
    }


def test_an_invoice_number_is_no_title_and_no_address() -> None:
    paper = one(
        "Commercial Invoice | 商业发票",
        "No. 721 Long Road, Testtown",
        "Bill No. | CI-25030192 | 发票编号",
        "Date | 14-MAR-2025 | 发票日期",
    )
    assert paper.number is not None
    assert paper.number.value == "CI-25030192"
    assert paper.day == date(2025, 3, 14)


def test_a_swift_transfer_names_its_payer_and_payee() -> None:
    paper = one(
        "Single Customer Credit Transfer MT103",
        ":20:FT28",
        ":50K:/3156",
        "TESTFIELD CRYSTAL CO., LTD.",
        ":59:/1473",
        "SAMPLE POLYSILICON GMBH",
        ":70:/INV/SA-00407",
    )
    assert paper.kind == "proof_of_payment"
    assert paper.party(PartyRole.BUYER) == "TESTFIELD CRYSTAL CO., LTD."
    assert paper.party(PartyRole.SELLER) == "SAMPLE POLYSILICON GMBH"
