"""Write a large invented case: `python bench/assess/make_big.py OUT`.

10,000 suppliers, 1,000,000 trade records, 2,000 entry lines with orders and a bill of
materials. Sellers follow a Pareto law, 12 % are traders, 40 % of the suppliers in China
have a Chinese name, 1 % of all suppliers have a site in Xinjiang, and names are dirty
the way names are (capitals, legal forms, typos, spaces). `truth.json` says where those
sites are and how many rows each file holds. Needs numpy beside the standard library.
"""

import argparse
import csv
import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

SYLLABLES = (
    "ba bel cor dan dor fal fen gar gul hal hor jas jor kal kem lan lor mar mir nal "
    "nov pal pel qua ran ris sal sol tam tor val vel wen yar zol"
).split()
HANZI = "安柏辰达恩芳格航吉凯蓝茂宁欧普清瑞森腾维欣雅泽卓昊景朗启盛"
FORMS = {
    "BD": "Ltd", "VN": "JSC", "KH": "Co., Ltd.", "IN": "Private Limited",
    "PK": "(Pvt) Ltd", "MY": "Sdn Bhd", "IT": "S.r.l.", "TR": "A.S.",
    "CN": "Co., Ltd.", "US": "Inc",
}  # fmt: skip
SHARE = {"CN": 0.42, "BD": 0.12, "VN": 0.14, "KH": 0.05, "IN": 0.1, "PK": 0.05,
         "MY": 0.04, "IT": 0.03, "TR": 0.03, "US": 0.02}  # fmt: skip
CITY = {
    "BD": "Gazipur, Bangladesh", "VN": "Nam Dinh, Viet Nam", "IT": "Parma, Italy",
    "KH": "Phnom Penh, Cambodia", "IN": "Tiruppur, Tamil Nadu, India",
    "PK": "Faisalabad, Pakistan", "MY": "Kulim, Kedah, Malaysia",
    "TR": "Denizli, Türkiye", "US": "Savannah, Georgia",
}  # fmt: skip
CHINA = (
    ("Shaoxing, Zhejiang", "浙江省绍兴市", "绍兴", "312000"),
    ("Wuxi, Jiangsu", "江苏省无锡市", "无锡", "214000"),
    ("Foshan, Guangdong", "广东省佛山市", "佛山", "528000"),
    ("Weifang, Shandong", "山东省潍坊市", "潍坊", "261000"),
    ("Quanzhou, Fujian", "福建省泉州市", "泉州", "362000"),
    ("Changchun, Jilin", "吉林省长春市", "长春", "130000"),
)
REGION = (
    ("Industrial Park, Shule County, Kashgar, Xinjiang", "新疆喀什地区疏勒县工业园"),
    ("Kuqa, Aksu Prefecture, Xinjiang", "新疆阿克苏地区库车市"),
    ("Yanqi Hui County, Bayingolin, Xinjiang", "新疆巴音郭楞州焉耆县"),
    ("Shihezi Development Zone, Xinjiang", "新疆石河子市开发区"),
    ("Shanshan County, Turpan", "吐鲁番市鄯善县"),
    ("Karakax County, Hotan Prefecture", "和田地区墨玉县"),
    ("Awat County, Aksu", "阿克苏地区阿瓦提县"),
    ("8th Division, 121st Regiment, XPCC", "新疆生产建设兵团第八师121团"),
)
STAGES = (  # word, HS, what it is called, code of what it takes in
    ("Ginning", "520100", "Cotton lint", ""),
    ("Spinning", "520512", "Cotton yarn", "520100"),
    ("Weaving", "520852", "Cotton woven fabric", "520512"),
    ("Garment", "620342", "Cotton trousers", "520852"),
)
IMPORTER = "Meridian Row Outfitters Inc."
START = date(2022, 7, 1)
DAYS = 1400


@dataclass(frozen=True)
class Firm:
    name: str
    zh: str
    country: str
    address: str
    stage: int
    trader: bool
    planted: bool
    postal: str


def firms_of(count: int, rng: np.random.Generator) -> list[Firm]:
    """Invent the firms; four syllables a brand, so that hardly two are the same."""
    countries = rng.choice(list(SHARE), count, p=np.array(list(SHARE.values())))
    china = np.flatnonzero(countries == "CN")
    planted = set(rng.choice(china, max(1, count // 100), replace=False).tolist())
    out = []
    for n in range(count):
        country, stage = str(countries[n]), int(rng.choice(4, p=[0.1, 0.2, 0.3, 0.4]))
        brand = "".join(rng.choice(SYLLABLES, 4)).title()
        trader = bool(rng.random() < 0.12) and n not in planted
        word = "Trading" if trader else STAGES[stage][0]
        zh = postal = ""
        if country == "CN":
            english, chinese, town, postal = CHINA[int(rng.integers(len(CHINA)))]
            hanzi = "".join(rng.choice(list(HANZI), 3))
            if rng.random() < 0.4:
                zh = f"{town}{hanzi}{'贸易' if trader else '纺织'}有限公司"
            address = english if rng.random() < 0.6 else chinese
            if n in planted:
                address = REGION[n % len(REGION)][int(rng.integers(2))]
                postal = ""
                zh = zh and f"{hanzi}纺织有限公司"
            address = f"No. {int(rng.integers(1, 400))}, {address}"
        else:
            address = f"{int(rng.integers(1, 400))} Industrial Road, {CITY[country]}"
        name = f"{brand} {word} {FORMS[country]}"
        out.append(
            Firm(name, zh, country, address, stage, trader, n in planted, postal)
        )
    return out


def dirty(name: str, rng: np.random.Generator) -> str:
    """Write a name as a clerk would: one in five is not as it should be."""
    draw = rng.random()
    if draw < 0.08:
        return name.upper()
    if draw < 0.12:
        return name.replace("Co., Ltd.", "CO.,LTD").replace(
            "Private Limited", "PVT LTD"
        )
    if draw < 0.16:
        at = int(rng.integers(1, max(2, len(name) // 2)))
        return name[:at] + name[at + 1 :]
    return f"{name} " if draw < 0.2 else name


def write_csv(path: Path, header: list[str], rows: object) -> int:
    """Write rows and say how many."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        for row in rows:  # type: ignore[attr-defined]
            writer.writerow(row)
            count += 1
    return count


def supplier_rows(firms: list[Firm], rng: np.random.Generator):
    for n, firm in enumerate(firms):
        yield (
            f"V-{n}", dirty(firm.name, rng), firm.zh, firm.country, firm.address,
            firm.postal, "trader" if firm.trader else "manufacturer",
            STAGES[firm.stage][2], STAGES[firm.stage][1],
        )  # fmt: skip


def lanes_of(firms: list[Firm], rng: np.random.Generator) -> np.ndarray:
    """Draw (seller, buyer) pairs: sellers by a Pareto law, buyers one stage down."""
    stage = np.array([f.stage for f in firms])
    weight = rng.pareto(1.15, len(firms)) + 1
    pairs = []
    for level in range(3):
        sellers, buyers = (
            np.flatnonzero(stage == level),
            np.flatnonzero(stage == level + 1),
        )
        odds = weight[sellers] / weight[sellers].sum()
        size = 6 * len(buyers)
        pairs.append(
            np.stack([rng.choice(sellers, size, p=odds), rng.choice(buyers, size)])
        )
    return np.concatenate(pairs, axis=1)


def trade_rows(
    firms: list[Firm], count: int, orders: list[tuple], rng: np.random.Generator
):
    """Yield the records: first those of the orders, then runs on lanes."""
    spelt = [[f.name, dirty(f.name, rng), dirty(f.name, rng)] for f in firms]
    for number, (po, seller, day, kg) in enumerate(orders):
        firm = firms[seller]
        yield (
            f"MB{number}", day, spelt[seller][0], firm.country, firm.name, firm.address,
            IMPORTER, "US", "620342", "Cotton trousers", f"{kg * 1.04:.1f}", po,
        )  # fmt: skip
    left = count - len(orders)
    lanes = lanes_of(firms, rng)
    rank = rng.permutation(lanes.shape[1]) + 1.0
    pick = rng.choice(lanes.shape[1], left, p=(1 / rank) / (1 / rank).sum())
    days = rng.integers(0, DAYS, left)
    kg = np.minimum(rng.pareto(1.3, left) * 900 + 50, 250_000)
    form = rng.choice(3, left, p=[0.7, 0.2, 0.1])
    named, blank = rng.random(left) < 0.35, rng.random(left)
    for n in range(left):
        seller, buyer = lanes[0, pick[n]], lanes[1, pick[n]]
        s, b = firms[seller], firms[buyer]
        hs, text = STAGES[s.stage][1], STAGES[s.stage][2]
        yield (
            f"BL{n}",
            "" if blank[n] < 0.002 else START + timedelta(days=int(days[n])),
            spelt[seller][form[n]],
            s.country, s.name if named[n] and not s.trader else "",
            s.address if named[n] and not s.trader else "", spelt[buyer][form[n] % 2],
            b.country, "" if blank[n] > 0.99 else hs, text, f"{kg[n]:.1f}", "",
        )  # fmt: skip


def entries_of(firms: list[Firm], count: int, rng: np.random.Generator):
    """Draw entry lines of garment makers: (entry, line, day, maker, kg, order)."""
    makers = [n for n, f in enumerate(firms) if f.stage == 3 and not f.trader]
    for n in range(count):
        day = START + timedelta(days=int(rng.integers(300, DAYS)))
        maker = int(makers[int(rng.integers(len(makers)))])
        yield (
            f"MRX-{4000000 + n // 2}-{n // 2 % 10}",
            n % 2 + 1,
            day,
            maker,
            900,
            f"PO-{n}",
        )


def write(out: Path, seed: int, scale: float) -> None:
    """Write the case and its truth."""
    rng = np.random.default_rng(seed)
    out.mkdir(parents=True, exist_ok=True)
    firms = firms_of(int(10_000 * scale), rng)
    entries = list(entries_of(firms, int(2_000 * scale), rng))
    rows = {}
    rows["suppliers.csv"] = write_csv(
        out / "suppliers.csv",
        ["Vendor ID", "Supplier name", "中文名称", "Country", "Factory address",
         "Postal code", "Role", "Product", "HS code"],
        supplier_rows(firms, rng),
    )  # fmt: skip
    rows["entries.csv"] = write_csv(
        out / "entries.csv",
        ["Entry Summary Number", "Entry Summary Line Number", "Importation Date",
         "HTS Number - Full", "Country of Origin Code", "Description",
         "Manufacturer Name", "Manufacturer Address", "SKU", "PO Number",
         "Net Weight (kg)"],
        ((e, line, day, "6203424011", firms[m].country, "Cotton trousers",
          firms[m].name, firms[m].address, f"SKU-{m % 50}", po, kg)
         for e, line, day, m, kg, po in entries),
    )  # fmt: skip
    rows["purchase_orders.csv"] = write_csv(
        out / "purchase_orders.csv",
        ["PO Number", "PO Line", "PO Date", "Vendor ID", "Vendor Name", "SKU",
         "Description", "HTS", "Net Weight (kg)"],
        ((po, 1, day - timedelta(days=120), f"V-{m}", firms[m].name, f"SKU-{m % 50}",
          "Cotton trousers", "6203424011", kg) for _, _, day, m, kg, po in entries),
    )  # fmt: skip
    chain = [("{}", "FAB-{}", "520852", "Cotton woven fabric"),
             ("FAB-{}", "YRN-{}", "520512", "Cotton yarn"),
             ("YRN-{}", "LNT-{}", "520100", "Cotton lint")]  # fmt: skip
    rows["bill_of_materials.csv"] = write_csv(
        out / "bill_of_materials.csv",
        ["Parent SKU", "Component", "Component description", "Component HS", "Material",
         "Qty per", "UOM"],
        ((up.format(f"SKU-{n}"), down.format(f"SKU-{n}"), text, hs, "cotton", 1.1, "kg")
         for n in range(50) for up, down, hs, text in chain),
    )  # fmt: skip
    orders = [(po, m, day - timedelta(days=20), kg) for _, _, day, m, kg, po in entries]
    rows["trade.csv"] = write_csv(
        out / "trade.csv",
        ["Bill of Lading Number", "Arrival Date", "Shipper", "Shipper Country",
         "Manufacturer", "Manufacturer Address", "Manufacturer Country", "Consignee",
         "Consignee Country", "HS Code", "Goods Shipped", "Weight (kg)", "PO Number"],
        ((*r[:6], r[3] if r[4] else "", *r[6:])
         for r in trade_rows(firms, int(1_000_000 * scale), orders, rng)),
    )  # fmt: skip
    truth = {
        "seed": seed, "scale": scale, "rows": rows,
        "planted": [{"vendor": f"V-{n}", "name": f.name, "address": f.address}
                    for n, f in enumerate(firms) if f.planted],
    }  # fmt: skip
    (out / "truth.json").write_text(
        json.dumps(truth, ensure_ascii=False, indent=1), "utf-8"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=float, default=1.0)
    args = parser.parse_args()
    write(args.out, args.seed, args.scale)
