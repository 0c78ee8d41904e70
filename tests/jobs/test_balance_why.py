"""A surplus and what else would explain it; every figure was worked out by hand."""

import csv
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from whence.cli import cli
from whence.jobs.trace_balance import BalanceRequest, balance
from whence.jobs.trace_build import BuildRequest, build

DAY = date(2026, 1, 1)
HEADER = ("Bill of Lading", "Shipment Date", "Shipper Name", "Shipper Country",
          "Manufacturer Name", "Consignee Name", "Consignee Country", "HS Code",
          "Weight (kg)")  # fmt: skip
GIN, MILL, SHOP = "Bright Gin Co., Ltd.", "Clear Spinning Ltd", "Dawn Weaving Ltd"


def bought(bill, day, hs, kg, *, seller=GIN, country="CN"):
    return (bill, day, seller, country, "", MILL, "VN", hs, kg)


def shipped(bill, day, kg, *, seller=MILL, maker=""):
    return (bill, day, seller, "VN", maker, SHOP, "BD", "520511", kg)


ROWS = [
    shipped("S1", "2023-11-15", "500"),
    bought("L1", "2024-02-10", "520100", "1000"),
    bought("L2", "2024-02-20", "520100", ""),
    bought("L3", "2024-02-21", "", "100"),
    bought("L4", "2024-02-22", "520210", "50"),
    bought("L5", "2024-02-23", "480100", "300"),
    shipped("S2", "2024-04-01", "3000"),
    shipped("S3", "2024-04-02", "200", seller="Even Trading Ltd", maker=MILL),
    shipped("S4", "2024-04-03", ""),
]


def reasons(folder: Path, rows, period="quarter") -> tuple[str, ...]:
    path = folder / "trade.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([HEADER, *rows])
    build(BuildRequest((path,), folder / "case", DAY))
    asked = BalanceRequest(folder / "case", product="cotton yarn", period=period)
    return next(r for r in balance(asked).rows if r.name == MILL).explanations


@pytest.fixture(scope="module")
def said(tmp_path_factory) -> str:
    # Shipped 3,700 kg; 1,000 kg of lint and 100 kg without a code, at 1.05 kg a kg,
    # can have given 952,380 and 95,238 g: the sure surplus is 2,652,382 g.
    return "\n".join(reasons(tmp_path_factory.mktemp("why"), ROWS))


@pytest.mark.parametrize(
    "words",
    [
        "2,652 kg of the goods, or 2,785 to 2,944 kg of what goes into them",
        "what it shipped in 5 months",  # of six months, 2,652 of 3,700 kg
        "it shipped the goods in 2023-11, before the first purchase shown (2024-02)",
        "1 of 2 records of its inputs bear none",
        "up to 952 kg, 35 % of the sure surplus",
        "50 kg taken in under 520210",  # waste is spun, and no conversion is known
        "300 kg taken in under codes that are no input here (1 code)",
        "100 kg of its purchases bear none",
        "no input shown comes from a firm of its own country (VN)",
        "5 % of what it shipped (200 kg) names it as the maker",
        "weighs more than what it took in (0.297 kg of inputs a kilogram)",
        "is told 253 % too heavy",
        "3,000 kg of what it shipped stands in trade.csv, row 8, 81 % of all",
        "1 of 4 records of what it shipped bear no weight",
    ],
)
def test_each_reason_bears_the_figures_of_its_records(said, words):
    assert words in said


def test_what_the_records_do_not_show_is_not_said(tmp_path):
    rows = [
        bought(
            "L1", "2024-02-10", "520100", "3000", seller="Gin at Home", country="VN"
        ),
        bought("L2", "2024-02-10", "520100", "1000"),
        shipped("S1", "2024-04-01", "2500"),
        shipped("S2", "2024-04-02", "2500"),
        bought("L3", "2024-08-10", "520100", "4000"),
    ]
    said = "\n".join(reasons(tmp_path, rows))
    # 4,000 kg can have given 3,809; what came in August ends the surplus.
    for words in (
        "nothing of the surplus is left",
        "75 % of its inputs shown come from firms of its own country (VN)",
        "weighs more than what it took in (0.8 kg of inputs a kilogram)",
        "no record of what it shipped names it as the maker beside",
        "without it the surplus is gone",
    ):
        assert words in said
    for words in ("bear none", "taken in under", "it shipped the goods in",
                  "bear no weight"):  # fmt: skip
        assert words not in said


def test_the_command_says_them_under_each_surplus_in_narrow_lines(tmp_path):
    reasons(tmp_path, ROWS)
    call = ["trace", "balance", "--case", str(tmp_path / "case")]
    said = CliRunner().invoke(cli, call, obj=DAY).output
    lines = said.splitlines()
    assert max(map(len, lines)) <= 80
    assert (
        lines.index("What would explain any surplus, and no record here can show:") > 20
    )
    assert "no verdict" in said
