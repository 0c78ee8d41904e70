"""What must come out, written as YAML beside the case."""

import json
from pathlib import Path
from typing import Any

from meridian.book import Book

HEAD = """\
# What the example must show, stated with the data and before any program reads it.
#
# consignments: the key is entry number and line, or the order when not yet entered.
#   measures: the outcome words. A measure that is not named here is not asserted.
#   outlook, answer, gate: of the measure they stand under.
#   limb: by which the worst ground is touched. says: words the explanation must hold.
#   signal, lead, contrary, question, trap: things that must stand beside the outcome
#   (a trap: no place in Xinjiang may be read at all).
# after_judgement: the outcome once `whence judge` has recorded the verdict.
# parties: no place of these is in Xinjiang.
# tables: rows of data, exact duplicates among them, and lines that are no data.
# dirt: each row must be named in set_aside.csv, be merged, or be used with the bad
#   cell left out and named.
"""
KEYS = {"uflpa": "us/uflpa", "act": "invented/origin-act",
        "wro": "us/s307/xuar-cotton-tomato-2021"}  # fmt: skip

TRAPS = (
    ("Goldrelis Kashi Yazd Co.", "kashi is Persian for tile"),
    ("Karnelo Composite Ltd", "Kashimpur is a town of Bangladesh"),
    ("Shanghai Ruxiqiu Garment Co., Ltd.", "Xinjiang Road is a street"),
    ("Xinjiang County Weimoluo Canvas Bags Co., Ltd.", "新绛 lies in Shanxi"),
    ("Yiwu Fanqoluo Drawcord Bags Co., Ltd.", "义乌 lies in Zhejiang"),
    ("Aksu Brelvan Tekstil Sanayi A.S.", "this Aksu lies in Türkiye"),
    ("Lomandre Garment JSC", "840000 in Viet Nam"),
)


def scalar(value: Any) -> str:
    """Write a value so that any YAML reader gives it back."""
    return json.dumps(value, ensure_ascii=False)


def consignment(row: dict[str, Any]) -> list[str]:
    """Write one expectation."""
    lines = [
        f"- consignment: {scalar(row['consignment'])}",
        f"  why: {scalar(row['why'])}",
    ]
    lines.append("  measures:")
    used = {"consignment", "why"}
    for short, key in KEYS.items():
        if short not in row:
            continue
        parts = [f"outcome: {row[short]}"]
        used.add(short)
        for word in ("outlook", "answer", "gate", "also_on"):
            name = f"{word}_{short}"
            if name in row:
                parts.append(f"{word}: {scalar(row[name])}")
                used.add(name)
        lines.append(f"    {key}: {{{', '.join(parts)}}}")
    for name in sorted(set(row) - used):
        lines.append(f"  {name}: {scalar(row[name])}")
    return lines


def write_expected(book: Book, path: Path) -> None:
    """Write the expectations of a finished book."""
    lines = [HEAD + 'as_of: "2026-06-26"', "", "consignments:"]
    for row in sorted(book.expected, key=lambda r: r["consignment"]):
        lines += consignment(row)
    lines += ["", "after_judgement:"]
    for row in book.later:
        lines.append("- " + scalar(row))
    lines += ["", "parties:"]
    for name, why in TRAPS:
        lines.append(
            f"- {{party: {scalar(name)}, in_region: false, why: {scalar(why)}}}"
        )
    lines += ["", "tables:"]
    for name, count in sorted(book.counts().items()):
        lines.append(f"  {scalar(name)}: {scalar(count)}")
    lines += ["", "dirt:"]
    for row in book.dirt:
        lines.append("- " + scalar(row))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
