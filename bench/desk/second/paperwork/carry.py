"""The papers of carriage: bill of lading, air waybill, trucking note."""

from paperwork.goods import table
from paperwork.trade import goods, who
from paperwork.wording import Paper, in_unit
from paperwork.world import Sale, Trip, World


def carriage(world: World, sale: Sale, trip: Trip) -> Paper:
    """Write the bill of lading, air waybill or trucking note of one carriage."""
    kind, title, number = {
        "sea": ("bill of lading", ("Bill of Lading", "提单"), "bl_no"),
        "air": ("air waybill", ("Air Waybill", "空运单"), "awb_no"),
        "road": (
            "trucking note",
            ("Road Consignment Note", "公路货物运单"),
            "truck_no",
        ),
    }[trip.mode]
    home = sale.seller.country == sale.buyer.country == "China"
    lang = "zh" if home else "en"
    stage = world.stages[sale.at]
    paper = Paper(kind, stage.name, trip.number, trip.day, sale.seller, lang, title)
    paper.parties = [("shipper", who(sale.seller, lang))]
    if trip.to_order:
        paper.parties += [
            ("consignee", "TO ORDER"),
            ("notify", who(trip.consignee, lang)),
        ]
    else:
        paper.parties.append(("consignee", who(trip.consignee, lang)))
    paper.fields = [(number, trip.number), *_voyage(world, sale, trip, paper)]
    ref = "invoice_ref" if sale.seller.manner.words % 3 else "order_ref"
    paper.fields.append(
        (ref, sale.invoice_no if ref == "invoice_ref" else sale.order_no)
    )
    weigh = sale.scale_unit or "kg"
    paper.columns = ["lot", "packs", "goods", *["net"] * trip.show_net, "gross"]
    for line in trip.carried:
        net = in_unit(round(world.kg(sale.at, line.qty), 1), weigh)
        gross = in_unit(world.gross(sale.at, line.qty), weigh)
        text = goods(world, sale.at, lang)
        if stage.unit == "pcs":
            text += f" - {paper.measure(line.qty, 'pcs')}"
        pack = stage.pack[1] if lang == "zh" else stage.pack[0]
        cells = [paper.measure(net, weigh)] if trip.show_net else []
        loaded = paper.measure(gross, weigh)
        paper.rows.append([line.lot, f"{line.packs} {pack}", text, *cells, loaded])
    paper.lots = [line.lot for line in trip.carried]
    paper.notes = {
        "sea": [
            "Shipped on board in apparent good order and condition unless noted above. "
            "Weight, measure, marks and value as declared by the shipper, unknown to "
            "the carrier. Freight prepaid. One of three originals being accomplished, "
            "the others stand void."
        ],
        "air": ["Not negotiable. Said to contain as above."],
        "road": [
            "货物完好，数量已核对。"
            if home
            else "Received in good order and condition."
        ],
    }[trip.mode]
    return paper


def _voyage(
    world: World, sale: Sale, trip: Trip, paper: Paper
) -> list[tuple[str, str]]:
    ports = table("firms")["ports"]
    pick = int("".join(c for c in trip.number if c.isdigit())[-4:])
    home, away = sale.seller.country, sale.buyer.country
    pol = ports[home][pick % len(ports[home])]
    pod = ports[away][pick % len(ports[away])]
    if trip.mode == "sea":
        ship = ("OCEAN TERN", "PACIFIC HERON", "NORTH PETREL")[pick % 3]
        vessel = f"{ship} V.{pick % 400:03d}E"
        box = f"OLSU{pick:04d}{pick % 1000:03d} / SL{pick * 7}"
        return [
            ("shipped", paper.say(trip.day)),
            ("vessel", vessel),
            ("pol", pol),
            ("pod", pod),
            ("container", box),
        ]
    if trip.mode == "air":
        return [("date", paper.say(trip.day)), ("flight", f"OX{pick % 900}")]
    place = [
        ("pol", sale.seller.place(paper.lang)),
        ("pod", trip.consignee.place(paper.lang)),
    ]
    plate = f"{sale.seller.short[:2]}-{pick:04d}"
    dates = [("departed", paper.say(trip.day)), ("arrived", paper.say(trip.arrives))]
    return [*dates, ("truck", plate), *place]
