"""A lane is one thing: the tables of a case and a store fold the same records alike.

Random files with the dirt that trade records bear (bills told again under another
spelling, amended, as master and house bills, a maker named once and left out once, no
goods, "to order", sales to oneself, impossible weights and days) are read twice: as
`whence assess` reads them and as `whence trace build` does. Expected, written before
both went one way: the same lanes, months, weights, rows and ends.
"""

import csv
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.trace_build import BuildRequest, build
from whence.match.parties import cluster
from whence.read.files import read_file
from whence.read.roles import map_table
from whence.read.typed import type_tables
from whence.trace.lanes import Lanes
from whence.trace.months import days_since_epoch
from whence.trace.products import Products
from whence.trace.tabled import lanes_of
from whence.trace.upstream import Searcher

DAY = date(2026, 1, 1)
HEADER = (
    "Bill of Lading", "Master Bill of Lading", "Amendment", "Shipment Date",
    "Shipper Name", "Shipper Country", "Consignee Name", "Consignee Country",
    "Manufacturer Name", "Manufacturer Address", "HS Code", "Net Weight (kg)",
    "Gross Weight (kg)", "Notify Party", "Notify Party Address",
)  # fmt: skip
FIRMS = (
    "Awat Gin", "AWAT GIN", "Song Hong Spinning JSC", "Hai Phong Trading Ltd",
    "Hai Phong Trading Limited", "Mill Inc", "Gorham Textile Mfg", "",
)  # fmt: skip
NOBODY = ("To order", "TO THE ORDER OF First Bank Ltd", "ＴＯ ＯＲＤＥＲ")
CARRIERS = ("Blue Anchor Freight Forwarding Ltd", "First Bank Ltd", "Ｏｎｅ Ｂａｎｋ")
SAME = (
    "SAME AS CONSIGNEE", "Same", "1) SAMEASCONSIGNEE", "Sur Customs Brokers Inc", "TBA",
    "Zhang Wei", "John Smith",
)  # fmt: skip
WHO = st.sampled_from((*FIRMS, *NOBODY, *CARRIERS))
BILLS = st.sampled_from(("", "B1", "B2", "B3", "M1", "M2"))


@st.composite
def rows(draw):
    """Give one row; the first day is far enough back to fall out of ten years.

    A firm has one country or none: of two told-again bills a case completes a blank
    country as it reads, where a store asks which firm of that name is meant.
    """
    day = date(2012, 1, 1) + timedelta(
        draw(st.sampled_from((0, 5, 40, 3700, 3710, 3750, 4100, 4700)))
    )
    when = draw(st.sampled_from((str(day), str(day), str(day), "", "2099-05-05")))
    return (
        draw(BILLS),
        draw(st.sampled_from(("", "", "M1", "M2", "B1"))),
        draw(st.sampled_from(("", "0", "1", "2"))),
        when,
        draw(WHO),
        "CN",
        draw(WHO),
        draw(st.sampled_from(("CN", "CN", ""))),
        draw(st.sampled_from(("", "", "Awat Gin", "Song Hong Spinning JSC"))),
        draw(st.sampled_from(("", "1 Cotton Road", "No. 1, Cotton Road"))),
        draw(st.sampled_from(("520100", "5205.12", "520512", "", "6203"))),
        draw(st.sampled_from(("10", "20.5", "1,250", "0", "9e30", "3 t", "400000000",
                              ""))),
        draw(st.sampled_from(("", "11", "12 quux"))),
        draw(st.sampled_from((*FIRMS, "", "", NOBODY[0], *CARRIERS, *SAME))),
        draw(st.sampled_from(("", "", "3 Port Road"))),
    )  # fmt: skip


@st.composite
def files(draw):
    """Give the rows of one or two files: some told again whole, in part, or anew."""
    first = draw(st.lists(rows(), min_size=6, max_size=14))
    again = draw(st.lists(st.integers(0, len(first) - 1), min_size=2, max_size=10))
    other = draw(st.lists(rows(), max_size=4))
    changed = []
    for at in again:
        row, new = list(first[at]), draw(rows())
        for column in draw(st.sets(st.integers(0, len(row) - 1), max_size=2)):
            row[column] = new[column]
        changed.append(tuple(row))
    second = [*changed, *other]
    return [first, second] if draw(st.booleans()) else [[*first, *second]]


def written(folder: Path, tables) -> list[Path]:
    made = []
    for number, table in enumerate(tables):
        path = folder / f"trade-{number}.csv"
        # A row of sound cells, so that every column is known for what it is.
        sound = ("S", "", "0", "2022-01-01", "Sound A Ltd", "CN", "Sound B Ltd", "VN",
                 "Sound C Ltd", "2 Road", "520100", "10", "11", "Sound D Ltd",
                 "4 Road")  # fmt: skip
        with path.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows([HEADER, sound, *table])
        made.append(path)
    return made


def in_memory(paths: list[Path], party_of, carriers: frozenset[str]) -> Lanes:
    """Fold the files as `whence assess` does, the parties being those of a store."""
    raws = [raw for path in paths for raw in read_file(path)]
    trade = type_tables([(raw, map_table(raw)) for raw in raws]).tables.trade
    assert trade is not None
    return lanes_of(trade, party_of, carriers, until=days_since_epoch(DAY))


def in_a_store(folder: Path, paths: list[Path]) -> TradeStore:
    build(BuildRequest(tuple(paths), folder / "case", DAY, accept_mapping=True))
    return TradeStore(folder / "case")


def members(store: TradeStore) -> dict[str, str]:
    with store.duck(threads=1) as duck:
        rows = duck.rows("mention_parties")
    return {mention: store.lanes.parties[party] for mention, party in rows}


def lines(lanes: Lanes) -> list[tuple[object, ...]]:
    """Give the lanes by the keys of their parties, with the rows of each by day."""
    found = []
    for at in range(len(lanes)):
        rows = lanes.rows_of(at)
        stand = [
            (int(lanes.trade.day[r]), int(lanes.trade.grams[r]),
             (lanes.trade.source(int(r)).name, lanes.trade.source(int(r)).row), int(k))
            for r, k in zip(rows, lanes.kinds_of(at), strict=True)
        ]  # fmt: skip
        found.append((
            lanes.parties[int(lanes.src[at])], lanes.parties[int(lanes.dst[at])],
            lanes.codes[int(lanes.hs[at])], bool(lanes.undated[at]),
            tuple(map(int, lanes.mask[at])), int(lanes.grams[at]),
            int(lanes.count[at]), tuple(stand),
        ))  # fmt: skip
    return sorted(found)


def ends(lanes: Lanes, carriers: frozenset[str]) -> list[object]:
    """Search from everybody, for any goods: who is how far, by which best ways, and
    where the search ends at those who only carry."""
    found: list[object] = []
    for searcher in (
        Searcher(lanes, Products(), carriers),
        Searcher(lanes, Products()),
    ):
        for party in lanes.parties:
            reach = searcher.upstream(party, "", None, max_tiers=5, lag=12)
            ways = {
                far: [
                    [lanes.parties[int(lanes.src[lane])] for lane in path.lanes]
                    for path in list(reach.paths(far))[:3]
                ]
                for far in sorted(reach.tiers())
            }
            # Who stands only on rows that were set aside is in no lane.
            if reach.tiers():
                found.append((party, reach.tiers(), sorted(reach.ended), ways))
    return found


def both(tables):
    """Give the lanes of a store, those of the same files in memory, and who carries."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        paths = written(folder, tables)
        store = in_a_store(folder, paths)
        carriers = frozenset(store.lanes.parties[int(at)] for at in store.carriers)
        memory = in_memory(paths, members(store), carriers)
        left, right = store.lanes, memory
        same = (lines(left), ends(left, carriers), left.outside)
        others = (lines(right), ends(right, carriers), right.outside)
        return same, others, (left.base, right.base)


TWICE = ("B3", "", "2", "2099-05-05", "Mill Inc", "CN", "Hai Phong Trading Ltd", "CN",
         "", "", "6203", "400000000", "", "", "")  # fmt: skip


def test_a_record_told_again_with_its_maker_stands_in_the_row_that_names_him():
    fuller = (*TWICE[:8], "Song Hong Spinning JSC", *TWICE[9:])
    stored, folded, _ = both([[TWICE], [fuller]])
    assert stored == folded


@pytest.mark.parametrize(
    "buyer",
    [
        "To order",
        pytest.param("Mill Inc", marks=pytest.mark.heavy),
        pytest.param(CARRIERS[0], marks=pytest.mark.heavy),
    ],
)
def test_a_record_told_again_with_who_is_notified_stands_in_one_row_in_both(buyer):
    """A case moved the evidence to the row that names him, a store did not."""
    first = (*TWICE[:3], "2022-05-05", "Awat Gin", "CN", buyer, *TWICE[7:])
    again, other = ((*first[:13], name, "") for name in (CARRIERS[2], "Mill Inc"))
    for tables in ([[first, again]], [[again, first]], [[first], [again, other]]):
        stored, folded, _ = both(tables)
        assert stored == folded


def test_a_bill_to_order_told_with_its_maker_and_with_who_is_notified_keeps_both():
    """A store lost the maker: the telling that names him names no buyer."""
    first = (*TWICE[:2], "", "2022-05-05", "Awat Gin", "CN", "To order", *TWICE[7:])
    notified = (*first[:13], "Mill Inc", "")
    made = (*first[:8], "Song Hong Spinning JSC", *first[9:])
    for tables in ([[notified, made]], [[made, notified]], [[made], [notified]]):
        stored, folded, _ = both(tables)
        assert stored == folded
        assert len(stored[0]) == 4  # two of the sound row; the seller's and the maker's


# An example takes a second, so that few are tried, and none is made smaller.
@settings(
    max_examples=max(5, settings.default.max_examples // 10),
    phases=(Phase.explicit, Phase.generate),
)
@given(tables=files())
def test_a_case_and_a_store_fold_the_same_records_into_the_same_lanes(tables):
    stored, folded, base = both(tables)
    for kept, found in zip(stored, folded, strict=True):
        assert kept == found
    assert base[0] == base[1]


SALE = ("H1", "M1", "", "2024-01-10", "Awat Gin", "CN", "Mill Inc", "VN", "", "",
        "520100", "10", "", "", "")  # fmt: skip


def row(**changed: str) -> tuple[str, ...]:
    names = ("bill", "master", "amended", "day", "seller", "land", "buyer", "to",
             "maker", "address", "hs", "net", "gross", "notify", "at")  # fmt: skip
    return tuple(changed.get(n, v) for n, v in zip(names, SALE, strict=True))


LANDS = {
    "Awat Gin": ("", 1), "Bole Weaving": ("N/A", 1), "Cele Dyeing": ("not China", 1),
    "Dina Knitting": ("China / Vietnam", 1), "Emin Yarns": ("P.R. China", 1),
    "Fukang Mills": ("Viet Nam", 2),
}  # fmt: skip
"""What a second record calls the land of a firm in China; how many firms that makes."""


def test_a_country_that_is_not_understood_parts_no_firm_in_two(tmp_path):
    """In a case as in a store: it says nothing, and is no country of its own."""
    sales = [
        row(bill=f"{name} {land}", seller=name, land=land)
        for name, (said, _) in LANDS.items()
        for land in ("CN", said)
    ]
    paths = written(tmp_path, [sales])
    (raw,) = read_file(paths[0])
    trade = type_tables([(raw, map_table(raw))]).tables.trade
    found = cluster(trade.mentions, normal={}, regions={})
    store = in_a_store(tmp_path, paths)
    for name, (_, firms) in LANDS.items():
        assert sum(name in party.names for party in found) == firms
        assert len(store.named([name])[name]) == firms


def records_of(tables) -> list[tuple[str, int]]:
    """Give seller and number of records of every lane of a store."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        store = in_a_store(folder, written(folder, tables))
        shown = store.shown(range(len(store.lanes.parties)))
        lanes = store.lanes
        sold = [shown[int(s)].name for s in lanes.src]
        return sorted(zip(sold, np.asarray(lanes.count).tolist(), strict=True))


SOUND = [("Sound A Ltd", 1), ("Sound C Ltd", 1)]
FORWARDER = CARRIERS[0]


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        ([row(), row(bill="M1", master="", seller=FORWARDER)], [("Awat Gin", 1)]),
        pytest.param(
            [row(seller=FORWARDER), row(bill="M1", master="", buyer=FORWARDER)],
            [("Awat Gin", 1), (FORWARDER, 1)],
        ),
        ([row(), row(amended="1", net="12")], [("Awat Gin", 1)]),
        pytest.param(
            [row(), row(amended="1", seller="Gorham Textile Mfg")],
            [("Awat Gin", 1), ("Gorham Textile Mfg", 1)],
        ),
        pytest.param([row(), row(seller="AWAT GIN")], [("Awat Gin", 1)]),
        pytest.param(
            [row(bill="M1", master="M2"), row(bill="M2", master="M1")],
            [("Awat Gin", 2)],
        ),
    ],
    ids=[
        "a master bill that names nobody but who carries",
        "a master bill that alone names who sold to the forwarder",
        "an earlier state of a bill that names nobody else",
        "an earlier state of a bill that names somebody else",
        "a bill told again under another spelling",
        "two bills each of which calls the other its master",
    ],
)
def test_a_record_is_left_out_only_where_others_name_everybody_on_it(told, counted):
    """Else a bill written anew would hide who stood on the first one."""
    found = [line for line in records_of([told]) if line not in SOUND]
    assert found == sorted(counted)
