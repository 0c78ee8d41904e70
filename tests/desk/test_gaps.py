"""Gaps, contradictions and the balance, on papers written out by hand."""

from dataclasses import replace
from datetime import date

import pytest

from whence.desk.balance_steps import balance_of, clashes_of_balance
from whence.desk.papers_clash import clashes
from whence.desk.papers_gaps import gaps_of
from whence.desk.papers_index import Sheaf, key
from whence.model.chain import TieKind
from whence.model.folder import ClashKind, Contradiction, Gap, GapKind, Weighed
from whence.model.paper import (
    Amount,
    AmountRole,
    Aside,
    LabTest,
    Media,
    Paper,
    PaperParty,
    PaperRef,
    PartyRole,
    Said,
)

TAKEN, MADE, GOODS = AmountRole.TAKEN, AmountRole.MADE, AmountRole.GOODS


def said(value: str) -> Said:
    return Said(value, "x")


def amount(role: AmountRole, kg: float, goods: str, lot: str) -> Amount:
    return Amount(role, kg, "kg", round(kg * 1000), said(f"{kg}"), goods, lot)


def paper(file: str, kind: str, stage: str, day: str, *amounts: Amount) -> Paper:
    lots = {TAKEN: [], MADE: [], GOODS: []}
    for one in amounts:
        lots[one.role].append(said(one.lot))
    return Paper(
        file,
        key(file).ljust(64, "0"),
        Media.PDF,
        1,
        language="en",
        kind=kind,
        sure=1.0,
        number=said(file.upper()),
        day=date.fromisoformat(day),
        commodity="cotton",
        stage=stage,
        stages=(stage,) if stage else (),
        amounts=amounts,
        lots_in=tuple(lots[TAKEN]),
        lots_out=tuple(lots[MADE] or lots[GOODS]),
    )


def invoice(number: str, kg: float, lot: str, stage: str, day: str) -> Paper:
    made = paper(number, "invoice", stage, day, amount(GOODS, kg, stage, lot))
    return replace(made, money=(said(f"USD {kg * 3:.2f}"),))


def payment(number: str, invoice_number: str, day: str, money: float) -> Paper:
    made = paper(number, "proof_of_payment", "", day)
    return replace(made, money=(said(f"USD {money:.2f}"),))


HARVEST = paper("h1", "harvest_record", "field", "2025-11-01",
                amount(MADE, 2600, "field", "F1"))  # fmt: skip
GIN = paper(
    "g1",
    "gin_record",
    "gin",
    "2025-11-10",
    amount(TAKEN, 2600, "field", "F1"),
    amount(MADE, 1000, "gin", "B1"),
)
LINT = invoice("inv1", 1000, "B1", "gin", "2025-11-20")
PAID = payment("p1", "inv1", "2025-12-20", 3000)
SPIN = paper(
    "s1",
    "production_record",
    "spin",
    "2026-01-10",
    amount(TAKEN, 1000, "gin", "B1"),
    amount(MADE, 930, "spin", "Y1"),
)
YARN = invoice("inv2", 930, "Y1", "spin", "2026-01-15")
PAID2 = payment("p2", "inv2", "2026-02-15", 2790)
WHOLE = (HARVEST, GIN, LINT, PAID, SPIN, YARN, PAID2)
TEXTS = {"p1": "payment of invoice INV-1", "p2": "for INV 2"}


def sheaf(*papers: Paper) -> Sheaf:
    return Sheaf("cotton", papers or WHOLE, TEXTS)


def gaps(*papers: Paper, aside: tuple[Aside, ...] = ()) -> list[Gap]:
    found = gaps_of(sheaf(*papers), aside, measure="us/uflpa", hs="")
    return [g for g in found if not g.key.startswith("chain")]


def found(*papers: Paper) -> list[Contradiction]:
    held = sheaf(*papers)
    return [*clashes(held), *clashes_of_balance(held, balance_of(held))]


def kinds(items: list[Gap] | list[Contradiction]) -> list[tuple[str, str]]:
    return [(g.kind.value, g.stage) for g in items]


def without(*gone: Paper) -> tuple[Paper, ...]:
    return tuple(p for p in WHOLE if p not in gone)


def test_a_folder_in_which_everything_adds_up_has_no_gap_and_no_clash() -> None:
    assert gaps() == []
    assert found() == []
    assert [s.verdict for s in balance_of(sheaf())] == [Weighed.HOLDS] * 2


def test_a_stage_without_a_paper_is_missing_and_its_record_is_not_asked_too() -> None:
    left = gaps(*without(HARVEST, GIN, LINT, PAID))
    assert kinds(left) == [("missing stage", "field"), ("missing stage", "gin")]
    assert all(g.ask for g in left)


def test_a_lot_that_was_sold_without_a_record_asks_for_one() -> None:
    left = gaps(*without(GIN))
    assert (GapKind.DOCUMENT.value, "gin") in kinds(left)
    assert any("B1" in g.text for g in left)


def test_an_invoice_is_paid_by_its_sum_when_no_number_is_named() -> None:
    silent = replace(
        PAID,
        file="p9",
        parties=(PaperParty(PartyRole.BUYER, "Kalindri Ltd", said("")),),
    )
    asked = replace(
        LINT, parties=(PaperParty(PartyRole.BUYER, "KALINDRI LTD.", said("")),)
    )
    others = without(LINT, PAID)
    assert gaps(*others, asked, silent) == []
    other_sum = replace(silent, money=(said("USD 2000.00"),))
    left = gaps(*others, asked, other_sum)
    assert kinds(left) == [("invoice without payment", "gin")]


def test_an_invoice_that_only_other_papers_name_is_missing() -> None:
    carried = paper("bl", "transport_document", "spin", "2026-01-16",
                    amount(GOODS, 930, "spin", "Y1"))  # fmt: skip
    carried = replace(carried, refs=(PaperRef(TieKind.INVOICE, "I 77", said("I 77")),))
    left = gaps(*WHOLE, carried)
    assert kinds(left) == [("missing document", "spin")]
    assert "I 77" in left[0].text


def test_a_record_that_does_not_say_how_much_went_in() -> None:
    blind = replace(SPIN, amounts=(SPIN.amounts[1],))
    left = gaps(*without(SPIN), blind)
    assert kinds(left) == [("missing quantity", "spin")]


def test_a_record_that_fits_two_stages_is_asked_about() -> None:
    odd = replace(SPIN, file="odd", number=said("O1"), stage="", stages=("gin", "spin"),
                  lots_in=(), lots_out=())  # fmt: skip
    assert ("fits two stages", "") in kinds(gaps(*WHOLE, odd))


def test_what_a_test_leaves_out_is_named() -> None:
    test = LabTest("isotope", "Lab Ltd", missing=("library", "custody"))
    report = replace(paper("t1", "lab_test", "spin", "2026-02-01"), test=test)
    (gap,) = gaps(*WHOLE, report)
    assert gap.kind is GapKind.TEST
    assert "library" in gap.text


def test_a_file_that_could_not_be_read_is_a_gap_with_its_remedy() -> None:
    (gap,) = gaps(aside=(Aside("a.pdf", "it is locked.", "Print it."),))
    assert gap.kind is GapKind.UNREAD
    assert "Print it." in gap.text


def test_one_number_on_two_papers_that_differ_and_copies_do_not() -> None:
    second = replace(
        invoice("inv1", 400, "B1", "gin", "2025-11-21"), file="other", sha256="f" * 64
    )
    assert ClashKind.NUMBER in {c.kind for c in found(*WHOLE, second)}
    copy = replace(LINT, file="copy")
    assert found(*WHOLE, copy) == []


@pytest.mark.parametrize("day", ["2025-11-05", "2025-10-01"])
def test_goods_used_before_they_were_made(day: str) -> None:
    early = replace(SPIN, day=date.fromisoformat(day))
    (clash,) = found(*without(SPIN), early)
    assert clash.kind is ClashKind.DATES
    assert "B1" in clash.text


def test_papers_of_one_invoice_that_weigh_its_goods_differently() -> None:
    packing = paper("pl", "packing_list", "spin", "2026-01-15",
                    amount(GOODS, 990, "spin", "Y1"))  # fmt: skip
    packing = replace(packing, refs=(PaperRef(TieKind.INVOICE, "INV2", said("INV2")),))
    (clash,) = found(*WHOLE, packing)
    assert clash.kind is ClashKind.QUANTITY
    close = replace(packing, amounts=(amount(GOODS, 931, "spin", "Y1"),))
    assert found(*WHOLE, close) == []


def test_a_lot_that_no_paper_made_or_sold() -> None:
    wrong = replace(
        SPIN,
        amounts=(amount(TAKEN, 1000, "gin", "B7"), SPIN.amounts[1]),
        lots_in=(said("B7"),),
    )
    assert kinds(found(*without(SPIN), wrong)) == [("lot from nowhere", "spin")]


def test_more_yarn_than_the_lint_can_give_fails_and_names_the_lots() -> None:
    lie = replace(
        SPIN,
        amounts=(SPIN.amounts[0], amount(MADE, 1040, "spin", "Y1")),
    )
    (clash,) = found(*without(SPIN), lie)
    assert clash.kind is ClashKind.BALANCE
    assert "B1" in clash.text
    assert "Y1" in clash.text
    step = balance_of(sheaf(*without(SPIN), lie))[-1]
    assert step.verdict is Weighed.TOO_MUCH
    assert step.high is not None
    assert step.made is not None
    assert step.made > step.high


def test_more_of_a_lot_used_than_was_made() -> None:
    greedy = replace(
        SPIN,
        amounts=(amount(TAKEN, 1400, "gin", "B1"), amount(MADE, 1300, "spin", "Y1")),
    )
    clash = found(*without(SPIN), greedy)
    assert [c.kind for c in clash] == [ClashKind.BALANCE]
    assert "1,400 kg were used, 1,000 kg were made" in clash[0].text


def test_papers_in_a_language_that_is_not_read_are_named_once() -> None:
    odd = replace(paper("ru", "", "", "2026-01-01"), language="other")
    left = gaps(*WHOLE, odd, replace(odd, file="ru2"))
    assert kinds(left) == [("no translation", ""), ("kind not known", "")]
    assert left[1].papers == ("ru", "ru2")
