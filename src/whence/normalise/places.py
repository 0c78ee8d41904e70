"""Read places from addresses and codes: which, how, how sure.

read_places          an address: best reading first
read_postal          a Chinese postal code: a signal
read_uscc_division   the registrar's digits in a credit code: a signal
"""

import re
from functools import cache, lru_cache

from whence.model.party import PlaceReading
from whence.normalise.context import (
    Settled,
    countries_said,
    is_chinese,
    settle,
    sureness,
)
from whence.normalise.corps import has_units, read_units
from whence.normalise.gazette import around, words_of
from whence.normalise.scan import Mention, han_mentions, spelled_mentions
from whence.normalise.scripts import simplified
from whence.normalise.subdivisions import is_last, read_subdivisions
from whence.shelf import places as shelf
from whence.shelf.lands import country_code
from whence.shelf.letters import has_han, plain

POSTAL = re.compile(
    r"(?<![0-9a-z])(?<![0-9][.,\-/])([0-9]{6})(?![0-9a-z])(?![.,\-/][0-9])"
)
TOWN_HAN = re.compile(r"[\u4e00-\u9fff]{2,12}?(?:镇|乡|街道)")
TOWN_LATIN = re.compile(r"((?:[a-z']+[ -]){1,7})(?:town|township|zhen|xiang)\b")
FINE = {
    "province": 0,
    "prefecture": 1,
    "division": 2,
    "county": 2,
    "regiment": 3,
    "township": 3,
}


@lru_cache(65536)
def read_places(text: str, country: str = "") -> tuple[PlaceReading, ...]:
    """Read every place of China from an address, the best reading first.

    A Chinese address is asked for: country China, a word for China, Han or Uyghur
    script, or a second Chinese place. Streets and buildings named after places are
    none; a province's code of ISO 3166-2 that stands alone, or last, is a place
    ("CN-XJ"). A place of Xinjiang carries region `CN-XJ`.

    >>> [r.code for r in read_places("Xinjiang Road, Shanghai", "China")]
    ['CN-SH']
    >>> read_places("Yiwu County, Hami", "CN")[0].code
    'CN-650522'
    """
    folded = simplified(plain(text))
    mentions = spelled_mentions(folded)
    if has_han(folded):
        mentions = sorted(mentions + han_mentions(folded), key=lambda m: m.start)
    coded = _coded(folded, country, mentions)
    quiet = not mentions and not has_units(folded) and not POSTAL.search(folded)
    if quiet or not is_chinese(folded, country, mentions):
        return _ranked(coded, False)
    settled = settle(mentions)
    raw = text if len(text) == len(folded) else folded
    readings = [*coded, *(_reading(s, raw) for s in settled)]
    here = any(r.region == shelf.XINJIANG for r in readings)
    away = any(r.region != shelf.XINJIANG for r in readings)
    readings += read_units(folded, here, away)
    here = here or any(r.region == shelf.XINJIANG for r in readings)
    if here:
        readings += _townships(folded, readings)
    readings += _postals(folded, country, readings) if not coded else []
    return _ranked(readings, has_han(folded))


def _coded(text: str, country: str, mentions: list[Mention]) -> list[PlaceReading]:
    """Read codes of provinces: none beside another country, and where nothing else says
    that the address is Chinese only letters at its end, and digits that are all of it
    ("12 Rue X, Lyon, CN-65")."""
    found = list(read_subdivisions(text))
    if not found or countries_said(text, country, mentions) - {"CN"}:
        return []
    if is_chinese(text, country, mentions):
        return found
    wanted = (r for r in found if is_last(r.text, text))
    return [r for r in wanted if r.text == text.strip() or not _numbered(r)]


def _numbered(reading: PlaceReading) -> bool:
    return any(letter.isdigit() for letter in reading.text)


def _reading(settled: Settled, raw: str) -> PlaceReading:
    m, k = settled.mention, settled.known
    return PlaceReading(
        code=k.region if k.level == "province" else k.code,
        name=shelf.name_of(k.code),
        region=k.region,
        precision=k.level,
        method="corps unit" if k.code == "CN-660000" else k.method,
        text=raw[m.start : m.end],
        p=round(settled.p, 3),
    )


def _ranked(readings: list[PlaceReading], first_wins: bool) -> tuple[PlaceReading, ...]:
    """Order by the region most is said of, then by fineness; one reading a code.

    In Han the first of two equal regions leads (wide to narrow), elsewhere the last.
    """
    best: dict[tuple[str, str], PlaceReading] = {}
    weight: dict[str, float] = {}
    place: dict[str, int] = {}
    for at, r in enumerate(readings):
        key = (r.code, r.precision)
        if key not in best or best[key].p < r.p:
            best[key] = r
        place[r.region] = (
            at if r.region not in place or not first_wins else place[r.region]
        )
    for r in best.values():
        weight[r.region] = weight.get(r.region, 0.0) + (0.0 if r.is_signal else r.p)
    turn = 1 if first_wins else -1
    return tuple(
        sorted(
            best.values(),
            key=lambda r: (
                r.is_signal,
                -round(weight[r.region], 2),
                turn * place[r.region],
                -FINE.get(r.precision, 0),
                -r.p,
                r.code,
            ),
        )
    )


@cache
def _towns() -> dict[str, list[shelf.Township]]:
    found: dict[str, list[shelf.Township]] = {}
    for town in shelf.townships():
        found.setdefault(town.name_zh, []).append(town)
        found.setdefault(town.pinyin.replace(" ", ""), []).append(town)
    return found


def _townships(text: str, readings: list[PlaceReading]) -> list[PlaceReading]:
    """Read townships of Xinjiang beside a parent; the county decides namesakes."""
    said = {r.code for r in readings if r.region == shelf.XINJIANG}
    out = []
    for key, words in _town_words(text):
        towns = _towns().get(key, [])
        under = [t for t in towns if t.county in said or f"{t.county[:7]}00" in said]
        fits = under or towns
        if len({t.county for t in fits}) != 1:
            continue
        town = fits[0]
        name = f"{town.pinyin.replace(' ', '').title()} {town.name_zh}"
        method = "hanzi" if has_han(words) else "pinyin"
        p = sureness("township")
        out.append(
            PlaceReading(
                town.county, name, shelf.XINJIANG, "township", method, words, p
            )
        )
    return out


def _town_words(text: str) -> list[tuple[str, str]]:
    """Give (key, words) of every stretch that may be a township's name."""
    out = []
    known = _towns()
    for m in TOWN_HAN.finditer(text) if has_han(text) else ():
        keys = (m[0][i:] for i in range(len(m[0]) - 2))
        out += [(k, k) for k in keys if k in known][:1]
    small = around().small
    if any(f" {word}" in text for word in small):
        for m in TOWN_LATIN.finditer(text):
            parts = re.findall(r"[a-z]+", m[1].replace("'", ""))
            joined = ("".join(parts[i:]) for i in range(len(parts)))
            out += [(k, m[0]) for k in joined if k in known][:1]
    return out


def _postals(
    text: str, country: str, readings: list[PlaceReading]
) -> list[PlaceReading]:
    """Read postal codes where the country is China; another province silences an
    unmarked one, since six digits may be anything."""
    codes = [m[1] for m in POSTAL.finditer(text)]
    if not codes:
        return []
    regions = {r.region for r in readings}
    china = country_code(country) if country else ""
    if china not in ("", "CN") or (china == "" and not _says_china(text, regions)):
        return []
    marked = any(mark in text for mark in words_of("postal_marks"))
    out = []
    for code in codes:
        found = read_postal(code, "CN")
        if found is not None and (marked or not regions - {found.region}):
            out.append(found)
    return out


def _says_china(text: str, regions: set[str]) -> bool:
    return bool(regions) or any(
        k.code == "CN"
        for m in spelled_mentions(text) + han_mentions(text)
        for k in m.known
    )


def read_postal(code: str, country: str) -> PlaceReading | None:
    """Read a postal code of China: where post goes, no site. None for other countries
    and for digits that no province uses."""
    digits = "".join(c for c in plain(code) if c.isdigit())
    if len(digits) != 6 or country_code(country) != "CN":
        return None
    known = shelf.postal_codes()
    found = known.get(digits[:3]) or known.get(digits[:2])
    if found is None:
        return None
    return _signal(found, "postal code", digits, p=sureness("postal"))


def _signal(code: str, method: str, text: str, *, p: float) -> PlaceReading:
    place = shelf.place_of(code)
    region = shelf.region_of(code)
    return PlaceReading(
        code=region if code.endswith("0000") else code,
        name=shelf.name_of(code),
        region=region,
        precision=place.level if place else "province",
        method=method,
        text=text,
        p=p,
        is_signal=True,
    )


def read_uscc_division(code: str) -> PlaceReading | None:
    """Read the division digits of a unified social credit code (or six digits alone).

    They name the office that registered the firm first: a signal, never a site.
    Former codes are read; 66, used for the Corps outside the standard, is a hint.
    """
    bare = "".join(c for c in plain(code) if c.isalnum())
    digits = bare[2:8] if len(bare) == 18 else bare
    if len(digits) != 6 or not digits.isdigit():
        return None
    method = "uscc division"
    if digits.startswith("66"):
        return _signal(shelf.XINJIANG, method, digits, p=sureness("uscc hint"))
    full = f"CN-{digits}"
    for known in (full, f"{full[:7]}00", f"{full[:5]}0000"):
        if shelf.place_of(known) is not None:
            return _signal(known, method, digits, p=sureness("uscc"))
    return None
