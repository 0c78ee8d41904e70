"""Rebuild the shipped list files of `src/whence/data/lists` from a folder of raw facts.

Run by hand: `python tools/build_lists.py FACTS_FOLDER`. The folder holds `lists/`
(the page as printed, raw events, Chinese names, the CBP page's name strings),
`law/` (dates of orders) and `places/` (division codes). Nothing of it is needed at run
time: what is shipped are our own rows, with a reference each. Needs pypinyin.
"""

import csv
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import yaml

OUT = Path(__file__).parents[1] / "src/whence/data/lists"
PAGE = "DHS UFLPA Entity List page 2026-06-26"
EVENTS = (
    "key event effective known name aliases formerly section scope grade reference "
    "seen_at verification note"
).split()
GROUP_ROW = re.compile(r" and (its eight|\d+) ")

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def write(name: str, columns: list[str], rows: list[Row]) -> None:
    with (OUT / name).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows")


def slug(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.replace("’", "'")).lower()
    return re.sub(r"[^a-z0-9]+", "-", folded.replace("'", "")).strip("-")


def loose(name: str) -> str:
    """A slug without a last `-ltd`, by which a name cut short finds its whole."""
    return re.sub(r"-ltd$", "", slug(name))


def parts(text: str) -> list[str]:
    return [p for p in text.split("|") if p and "truncated" not in p]


def uflpa_entities(facts: Path) -> dict[str, list[Row]]:
    """Group the page's rows by entity: 160 rows are 144 entities."""
    entities: dict[str, list[Row]] = defaultdict(list)
    for row in read(facts / "lists/uflpa_dhs_page_2026-06-26.csv"):
        entities[slug(row["name"])].append(row)
    return entities


def first_events(facts: Path, entities: dict[str, list[Row]]) -> dict[str, Row]:
    """Give the earliest addition of each entity under any of its names."""
    owner = {}
    for key, rows in entities.items():
        for row in rows:
            names = [row["name"], *parts(row["aliases"]), *parts(row["formerly"])]
            owner.update({loose(n): key for n in names if n not in ("XPCC",)})
    owner.update({loose(rows[0]["name"]): key for key, rows in entities.items()})
    first: dict[str, Row] = {}
    for row in read(facts / "lists/uflpa_events.csv"):
        key = owner.get(loose(row["name"]), "")
        if row["action"] != "add" or GROUP_ROW.search(row["name"]) or not key:
            continue
        best = first.get(key)
        if best is None or row["effective_date"] < best["effective_date"]:
            first[key] = row
    return first


class Uflpa:
    """The events of the UFLPA list, rebuilt entity by entity."""

    def __init__(self, facts: Path) -> None:
        about = yaml.safe_load((OUT / "us-uflpa.yml").read_text("utf-8"))
        self.batches = {str(b["effective"]): b for b in about["batches"]}
        self.facts, self.rows = facts, []
        self.keys: dict[str, str] = {}

    def event(self, key: str, kind: str, day: str, **more: str) -> None:
        batch = self.batches.get(day, {})
        row = {
            "key": key,
            "event": kind,
            "effective": day,
            "known": str(batch.get("known", day)),
            "grade": "official",
            "reference": str(batch.get("reference") or "") or PAGE,
            "seen_at": f"{PAGE}, third-party copy",
            "verification": "seen-secondary",
        }
        self.rows.append(row | more)

    def entity(self, rows: list[Row], first: Row | None) -> None:
        """Write the events of one entity of the page."""
        rows = sorted(rows, key=lambda r: int(r["row"]))
        main = max(rows, key=lambda r: len(r["aliases"]))
        start = min([r["effective_date_as_printed"] for r in rows])
        restated = first is not None and first["effective_date"] < start
        old = first if restated and first else main
        key = slug(old["name"])
        day = old["effective_date"] if restated else start
        for name in (main["name"], old["name"], *parts(main["formerly"])):
            self.keys.setdefault(slug(name), key)
        at_first = [r for r in rows if r["effective_date_as_printed"] == day] or [old]
        note = ""
        if restated and "inferred" in old["note"]:
            note = "first date inferred: the page overwrote it, the first list had 20"
        aliases, formerly = parts(old["aliases"]), parts(old["formerly"])
        self.event(
            key,
            "add",
            day,
            name=(old if restated else at_first[0])["name"],
            aliases="|".join(aliases),
            formerly="|".join(formerly),
            section=(old if restated else at_first[0])["section"],
            scope=scope_of(main),
            note=note,
        )
        for row in at_first[1:]:
            self.event(key, "place", day, name=row["name"], section=row["section"])
        if restated:
            self.restated(key, old, rows)
        else:
            for row in rows:
                if row not in at_first:
                    self.event(
                        key,
                        "place",
                        row["effective_date_as_printed"],
                        name=row["name"],
                        section=row["section"],
                    )

    def restated(self, key: str, old: Row, rows: list[Row]) -> None:
        """Write what happened between the first listing and the page's print."""
        main = rows[0]
        day = main["effective_date_as_printed"]
        if loose(main["name"]) != loose(old["name"]):
            self.event(
                key,
                "rename",
                day,
                name=main["name"],
                aliases=main["aliases"],
                formerly=main["formerly"] or old["name"],
            )
        gone = [a for a in parts(old["aliases"]) if not known_alias(a, main)]
        if gone:
            self.event(key, "alias-removed", day, aliases="|".join(gone))
        sections = [r["section"] for r in rows]
        if old["section"] not in sections:
            text = f"{old['section']}>{sections[0]}"
            self.event(key, "move", day, section=text)
        for row in rows:
            if row["section"] != old["section"] and old["section"] in sections:
                self.event(key, "place", day, name=row["name"], section=row["section"])

    def later(self) -> None:
        """Write the events after the page: the additions that could be cited."""
        for row in read(self.facts / "lists/uflpa_events.csv"):
            day = row["effective_date"]
            if day <= "2026-06-26":
                continue
            whole = not re.search("SHORT NAME|suffix", row["note"])
            more = {
                "name": row["name"],
                "aliases": row["aliases"],
                "formerly": row["formerly"],
                "section": row["section"],
                "seen_at": "FR Doc. 2026-15628 as quoted by a third party",
            }
            if row["action"] == "rename":
                key = self.keys[slug(parts(row["formerly"])[0])]
                self.event(key, "rename", day, **(more | {"section": ""}))
                continue
            if not whole:
                more |= {
                    "grade": "declared",
                    "seen_at": "press of 2026-08-01",
                    "reference": "press of 2026-08-01; the notice itself not seen",
                    "note": "short name as printed; legal name and section not seen",
                }
            if "suffix" in row["note"]:
                more |= {
                    "reference": "FR Doc. 2026-15628",
                    "seen_at": "FR Doc. 2026-15628 as quoted by a third party",
                    "note": "the end of the legal name and the section not seen",
                }
            self.keys[slug(row["name"])] = slug(row["name"])
            self.event(slug(row["name"]), "add", day, **more)


def known_alias(alias: str, main: Row) -> bool:
    mine = [main["name"], *parts(main["aliases"]), *parts(main["formerly"])]
    return loose(alias) in {loose(name) for name in mine}


def scope_of(row: Row) -> str:
    text = row["scope"].lower()
    return f"and {text}" if text else ""


KINDS = (
    ("WRONG", "wrong"),
    ("USCC", "uscc"),
    ("音译", "transliteration"),
    ("translated from English", "transliteration"),
    ("short name", "short"),
    ("inferred", "press"),
    ("filing", "filing"),
    ("exchange announcement", "filing"),
    ("ticker", "filing"),
    ("list of listed companies", "filing"),
)


def kind_of(text: str) -> str:
    return next((kind for word, kind in KINDS if word in text), "press")


def origin(text: str) -> str:
    """Name the outlet, not the address at which a copy of it was read."""
    hosts = re.findall(r"https?://(?:www\.|m\.)?([a-z0-9.-]+)", text)
    years = re.findall(
        r"\b(20\d\d(?:-(?:0\d|1[0-2]))?)\b(?!-)", re.sub(r"https?://\S+", "", text)
    )
    parts_ = [", ".join(dict.fromkeys(hosts)), ", ".join(dict.fromkeys(years))]
    return "; ".join(p for p in parts_ if p)


def uflpa_names(facts: Path, keys: dict[str, str]) -> list[Row]:
    rows, seen = [], set()
    alias = {"cofco-sugar-holding-co-ltd": "cofco-sugar-holdings-co-ltd"}
    for row in read(facts / "lists/uflpa_zh_names.csv"):
        at = slug(row["list_name"])
        key = keys[alias.get(at, at)]
        kind = kind_of(row["kind"])
        if (key, row["zh"]) in seen:
            continue
        seen.add((key, row["zh"]))
        where = origin(row["source"])
        cited = row["kind"].split(", carried over")[0]
        rows.append(
            {
                "key": key,
                "name": row["list_name"],
                "zh": row["zh"],
                "kind": kind,
                "reference": "; ".join(p for p in (cited, where) if p),
                "verification": "seen-secondary",
            }
        )
    return sorted(rows, key=lambda r: (r["key"], r["kind"], r["zh"]))


def without_name(events: list[Row], names: list[Row]) -> list[Row]:
    """Give a row that says "unknown" for every listing without a cited Chinese name."""
    known = {r["key"] for r in names if r["kind"] != "wrong"}
    first = {r["key"]: r["name"] for r in reversed(events) if r.get("name")}
    return [
        {
            "key": key,
            "name": name,
            "zh": "",
            "kind": "unknown",
            "reference": "no filing, register or press name found that can be cited",
            "verification": "seen",
        }
        for key, name in sorted(first.items())
        if key not in known
    ]


# Places the division table spells otherwise, as the list writes them.
EXONYMS = {
    "hetian": "65", "aksu": "65", "kashgar": "65", "turpan": "65", "karamay": "65",
    "yili": "65", "lop county": "65", "shihezi": "65", "huyanghe": "65",
    "kuitun": "65", "kuche": "65", "shaya": "65", "awati": "65", "changji": "65",
    "xinjiang": "65", "inner mongolia": "15", "baotou": "15", "hami": "65",
    "shanshan": "65", "jiashi": "65", "annan canned": "34", "nanjing": "32",
    "binzhou": "37", "rizhao": "37",
}  # fmt: skip
# Counties whose name is a company's brand on this list.
BRANDS = {
    "hongyuan", "zijin", "weishan", "kunyu", "hengfeng", "jinchuan", "weixin",
}  # fmt: skip
# Where the notice, not the name, says where the firm is.
BY_NOTICE = {
    "geehy-semiconductor-co-ltd": ("44", "FR Doc. 2023-12481: Zhuhai-based"),
    "ninestar-corporation": ("44", "FR Doc. 2023-12481: Zhuhai-based"),
    "no-4-vocation-skills-education-training-center-vsetc": ("65", "CBP 2020-09-14"),
}
ISO = {
    "11": "BJ", "12": "TJ", "13": "HE", "14": "SX", "15": "NM", "21": "LN", "22": "JL",
    "23": "HL", "31": "SH", "32": "JS", "33": "ZJ", "34": "AH", "35": "FJ", "36": "JX",
    "37": "SD", "41": "HA", "42": "HB", "43": "HN", "44": "GD", "45": "GX", "46": "HI",
    "50": "CQ", "51": "SC", "52": "GZ", "53": "YN", "54": "XZ", "61": "SN", "62": "GS",
    "63": "QH", "64": "NX", "65": "XJ",
}  # fmt: skip


def gazetteer(facts: Path) -> dict[str, str]:
    """Give place names in pinyin with the province they lie in, where only one."""
    from pypinyin import lazy_pinyin

    found: dict[str, set[str]] = defaultdict(set)
    for row in read(facts / "places/china_division_codes_1981_2025.csv"):
        code, name = row["code"], row["name"]
        bare = re.sub(r"(特别行政区|自治区|自治州|地区|[省市县区盟旗])$", "", name)
        if len(bare) > 1 and (code.endswith("00") or name.endswith(("市", "县"))):
            found["".join(lazy_pinyin(bare))].add(code[:2])
    return {name: next(iter(c)) for name, c in found.items() if len(c) == 1}


def uflpa_places(facts: Path, events: list[Row]) -> list[Row]:
    """Give each listing's province where its published names print a place."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in events:
        names[row["key"]].append(row.get("name", ""))
    table, rows = gazetteer(facts), []
    for key, given in sorted(names.items()):
        if key in BY_NOTICE:
            code, basis = BY_NOTICE[key]
            rows.append({"key": key, "province": f"CN-{ISO[code]}", "basis": basis})
            continue
        found: dict[str, str] = {}
        for name in given[:1]:
            low = name.lower()
            for word, code in EXONYMS.items():
                if re.search(rf"\b{word}\b", low):
                    found[word] = code
            for word in re.findall(r"[a-z]+", low):
                if word in table and word not in BRANDS:
                    found.setdefault(word, table[word])
        codes = set(found.values())
        if len(codes) == 1:
            code = codes.pop()
            basis = f"published name: {', '.join(sorted(found))}"
            rows.append({"key": key, "province": f"CN-{ISO[code]}", "basis": basis})
        elif codes:
            print("two provinces in a name, left blank:", key, found)
        else:
            print("no place in the name:", key)
    return rows


def build_uflpa(facts: Path) -> None:
    work = Uflpa(facts)
    entities = uflpa_entities(facts)
    first = first_events(facts, entities)
    for key, rows in entities.items():
        work.entity(rows, first.get(key))
    work.later()
    order = ("add", "place", "move", "rename", "alias-removed")
    work.rows.sort(key=lambda r: (r["effective"], r["key"], order.index(r["event"])))
    write("us-uflpa.events.csv", EVENTS, work.rows)
    names = uflpa_names(facts, work.keys)
    names += without_name(work.rows, names)
    names.sort(key=lambda r: (r["key"], r["kind"], r["zh"]))
    write("us-uflpa.names.csv", list(names[0]), names)
    write("us-uflpa.places.csv", ["key", "province", "basis"],
          uflpa_places(facts, work.rows))  # fmt: skip


WRO_PAGE = "CBP Withhold Release Orders and Findings page"
SCOPE = re.compile(
    r"[,;]?\s+and (?:its|their|all) ?(?:two )?(?:subordinates|subsidiaries"
    r"(?: and joint ventures)?)\b.*|\s+and subsidiaries\b.*",
    re.I,
)
# What a string names when it names no organisation.
KINDS_OF_TARGET = (
    (r"\(XUAR\)", "region"),
    (r"^All Turkmenistan|^Tobacco produced|Artisanal Small|Diamond Fields", "goods"),
    (r"^Fishing Vessel", "vessel"),
)
# By which words the country of a target is known, first match wins; the page groups
# its rows by country, which the strings lost. Blank where no word tells.
COUNTRIES = (
    (r"Japan|Fuchu|Union Kogyo", "JP"),
    (r"Sdn Bhd|Berhad", "MY"),
    (r"de C\.V\.|Mexico", "MX"),
    (r"Carpet", "NP"),
    (r"Turkmenistan", "TM"),
    (r"Marange", "ZW"),
    (r"Malawi", "MW"),
    (r"Mangalore", "IN"),
    (r"Central Romana|Kingtom", "DO"),
    (r"Taepyung", "KR"),
    (r"Giant Manufacturing", "TW"),
    (r"Zrenjanin|Serbia", "RS"),
    (
        r"Xinjiang|XPCC|Hetian|Yili|Hefei|Lop County|VSETC|Hero Vast|Huizhou|Hongchang|"
        r"Inner Mongolia|Tangshan|Tianjin|Zhejiang|Guang|Shenyan|Wuyi|Wulin|Hsin|"
        r"Sichuan|Da Wei|Zi Gong|Ya An|Miao Chi|Wang Tsang|Qinghai|Shandong|Xuzhou|"
        r"Yunnan|Xiang-Yang|Golden Horse|Dalian|Hoshine|Shanghai|Nanhu|Kwong|Baoding|"
        r"Select",
        "CN",
    ),
)


def wro_targets(raw: str) -> list[tuple[str, list[str], str]]:
    """Take one published string apart: (name, aliases, scope) per target.

    `a/k/a` joins aliases; `;` and, between two whole company names, `and` or a comma
    part separate targets; "and its subsidiaries" is the scope of every one before it.
    """
    text = re.sub(r"\s*\(collectively[^)]*\)", "", raw.strip())
    text = re.sub(r"; Kathmandu\.?$", "", text)
    named = re.search(r" and its two subsidiaries from China, (.+)", text)
    if named:
        head = text[: named.start()]
        return [(head, [], "and its two subsidiaries")] + [
            (name.strip(" ."), [], "") for name in named.group(1).split(" and ")
        ]
    found = SCOPE.search(text)
    scope = found.group(0).strip(" ,;.").lower() if found else ""
    text = text[: found.start()] if found else text
    targets = []
    for piece in re.split(r";\s*", text):
        names = re.split(r",?\s+a/k/a\s+", piece)
        for whole in split_companies(names[0]):
            whole = re.sub(r" \(of [^)]*\)$", "", whole)
            short = re.findall(r"\(([A-Z]{4,})\)$", whole)
            bare = re.sub(r" \([A-Z]{4,}\)$", "", whole)
            aliases = short + [clean(n) for n in names[1:]]
            targets.append((clean(bare), aliases, scope))
    return targets


def split_companies(text: str) -> list[str]:
    """Split `A Co., Ltd. and B Co., Ltd.` but not `Trade and Business`."""
    if "Carpet" in text or "Tree Farm" in text:
        text = re.sub(r"(Pvt\.|Co\.), Ltd\.", r"\1@Ltd.", text)
        found = re.split(r", and |, ", text)
        return [name.replace("@", ", ") for name in found]
    ends = r"(?:(?<=Ltd\.)|(?<=Bhd)|(?<=C\.V\.))"
    return re.split(rf"{ends}(?:,? and |, )(?=[A-Z])", text)


def clean(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip(" .,") + (
        "." if re.search(r"(Ltd|Co|Inc|V|R\.L|L\.C|O\.O)\.$", name.strip(" ,")) else ""
    )


def wro_dates(facts: Path) -> list[tuple[str, Row]]:
    rows = read(facts / "law/wro_findings_xinjiang.csv")
    return [(re.sub(r"[^a-z0-9]", "", r["target"].lower()), r) for r in rows]


def wro_row(dates: list[tuple[str, Row]], name: str, raw: str) -> Row:
    """Give what is known of the order on one target: its date, if it was seen."""
    key = re.sub(r"[^a-z0-9]", "", name.lower())[:18]
    order = next((row for at, row in dates if key in at), None)
    if order is None or not re.match(r"\d{4}-\d\d-\d\d", order["date"]):
        return {"verification": "seen-secondary", "note": "date not on the page"}
    sure = (
        order["verification"].startswith("seen")
        and "memory" not in (order["verification"])
    )
    if not sure:
        note = f"order of {order['date']} (memory, not verified)"
        return {"verification": "seen-secondary", "note": note}
    return {
        "effective": order["date"],
        "reference": f"CBP {order['type']} of {order['date']}; {WRO_PAGE}",
        "verification": "seen-secondary",
        "note": order["goods"],
    }


WRO_COLUMNS = (
    "key name aliases scope kind country province effective raw reference seen_at "
    "verification note"
).split()


def build_wro(facts: Path) -> None:
    dates = wro_dates(facts)
    table, rows = gazetteer(facts), []
    for row in read(facts / "lists/cbp_wro_names_as_published.csv"):
        raw = row["name_as_published_by_cbp"]
        kind = next(
            (k for word, k in KINDS_OF_TARGET if re.search(word, raw)), "organisation"
        )
        parsed = wro_targets(raw) if kind == "organisation" else [(raw, [], "")]
        for name, aliases, scope in parsed:
            country = next(
                (c for t in (name, raw) for w, c in COUNTRIES if re.search(w, t)), ""
            )
            code = province_of(name, table) if country == "CN" else ""
            rows.append(
                {
                    "key": slug(name),
                    "name": name,
                    "aliases": "|".join(aliases),
                    "scope": scope,
                    "kind": kind,
                    "country": country,
                    "province": code,
                    "raw": raw,
                    "reference": WRO_PAGE,
                    "seen_at": f"{WRO_PAGE}, third-party copy of its names",
                }
                | wro_row(dates, name, raw)
            )
    unique = {r["key"]: r for r in reversed(rows)}
    rows = sorted(
        unique.values(),
        key=lambda r: (r["country"] != "CN", r["country"] or "ZZ", r["key"]),
    )
    write("us-wro.names.csv", WRO_COLUMNS, rows)


def province_of(name: str, table: dict[str, str]) -> str:
    low = name.lower()
    found = {c for w, c in EXONYMS.items() if re.search(rf"\b{w}\b", low)}
    words = re.findall(r"[a-z]+", low)
    found |= {table[w] for w in words[:1] if w in table and w not in BRANDS}
    return f"CN-{ISO[found.pop()]}" if len(found) == 1 else ""


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    build_uflpa(Path(sys.argv[1]))
    build_wro(Path(sys.argv[1]))
