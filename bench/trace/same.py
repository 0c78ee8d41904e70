"""Hold two stores against each other: python bench/trace/same.py CASE CASE

Whether the generations in use hold the same: every column of numbers byte for byte,
every table row for row in its order, and what was read from each source as a set of
rows. Names of plans and keys of sources may differ.
"""

import json
import sys
from pathlib import Path

import duckdb

from whence.store.generations import MANIFEST, required

APART = ("plan", "key", "readers", "format")
"""What says how and when a store came about, and not what it holds."""
EITHER = "SELECT count(*) FROM ({} EXCEPT ALL {})"
ROWS = "(FROM read_parquet('{}'))"
INSIDE = "(SELECT *, file_row_number FROM read_parquet('{}', file_row_number = true))"


def main() -> None:
    left, right = (Path(word) for word in sys.argv[1:3])
    ours, theirs = (required(case / "store") for case in (left, right))
    wrong = [*unlike(ours, theirs), *told(ours, theirs), *sources(left, right)]
    for line in wrong:
        print(line)
    files = sum(1 for _ in named(ours))
    print(f"{files} files of each generation: " + ("UNLIKE" if wrong else "the same"))
    sys.exit(bool(wrong))


def named(folder: Path) -> list[str]:
    """Give the files of numbers and rows in a generation."""
    return sorted(
        str(p.relative_to(folder))
        for p in folder.rglob("*")
        if p.suffix in (".npy", ".parquet")
    )


def unlike(ours: Path, theirs: Path) -> list[str]:
    """Say which files differ, or are in one alone."""
    left, right = named(ours), named(theirs)
    wrong = [f"only in one: {name}" for name in sorted({*left} ^ {*right})]
    for name in sorted({*left} & {*right}):
        pair = ours / name, theirs / name
        if name.endswith(".npy"):
            same = pair[0].read_bytes() == pair[1].read_bytes()
        else:
            same = not apart(*pair, INSIDE)
        if not same:
            wrong.append(f"differs: {name}")
    return wrong


def apart(left: Path, right: Path, how: str) -> int:
    """Count the rows of two Parquet files that stand in one of them alone."""
    sides = how.format(left), how.format(right)
    both = (EITHER.format(*sides), EITHER.format(*reversed(sides)))
    return sum(duckdb.execute(asked).fetchall()[0][0] for asked in both)


def told(ours: Path, theirs: Path) -> list[str]:
    """Say what the generations tell otherwise of themselves."""
    plain = [json.loads((f / MANIFEST).read_text("utf-8")) for f in (ours, theirs)]
    left, right = (bare(p) for p in plain)
    return [
        f"told otherwise: {name}"
        for name in sorted({*left} | {*right})
        if left.get(name) != right.get(name)
    ]


def bare(plain: object) -> object:
    """Give what is said, without how it came about."""
    if isinstance(plain, dict):
        return {k: bare(v) for k, v in plain.items() if k not in APART}
    return [bare(v) for v in plain] if isinstance(plain, list) else plain


def sources(left: Path, right: Path) -> list[str]:
    """Say which sources gave otherwise, in the order in which they were read."""
    wrong = []
    for one, other in zip(folders(left), folders(right), strict=True):
        for name in ("records", "mentions", "aside"):
            pair = one / f"{name}.parquet", other / f"{name}.parquet"
            if count := apart(*pair, ROWS):
                wrong.append(f"{count:,} rows differ: {name} of {one.name}")
    return wrong


def folders(case: Path) -> list[Path]:
    """Give the folders of the sources of a case's store."""
    plain = json.loads((required(case / "store") / MANIFEST).read_text("utf-8"))
    return [case / "store" / "sources" / note["key"] for note in plain["sources"]]


if __name__ == "__main__":
    main()
