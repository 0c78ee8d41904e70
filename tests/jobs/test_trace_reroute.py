import csv
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from whence.cli import cli
from whence.errors import UsageError
from whence.jobs.trace_build import BuildRequest, build
from whence.jobs.trace_reroute import RerouteRequest, reroute

DAY = date(2026, 1, 1)
SINCE = date(2022, 6, 21)
HEADER = ("Bill of Lading", "Shipment Date", "Shipper Name", "Shipper Country",
          "Consignee Name", "Consignee Country", "HS Code", "Weight (kg)")  # fmt: skip


def sale(day, seller, buyer, hs, kg):
    """One record; a party is written `Name/CC`."""
    (s, sc), (b, bc) = seller.split("/"), buyer.split("/")
    return (day, f"{s} Ltd", sc, f"{b} Ltd", bc, hs, kg)


def monthly(start, stop, *what):
    day, rows = start, []
    while day < stop:
        rows.append(sale(day, *what))
        day += timedelta(30)
    return rows


BEFORE, AFTER = date(2020, 1, 15), date(2024, 6, 1)
PANELS = "854143"
PLANTED = [
    # The region's maker sold panels to the importer; a firm in Viet Nam appears, buys
    # cells of it and sells panels to the same importer.
    *monthly(BEFORE, SINCE, "Region Solar/CN", "Sunny Import/US", PANELS, 9000),
    *monthly(date(2022, 8, 1), AFTER, "Region Solar/CN", "New Asia/VN", "854142", 8000),
    *monthly(date(2022, 9, 1), AFTER, "New Asia/VN", "Sunny Import/US", PANELS, 8500),
]
HONEST = [
    # There long before, and buys of the region as well.
    *monthly(BEFORE, AFTER, "Region Solar/CN", "Old Hand/TH", "854142", 500),
    *monthly(BEFORE, AFTER, "Old Hand/TH", "Sunny Import/US", PANELS, 500),
    # New, same importer, but buys elsewhere.
    *monthly(date(2022, 8, 1), AFTER, "Clean Cells/DE", "Own Line/MY", "854142", 800),
    *monthly(date(2022, 9, 1), AFTER, "Own Line/MY", "Sunny Import/US", PANELS, 700),
    # New and buys of the region, for an importer that never bought such goods of it.
    *monthly(date(2022, 8, 1), AFTER, "Region Solar/CN", "For Others/KH", "854142", 90),
    *monthly(date(2022, 9, 1), AFTER, "For Others/KH", "Other Import/US", PANELS, 80),
    # New, same importer, other goods.
    *monthly(date(2022, 8, 1), AFTER, "Region Solar/CN", "Cloth Co/BD", "854142", 70),
    *monthly(date(2022, 9, 1), AFTER, "Cloth Co/BD", "Sunny Import/US", "620342", 60),
    # New, in the region's own country.
    *monthly(date(2022, 9, 1), AFTER, "Region Solar/CN", "Next Door/CN", "854142", 50),
    *monthly(date(2022, 9, 20), AFTER, "Next Door/CN", "Sunny Import/US", PANELS, 40),
]


def case_of(folder: Path, rows) -> Path:
    path = folder / "trade.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        writer.writerows((f"B{i}", *row) for i, row in enumerate(rows))
    (folder / "flagged.txt").write_text("Region Solar Ltd\n")
    build(BuildRequest((path,), folder / "case", DAY))
    return folder / "case"


def asked(case: Path, **more):
    return reroute(
        RerouteRequest(case, DAY, SINCE, flagged=case.parent / "flagged.txt", **more)
    )


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Path:
    return case_of(tmp_path_factory.mktemp("reroute"), [*PLANTED, *HONEST])


def test_only_who_appeared_took_over_and_buys_from_the_region_is_listed(case):
    found = asked(case)
    assert [(r.name, r.country, r.hs) for r in found.rows] == [
        ("New Asia Ltd", "VN", PANELS)
    ]
    (row,) = found.rows
    assert row.first == date(2022, 9, 1)
    assert [name for name, _ in row.importers] == ["Sunny Import Ltd"]
    assert [name for name, _ in row.before] == ["Region Solar Ltd"]
    assert row.tiers == 1
    assert row.share_ppm == 1_000_000
    assert row.before_grams == 30 * 9_000_000
    assert row.after_grams > 20 * 8_500_000


def test_reasons_and_rival_explanations_stand_beside_each_and_rows_under_them(case):
    (row,) = asked(case).rows
    words = " ".join((*row.reasons, *row.rivals))
    assert "no record before" in words
    assert "stopped" in words
    assert any("own" in rival for rival in row.rivals)
    assert {s.name for s in row.sources} == {"trade.csv"}
    assert len(row.sources) >= 3


def test_a_supplier_that_goes_on_as_before_is_said_beside_the_newcomer(tmp_path):
    still = monthly(SINCE, AFTER, "Region Solar/CN", "Sunny Import/US", PANELS, 9000)
    (row,) = asked(case_of(tmp_path, [*PLANTED, *still])).rows
    assert not any("stopped" in reason for reason in row.reasons)
    assert any("goes on" in rival for rival in row.rivals)


def test_a_newcomer_behind_a_further_firm_is_found_and_said_to_be_farther(tmp_path):
    rows = [
        *PLANTED[: len(PLANTED) // 3 + 2],
        *monthly(BEFORE, SINCE, "Region Solar/CN", "Sunny Import/US", PANELS, 9000),
        *monthly(
            date(2022, 8, 1), AFTER, "Region Solar/CN", "Middle Co/HK", "854142", 8
        ),
        *monthly(date(2022, 8, 20), AFTER, "Middle Co/HK", "New Asia/VN", "854142", 8),
        *monthly(date(2022, 9, 1), AFTER, "New Asia/VN", "Sunny Import/US", PANELS, 8),
    ]
    found = asked(case_of(tmp_path, rows))
    tiers = {r.name: r.tiers for r in found.rows}
    assert tiers["New Asia Ltd"] == 2


def test_more_trade_of_others_takes_nobody_off_the_list(tmp_path):
    rng = np.random.default_rng(2)
    noise = [
        sale(BEFORE + timedelta(int(rng.integers(1500))), f"Firm {rng.integers(20)}/CN",
             f"Shop {rng.integers(20)}/US", "610910", int(rng.integers(1, 99)))
        for _ in range(300)
    ]  # fmt: skip
    rows = [*PLANTED, *HONEST, *noise]
    found = asked(case_of(tmp_path, rows))
    assert "New Asia Ltd" in {r.name for r in found.rows}


def test_a_day_outside_the_records_is_refused(case):
    with pytest.raises(UsageError, match="before"):
        reroute(RerouteRequest(case, DAY, date(1999, 1, 1)))


def test_the_command_prints_what_it_found_and_calls_it_no_verdict(case, tmp_path):
    out = tmp_path / "r.csv"
    call = ["trace", "reroute", "--case", str(case), "--since", SINCE.isoformat()]
    call += ["--flagged", str(case.parent / "flagged.txt"), "--out", str(out)]
    said = CliRunner().invoke(cli, call, obj=DAY)
    assert said.exit_code == 0, said.output
    assert "New Asia Ltd" in said.output
    assert "no verdict" in said.output
    lines = out.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert "New Asia Ltd" in lines[1]
