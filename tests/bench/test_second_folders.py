"""The second maker of detention folders: the same bytes, sound books, every fault."""

import hashlib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SECOND = Path(__file__).parents[2] / "bench" / "desk" / "second"
SEEDS = range(8)


@pytest.fixture(scope="module")
def make() -> Iterator[ModuleType]:
    sys.path.insert(0, str(SECOND))
    try:
        import make as module  # type: ignore[import-not-found]

        yield module
    finally:
        sys.path.remove(str(SECOND))
        for name in [
            n for n in sys.modules if n.split(".")[0] in {"make", "paperwork"}
        ]:
            del sys.modules[name]


@pytest.fixture(scope="module")
def worlds(make: ModuleType) -> list[Any]:
    return [make.sound(seed) for seed in SEEDS]


def bytes_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_one_seed_gives_the_same_bytes_in_another_process(
    make: ModuleType, tmp_path: Path
) -> None:
    make.write(tmp_path / "here", 4, 5, make.Press())
    asked = ["--seed", "4", "--faults", "5"]
    subprocess.run(
        [sys.executable, "-B", SECOND / "make.py", tmp_path / "there", *asked],
        check=True,
        timeout=120,
        capture_output=True,
    )
    here, there = bytes_of(tmp_path / "here"), bytes_of(tmp_path / "there")
    assert here == there
    truth = json.loads((tmp_path / "here" / "truth.json").read_text("utf-8"))
    assert {f"papers/{row['file']}" for row in truth["papers"]} | {"truth.json"} == set(
        here
    )
    assert sum(p.stat().st_size for p in (tmp_path / "here").rglob("*")) < 3_000_000


def test_every_run_yields_what_an_honest_works_can(worlds: list[Any]) -> None:
    for world in worlds:
        for run in world.runs:
            if run.at == 0:
                continue
            stage = world.stages[run.at]
            low, high = stage.need_of(world.piece_kg[run.at])
            needed = sum(qty for _, qty in run.inputs) / run.qty
            # Whole bales may weigh up to one bale more than the plan asked for.
            slack = 0.93 if run.bales else 0.999
            assert low * slack <= needed <= high * 1.001, (stage.name, needed)


def test_no_lot_is_used_beyond_what_was_bought_of_it(worlds: list[Any]) -> None:
    for world in worlds:
        bought: Counter[str] = Counter()
        used: Counter[str] = Counter()
        for sale in world.sales:
            for line in sale.lines:
                bought[line.lot] += line.qty
            carried = sum(line.qty for trip in sale.trips for line in trip.carried)
            packed = sum(line.qty for trip in sale.trips for line in trip.packed)
            assert carried == pytest.approx(sale.qty, abs=0.05)
            assert packed == pytest.approx(sale.qty, abs=0.05)
        for run in world.runs:
            used.update(dict(run.inputs))
            assert bought[run.lot] == pytest.approx(run.qty, abs=0.05)
        assert all(qty <= bought[lot] + 0.05 for lot, qty in used.items())


def test_every_sale_is_ordered_made_billed_carried_and_paid_in_that_order(
    worlds: list[Any],
) -> None:
    for world in worlds:
        ready = {run.lot: run.end for run in world.runs}
        arrived: dict[str, Any] = {}
        for sale in world.sales:
            made = max(ready[line.lot] for line in sale.lines)
            assert sale.order_day < made < sale.invoice_day
            assert all(sale.invoice_day <= t.day < t.arrives for t in sale.trips)
            assert sale.invoice_day < world.payment_of(sale).day
            for line in sale.lines:
                arrived[line.lot] = max(trip.arrives for trip in sale.trips)
        for run in world.runs:
            assert run.start < run.end
            assert all(arrived[lot] < run.start for lot, _ in run.inputs)


def test_both_chains_and_papers_in_number_and_none_twice(
    make: ModuleType, worlds: list[Any]
) -> None:
    assert {world.chain for world in worlds} == {"cotton", "silicon"}
    for seed in SEEDS:
        _, papers, told = make.compile_folder(seed, 0)
        assert not told
        assert 25 <= len(papers) <= 59
        assert len({paper.file for paper in papers}) == len(papers)
        assert len({paper.number for paper in papers}) == len(papers)


def test_each_kind_of_fault_is_planted_and_shows_on_paper(make: ModuleType) -> None:
    seen: Counter[str] = Counter()
    for seed in SEEDS:
        _, clean, _ = make.compile_folder(seed, 0)
        _, papers, told = make.compile_folder(seed, 11)
        seen.update(fault["kind"] for fault in told)
        numbers = {paper.number for paper in papers}
        for fault in told:
            check(fault, papers, numbers, clean)
    assert set(seen) == set(make.faults.KINDS)


def check(
    fault: dict[str, Any], papers: list[Any], numbers: set[str], clean: list[Any]
) -> None:
    """Hold one told fault against the papers that were written."""
    kind, key = fault["kind"], fault["key"]
    assert fault["stage"] in {paper.stage for paper in clean}
    if kind == "missing stage":
        assert key not in {paper.stage for paper in papers}
    elif kind == "missing document":
        gone = [p for p in papers if p.stage == key and p.kind == fault["document"]]
        assert not gone
    elif kind == "lot from nowhere":
        users = [p for p in papers if key in p.lots]
        assert {p.kind for p in users} <= {"production record"}
    elif kind == "one number on two papers":
        same = [p for p in papers if p.number == key and p.kind == "invoice"]
        assert len(same) == 2
    else:
        assert key in numbers
    if kind == "missing quantity":
        assert all(not p.quantities for p in papers if p.number == key)
