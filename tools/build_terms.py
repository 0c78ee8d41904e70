"""Build `src/whence/data/terms/pinyin.csv` and `rarity.csv`.

Usage: python tools/build_terms.py NAMES [FACILITIES] [--out DIR]

NAMES holds company-name corpora (listed companies' official names in two languages,
OFAC names), FACILITIES supplier lists; what ships is the document frequency of keys,
not the names. Readings come from pypinyin (MIT). The same inputs give the same bytes.
"""

import argparse
import csv
from collections import Counter
from functools import cache
from pathlib import Path

from pypinyin import Style, pinyin
from pypinyin.contrib.tone_convert import to_normal
from pypinyin.phrases_dict import phrases_dict

OUT = Path(__file__).parents[1] / "src/whence/data/terms"
TOP = 4000
LEAST = 3
# a reading in fewer of a character's phrases than this is left out
SHARE = 0.04
# of a character with fewer phrases nothing is known; all its readings stay
FEW = 12


def chars() -> list[str]:
    """Give the Han characters of GB 2312 and of the CJK block that GBK adds."""
    found = []
    for point in range(0x4E00, 0x9FFF):
        try:
            chr(point).encode("gb2312")
        except UnicodeEncodeError:
            continue
        found.append(chr(point))
    return [*found, "〇", *"堃喆犇淼燚垚珺璟瑀祎晞媖璘焜玥旸昇晟甯峯镕鑫"]


@cache
def heard() -> dict[str, Counter[str]]:
    """Count how each character is read in the phrases of pypinyin."""
    found: dict[str, Counter[str]] = {}
    for phrase, said in phrases_dict.items():
        for char, options in zip(phrase, said, strict=False):
            spoken = bare(to_normal(options[0]))
            found.setdefault(char, Counter())[spoken] += 1
    return found


def bare(said: str) -> str:
    return "".join(c for c in said.replace("ü", "v").replace("ê", "e") if c.isascii())


def readings(char: str) -> list[str]:
    """Give the usual reading, then those that phrases bear out: rare ones are noise."""
    found = pinyin(char, style=Style.NORMAL, heteronym=True)[0]
    plain = list(dict.fromkeys(bare(said) for said in found))
    counts = heard().get(char, Counter())
    enough = max(2, SHARE * counts.total())
    kept = [s for s in plain if s.isalpha() and s != char]
    kept.sort(key=lambda s: -counts[s])
    if counts.total() < FEW:
        return kept[:3]
    return [s for s in kept if s == kept[0] or counts[s] >= enough]


def write_pinyin(out: Path) -> None:
    rows = sorted({c: readings(c) for c in chars()}.items())
    with (out / "pinyin.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# Readings of simplified Han without tones, usual first; v for ü.\n"
            "# Built by tools/build_terms.py from pypinyin (MIT).\n"
        )
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["char", "readings"])
        writer.writerows([c, "|".join(said[:4])] for c, said in rows if said)


def corpus(names: Path, facilities: Path | None) -> list[str]:
    def column(path: Path, *keys: str) -> list[str]:
        text = path.read_bytes().decode("utf-8-sig", "replace").splitlines()
        return [r[k] for r in csv.DictReader(text) for k in keys if r.get(k)]

    found = set(column(names / "zh_en_official_names_dev.csv", "zh", "en"))
    found |= set(
        column(names / "org_alias_pairs_ofac_2019.csv", "primary_name", "alias")
    )
    if facilities is not None:
        for path in sorted(facilities.glob("*.csv")):
            found |= set(column(path, "name"))
    return sorted(found)


def write_rarity(out: Path, names: list[str]) -> None:
    from whence.normalise.names import normal

    counted: Counter[str] = Counter()
    for name in names:
        counted.update({k for t in normal(name).tokens for k in t.keys})
    common = [(k, n) for k, n in counted.items() if n >= LEAST]
    common.sort(key=lambda item: (-item[1], item[0]))
    with (out / "rarity.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# In how many company names a key occurs; * is the number of names.\n"
            "# Learned by tools/build_terms.py from public corpora: official names of\n"
            "# listed companies, OFAC organisations, published supplier lists.\n"
            "# t:* and CN-* (lower quartile of the kind) stand for those never seen.\n"
        )
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["key", "names"])
        writer.writerow(["*", len(names)])
        for kind in ("t:", "CN-"):
            seen = sorted(n for k, n in counted.items() if k.startswith(kind))
            writer.writerow([f"{kind}*", seen[len(seen) // 4]])
        writer.writerows(common[:TOP])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", type=Path)
    parser.add_argument("facilities", type=Path, nargs="?")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    write_pinyin(given.out)
    write_rarity(given.out, corpus(given.names, given.facilities))
