from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whence.model.party import IdKind, RelationKind, Role
from whence.model.table import RawTable
from whence.read.roles import map_table
from whence.read.typed import Typed, type_tables
from whence.shelf.tables import reasons

Make = Callable[..., RawTable]

ORDERS = ["PO Number", "Line", "Vendor ID", "SKU", "Date", "Qty", "UOM"]
ENTRIES = ["Entry Summary Number", "Entry Summary Line Number", "Importation Date"]
ENTRIES += ["HTS Number - Full", "Country of Origin Code", "Manufacturer ID"]
FORM = ["Entry Number", "Line No.", "Import Date", "HTSUS No.", "Country of Origin"]
FORM += ["Manufacturer Name", "Gross Weight (kg)"]


def typed(*tables: RawTable, key: bytes = b"k") -> Typed:
    return type_tables([(t, map_table(t)) for t in tables], key=key)


def fates(result: Typed, raw: RawTable) -> tuple[int, int, int]:
    counts = result.counts[raw.sha256, raw.sheet]
    assert counts.add_up
    return counts.used, counts.merged, counts.set_aside


def test_a_supplier_keeps_all_its_names_and_codes(table: Make) -> None:
    headers = [
        "Name",
        "Chinese Name",
        "aka",
        "Address",
        "City",
        "Country",
        "USCC",
        "MID",
    ]
    row = ["Acme Ltd", "艾克美有限公司", "ACM; Acme Mill", "1 Rd", "Aksu", "CN"]
    row += ["91370100ma7te5t003", "CNACME1AKS"]
    supplier = typed(table(headers, [row])).tables.suppliers[0]
    assert supplier.mention.names == ("Acme Ltd", "艾克美有限公司", "ACM", "Acme Mill")
    assert supplier.mention.address == "1 Rd, Aksu"
    assert dict(supplier.mention.identifiers) == {
        IdKind.USCC: "91370100MA7TE5T003",
        IdKind.MID: "CNACME1AKS",
    }
    assert supplier.source.row == 2


def test_a_row_that_repeats_is_merged_and_one_without_a_name_set_aside(
    table: Make,
) -> None:
    rows = [["Acme Ltd", "CN"], ["Acme Ltd", "CN"], ["", "CN"], ["Bolt Ltd", "VN"]]
    raw = table(["Supplier Name", "Country"], rows)
    result = typed(raw)
    assert fates(result, raw) == (2, 1, 1)
    assert [(s.source.row, s.reason) for s in result.set_aside] == [(4, "missing name")]


def test_a_note_below_a_table_is_told_from_a_row_without_a_name(table: Make) -> None:
    heads = ["Address", "Supplier Name", "Country", "Product"]
    rows = [
        ["1 Works Road", "Acme Ltd", "CN", "Yarn"],
        ["2 Works Road", "", "VN", "Yarn"],
        ["Figures are those of the last order.", "", "", ""],
    ]
    result = typed(table(heads, rows))
    assert [s.reason for s in result.set_aside] == ["missing name", "lone cell"]
    assert "Leave it" in result.set_aside[1].remedy
    assert result.set_aside[0].remedy


def test_the_same_file_twice_is_merged_whole(table: Make) -> None:
    raw = table(["Supplier Name", "Country"], [["Acme Ltd", "CN"], ["", "CN"]])
    result = typed(raw, raw)
    assert len(result.tables.suppliers) == 1
    assert fates(result, raw) == (1, 2, 1)


def test_a_sole_traders_code_becomes_a_keyed_hash(table: Make) -> None:
    code = "92650100MA7TE5T00B"
    raw = table(["Supplier Name", "USCC"], [["Acme Ltd", code]])
    one, two = typed(raw, key=b"one"), typed(raw, key=b"two")
    hidden = dict(one.tables.suppliers[0].mention.identifiers)[IdKind.USCC]
    assert code not in repr(one)
    assert hidden != dict(two.tables.suppliers[0].mention.identifiers)[IdKind.USCC]
    assert hidden == dict(
        typed(raw, key=b"one").tables.suppliers[0].mention.identifiers
    ).get(IdKind.USCC)
    assert one.tables.hashed == 1


def test_an_importer_number_is_counted_and_never_kept(table: Make) -> None:
    headers = [*ENTRIES, "Importer Number"]
    row = ["MRX30000017", "001", "20240301", "6203424011", "BD", "BDX", "12-3456789"]
    result = typed(table(headers, [row]))
    assert result.tables.hashed == 1
    assert "12-3456789" not in repr(result)


def test_a_person_column_is_not_read_on(table: Make) -> None:
    raw = table(["Name", "Country", "E-mail"], [["Acme Ltd", "CN", "x@y.invalid"]])
    assert "x@y.invalid" not in repr(typed(raw))


def test_an_order_with_only_a_vendor_number_finds_its_supplier(table: Make) -> None:
    suppliers = table(
        ["Vendor ID", "Supplier Name", "Address"], [["V-1", "Acme Ltd", "1 Rd"]]
    )
    orders = table(ORDERS, [["PO-1", "1", "V-1", "TR", "2024-03-01", "10", "kg"]])
    # Whatever the order of the files.
    result = typed(orders, suppliers)
    assert result.tables.orders[0].vendor == result.tables.suppliers[0].mention
    assert result.tables.orders[0].weight_g == 10_000


def test_a_vendor_number_of_two_suppliers_is_noted(table: Make) -> None:
    rows = [["V-1", "Acme Ltd"], ["V-1", "Bolt Ltd"]]
    result = typed(table(["Vendor ID", "Supplier Name"], rows))
    assert any("V-1 names several" in note for note in result.notes)


def test_an_order_with_a_bad_date_goes_on_without_it(table: Make) -> None:
    raw = table(ORDERS, [["PO-1", "1", "V-1", "TR", "2024-02-30", "-4", "truckloads"]])
    result = typed(raw)
    order = result.tables.orders[0]
    assert (order.day, order.quantity) == (None, None)
    assert fates(result, raw) == (1, 0, 0)
    assert {s.reason for s in result.set_aside} == {
        "impossible date",
        "not positive",
        "unknown unit",
    }
    assert {s.source.column for s in result.set_aside} == {"Date", "Qty", "UOM"}


def test_an_entry_in_two_files_is_one_line_with_both_sources(table: Make) -> None:
    ace = table(ENTRIES, [["MRX30000017", "001", "", "6203424011", "BD", "BDX1"]])
    form = table(
        FORM, [["MRX-3000001-7", "1", "2024-03-01", "", "Bangladesh", "Acme", "9"]]
    )
    result = typed(ace, form)
    (line,) = result.tables.entries
    assert (line.entry_number, line.line) == ("MRX-3000001-7", "1")
    assert len(line.sources) == 2
    # Each file knew something that the other did not.
    assert (line.import_date, line.hs) == (date(2024, 3, 1), "6203424011")
    assert line.weight_g == 9000
    assert line.maker is not None
    assert line.maker.names == ("Acme",)
    assert (IdKind.MID, "BDX1") in line.maker.identifiers
    # BD and Bangladesh are one country.
    assert line.conflicts == ()
    assert fates(result, ace) == (1, 0, 0)
    assert fates(result, form) == (0, 1, 0)
    assert result.joins[0].sources == line.sources


def test_files_that_disagree_on_an_entry_are_named(table: Make) -> None:
    ace = table(ENTRIES, [["MRX30000017", "1", "20240301", "620342", "BD", ""]])
    form = table(FORM, [["MRX30000017", "1", "2024-03-05", "610910", "KH", "A", "1"]])
    (line,) = typed(ace, form).tables.entries
    assert line.conflicts == ("hs", "import_date", "origin_country")
    assert line.import_date == date(2024, 3, 1)


def test_an_added_duty_is_no_second_line_and_no_conflict(table: Make) -> None:
    rows = [
        ["MRX30000017", "1", "20240301", "9903880300", "CN", ""],
        ["MRX30000017", "1", "20240301", "6203424011", "CN", ""],
    ]
    (line,) = typed(table(ENTRIES, rows)).tables.entries
    assert line.hs == "6203424011"
    assert line.conflicts == ()


def test_entry_lines_without_numbers_are_numbered_with_a_note(table: Make) -> None:
    headers = [h for h in ENTRIES if "Line" not in h]
    rows = [
        ["MRX30000017", "20240301", "620342", "BD", ""],
        ["MRX30000017", "20240301", "610910", "BD", ""],
    ]
    result = typed(table(headers, rows))
    assert [e.line for e in result.tables.entries] == ["1", "2"]
    assert any("numbered in row order" in note for note in result.notes)


@pytest.mark.parametrize(
    ("said", "kind", "owner"),
    [
        ("parent", RelationKind.PARENT, "A Ltd"),
        ("", RelationKind.OWNER, "A Ltd"),
        ("Subsidiary", RelationKind.PARENT, "A Ltd"),
        # "Branch" says what the owned side is; the noun says it of its left side.
        ("branch", RelationKind.BRANCH, "B Ltd"),
        ("股东", RelationKind.OWNER, "A Ltd"),
    ],
)
def test_a_relation_is_read_the_right_way_round(
    said: str, kind: RelationKind, owner: str, table: Make
) -> None:
    raw = table(["Owner", "Owned Company", "Relation"], [["A Ltd", "B Ltd", said]])
    row = typed(raw).tables.ownership[0]
    assert (row.kind, row.owner.names[0]) == (kind, owner)


def test_a_relation_nobody_knows_sets_its_row_aside(table: Make) -> None:
    raw = table(["Owner", "Owned Company", "Relation"], [["A", "B", "cousin"]])
    result = typed(raw)
    assert fates(result, raw) == (0, 0, 1)
    assert result.set_aside[0].reason == "unknown relation"


def test_a_role_is_read_from_its_word(table: Make) -> None:
    rows = [["A Ltd", "Spinner"], ["B Ltd", "贸易公司"], ["C Ltd", "quotation only"]]
    suppliers = typed(table(["Supplier Name", "Role"], rows)).tables.suppliers
    assert [s.role for s in suppliers] == [Role.MAKER, Role.TRADER, Role.UNKNOWN]


def test_a_weight_without_a_unit_is_noted(table: Make) -> None:
    headers = [*ENTRIES, "Gross Weight"]
    row = ["MRX30000017", "1", "20240301", "620342", "BD", "", "12"]
    result = typed(table(headers, [row]))
    assert result.tables.entries[0].weight_g == 12_000
    assert any("no unit is written; read as kg" in note for note in result.notes)


CELLS = {
    "Entry Summary Number": st.sampled_from(["MRX30000017", "MRX30000024", ""]),
    "Entry Summary Line Number": st.sampled_from(["1", "001", ""]),
    "Importation Date": st.sampled_from(["20240301", "2024-02-30", "03/04/2024", ""]),
    "HTS Number - Full": st.sampled_from(["6203424011", "cotton", "", "99038803"]),
    "Country of Origin Code": st.sampled_from(["BD", "CN", ""]),
    "Manufacturer ID": st.sampled_from(["BDX", "", "9.1E+17"]),
}
TRADE = {
    "Bill of Lading Number": st.sampled_from(["B1", "B2", ""]),
    "Arrival Date": st.sampled_from(["2024-03-01", "2024-13-01", "", "04/05/2024"]),
    "Shipper": st.sampled_from(["Acme Ltd", "Bolt Ltd", ""]),
    "Consignee": st.sampled_from(["Row Inc", "TO ORDER", ""]),
    "Manufacturer": st.sampled_from(["Mill Ltd", ""]),
    "HS Code": st.sampled_from(["520100", "5201", "x", ""]),
    "Weight (kg)": st.sampled_from(["10", "-1", "", "n/a"]),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_row_is_used_merged_or_set_aside(
    data: st.DataObject, table: Make
) -> None:
    tables = []
    for cells in (CELLS, CELLS, TRADE, TRADE):
        rows = data.draw(st.lists(st.tuples(*cells.values()), min_size=1, max_size=6))
        raw = table(list(cells), rows)
        mapping = map_table(raw)
        if not mapping.missing:
            tables.append((raw, mapping))
    result = type_tables(tables)
    rows_in = sum(len(raw) for raw, _ in tables)
    assert sum(c.rows_in for c in result.counts.values()) == rows_in
    assert all(c.add_up for c in result.counts.values())
    assert all(min(c.used, c.merged, c.set_aside) >= 0 for c in result.counts.values())
    trade = result.tables.trade
    made = len(result.tables.entries) + (len(trade) if trade is not None else 0)
    assert sum(c.used for c in result.counts.values()) == made
    assert {s.reason for s in result.set_aside} <= reasons().keys()


@pytest.mark.parametrize(
    ("unit", "grams", "metres", "pieces"),
    [
        ("KGM", 2_000, None, None),
        ("Yds.", None, 1.8288, None),
        ("метров", None, 2.0, None),
        ("DZN", None, None, 24.0),
        ("штука", None, None, 2.0),
        ("rolls", None, None, None),
        ("pairs", None, None, None),
    ],
)
def test_a_quantity_is_weighed_measured_or_counted_where_its_unit_is_fixed(
    unit: str,
    grams: int | None,
    metres: float | None,
    pieces: float | None,
    table: Make,
) -> None:
    raw = table(
        ["PO", "SKU", "Quantity", "Unit"], [["P1", "S1", "2", unit]], name="orders.csv"
    )
    (line,) = typed(raw).tables.orders
    found = line.quantity
    assert found is not None
    assert (found.grams, found.metres, found.pieces) == (grams, metres, pieces)
