"""Measure a long dossier on paper: `python bench/printing/run.py`.

Target: 500 pages in under 60 s and 1 GB on 2 cores. The findings are those of the
example (examples/case); its consignments are printed several times over, under names of
their own, by the print policy `full`. Expected beside it: every page
says its number and the number of all, and printing again gives the same bytes. Memory
is that of the whole tree of processes, sampled; shared pages count twice.
"""

import argparse
import json
import pickle
import resource
import shutil
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


def measured(source: Path, out: Path, copies: int) -> tuple[dict[str, float], int]:
    """Print in a process of its own and watch the memory of all below it."""
    command = [sys.executable, __file__, "--child", str(source), str(out)]
    child = subprocess.Popen(
        [*command, "--copies", str(copies)], stdout=subprocess.PIPE, text=True
    )
    peak = 0
    while child.poll() is None:
        peak = max(peak, procs.tree_memory(child.pid))
        time.sleep(0.1)
    assert child.stdout is not None
    return json.loads(child.stdout.read()), peak


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
    parser.add_argument("--child", nargs=2, default=None)
    asked = parser.parse_args()
    if asked.child:
        print_once(Path(asked.child[0]), Path(asked.child[1]), asked.copies)
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, out = folder / "findings", folder / "dossier.pdf"
        source.write_bytes(findings_of_the_example(folder))
        cost, peak = measured(source, out, asked.copies)
        first = out.read_bytes()
        again, peak_again = measured(source, out, asked.copies)
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
    day, cpu = f"{datetime.now(UTC):%Y-%m-%d}", cost["cpu"]
    print(f"{day}, {cpu:.1f} s of the processor, {procs.machine()}")
    return 0 if all(good for _, good, _ in held) else 1


if __name__ == "__main__":
    sys.exit(main())
