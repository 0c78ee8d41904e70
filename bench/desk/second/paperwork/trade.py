"""The papers of a sale: order, invoice and packing list."""

from paperwork.firms import Firm
from paperwork.goods import LB, table
from paperwork.wording import Paper, in_unit, number_text
from paperwork.world import Line, Sale, Trip, World

PER = {"lb": LB, "t": 1000.0, "dozens": 12.0}
"""How many of the stage's own unit (kg or pieces) one of a shown unit holds."""


def tongue(firm: Firm, other: Firm) -> str:
    """Choose the tongue in which one firm writes to another."""
    if firm.country != "China":
        return "en"
    if other.country == "China":
        return "zh" if firm.manner.words % 5 else "bi"
    return "bi" if firm.manner.words % 2 else "en"


def goods(world: World, at: int, lang: str) -> str:
    """Name the good of a stage in the tongue of a paper."""
    en, zh = world.goods[at]
    return {"en": en, "zh": zh, "bi": f"{en} {zh}"}[lang]


def price(sale: Sale) -> float:
    """Give the price for one of the unit that the invoice shows."""
    return round(sale.price * PER.get(sale.unit, 1.0), 4)


def line_amount(sale: Sale, line: Line) -> float:
    """Give the value of one line, of the quantity and the price as shown."""
    return round(in_unit(line.qty, sale.unit) * price(sale), 2)


def due(sale: Sale) -> float:
    """Give what is to be paid, with the tax of a sale inside China."""
    bare = round(sum(line_amount(sale, line) for line in sale.lines), 2)
    return round(bare * 1.13, 2) if sale.currency == "CNY" else bare


def money(sale: Sale, value: float, firm: Firm) -> str:
    """Write a sum of money."""
    return f"{sale.currency} {number_text(value, firm, 2)}"


def order(world: World, sale: Sale) -> Paper:
    """Write the buyer's purchase order."""
    buyer = sale.buyer
    lang = tongue(buyer, sale.seller)
    title = ("Purchase Order", "采购订单")
    if buyer.manner.words % 3 == 0:
        title = ("Purchase Contract", "购销合同")
    name = world.stages[sale.at].name
    paper = Paper(
        "purchase order", name, sale.order_no, sale.order_day, buyer, lang, title
    )
    paper.parties = [
        ("buyer", who(buyer, lang)),
        ("seller", who(sale.seller, lang)),
    ]
    paper.fields = [
        ("order_no", sale.order_no),
        ("order_date", paper.say(sale.order_day)),
        ("delivery", paper.say(max(trip.day for trip in sale.trips))),
        ("incoterm", _incoterm(world, sale)),
        ("terms", "T/T 30 days" if lang != "zh" else "电汇 货到30天"),
    ]
    paper.columns = ["goods", "qty", "price", "amount"]
    total = round(sum(line_amount(sale, line) for line in sale.lines), 2)
    paper.rows = [
        [
            goods(world, sale.at, lang),
            paper.measure(in_unit(sale.qty, sale.unit), sale.unit),
            _price_text(paper, sale),
            money(sale, total, buyer),
        ]
    ]
    paper.totals = [("total", money(sale, total, buyer))]
    if lang != "zh":
        paper.notes = [
            "Please confirm by return. Quantity as ordered; no over-delivery."
        ]
    else:
        paper.notes = ["质量标准按双方封样执行，数量以实际过磅为准。"]
    return paper


def invoice(world: World, sale: Sale) -> Paper:
    """Write the seller's invoice."""
    seller, home = sale.seller, sale.currency == "CNY"
    lang = tongue(seller, sale.buyer)
    title = ("Commercial Invoice", "商业发票")
    if home:
        title = ("VAT Invoice", "增值税专用发票")
    name = world.stages[sale.at].name
    paper = Paper(
        "invoice", name, sale.invoice_no, sale.invoice_day, seller, lang, title
    )
    paper.parties = [
        ("seller", who(seller, lang)),
        ("buyer", who(sale.buyer, lang)),
    ]
    number = "fapiao_no" if home else "invoice_no"
    paper.fields = [
        (number, sale.invoice_no),
        ("invoice_date", paper.say(sale.invoice_day)),
        ("order_ref", sale.order_no),
        ("bank", seller.bank_name(lang)),
        ("account", seller.account),
    ]
    if not home:
        paper.fields.insert(3, ("incoterm", _incoterm(world, sale)))
    fabric = name in {"weave", "dye"} and seller.manner.words % 3 == 0
    paper.columns = ["goods", "lot", *["metres"] * fabric, "qty", "price", "amount"]
    for line in sale.lines:
        length = [f"{paper.num(round(line.qty / 0.187))} m"] * fabric
        paper.rows.append(
            [
                goods(world, sale.at, lang),
                line.lot,
                *length,
                paper.measure(in_unit(line.qty, sale.unit), sale.unit),
                _price_text(paper, sale),
                money(sale, line_amount(sale, line), seller),
            ]
        )
    paper.lots = [line.lot for line in sale.lines]
    bare = round(sum(line_amount(sale, line) for line in sale.lines), 2)
    paper.totals = [("total", money(sale, bare, seller))]
    if len(sale.lines) > 1:
        whole = f"{paper.num(in_unit(sale.qty, sale.unit))} {paper.unit(sale.unit)}"
        paper.totals.insert(0, ("total_qty", whole))
    if not home:
        paper.notes = [
            "E. & O. E. Please remit free of charges to the account above, quoting our "
            "number. Title passes on receipt of payment in full."
        ]
    if home:
        tax = round(due(sale) - bare, 2)
        paper.totals.append(("tax", money(sale, tax, seller)))
        paper.totals.append(("total_tax", money(sale, due(sale), seller)))
    return paper


def packing(world: World, sale: Sale, trip: Trip) -> Paper:
    """Write the packing list of one carriage."""
    seller = sale.seller
    lang = tongue(seller, sale.buyer)
    title = ("Packing List", "装箱单")
    if sale.currency == "CNY":
        title = ("Delivery note / packing list", "送货单（装箱明细）")
    stage = world.stages[sale.at]
    paper = Paper(
        "packing list", stage.name, trip.packing_no, trip.day, seller, lang, title
    )
    paper.parties = [
        ("shipper", who(seller, lang)),
        ("consignee", who(sale.buyer, lang)),
    ]
    paper.fields = [
        ("packing_no", trip.packing_no),
        ("date", paper.say(trip.day)),
        ("invoice_ref", sale.invoice_no),
    ]
    if seller.manner.words % 2:
        paper.fields.append(("order_ref", sale.order_no))
    pieces = stage.unit == "pcs"
    tare = stage.tare > 0
    paper.columns = [
        "lot",
        "goods",
        "packs",
        *["qty"] * pieces,
        "net",
        *["gross"] * tare,
    ]
    for line in trip.packed:
        paper.rows.append(_packed(world, sale, paper, line))
    paper.lots = [line.lot for line in trip.packed]
    _packing_totals(world, sale, trip, paper)
    return paper


def _packed(world: World, sale: Sale, paper: Paper, line: Line) -> list[str]:
    stage = world.stages[sale.at]
    net = round(world.kg(sale.at, line.qty), 1)
    if sale.rounded:
        net = float(round(net))
    count = []
    if stage.unit == "pcs":
        count = [paper.measure(line.qty, "pcs")]
    row = [
        line.lot,
        goods(world, sale.at, paper.lang),
        f"{line.packs} {stage.pack[1] if paper.lang == 'zh' else stage.pack[0]}",
        *count,
        paper.measure(net, "kg"),
    ]
    if stage.tare > 0:
        row.append(f"{paper.num(world.gross(sale.at, line.qty))} kg")
    return row


def _packing_totals(world: World, sale: Sale, trip: Trip, paper: Paper) -> None:
    stage = world.stages[sale.at]
    net = round(sum(world.kg(sale.at, line.qty) for line in trip.packed), 1)
    if sale.rounded:
        net = float(sum(round(world.kg(sale.at, x.qty)) for x in trip.packed))
    gross = round(sum(world.gross(sale.at, line.qty) for line in trip.packed), 1)
    packs = sum(line.packs for line in trip.packed)
    paper.totals = [("total_packs", paper.num(packs))]
    if stage.unit == "pcs":
        whole = sum(line.qty for line in trip.packed)
        paper.totals.append(("total_qty", f"{paper.num(whole)} {paper.unit('pcs')}"))
    paper.totals.append(("total_net", f"{paper.num(net)} kg"))
    if stage.tare > 0:
        paper.totals.append(("total_gross", f"{paper.num(gross)} kg"))


def _incoterm(world: World, sale: Sale) -> str:
    if sale.seller.country == sale.buyer.country:
        return "DAP buyer's works" if sale.currency != "CNY" else "送货到厂"
    ports = table("firms")["ports"][sale.seller.country]
    return f"FOB {ports[0]}"


def _price_text(paper: Paper, sale: Sale) -> str:
    value = price(sale)
    places = 2 if abs(value * 100 - round(value * 100)) < 1e-6 else 4
    return f"{number_text(value, paper.firm, places)}/{paper.unit(sale.unit)}"


def who(firm: Firm, lang: str) -> str:
    """Name a firm with its place below."""
    name = firm.en if lang != "bi" or not firm.zh else f"{firm.en} {firm.zh}"
    return f"{firm.name(lang) if lang == 'zh' else name}\n{firm.place(lang)}"
