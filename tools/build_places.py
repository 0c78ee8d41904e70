"""Build `src/whence/data/places/*.csv` from a folder of public facts.

Usage: python tools/build_places.py FACTS [--out DIR]

FACTS holds the division codes since 1981 (CC0), the pinyin of Xinjiang's divisions
(MIT), GeoNames places of Xinjiang (CC BY 4.0) and postal prefixes. `tools/places/`
holds what we added by hand. The same inputs give the same bytes.
"""

import argparse
import csv
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from pypinyin import Style, lazy_pinyin

HERE = Path(__file__).parent / "places"
OUT = Path(__file__).parents[1] / "src/whence/data/places"
KINDS = "特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|盟|省|市|县|区|旗".split(
    "|"
)
PEOPLES = (
    "维吾尔|哈萨克|柯尔克孜|蒙古|塔吉克|锡伯|回族|壮族|藏族|苗族|彝族|土家族|侗族|瑶族|白族|"
    "傣族|黎族|满族|羌族|畲族|水族|布依族|仡佬族|哈尼族|拉祜族|佤族|纳西族|傈僳族|景颇族|"
    "朝鲜族|蒙古族|土族|撒拉族|东乡族|保安族|裕固族|毛南族|仫佬族|达斡尔族|鄂温克族|鄂伦春|"
    "独龙族|怒族|普米族|布朗族|各族|哈萨克族|达斡尔|朝鲜"
).split("|")
# a GeoNames row of a seat also lists its streets, villages and suffixed forms
NOT_A_SPELLING = re.compile(
    r"(?i)( (xian|zhen|xiang|shi|qu)|[a-z]lu|cun|-(hsien|shih|chen|chu|ch.?eng))$"
)
CN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"○": 0, "O": 0}
GB = "GB/T 2260"
COLUMNS = (
    "code,level,name_zh,short_zh,pinyin,han_mark,full_mark,latin_mark,exonyms,uyghur,"
    "wade_giles_postal,lat,lon,valid_from,valid_to,successor,reference,verification"
).split(",")


def rows(path: Path) -> list[dict[str, str]]:
    lines = path.read_text("utf-8-sig").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def write(path: Path, head: str, columns: list[str], found: Iterable[dict]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"# {line}\n" for line in head.splitlines())
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)


READINGS = {r["written"]: r["pinyin"] for r in rows(HERE / "readings.csv")}
UYGHUR = rows(HERE / "uyghur_latin.csv")
WADE = {
    kind: {
        r["pinyin"]: r["wade"]
        for r in rows(HERE / "wade_giles.csv")
        if r["kind"] == kind
    }
    for kind in ("initial", "final", "whole")
}
INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcs")
FOREST = "神农架"
"""The one division that is a 林区; elsewhere 林 belongs to the name (碑林区)."""


def kind_of(name: str) -> str:
    if name.endswith("林区") and not name.startswith(FOREST):
        return "区"
    return next((k for k in KINDS if name.endswith(k) and len(name) > len(k)), "")


def short_of(name: str) -> str:
    """Drop the kind, and the peoples of an autonomous division."""
    kind = kind_of(name)
    short = name.removesuffix(kind)
    while kind.startswith("自治"):
        people = next((p for p in PEOPLES if short.endswith(p) and short != p), "")
        if not people:
            break
        short = short.removesuffix(people)
    return short if len(short) > 1 else name


def pinyin_of(name: str) -> str:
    """Read a name, first by the rows of `readings.csv`, the longest first."""
    said = READINGS.get(name, "").split()
    if said:
        return " ".join(said)
    heard = lazy_pinyin(name, style=Style.NORMAL)
    for at, char in enumerate(name):
        heard[at] = READINGS.get(char, heard[at])
    return " ".join(heard)


def geonames(facts: Path) -> dict[str, dict[str, str]]:
    return {r["geonameid"]: r for r in rows(facts / "geonames_xinjiang.csv")}


def spellings(row: dict[str, str], short: str) -> tuple[list[str], list[str]]:
    """Foreign spellings and Wade-Giles ones, of a GeoNames row that is this place."""
    every = [row["name"], *row["alternatenames"].split("|")]
    if short not in every:
        return [], []
    exonyms, wade = set(), set()
    for name in every:
        plain = name.replace("’", "'")
        letters = "".join(c for c in plain if c.isalpha())
        if len(letters) < 5 or not all(
            "LATIN" in unicodedata.name(c, "") or "CYRILLIC" in unicodedata.name(c, "")
            for c in letters
        ):
            continue
        if plain == plain.lower() or NOT_A_SPELLING.search(plain):
            continue
        (wade if "'" in plain or "-" in plain else exonyms).add(plain)
    return sorted(exonyms), sorted(wade)


def marked(ours: list[str], found: list[str], derived: list[str], mark: str) -> str:
    """Join spellings, the better known first: our marked ones, those of GeoNames,
    which need a parent, and derived ones with their mark. Each is given once."""
    every = [n if ":" in n else f"{n}:C" for n in ours]
    every += [f"{n}:P" for n in found] + [f"{n}:{mark}" for n in derived]
    first = {}
    for name in every:
        first.setdefault(name.partition(":")[0].lower(), name)
    return "|".join(first.values())


def wade_giles(pinyin: str) -> str:
    """Write pinyin by syllables in Wade-Giles: `ka shi` is K'a-shih."""
    said = []
    for syllable in pinyin.split():
        whole = WADE["whole"].get(syllable)
        start = next((i for i in INITIALS if syllable.startswith(i)), "")
        rest = syllable.removeprefix(start)
        parts = WADE["initial"].get(start, start) + WADE["final"].get(rest, rest)
        said.append(whole or parts)
    return "-".join(said).capitalize()


def in_latin(uyghur: str) -> list[str]:
    """Write Uyghur names in Latin letters, those of today and the former ones."""
    tables = [{r["letter"]: r[c] for r in UYGHUR} for c in ("today", "former")]
    return [
        "".join(table.get(c, c) for c in name).title()
        for name in uyghur.split("|")
        for table in tables
        if name and set(name) <= {*table, " "}
    ]


def successors(facts: Path) -> dict[str, str]:
    path = facts / "china_division_codes_1981_2025.csv"
    gone = [r for r in rows(path) if r["status"] == "弃用" and r["successor"]]
    return {r["code"]: re.sub(r"\[\d+\]", "", r["successor"]) for r in gone}


def xuar(facts: Path) -> list[dict[str, str]]:
    extra = {r["code"]: r for r in rows(HERE / "xuar_names.csv")}
    spelled = {r["ext_name"]: r for r in rows(facts / "xuar_pinyin_level3.csv")}
    places, after = geonames(facts), successors(facts)
    every = rows(facts / "china_division_codes_1981_2025.csv")
    far = {r["name"] for r in every if not r["code"].startswith("65")}
    out = []
    for row in rows(facts / "xuar_divisions.csv"):
        code, name = row["code"], row["name_zh"].partition(" ")[0]
        if name in ("市辖区", "市区", "自治区直辖县级行政单位"):
            continue
        short = "兵团" if code == "660000" else short_of(name)
        now = by_name(extra, code, name)
        point = places.get(now.get("geonameid", ""), {})
        foreign, wade = spellings(point, short) if point else ([], [])
        known = spelled.get(name)
        said = known["pinyin"] if known and known["name"] == short else pinyin_of(short)
        level = level_of(code)
        latin = now.get("latin") or "W"
        # Where the pinyin stands alone in a Chinese address, the older spelling does in
        # a segment of its own; elsewhere both need their parent.
        older = "W" if latin in ("S", "C") else "P"
        ours = [n for n in now.get("exonyms", "").split("|") if n]
        spoken = in_latin(now.get("uyghur", ""))
        wade = [f"{n}:{'W' if n.count('-') > 1 else 'P'}" for n in wade]
        out.append(
            {
                "code": f"CN-{code}",
                "level": level,
                "name_zh": name,
                "short_zh": short,
                "pinyin": said,
                "han_mark": now.get("han") or "C",
                "full_mark": full_mark(name, level, far),
                "latin_mark": latin,
                "exonyms": marked(ours, foreign, spoken, older),
                "uyghur": now.get("uyghur", ""),
                "wade_giles_postal": marked(wade, [], [wade_giles(said)], older),
                "lat": point.get("lat", ""),
                "lon": point.get("lon", ""),
                "valid_from": row["valid_from_year"],
                "valid_to": row["valid_to_year"],
                "successor": "|".join(
                    f"CN-{c}" for c in after.get(code, "").split(";") if c
                ),
                "reference": "XPCC; not in GB/T 2260" if code == "660000" else GB,
                "verification": "seen; spellings not in GeoNames from memory",
            }
        )
    return out


def full_mark(name: str, level: str, elsewhere: set[str]) -> str:
    """A full name borne outside Xinjiang too, now or once, needs its parent."""
    if name in elsewhere:
        return "P"
    return "C" if level == "county" else "S"


def by_name(extra: dict[str, dict[str, str]], code: str, name: str) -> dict[str, str]:
    """Give a former division the names of the one that bears its name today."""
    short = short_of(name)
    if code in extra and NAMES.get(code, short) == short:
        return extra[code]
    return next((r for c, r in extra.items() if NAMES.get(c) == short), {})


NAMES: dict[str, str] = {}


def level_of(code: str) -> str:
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") and code != "659000" else "county"


def number_of(text: str) -> int:
    """Read 一四三, 十二, 二二二 as a number; 0 when it is none."""
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (CN_DIGITS.get(tens, 1) if tens else 1) * 10 + CN_DIGITS.get(ones, 0)
    digits = [CN_DIGITS.get(c) for c in text]
    return int("".join(map(str, digits))) if text and None not in digits else 0


def townships(facts: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    points = {}
    for row in geonames(facts).values():
        for name in row["alternatenames"].split("|"):
            points.setdefault(name, []).append((row["lat"], row["lon"]))
    towns, regiments = [], {}
    for row in rows(facts / "xuar_pinyin_level4.csv"):
        if row["deep"] != "3" or len(row["id"]) != 9:
            continue
        full, county = row["ext_name"], f"CN-{row['pid']}"
        found = re.search(r"([零一二三四五六七八九十○]{1,4})团", full)
        if found and 0 < number_of(found[1]) < 400:
            regiments.setdefault(number_of(found[1]), county)
        if "兵团" in full or re.search(r"(路|街|团|区)$", row["name"]):
            continue
        where = points.get(full, [])
        lat, lon = where[0] if len(where) == 1 else ("", "")
        towns.append(
            {
                "code": f"CN-{row['id']}",
                "county": county,
                "name_zh": full,
                "pinyin": row["pinyin"],
                "lat": lat,
                "lon": lon,
                "reference": "statistical division codes, 9 digits",
                "verification": "seen",
            }
        )
    corps = [
        {"number": n, "code": c, "reference": "name of a township-level unit"}
        for n, c in sorted(regiments.items())
    ]
    return towns, corps


def china(facts: Path) -> list[dict[str, str]]:
    iso = {r["digits"]: r for r in rows(HERE / "provinces.csv")}
    cities = {r["code"]: r["names"] for r in rows(HERE / "cities.csv")}
    out = []
    for row in rows(facts / "china_division_codes_1981_2025.csv"):
        code = row["code"]
        known = iso.get(code[:2])
        if row["status"] != "在用" or code[:2] == "65" or known is None:
            continue
        province = code.endswith("0000")
        level = level_of(code) if not province else "province"
        short = known["short_zh"] if province else short_of(row["name"])
        names = known["names"] if province else cities.get(code, "")
        mark = {"province": "S", "prefecture": "C"}.get(level, "W")
        out.append(
            {
                "code": f"CN-{code}",
                "region": f"CN-{known['iso']}",
                "level": level,
                "name_zh": row["name"],
                "short_zh": short,
                "pinyin": pinyin_of(short),
                "mark": mark,
                "names": names,
                "lat": known["lat"] if province else "",
                "lon": known["lon"] if province else "",
                "reference": f"{GB}; ISO 3166-2" if province else GB,
                "verification": "seen; foreign spellings from memory",
            }
        )
    return out


def postal(facts: Path) -> list[dict[str, str]]:
    out = [
        {
            "prefix": prefix,
            "code": f"CN-{r['digits']}0000",
            "reference": "China Post, first two digits",
            "verification": "seen" if r["iso"] == "XJ" else "memory",
        }
        for r in rows(HERE / "provinces.csv")
        for prefix in r["postal"].split("|")
    ]
    for row in rows(facts / "xuar_postal_phone.csv"):
        prefix = row["postal_prefix"][:3]
        if row["gbt2260"].endswith("00") and row["verification"] != "memory":
            out.append(
                {
                    "prefix": prefix,
                    "code": f"CN-{row['gbt2260']}",
                    "reference": "China Post, first three digits",
                    "verification": row["verification"],
                }
            )
    return sorted(out, key=lambda r: r["prefix"])


def build(facts: Path, out: Path) -> None:
    for row in rows(facts / "xuar_divisions.csv"):
        if not row["valid_to_year"]:
            NAMES[row["code"]] = short_of(row["name_zh"].partition(" ")[0])
    notice = (
        "Built by tools/build_places.py. Division codes and validity: GB/T 2260 "
        "(collected under CC0).\nPinyin: MIT. Points and part of the spellings: "
        "GeoNames, CC BY 4.0, changed. See docs/data-licences.md."
    )
    write(out / "xuar.csv", notice, COLUMNS, xuar(facts))
    towns, corps = townships(facts)
    write(out / "xuar_townships.csv", notice, list(towns[0]), towns)
    write(out / "regiments.csv", notice, list(corps[0]), corps)
    found = china(facts)
    write(out / "china.csv", notice, list(found[0]), found)
    codes = postal(facts)
    write(out / "postal.csv", notice, list(codes[0]), codes)
    units = [
        {**r, "code": f"CN-{r['code']}"} | {"reference": "XPCC divisions and cities"}
        for r in rows(HERE / "divisions.csv")
    ]
    columns = "number,name_zh,name_en,code,reference,verification".split(",")
    write(out / "divisions.csv", notice, columns, units)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    build(given.facts, given.out)
