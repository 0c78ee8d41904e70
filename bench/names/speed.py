"""Measure how fast names are matched: `python bench/names/speed.py [FACTS]`.

Stated before the first run, on 2 cores, reading the names included everywhere:
  small     20,000 names/s against 1,000 names
  large     10,000 names/s against 100,000 names, under 1 GB over all processes
  planted   5 % of the names are slips of an indexed name (a typo, no form, words
            swapped, another case); at least .95 of them are found
  pairs     1,000,000 pairs/s on one core in `score`: random pairs, Chinese against
            English, and hard ones (same place and trade, other brand)
  import    `import whence` under 0.3 s; one name screened under 200 MB

Each rate is told twice: by the clock, with the processes that the searcher starts; and
by processor time over all processes, which a crowded machine disturbs less (divided by
two cores it is what a quiet one would do). No name is asked twice. The seconds it takes
to build the index stand beside.

Peers stand in the same table where they are installed: rapidfuzz `cdist`, a tf-idf of
letter triples (scikit-learn with sparse_dot_topn), nomenklatura's logic-v2 over every
pair. A peer that would take longer than `--patience` seconds for all names is timed on
as many as it can do.

FACTS is the folder of raw facts, which holds the names of the pairs.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import cases

HERE = Path(__file__).parent
FACTS = HERE.parents[2] / "shared" / "facts"
SEED, SHARE, K = 20261126, 0.05, 5
SIZES = ((20_000, 1_000), (20_000, 100_000))
SYLLABLES = (
    "an bai bao bei bin bo cai chang chao chen cheng chuan da ding dong fang fei feng "
    "fu gang guang gui guo hai han hao he heng hong hua hui ji jia jian jiang jin jing "
    "jun kai kang ke lan li lian liang lin ling long lu mao mei min ming nan ning peng "
    "ping qi qian qiang qin qing quan ren rong rui run san sen shan shang sheng shi "
    "shu shun song tai tang tao tian tong wan wang wei wen wu xi xiang xiao xin "
    "xing xiong xu xuan ya yan yang yao ye yi yin ying yong you yu yuan yue yun ze "
    "zhan zhang zhao zhen zheng zhi zhong zhou zhu zhuo zi zong"
).split()
PLACES = (
    "Shanghai Beijing Shenzhen Guangzhou Ningbo Hangzhou Suzhou Wuxi Qingdao Xiamen "
    "Wuhan Chengdu Dongguan Foshan Nanjing Tianjin Dalian Zhejiang Jiangsu Guangdong "
    "Fujian Shandong Henan Xinjiang Urumqi Anhui"
).split()
TRADES = (
    "Textile Garment Electronics Technology Trading Chemical Industry Plastic Metal "
    "Machinery Food Pharmaceutical Energy Materials Furniture Toys Shoes Apparel Paper "
    "Lighting Hardware Packaging"
).split()
WORDS = (
    "Alpha Apex Bright Golden Star Sun Dragon Eagle Ocean Summit Royal United Global "
    "Pacific Orient Crystal Diamond Phoenix Victory Harmony Northern Southern Silver "
    "Lotus Tiger Pioneer Evergreen Horizon Delta Omega"
).split()
FORMS = ("Co., Ltd", "Co. Ltd.", "Limited", "Company Limited", "Corp", "Inc",
         "Group Co., Ltd", "LLC")  # fmt: skip


def brand(dice: random.Random) -> str:
    """Make a brand: pinyin, a word with pinyin, an invented word, or two words."""
    kind = dice.random()
    if kind < 0.55:
        size = dice.choice((2, 2, 2, 3))
        return "".join(dice.choice(SYLLABLES) for _ in range(size)).capitalize()
    if kind < 0.75:
        said = dice.choice(SYLLABLES) + dice.choice(SYLLABLES)
        return f"{dice.choice(WORDS)} {said.capitalize()}"
    if kind < 0.9:
        size = dice.choice((2, 3, 3, 4))
        made = "".join(
            dice.choice("bcdfghjklmnprstvwz") + dice.choice("aeiou")
            for _ in range(size)
        )
        return made.capitalize() + dice.choice(("x", "n", "l", "", "s"))
    return f"{dice.choice(WORDS)} {dice.choice(WORDS)}"


def company(dice: random.Random) -> str:
    """Make a company's English name."""
    words = [dice.choice(PLACES)] if dice.random() < 0.7 else []
    words += [brand(dice), *dice.sample(TRADES, dice.choice((1, 1, 2)))]
    return " ".join((*words, dice.choice(FORMS)))


def companies(count: int, seed: int) -> list[str]:
    """Make so many different names."""
    dice = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found[company(dice)] = None
    return list(found)


def slip(dice: random.Random, name: str) -> str:
    """Write a name as somebody might who is in a hurry."""
    how = dice.choice(("typo", "form", "order", "case"))
    if how == "case":
        return name.upper() if dice.random() < 0.5 else name.lower()
    if how == "form":
        form = max((f for f in FORMS if name.endswith(f)), key=len)
        return name[: -len(form)].strip(" ,")
    if how == "order":
        words = name.split()
        at = dice.randrange(len(words) - 2)
        words[at], words[at + 1] = words[at + 1], words[at]
        return " ".join(words)
    at = dice.choice([i for i in range(1, len(name) - 1) if name[i].isalpha()])
    return name[:at] + dice.choice((
        name[at + 1 :],
        dice.choice("abcdefghijklmnopqrstuvwxyz") + name[at + 1 :],
        name[at + 1] + name[at] + name[at + 2 :],
    ))  # fmt: skip


def asked(names: Sequence[str], count: int, seed: int) -> list[tuple[str, str]]:
    """Make names to look up, and for those that are slips the name that was meant."""
    dice, known = random.Random(seed), set(names)
    out: list[tuple[str, str]] = []
    while len(out) < count:
        if dice.random() < SHARE:
            meant = dice.choice(names)
            out.append((slip(dice, meant), meant))
        elif (new := company(dice)) not in known:
            out.append((new, ""))
    return out


Answer = list[list[str]]


def processor() -> float:
    """Give the processor seconds of this process and of those it waited for."""
    used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF,
                                            resource.RUSAGE_CHILDREN)]  # fmt: skip
    return sum(u.ru_utime + u.ru_stime for u in used)


class Took(NamedTuple):
    """Seconds by the clock, and of all processors."""

    clock: float
    processor: float


def timed() -> Callable[[], Took]:
    """Begin to measure; what is given ends it."""
    start, before = time.perf_counter(), processor()
    return lambda: Took(time.perf_counter() - start, processor() - before)


def whence_index(names: Sequence[str], queries: Sequence[str]) -> tuple[Took, Answer]:
    """Give the seconds it took, without building the index, and the names found."""
    from whence.match import Index

    index = Index(names)
    index.search(queries[:1], K)
    end = timed()
    found = index.search(queries, K)
    return end(), [[hit.name for hit in hits] for hits in found]


def fuzzy(
    scorer: str,
) -> Callable[[Sequence[str], Sequence[str]], tuple[Took, Answer]]:
    def search(names: Sequence[str], queries: Sequence[str]) -> tuple[Took, Answer]:
        from rapidfuzz import fuzz, process, utils

        how = getattr(fuzz, scorer)
        end = timed()
        left = [utils.default_process(q) for q in queries]
        right = [utils.default_process(n) for n in names]
        found: Answer = []
        step = max(1, 20_000_000 // len(right))
        for at in range(0, len(left), step):
            table = process.cdist(left[at : at + step], right, workers=2,
                                  scorer=how, score_cutoff=88)  # fmt: skip
            best = (-table).argsort(1, kind="stable")[:, :K]
            found += [
                [names[j] for j in row if table[i, j] > 0] for i, row in enumerate(best)
            ]
        return end(), found

    return search


def triples(names: Sequence[str], queries: Sequence[str]) -> tuple[Took, Answer]:
    from rapidfuzz import fuzz
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    made = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3))
    right = made.fit_transform([n.lower() for n in names]).T.tocsr()
    end = timed()
    left = made.transform([q.lower() for q in queries])
    table = sp_matmul_topn(left, right, top_n=10, threshold=0.3, n_threads=2)
    found: Answer = []
    for at, query in enumerate(queries):
        near = [
            names[j] for j in table.indices[table.indptr[at] : table.indptr[at + 1]]
        ]
        scored = sorted(
            (-fuzz.token_sort_ratio(query.lower(), n.lower()), n) for n in near
        )
        found.append([n for score, n in scored if score <= -80][:K])
    return end(), found


def logic(names: Sequence[str], queries: Sequence[str]) -> tuple[Took, Answer]:
    from followthemoney import model
    from nomenklatura.matching import get_algorithm

    algorithm = get_algorithm("logic-v2")
    config = algorithm.default_config()

    def entity(text: str) -> object:
        data = {"id": text, "schema": "Company", "properties": {"name": [text]}}
        return model.get_proxy(data)

    right = [entity(n) for n in names]
    end = timed()
    found: Answer = []
    for query in queries:
        one = entity(query)
        scored = sorted(
            (-algorithm.compare(one, other, config).score, name)
            for name, other in zip(names, right, strict=True)
        )
        found.append([n for score, n in scored[:K] if score <= -0.7])
    return end(), found


SEARCHERS = {
    "whence": whence_index,
    "cdist token_sort": fuzzy("token_sort_ratio"),
    "cdist WRatio": fuzzy("WRatio"),
    "tf-idf triples": triples,
    "logic-v2, every pair": logic,
}


def one_search(how: str, size: int, count: int) -> dict[str, float]:
    """Run one searcher in this process; give rate and recall."""
    names = companies(size, SEED)
    rows = asked(names, count, SEED + 1)
    start = time.perf_counter()
    took, found = SEARCHERS[how](names, [q for q, _ in rows])
    prepared = time.perf_counter() - start - took.clock
    meant = [(m, f) for (_, m), f in zip(rows, found, strict=True) if m]
    return {
        "names": count,
        "seconds": took.clock,
        "prepared": prepared,
        "rate": count / took.clock,
        "each": took.processor / count * 1e6,
        "planted": len(meant),
        "found": sum(m in f for m, f in meant),
        "first": sum(f[:1] == [m] for m, f in meant),
    }


def memory(root: int) -> int:
    """Sum the bytes of a process and all below it; a shared page counts once."""
    todo, total = [root], 0
    while todo:
        pid = todo.pop()
        try:
            rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        except OSError:
            continue
        total += sum(int(r.split()[1]) << 10 for r in rows if r.startswith("Pss:"))
        todo += map(int, below)
    return total


def measured(*args: str, patience: float) -> dict[str, float]:
    """Run this file for one searcher in another process, with its peak memory."""
    command = [sys.executable, __file__, "--one", *args]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    peak, done = 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.1):
            peak = max(peak, memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        out, _ = process.communicate(timeout=patience * 3)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return {}
    finally:
        done.set()
        watcher.join()
    return {**json.loads(out), "peak": peak} if out and not process.returncode else {}


def searches(patience: float, scale: float) -> Iterator[str]:
    """Time every searcher that is installed, on fewer names where it is slow."""
    yield (
        "| searcher | names x list | names/s | us of processor a name |"
        " times our rate | found | first | prepared, s | GB |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    for count, size in SIZES:
        count, size = int(count * scale), int(size * scale)
        ours = 0.0
        for how in SEARCHERS:
            some = count if how == "whence" else max(100, count // 100)
            run = measured(how, str(size), str(some), patience=patience)
            if run and some < count and run["seconds"] * count / some < patience:
                run = measured(how, str(size), str(count), patience=patience)
            if not run:
                continue
            ours = ours or 1 / run["each"]
            planted = run["planted"] or 1
            yield (
                f"| {how} | {run['names']:,} x {size:,} | {run['rate']:,.0f} |"
                f" {run['each']:,.0f} | {1 / run['each'] / ours:.3f} |"
                f" {run['found'] / planted:.3f} | {run['first'] / planted:.3f} |"
                f" {run['prepared']:.1f} | {run['peak'] / 1e9:.2f} |"
            )


def pairs(facts: Path) -> Iterator[str]:
    """Time `score` on one core: random pairs, across scripts, and hard ones."""
    from whence.match import score

    if not facts.is_dir():
        yield f"no folder {facts}: no pair across scripts can be timed"
        return
    both = cases.companies(facts)
    zh, en = [z for z, _ in both], [e for _, e in both]
    hard = cases.bilingual(both, list(range(0, len(both), 2)), hard=8)
    some = 200_000
    dice = random.Random(SEED)
    chosen = [dice.randrange(len(hard.left)) for _ in range(some)]
    crossed = [(a, b) for a in zh for b in en]
    runs = {
        "English x English": ([a for a in en for _ in en], en * len(en)),
        "Chinese x Chinese": ([a for a in zh for _ in zh], zh * len(zh)),
        "Chinese x English": ([a for a, _ in crossed], [b for _, b in crossed]),
        "Chinese x English, true, random and hard": (
            [hard.left[i] for i in chosen], [hard.right[i] for i in chosen],
        ),
    }  # fmt: skip
    yield "| pairs | how many | pairs/s on one core |"
    yield "|---|---|---|"
    for name, (left, right) in runs.items():
        start = time.process_time()
        score(left, right)
        took = time.process_time() - start
        yield f"| {name} | {len(left):,} | {len(left) / took:,.0f} |"


def machine() -> Iterator[str]:
    """Tell how fast the machine is (ten million additions) and how busy."""
    start, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number
    took = time.process_time() - start
    yield f"{os.cpu_count()} cores, Python {sys.version.split()[0]}"
    yield f"ten million additions: {took:.2f} s; load {os.getloadavg()[0]:.1f}"


def small() -> Iterator[str]:
    """Time `import whence`, and a screen of one name, each in a process of its own."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    bare = time.perf_counter() - start
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import whence"], check=True)
    yield f"import whence: {time.perf_counter() - start - bare:.3f} s"
    code = (
        "import resource; from whence.match import Index;"
        "Index(['Acme Textile Co., Ltd']).search(['ACME TEXTILES'], 1);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    yield f"one name against one: {int(out.stdout) / 1024:.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, nargs="?", default=FACTS)
    parser.add_argument("--one", nargs=3, metavar=("HOW", "SIZE", "COUNT"))
    parser.add_argument("--patience", type=float, default=60.0)
    parser.add_argument("--scale", type=float, default=1.0)
    given = parser.parse_args()
    if given.one:
        how, size, count = given.one
        print(json.dumps(one_search(how, int(size), int(count))))
        return
    for part in (machine(), small(), pairs(given.facts),
                 searches(given.patience, given.scale), machine()):  # fmt: skip
        for line in part:
            print(line, flush=True)
        print()


if __name__ == "__main__":
    main()
