"""Ordinary trade around the stories: who sells what to whom, year after year.

None of these companies buys from a company of the stories that is listed or stands
in the region, so no path of theirs leads there. Names are made of syllables.
"""

import random
from datetime import date, timedelta

from meridian.book import Book
from meridian.parties import PARTIES, Firm

SEED = 20260626
SYLLABLES = (
    "bra cel dor fen gal hul jor kem lan mir nov ost pel quar ris sol tam vel".split()
)
ENDINGS = "ando eska ilia omar unto evra osti arna imbe".split()
HANZI = "珂玟垚翊犇芃婳祎璟珩骁昀翀邺郴鄢颍渌潋沄"
CITIES = (
    ("绍兴", "浙江省绍兴市柯桥区"), ("无锡", "江苏省无锡市惠山区"),
    ("佛山", "广东省佛山市禅城区"), ("泉州", "福建省泉州市石狮市"),
    ("淄博", "山东省淄博市张店区"), ("苏州", "江苏省苏州市吴江区"),
)  # fmt: skip
KINDS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "lint": ("Cotton Merchants", "Ltd", ("US", "IN", "BR", "AU")),
    "spin": ("Spinning Mills", "Ltd", ("BD", "VN", "IN", "PK")),
    "mill": ("Weaving", "Ltd", ("BD", "VN", "PK")),
    "sew": ("Garments", "Ltd", ("BD", "VN", "KH")),
    "shop": ("Stores", "Inc", ("US", "CA")),
    "cell": ("Solar Cells", "Pte Ltd", ("MY", "VN", "TH")),
    "farm": ("Conserve", "S.r.l.", ("IT", "ES")),
}
GOODS = {
    "lint": ("520100", "Cotton lint, bales", "棉花"),
    "spin": ("520512", "Cotton yarn, combed", "棉纱"),
    "mill": ("520852", "Cotton woven fabric", "棉布"),
    "sew": ("620342", "Cotton trousers", "棉裤"),
    "cell": ("854142", "Solar cells", "太阳能电池"),
    "farm": ("200290", "Tomato paste", "番茄酱"),
}
BUYERS = {"lint": "spin", "spin": "mill", "mill": "sew", "sew": "shop", "cell": "cell",
          "farm": "farm"}  # fmt: skip
OWN = {
    "mill": (
        "karnelo",
        "toveshi",
        "maldrik",
        "quenlara",
        "vexhoa",
        "khelmora",
        "orlivane",
    ),
    "cell": ("zentarik",),
    "farm": ("ferzetto", "salvencia"),
}
FORWARDERS = ("Oceanlark Freight Forwarding Ltd", "Brightquay Logistics Co")


def fill(book: Book, *, wanted: int) -> None:
    """Add trade records until the book holds `wanted` of them."""
    rng = random.Random(SEED)
    firms = {kind: [_firm(kind, n, rng) for n in range(14)] for kind in KINDS}
    chinese = [_chinese(n, rng) for n in range(24)]
    lanes = _lanes(firms, rng)
    weights = [1.0 / (rank + 3) for rank in range(len(lanes))]
    zh_wanted = 800 - sum(1 for row in book.trade if row["zh"])
    for _ in range(zh_wanted):
        seller, kind = rng.choice(chinese), rng.choice(("spin", "mill", "mill"))
        _add(book, rng, seller, rng.choice(firms[BUYERS[kind]]), kind, zh=True)
    while len(book.trade) < wanted:
        seller, buyer, kind = rng.choices(lanes, weights)[0]
        _add(book, rng, seller, buyer, kind, zh=False)


def _firm(kind: str, number: int, rng: random.Random) -> Firm:
    word, form, countries = KINDS[kind]
    brand = (
        rng.choice(SYLLABLES) + rng.choice(SYLLABLES) + rng.choice(ENDINGS)
    ).title()
    return Firm(
        brand, f"{brand} {word} {form}", country=countries[number % len(countries)]
    )


def _chinese(number: int, rng: random.Random) -> Firm:
    city, address = CITIES[number % len(CITIES)]
    name = f"{city}{''.join(rng.sample(HANZI, 2))}纺织有限公司"
    return Firm(name, name, name, "CN", f"{address}工业路{rng.randint(3, 300)}号")


def _lanes(
    firms: dict[str, list[Firm]], rng: random.Random
) -> list[tuple[Firm, Firm, str]]:
    lanes = []
    for kind in GOODS:
        for seller in firms[kind]:
            pool = [f for f in firms[BUYERS[kind]] if f is not seller]
            lanes += [(seller, buyer, kind) for buyer in rng.sample(pool, 4)]
        for key in OWN.get(kind, ()):
            lanes += [(s, PARTIES[key], kind) for s in rng.sample(firms[kind], 3)]
    rng.shuffle(lanes)
    return lanes


def _add(
    book: Book, rng: random.Random, seller: Firm, buyer: Firm, kind: str, *, zh: bool
) -> None:
    hs, text, zh_text = GOODS[kind]
    on = date(2023, 1, 3) + timedelta(days=rng.randint(0, 1230))
    kg = round(min(rng.paretovariate(1.15) * 900, 240000), 1)
    chance = rng.random()
    book.ship(seller.name, buyer.name, on, hs, text, kg, zh=zh, zh_text=zh_text)
    row = book.trade[-1]
    row["seller"], row["buyer"] = seller, buyer
    if chance < 0.015 and not zh:
        row["seller"] = Firm.plain(rng.choice(FORWARDERS), "SG")
    elif chance < 0.022 and not zh:
        row["buyer"] = Firm.plain("TO ORDER", "")
    elif chance < 0.034:
        row["hs"] = ""
    elif chance < 0.044 and not zh:
        row["hs"] = f"{hs}; 630790"
    row["carrier"] = rng.choice(("Oceanlark", "Tideways Line", "", ""))
