"""A neutral paper, and how a firm words its labels, days and numbers."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from paperwork.firms import Firm
from paperwork.goods import LB, table

Pair = tuple[str, str]
QUANTITIES = {
    "qty", "qty_in", "qty_out", "waste", "yield", "net", "gross", "packs", "metres",
    "price", "total_qty", "total_net", "total_gross", "total_packs", "kg",
}  # fmt: skip
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
UNITS = {
    "kg": ("kg", "千克"),
    "lb": ("lb", "磅"),
    "t": ("t", "吨"),
    "pcs": ("pcs", "件"),
    "dozens": ("dozen", "打"),
    "m": ("m", "米"),
}


@dataclass(slots=True)
class Paper:
    """A paper before it is set: labels are keys of labels.yml, texts are final."""

    kind: str
    stage: str
    number: str
    day: date
    firm: Firm
    lang: str
    title: Pair
    parties: list[Pair] = field(default_factory=list)
    fields: list[Pair] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    totals: list[Pair] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    block: str = ""
    lots: list[str] = field(default_factory=list)
    quantities: list[dict[str, Any]] = field(default_factory=list)
    form: str = "pdf"
    file: str = ""

    def strip_quantities(self) -> None:
        """Take every quantity off the paper, as when a column was not filled in."""
        keep = [n for n, key in enumerate(self.columns) if key not in QUANTITIES]
        self.rows = [[row[n] for n in keep] for row in self.rows]
        self.columns = [self.columns[n] for n in keep]
        self.totals = [pair for pair in self.totals if pair[0] not in QUANTITIES]
        self.fields = [pair for pair in self.fields if pair[0] not in QUANTITIES]
        self.prose, self.quantities = [], []

    def say(self, day: date) -> str:
        """Write a day as this paper's firm does."""
        return day_text(day, self.firm, self.lang)

    def num(self, value: float, places: int | None = None) -> str:
        """Write a number as this paper's firm does."""
        return number_text(value, self.firm, places)

    def measure(self, value: float, unit: str) -> str:
        """Write a quantity with its unit, and keep it for the truth."""
        places = {"t": 3, "pcs": 0}.get(unit, None)
        self.quantities.append({"value": round(value, 3), "unit": unit})
        return f"{self.num(value, places)} {self.unit(unit)}"

    def unit(self, unit: str) -> str:
        """Name a unit in the paper's tongue."""
        zh = self.lang == "zh" and self.firm.manner.words % 2 == 0
        if unit == "pcs" and self.stage in {"wafer", "cell"} and zh:
            return "片"
        return UNITS[unit][1 if zh else 0]


def day_text(day: date, firm: Firm, lang: str) -> str:
    """Write a day in one of the ways that cannot be misread."""
    if lang == "zh":
        return (
            f"{day.year}年{day.month}月{day.day}日"
            if firm.manner.words % 3
            else f"{day:%Y-%m-%d}"
        )
    month = MONTHS[day.month - 1]
    return {
        "iso": f"{day:%Y-%m-%d}",
        "long": f"{day.day} {day:%B} {day.year}",
        "month": f"{day:%B} {day.day}, {day.year}",
        "dash": f"{day.day:02d}-{month.upper()}-{day.year}",
    }[firm.manner.date]


def number_text(value: float, firm: Firm, places: int | None = None) -> str:
    """Write a number with the firm's mark between thousands, never before decimals."""
    if places is None:
        places = 0 if abs(value - round(value)) < 0.005 else 1
        if abs(value * 10 - round(value * 10)) > 0.05:
            places = 2
    return f"{value:,.{places}f}".replace(",", firm.manner.comma)


@cache
def _labels() -> dict[str, dict[str, list[str]]]:
    return table("labels")


def label(key: str, firm: Firm, lang: str) -> Pair:
    """Give a label in the first and the second tongue of a paper, the second or ''."""
    words = _labels()[key]
    pick = firm.manner.words + len(key)
    en, zh = (words[tongue][pick % len(words[tongue])] for tongue in ("en", "zh"))
    return {"en": (en, ""), "zh": (zh, ""), "bi": (en, zh)}[lang]


def in_unit(kg_or_pcs: float, unit: str) -> float:
    """Turn kg into lb or t, pieces into dozens."""
    if unit == "lb":
        return round(kg_or_pcs / LB, 1)
    if unit == "t":
        return round(kg_or_pcs / 1000, 3)
    if unit == "dozens":
        return round(kg_or_pcs / 12, 2)
    return kg_or_pcs
