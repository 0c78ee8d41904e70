"""Cut the fonts of the printed dossier: `python tools/build_fonts.py PACKAGES`.

PACKAGES holds the unpacked npm packages `@expo-google-fonts/noto-sans`,
`-noto-sans-sc`, `-noto-sans-kr` and `-noto-naskh-arabic` as folders of those names
(`npm pack NAME`, `tar xzf`). Each is SIL OFL 1.1 without a reserved name for Noto, so
that a cut font keeps its name. Needs fonttools, which Whence itself does not.

What is kept:
* Latin, Greek, Cyrillic and their extensions, punctuation, arrows, signs;
* every Han character of GB 2312, of the Table of General Standard Chinese Characters
  (kTGH in the Unihan database, file Unihan_OtherMappings.txt in PACKAGES), of GBK
  (so also of Big5 and JIS X 0208), and of Whence's own tables; kana; full-width forms;
* the 2,350 Hangul syllables of KS X 1001;
* Arabic script whole, with its shaping rules (Uyghur, Persian, Urdu, Kazakh).
Hinting is dropped: paper and modern screens do not use it.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

DATA = Path(__file__).parents[1] / "src" / "whence" / "data"
LETTERS = (
    (0x20, 0x7E), (0xA0, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x1AB0, 0x1AC0),
    (0x1D00, 0x1DBF), (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x209F),
    (0x20A0, 0x20C0), (0x2100, 0x214F), (0x2150, 0x218B), (0x2190, 0x21FF),
    (0x2200, 0x22FF), (0x25A0, 0x25FF), (0xFB00, 0xFB06), (0xFFFD, 0xFFFD),
)  # fmt: skip
HAN_SIGNS = ((0x2E80, 0x2FDF), (0x3000, 0x30FF), (0x3200, 0x33FF), (0xFF00, 0xFFEF))
SIGNS = ((0x2100, 0x27FF),)
"""Arrows, boxes, circles: the Chinese font has those that the Latin one lacks."""
PACKAGES = ("noto-sans", "noto-sans-sc", "noto-sans-kr", "noto-naskh-arabic")
HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F))


def ranges(pairs: Iterable[tuple[int, int]]) -> set[int]:
    return {code for low, high in pairs for code in range(low, high + 1)}


def coded(name: str, lead: range, trail: Iterable[int]) -> set[int]:
    """Every character of a double-byte set within these rows."""
    found = set()
    for first in lead:
        for second in trail:
            try:
                text = bytes((first, second)).decode(name)
            except UnicodeDecodeError:
                continue
            found |= {ord(c) for c in text}
    return found


def standard(unihan: Path) -> set[int]:
    """The 8,105 characters of the Table of General Standard Chinese Characters."""
    rows = (line.split("\t") for line in unihan.read_text("utf-8").splitlines())
    return {int(r[0][2:], 16) for r in rows if len(r) == 3 and r[1] == "kTGH"}


def han(unihan: Path) -> set[int]:
    gbk = coded("gbk", range(0x81, 0xFF), range(0x40, 0xFF))
    own: set[int] = set()
    for path in DATA.rglob("*"):
        if path.suffix in (".csv", ".yml", ".json"):
            own |= {ord(c) for c in path.read_text("utf-8")}
    wanted = ranges(HAN)
    return (gbk | standard(unihan) | own) & wanted | ranges((*HAN_SIGNS, *SIGNS))


def hangul() -> set[int]:
    return coded("euc_kr", range(0xB0, 0xC9), range(0xA1, 0xFF)) | ranges(
        ((0x1100, 0x11FF), (0x3130, 0x318F))
    )


def cut(source: Path, goal: Path, wanted: set[int] | None) -> None:
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["*"] if wanted is None else [
        "kern", "liga", "locl", "ccmp", "mark", "mkmk", "tnum", "lnum", "sups", "calt",
    ]  # fmt: skip
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.glyph_names = False
    options.recalc_timestamp = False
    font = TTFont(source, recalcTimestamp=False)
    have = set(font.getBestCmap())
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=have if wanted is None else have & wanted)
    cutter.subset(font)
    font.save(goal)
    count = len(font.getBestCmap())
    print(f"{goal.name}: {count} characters, {goal.stat().st_size:,} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packages", type=Path)
    home = parser.parse_args().packages
    goal = DATA / "fonts"
    goal.mkdir(exist_ok=True)
    latin, chinese, korean, arabic = (home / name for name in PACKAGES)
    letters = ranges(LETTERS)
    chinese_set = han(home / "Unihan_OtherMappings.txt")
    cuts = (
        (latin / "400Regular/NotoSans_400Regular.ttf", letters),
        (latin / "600SemiBold/NotoSans_600SemiBold.ttf", letters),
        (chinese / "400Regular/NotoSansSC_400Regular.ttf", chinese_set),
        (korean / "400Regular/NotoSansKR_400Regular.ttf", hangul()),
        (arabic / "400Regular/NotoNaskhArabic_400Regular.ttf", None),
    )
    for source, wanted in cuts:
        family, weight = source.stem.split("_")
        cut(source, goal / f"{family}-{weight[3:]}.ttf", wanted)
    licences = [(home / name / "LICENSE_FONT").read_text("utf-8") for name in PACKAGES]
    owners = sorted({text.splitlines()[0] for text in licences})
    rest = licences[0].split("\n", 1)[1]
    (goal / "OFL.txt").write_text("\n".join(owners) + "\n" + rest, "utf-8")


if __name__ == "__main__":
    main()
