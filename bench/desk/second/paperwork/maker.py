"""Makes a world: quantities from the import backwards, days forwards."""

from datetime import date, timedelta
from random import Random
from typing import Any

from paperwork.firms import Firm, Register
from paperwork.goods import chain
from paperwork.world import Line, Payment, Run, Sale, Trip, World


def build(rng: Random) -> World:
    """Invent a world; the same state of `rng` gives the same one."""
    name = rng.choice(("cotton", "silicon"))
    stages = chain(name)
    if name == "cotton" and rng.random() < 0.45:
        stages = [stage for stage in stages if stage.name != "dye"]
    register = Register(rng)
    firms: list[Firm] = []
    for stage in stages:
        country = rng.choice(stage.origins)
        if country.startswith("="):
            country = firms[-1].country
        if stage.name == "spin" and name == "cotton" and rng.random() < 0.6:
            country = "China"
        firms.append(register.firm(country, stage.trade))
    importer = ["Apparel Import", ""] if name == "cotton" else ["Renewables Supply", ""]
    firms.append(register.firm("United States", importer))
    strangers = [register.firm(c, ["Trading", "贸易"]) for c in ("Vietnam", "China")]
    pieces = [
        round(rng.uniform(0.2, 0.36), 3) if stage.by_weight else stage.piece_kg
        for stage in stages
    ]
    goods = [rng.choice(stage.goods) for stage in stages]
    world = World(rng, name, stages, goods, pieces, firms, strangers)
    _Maker(world).make()
    return world


class _Maker:
    """Fills a world: first quantities backwards, then days forwards."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.rng = world.rng
        self.serial = [self.rng.randint(11, 880) for _ in world.firms]

    def make(self) -> None:
        """Make runs, sales and payments of every stage."""
        world, rng = self.world, self.rng
        last = len(world.stages) - 1
        # Seven stages with two doubled would be more papers than one folder may hold.
        double = rng.sample(range(last + 1), 1 if last == 6 else 2)
        plan = self._outputs([2 if at in double else 1 for at in range(last + 1)])
        day = date(rng.choice((2024, 2025)), rng.randint(1, 12), rng.randint(1, 28))
        supply: list[tuple[str, float, date]] = []
        for at in range(last + 1):
            start = max([day, *(when for _, _, when in supply)])
            runs = self._runs(at, plan[at], supply, start)
            supply = self._sell(at, runs, 2 if at in double else 1)
        self._pay()

    def _outputs(self, counts: list[int]) -> list[list[tuple[float, float]]]:
        """Give each stage's runs as (output, input needed), backwards."""
        world, rng = self.world, self.rng
        total = float(rng.randint(900, 3200) * 12)
        if world.chain == "silicon":
            total = float(rng.randint(20, 44) * 31)
        plan: list[list[tuple[float, float]]] = []
        for at in range(len(counts) - 1, -1, -1):
            stage = world.stages[at]
            low, high = stage.need_of(world.piece_kg[at])
            shares = [1.0] if counts[at] == 1 else [s := rng.uniform(0.4, 0.6), 1 - s]
            whole = 12 if stage.name == "sew" else 1
            out = [round(total * s / whole) * whole for s in shares]
            if stage.unit == "kg" and rng.random() < 0.6:
                out = [round(total * s, 1) for s in shares]
            wants = [(float(q), q * rng.uniform(low * 1.005, high)) for q in out]
            plan.insert(0, wants)
            total = sum(w for _, w in wants) * rng.uniform(1.002, 1.02)
        return plan

    def _runs(
        self,
        at: int,
        plan: list[tuple[float, float]],
        supply: list[tuple[str, float, date]],
        day: date,
    ) -> list[Run]:
        runs = []
        left = [[lot, qty] for lot, qty, _ in supply]
        for qty, want in plan:
            pieces = at > 0 and self.world.stages[at - 1].unit == "pcs"
            inputs = self._take(left, want, pieces=pieces) if at else []
            start = day + timedelta(self.rng.randint(2, 6))
            low, high = self.world.stages[at].days
            end = start + timedelta(self.rng.randint(low, high))
            day = start
            firm = self.world.firms[at]
            run = Run(at, firm, "", start, end, inputs, "", qty)
            run.number = self._number(
                at, ("PR", "BR", "W", "MO", "R")[firm.manner.number], end
            )
            run.lot = self._lot(at, end)
            if self.world.stages[at].name == "gin":
                run.bales = self._bales(qty)
                run.qty = round(sum(kg for _, kg in run.bales), 1)
            runs.append(run)
        self.world.runs += runs
        return runs

    def _take(
        self, left: list[Any], want: float, *, pieces: bool
    ) -> list[tuple[str, float]]:
        """Draw an input from the lots at hand, the oldest first."""
        whole = self.rng.random() < 0.6 or pieces
        taken = []
        for row in left:
            part = min(row[1], want)
            part = round(part) if whole and part < row[1] else round(part, 1)
            if part > 0:
                taken.append((row[0], float(part)))
                row[1] = round(row[1] - part, 1)
                want -= part
        return taken

    def _bales(self, qty: float) -> list[tuple[str, float]]:
        mean = self.world.stages[1].pack[2]
        first = self.rng.randint(100000, 880000)
        count = max(2, -int(-qty // mean))
        weights = [round(self.rng.uniform(mean - 6, mean + 9), 1) for _ in range(count)]
        return [(f"{first + n}", kg) for n, kg in enumerate(weights)]

    def _sell(
        self, at: int, runs: list[Run], count: int
    ) -> list[tuple[str, float, date]]:
        """Sell what the runs made, and give it as the buyer's supply."""
        groups = [[self._line(at, run) for run in runs]]
        if len(runs) == 2 and count == 2:
            groups = [[line] for line in groups[0]]
        ready = [run.end for run in runs]
        supply = []
        for place, lines in enumerate(groups):
            done = ready[place] if len(groups) > 1 else max(ready)
            sale = self._sale(at, lines, runs[0].start, done)
            arrives = max(trip.arrives for trip in sale.trips)
            supply += [(line.lot, line.qty, arrives) for line in lines]
        return supply

    def _line(self, at: int, run: Run) -> Line:
        per = self.world.stages[at].pack[2]
        packs = len(run.bales) or max(1, -int(-run.qty // per))
        return Line(run.lot, run.qty, packs, list(run.bales))

    def _sale(self, at: int, lines: list[Line], start: date, done: date) -> Sale:
        world, rng = self.world, self.rng
        seller, buyer = world.firms[at], world.firms[at + 1]
        home = seller.country == buyer.country == "China"
        billed = done + timedelta(rng.randint(1, 4))
        ordered = start - timedelta(rng.randint(8, 24))
        price = rng.uniform(*world.stages[at].price) * (7.15 if home else 1)
        sale = Sale(
            at=at,
            seller=seller,
            buyer=buyer,
            order_no=self._number(at + 1, "PO", ordered),
            order_day=ordered,
            invoice_no=self._invoice_no(at, billed, home),
            invoice_day=billed,
            lines=lines,
            price=round(price, 3 if price < 1 else 2),
            currency="CNY" if home else "USD",
            trips=[],
        )
        sale.trips.append(self._trip(sale, lines, billed))
        world.sales.append(sale)
        return sale

    def _trip(self, sale: Sale, lines: list[Line], day: date) -> Trip:
        rng = self.rng
        mode, low, high = "sea", 14, 30
        if sale.seller.country == sale.buyer.country:
            mode, low, high = "road", 1, 3
        elif self.world.stages[sale.at].name in {"sew", "cell"} and rng.random() < 0.3:
            mode, low, high = "air", 1, 3
        day += timedelta(rng.randint(0, 3))
        return Trip(
            packing_no=self._number(sale.at, "PL", day),
            number=self.waybill(mode),
            day=day,
            arrives=day + timedelta(rng.randint(low, high)),
            mode=mode,
            packed=[Line(x.lot, x.qty, x.packs, x.bales) for x in lines],
            carried=[Line(x.lot, x.qty, x.packs, x.bales) for x in lines],
            consignee=sale.buyer,
            to_order=mode == "sea" and rng.random() < 0.2,
            show_net=rng.random() < 0.6,
        )

    def waybill(self, mode: str) -> str:
        """Number a bill of lading, an air waybill or a trucking note."""
        digits = "".join(self.rng.choices("0123456789", k=8))
        if mode == "air":
            return f"{self.rng.choice(('297', '618', '217'))}-{digits}"
        if mode == "sea":
            return self.rng.choice(("OLSU", "NAVX", "KMRU", "PCLB")) + digits + "0"
        return self.rng.choice(("CN", "TR-", "YD", "")) + digits

    def _pay(self) -> None:
        """Pay each sale by a transfer of its own."""
        for sale in self.world.sales:
            days = self.rng.randint(6, 32)
            forms = ("mt103", "advice", "statement", "mt103")
            form = self.rng.choice(forms)
            if sale.currency == "CNY":
                form = self.rng.choice(("receipt", "receipt", "statement"))
            number = self.pay_no(form)
            day = sale.invoice_day + timedelta(days)
            paid = Payment(number, day, sale.buyer, sale.seller, [sale], form)
            self.world.payments.append(paid)

    def pay_no(self, form: str) -> str:
        """Number a payment as its bank would."""
        digits = "".join(self.rng.choices("0123456789", k=9))
        heads = {"mt103": "FT", "advice": "ADV", "statement": "ST", "receipt": "EL"}
        return f"{heads[form]}{digits}"

    def _number(self, at: int, head: str, day: date) -> str:
        self.serial[at] += self.rng.randint(1, 4)
        serial, firm = self.serial[at], self.world.firms[at]
        return (
            f"{head}-{day:%Y}-{serial:04d}",
            f"{firm.short}/{head}/{serial:04d}/{day:%y}",
            f"{head}{day:%y%m}{serial:04d}",
            f"{firm.short}{head}-{serial:05d}",
            f"{head}-{day:%Y%m%d}-{serial % 100:02d}",
        )[firm.manner.number]

    def _invoice_no(self, at: int, day: date, home: bool) -> str:
        if home:
            return "".join(
                self.rng.choices("123456789", k=1) + self.rng.choices("0123456789", k=7)
            )
        head = ("INV", "SI", "CI", "TX", "EX")[self.world.firms[at].manner.words % 5]
        return self._number(at, head, day)

    def _lot(self, at: int, day: date) -> str:
        self.serial[at] += self.rng.randint(1, 3)
        firm, serial = self.world.firms[at], self.serial[at]
        letter = self.world.stages[at].name[0].upper()
        return (
            f"L{day:%y%m}-{serial:03d}",
            f"{firm.short}{letter}-{serial:04d}",
            f"{letter}{day:%y%m%d}{'ABCD'[serial % 4]}",
            f"{firm.short}-{day:%y}-{serial}",
            f"{day:%Y%m%d}-{letter}{serial % 100:02d}",
        )[firm.manner.number]
