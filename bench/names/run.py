"""Measure name matchers side by side: `python bench/names/run.py [FACTS] [--ablate]`.

Stated before the first run (what is asked for, on names not learned from):
  zh-en      Chinese to official English: recall at 1 % false positives at least .90 on
             random companies, .60 with hard negatives (same place and trade, other
             brand); the right name first among all at least .65
  list       listed entities, English-only list, ablated, derivable brands: at least
             .92 over all renderings, Chinese script .85, other Xinjiang companies
             flagged at most .02; with Chinese names in the list .98, at most .02
  western    F1 at the default of one half at least .89
  spelling   English spelling variants, best F1 at least .98
  own        our own cases (`own/`): invented firms of Xinjiang against an English-only
             list of half of them: recall at the bar that flags at most .02 of the
             queries of the other half at least .92; companies the world knows, right
             English name first at least .65; relations never read as the same at .5
             at least .9, and same pairs read as the same at least .9; sisters (the
             place and brand of a listed firm, a trade that shares no word with its
             own) above that bar at most .05, and related at .5 at least .7
  chances    expected calibration error at most .05, ten bins
  speed      20,000 names/s against 1,000 names, reading the names included;
             1,000,000 pairs/s in `score`

The weights and translations are those that `tools/learn_names.py` learned from seven
names of ten, and the test names are the other three; `--shipped` takes the translations
shipped, which have seen all of them.

`--ablate` takes the alias rows away, and every lexicon word that stands in listed names
but in no name of the learning half. `--quick` leaves the peers out; `--sample 6` takes
one case of six for all, so that the slow ones end the same day; `--pictures DIR`
draws the reliability curves.
"""

import argparse
import sys
import time
from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path

import cases
import held
import numpy as np
import peers
import reliability

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
from wilson import wilson  # noqa: E402

FACTS = HERE.parents[2] / "shared" / "facts"
BATCH = 200_000
DAY = date(2026, 6, 26)
# One case of so many is taken, for all who are compared: peers are slow.
SAMPLE = 1
PICTURES: Path | None = None


def share(hits: float, count: int) -> str:
    """Write a proportion with its 95 % interval."""
    if not count:
        return "none"
    low, high = wilson(hits, count)
    return f"{hits / count:.3f} [{low:.2f}-{high:.2f}]"


def recall_at(scores: np.ndarray, same: np.ndarray, rate: float = 0.01) -> float:
    """Count the true pairs above all but `rate` of the false ones."""
    false = np.sort(scores[~same])[::-1]
    bar = false[int(rate * len(false))]
    return float(np.sum(scores[same] > bar))


def best_f1(scores: np.ndarray, same: np.ndarray) -> float:
    order = np.argsort(-scores, kind="stable")
    true = np.cumsum(same[order])
    ends = np.append(np.diff(scores[order]) != 0, True)
    f1 = 2 * true / (np.arange(1, len(true) + 1) + same.sum())
    return float(np.max(f1[ends]))


def cross(score: peers.Scorer, left: list[str], right: list[str]) -> np.ndarray:
    """Score every name on the left with every one on the right."""
    step = max(1, BATCH // len(right))
    parts = []
    for i in range(0, len(left), step):
        some = left[i : i + step]
        flat = score([x for x in some for _ in right], right * len(some))
        parts.append(flat.reshape(len(some), len(right)))
    return np.concatenate(parts)


def zh_en(score: peers.Scorer, pairs: list[tuple[str, str]], ours: bool) -> None:
    chosen = [i for i, (zh, _) in enumerate(pairs) if cases.is_test(zh)]
    made = cases.bilingual(pairs, chosen)
    got, same = score(made.left, made.right), np.array(made.same)
    kind = np.array(made.kind)
    total = int(same.sum())
    easy = recall_at(got[kind != "hard"], same[kind != "hard"])
    print(f"    recall at 1 % FP, random     {share(easy, total)}")
    print(f"    recall at 1 % FP, with hard  {share(recall_at(got, same), total)}")
    some = chosen[:: SAMPLE * 2 if SAMPLE > 1 else 1]
    table = cross(score, [pairs[i][0] for i in some], [en for _, en in pairs])
    own = table[np.arange(len(some)), some]
    first = np.sum((table >= own[:, None]).sum(1) == 1)
    print(f"    first among {len(pairs)}           {share(first, len(some))}")
    if ours and SAMPLE == 1:
        for name, keep in (("random", kind != "hard"), ("with hard", kind != "x")):
            chances(got[keep], same[keep], name)


def chances(got: np.ndarray, same: np.ndarray, name: str) -> None:
    """Print reliability curves at three prevalences, and the expected error of each."""
    for prior in (0.5, 0.01, 0.001):
        bins, error = reliability.curve(got, same, prior)
        print(f"    calibration, {name}, prevalence {prior:.1%}: error {error:.4f};"
              " said:true [interval] (same+other)")  # fmt: skip
        print("      " + "  ".join(map(str, bins)))
        if PICTURES:
            reliability.draw(PICTURES, bins, f"{name.replace(' ', '-')}-{prior:g}")


def listed(score: peers.Scorer, facts: Path, pairs: list[tuple[str, str]]) -> None:
    """Screen renderings of listed entities, at 1 % of random companies flagged."""
    from whence.shelf.lists import editions

    edition = next(e for e in editions(DAY) if e.list_key == "us-uflpa")
    spread = Counter(w for _, en in pairs for w in set(cases.words(en)))
    names = {x.name: [n for n in x.names] for x in edition.listings}
    rows = [
        (x.name, raw) for x in edition.listings for raw, kind, _ in x.local_names
        if kind in ("filing", "press")
    ]  # fmt: skip
    zh_listed = {raw for _, raw in rows}
    others = [p for p in pairs if p[0] not in zh_listed]
    xj = [p for p in others if "新疆" in p[0] or "xinjiang" in p[1].lower()]
    rand = [p for p in others if p not in xj][::4][:500][::SAMPLE]

    def forms(zh: str, en: str) -> list[tuple[str, str]]:
        return [("en", en), ("en no form", cases.without_form(en)),
                *cases.renderings(zh)]  # fmt: skip

    queries = [(how, q, own, zh) for own, zh in rows for how, q in forms(zh, own)]
    for title, local in (("EN", False), ("EN+ZH", True)):
        flat = [(n, key) for key, all_ in names.items() for n in all_]
        flat += [(zh, key) for key, zh in rows] if local else []
        texts = [n for n, _ in flat]
        keys = np.array([k for _, k in flat])
        noise = [q for zh, en in rand for _, q in forms(zh, en)]
        bar = np.sort(cross(score, noise, texts).max(1))[::-1][len(noise) // 100]
        alarms = cross(score, [q for zh, en in xj for _, q in forms(zh, en)], texts)
        table = cross(score, [q for _, q, _, _ in queries], texts)
        hit = np.array([
            bool((table[i][keys == own] > bar).any())
            for i, (_, _, own, _) in enumerate(queries)
        ])  # fmt: skip
        can = np.array(
            [cases.derivable(zh, names[own], spread) for _, _, own, zh in queries]
        )
        print(f"    list {title}: bar {bar:.3f}; other Xinjiang companies flagged "
              f"{share((alarms.max(1) > bar).sum(), len(alarms))}")  # fmt: skip
        for name, which in (("derivable", can), ("not derivable", ~can)):
            hows = np.array([how for how, *_ in queries])
            each = [f"{h} {hit[which & (hows == h)].mean():.2f}" for h in
                    dict.fromkeys(hows) if (which & (hows == h)).any()]  # fmt: skip
            print(f"      {name}: all {share(hit[which].sum(), which.sum())}; "
                  + "; ".join(each))  # fmt: skip


def western(score: peers.Scorer, facts: Path) -> None:
    made = cases.western(facts)
    got, same = score(made.left, made.right), np.array(made.same)
    above = got >= 0.5
    f1 = 2 * np.sum(above & same) / (above.sum() + same.sum())
    print(f"    western pairs: F1 at .5 {f1:.3f}; best F1 {best_f1(got, same):.3f}")


def spelling(score: peers.Scorer, pairs: list[tuple[str, str]]) -> None:
    names = [en for _, en in pairs][::SAMPLE]
    held = set(names)
    chosen = [en for zh, en in pairs if cases.is_test(zh) and en in held]
    made = [(v, en) for en in chosen for _, v in cases.spelt(en)]
    table = cross(score, [v for v, _ in made], names)
    at = table.argmax(1)
    right = np.array([names[i] == en for i, (_, en) in zip(at, made, strict=True)])
    top, order = table.max(1), np.argsort(-table.max(1), kind="stable")
    true = np.cumsum(right[order])
    f1 = np.max(2 * true / (np.arange(1, len(top) + 1) + len(top)))
    print(f"    spelling variants: first {share(right.sum(), len(right))}; "
          f"best F1 {f1:.3f}")  # fmt: skip


def kin(sisters: list[dict[str, str]]) -> np.ndarray:
    """Give the chances that sisters are related."""
    from whence.match import score

    return score([r["query"] for r in sisters], [r["sister"] for r in sisters]).related


def own(score: peers.Scorer, ours: bool) -> None:
    """Screen our own cases, which need no folder of facts."""
    folder = HERE / "own"
    queries = cases.table(folder / "queries.csv")
    names = [r["name"] for r in cases.table(folder / "listed.csv")]
    table = cross(score, [r["query"] for r in queries], names)
    top = table.max(1)
    other = np.array([not r["listed"] for r in queries])
    at = np.array([names.index(r["listed"]) if r["listed"] else 0 for r in queries])
    bar = np.sort(top[other])[::-1][int(0.02 * other.sum())]
    hit = (table[np.arange(len(queries)), at] > bar) & ~other
    hows = np.array([r["how"] for r in queries])
    each = [f"{h} {hit[~other & (hows == h)].mean():.2f}" for h in dict.fromkeys(hows)]
    print(f"    own, invented: bar {bar:.3f}; all {share(hit.sum(), (~other).sum())}; "
          + "; ".join(each))  # fmt: skip
    sisters = cases.table(folder / "sisters.csv")
    got = score([r["query"] for r in sisters], [r["sister"] for r in sisters])
    above = share((got > bar).sum(), len(got))
    also = share((kin(sisters) >= 0.5).sum(), len(got)) if ours else "not asked"
    print(f"    own, sisters: read as the same at that bar {above}; related {also}")
    firms = cases.table(folder / "companies.csv")
    table = cross(score, [r["zh"] for r in firms], [r["en"] for r in firms])
    mine = table.diagonal()
    first = (table >= mine[:, None]).sum(1) == 1
    can = np.array([r["derivable"] == "yes" for r in firms])
    print(f"    own, companies: first {share(first.sum(), len(firms))}; derivable "
          f"{share(first[can].sum(), can.sum())}")  # fmt: skip
    pairs = cases.table(folder / "relations.csv")
    got = score([r["left"] for r in pairs], [r["right"] for r in pairs]) >= 0.5
    same = np.array([r["same"] == "yes" for r in pairs])
    print(f"    own, relations: apart {share((~got[~same]).sum(), (~same).sum())}; "
          f"same {share(got[same].sum(), same.sum())}")  # fmt: skip


def speed(score: peers.Scorer, pairs: list[tuple[str, str]]) -> None:
    """Score names never read before: 12 against 1,000, and 200 where that is quick."""
    for count, at in ((12, 0), (200, 1000)):
        left = [zh for zh, _ in pairs[at : at + count]]
        right = [en for _, en in pairs[1000 - at : 2000 - at]]
        start = time.process_time()
        cross(score, left, right)
        took = time.process_time() - start
        if took > 5:
            break
    rate = len(left) * len(right) / took
    print(f"    {rate:,.0f} pairs a second of processor time, reading included")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, nargs="?", default=FACTS)
    parser.add_argument("--ablate", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--sample", type=int, default=1, help="one case of so many")
    parser.add_argument("--only", nargs="*", default=(), help="names of scorers")
    parser.add_argument("--parts", nargs="*", default=(), help="of each scorer")
    parser.add_argument("--shipped", action="store_true", help="with the test's words")
    parser.add_argument("--pictures", type=Path, help="folder for reliability curves")
    given = parser.parse_args()
    global SAMPLE, PICTURES
    SAMPLE, PICTURES = given.sample, given.pictures
    pairs = cases.companies(given.facts)
    if not given.shipped:
        held.use()
    if given.ablate:
        held.ablate(pairs)
    for name, score in peers.scorers(given.facts).items():
        if given.quick and name != "whence":
            continue
        if given.only and name not in given.only:
            continue
        ours = name == "whence"
        print(name, flush=True)
        start = time.process_time()
        parts = {
            "zh-en": partial(zh_en, score, pairs, ours),
            "listed": partial(listed, score, given.facts, pairs),
            "western": partial(western, score, given.facts),
            "spelling": partial(spelling, score, pairs),
            "own": partial(own, score, ours),
            "speed": partial(speed, score, pairs),
        }
        for part in given.parts or parts:
            parts[part]()
        print(f"    processor time {time.process_time() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
