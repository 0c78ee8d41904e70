"""A large binder and a large folder: seconds, memory, and the same bytes twice.

`python bench/desk/binder.py [--pages 420] [--files 5000] [--runs 2]`

Wanted, stated before the first run: a binder of 400 pages from reading to the last file
in under 60 s and 1 GB, and the same bytes from the same inputs; a folder of 5,000 files
read by `docket gaps` in under 1 GB, with progress. Each run is a process of its own, so
that its peak of memory is its own; seconds of the processor stand beside the clock's.
"""

import argparse
import hashlib
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import typst

HERE = Path(__file__).resolve().parent
SECONDS, BYTES = 60.0, 1_000_000_000
PAGES_EACH = 10
GOODS = ("Combed cotton yarn Ne 30", "Raw cotton, baled", "Knitted fabric, greige")
GOODS_ZH = ("精梳棉纱 30 支", "皮棉", "针织坯布")
AS_OF = "2026-11-27"


def page(rng: random.Random, number: int, *, chinese: bool) -> str:
    """Give one dense page of a paper in the typesetter's words."""
    goods = GOODS_ZH if chinese else GOODS
    heads = ("批号", "品名", "净重") if chinese else ("Lot No.", "Goods", "Net weight")
    rows = []
    for _ in range(38):
        kilograms = f"{rng.randrange(200, 90_000) / 10:,.1f} kg"
        lot = f"L-{rng.randrange(10_000, 99_999)}"
        rows.append(f"[{lot}],[{rng.choice(goods)}],[{kilograms}]")
    title = "装箱单" if chinese else "Packing List"
    label = "装箱单号" if chinese else "Packing list No."
    return (
        f"= {title}\n#grid(columns: 2, gutter: 8pt, [{label}:], [PL-{number}])\n"
        f"#table(columns: 3, [{heads[0]}],[{heads[1]}],[{heads[2]}],"
        + ",".join(rows)
        + ")\n"
    )


def write_pages(out: Path, pages: int, seed: int) -> int:
    """Write PDFs of ten pages each, one in seven in Chinese; give how many pages."""
    rng = random.Random(seed)
    out.mkdir(parents=True)
    made = 0
    while made < pages:
        number = made // PAGES_EACH
        chinese = number % 7 == 3
        parts = [
            page(rng, number * 100 + n, chinese=chinese) for n in range(PAGES_EACH)
        ]
        face = '#set text(9pt, lang: "zh")\n' if chinese else "#set text(9pt)\n"
        source = out / f"paper {number:03}.typ"
        source.write_text(face + "#pagebreak()\n".join(parts), "utf-8")
        typst.compile(str(source), output=str(source.with_suffix(".pdf")))
        source.unlink()
        made += PAGES_EACH
    return made


def write_files(out: Path, many: int, seed: int) -> None:
    """Write a folder of many papers, from folders of the second generator."""
    kept = Path(tempfile.mkdtemp())
    for number in range(3):
        make = [
            sys.executable,
            str(HERE / "second" / "make.py"),
            str(kept / str(number)),
        ]
        subprocess.run(
            [*make, "--seed", str(seed + number)], check=True, capture_output=True
        )
    papers = sorted(p for p in kept.glob("*/papers/**/*") if p.is_file())
    for number in range(many):
        paper = papers[number % len(papers)]
        place = out / f"{number // 500:02}" / f"{number:05}{paper.suffix}"
        place.parent.mkdir(parents=True, exist_ok=True)
        data = paper.read_bytes()
        # Not one byte for byte: a copy would be left out and cost nothing.
        tail = f"\n% {number}\n".encode() if paper.suffix == ".pdf" else b""
        place.write_bytes(data + tail)


def called(*words: str) -> None:
    """Call a command of the package in this process; leave with what it says."""
    from click.testing import CliRunner

    from whence.cli import cli

    done = CliRunner().invoke(cli, list(words))
    if done.exit_code:
        sys.exit(f"{words[:2]} left with {done.exit_code}: {done.output[-500:]}")


def one_binder(papers: Path, work: Path) -> None:
    """Bind the folder, in this process."""
    called("docket", "binder", str(papers), "--case", str(work.parent / "case"),
           "--as-of", AS_OF, "--out", str(work))  # fmt: skip


def one_folder(papers: Path) -> None:
    """Find the gaps of the folder, in this process, and say how progress was told."""
    from datetime import date

    from whence.jobs.docket_gaps import GapsRequest, find_gaps

    told: list[int] = []
    request = GapsRequest(
        papers,
        date.fromisoformat(AS_OF),
        progress=lambda _, done, __: told.append(done),
    )
    result = find_gaps(request)
    print(f"  {len(result.papers)} papers, {len(result.aside)} aside, progress told"
          f" {len(told)} times")  # fmt: skip


def timed(*words: str) -> tuple[float, float, int]:
    """Run this file anew; give seconds, seconds of the processor, and peak bytes."""
    begun = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, __file__, *words], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - begun, used, after.ru_maxrss * 1024


def digest(folder: Path) -> str:
    """Give one hash of every file of a folder, by name."""
    made = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        made.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return made.hexdigest()


def main() -> int:
    """Run both; 0 when what was wanted holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=420)
    parser.add_argument("--files", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        what, papers, work = asked.one
        if what == "binder":
            one_binder(Path(papers), Path(work))
        else:
            one_folder(Path(papers))
        return 0
    met = True
    with tempfile.TemporaryDirectory() as place:
        root, seen = Path(place), set()
        if asked.pages:
            pages = write_pages(root / "papers", asked.pages, asked.seed)
            # One docket for all runs: its custody log is part of the binder.
            called("docket", "open", "--presented", "2026-11-02", "--as", "D-1",
                   "--commodity", "cotton", "--case", str(root / "case"))  # fmt: skip
            for run in range(asked.runs):
                work = root / f"run{run}"
                wall, used, peak = timed(
                    "--one", "binder", str(root / "papers"), str(work)
                )
                seen.add(digest(work))
                met &= used < SECONDS and peak < BYTES
                cost = f"{wall:.1f} s, {used:.1f} s of the processor"
                print(f"binder of {pages} pages: {cost}, {peak / 1e6:,.0f} MB")
            met &= len(seen) == 1
            print("same bytes" if len(seen) == 1 else "OTHER BYTES")
        if asked.files:
            write_files(root / "many", asked.files, asked.seed)
            wall, used, peak = timed("--one", "folder", str(root / "many"), "-")
            met &= peak < BYTES
            print(f"gaps of {asked.files} files: {wall:.1f} s, {used:.1f} s of the"
                  f" processor, {peak / 1e6:,.0f} MB")  # fmt: skip
    print("met" if met else "NOT met")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
