"""Labelled cases: from the folder of raw facts, split by a hash of the name.

`learn` is what weights and lexicon may see; `test` is never tuned on.
"""

import csv
import hashlib
import math
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

FORMS = ("股份有限公司", "有限责任公司", "有限公司", "集团股份公司", "公司")
EN_FORM = re.compile(
    r"[,.\s]*\b(co|company|ltd|limited|inc|corp|corporation|plc|llc)\b\.?", re.I
)
COMMON = 5


@dataclass(frozen=True)
class Pairs:
    """Two names each, and whether they are the same organisation."""

    left: list[str]
    right: list[str]
    same: list[bool]
    kind: list[str]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def table(path: Path) -> list[dict[str, str]]:
    """Read a table of our own; lines that start with # tell what it is."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(x for x in handle if not x.startswith("#")))


def share(text: str) -> int:
    """Give a number from 0 to 99 that depends on the text only."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % 100


def is_test(zh: str) -> bool:
    """Three names of ten are for testing."""
    return share(zh) < 30


def words(name: str) -> list[str]:
    return [w for w in re.findall(r"[a-z0-9]+", name.lower()) if len(w) > 1]


def companies(facts: Path) -> list[tuple[str, str]]:
    """Official names of listed companies, in Chinese and in English."""
    found = rows(facts / "names/zh_en_official_names_dev.csv")
    return [(r["zh"], r["en"]) for r in found]


def bilingual(pairs: list[tuple[str, str]], chosen: list[int], hard: int = 2) -> Pairs:
    """Give each chosen company its own English name, a random one, and hard ones.

    A hard negative shares the most words that many names have (place, trade), and no
    word that fewer than five names have: same place and trade, other brand.
    """
    bags = [set(words(en)) for _, en in pairs]
    spread = Counter(w for bag in bags for w in bag)
    forms = {"co", "ltd", "inc", "limited", "company", "corp", "corporation"}
    common = [{w for w in b if spread[w] >= COMMON} - forms for b in bags]
    rare = [{w for w in b if spread[w] < COMMON} for b in bags]
    out = Pairs([], [], [], [])
    order = sorted(range(len(pairs)), key=lambda i: share(pairs[i][1] + "order"))
    for i in chosen:
        zh = pairs[i][0]
        near = sorted(
            (j for j in range(len(pairs)) if j != i and not rare[i] & rare[j]),
            key=lambda j: (
                -math.fsum(1 / spread[w] for w in common[i] & common[j]),
                pairs[j][1],
            ),
        )
        step = share(zh) * 17 + 1
        other = order[(order.index(i) + step) % len(order)]
        add = [(i, "same"), (other, "random")] + [(j, "hard") for j in near[:hard]]
        for j, kind in add:
            out.left.append(zh)
            out.right.append(pairs[j][1])
            out.same.append(kind == "same")
            out.kind.append(kind)
    return out


def western(facts: Path) -> Pairs:
    """Give the labelled organisation pairs of nomenklatura (the half for tuning)."""
    found = rows(facts / "names/org_pairs_dev.csv")
    return Pairs(
        [r["name1"] for r in found],
        [r["name2"] for r in found],
        [r["is_match"] == "true" for r in found],
        [r["case_group"] for r in found],
    )


def without_form(name: str) -> str:
    for form in FORMS:
        name = name.removesuffix(form)
    bare = EN_FORM.sub("", name).strip(" ,.")
    return bare or name


def spelt(name: str) -> list[tuple[str, str]]:
    """Misspell an English name mechanically: (how, name)."""
    bare = without_form(name)
    parts = bare.split()
    long = max(parts, key=len)
    at = 1 + share(name) % max(1, len(long) - 2)
    dropped = bare.replace(long, long[:at] + long[at + 1 :], 1)
    swapped = long[:at] + long[at + 1 : at + 2] + long[at : at + 1] + long[at + 2 :]
    short = {"Technology": "Tech", "International": "Intl", "Industrial": "Ind",
             "Industry": "Ind", "Group": "Grp", "Manufacturing": "Mfg",
             "Development": "Dev", "Pharmaceutical": "Pharm"}  # fmt: skip
    cut = " ".join(short.get(p, p) for p in parts).upper() + " CO LTD"
    return [
        ("no form", bare), ("letter dropped", dropped),
        ("letters swapped", bare.replace(long, swapped, 1)),
        ("word order", " ".join([*parts[1:], parts[0]])), ("shortened", cut),
    ]  # fmt: skip


def said(zh: str, *, apart: bool) -> str:
    """Read a Chinese name as pinyin: by word (longest known phrase) or by syllable."""
    from pypinyin import lazy_pinyin
    from pypinyin.phrases_dict import phrases_dict

    han = "".join(c for c in zh if "\u4e00" <= c <= "\u9fff")
    parts: list[str] = []
    lone = False
    while han:
        size = 1 if apart else max(
            n for n in range(1, 5) if n == 1 or han[:n] in phrases_dict
        )  # fmt: skip
        sound = "".join(lazy_pinyin(han[:size]))
        if lone and size == 1 and not apart:
            parts[-1] += sound
        else:
            parts.append(sound.capitalize())
        lone, han = size == 1 and not lone, han[size:]
    return " ".join(parts)


def renderings(zh: str) -> list[tuple[str, str]]:
    """Write a listed Chinese name in other ways: (how, name)."""
    from opencc import OpenCC

    simple = OpenCC("t2s").convert(zh)
    bare = without_form(simple)
    return [
        ("zh", simple), ("zh traditional", OpenCC("s2t").convert(simple)),
        ("zh no form", bare), ("pinyin by word", said(bare, apart=False)),
        ("pinyin by syllable", said(bare, apart=True)),
    ]  # fmt: skip


def derivable(zh: str, names: list[str], spread: Counter[str]) -> bool:
    """Whether a rare word of a listed English name is read from the Chinese one."""
    from pypinyin import lazy_pinyin

    read = "".join(lazy_pinyin("".join(c for c in zh if "\u4e00" <= c <= "\u9fff")))
    rare = {w for n in names for w in words(n) if spread[w] < COMMON and len(w) > 3}
    return any(w in read for w in rare)
