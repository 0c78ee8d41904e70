import csv
from datetime import date

import pytest

from whence.errors import UsageError
from whence.jobs.steps.trade_flagged import numbers_sought, unknown
from whence.jobs.steps.trade_near import near, party_of
from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.trace_build import BuildRequest, build

DAY = date(2026, 1, 1)
HEADER = ("Bill of Lading", "Shipment Date", "Shipper Name", "Shipper Country",
          "Consignee Name", "Consignee Country", "HS Code", "Weight (kg)")  # fmt: skip
FIRMS = ("Hetian Taida Apparel Co., Ltd", "Hetian Apparel Machinery Co., Ltd",
         "Shandong Ruyi Textile Group", "Apparel Industries Ltd",
         "Bright Apparel Co., Ltd", "合盛硅业股份有限公司")  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> TradeStore:
    folder = tmp_path_factory.mktemp("near")
    rows = [
        (f"B{at}", "2024-01-10", firm, "CN", "Fine Shops Inc", "US", "620342", "10")
        for at, firm in enumerate(FIRMS)
    ]
    with (folder / "trade.csv").open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([HEADER, *rows])
    build(BuildRequest((folder / "trade.csv",), folder / "case", DAY))
    return TradeStore(folder / "case")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Hetian Tadia Apparel", FIRMS[0]),  # its longest word stands in four names
        ("Heitan Taida Aparel Co Ltd", FIRMS[0]),
        ("Shangdong Ruyi", FIRMS[2]),
        ("Bright Aparel", FIRMS[4]),
        ("合盛硅业", FIRMS[5]),
    ],
)
def test_a_misspelt_name_finds_the_likeliest_firm_first(store, asked, meant):
    first = near(store, asked)[0]
    assert store.shown([first])[first].name == meant
    with pytest.raises(UsageError, match=f"near it: p-[0-9a-f]+ {meant}"):
        party_of(store, asked)


def test_a_name_like_no_other_has_nobody_near(store):
    assert near(store, "Zzyzx Quux") == ()
    with pytest.raises(UsageError, match="is called 'Zzyzx Quux'\\."):
        party_of(store, "Zzyzx Quux")


def test_names_looked_for_that_nobody_bears_are_told_with_who_is_near(store, tmp_path):
    names = tmp_path / "watch.txt"
    wrong = ["Hetian Tadia Apparel", "Bright Aparel", "Nobody One", "Nobody Two"]
    names.write_text("\n".join([FIRMS[2], *wrong]))
    told = unknown(store, names)
    assert FIRMS[0] in told[0]
    assert FIRMS[4] in told[1]
    assert told[-1] == "1 more name looked for: nobody in the store."
    names.write_text("\n".join(wrong))
    with pytest.raises(UsageError, match="Hetian Taida"):
        numbers_sought(store, names, as_of=DAY)
