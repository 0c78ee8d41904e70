"""Plant sites of Xinjiang among real supplier tables, in the ways people write them.

The names of places are real; the companies are not. Forms are chosen to differ from
what a gazetteer prints: split or glued pinyin, old romanisations, traditional script,
no province, Corps numbers, postal codes behind a street without a town.
"""

import csv
import random
from dataclasses import dataclass
from pathlib import Path

PLACES = Path(__file__).with_name("places.txt")
SPELLINGS = ("han", "pinyin", "exonym", "uyghur", "postal code")
STREETS = ("Gongye Road", "Renmin East Road", "Development Zone", "Youyi Lu")
STREETS_ZH = ("工业路", "人民东路", "开发区", "友谊路")
BRANDS = "zur vel qon tam bri dol fen gir hus lom mek nar pov rul sef tiv".split()


@dataclass(frozen=True)
class Planted:
    """A planted row: the table it stands in, its name, its address, how it is spelt."""

    table: str
    name: str
    address: str
    spelling: str


def places() -> list[list[str]]:
    """Give the places, five spellings each."""
    lines = PLACES.read_text("utf-8").splitlines()
    return [line.split("|") for line in lines if not line.startswith("#")]


def address_of(place: list[str], spelling: str, rng: random.Random) -> str:
    """Write the address of a plant at a place in one spelling."""
    word = place[SPELLINGS.index(spelling)]
    number = rng.randint(2, 380)
    if spelling == "han":
        prefix = rng.choice(("", "新疆", "新疆维吾尔自治区", "中国新疆"))
        return f"{prefix}{word}{rng.choice(STREETS_ZH)}{number}号"
    if spelling == "uyghur":
        return f"{word}, {number}"
    if spelling == "postal code":
        form = rng.choice(("{}, China {}", "{}, P.C. {}", "{}, 邮编:{}", "{}, {}"))
        return form.format(f"No. {number} {rng.choice(STREETS)}", word)
    tail = rng.choice(("", ", China", ", P.R.C.", ", Xinjiang"))
    return f"No. {number} {rng.choice(STREETS)}, {word}{tail}"


def plant(sources: list[Path], out: Path, *, seed: int, rate: float) -> list[Planted]:
    """Copy the CSV tables to `out` with sites planted among the rows at this rate.

    Each table gets at least one; spellings take turns so that each has its share.
    """
    rng = random.Random(seed)
    planted: list[Planted] = []
    turn = seed
    for source in sources:
        with source.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines))
        header, body = rows[0], rows[1:]
        for _ in range(max(1, round(rate * len(body)))):
            spelling = SPELLINGS[turn % len(SPELLINGS)]
            turn += 1
            brand = "".join(rng.sample(BRANDS, 3)).title()
            name = f"{brand} {len(planted):03d} Garment Co., Ltd."
            address = address_of(rng.choice(places()), spelling, rng)
            row = dict.fromkeys(header, "")
            row |= {"country": "China", "name": name, "address": address,
                    "sector": "Apparel"}  # fmt: skip
            at = rng.randint(0, len(body))
            body.insert(at, [row[column] for column in header])
            planted.append(Planted(source.name, name, address, spelling))
        with (out / source.name).open("w", encoding="utf-8", newline="") as target:
            csv.writer(target, lineterminator="\n").writerows([header, *body])
    return planted
