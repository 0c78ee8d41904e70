import csv
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import networkx
import numpy as np
import pytest
from click.testing import CliRunner

from whence.cli import cli
from whence.errors import UsageError
from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.trace_balance import BalanceRequest, balance
from whence.jobs.trace_build import BuildRequest, build
from whence.jobs.trace_exposure import ExposureRequest, exposure
from whence.jobs.trace_up import UpRequest, up
from whence.jobs.trace_who import WhoRequest, who
from whence.shelf.yields import yields

DAY = date(2026, 1, 1)
HEADER = ("Bill of Lading", "Shipment Date", "Shipper Name", "Shipper Country",
          "Consignee Name", "Consignee Country", "HS Code", "Weight (kg)")  # fmt: skip
CHAIN = [
    ("B1", "2024-01-10", "Bright Gin Co., Ltd.", "CN", "Clear Spinning Ltd", "VN",
     "520100", "1000"),
    ("B2", "2024-02-10", "Other Gin Co., Ltd.", "US", "Clear Spinning Ltd", "VN",
     "520100", "3000"),
    ("B3", "2024-04-01", "Clear Spinning Ltd", "VN", "Dawn Weaving Ltd", "VN",
     "520511", "3700"),
    ("B4", "2024-06-01", "Dawn Weaving Ltd", "VN", "Ever Garments Ltd", "BD",
     "520811", "3500"),
    ("B5", "2024-08-01", "Ever Garments Ltd", "BD", "Fine Shops Inc", "US",
     "620342", "3000"),
    ("B6", "2023-01-01", "Ever Garments Ltd", "BD", "Gone Early Inc", "US",
     "620342", "10"),
]  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("answers")
    path = folder / "trade.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([HEADER, *CHAIN])
    (folder / "flagged.txt").write_text("# whom to look for\nBRIGHT GIN CO LTD\n")
    build(BuildRequest((path,), folder / "case", DAY))
    return folder / "case"


def flagged(case: Path) -> Path:
    return case.parent / "flagged.txt"


def test_a_path_upstream_names_the_rows_of_each_step(case):
    found = up(UpRequest("Fine Shops Inc", case, DAY, flagged=flagged(case)))
    assert (found.sought, found.reached) == (1, 1)
    (lead,) = found.leads
    assert "without a bill of materials" in lead.why_not
    rows = [[s.row for s in tie.sources] for tie in lead.ties]
    assert rows == [[2], [4], [5], [6]]
    assert lead.share_ppm == 250_000
    names = [found.parties[p].name for p in ("",) if p in found.parties]
    assert names == []


def test_what_was_bought_too_late_is_no_source(case):
    found = up(UpRequest("Gone Early Inc", case, DAY, flagged=flagged(case)))
    assert (found.reached, found.leads) == (0, ())


def test_a_bill_of_lading_is_traced_from_its_seller(case, tmp_path):
    found = up(
        UpRequest("B5", case, DAY, flagged=flagged(case), picture=tmp_path / "up.svg")
    )
    (lead,) = found.leads
    assert lead.ties[-1].kind.value == "bill of lading"
    assert [s.row for s in lead.ties[-1].sources] == [6]
    svg = (tmp_path / "up.svg").read_text()
    ET.fromstring(svg)
    assert "Bright Gin" in svg


def test_an_unknown_party_lists_those_near_it(case):
    with pytest.raises(UsageError, match="Clear Spinning Ltd"):
        up(UpRequest("Spinning Mills", case, DAY, flagged=flagged(case)))


def test_a_table_of_balances_is_not_written_under_another_ending(case, tmp_path):
    with pytest.raises(UsageError, match="cannot be written"):
        balance(BalanceRequest(case, out=tmp_path / "b.csv"))


def test_where_all_was_bought_within_a_year_shares_by_year_are_the_same(case):
    asked = ExposureRequest(case, DAY, flagged=flagged(case))
    assert exposure(replace(asked, by_year=True)) == exposure(asked)


def test_exposure_ranks_and_writes_every_format(case, tmp_path):
    outs = tuple(
        tmp_path / f"e{suffix}"
        for suffix in (".parquet", ".csv", ".geojson", ".graphml", ".ftm")
    )
    found = exposure(ExposureRequest(case, DAY, flagged=flagged(case), out=outs))
    assert [(r.name, r.tiers, r.share_ppm) for r in found.rows] == [
        ("Clear Spinning Ltd", 1, 250_000),
        ("Dawn Weaving Ltd", 2, 250_000),
        ("Ever Garments Ltd", 3, 250_000),
        ("Fine Shops Inc", 4, 250_000),
    ]
    assert found.rows[-1].path_names == (
        "Bright Gin Co., Ltd.", "Clear Spinning Ltd", "Dawn Weaving Ltd",
        "Ever Garments Ltd", "Fine Shops Inc",
    )  # fmt: skip
    with duckdb.connect() as con:
        (count,) = con.execute(f"SELECT count(*) FROM '{outs[0]}'").fetchone()
    assert count == 4
    assert outs[1].read_text().splitlines()[1].split(",")[2] == "Clear Spinning Ltd"
    shown = json.loads(outs[2].read_text())
    assert len(shown["features"]) == 4
    graph = ET.fromstring(outs[3].read_text())
    assert len(list(graph.iter("{http://graphml.graphdrawing.org/xmlns}edge"))) == 4
    entities = [json.loads(line) for line in outs[4].read_text().splitlines()]
    assert {e["schema"] for e in entities} == {"Company", "UnknownLink"}
    for entity in entities:
        assert all(isinstance(v, list) for v in entity["properties"].values())


def test_odd_names_leave_files_that_other_programs_open(tmp_path):
    odd = 'Odd \x0b\x01Mill <&> "Q" Ltd'
    sold = (*CHAIN[:2], (*CHAIN[2][:4], odd, "", *CHAIN[2][6:]))
    columns = dict(zip(HEADER, zip(*sold, strict=True), strict=True))
    path, out = tmp_path / "trade.parquet", tmp_path / "e.graphml"
    with duckdb.connect() as con:
        con.register("sold", {k: np.array(v, object) for k, v in columns.items()})
        con.execute(f"COPY sold TO '{path}' (FORMAT parquet)")
    build(BuildRequest((path,), tmp_path / "case", DAY))
    names = tmp_path / "flagged.txt"
    names.write_text("BRIGHT GIN CO LTD")
    outs = (out, tmp_path / "e.geojson")
    exposure(ExposureRequest(tmp_path / "case", DAY, flagged=names, out=outs))
    graph = networkx.read_graphml(out)
    assert {n["name"] for _, n in graph.nodes(data=True)} == {
        "Bright Gin Co., Ltd.", "Clear Spinning Ltd", odd.replace("\x0b\x01", "  "),
    }  # fmt: skip
    shown = json.loads(outs[1].read_text("utf-8"))["features"]
    assert [f["geometry"] is None for f in shown] == [False, True]  # no country: there


PERSONS = ("JUAN PEREZ LOPEZ", "Anna Schmidt", "IVAN PETROV", "Nguyen Van An")
FIRMS = ("Juan Perez Lopez S.A. de C.V.", "Perez Textiles", "Anna Schmidt GmbH")


def test_names_of_persons_in_latin_letters_are_withheld_in_every_form(tmp_path):
    path = tmp_path / "trade.csv"
    rows = [("B1", "2024-01-10", "Bright Gin Co., Ltd.", "CN", "Clear Mill", "MX",
             "520100", "10")]  # fmt: skip
    rows += [
        (f"C{i}", "2024-02-10", "Clear Mill", "MX", name, "MX", "520511", "9")
        for i, name in enumerate((*PERSONS, *FIRMS))
    ]
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([HEADER, *rows])
    (tmp_path / "flagged.txt").write_text("Bright Gin Co., Ltd.\n")
    case = tmp_path / "case"
    build(BuildRequest((path,), case, DAY))
    kinds = ("csv", "parquet", "geojson", "graphml", "ftm")
    outs = tuple(tmp_path / f"e.{kind}" for kind in kinds)
    found = exposure(
        ExposureRequest(case, DAY, flagged=tmp_path / "flagged.txt", out=outs)
    )
    with duckdb.connect() as con:
        table = con.execute(f"SELECT name FROM '{outs[1]}'").fetchall()
    told = [out.read_text("utf-8") for out in outs if out.suffix != ".parquet"]
    for text in (repr(found), repr(table), *told):
        bare = text.replace(FIRMS[0], "-").replace(FIRMS[2], "-")
        assert not any(name.casefold() in bare.casefold() for name in PERSONS)
        assert all(name in text for name in FIRMS)
        assert "withheld" in text
    lines = TradeStore(case).shown(range(len(TradeStore(case).lanes.parties))).values()
    assert sum(line.masked for line in lines) == len(PERSONS)
    keys = [line.key for line in lines if line.masked]
    assert "withheld" in repr(who(WhoRequest(case, (keys[0],))))
    for name in PERSONS:
        assert name not in "".join(line.name for line in lines if line.masked)


def test_a_path_of_persons_names_is_withheld(tmp_path):
    path = tmp_path / "trade.csv"
    rows = [("B1", "2024-01-10", "Bright Gin Co., Ltd.", "CN", "Mr. John Smith", "US",
             "520100", "10")]  # fmt: skip
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([HEADER, *rows])
    (tmp_path / "flagged.txt").write_text("Bright Gin Co., Ltd.\n")
    build(BuildRequest((path,), tmp_path / "case", DAY))
    out = tmp_path / "e.csv"
    asked = ExposureRequest(
        tmp_path / "case", DAY, flagged=tmp_path / "flagged.txt", out=(out,)
    )
    found = exposure(asked)
    assert "withheld" in found.rows[0].name
    assert "Smith" not in out.read_text()
    assert "Smith" not in repr(found)


def is_of(hs, codes):
    return bool(hs) and any(hs.startswith(c) for c in codes)


def naive_balance(rows, known):
    """Sum up record by record, quarter after quarter, for each party and product."""
    found = {}
    for party in {r["seller"] for r in rows}:
        for product in {y.product for y in known}:
            used = [y for y in known if y.product == product]
            lines = naive_lines(rows, party, used)
            if lines and lines[-1][0] and lines[-1][4]:
                found[party, product] = [line[:4] for line in lines]
    return found


def naive_lines(rows, party, used):
    """Give (shipped, bought, low, high, inputs) at the end of each quarter."""
    goods = tuple(c for y in used for c in y.to_hs)
    sums, lines = np.zeros(5, np.int64), []
    for quarter in sorted({r["quarter"] for r in rows}):
        moves = [
            naive_move(r, party, used, goods) for r in rows if r["quarter"] == quarter
        ]
        moves = [m for m in moves if any(m)]
        if moves:
            sums = sums + np.sum(moves, axis=0)
            lines.append(tuple(int(n) for n in sums))
    return lines


def naive_move(r, party, used, goods):
    g, of_goods = r["grams"], is_of(r["hs"], goods)
    if r["seller"] == party:
        return (g * of_goods, 0, 0, 0, 0)
    if r["buyer"] != party:
        return (0, 0, 0, 0, 0)
    if r["hs"] == "":
        return (0, 0, 0, g * 1000 // min(y.low for y in used), 0)
    into = [y for y in used if is_of(r["hs"], y.from_hs)]
    low, high = (sum(g * 1000 // n for n in ns) for ns in
                 ([y.high for y in into], [y.low for y in into]))  # fmt: skip
    return (0, g * of_goods, low, high, g * len(into))


def test_balance_is_what_records_add_up_to_one_by_one(tmp_path):
    rng = np.random.default_rng(5)
    codes = ["520100", "520511", "520811", "620342", ""]
    rows, lines = [], []
    for at in range(400):
        seller, buyer = rng.choice(12, 2, replace=False)
        day = date(2022, 1, 1) + timedelta(int(rng.integers(800)))
        hs = codes[rng.integers(5)]
        kg = int(rng.integers(1, 500))
        sold = (f"B{at}", day, f"Firm {seller} Ltd", "CN", f"Firm {buyer} Ltd", "CN")
        lines.append((*sold, hs, kg))
        quarter = (day.year - 2022) * 4 + (day.month - 1) // 3
        names = ("seller", "buyer", "hs", "grams", "quarter")
        values = (seller, buyer, hs, kg * 1000, quarter)
        rows.append(dict(zip(names, values, strict=True)))
    path = tmp_path / "trade.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([HEADER, *lines])
    build(BuildRequest((path,), tmp_path / "case", DAY))
    out = tmp_path / "b.parquet"
    balance(BalanceRequest(tmp_path / "case", out=out))
    with duckdb.connect() as con:
        parties = next(
            (tmp_path / "case" / "store").glob("gen*/parties/parties.parquet")
        )
        got = con.execute(
            "SELECT p.name, b.product, b.shipped, b.bought, b.possible_low,"
            f" b.possible_high FROM '{out}' b JOIN '{parties}' p USING (key)"
            " ORDER BY 1, 2, b.period"
        ).fetchall()
    # Sums of roundings down are the same only quarter by quarter and code by code.
    wanted = naive_balance(rows, yields())
    seen: dict[tuple[int, str], list[tuple[int, ...]]] = {}
    for name, product, *figures in got:
        seen.setdefault((int(name.split()[1]), product), []).append(tuple(figures))
    assert seen.keys() == wanted.keys()
    for key, lines in wanted.items():
        assert len(seen[key]) == len(lines)
        for mine, theirs in zip(seen[key], lines, strict=True):
            assert mine[:2] == theirs[:2]
            assert mine[2:] == pytest.approx(theirs[2:], abs=400)


def test_a_surplus_says_what_else_would_explain_it(case):
    found = balance(BalanceRequest(case, product="cotton yarn"))
    assert found.pairs == 1
    assert found.rows == ()  # 4,000 kg of lint can give 3,603 to 3,809 kg
    found = balance(BalanceRequest(case, product="garments", period="all"))
    (garments,) = found.rows or (None,)
    assert garments is None or garments.explanations
    with pytest.raises(UsageError, match="cotton yarn"):
        balance(BalanceRequest(case, product="moonshine"))


def test_the_commands_answer_in_words_and_for_machines(case):
    run = CliRunner()
    words = ["trace", "up", "Fine Shops Inc", "--case", str(case)]
    words += ["--flagged", str(flagged(case))]
    said = run.invoke(cli, words, obj=DAY)
    assert said.exit_code == 0, said.output
    assert "trade.csv, row 2" in said.output
    plain = json.loads(run.invoke(cli, [*words, "--json"]).output)
    assert plain["reached"] == 1
    call = ["trace", "exposure", "--case", str(case), "--flagged", str(flagged(case))]
    assert "4 of 7 parties reached" in run.invoke(cli, call).output
    call = ["trace", "balance", "--case", str(case)]
    assert "never a verdict" not in run.invoke(cli, call).output
    assert "no verdict" in run.invoke(cli, call).output
