"""Read 30 real supplier tables, then find the sites planted in them.

`python bench/facilities/run.py [FOLDER] [--seeds 20] [--rate 0.03]`

Stated before the first run:
  as they are   every table is read (an XLS may be set aside with a reason), all rows
                add up, and no place in Xinjiang is read, not even as a signal
  planted       recall over 20 seeds at least .98 in Han script, .95 in Uyghur script,
                .90 in pinyin and as exonyms; a postal code is a signal, recall .95
  false alarms  none among the rows that were there before
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

import plant  # noqa: E402
import procs  # noqa: E402
from wilson import wilson  # noqa: E402

FOLDER = HERE.parents[2] / "shared" / "data" / "facilities"
WANTED = {
    "han": 0.98,
    "uyghur": 0.95,
    "pinyin": 0.9,
    "exonym": 0.9,
    "postal code": 0.95,
}


def assess(files: list[Path], work: Path) -> tuple[dict[str, Any], procs.Run]:
    """Run one `assess` over the files and give the findings.

    Raises SystemExit with the words of the program when it fails.
    """
    work.mkdir(parents=True)
    run = procs.whence(
        "assess", *map(str, files), "--out", str(work / "out"), "--case",
        str(work / "case"), "--as-of", "2026-06-26", "--accept-mapping", "--json",
        cwd=work, timeout=600,
    )  # fmt: skip
    if run.code not in (0, 4):
        raise SystemExit(f"whence ended with {run.code}\n{run.stderr[-2000:]}")
    return json.loads((work / "out" / "findings.json").read_text("utf-8")), run


def as_they_are(files: list[Path], work: Path) -> bool:
    """Check the tables without anything planted."""
    findings, run = assess(files, work)
    names = {Path(row["name"]).name for row in findings["inputs"] if row["rows_in"]}
    unread = sorted({f.name for f in files} - names)
    broken = procs.check_sums(findings)
    region = [
        p["name"] for p in findings["parties"] if procs.in_region(p, signals=True)
    ]
    rows = sum(row["rows_in"] for row in findings["inputs"])
    print(f"as they are: {len(files) - len(unread)} of {len(files)} tables read, "
          f"{rows} rows, {run.seconds:.1f} s")  # fmt: skip
    print(f"  not read: {', '.join(unread) or 'none'}")
    print(f"  rows that do not add up: {', '.join(broken) or 'none'}")
    print(f"  read as Xinjiang: {', '.join(region) or 'none'}")
    legacy = all(name.endswith(".xls") for name in unread)
    return legacy and not broken and not region


def with_plants(files: list[Path], work: Path, seeds: int, rate: float) -> bool:
    """Plant, find, and print recall per spelling with intervals."""
    hits, count, signals, alarms = Counter[str](), Counter[str](), Counter[str](), 0
    missed: Counter[str] = Counter()
    for seed in range(seeds):
        folder = work / f"tables-{seed}"
        folder.mkdir()
        planted = plant.plant(files, folder, seed=seed, rate=rate)
        findings, _ = assess([folder / f.name for f in files], work / f"run-{seed}")
        places = {
            name: party for party in findings["parties"] for name in party["names"]
        }
        for site in planted:
            count[site.spelling] += 1
            party = places.get(site.name)
            as_place = party is not None and procs.in_region(party)
            either = party is not None and procs.in_region(party, signals=True)
            hits[site.spelling] += as_place
            signals[site.spelling] += either
            if not either:
                missed[f"{site.spelling}: {site.address}"] += 1
        ours = {site.name for site in planted}
        alarms += sum(
            procs.in_region(p, signals=True) and not ours & set(p["names"])
            for p in findings["parties"]
        )
    fine = alarms == 0
    print(f"planted over {seeds} seeds at {rate:.0%}:")
    for spelling in plant.SPELLINGS:
        n = count[spelling]
        got = signals[spelling] if spelling == "postal code" else hits[spelling]
        low, high = wilson(got, n)
        held = got / n >= WANTED[spelling]
        fine = fine and held
        print(f"  {spelling:<12} {got:>4} of {n:<4} {got / n:.3f} "
              f"[{low:.3f}, {high:.3f}] {'held' if held else 'FAILED'} "
              f"(wanted {WANTED[spelling]})")  # fmt: skip
    print(f"  false alarms: {alarms}")
    for text, times in missed.most_common(20):
        print(f"  missed {times}x {text}")
    return fine


def main() -> int:
    """Run both parts; 1 when a stated expectation did not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--rate", type=float, default=0.03)
    args = parser.parse_args()
    if not args.folder.is_dir():
        print(f"no tables at {args.folder}: nothing measured")
        return 0
    files = sorted(
        p for p in args.folder.iterdir() if p.suffix in (".csv", ".xls", ".xlsx")
    )
    tables = [f for f in files if f.suffix == ".csv"]
    with tempfile.TemporaryDirectory(prefix="whence-bench-") as folder:
        work = Path(folder)
        held = as_they_are(files, work / "plain")
        held = with_plants(tables, work, args.seeds, args.rate) and held
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
