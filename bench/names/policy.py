"""Count false alarms per supplier against a list: `python bench/names/policy.py`.

Stated before the first run: of companies that were not learned from and are not known
to be listed, the default policy shows at most one in a thousand, `strict` three in ten
thousand and `wide` one in a hundred, per supplier against the whole UFLPA list. The
suppliers: three official names of ten (`cases.is_test`), in Chinese and in English, of
companies outside Xinjiang that share no name with a listing; with `--also FOLDER` the
CSV tables of real suppliers there (column `name`, `facility_name` or the like).

Prints the share shown by each policy with its 95 % interval, and the chances that would
meet each rate on these suppliers.
"""

import argparse
import csv
import sys
from datetime import date
from pathlib import Path

import cases
import held

sys.path.insert(0, str(Path(__file__).parents[1]))
from wilson import wilson

from whence.match.index import ListingIndex
from whence.model.party import Mention, Party
from whence.normalise.names import normal
from whence.shelf import matching, terms
from whence.shelf.lists import editions

FACTS = Path(__file__).parents[3] / "shared" / "facts"
DAY = date(2026, 6, 26)
HEADS = ("name", "facility_name", "factory name", "supplier", "company")


def party(name: str) -> Party:
    mention = Mention((name,), "CN")
    key = "p-" + mention.key[2:18]
    return Party(key, name, (name,), "CN", (), (), (mention,))


def tables(folder: Path) -> list[str]:
    found: dict[str, None] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="", errors="replace") as lines:
            for row in csv.DictReader(lines):
                by_head = {str(k).strip().lower(): v for k, v in row.items()}
                value = next((by_head[h] for h in HEADS if by_head.get(h)), "")
                if value.strip():
                    found[value.strip()] = None
    return list(found)


def shown(index: ListingIndex, names: list[str]) -> list[tuple[float, float, str]]:
    """Give for each name the highest chances of any listing, and which."""
    parties = [party(n) for n in names]
    ready = {n: normal(n) for n in names}
    best: dict[str, list[float]] = {p.key: [0.0, 0.0] for p in parties}
    whom: dict[str, str] = {p.key: "" for p in parties}
    for c in index.candidates(parties, normal=ready, regions={}, policy="wide"):
        if c.p_same >= best[c.party][0]:
            whom[c.party] = f"{c.mention} = {c.listing} {c.p_related:.2f}"
        best[c.party][0] = max(best[c.party][0], c.p_same)
        best[c.party][1] = max(best[c.party][1], c.p_related)
    return sorted(((*best[k], whom[k]) for k in best), reverse=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, nargs="?", default=FACTS)
    parser.add_argument("--also", type=Path)
    parser.add_argument("--shipped", action="store_true", help="with the test's words")
    given = parser.parse_args()
    if not given.shipped:
        held.use()
    listings = next(e for e in editions(DAY) if e.list_key == "us-uflpa").listings
    raws = {n for x in listings for n in (*x.names, *(r for r, _, _ in x.local_names))}
    index = ListingIndex(
        listings, normal={r: normal(r) for r in raws}, rarity=terms.rarity
    )
    fulls = {normal(r).full for r in raws}
    pairs = [
        p for p in cases.companies(given.facts)
        if cases.is_test(p[0]) and "新疆" not in p[0]
        and not fulls & {normal(n).full for n in p}
    ]  # fmt: skip
    names = [n for p in pairs for n in p]
    names += tables(given.also) if given.also else []
    found = shown(index, list(dict.fromkeys(names)))
    count = len(found)
    print(f"{count:,} suppliers, {len(listings)} listings")
    for policy in map(matching.policy, ("strict", "default", "wide")):
        bars = policy.p_same, policy.p_related
        some = [f for f in found if f[0] >= bars[0] or f[1] >= bars[1]]
        low, high = wilson(len(some), count)
        print(f"{policy.name}: {len(some)}, {len(some) / count:.3%} "
              f"[{low:.3%}-{high:.3%}], promised {policy.false_alarms:.2%}; by same "
              f"{sum(f[0] >= policy.p_same for f in found)}, by related "
              f"{sum(f[1] >= policy.p_related for f in found)}")  # fmt: skip
        for at, name in ((0, "same"), (1, "related")):
            most = sorted((f[at] for f in found), reverse=True)
            allowed = int(policy.false_alarms * count)
            print(f"  {name}: {allowed} of {count:,} are above {most[allowed]:.3f}")
    for same, related, who in found[:25]:
        print(f"  {same:.3f} {related:.3f} {who}")
    for same, related, who in sorted(found, key=lambda f: -f[1])[:15]:
        print(f"  related {related:.3f} {same:.3f} {who}")


if __name__ == "__main__":
    main()
