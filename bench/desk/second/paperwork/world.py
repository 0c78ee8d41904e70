"""A consignment and all that was made, sold, carried and paid for it.

Papers are written from this afterwards, so that a fault
planted here stands on paper exactly as it would in a firm's own books.
"""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from paperwork.firms import Firm
from paperwork.goods import Stage


@dataclass(slots=True)
class Line:
    """A quantity of one lot: `qty` in the stage's unit, `bales` where it is baled."""

    lot: str
    qty: float
    packs: int
    bales: list[tuple[str, float]] = field(default_factory=list)


@dataclass(slots=True)
class Trip:
    """One carriage of goods with its packing list."""

    packing_no: str
    number: str
    day: date
    arrives: date
    mode: str
    packed: list[Line]
    carried: list[Line]
    consignee: Firm
    to_order: bool = False
    show_net: bool = True


@dataclass(slots=True)
class Sale:
    """A sale by the works of one stage to the next."""

    at: int
    seller: Firm
    buyer: Firm
    order_no: str
    order_day: date
    invoice_no: str
    invoice_day: date
    lines: list[Line]
    price: float
    currency: str
    trips: list[Trip]
    unit: str = ""
    scale_unit: str = ""
    rounded: bool = False

    @property
    def qty(self) -> float:
        """The quantity sold, in the stage's unit."""
        return round(sum(line.qty for line in self.lines), 2)


@dataclass(slots=True)
class Payment:
    """Money for one or several invoices of one seller."""

    number: str
    day: date
    payer: Firm
    payee: Firm
    sales: list[Sale]
    form: str


@dataclass(slots=True)
class Run:
    """One run of a works: lots in, a lot out."""

    at: int
    firm: Firm
    number: str
    start: date
    end: date
    inputs: list[tuple[str, float]]
    lot: str
    qty: float
    bales: list[tuple[str, float]] = field(default_factory=list)


@dataclass(slots=True)
class World:
    """Everything of one consignment, and what was done to its papers."""

    rng: Random
    chain: str
    stages: list[Stage]
    goods: list[list[str]]
    piece_kg: list[float]
    firms: list[Firm]
    strangers: list[Firm]
    runs: list[Run] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    decoys: list[dict[str, str]] = field(default_factory=list)

    def sales_of(self, at: int) -> list[Sale]:
        """The sales of one stage's output."""
        return [sale for sale in self.sales if sale.at == at]

    def runs_of(self, at: int) -> list[Run]:
        """The runs of one stage."""
        return [run for run in self.runs if run.at == at]

    def payment_of(self, sale: Sale) -> Payment:
        """The payment that names this sale."""
        return next(p for p in self.payments if any(s is sale for s in p.sales))

    def kg(self, at: int, qty: float) -> float:
        """The net weight of a quantity of one stage's good."""
        return qty if self.stages[at].unit == "kg" else qty * self.piece_kg[at]

    def gross(self, at: int, qty: float) -> float:
        """The gross weight of a quantity of one stage's good."""
        return round(self.kg(at, qty) * (1 + self.stages[at].tare), 1)
