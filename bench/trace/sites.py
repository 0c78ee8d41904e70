"""One plant under many spellings: python bench/trace/sites.py [--seeds N] [--plants N]

Plants are invented, each written in twenty ways, as shippers of trade records with an
address. Beside each stand firms that are not it: a sister of another trade, a second
factory and another firm altogether at the same address, a namesake elsewhere and one in
another country. Wanted, written before the method: of pairs of mentions joined .98
right, of pairs that are one plant .80 joined; names alone are printed beside.
"""

import argparse
import csv
import random
import shutil
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

import duckdb

from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.trace_build import BuildRequest, build

DAY = date(2026, 1, 1)
PLACES = (
    ("Hetian", "Hotan", "和田"),
    ("Kashi", "Kashgar", "喀什"),
    ("Shihezi", "Shihezi", "石河子"),
    ("Weifang", "Weifang", "潍坊"),
    ("Shaoxing", "Shaoxing", "绍兴"),
    ("Foshan", "Foshan", "佛山"),
    ("Dongguan", "Dongguan", "东莞"),
    ("Nantong", "Nantong", "南通"),
)
SYLLABLES = (
    ("hua", "华"),
    ("xin", "鑫"),
    ("tai", "泰"),
    ("yuan", "源"),
    ("feng", "丰"),
    ("long", "隆"),
    ("jin", "金"),
    ("mei", "美"),
    ("hong", "宏"),
    ("da", "达"),
    ("rui", "瑞"),
    ("sheng", "盛"),
    ("bao", "宝"),
    ("kang", "康"),
    ("shun", "顺"),
    ("wei", "伟"),
)
TRADES = (
    ("Textile", "Textiles", "Tex.", "纺织"),
    ("Garment", "Garments", "Garm.", "服装"),
    ("Chemical", "Chemicals", "Chem.", "化工"),
    ("Aluminium", "Aluminum", "Alum.", "铝业"),
    ("Food", "Foods", "Food", "食品"),
    ("Trading", "Trade", "Trdg", "贸易"),
)
FORMS = (
    "Co., Ltd.",
    "Co Ltd",
    "CO.,LTD",
    "Company Limited",
    "Co. Ltd",
    "Limited Company",
)
STREETS = (
    "Renmin",
    "Jianshe",
    "Wenhua",
    "Tuanjie",
    "Yingbin",
    "Beijing",
    "Gongye",
    "Xinhua",
)
ROADS = (("Road", "Rd.", "Lu"), ("Street", "St.", "Jie"), ("Avenue", "Ave", "Dadao"))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--plants", type=int, default=300)
    asked = parser.parse_args()
    totals: dict[str, Counter[str]] = {}
    for seed in range(1, asked.seeds + 1):
        for name, found in measured(seed, asked.plants).items():
            totals.setdefault(name, Counter()).update(found)
    for name, t in totals.items():
        print(f"{name}: precision {t['hit'] / max(t['joined'], 1):.4f}, recall"
              f" {t['hit'] / t['one']:.4f} ({t['joined']:,} pairs joined,"
              f" {t['one']:,} are one)")  # fmt: skip


def measured(seed: int, plants: int) -> dict[str, Counter[str]]:
    """Build the store of one world, with addresses and without."""
    work = Path(tempfile.mkdtemp(prefix="whence-sites-"))
    try:
        rows = world(random.Random(seed), plants)
        found = {}
        for name, blank in (("with addresses", False), ("names alone", True)):
            case = work / name.replace(" ", "-")
            found[name] = counted(case, write(work / f"{blank}.csv", rows, blank), rows)
        return found
    finally:
        shutil.rmtree(work)


def world(rng: random.Random, plants: int) -> list[tuple[int, str, str, str]]:
    """Give (true firm, name, country, address) of every mention."""
    rows: list[tuple[int, str, str, str]] = []
    firm = 0
    for _ in range(plants):
        place, brand, trade = rng.choice(PLACES), brand_of(rng), rng.choice(TRADES)
        site = (str(rng.randint(1, 900)), rng.choice(STREETS), rng.choice(ROADS), place)
        for _ in range(20):
            name, address = written(rng, place, brand, trade), sited(rng, site)
            rows.append((firm, name, "CN", address))
        other = rng.choice([t for t in TRADES if t is not trade])
        away = (
            str(rng.randint(901, 1800)),
            rng.choice(STREETS),
            rng.choice(ROADS),
            place,
        )
        second = written(rng, place, brand, trade, plain=True) + " No. 2 Factory"
        for name, country, address in (
            (written(rng, place, brand, other), "CN", sited(rng, site)),
            (second, "CN", sited(rng, site)),
            (written(rng, place, brand_of(rng), trade), "CN", sited(rng, site)),
            (written(rng, place, brand, trade, plain=True), "VN", sited(rng, site)),
            (slipped(rng, written(rng, place, brand, trade)), "CN", sited(rng, away)),
        ):
            firm += 1
            rows.append((firm, name, country, address))
        firm += 1
    return rows


def brand_of(rng: random.Random) -> tuple[tuple[str, str], ...]:
    return tuple(rng.sample(SYLLABLES, rng.choice((2, 2, 3))))


def written(rng, place, brand, trade, *, plain: bool = False) -> str:
    """Write a firm's name in one of many ways."""
    latin = "".join(s for s, _ in brand).title()
    if plain:
        return f"{place[0]} {latin} {trade[0]} Co., Ltd."
    if rng.random() < 0.08:
        hanzi = "".join(h for _, h in brand)
        return f"{place[2]}{hanzi}{trade[3]}有限公司"
    if rng.random() < 0.25:
        latin = " ".join(s.title() for s, _ in brand)
    where = rng.choice((place[0], place[0], place[1]))
    what, form = rng.choice((*trade[:2], trade[0], trade[2])), rng.choice(FORMS)
    name = f"{where} {latin} {what} {form}"
    kind = rng.random()
    if kind < 0.12:
        name = f"{latin} {what} ({where}) {form}"
    elif kind < 0.2:
        name = f"{latin} {what} {form}"
    if rng.random() < 0.15:
        name = slipped(rng, name)
    return name.upper() if rng.random() < 0.4 else name


def slipped(rng: random.Random, name: str) -> str:
    """Leave a letter out, double it, or write another, anywhere."""
    spots = [at for at, c in enumerate(name) if c.isascii() and c.isalpha()]
    if not spots:
        return name
    at = rng.choice(spots)
    put = rng.choice(("", name[at] * 2, rng.choice("aeionrst")))
    return name[:at] + put + name[at + 1 :]


def sited(rng, site) -> str:
    """Write an address in one of many ways."""
    number, street, road, place = site
    kind = rng.choice(road[:2])
    city = rng.choice((place[0], place[0] + " City", place[1]))
    ways = (
        f"No. {number} {street} {kind}, {city}, China",
        f"{number} {street} {kind}, {city}",
        f"{city}, {street} {kind} {number}",
        f"NO.{number}, {street.upper()} {kind.upper()}, {city.upper()}, P.R. CHINA",
    )
    return rng.choice(ways)


def write(path: Path, rows, blank: bool) -> Path:
    with path.open("w", newline="", encoding="utf-8") as out:
        sheet = csv.writer(out)
        sheet.writerow(("Bill of Lading", "Shipment Date", "Shipper Name",
                        "Shipper Address", "Shipper Country", "Consignee Name",
                        "Consignee Country", "HS Code", "Weight (kg)"))  # fmt: skip
        for at, (_, name, country, address) in enumerate(rows):
            sheet.writerow((f"B{at}", "2023-05-01", name, "" if blank else address,
                            country, "Acme Inc", "US", "520811", 9 + at))  # fmt: skip
    return path


def counted(case: Path, file: Path, rows) -> Counter[str]:
    """Count pairs of mentions joined, of one firm, and both."""
    build(BuildRequest((file,), case, DAY))
    members = TradeStore(case).folder / "parties" / "members.parquet"
    with duckdb.connect() as con:
        held = con.execute(
            f"SELECT name, address, country, party FROM '{members}'"
        ).fetchall()
    party = {(name, address, land): at for name, address, land, at in held}
    blank = "True" in file.name
    seen: dict[tuple[str, str, str], int] = {}
    for firm, name, land, address in rows:
        seen.setdefault((" ".join(name.split()), "" if blank else address, land), firm)
    both: Counter[tuple[int, int]] = Counter()
    missing = 0
    for (name, address, land), firm in seen.items():
        at = party.get((name, address, land))
        missing += at is None
        both[firm, -1 if at is None else at] += 1
    if missing:
        print(f"{missing} of {len(seen)} mentions not found in the store")
    pairs = lambda n: n * (n - 1) // 2  # noqa: E731
    by_party, by_firm = Counter(), Counter()
    for (firm, at), n in both.items():
        by_party[at] += n
        by_firm[firm] += n
    return Counter(
        hit=sum(map(pairs, both.values())),
        joined=sum(map(pairs, by_party.values())),
        one=sum(map(pairs, by_firm.values())),
    )


if __name__ == "__main__":
    main()
