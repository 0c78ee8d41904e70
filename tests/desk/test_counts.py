"""Pieces against pieces and weights: what cannot be weighed can be counted."""

from datetime import date

from whence.desk.balance_steps import balance_of
from whence.desk.papers_clash import clashes
from whence.desk.papers_counts import parts_of, piece_grams, pieces
from whence.desk.papers_index import Sheaf, key
from whence.model.chain import TieKind
from whence.model.folder import Weighed
from whence.model.paper import Amount, AmountRole, Media, Paper, PaperRef, Said

TAKEN, MADE, GOODS = AmountRole.TAKEN, AmountRole.MADE, AmountRole.GOODS


def said(value: str) -> Said:
    return Said(value, "x")


def amount(role: AmountRole, number: float, unit: str, lot: str, goods: str) -> Amount:
    grams = round(number * 1000) if unit == "kg" else None
    return Amount(role, number, unit, grams, said(str(number)), goods, lot)


def paper(
    file: str, kind: str, stage: str, *amounts: Amount, goods: str = "", ref: str = ""
) -> Paper:
    lots: dict[AmountRole, dict[str, Said]] = {TAKEN: {}, MADE: {}, GOODS: {}}
    for one in amounts:
        lots[one.role][one.lot] = said(one.lot)
    refs = (PaperRef(TieKind.INVOICE, ref, said(ref)),) if ref else ()
    return Paper(
        file,
        key(file).ljust(64, "0"),
        Media.PDF,
        1,
        kind=kind,
        number=said(file.upper()),
        day=date(2026, 3, 1),
        commodity="polysilicon",
        stage=stage,
        stages=(stage,),
        goods=(said(goods),) if goods else (),
        amounts=amounts,
        lots_in=tuple(lots[TAKEN].values()),
        lots_out=tuple((lots[MADE] or lots[GOODS]).values()),
        refs=refs,
    )


def cells(taken: float, made: float) -> Paper:
    into = amount(TAKEN, taken, "pcs", "W-1", "wafer")
    out = amount(MADE, made, "pcs", "C-1", "cell")
    return paper("c-1", "production_record", "cell", into, out)


def test_a_dozen_is_twelve_pieces() -> None:
    held = [amount(GOODS, 10, "dozen", "", ""), amount(GOODS, 3, "pcs", "", "")]
    assert pieces(held) == 123
    assert pieces([amount(GOODS, 10, "kg", "", "")]) is None


def test_more_cells_than_wafers_fail() -> None:
    good = balance_of(Sheaf("polysilicon", (cells(1000, 980),)))[0]
    assert (good.verdict, good.unit) == (Weighed.HOLDS, "pcs")
    bad = balance_of(Sheaf("polysilicon", (cells(1000, 1200),)))[0]
    assert bad.verdict is Weighed.TOO_MUCH
    assert "1,200 pcs" in bad.text


def test_a_module_takes_as_many_cells_as_its_description_says() -> None:
    into = amount(TAKEN, 72_000, "pcs", "C-1", "cell")
    out = amount(MADE, 1_100, "pcs", "M-1", "module")
    for words, verdict in (
        ("Modules 550 Wp, 144 half-cut cells", Weighed.TOO_MUCH),
        ("Modules, 60 full cells", Weighed.HOLDS),
        ("Modules", Weighed.UNKNOWN),
    ):
        made = paper("m-1", "production_record", "module", into, out, goods=words)
        step = balance_of(Sheaf("polysilicon", (made,)))[0]
        assert step.verdict is verdict, words


def test_half_cells_count_half() -> None:
    held = paper("m", "invoice", "module", goods="Modules, 144 half-cut cells")
    assert parts_of(held, "cell") == 72


def test_pieces_weigh_what_papers_of_their_lot_say() -> None:
    invoice = paper(
        "i-1",
        "packing_list",
        "wafer",
        amount(GOODS, 1000, "pcs", "W-1", "wafer"),
        amount(GOODS, 11.6, "kg", "W-1", "wafer"),
    )
    into = amount(TAKEN, 16, "kg", "I-1", "ingot")
    record = paper(
        "w-1",
        "production_record",
        "wafer",
        into,
        amount(MADE, 1000, "pcs", "W-1", "wafer"),
    )
    sheaf = Sheaf("polysilicon", (invoice, record))
    assert piece_grams(sheaf, "W-1") == 11.6
    step = balance_of(sheaf)[0]
    assert (step.made, step.verdict) == (11_600, Weighed.HOLDS)


def test_packing_lists_that_share_the_pieces_of_an_invoice_agree_with_it() -> None:
    invoice = paper("i-1", "invoice", "wafer", amount(GOODS, 300, "pcs", "W-1", ""))
    parts = [
        paper(f"p-{n}", "packing_list", "wafer", amount(GOODS, n, "pcs", "W-1", ""),
              ref="I-1")
        for n in (100, 200)
    ]  # fmt: skip
    assert list(clashes(Sheaf("polysilicon", (invoice, *parts)))) == []
    found = list(clashes(Sheaf("polysilicon", (invoice, parts[0]))))
    assert [c.kind.value for c in found] == ["quantities disagree"]
