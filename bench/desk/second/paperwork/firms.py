"""Invented firms, their banks and the manner in which each writes its papers."""

from dataclasses import dataclass
from random import Random

from paperwork.goods import table

LAYOUTS = ("form", "table", "letter", "columns")
FONTS = ("Noto Sans", "Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
HUES = ("#1f3a5f", "#5b1f1f", "#224422", "#333333", "#6a4a00", "#444466")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a firm writes: layout, letters, colour, dates, numbers, choice of words."""

    layout: str
    font: str
    size: int
    hue: str
    date: str
    comma: str
    words: int
    head: str
    number: int


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm; `zh` is empty outside China."""

    en: str
    zh: str
    town: str
    town_zh: str
    country: str
    short: str
    bank: str
    bank_zh: str
    account: str
    manner: Manner

    def name(self, lang: str) -> str:
        """Give the name as a paper of that tongue has it."""
        return self.zh if lang == "zh" and self.zh else self.en

    def place(self, lang: str) -> str:
        """Give the address as a paper of that tongue has it."""
        return self.town_zh if lang == "zh" and self.zh else self.town

    def bank_name(self, lang: str) -> str:
        """Give the bank as a paper of that tongue has it."""
        return self.bank_zh if lang == "zh" and self.bank_zh else self.bank


class Register:
    """Founds firms, no two of one brand."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.names = dict(table("firms"))
        for part in ("heads", "tails", "brands"):
            self.names[part] = list(self.names[part])
            rng.shuffle(self.names[part])

    def firm(self, country: str, trade: list[str]) -> Firm:
        """Found a firm of one trade in one country."""
        rng = self.rng
        if country == "China":
            return self._chinese(trade)
        word = self.names["heads"].pop() + self.names["tails"].pop()
        name = f"{word} {trade[0]} {self.names['legal'][country]}"
        if country == "Indonesia":
            name = f"PT {word} {trade[0]}"
        town = rng.choice(self.names["towns"][country])[0]
        return Firm(
            en=name,
            zh="",
            town=town,
            town_zh="",
            country=country,
            short=word[:3].upper(),
            bank=f"{self._bank()}, {town.split(',')[0]}",
            bank_zh="",
            account=self._account(),
            manner=self._manner(),
        )

    def _chinese(self, trade: list[str]) -> Firm:
        brand, zh = self.names["brands"].pop()
        town, short_zh, place = self.rng.choice(self.names["towns"]["China"])
        city = town.split(",")[0]
        door = self.rng.randint(12, 980)
        return Firm(
            en=f"{city} {brand} {trade[0]} Co., Ltd.",
            zh=f"{short_zh}{zh}{trade[1]}有限公司",
            town=f"No. {door} Xingye Road, {town}, China",
            town_zh=f"{place}兴业路{door}号",
            country="China",
            short=brand[:2].upper(),
            bank=f"East Lake Commercial Bank, {city} Branch",
            bank_zh=f"东湖商业银行{short_zh}分行",
            account=self._account(),
            manner=self._manner(),
        )

    def _bank(self) -> str:
        first = self.rng.choice(("Harbour", "Meridian", "Unity", "Crown", "Delta"))
        return f"{first} {self.rng.choice(('Commercial', 'Trade', 'Mercantile'))} Bank"

    def _account(self) -> str:
        return "".join(self.rng.choices("0123456789", k=14))

    def _manner(self) -> Manner:
        rng = self.rng
        return Manner(
            layout=rng.choice(LAYOUTS),
            font=rng.choice(FONTS),
            size=rng.choice((9, 10, 10, 11)),
            hue=rng.choice(HUES),
            date=rng.choice(("iso", "long", "month", "dash")),
            comma=rng.choice((",", ",", "", " ")),
            words=rng.randrange(1000),
            head=rng.choice(("left", "center", "band", "right")),
            number=rng.randrange(5),
        )
