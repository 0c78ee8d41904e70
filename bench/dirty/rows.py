"""Is every row of every damaged table there, and every encoding read or asked about?

`python bench/dirty/rows.py [--seeds 20] [--first 0] [--layouts layouts.txt ...]`

Only the reading is judged, without roles, so that many seeds take little time. Stated
before the first run: no row lost, none invented, no file refused.
"""

import argparse
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from make import Table, layouts, make  # noqa: E402

from whence.errors import WhenceError  # noqa: E402
from whence.read.child import _sheets  # noqa: E402
from whence.read.files import DEFAULT, request_of  # noqa: E402
from whence.read.request import Request  # noqa: E402

ALL = [f"layouts{n}.txt" for n in ("", 2, 3, 4, 5, 6)]


def judge(table: Table, request: Request, sums: Counter[str]) -> None:
    """Read one table in this process and count its rows."""
    sums["files"] += 1
    sums["rows"] += table.rows
    Path(request.path).write_bytes(table.content)
    try:
        with open(request.path, "rb") as stream:
            sheet = max(_sheets(stream, request), key=lambda s: len(s.lines))
    except WhenceError as error:
        sums["refused"] += 1
        sums["lost"] += table.rows
        print(f"{table.layout.name} {table.damage}: {error.what}")
        return
    found = len(sheet.lines) + len(sheet.aside)
    sums["guessed"] += bool(sheet.doubt)
    sums["lost"] += max(0, table.rows - found)
    sums["invented"] += max(0, found - table.rows)
    if found != table.rows:
        print(f"{table.layout.name} {table.damage}: {found} of {table.rows} rows")


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--layouts", nargs="+", default=ALL)
    chosen = parser.parse_args()
    sums: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        base = request_of(Path(folder) / "a.csv", folder, DEFAULT)
        for form in [f for name in chosen.layouts for f in layouts(HERE / name)]:
            for seed in range(chosen.first, chosen.first + chosen.seeds):
                table = make(form, seed, 60)
                path = str(Path(folder) / f"a{table.suffix}")
                judge(table, replace(base, path=path), sums)
    print(
        f"{sums['files']:,} files, {sums['rows']:,} rows: lost {sums['lost']},"
        f" invented {sums['invented']}, files refused {sums['refused']},"
        f" encodings guessed and asked about {sums['guessed']}"
    )


if __name__ == "__main__":
    main()
