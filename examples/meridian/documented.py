"""Goods with papers of every step back to the field and the quarry.

For each step three voices agree on lot and quantity: a record witnessed by a body
that neither belongs to the chain nor gains by it, the seller's invoice, and the
receipt of the buyer. One variant arrives after the list was last read, one has only
the growers' own word for the field.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from meridian.book import Book, Goods, day
from meridian.cotton import knit
from meridian.papers import file_paper
from meridian.parties import PARTIES
from meridian.solar import silicon
from meridian.tomato import of_paste


@dataclass(frozen=True)
class Stage:
    """One step: its word, who took it, what came out in kg, its code, its papers.

    `papers` are (kind, witness, role of the witness).
    """

    word: str
    firm: str
    kg: int
    hs: str
    papers: tuple[tuple[str, str, str], ...]


MILL = ("production record", "Coimbatore Fibre Testing Bureau", "laboratory")
CLASSING = "Gujarat Cotton Classing Office"
COTTON = (
    Stage("sewing", "sundavel", 4000, "610910", (MILL,)),
    Stage("knitting", "sundavel", 4250, "600622", (MILL,)),
    Stage("spinning", "palvira", 4480, "520512", (MILL,)),
    Stage("ginning", "rajvanti", 5300, "520100", (
        ("gin record", CLASSING, "laboratory"), ("bale list", CLASSING, "laboratory"))),
    Stage("field", "kheduvel", 15600, "520100", (
        ("purchase contract", "Gondal Market Committee", "authority"),
        ("weighbridge record", "Gondal Market Committee", "authority"))),
)  # fmt: skip

YARD = ("production record", "Kuching Metrology and Inspection Bureau", "laboratory")
SOLAR = (
    Stage("module", "aldersee", 20000, "854143", (YARD,)),
    Stage("cell", "aldersee", 1000, "854142", (YARD,)),
    Stage("wafer", "aldersee", 1090, "381800", (YARD,)),
    Stage("ingot", "aldersee", 1700, "381800", (YARD,)),
    Stage("polysilicon", "siltherra", 1760, "280461", (
        ("production record", "Schwaben Materialpruefamt", "laboratory"),)),
    Stage("silicon metal", "fjellmetall", 2050, "280469", (
        ("production record", "Trondelag Bergverksinspeksjon", "authority"),)),
    Stage("quartz", "nordkvelle", 5900, "250610", (
        ("mining record", "Nordland Bergmester", "authority"),
        ("purchase contract", "Nordland Bergmester", "authority"))),
)  # fmt: skip

TOMATO = (
    Stage("sauce", "campodrisi", 16000, "210320", (
        ("production record", "Istituto Controllo Conserve Daunia", "laboratory"),)),
    Stage("paste", "campodrisi", 8100, "200290", (
        ("production record", "Istituto Controllo Conserve Daunia", "laboratory"),)),
    Stage("field", "dauniverde", 48900, "070200", (
        ("purchase contract", "Ufficio Agricolo di Capitanata", "authority"),
        ("weighbridge record", "Ufficio Agricolo di Capitanata", "authority"))),
)  # fmt: skip


def tell(book: Book) -> None:
    """Tell the stories of the documented chains in a fixed order."""
    knit(book, "TS-600")
    silicon(book, "PV-610")
    of_paste(book, "SC-620")
    shirts = Goods("sundavel", "TS-600", "Cotton T-shirts", "6109100012", 4000, 52000)
    panels = Goods("aldersee", "PV-610", "Photovoltaic modules, foldable", "8541430010",
                   20000, 120000)  # fmt: skip
    cans = Goods("campodrisi", "SC-620", "Tomato sauce in cans", "2103204020", 16000,
                 32000, unit="CTN")  # fmt: skip
    why = "Papers of outsiders reach the {}; nothing is touched; the list is current."
    gate = ("The list of the United States is a third party's copy here and passes no "
            "gate, so that Act can say no better than untraced.")  # fmt: skip
    for lot, goods, stages, imported, place in (
        ("SK", shirts, COTTON, "2025-08-19", "field"),
        ("AS", panels, SOLAR, "2025-10-07", "quarry"),
        ("CC", cans, TOMATO, "2025-12-02", "field"),
    ):
        key = chain(book, lot, goods, stages, day(imported))
        book.expect(
            key, f"{why.format(place)} {gate}", uflpa="untraced", act="no link found",
            gate_act=True, gate_uflpa=False,
        )  # fmt: skip
    key = chain(book, "SL", shirts, COTTON, day("2026-06-24"))
    book.expect(
        key, "The same papers, but the goods arrived after the list was last "
        "retrieved.",
        uflpa="untraced", act="untraced", gate_act=False,
    )  # fmt: skip
    key = chain(book, "SM", shirts, COTTON, day("2025-11-11"), own_word="field")
    book.expect(
        key, "For the field there is only the growers' own statement.",
        uflpa="untraced", act="untraced", says=["field"],
    )  # fmt: skip


def chain(
    book: Book, lot: str, goods: Goods, stages: tuple[Stage, ...], imported: date, *,
    own_word: str = "",
) -> str:  # fmt: skip
    """Write the order, the steps and their papers; give the consignment.

    At the stage `own_word` the outsiders' papers are left out.
    """
    named = Goods(goods.vendor, goods.sku, goods.description, goods.hts, goods.kg,
                  goods.value, lot=f"{lot}-1", unit=goods.unit)  # fmt: skip
    po = book.order(named, imported - timedelta(days=210))
    key = book.enter(named, po, imported)
    for number, stage in enumerate(stages, 1):
        on = imported - timedelta(days=12 + 18 * number)
        into = f"{lot}-{number + 1}" if number < len(stages) else ""
        taken: int | str = stages[number].kg if into else ""
        out = f"{lot}-{number}"
        invoice = f"I-{out}"
        book.step(out, into, stage.word, on.isoformat(), stage.firm, (stage.kg, taken),
                  product=f"{goods.sku} {stage.word}", hs=stage.hs, invoice=invoice,
                  po=po if number == 1 else "")  # fmt: skip
        buyer = PARTIES[stages[max(number - 2, 0)].firm].name
        papers(book, out, stage, on, buyer, invoice, own=stage.word == own_word)
        if number > 1 and stages[number - 2].firm != stage.firm:
            book.ship(
                stage.firm, stages[number - 2].firm, on + timedelta(days=5), stage.hs,
                f"{stage.word} lot {out}", stage.kg, lot=out, invoice=invoice,
                maker=stage.firm,
            )  # fmt: skip
            book.pay(buyer, PARTIES[stage.firm].name, on + timedelta(days=20),
                     stage.kg * 1.5, po)  # fmt: skip
    return key


def papers(
    book: Book, lot: str, stage: Stage, on: date, buyer: str, invoice: str, *, own: bool
) -> None:
    """File the papers of one step."""
    firm = PARTIES[stage.firm]
    common = {
        "Lot": lot, "Quantity": stage.kg, "Unit": "kg", "Party": firm.name,
        "Stage": stage.word, "Place": firm.factory,
    }  # fmt: skip
    text = (f"Lot {lot}: {stage.kg} kg, step: {stage.word}.",
            f"Made by {firm.name}, {firm.factory}.")  # fmt: skip
    if own:
        file_paper(book, f"D-{lot}-S", "supplier statement", text, author=firm.name,
                   role="supplier", Date=on.isoformat(), **common)  # fmt: skip
        return
    for number, (kind, witness, role) in enumerate(stage.papers, 1):
        file_paper(
            book, f"D-{lot}-{number}", kind, (*text, f"Witnessed by {witness}."),
            author=witness, role=role, Date=on.isoformat(), as_pdf=number == 1,
            **common,
        )  # fmt: skip
    if buyer == firm.name:
        return
    file_paper(book, f"D-{lot}-I", "invoice", (*text, f"Sold to {buyer}, {invoice}."),
               author=firm.name, role="supplier", Date=on.isoformat(), Invoice=invoice,
               **common)  # fmt: skip
    file_paper(book, f"D-{lot}-R", "warehouse receipt",
               (*text, f"Received: {invoice}."), author=buyer, role="buyer",
               Invoice=invoice, Date=(on + timedelta(days=9)).isoformat(),
               **common)  # fmt: skip
    file_paper(book, f"D-{lot}-T", "transport document", text,
               author="Oceanlark Carriers Ltd", role="carrier", Invoice=invoice,
               Date=(on + timedelta(days=5)).isoformat(), **common)  # fmt: skip
