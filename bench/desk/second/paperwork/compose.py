"""Gathers a world's papers, with the decoys, and gives each a form and a file name."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from paperwork import carry, money, trade, works
from paperwork.wording import Paper
from paperwork.world import Line, Payment, Sale, Trip, World


@dataclass(slots=True)
class Folder:
    """The papers of a world and what is to be done to them when they are written."""

    papers: list[Paper] = field(default_factory=list)
    copies: list[Paper] = field(default_factory=list)


def lay_decoys(world: World) -> None:
    """Put in what looks wrong and is not: parts, pounds, rounding, one transfer."""
    rng = world.rng
    sales = list(world.sales)
    rng.shuffle(sales)
    for sale in sales:
        _shown_units(world, sale)
    _join_payment(world)
    part = next(s for s in sales if len(s.lines) == 1)
    _split_trip(world, part)
    heavy = [s for s in sales if world.stages[s.at].unit == "kg" and s is not part]
    if heavy:
        heavy[0].unit, heavy[0].scale_unit = "lb", "kg"
        _told(world, "pounds against kilograms", heavy[0].invoice_no)
    near = next((s for s in heavy[1:] if any(x.qty % 1 for x in s.lines)), None)
    if near and near.unit != "t":
        near.rounded = True
        _told(world, "rounded weights", near.invoice_no)


def _told(world: World, kind: str, key: str) -> None:
    world.decoys.append({"kind": kind, "key": key})


def _shown_units(world: World, sale: Sale) -> None:
    stage, rng = world.stages[sale.at], world.rng
    sale.unit = stage.unit
    if stage.name in {"field", "quartz", "metallurgical silicon"}:
        sale.unit = rng.choice(("kg", "t"))
    elif stage.name == "sew":
        sale.unit = rng.choice(("pcs", "dozens"))
        if any(line.qty % 12 for line in sale.lines):
            sale.unit = "pcs"


def _join_payment(world: World) -> None:
    """Pay the two sales of one stage by one transfer."""
    pairs = [at for at in range(len(world.stages)) if len(world.sales_of(at)) == 2]
    if not pairs or (len(pairs) == 1 and world.rng.random() < 0.5):
        return
    at = world.rng.choice(pairs)
    sales = world.sales_of(at)
    olds = [world.payment_of(sale) for sale in sales]
    day = max(old.day for old in olds)
    world.payments = [p for p in world.payments if not any(p is old for old in olds)]
    first = olds[0]
    joined = Payment(first.number, day, first.payer, first.payee, sales, first.form)
    world.payments.append(joined)
    _told(world, "several invoices paid by one transfer", joined.number)


def _split_trip(world: World, sale: Sale) -> None:
    """Carry one sale in two parts that sum to it."""
    rng, whole = world.rng, sale.trips[0]
    line = sale.lines[0]
    share = rng.uniform(0.35, 0.65)
    packs = max(1, round(line.packs * share))
    qty = float(round(line.qty * share))
    if line.bales:
        qty = round(sum(kg for _, kg in line.bales[:packs]), 1)
    halves = (
        Line(line.lot, qty, packs, line.bales[:packs]),
        Line(
            line.lot,
            round(line.qty - qty, 1),
            max(1, line.packs - packs),
            line.bales[packs:],
        ),
    )
    trips = []
    for n, half in enumerate(halves):
        trips.append(
            Trip(
                packing_no=f"{whole.packing_no}-{'AB'[n]}",
                number=whole.number if n == 0 else whole.number[:-1] + "7",
                day=whole.day,
                arrives=whole.arrives,
                mode=whole.mode,
                packed=[half],
                carried=[Line(half.lot, half.qty, half.packs, half.bales)],
                consignee=whole.consignee,
                show_net=whole.show_net,
            )
        )
    if whole.number.endswith("7"):
        trips[1].number = whole.number[:-1] + "8"
    sale.trips = trips
    _told(world, "carried in two parts", sale.invoice_no)


def gather(world: World) -> Folder:
    """Write every paper of a world, in the order of the chain."""
    folder, rng = Folder(), world.rng
    papers = folder.papers
    for at, stage in enumerate(world.stages):
        for run in world.runs_of(at):
            papers.append(works.record(world, run, waste=rng.random() < 0.6))
            if stage.name == "gin":
                digits = "".join(c for c in run.number if c.isdigit())
                papers.append(works.bale_list(world, run, f"BLT-{digits[-5:]}"))
        for sale in world.sales_of(at):
            papers += [trade.order(world, sale), trade.invoice(world, sale)]
            for trip in sale.trips:
                papers.append(trade.packing(world, sale, trip))
                papers.append(carry.carriage(world, sale, trip))
    papers += [money.payment(world, paid) for paid in world.payments]
    papers += _certificates(world, rng)
    return folder


def _certificates(world: World, rng: Random) -> list[Paper]:
    last = len(world.stages) - 1
    serial = rng.randint(1000, 8000)
    papers = [
        works.origin(world, world.sales_of(at)[0], f"CO-{serial + at}")
        for at in {last, rng.randrange(1, last)}
    ]
    sale = rng.choice(world.sales_of(rng.randrange(last)))
    papers.append(works.store(world, sale, f"WR{serial + 17}"))
    run = rng.choice(world.runs)
    day = run.end + timedelta(9)
    papers.append(works.lab(world, run, f"LAB-{serial + 31}/{day:%y}", day))
    if world.chain == "cotton" and rng.random() < 0.7:
        standard = rng.choice(("GOTS", "OCS"))
        for at in (1, 2):
            number = f"TC-{standard}-{serial + 40 + at}"
            sold = world.sales_of(at)[0]
            papers.append(works.transaction(world, sold, number, standard))
    return papers


FORMS = {
    "purchase order": ("pdf", "pdf", "xlsx", "docx", "eml"),
    "invoice": ("pdf", "pdf", "pdf", "xlsx"),
    "packing list": ("pdf", "pdf", "xlsx"),
    "production record": ("pdf", "xlsx", "pdf", "docx", "csv"),
    "bale list": ("xlsx", "csv", "pdf"),
    "trucking note": ("pdf", "pdf", "eml"),
    "bank advice": ("pdf", "eml"),
    "bank statement": ("pdf", "xlsx", "csv"),
    "warehouse receipt": ("pdf", "xlsx"),
    "stores note": ("pdf", "docx"),
}
SHORT = {
    "purchase order": "PO",
    "invoice": "INV",
    "packing list": "PL",
    "bill of lading": "BL",
    "air waybill": "AWB",
    "trucking note": "truck",
    "payment (MT103)": "MT103",
    "bank advice": "credit advice",
    "bank statement": "statement",
    "bank receipt": "回单",
    "production record": "production",
    "warehouse receipt": "WR",
    "bale list": "bale list",
    "certificate of origin": "CO",
    "transaction certificate": "TC",
    "lab test report": "test report",
    "stores note": "note",
}


def dress(folder: Folder, rng: Random) -> None:
    """Give every paper a form and a file name, helpful or not."""
    taken: set[str] = set()
    papers = folder.papers
    for paper in papers:
        paper.form = rng.choice(FORMS.get(paper.kind, ("pdf",)))
        if paper.form == "csv" and not (paper.columns and paper.rows):
            paper.form = "xlsx"
    for paper in rng.sample(papers, len(papers)):
        name = _name(paper, rng)
        while name in taken:
            name = name.replace(
                f".{paper.form}", f" ({rng.randint(2, 99)}).{paper.form}"
            )
        taken.add(name)
        paper.file = name


def _name(paper: Paper, rng: Random) -> str:
    number = "".join(c if c.isalnum() or c in "-_" else "-" for c in paper.number)
    short = SHORT[paper.kind]
    serial = rng.randint(1, 9999)
    zh = paper.title[1] or short
    stem = rng.choice(
        (
            f"{short} {number}",
            f"{paper.firm.short}_{short}_{paper.day:%Y%m%d}".replace(" ", "_"),
            f"scan{serial:04d}",
            f"{zh}{number}" if paper.lang != "en" else f"{number}",
            f"doc{serial:05d}",
            f"{short.lower()} {paper.firm.en.split()[0]}",
        )
    )
    return f"{stem}.{paper.form}"
