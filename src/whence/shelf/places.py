"""The gazetteer: divisions of China, by code and by name.

gazetteer()                     every division, Xinjiang first
region_of, name_of, point_of    what a code of a division or a country stands for
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from whence.errors import DataError
from whence.shelf import rows_of, yaml_of
from whence.shelf.letters import has_han
from whence.shelf.world import country_of_code

XINJIANG = "CN-XJ"
MARKS = ("S", "C", "W", "P")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a place. `mark` says how far it stands alone: S surely, C in a
    Chinese address, W with its kind or as a whole segment, P only under its parent."""

    text: str
    mark: str
    method: str


@dataclass(frozen=True, slots=True)
class Place:
    """A division. Codes are GB/T 2260 (`CN-653100`), a former one keeps its own code
    with the years in which it was valid and the codes that followed it."""

    code: str
    region: str
    level: str
    name_zh: str
    short_zh: str
    pinyin: str
    spellings: tuple[Spelling, ...]
    point: tuple[float, float] | None
    valid_from: str = ""
    valid_to: str = ""
    successor: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Give the usual English spelling and the Chinese name."""
        known = self.region == XINJIANG or self.level == "province"
        foreign = (s.text for s in self.spellings if known and s.method == "exonym")
        said = next(foreign, self.pinyin.replace(" ", "").replace("v", "u").title())
        return f"{said} {self.name_zh}"


@dataclass(frozen=True, slots=True)
class Township:
    """A township of Xinjiang under its county; read only beside a parent."""

    county: str
    name_zh: str
    pinyin: str
    point: tuple[float, float] | None


def _point(row: dict[str, str]) -> tuple[float, float] | None:
    return (float(row["lat"]), float(row["lon"])) if row["lat"] else None


def _marked(names: str, default: str, method: str = "exonym") -> tuple[Spelling, ...]:
    """Read spellings, each with its mark after a colon; short Chinese ones are Han."""
    found = []
    for name in filter(None, names.split("|")):
        text, _, mark = name.partition(":")
        if (mark or default) not in MARKS:
            raise DataError(f"unknown mark in {name!r}.", where="data/places")
        how = "hanzi" if has_han(text) else method
        found.append(Spelling(text, mark or default, how))
    return tuple(found)


def _xinjiang(row: dict[str, str]) -> Place:
    mark = row["latin_mark"]
    said = Spelling(row["pinyin"], mark, "pinyin")
    short = Spelling(row["short_zh"], row["han_mark"], "hanzi")
    full = Spelling(row["name_zh"], row["full_mark"], "hanzi")
    uyghur = (Spelling(n, "S", "uyghur") for n in row["uyghur"].split("|") if n)
    older = _marked(row["wade_giles_postal"], "P", "wade-giles")
    return Place(
        code=row["code"],
        region=XINJIANG,
        level=row["level"],
        name_zh=row["name_zh"],
        short_zh=row["short_zh"],
        pinyin=row["pinyin"],
        spellings=(*_marked(row["exonyms"], "C"), said, short, full, *uyghur, *older),
        point=_point(row),
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        successor=tuple(filter(None, row["successor"].split("|"))),
    )


def _elsewhere(row: dict[str, str]) -> Place:
    foreign = _marked(row["names"], "C" if row["mark"] == "S" else row["mark"])
    latin = "C" if row["mark"] == "S" else row["mark"]
    if (
        row["mark"] == "S"
        and row["pinyin"].replace(" ", "") not in row["names"].lower()
    ):
        latin = "P"  # Shaanxi, whose bare pinyin is its neighbour's name
    if row["level"] == "county":
        short, full = "W", "C"
    else:
        short, full = "C", "S"
    return Place(
        code=row["code"],
        region=row["region"],
        level=row["level"],
        name_zh=row["name_zh"],
        short_zh=row["short_zh"],
        pinyin=row["pinyin"],
        spellings=(
            *foreign,
            Spelling(row["pinyin"], latin, "pinyin"),
            Spelling(row["short_zh"], short, "hanzi"),
            Spelling(row["name_zh"], full, "hanzi"),
        ),
        point=_point(row),
    )


@cache
def gazetteer() -> tuple[Place, ...]:
    """Give every division, Xinjiang's (with former ones) first.

    Raises:
        DataError: a row lacks a column or carries an unknown mark.

    """
    try:
        near = tuple(_xinjiang(row) for row in rows_of("places/xuar.csv"))
        far = tuple(_elsewhere(row) for row in rows_of("places/china.csv"))
    except (KeyError, ValueError) as bad:
        raise DataError(f"bad row ({bad}).", where="data/places") from bad
    return near + far


@cache
def townships() -> tuple[Township, ...]:
    """Give the townships of Xinjiang."""
    return tuple(
        Township(row["county"], row["name_zh"], row["pinyin"], _point(row))
        for row in rows_of("places/xuar_townships.csv")
    )


@cache
def words() -> dict[str, object]:
    """Give the words around place names, as `data/places/words.yml` holds them."""
    found = yaml_of("places/words.yml")
    if not isinstance(found, dict):
        raise DataError("not a mapping.", where="data/places/words.yml")
    return found


@cache
def division_codes() -> dict[int, tuple[str, str]]:
    """Give a Corps division's number: (code of the city it runs, name)."""
    rows = rows_of("places/divisions.csv")
    return {
        int(r["number"]): (r["code"], f"{r['name_en']} {r['name_zh']}") for r in rows
    }


@cache
def regiment_codes() -> dict[int, str]:
    """Give a Corps regiment's number: the county it lies in, where a source says so."""
    return {int(r["number"]): r["code"] for r in rows_of("places/regiments.csv")}


@cache
def postal_codes() -> dict[str, str]:
    """Give the first digits of a Chinese postal code: the division they serve."""
    return {r["prefix"]: r["code"] for r in rows_of("places/postal.csv")}


@cache
def _by_code() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for place in gazetteer():
        if place.code not in found or not place.valid_to:
            found[place.code] = place
    for place in gazetteer():
        if place.level == "province" and place.code != "CN-660000":
            found[place.region] = place
    return found


@cache
def _letters() -> dict[str, str]:
    """Give the two digits of a province: its letters (`65`: `CN-XJ`)."""
    provinces = (p for p in gazetteer() if p.level == "province")
    return {p.code[3:5]: p.region for p in provinces}


def region_of(code: str) -> str:
    """Give the province's letters of a place code, or the code itself.

    >>> region_of("CN-653100"), region_of("CN-XJ"), region_of("BD")
    ('CN-XJ', 'CN-XJ', 'BD')
    """
    if code.startswith("CN-") and code[3:5].isdigit():
        return _letters().get(code[3:5], "CN")
    return code


def place_of(code: str) -> Place | None:
    """Give the division with this code, today's before a former one."""
    return _by_code().get(code[:9])


@lru_cache(8192)
def name_of(code: str) -> str:
    """Give a place's name, English and Chinese; the code itself when unknown.

    >>> name_of("CN-653100")
    'Kashgar 喀什地区'
    """
    place = place_of(code)
    if place is not None:
        return place.name
    country = country_of_code(code)
    return country.name if country else code


def point_of(code: str) -> tuple[float, float] | None:
    """Give latitude and longitude in degrees for a map: the place's own point, or
    that of the division above it; None when neither is known."""
    for known in (code, f"{code[:7]}00", region_of(code)):
        place = place_of(known)
        if place is not None and place.point is not None:
            return place.point
    country = country_of_code(code[:2])
    return country.point if country else None
