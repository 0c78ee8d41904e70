"""Screen renderings of listed entities at the policies as shipped:
`python bench/names/listed.py [FACTS] [--ablate]`.

Stated before the first run, for parties of China of which no more than a name is known,
against the whole UFLPA list, under the default policy: of derivable brands at least .92
of all renderings bring up their own listing against the names in English only, at least
.98 with the Chinese names; of the renderings of other companies of Xinjiang at most .02
are shown as perhaps the same. Those shown as related only (a sister, a namesake in the
region) are counted apart; nothing is asked of them.

`bench/names/run.py` asks the same at a bar that flags 1 % of random companies; here the
bar is the policy's, and what is not found by the index counts as not shown.
"""

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path

import cases
import held
import run
from policy import party

from whence.match.index import ListingIndex
from whence.model.listing import Candidate, Listing
from whence.normalise.names import normal
from whence.shelf import matching, terms
from whence.shelf.lists import editions


def index_of(listings: list[Listing]) -> ListingIndex:
    raws = {n for x in listings for n in (*x.names, *(r for r, _, _ in x.local_names))}
    return ListingIndex(
        listings, normal={r: normal(r) for r in raws}, rarity=terms.rarity
    )


def shown(index: ListingIndex, names: list[str], policy: str) -> list[list[Candidate]]:
    """Give for each name the candidates that the policy shows."""
    parties = [party(n) for n in names]
    ready = {n: normal(n) for n in names}
    found: dict[str, list[Candidate]] = {p.key: [] for p in parties}
    for c in index.candidates(
        {p.key: p for p in parties}.values(), normal=ready, regions={}, policy=policy
    ):
        found[c.party].append(c)
    return [found[p.key] for p in parties]


def forms(zh: str, en: str) -> list[tuple[str, str]]:
    return [("en", en), ("en no form", cases.without_form(en)), *cases.renderings(zh)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, nargs="?", default=run.FACTS)
    parser.add_argument("--ablate", action="store_true")
    given = parser.parse_args()
    pairs = cases.companies(given.facts)
    held.use()
    if given.ablate:
        held.ablate(pairs)
    listings = next(e for e in editions(run.DAY) if e.list_key == "us-uflpa").listings
    rows = [
        (x, raw) for x in listings for raw, kind, _ in x.local_names
        if kind in ("filing", "press")
    ]  # fmt: skip
    listed = {raw for _, raw in rows}
    xinjiang = [
        p for p in pairs
        if p[0] not in listed and ("新疆" in p[0] or "xinjiang" in p[1].lower())
    ]  # fmt: skip
    spread = Counter(w for _, en in pairs for w in set(cases.words(en)))
    asked = [(how, q, x, zh) for x, zh in rows for how, q in forms(zh, x.name)]
    others = [q for zh, en in xinjiang for _, q in forms(zh, en)]
    english = [replace(x, local_names=()) for x in listings]
    for title, some in (("English only", english), ("with Chinese", list(listings))):
        index = index_of(some)
        for policy in map(matching.policy, ("default", "strict", "wide")):
            print(f"list {title}, policy {policy.name} (same from {policy.p_same}, "
                  f"related from {policy.p_related})")  # fmt: skip
            report(
                shown(index, [q for _, q, _, _ in asked], policy.name), asked, spread
            )
            alarms = shown(index, others, policy.name)
            same = sum(any(c.p_same >= policy.p_same for c in cs) for cs in alarms)
            kin = sum(bool(cs) for cs in alarms) - same
            print(f"  other Xinjiang companies ({len(xinjiang)} firms): shown as "
                  f"perhaps the same {run.share(same, len(others))}; as related only "
                  f"{run.share(kin, len(others))}")  # fmt: skip


def report(
    found: list[list[Candidate]],
    asked: list[tuple[str, str, Listing, str]],
    spread: Counter[str],
) -> None:
    """Print the share of renderings that bring up their own listing."""
    for name, wanted in (("derivable", True), ("not derivable", False)):
        hits: dict[str, list[bool]] = {}
        for (how, _, x, zh), candidates in zip(asked, found, strict=True):
            if cases.derivable(zh, list(x.names), spread) is wanted:
                hit = any(c.listing == x.key for c in candidates)
                hits.setdefault(how, []).append(hit)
        every = [h for some in hits.values() for h in some]
        each = "; ".join(f"{how} {sum(h) / len(h):.2f}" for how, h in hits.items())
        print(f"  {name}: {run.share(sum(every), len(every))}; {each}")


if __name__ == "__main__":
    main()
