import csv
import random
from datetime import date
from itertools import combinations
from pathlib import Path

import duckdb

from whence.jobs.steps import trace_sites
from whence.jobs.steps.trace_sites import one_plant
from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.trace_build import BuildRequest, build
from whence.match.onesite import brand_keys, numbers_of, one_firm, one_site
from whence.model.party import Judgement, Verdict
from whence.normalise.names import normal
from whence.store.case import Case

DAY = date(2026, 1, 1)
SITE, OTHER_WAY = "No. 12 Renmin Road, Hetian", "HETIAN CITY, RENMIN RD 12, CHINA"
FIRM, SPELT = "Hetian Huamian Textile Co., Ltd.", "HUA MIAN TEXTILES (HOTAN) CO LTD"


def members(tmp_path: Path, rows, *, code: bool = False) -> dict[str, tuple[str, str]]:
    """Build a store of these (name, address, code) shippers; give party and why."""
    file = tmp_path / "trade.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        sheet = csv.writer(out)
        sheet.writerow(("Bill of Lading", "Shipment Date", "Shipper Name",
                        "Shipper Address", "Shipper Country", "Shipper USCC",
                        "Consignee Name", "Consignee Country", "HS Code", "Weight (kg)")
                       )  # fmt: skip
        for at, (name, address, uscc) in enumerate(rows):
            sheet.writerow((f"B{at}", "2023-05-01", name, address, "CN", uscc,
                            "Acme Inc", "US", "520811", 100 + at))  # fmt: skip
    build(BuildRequest((file,), tmp_path / "case", DAY, accept_mapping=True))
    return held(tmp_path)


def held(tmp_path: Path) -> dict[str, tuple[str, str]]:
    path = TradeStore(tmp_path / "case").folder / "parties" / "members.parquet"
    with duckdb.connect() as con:
        rows = con.execute(f"SELECT name, party, why FROM '{path}'").fetchall()
    return {name: (party, why) for name, party, why in rows}


def test_one_plant_under_two_spellings_of_both_is_one_party_and_says_why(
    tmp_path,
):
    found = members(tmp_path, [(FIRM, SITE, ""), (SPELT, OTHER_WAY, "")])
    assert found[FIRM][0] == found[SPELT][0]
    assert "names of one brand and trade, at one address" in found[SPELT][1]


def test_the_same_names_without_an_address_stay_apart(tmp_path):
    found = members(tmp_path, [(FIRM, "", ""), (SPELT, "", "")])
    assert found[FIRM][0] != found[SPELT][0]


def test_a_sister_at_the_same_address_stays_apart(tmp_path):
    sister = "Hetian Huamian Trading Co., Ltd."
    found = members(tmp_path, [(FIRM, SITE, ""), (sister, SITE, "")])
    assert found[FIRM][0] != found[sister][0]


def test_different_codes_keep_one_address_apart(tmp_path):
    codes = ("91350211M000100Y43", "91110108MA01KPGK0P")
    found = members(tmp_path, [(FIRM, SITE, codes[0]), (SPELT, SITE, codes[1])])
    assert found[FIRM][0] != found[SPELT][0]


def test_a_person_who_says_they_are_two_is_heard_and_can_take_it_back(tmp_path):
    rows = [(FIRM, SITE, ""), (SPELT, SITE, "")]
    assert len({party for name, (party, _) in members(tmp_path, rows).items()
                if name != "Acme Inc"}) == 1  # fmt: skip
    path = TradeStore(tmp_path / "case").folder / "parties" / "members.parquet"
    with duckdb.connect() as con:
        keys = dict(con.execute(f"SELECT name, key FROM '{path}'").fetchall())

    def judged(verdict: Verdict, on: date) -> dict[str, tuple[str, str]]:
        left, right = keys[FIRM], keys[SPELT]
        said = Judgement("c", verdict, "ana", "", "two halls", on, left, right)
        with Case.open(tmp_path / "case", who="a test") as case:
            case.casebook.record(said)
        build(BuildRequest((tmp_path / "trade.csv",), tmp_path / "case", DAY))
        return held(tmp_path)

    apart = judged(Verdict.DIFFERENT, date(2025, 1, 1))
    assert apart[FIRM][0] != apart[SPELT][0]
    again = judged(Verdict.SAME, date(2025, 6, 1))
    assert again[FIRM][0] == again[SPELT][0]


PARTS = ("shan", "wei", "lu", "kamo", "rin", "dal", "bo", "zen", "tai", "ming")
TRADES = ("Textile", "Textiles", "Tex.", "Garment", "Trading", "Cotton", "")
ENDS = ("Co., Ltd.", "Compny Limited", "GmbH", "No. 2 Factory", "Ltd")


def named(rng: random.Random) -> str:
    brand = "".join(rng.choice(PARTS) for _ in range(3)).title()
    return " ".join((brand, rng.choice(TRADES), rng.choice(ENDS)))


def test_who_is_never_held_against_another_would_not_have_been_one_firm():
    """Against every pair of names at an address that share a brand but for a slip."""
    rng = random.Random(7)
    names = [named(rng) for _ in range(60)]
    names += [n.replace("a", "e", 1) for n in names] + [f"{n} 3" for n in names[:20]]
    rows = [
        (f"g{at:03}", "CN", name, f"No. {at % 2 + 5} Renmin Road, Hetian Bazaar")
        for at, name in enumerate(names)
    ]
    every = {
        (left[0], right[0])
        for left, right in combinations(rows, 2)
        if numbers_of(left[3]) == numbers_of(right[3])
        and brand_keys(normal(left[2])) & brand_keys(normal(right[2]))
        and one_site(left[3], right[3])
        and one_firm(normal(left[2]), normal(right[2]))
    }
    assert len(every) > 20
    assert {(left, right) for left, right, _ in one_plant(rows)} == every


def test_a_thousand_names_at_each_of_many_addresses_are_held_against_few_others(
    monkeypatch,
):
    """As many comparisons as names at most, not as pairs of them."""
    rng = random.Random(8)
    names = [named(rng) for _ in range(1000)]
    rows = [
        (f"g{place}-{at}", "CN", name, f"No. {place + 20} Renmin Road, Hetian Bazaar")
        for place in range(10)
        for at, name in enumerate(names)
    ]
    held = []
    monkeypatch.setattr(
        trace_sites, "one_firm", lambda left, right: held.append(left) or ""
    )
    list(one_plant(rows))
    assert len(held) < len(rows)
