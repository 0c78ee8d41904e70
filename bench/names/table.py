"""All matchers in one table: `python bench/names/table.py [FACTS] [--seconds 560]`.

Runs `run.py --ablate --sample 16` for one matcher and one question at a time, ours on
the same sample, and keeps each answer in `--kept`; when the time is up it stops between
two answers, and the same command goes on from there. At the end it prints one table:
accuracy and speed, every matcher at its own bar of 1 % false positives. An answer of
ours is kept for the weights and words it was made with, one of a peer for its version,
and both for the cases.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import held
import run

SCORERS = ("whence", "WRatio", "pinyin+WRatio", "token_set", "pinyin+token_set",
           "logic-v1", "logic-v2", "name-based", "splink")  # fmt: skip
PARTS = ("zh-en", "western", "own", "spelling", "speed", "listed")
PEERS = ("nomenklatura", "rigour", "splink", "rapidfuzz", "pypinyin")
SHARE = r"([0-9.]+) \["
COLUMNS = {
    "zh-en, random": rf"random     {SHARE}",
    "with hard": rf"with hard  {SHARE}",
    "listed, English": rf"list EN:.*\n\s+derivable: all {SHARE}",
    "of it Chinese": r"list EN:.*\n\s+derivable:.*?; zh ([0-9.]+);",
    "Xinjiang flagged": rf"list EN: .*flagged {SHARE}",
    "with Chinese names": rf"list EN\+ZH:.*\n\s+derivable: all {SHARE}",
    "Western F1 at .5": r"F1 at \.5 ([0-9.]+)",
    "spelling F1": r"variants: .*best F1 ([0-9.]+)",
    "own firms": rf"own, invented: .*?all {SHARE}",
    "pairs/s": r"([0-9,]+) pairs a second",
}


def stamp(scorer: str) -> str:
    """Give what an answer hangs on: the cases; our weights and words, or the versions
    of the peers."""
    here, data = Path(run.__file__).parent, Path(run.__file__).parents[2]
    files = [here / f"{name}.py" for name in ("cases", "peers", "run")]
    if scorer == "whence":
        data /= "src/whence/data"
        files += sorted([*data.glob("weights/*"), *data.glob("terms/*"), held.GLOSS])
    known = hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()[:12]
    return " ".join([known, *(f"{p}-{installed(p)}" for p in PEERS)])


def installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def answer(facts: Path, scorer: str, part: str, sample: int) -> str:
    """Run one question in a process of its own, and give what it printed."""
    found = subprocess.run(
        [sys.executable, run.__file__, str(facts), "--ablate", "--sample", str(sample),
         "--only", scorer, "--parts", part],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return found.stdout if not found.returncode else f"failed: {found.stderr[-300:]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, nargs="?", default=run.FACTS)
    parser.add_argument("--seconds", type=float, default=560)
    parser.add_argument("--sample", type=int, default=16)
    parser.add_argument("--kept", type=Path, default=Path("names-table"))
    given = parser.parse_args()
    start = time.monotonic()
    given.kept.mkdir(parents=True, exist_ok=True)
    hangs = {
        scorer: hashlib.sha256(f"{stamp(scorer)} {given.sample}".encode())
        for scorer in SCORERS
    }
    told = dict.fromkeys(SCORERS, "")
    for part in PARTS:
        for scorer in SCORERS:
            kept = given.kept / f"{scorer}.{part}.{hangs[scorer].hexdigest()[:12]}.txt"
            if not kept.exists():
                if time.monotonic() - start > given.seconds:
                    sys.exit(f"not done: {part} of {scorer} and on; run it again.")
                kept.write_text(answer(given.facts, scorer, part, given.sample))
                print(f"{scorer}, {part}", file=sys.stderr, flush=True)
            told[scorer] += kept.read_text()
    print(stamp("whence"))
    print("| matcher | " + " | ".join(COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 1) + "|")
    for scorer, text in told.items():
        cells = [re.search(pattern, text) for pattern in COLUMNS.values()]
        shown = " | ".join(c[1] if c else "failed" for c in cells)
        print(f"| {scorer} | {shown} |")


if __name__ == "__main__":
    main()
