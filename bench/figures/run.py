"""Are the report's quotations at their places, and how long do the two commands take?

Expected: with the text of the report, every quotation of the 77 claims and of the
further numbers is found at its place; its sha256 is the one of `texts.yml`. Each
command takes under 2 seconds, imports and all, in the slowest of ten runs on two free
cores.

    python bench/figures/run.py [TEXT]

TEXT is the report as plain text; without it ../shared/report/zenz_2022.txt is used
when it is there, else only time is measured.
"""

import hashlib
import resource
import subprocess
import sys
import time
from pathlib import Path

from whence.jobs.figures import FiguresRequest, figures
from whence.shelf.figures import text_hashes

RUNS = 10
LIMIT = 2.0
COMMANDS = (
    ("figures", "check"),
    ("estimate",),
    ("figures", "trade"),
)
PLACES = [
    parent / "shared" / "report" / "zenz_2022.txt" for parent in Path.cwd().parents
]


def text_at() -> Path | None:
    """Give the report's text, if it is anywhere."""
    if len(sys.argv) > 1:
        return Path(sys.argv[1])
    return next((p for p in PLACES if p.is_file()), None)


def quotations(path: Path) -> bool:
    """Hold every quotation against the text."""
    sha = hashlib.sha256(path.read_bytes()).hexdigest()
    same = sha == text_hashes()["zenz-2022"]
    print(f"text: {'the one quoted from' if same else 'another copy'} ({sha[:16]})")
    result = figures(FiguresRequest(set_name="all", text=path))
    for tie, count in result.ties:
        print(f"  {count:>4}  {tie.value}")
    return {t.value for t, _ in result.ties} <= {"found in the text", "no quotation"}


def timed(command: tuple[str, ...]) -> bool:
    """Time a command from a cold interpreter."""
    taken, used = [], []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        subprocess.run(
            [Path(sys.executable).with_name("whence"), *command],
            check=True,
            capture_output=True,
        )
        taken.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    taken.sort()
    name = " ".join(command)
    print(
        f"{name:<16} {taken[0]:.2f} s best, {taken[-1]:.2f} s worst of {RUNS};"
        f" computing {min(used):.2f} to {max(used):.2f} s"
    )
    return taken[-1] < LIMIT


def main() -> int:
    """Run both parts."""
    path = text_at()
    good = quotations(path) if path else True
    if path is None:
        print("the report's text is not here")
    return 0 if all([timed(c) for c in COMMANDS]) and good else 1


if __name__ == "__main__":
    sys.exit(main())
