"""Measure the name matcher on public pairs: `python tools/try_names.py FACTS_FOLDER`.

Prints recall and false alarms per supplier against a whole list, by policy, so that
weights (`data/weights/names.yml`) and thresholds (`data/policies/match.yml`) are set
on numbers. The folder holds `names/zh_en_official_names_dev.csv` (official names of
listed companies in Chinese and English) and `names/org_pairs_dev.csv`. Nothing of it
ships. The weights were set by hand with these figures in view, so that the figures are
not those of a held-out set.
"""

import csv
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from whence.match.index import ListingIndex
from whence.match.parties import cluster
from whence.match.rest import Context
from whence.match.sides import Rarity, side_of
from whence.match.weigh import compare
from whence.model.listing import Candidate, Listing
from whence.model.party import Mention
from whence.model.source import Grade, Source
from whence.model.span import Span
from whence.normalise.names import normal
from whence.shelf import matching, rows_of, terms
from whence.shelf.lists import editions
from whence.shelf.own_lists import slug

DAY = date(2026, 6, 26)
POLICIES = ("strict", "default", "wide")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def listing(name: str) -> Listing:
    return Listing(
        key=f"try/{slug(name)}",
        list_key="try",
        name=name,
        names=(name,),
        local_names=(),
        span=Span(date(2022, 6, 21)),
        sections=(),
        scope="",
        country="CN",
        province="",
        identifiers=(),
        grade=Grade.OFFICIAL,
        source=Source("", "try"),
    )


def screen(
    listings: Iterable[Listing], names: Iterable[str]
) -> dict[str, list[Candidate]]:
    """Give the candidates of each name, shown by the widest policy."""
    listings, names = list(listings), list(dict.fromkeys(names))
    known = {n: normal(n) for n in names}
    for row in listings:
        for raw in (*row.names, *(n for n, _, _ in row.local_names)):
            known.setdefault(raw, normal(raw))
    parties = cluster([Mention((n,), "CN") for n in names], normal=known, regions={})
    index = ListingIndex(listings, normal=known, rarity=terms.rarity)
    start = time.perf_counter()
    found = index.candidates(parties, normal=known, regions={}, policy="wide")
    took = time.perf_counter() - start
    print(f"   {len(parties) / took:,.0f} parties a second on {len(listings)} listings")
    by_party = {p.key: p.name for p in parties}
    result: dict[str, list[Candidate]] = {n: [] for n in names}
    for candidate in found:
        result[by_party[candidate.party]].append(candidate)
    return result


def shown(candidate: Candidate, name: str) -> bool:
    bar = matching.policy(name)
    return candidate.p_same >= bar.p_same or candidate.p_related >= bar.p_related


def report(
    title: str,
    found: dict[str, list[Candidate]],
    truth: dict[str, str],
    others: Iterable[str],
) -> None:
    """Print recall (the true listing shown) and false alarms (any other name shown)."""
    others = list(dict.fromkeys(others))
    for name in POLICIES:
        hit = sum(
            any(c.listing == key and shown(c, name) for c in found[query])
            for query, key in truth.items()
        )
        alarms = sum(any(shown(c, name) for c in found[query]) for query in others)
        print(
            f"   {title:44} {name:8} recall {hit}/{len(truth)} = "
            f"{hit / max(1, len(truth)):.3f}   false alarms {alarms}/{len(others)} = "
            f"{alarms / max(1, len(others)):.4f}"
        )
    missed = [q for q, k in truth.items() if not any(c.listing == k for c in found[q])]
    print("   missed by every policy:", "; ".join(missed[:25]))
    wrong = [
        (q, found[q][0]) for q in others if any(shown(c, "default") for c in found[q])
    ]
    for query, c in wrong[:12]:
        print(f"   alarm: {query} ~ {c.listing} {c.p_same:.2f} {c.p_related:.2f}")


def of_list(facts: Path) -> None:
    """The shipped list without and with its Chinese names."""
    edition = next(e for e in editions(DAY) if e.list_key == "us-uflpa")
    truth = {
        raw: row.key
        for row in edition.listings
        for raw, kind, _ in row.local_names
        if kind != "short"
    }
    pairs = rows(facts / "names/zh_en_official_names_dev.csv")
    listed = {r["zh"] for r in rows_of("lists/us-uflpa.names.csv") if r["zh"]}
    own = {slug(n) for row in edition.listings for n in row.names}
    rest = [p for p in pairs if p["zh"] not in listed and slug(p["en"]) not in own]
    bare = [
        Listing(**{f: getattr(row, f) for f in row.__slots__} | {"local_names": ()})
        for row in edition.listings
    ]
    zh, en = [p["zh"] for p in rest], [p["en"] for p in rest]
    found = screen(bare, [*truth, *zh, *en])
    report("list, English only; Chinese names", found, truth, zh)
    report("list, English only; English names", found, {}, en)
    stripped = {strip(raw): key for raw, key in truth.items()}
    found = screen(edition.listings, [*stripped, *zh])
    report("list with Chinese names; form dropped", found, stripped, zh)


def strip(name: str) -> str:
    for form in ("股份有限公司", "有限责任公司", "有限公司"):
        name = name.removesuffix(form)
    return name


def of_pairs(facts: Path, step: int = 8) -> None:
    """Every eighth company as the list (English), its Chinese name as the query."""
    pairs = rows(facts / "names/zh_en_official_names_dev.csv")
    chosen = pairs[::step]
    names = {p["en"] for p in chosen}
    truth = {p["zh"]: listing(p["en"]).key for p in chosen}
    others = [p["zh"] for p in pairs if p["en"] not in names]
    found = screen([listing(n) for n in sorted(names)], [*truth, *others])
    report("listed companies; Chinese against English", found, truth, others)


def of_western(facts: Path) -> None:
    """Labelled pairs of organisation names, mostly Western, at one half."""
    rare, weights = Rarity(terms.rarity), matching.weights()
    counts = {(a, b): 0 for a in (True, False) for b in (True, False)}
    for row in rows(facts / "names/org_pairs_dev.csv"):
        left, right = (side_of(normal(row[k]), rare) for k in ("name1", "name2"))
        like = compare(left, right, Context(), weights)
        counts[like.p_same >= 0.5, row["is_match"] == "true"] += 1
    true = counts[True, True]
    wrong, missed = counts[True, False], counts[False, True]
    score = 2 * true / (2 * true + wrong + missed)
    print(f"   Western pairs at .5: F1 {score:.3f} {counts}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    jobs: tuple[Callable[[Path], None], ...] = (of_list, of_pairs, of_western)
    for job in jobs:
        print((job.__doc__ or "").strip())
        job(Path(sys.argv[1]))
