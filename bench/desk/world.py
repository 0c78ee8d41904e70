"""An invented chain with its papers as drafts: who made what of what, sold to whom.

`build(rng)` gives a Folder in which everything adds up and every step has its papers.
Faults are planted by `faults.py`, looks are given by `looks.py`. Nothing here knows
the program that is judged.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
CHAINS: dict[str, Any] = yaml.safe_load((HERE / "chains.yml").read_text("utf-8"))
IMPORTER = "Larkfield & Dunmore Inc."
PRICES = {0: 0.4, 1: 1.8, 2: 3.1, 3: 6.2, 4: 14.0, 5: 20.0}


@dataclass
class Line:
    """A line of a table: goods of a stage, the lot, kilograms, pieces."""

    stage: str
    name: dict[str, str]
    lot: str
    kg: float | None
    pieces: int = 0
    flow: str = ""
    price: float = 0.0


@dataclass
class Draft:
    """A paper before it has looks. `fields` go by the roles of `words.txt`."""

    kind: str
    stage: str
    firm: str
    lang: str
    number: str
    day: date
    fields: list[tuple[str, str]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    process: str = ""
    money: str = ""
    remark: str = ""
    file: str = ""
    sale: str = ""


@dataclass
class Lot:
    """What one step made, and of what."""

    code: str
    at: int
    firm: str
    kg: float = 0.0
    inputs: list[tuple["Lot", float]] = field(default_factory=list)
    day: date = date(2025, 1, 1)
    sold: list[tuple[str, float]] = field(default_factory=list)


@dataclass(frozen=True)
class Truth:
    """A planted fault: its kind, what must be named, and what may be said besides.

    `stage` is compared with the stage of what is found where `by_stage`; else `key`
    must stand in its words, values or files.
    """

    kind: str
    key: str
    stage: str = ""
    by_stage: bool = False
    also: tuple[tuple[str, str], ...] = ()


@dataclass
class Folder:
    """All drafts of an invented folder, and what was planted."""

    commodity: str
    stages: list[dict[str, Any]]
    drafts: list[Draft]
    lots: list[Lot]
    truths: list[Truth] = field(default_factory=list)

    def of(self, **wanted: str) -> list[Draft]:
        """Give the drafts whose attributes are these."""
        return [
            d for d in self.drafts if all(getattr(d, k) == v for k, v in wanted.items())
        ]


def language(firm: str) -> str:
    """Give the language a firm writes in."""
    return "zh" if any("一" <= c <= "鿿" for c in firm) else "en"


def build(rng: random.Random) -> Folder:
    """Invent a chain and draw up every paper of it."""
    commodity = rng.choice(["cotton", "cotton", "polysilicon"])
    stages = CHAINS[commodity]["stages"]
    lots = _lots(stages, rng)
    _days(lots, rng)
    folder = Folder(commodity, stages, [], lots)
    for lot in lots:
        folder.drafts += _records(lot, stages, rng)
        folder.drafts += _sales(lot, stages, rng)
    folder.drafts += _others(lots, rng)
    return folder


def _lots(stages: list[dict[str, Any]], rng: random.Random) -> list[Lot]:
    """Work back from the goods to the origin."""
    last = len(stages) - 1
    firms = [rng.sample(s["firms"], k=len(s["firms"])) for s in stages]
    level = [
        Lot(_code(rng), last, firms[last][0], float(rng.randrange(3000, 12000, 10)))
        for _ in range(rng.choice([1, 1, 2]))
    ]
    every = list(level)
    for lot in level:
        lot.sold = [(IMPORTER, lot.kg)]
    for at in range(last - 1, -1, -1):
        made: list[Lot] = []
        for lot in level:
            low, high = stages[lot.at]["ratio"]
            need = round(lot.kg * rng.uniform(low, high))
            parts = [1.0] if rng.random() < 0.65 else [0.6, 0.4]
            for part in parts:
                firm = rng.choice(firms[at][:2])
                source = Lot(_code(rng), at, firm)
                made.append(source)
                kg = float(round(need * part))
                lot.inputs.append((source, kg))
                source.sold.append((lot.firm, kg))
                source.kg = kg
        every += made
        level = made[:4] if len(made) > 4 else made
        for lot in made[4:]:
            _fold(lot, level[0], every)
    return every


def _fold(lot: Lot, into: Lot, every: list[Lot]) -> None:
    """Let one lot serve two buyers, so that folders stay of a bearable size."""
    for other in every:
        other.inputs = [(into if s is lot else s, kg) for s, kg in other.inputs]
    into.sold += lot.sold
    into.kg += lot.kg
    every.remove(lot)


def _days(lots: list[Lot], rng: random.Random) -> None:
    start = date(2025, 1, 10) + timedelta(days=rng.randrange(200))
    for lot in lots:
        lot.day = start + timedelta(days=75 * lot.at + rng.randrange(20))


def _code(rng: random.Random) -> str:
    letters = "".join(rng.sample("ABCDEFGHKLMNPRSTWXY", 2))
    form = rng.choice(["{a}-{n}", "{a}{n}", "LOT {a}{n}", "{n}/{a}", "{a}-25-{n}"])
    return form.format(a=letters, n=rng.randrange(1000, 99999)).replace("LOT ", "L")


def _name(stage: dict[str, Any], rng: random.Random) -> dict[str, str]:
    return {lang: rng.choice(names) for lang, names in stage["goods"].items()}


def _records(lot: Lot, stages: list[dict[str, Any]], rng: random.Random) -> list[Draft]:
    """Draw up the record of the step, and the bale list of a gin."""
    stage = stages[lot.at]
    lang = language(lot.firm)
    record = Draft(
        stage["record"], stage["stage"], lot.firm, lang, _number("R", rng), lot.day
    )
    made = Line(stage["stage"], _name(stage, rng), lot.code, lot.kg)
    if lot.at == len(stages) - 1 and stage.get("pieces"):
        made.pieces = round(lot.kg / stage["pieces"])
    if lot.inputs:
        record.process = rng.choice(stage["process"][lang])
        before = stages[lot.at - 1]
        for source, kg in lot.inputs:
            name = _name(before, rng)
            taken = Line(before["stage"], name, source.code, kg, flow="taken")
            record.lines.append(taken)
        made.flow = "made"
    record.lines.append(made)
    found = [record]
    if stage.get("also"):
        bales = Draft(
            stage["also"], stage["stage"], lot.firm, lang, _number("B", rng), lot.day
        )
        bales.lines.append(Line(stage["stage"], made.name, lot.code, lot.kg))
        found.append(bales)
    return found


def _sales(lot: Lot, stages: list[dict[str, Any]], rng: random.Random) -> list[Draft]:
    """Draw up the papers of every sale of a lot."""
    found: list[Draft] = []
    buyers: dict[str, float] = {}
    for buyer, kg in lot.sold:
        buyers[buyer] = buyers.get(buyer, 0) + kg
    for buyer, kg in buyers.items():
        found += _sale(lot, stages[lot.at], rng, buyer=buyer, kg=kg)
    return found


def _sale(
    lot: Lot, stage: dict[str, Any], rng: random.Random, *, buyer: str, kg: float
) -> list[Draft]:
    lang, key = language(lot.firm), stage["stage"]
    price = round(PRICES[lot.at] * rng.uniform(0.9, 1.1), 2)
    order, invoice = _number("PO", rng), _number("INV", rng)
    invoiced = lot.day + timedelta(days=rng.randrange(2, 9))
    pieces = round(kg / stage["pieces"]) if stage.get("pieces") else 0
    name = _name(stage, rng)

    def line() -> Line:
        return Line(key, dict(name), lot.code, kg, pieces=pieces, price=price)

    total = round(kg * price, 2)
    asked = Draft(
        "purchase_order",
        key,
        buyer,
        language(buyer),
        order,
        lot.day - timedelta(days=rng.randrange(15, 40)),
        [("seller", lot.firm)],
        [line()],
    )
    asked.lines[0].lot = ""
    bill = Draft(
        "invoice",
        key,
        lot.firm,
        lang,
        invoice,
        invoiced,
        [("buyer", buyer), ("ref order", order)],
        [line()],
    )
    packing = Draft(
        "packing_list",
        key,
        lot.firm,
        lang,
        _number("PL", rng),
        invoiced,
        [("consignee", buyer), ("ref invoice", invoice)],
        [line()],
    )
    carried = Draft(
        "transport_document",
        key,
        rng.choice(["Gray Heron Lines", "Terrace Road Carriers", "北辰航运有限公司"]),
        "en",
        _number("BL", rng),
        invoiced + timedelta(days=rng.randrange(0, 6)),
        [("shipper", lot.firm), ("consignee", buyer), ("ref invoice", invoice)],
        [line()],
    )
    carried.lang = language(carried.firm)
    paid = _payments(invoice, total, invoiced, rng, who=(buyer, lot.firm))
    made = [asked, bill, packing, carried, *paid]
    for draft in made:
        draft.sale = invoice
    for draft in made[:4]:
        draft.stage = key
    return made


def _payments(
    invoice: str, total: float, day: date, rng: random.Random, *, who: tuple[str, str]
) -> list[Draft]:
    parts = [1.0] if rng.random() < 0.75 else [0.3, 0.7]
    found = []
    for part in parts:
        advice = Draft(
            "proof_of_payment",
            "",
            rng.choice(["First Delta Bank", "Quay Street Bank N.A.", "江海银行"]),
            "en",
            _number("T", rng),
            day + timedelta(days=rng.randrange(5, 45)),
            [("payer", who[0]), ("payee", who[1])],
        )
        advice.lang = language(advice.firm)
        advice.money = f"USD {total * part:,.2f}"
        # Some banks do not repeat the number of what is paid.
        silent = len(parts) == 1 and rng.random() < 0.08
        advice.remark = "goods" if silent else invoice
        found.append(advice)
    return found


def _others(lots: list[Lot], rng: random.Random) -> list[Draft]:
    """Draw up papers that prove no step."""
    found = []
    for lot in rng.sample(lots, k=min(3, len(lots))):
        kind = rng.choice(
            ["registry_extract", "audit_report", "declaration", "certificate_of_origin"]
        )
        day = lot.day - timedelta(days=rng.randrange(100, 300))
        found.append(
            Draft(kind, "", lot.firm, language(lot.firm), _number("X", rng), day)
        )
    return found


def _number(prefix: str, rng: random.Random) -> str:
    form = rng.choice(["{p}-{y}-{n}", "{p}{n}", "{n}-{p}", "{p}/{n}/{y}"])
    return form.format(
        p=prefix, y=rng.choice(["25", "2025"]), n=rng.randrange(100, 99999)
    )
