"""The papers of a works: production record, bale list, stores, certificates, tests."""

from datetime import date, timedelta

from paperwork.firms import Firm
from paperwork.trade import goods
from paperwork.wording import Paper
from paperwork.world import Run, Sale, World


def own_tongue(firm: Firm) -> str:
    """Choose the tongue in which a firm keeps its own books."""
    if firm.country != "China":
        return "en"
    return "bi" if firm.manner.words % 4 == 0 else "zh"


def record(world: World, run: Run, *, waste: bool) -> Paper:
    """Write the production record of one run."""
    lang, stage = own_tongue(run.firm), world.stages[run.at]
    title = stage.record[run.firm.manner.words % len(stage.record)]
    paper = Paper(
        "production record",
        stage.name,
        run.number,
        run.end,
        run.firm,
        lang,
        tuple(title),
    )
    paper.parties = [("maker", f"{run.firm.name(lang)}\n{run.firm.place(lang)}")]
    paper.fields = [
        ("record_no", run.number),
        ("start", paper.say(run.start)),
        ("end", paper.say(run.end)),
    ]
    if run.at:
        where = f"{stage.works[0]} {1 + run.firm.manner.words % 4}"
        if lang == "zh":
            where = f"{stage.works[1]}{1 + run.firm.manner.words % 4}号线"
        paper.fields.append(("machine", where))
    out_unit = _unit(stage.unit, run.qty, run.firm)
    out = paper.measure(_show(run.qty, out_unit), out_unit)
    if stage.name == "gin":
        bales = len(run.bales)
        out = f"{out} ({bales} {'包' if lang == 'zh' else 'bales'})"
    _record_body(world, run, paper, out)
    if waste and run.at:
        _waste(world, run, paper)
    paper.lots = [*(lot for lot, _ in run.inputs), run.lot]
    return paper


def _unit(own: str, qty: float, firm: Firm) -> str:
    return "t" if own == "kg" and qty > 2500 and firm.manner.words % 4 == 1 else own


def _show(qty: float, unit: str) -> float:
    return round(qty / 1000, 3) if unit == "t" else qty


def _record_body(world: World, run: Run, paper: Paper, out: str) -> None:
    """Set inputs and output: as fields for one input, as rows for several."""
    lang, ins = paper.lang, []
    for lot, qty in run.inputs:
        own = world.stages[run.at - 1].unit
        unit = _unit(own, qty, run.firm)
        ins.append((lot, paper.measure(_show(qty, unit), unit)))
    made = goods(world, run.at, lang)
    fed = goods(world, run.at - 1, lang) if run.at else ""
    if not ins:
        paper.fields += [("out_goods", made), ("lot_out", run.lot), ("qty_out", out)]
        if world.chain == "cotton":
            area = f"Area picked: {paper.num(round(run.qty / 3900, 1))} ha"
            paper.notes.append(area)
    elif len(ins) == 1 and run.firm.manner.layout in {"form", "columns"}:
        paper.fields += [
            ("in_goods", fed),
            ("lot_in", ins[0][0]),
            ("qty_in", ins[0][1]),
            ("out_goods", made),
            ("lot_out", run.lot),
            ("qty_out", out),
        ]
    else:
        paper.columns = [
            "in_goods",
            "lot_in",
            "qty_in",
            "out_goods",
            "lot_out",
            "qty_out",
        ]
        for n, (lot, qty) in enumerate(ins):
            tail = [made, run.lot, out] if n == 0 else ["", "", ""]
            paper.rows.append([fed, lot, qty, *tail])
    if run.firm.manner.layout == "letter" and lang == "en" and ins:
        what = " and ".join(f"{qty} of lot {lot}" for lot, qty in ins)
        paper.prose = [
            f"This is to certify that between {paper.say(run.start)} and "
            f"{paper.say(run.end)} our works took into "
            f"{world.stages[run.at].works[0]} {what} ({fed}).",
            f"From these were made {out} of {made}, booked to stock as lot "
            f"{run.lot} under "
            f"our record {run.number}.",
        ]


def _waste(world: World, run: Run, paper: Paper) -> None:
    stage, before = world.stages[run.at], world.stages[run.at - 1]
    fed = sum(qty for _, qty in run.inputs)
    if before.unit == "kg" and stage.unit == "kg":
        lost = max(fed - run.qty, fed * 0.01) * 0.8
    else:
        lost = world.kg(run.at - 1, fed) * 0.02
    text = stage.waste[1] if paper.lang == "zh" else stage.waste[0]
    paper.totals.append(("waste", f"{text} {paper.num(round(lost))} kg"))
    if paper.prose:
        paper.prose.append(f"By-product: {text.lower()}, {paper.num(round(lost))} kg.")


def bale_list(world: World, run: Run, number: str) -> Paper:
    """Write the list of a lot's bales, each with its number and weight."""
    stage = world.stages[run.at]
    day = run.end + timedelta(1)
    paper = Paper(
        "bale list", stage.name, number, day, run.firm, "en", ("Bale list", "")
    )
    paper.parties = [("maker", run.firm.en)]
    paper.fields = [
        ("list_no", number),
        ("date", paper.say(day)),
        ("lot", run.lot),
        ("goods", goods(world, run.at, "en")),
    ]
    paper.columns = ["bale", "kg"]
    paper.rows = [[bale, f"{kg:.1f}"] for bale, kg in run.bales]
    paper.totals = [
        ("total_packs", f"{len(run.bales)} bales"),
        ("total_net", f"{paper.num(run.qty)} kg"),
    ]
    paper.lots = [run.lot]
    paper.quantities = [
        {"value": len(run.bales), "unit": "bales"},
        {"value": run.qty, "unit": "kg"},
    ]
    return paper


def store(world: World, sale: Sale, number: str) -> Paper:
    """Write the buyer's warehouse receipt of goods bought."""
    firm, stage = sale.buyer, world.stages[sale.at]
    lang = own_tongue(firm)
    day = max(trip.arrives for trip in sale.trips)
    title = ("Warehouse receipt", "原料入库单")
    paper = Paper("warehouse receipt", stage.name, number, day, firm, lang, title)
    paper.parties = [("depositor", firm.name(lang)), ("seller", sale.seller.name(lang))]
    paper.fields = [("receipt_no", number), ("date", paper.say(day))]
    paper.fields.append(("invoice_ref", sale.invoice_no))
    paper.columns = ["lot", "goods", "packs", "qty"]
    for line in sale.lines:
        pack = stage.pack[1] if lang == "zh" else stage.pack[0]
        bought = paper.measure(line.qty, stage.unit)
        text = goods(world, sale.at, lang)
        paper.rows.append([line.lot, text, f"{line.packs} {pack}", bought])
    paper.lots = [line.lot for line in sale.lines]
    return paper


def origin(world: World, sale: Sale, number: str) -> Paper:
    """Write the certificate of origin of one sale."""
    firm, stage = sale.seller, world.stages[sale.at]
    day = max(trip.day for trip in sale.trips)
    lang = "bi" if firm.country == "China" else "en"
    title = ("Certificate of Origin", "原产地证书")
    paper = Paper("certificate of origin", stage.name, number, day, firm, lang, title)
    paper.parties = [
        ("shipper", f"{firm.en}\n{firm.town}"),
        ("consignee", f"{sale.buyer.en}\n{sale.buyer.town}"),
    ]
    paper.fields = [
        ("cert_no", number),
        ("date", paper.say(day)),
        ("origin", firm.country),
        ("invoice_ref", sale.invoice_no),
    ]
    paper.columns = ["goods", "lot", "qty"]
    for line in sale.lines:
        text = goods(world, sale.at, "en")
        paper.rows.append([text, line.lot, paper.measure(line.qty, stage.unit)])
    paper.lots = [line.lot for line in sale.lines]
    paper.notes = [
        "The chamber of commerce certifies, on the exporter's declaration, "
        f"that the goods described above originate in {firm.country}."
    ]
    return paper


def transaction(world: World, sale: Sale, number: str, standard: str) -> Paper:
    """Write a transaction certificate of an organic cotton scheme."""
    firm, stage = sale.seller, world.stages[sale.at]
    day = max(trip.day for trip in sale.trips) + timedelta(5)
    title = (f"Transaction Certificate ({standard})", "交易证书")
    paper = Paper("transaction certificate", stage.name, number, day, firm, "en", title)
    paper.parties = [("seller", firm.en), ("buyer", sale.buyer.en)]
    paper.fields = [
        ("cert_no", number),
        ("date", paper.say(day)),
        ("standard", f"{standard} 6.0" if standard == "GOTS" else f"{standard} 3.0"),
        ("invoice_ref", sale.invoice_no),
        ("bl_no", ", ".join(trip.number for trip in sale.trips)),
    ]
    paper.columns = ["goods", "lot", "net"]
    for line in sale.lines:
        net = round(world.kg(sale.at, line.qty), 1)
        text = goods(world, sale.at, "en")
        paper.rows.append([text, line.lot, paper.measure(net, "kg")])
    paper.lots = [line.lot for line in sale.lines]
    return paper


def lab(world: World, run: Run, number: str, day: date) -> Paper:
    """Write a laboratory's report on a sample of one lot."""
    stage = world.stages[run.at]
    title = ("Test Report", "检测报告")
    lang = "bi" if run.firm.country == "China" else "en"
    paper = Paper("lab test report", stage.name, number, day, run.firm, lang, title)
    paper.parties = [("client", run.firm.en)]
    paper.fields = [
        ("report_no", number),
        ("date", paper.say(day)),
        ("sample", goods(world, run.at, lang)),
        ("lot", run.lot),
    ]
    paper.columns = ["method", "result"]
    if world.chain == "cotton":
        paper.rows = [
            ["Fibre composition, ISO 1833", "100 % cotton"],
            ["IRMS d13C / d18O, origin comparison", "consistent with declared origin"],
        ]
    else:
        paper.rows = [
            ["ICP-MS, bulk metals", "below 0.5 ppba"],
            ["Resistivity, four-point probe", "within specification"],
        ]
    paper.lots = [run.lot]
    return paper


def between(world: World, at: int, number: str, day: date) -> Paper:
    """Write a stores note whose words fit two stages alike."""
    firm = world.firms[at]
    lang = own_tongue(firm)
    pick = firm.manner.words % 3
    title = (
        ("Inspection certificate", "检验单"),
        ("Stores transfer note", "调拨单"),
        ("Goods movement record", "物料流转单"),
    )[pick]
    paper = Paper("stores note", world.stages[at].name, number, day, firm, lang, title)
    paper.parties = [("maker", firm.name(lang))]
    paper.fields = [("receipt_no", number), ("date", paper.say(day))]
    paper.columns = ["goods", "qty"]
    for place in (at, at + 1):
        unit = world.stages[place].unit
        amount = 400.0 if unit == "kg" else 600.0
        paper.rows.append([goods(world, place, lang), paper.measure(amount, unit)])
    first, second = (world.stages[n].works for n in (at, at + 1))
    paper.notes = [f"For {first[0]} and {second[0]}."]
    if lang == "zh":
        paper.notes = [f"{first[1]}、{second[1]}共用。"]
    return paper
