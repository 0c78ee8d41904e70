"""Measure a long dossier on paper: `python bench/printing/run.py`.

Target: 500 pages in under 60 s and 1 GB on 2 cores. The findings are those of the
example (examples/case); its consignments are printed several times over, under names of
their own, by the print policy `full`. Expected beside it: every page
says its number and the number of all, and printing again gives the same bytes. Memory
is that of the whole tree of processes, sampled; shared pages count twice. It takes some
two minutes, tells on standard error where it is, and gives up on a printing after
`--most` seconds.
"""

import argparse
import json
import os
import pickle
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE.parent)]

import procs  # noqa: E402

SECONDS, BYTES, PAGES = 60.0, 1_000_000_000, 500


def findings_of_the_example(folder: Path) -> bytes:
    """Run `assess` on the example and keep its findings."""
    from whence.jobs import assess

    case = folder / "case"
    shutil.copytree(ROOT / "examples" / "case", case)
    files = tuple(sorted([*case.glob("*.csv"), *case.glob("*.xlsx")]))
    request = assess.AssessRequest(
        files=files, case=case, out=folder / "out", as_of=date(2026, 6, 26)
    )
    return pickle.dumps(assess.assess(request).findings)


def print_once(source: Path, out: Path, copies: int) -> None:
    """Print the findings, their consignments so many times over; tell the cost."""
    from whence.report.pdf import to_pdf
    from whence.shelf.prints import bounds

    findings = pickle.loads(source.read_bytes())
    more = tuple(
        replace(c, id=f"{c.id}.{n}", name=f"{c.name} ({n})")
        for n in range(copies)
        for c in findings.consignments
    )
    start = time.perf_counter()
    data = to_pdf(replace(findings, consignments=more), bounds("full"))
    seconds = time.perf_counter() - start
    used = [
        resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    cpu = sum(u.ru_utime + u.ru_stime for u in used)
    out.write_bytes(data)
    print(json.dumps({"seconds": seconds, "cpu": cpu, "bytes": len(data)}))


def measured(
    source: Path, out: Path, copies: int, most: float
) -> tuple[dict[str, float], int]:
    """Print in a process of its own and watch the memory of all below it.

    Ends the bench when it takes longer than `most` seconds.
    """
    command = [sys.executable, __file__, "--child", str(source), str(out)]
    child = subprocess.Popen(
        [*command, "--copies", str(copies)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    peak, start = 0, time.perf_counter()
    while child.poll() is None:
        peak = max(peak, procs.tree_memory(child.pid))
        if time.perf_counter() - start > most:
            os.killpg(child.pid, signal.SIGKILL)
            sys.exit(
                f"MISSED: not printed after {most:.0f} s, peak {peak / 1e6:.0f} MB"
            )
        time.sleep(procs.PAUSE)
    assert child.stdout is not None
    return json.loads(child.stdout.read()), peak


def told(what: str) -> None:
    """Say on standard error what begins, with the load of the machine."""
    now, load = datetime.now(UTC), os.getloadavg()[0]
    print(f"{now:%H:%M:%S} load {load:.1f}: {what}", file=sys.stderr, flush=True)


def numbered(data: bytes) -> tuple[int, int]:
    """Count the pages, and those that say which page of how many they are."""
    import pypdfium2

    book = pypdfium2.PdfDocument(data)
    texts = (" ".join(p.get_textpage().get_text_bounded().split()) for p in book)
    right = sum(f"page {n} of {len(book)}" in t for n, t in enumerate(texts, 1))
    return len(book), right


def main() -> int:
    """Print twice, judge, tell; 1 when something did not hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--copies", type=int, default=4)
    parser.add_argument("--most", type=float, default=240.0)
    parser.add_argument("--child", nargs=2, default=None)
    asked = parser.parse_args()
    if asked.child:
        print_once(Path(asked.child[0]), Path(asked.child[1]), asked.copies)
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, out = folder / "findings", folder / "dossier.pdf"
        told("the findings of the example")
        source.write_bytes(findings_of_the_example(folder))
        told(f"printing {asked.copies} times over")
        cost, peak = measured(source, out, asked.copies, asked.most)
        first = out.read_bytes()
        told("printing the same again")
        again, peak_again = measured(source, out, asked.copies, asked.most)
        told("counting the pages")
        pages, right = numbered(first)
        same = first == out.read_bytes()
    peak = max(peak, peak_again)
    seconds = max(cost["seconds"], again["seconds"])
    held = [
        ("pages", pages >= PAGES, f"{pages}"),
        (
            "seconds",
            seconds < SECONDS,
            f"{cost['seconds']:.1f}, {again['seconds']:.1f}",
        ),
        ("peak memory", peak < BYTES, f"{peak / 1e6:.0f} MB"),
        ("every page numbered", right == pages, f"{right} of {pages}"),
        ("same bytes again", same, f"{len(first) / 1e6:.1f} MB"),
    ]
    for what, good, figure in held:
        print(f"{'held  ' if good else 'MISSED'} {what}: {figure}")
    day, cpu = f"{datetime.now(UTC):%Y-%m-%d}", max(cost["cpu"], again["cpu"])
    load = os.getloadavg()[0]
    print(f"{day}, {cpu:.1f} s of the processor, load {load:.1f}, {procs.machine()}")
    return 0 if all(good for _, good, _ in held) else 1


if __name__ == "__main__":
    sys.exit(main())
