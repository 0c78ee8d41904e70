"""Who pays, who is paid and who receives, against the invoice."""

from datetime import date

import pytest

from whence.desk.papers_index import Sheaf, key
from whence.desk.papers_parties import by_order, parties_clash
from whence.model.chain import TieKind
from whence.model.paper import Media, Paper, PaperParty, PaperRef, PartyRole, Said

SELLER, BUYER = "Alder Spinning Ltd.", "Birch Knit Ltd."


def said(value: str) -> Said:
    return Said(value, "x")


def party(role: PartyRole, name: str) -> PaperParty:
    return PaperParty(role, name, said(name))


def paper(
    file: str, kind: str, *parties: PaperParty, refs: tuple[PaperRef, ...] = ()
) -> Paper:
    return Paper(
        file,
        key(file).ljust(64, "0"),
        Media.PDF,
        1,
        kind=kind,
        number=said(file.upper()),
        day=date(2026, 3, 1),
        commodity="cotton",
        stage="spin",
        parties=parties,
        lots_out=(said("Y-118"),),
        refs=refs,
    )


def ref(kind: TieKind, value: str) -> PaperRef:
    return PaperRef(kind, value, said(value))


def invoice(seller: str = SELLER, buyer: str = BUYER) -> Paper:
    order = (ref(TieKind.ORDER, "PO-9"),)
    parties = party(PartyRole.SELLER, seller), party(PartyRole.BUYER, buyer)
    return paper("inv-118", "invoice", *parties, refs=order)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Birch Knit Ltd., Dhaka", 0),
        ("BIRCH KNITTING COMPANY", 0),
        ("TO ORDER", 0),
        ("To order of Meridian Bank Ltd.", 0),
        ("Larch Trading Co., Ltd", 1),
    ],
)
def test_a_stranger_as_consignee_disagrees(name: str, found: int) -> None:
    refs = (ref(TieKind.INVOICE, "INV-118"),)
    to = party(PartyRole.CONSIGNEE, name)
    carried = paper("bl-1", "transport_document", to, refs=refs)
    clashes = list(parties_clash(Sheaf("cotton", (invoice(), carried))))
    assert len(clashes) == found
    assert all(name in c.text for c in clashes)


def test_a_paper_that_names_only_the_order_goes_with_its_one_invoice() -> None:
    carried = paper("bl-1", "transport_document", refs=(ref(TieKind.ORDER, "PO-9"),))
    one = invoice()
    assert by_order(Sheaf("cotton", (one, carried)), one) == (carried,)
    two = paper("inv-2", "invoice", refs=(ref(TieKind.ORDER, "PO-9"),))
    assert by_order(Sheaf("cotton", (one, two, carried)), one) == ()


@pytest.mark.parametrize(
    ("firm", "found"), [("曲靖霁禾贸易有限公司", 1), ("曲靖岳汀单晶有限公司", 0)]
)
def test_a_line_of_a_statement_that_pays_a_stranger_is_named(
    firm: str, found: int
) -> None:
    bill = invoice("曲靖岳汀单晶有限公司", "嘉兴朔禾硅片有限公司")
    paid = paper("st-7", "proof_of_payment")
    texts = {
        "st-7": f"嘉兴朔禾硅片有限公司\n转账支出 收款人 {firm} 发票 INV-118\t314.79"
    }
    clashes = list(parties_clash(Sheaf("cotton", (bill, paid), texts)))
    assert len(clashes) == found
