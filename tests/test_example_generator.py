"""The committed example is what its generator writes, and its words are sound."""

import csv
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

EXAMPLES = Path(__file__).parent.parent / "examples"
WORDS = {
    "presumed",
    "under order",
    "to answer",
    "untraced",
    "no link found",
    "not in effect",
    "out of scope",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("example")
    subprocess.run(
        [sys.executable, "-B", str(EXAMPLES / "make.py"), str(out)],
        check=True,
        timeout=60,
    )
    return out


def content(path: Path) -> Any:
    """Give the bytes; of a workbook its parts, since zlib builds differ in theirs."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def expected() -> dict[str, Any]:
    return yaml.safe_load((EXAMPLES / "expected.yml").read_text("utf-8"))


def test_the_generator_writes_the_committed_files_again(written: Path) -> None:
    fresh = {p.relative_to(written) for p in written.rglob("*") if p.is_file()}
    held = {p.relative_to(EXAMPLES) for p in (EXAMPLES / "case").rglob("*")}
    held = {p for p in held if (EXAMPLES / p).is_file()} | {Path("expected.yml")}
    assert fresh == held
    for path in sorted(fresh):
        assert content(written / path) == content(EXAMPLES / path), path


def test_no_file_is_larger_than_a_megabyte() -> None:
    sizes = [p.stat().st_size for p in (EXAMPLES / "case").rglob("*") if p.is_file()]
    assert max(sizes) < 1_000_000


def test_every_outcome_word_is_expected_somewhere() -> None:
    said = Counter(
        decision["outcome"]
        for row in expected()["consignments"]
        for decision in row["measures"].values()
    )
    assert set(said) == WORDS
    assert said["untraced"] > said["presumed"] > 5


def test_every_consignment_stands_in_the_tables_once() -> None:
    keys = [row["consignment"] for row in expected()["consignments"]]
    assert len(keys) == len(set(keys))
    with (EXAMPLES / "case/entries_es003.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    entered = {
        f"{r['Entry Summary Number']}/{int(r['Entry Summary Line Number'])}"
        for r in rows
    }
    assert entered <= set(keys)
    assert len(set(keys) - entered) == 3, "one known to the broker only, two orders"


def test_the_trade_records_are_five_thousand_beside_the_dirt() -> None:
    tables = expected()["tables"]
    dirt = Counter(
        row["file"] for row in expected()["dirt"] if row["file"].startswith("trade")
    )
    rows = sum(t["rows"] for name, t in tables.items() if name.startswith("trade"))
    assert rows - sum(dirt.values()) == 5000


@pytest.mark.parametrize(
    "name", ["trade_2022_2024.csv", "trade_2025_2026.csv", "trade_zh_gb18030.csv"]
)
def test_the_stated_rows_are_the_rows_of_the_file(name: str) -> None:
    encoding = "gb18030" if "gb18030" in name else "utf-8"
    with (EXAMPLES / "case" / name).open(encoding=encoding, newline="") as lines:
        rows = list(csv.reader(lines))
    header, table = rows[0], expected()["tables"][name]
    apart = [r for r in rows[1:] if not r or r == header or r[0] == "Total"]
    assert len(rows) - 1 - len(apart) == table["rows"]
    assert len(apart) == table["apart"]


def test_a_planted_bad_date_stands_in_the_row_that_is_named() -> None:
    bad = [row for row in expected()["dirt"] if row["kind"] == "impossible date"]
    named = [row for row in bad if row["file"] == "trade_2025_2026.csv"]
    named += [row for row in bad if row["file"] == "trade_2022_2024.csv"]
    for row in named:
        lines = (EXAMPLES / "case" / row["file"]).read_text("utf-8").splitlines()
        text = lines[row["row"] - 1]
        assert any(d in text for d in ("2025-02-30", "2024-13-05", "0000-00-00")), row


def test_the_named_papers_lie_in_the_folder_but_for_the_one_left_out() -> None:
    with (EXAMPLES / "case/documents.csv").open(encoding="utf-8") as lines:
        named = {row["File"] for row in csv.DictReader(lines)} - {""}
    missing = {name for name in named if not (EXAMPLES / "case" / name).is_file()}
    assert missing == {"documents/not-here.pdf"}


def test_no_company_of_the_invented_list_is_on_a_shipped_list() -> None:
    shipped = EXAMPLES.parent / "src/whence/data/lists"
    real = "\n".join(p.read_text("utf-8") for p in shipped.glob("*.csv")).lower()
    with (EXAMPLES / "case/lists/invented-list.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 16
    for row in rows:
        brand = row["name"].split()[1].lower()
        assert brand not in real, row["name"]
        assert row["name_local"] == "" or row["name_local"] not in real
