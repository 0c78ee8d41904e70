"""Which columns a screen reads: countries in words, several columns of names."""

import csv
from datetime import date

import pytest

from whence.jobs.screen import ScreenRequest, screen

AS_OF = date(2026, 6, 26)
LISTED = "Hoshine Silicon Industry (Shanshan) Co Ltd"
NOTHING = "nothing found on these versions"


def found(tmp_path, text):
    """Screen a table and give its lines."""
    (tmp_path / "suppliers.csv").write_text(text, "utf-8")
    out = tmp_path / "out.csv"
    screen(ScreenRequest(tmp_path / "suppliers.csv", out, AS_OF, accept_mapping=True))
    with out.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(
    "country", ["CN", "China", "CHINA", "P.R. China", "中国", "Китай", "CN - China"]
)
def test_a_country_in_words_agrees_with_a_listed_one(tmp_path, country):
    rows = found(
        tmp_path, f'Supplier,Country,Address\n"{LISTED}",{country},"Turpan, Xinjiang"\n'
    )
    assert [row["found"] for row in rows] == ["listed"]


@pytest.mark.parametrize("cell", ["", "N/A", "-", "TBD", "China / Vietnam"])
def test_a_cell_that_says_no_country_speaks_against_nobody(tmp_path, cell):
    (row,) = found(tmp_path, f'Supplier,Country\n"{LISTED}",{cell}\n')
    assert row["found"] == "candidate"
    assert "another country" not in row["why"]


def test_a_country_cell_that_names_the_region_says_china(tmp_path):
    (row,) = found(tmp_path, f'Supplier,Country\n"{LISTED}",新疆\n')
    assert row["found"] == "listed"


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (
            "Supplier (CN),Supplier (EN)",
            "和田泰达服饰有限公司,South Garment Ltd",
        ),
        (
            "Supplier (EN),Supplier (CN)",
            "South Garment Ltd,和田泰达服饰有限公司",
        ),
        ("Vendor EN,Vendor ZH", "South Garment Ltd,和田泰达服饰有限公司"),
        ("供应商,英文名称", "和田泰达服饰有限公司,South Garment Ltd"),
        ("Supplier,Manufacturer", "Southern Trading Ltd,Hetian Taida Apparel Co Ltd"),
        ("Supplier,Factory", "Hetian Taida Apparel Co Ltd,Southern Garment Factory"),
        ("Vendor Name,Vendor Name 2", "Southern Trading Ltd,Hetian Taida Apparel"),
        ("Tier 1 supplier,Tier 2 supplier", "Southern Ltd,Hetian Taida Apparel"),
        ("Supplier name,Parent company", "Southern Ltd,Hetian Taida Apparel Co Ltd"),
        ("Legal name,Trade name", "Southern Ltd,Hetian Taida Apparel Co Ltd"),
    ],
)
def test_every_column_of_names_is_read_and_the_hit_says_its_column(
    tmp_path, header, names
):
    rows = found(tmp_path, f"{header},Country\n{names},CN\nAcme Ltd,Beta Ltd,US\n")
    assert [row["found"] for row in rows] == ["candidate", NOTHING]
    hit = next(
        column
        for column, name in zip(header.split(","), names.split(","), strict=True)
        if "泰达" in name or "Taida" in name
    )
    assert f"column “{hit}”" in rows[0]["why"]


def test_two_columns_of_one_firm_in_two_scripts_are_one_party(tmp_path):
    text = (
        "Supplier (CN),Supplier (EN),Country\n"
        "合盛硅业（鄯善）有限公司,Hoshine Silicon Industry (Shanshan) Co Ltd,CN\n"
        "上海远洋贸易有限公司,Shanghai Ocean Trading Co Ltd,CN\n"
    )
    rows = found(tmp_path, text)
    assert [row["found"] for row in rows] == ["listed", NOTHING]


@pytest.mark.parametrize(
    "header", ["Product name", "Port name", "Bank name", "Brand", "Country name"]
)
def test_a_column_of_other_names_is_no_party(tmp_path, header):
    text = f"Supplier,{header},Country\nAcme Ltd,Hetian Taida Apparel Co Ltd,US\n"
    rows = found(tmp_path, text + "Beta Ltd,Other Goods Ltd,US\n")
    assert [row["found"] for row in rows] == [NOTHING, NOTHING]


def test_the_reason_tells_list_version_name_likeness_and_what_speaks_against(tmp_path):
    text = f"Supplier,Country,Address\n大全新能源,CN,石河子市\n{LISTED},DE,Berlin\n"
    (daqo, abroad) = (row["why"] for row in found(tmp_path, text))
    assert "“大全新能源”" in daqo
    assert "“Xinjiang Daqo New Energy, Co. Ltd”" in daqo
    assert "us-uflpa of 2026-06-26" in daqo
    assert "on it since 2022-06-21" in daqo
    assert "site in the same province" in daqo
    assert "a candidate by name that nobody judged" in daqo
    assert "a place in the listed name only" in daqo.partition("Against: ")[2]
    assert "another country" in abroad.partition("Against: ")[2]
