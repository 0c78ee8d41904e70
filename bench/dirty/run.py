"""Read tables nobody prepared: are roles right, are all rows there, are sites found?

`python bench/dirty/run.py [--seeds 20] [--rows 60] [--only NAME] [--worst]
[--layouts layouts.txt layouts2.txt] [--forget] [--here]`

Layouts stand in `layouts.txt`, written down before the vocabulary that reads them; each
is damaged anew by each seed. Stated before the first run:
  roles      precision at least .97, recall at least .92, over all layouts and seeds
  kind       the right kind of table in at least .97 of the files
  persons    every column about a person is dropped (recall 1.0), and of the others
             none that has a role
  rows       none lost: rows_in is the number of rows written, and rows add up
  sites      at least .97 of the addresses planted in Xinjiang reach a party
  accepted   at least .90 of the files need no hand

`--here` reads in two processes of its own instead of a locked child per file: the same
reading in a third of the time, for many seeds.

`--forget` reads each table with every word of its own language forgotten (English is
never forgotten): what is left is the method. Stated before its first run:
  roles      precision at least .90, recall at least .60
  silent     of the roles of files that need no hand, at most .02 are wrong
"""

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from forget import forgotten  # noqa: E402
from make import Layout, Table, layouts, make  # noqa: E402
from wilson import wilson  # noqa: E402

from whence.errors import WhenceError  # noqa: E402
from whence.read import child, files  # noqa: E402
from whence.read.files import read_file  # noqa: E402
from whence.read.request import Request  # noqa: E402
from whence.read.roles import map_table  # noqa: E402
from whence.read.typed import type_tables  # noqa: E402

BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


def _none_yet() -> list[int]:
    return [0, 0]


class Score:
    """Sums over files."""

    def __init__(self) -> None:
        self.sums: Counter[str] = Counter()
        self.faults: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.bins: defaultdict[float, list[int]] = defaultdict(_none_yet)

    def add(self, other: "Score") -> None:
        """Take the sums of other files in."""
        self.sums.update(other.sums)
        for name, faults in other.faults.items():
            self.faults[name].update(faults)
        for top, (count, right) in other.bins.items():
            self.bins[top][0] += count
            self.bins[top][1] += right

    def judge(self, table: Table, work: Path) -> None:
        """Read one table and hold it against the truth."""
        path = work / f"{table.layout.name}{table.suffix}"
        path.write_bytes(table.content)
        self.sums["files"] += 1
        try:
            raws = read_file(path, work=work)
        except WhenceError as error:
            self.sums["unread"] += 1
            self.faults[table.layout.name][f"unread: {error.what}"] += 1
            self.sums["wanted"] += sum(r[0] not in "-?!" for r in table.truth.values())
            self.sums["persons"] += sum(r == "!" for r in table.truth.values())
            self.sums["planted"] += len(table.planted)
            self.sums["lost"] += table.rows
            return
        raw = max(raws, key=len)
        mapping = map_table(raw)
        self._roles(table, mapping)
        self._rows(table, raw, mapping)

    def _roles(self, table: Table, mapping) -> None:
        sums, faults = self.sums, self.faults[table.layout.name]
        sums["kind"] += mapping.kind.value == table.layout.kind
        if mapping.kind.value != table.layout.kind:
            faults[f"kind {mapping.kind.value}"] += 1
        sums["accepted"] += mapping.accepted
        found = {c.header: c for c in mapping.columns}
        for role, got in _measures(table, mapping):
            self._role("(months)", role, got, mapping.accepted, faults)
        for header, role in table.truth.items():
            shown = " ".join(header.split())
            got = found.get(shown)
            if role == "!":
                sums["persons"] += 1
                sums["dropped"] += shown in mapping.dropped
                if shown not in mapping.dropped:
                    faults[f"not dropped: {header}"] += 1
                continue
            if shown in mapping.dropped and role[0] not in "-?":
                faults[f"dropped: {header}"] += 1
            self._role(header, role, got, mapping.accepted, faults)

    def _role(self, header: str, role: str, got, accepted: bool, faults) -> None:
        """Hold the role that a column got against the right one."""
        sums = self.sums
        if role[0] not in "-?":
            sums["wanted"] += 1
            sums["found"] += got is not None and got.role == role
            if got is None or got.role != role:
                faults[f"{header}: {got.role if got else 'nothing'}, not {role}"] += 1
        if got is None:
            return
        sums["given"] += 1
        right = got.role == role.lstrip("?")
        sums["right"] += right
        sums["unasked"] += accepted
        sums["silent"] += accepted and not right
        if not right and role[0] in "-?":
            faults[f"{header}: {got.role}, not {role}"] += 1
        bin_ = next(b for b in BINS if got.confidence < b)
        self.bins[bin_][0] += 1
        self.bins[bin_][1] += right

    def _rows(self, table: Table, raw, mapping) -> None:
        sums = self.sums
        sums["lost"] += max(0, table.rows - raw.rows_in)
        sums["invented"] += max(0, raw.rows_in - table.rows)
        if raw.rows_in != table.rows:
            self.faults[table.layout.name][f"rows {raw.rows_in}, not {table.rows}"] += 1
        typed = type_tables([(raw, mapping)])
        sums["unbalanced"] += not all(c.add_up for c in typed.counts.values())
        sums["rows"] += table.rows
        sums["used"] += sum(c.used + c.merged for c in typed.counts.values())
        places = {m.address for m in typed.tables.mentions()}
        hits = sum(any(p in place for place in places) for p in table.planted)
        sums["planted"] += len(table.planted)
        sums["sites"] += hits
        if hits < len(table.planted):
            self.faults[table.layout.name][f"sites lost {table.damage}"] += 1


def _measures(table: Table, mapping) -> list[tuple[str, object]]:
    """Pair the roles that months must make with the columns made of them: their headers
    are the reader's own words, so that each is sought by its role."""
    made = [c for c in mapping.columns if c.header not in table.truth]
    by_role = {c.role: c for c in made}
    return [(role, by_role.get(role.lstrip("?"))) for role in table.measures]


def share(part: int, whole: int) -> str:
    """Write a share with its 95 % interval, as if every column were drawn by itself."""
    if not whole:
        return "none"
    low, high = wilson(part, whole)
    return f"{part / whole:.3f} [{low:.3f}, {high:.3f}] ({part:,} of {whole:,})"


def judged(form: Layout, seeds: range, rows: int, forget: bool) -> Score:
    """Judge the tables that the seeds make of a layout."""
    score = Score()
    with (
        tempfile.TemporaryDirectory() as folder,
        forgotten(form.language if forget else ""),
    ):
        for seed in seeds:
            score.judge(make(form, seed, rows), Path(folder))
    return score


def read_here() -> None:
    """From now on read files in this process, without the lock of the child."""

    def answered(path: object, asked: Request, limits: object) -> dict[str, list[str]]:
        return child.answered(Request.from_json(asked.to_json()))

    child.lock = lambda bounds, folder: None
    files.in_a_child = answered


def scores(forms: list[Layout], asked: argparse.Namespace) -> Iterator[Score]:
    """Judge all layouts, one after another or in two processes."""
    seeds = range(asked.first, asked.first + asked.seeds)
    each = (forms, repeat(seeds), repeat(asked.rows), repeat(asked.forget))
    if not asked.here:
        yield from map(judged, *each)
        return
    with ProcessPoolExecutor(2, initializer=read_here) as pool:
        yield from pool.map(judged, *each)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--rows", type=int, default=60)
    parser.add_argument("--only", default="")
    parser.add_argument("--worst", action="store_true")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--layouts", nargs="+", default=["layouts.txt"])
    parser.add_argument("--forget", action="store_true", help="each table's language")
    parser.add_argument("--here", action="store_true", help="without the locked child")
    chosen = parser.parse_args()
    books = [form for name in chosen.layouts for form in layouts(HERE / name)]
    forms = [form for form in books if chosen.only in form.name]
    if chosen.forget:
        forms = [form for form in forms if form.language != "en"]
    score = Score()
    began = time.perf_counter()
    for done in scores(forms, chosen):
        score.add(done)
    s = score.sums
    took = time.perf_counter() - began
    print(f"{s['files']} files of {len(forms)} layouts in {took:.0f} s")
    print("role precision ", share(s["right"], s["given"]))
    print("role recall    ", share(s["found"], s["wanted"]))
    print("kind           ", share(s["kind"], s["files"]))
    print("persons dropped", share(s["dropped"], s["persons"]))
    print("files unread   ", share(s["unread"], s["files"]))
    print("wrong, not asked", share(s["silent"], s["unasked"]))
    print("no hand needed ", share(s["accepted"], s["files"]))
    print(
        f"rows lost {s['lost']}, invented {s['invented']}, unbalanced {s['unbalanced']}"
    )
    print("rows used      ", share(s["used"], s["rows"]))
    print("sites found    ", share(s["sites"], s["planted"]))
    for top, (count, right) in sorted(score.bins.items()):
        print(f"  confidence below {min(top, 1):.2f}: right {share(right, count)}")
    if chosen.worst:
        for name, faults in sorted(score.faults.items()):
            print(f"[{name}]")
            for fault, count in faults.most_common(14):
                print(f"   {count} x {fault}")


if __name__ == "__main__":
    main()
