from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.model.table import RawTable, TableKind
from whence.read.assign import assign
from whence.read.periods import head_of
from whence.read.roles import map_table

Make = Callable[..., RawTable]

FORMS: dict[str, tuple[TableKind, str, list[str]]] = {
    "open supply hub": (
        TableKind.SUPPLIERS,
        "country,name,address,sector,lat,lng",
        ["CN", "Acme Co., Ltd.", "1 Mill Road, Aksu", "Apparel", "41.1", "80.2"],
    ),
    "chinese suppliers": (
        TableKind.SUPPLIERS,
        "供应商名称,统一社会信用代码,注册地址,联系人,国家",
        ["山东棉纺织有限公司", "91370100MA7TE5T003", "济南市历下区1号", "某", "中国"],
    ),
    "es-003": (
        TableKind.ENTRIES,
        "Entry Summary Number,Entry Summary Line Number,Importer Number,"
        "Importation Date,HTS Number - Full,Country of Origin Code,Manufacturer ID",
        ["MRX30000017", "001", "12-34", "20240301", "6203424011", "BD", "BDX"],
    ),
    "panjiva": (
        TableKind.TRADE,
        "Bill of Lading Number,Arrival Date,Consignee,Consignee Address,Shipper,"
        "Shipper Address,Notify Party,Weight (KG),HS Code,Consignee Email 1",
        [
            "B1",
            "2024-03-01",
            "Row Inc",
            "2 St",
            "Acme Ltd",
            "1 Rd",
            "",
            "9",
            "520100",
            "",
        ],
    ),
    "chinese declarations": (
        TableKind.TRADE,
        "提运单号,出口日期,发货人,收货人,商品编码,商品名称,毛重(千克)",
        ["B1", "2024-03-01", "山东公司", "Row Inc", "520852", "棉布", "12.5"],
    ),
    "orders": (
        TableKind.ORDERS,
        "PO Number,Line,Vendor ID,SKU,Qty,UOM,Amount,Currency",
        ["PO-1", "1", "V-1", "TR-1", "10", "pcs", "99", "USD"],
    ),
    "bill of materials": (
        TableKind.MATERIALS,
        "Parent SKU,Component,Qty per,UOM",
        ["TR-1", "YN-1", "1.1", "kg"],
    ),
    "production": (
        TableKind.PRODUCTION,
        "Lot out,Lot in,Stage,Date,Producer,Qty out",
        ["L2", "L1", "spinning", "2024-03-01", "Acme Ltd", "10"],
    ),
    "ownership": (
        TableKind.OWNERSHIP,
        "股东名称,被投资企业,持股比例",
        ["山东集团有限公司", "阿克苏纺织有限公司", "60%"],
    ),
    "payments": (
        TableKind.PAYMENTS,
        "Payment Date,Payer,Payee,Amount,Currency",
        ["2024-03-01", "Row Inc", "Acme Ltd", "99.5", "USD"],
    ),
    "documents": (
        TableKind.DOCUMENTS,
        "Document,Kind,Author,Author role,Date,Lot,File",
        ["D1", "invoice", "Acme Ltd", "supplier", "2024-03-01", "L1", "a.pdf"],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_known_form_is_known(form: str, table: Make) -> None:
    kind, headers, row = FORMS[form]
    mapping = map_table(table(headers.split(","), [row]))
    assert mapping.kind is kind
    assert mapping.accepted
    assert all(column.reason for column in mapping.columns)


def roles(raw: RawTable) -> dict[str, str]:
    return {c.role: c.header for c in map_table(raw).columns}


def test_person_columns_are_dropped_by_header_and_by_value(table: Make) -> None:
    headers = ["Name", "Contact Person", "Fabrikleitung", "联系人电话", "Country"]
    rows = [["Acme Ltd", "A B", f"x{i}@y.invalid", "1", "CN"] for i in range(3)]
    mapping = map_table(table(headers, rows))
    assert mapping.dropped == ("Contact Person", "Fabrikleitung", "联系人电话")
    assert not {c.header for c in mapping.columns} & set(mapping.dropped)


@pytest.mark.parametrize(
    "header", ["Worker Name", "Nama Karyawan", "NIK", "DNI", "TC Kimlik No", "Số CCCD"]
)
def test_a_column_of_workers_is_dropped_in_a_table_of_trade(
    header: str, table: Make
) -> None:
    raw = table(("Supplier", "Country", header), [("Acme Ltd", "Peru", "A B")])
    assert map_table(raw).dropped == (header,)


def test_values_speak_where_the_header_says_nothing(table: Make) -> None:
    rows = [
        ["Acme Textile Co., Ltd.", "China", "91370100MA7TE5T003"],
        ["Bolt Garments Ltd", "Viet Nam", "91650100MA7TE5T00B"],
    ]
    found = roles(table(["A1", "A2", "A3"], rows, name="suppliers.csv"))
    assert found == {"name": "A1", "country": "A2", "uscc": "A3"}


def test_columns_are_decided_together(table: Make) -> None:
    """Both headers may be a seller's name; only together is it clear which is which."""
    headers = ["Supplier", "Manufacturer", "Buyer", "Date", "B/L No"]
    found = roles(table(headers, [["A Ltd", "B Ltd", "C Inc", "2024-03-01", "1"]]))
    assert (found["seller"], found["maker"], found["buyer"]) == tuple(headers[:3])


def test_a_column_nobody_knows_is_left_and_named(table: Make) -> None:
    mapping = map_table(table(["Name", "Country", "Zeta flag"], [["A Ltd", "CN", "x"]]))
    assert mapping.unmapped == ("Zeta flag",)


def test_a_table_without_its_roles_is_not_accepted(table: Make) -> None:
    mapping = map_table(table(["Colour", "Shade"], [["red", "dark"]]))
    assert not mapping.accepted
    assert mapping.missing


def test_a_domestic_party_of_unsaid_direction_is_asked_about(table: Make) -> None:
    headers = ["境内收发货人", "境外收发货人", "日期", "提运单号"]
    mapping = map_table(table(headers, [["山东公司", "Row Inc", "2024-03-01", "1"]]))
    assert mapping.kind is TableKind.TRADE
    assert not mapping.accepted


def test_a_saved_mapping_wins_on_the_same_header(table: Make) -> None:
    raw = table(["Colour", "Shade"], [["Acme Ltd", "CN"]])
    first = map_table(raw)
    columns = (
        replace(map_table(table(["name"], [["Acme Ltd"]])).columns[0], header="Colour"),
    )
    saved = replace(first, kind=TableKind.SUPPLIERS, columns=columns, accepted=True)
    again = map_table(raw, saved=[saved])
    assert again.accepted
    assert again.missing == ()
    assert [(c.header, c.role) for c in again.columns] == [("Colour", "name")]
    assert again.unmapped == ("Shade",)


def test_a_saved_mapping_that_lacks_a_role_asks_again(table: Make) -> None:
    raw = table(["Colour", "Shade"], [["Acme Ltd", "CN"]])
    saved = replace(map_table(raw), kind=TableKind.SUPPLIERS, columns=(), accepted=True)
    assert map_table(raw, saved=[saved]).missing == ("name or name_local",)
    assert not map_table(raw, saved=[saved]).accepted


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 9), min_size=width, max_size=width),
            min_size=1,
            max_size=4,
        )
    )
)
def test_no_other_assignment_is_better(scores: list[list[int]]) -> None:
    from itertools import permutations

    width = len(scores[0])
    found = assign([[float(s) for s in row] for row in scores])
    total = sum(scores[i][c] for i, c in enumerate(found) if c is not None)
    used = [c for c in found if c is not None]
    assert len(used) == len(set(used))
    places = [*range(width), *[None] * len(scores)]
    best = max(
        sum(scores[i][c] for i, c in enumerate(way) if c is not None)
        for way in permutations(places, len(scores))
    )
    assert total == best


@pytest.mark.parametrize(
    ("headers", "row", "name", "roles"),
    [
        (
            ["PO", "Ordered", "Vendor", "Style", "Amount"],
            ["PO-1", "2025-03-01", "Acme Ltd", "TR-1", "1200.50"],
            "orders.csv",
            {"Ordered": "date", "Amount": "value"},
        ),
        (
            ["PO", "Ordered", "Vendor", "Style", "Order date"],
            ["PO-1", "1200", "Acme Ltd", "TR-1", "2025-03-01"],
            "orders.csv",
            {"Ordered": "quantity", "Order date": "date"},
        ),
        (
            ["Finished item", "Input name", "Amount", "Unit"],
            ["TR-1", "Cotton yarn", "0.4", "kg"],
            "bom.csv",
            {"Finished item": "parent", "Input name": "child", "Amount": "quantity"},
        ),
        (
            ["Lot out", "Lot in", "Step", "Factory", "Where"],
            ["L-2", "L-1", "spinning", "Acme Mill", "Aksu, Xinjiang"],
            "lots.csv",
            {"Where": "site"},
        ),
        (
            ["Supplier", "Where", "Country"],
            ["Acme Ltd", "12 Mill Road, Aksu", "CN"],
            "suppliers.csv",
            {"Where": "address"},
        ),
    ],
)
def test_short_everyday_headers_are_read(
    headers: list[str], row: list[str], name: str, roles: dict[str, str], table: Make
) -> None:
    mapping = map_table(table(headers, [row], name=name))
    found = {c.header: c.role for c in mapping.columns}
    assert {header: found.get(header) for header in roles} == roles


@pytest.mark.parametrize("code", ["5205.12-0000", "５２０５．１２００", "۵۲۰۵۱۲۰۰"])
def test_codes_of_goods_are_known_in_the_writing_of_their_country(
    code: str, table: Make
) -> None:
    raw = table(
        ("Exporter", "Importer", "Date", "HS Code"),
        [("Acme Ltd", "Row Inc", "2024-03-01", code)],
    )
    assert {c.role: c.confidence for c in map_table(raw).columns}["hs"] == 1.0


@pytest.mark.parametrize(
    "number",
    "No|No.|Nº|№|Nr.|Núm.|S/N|Sr No|Sl. No.|序号|項次|STT|번호|م|Lp.|Α/Α|№ п/п|#|N."
    "|Code|ลำดับที่|क्र. सं.|ক্রমিক নং|ردیف|Bil.|Poř. č.|Р/с|T/r|Д/д".split("|"),
)
def test_a_running_number_makes_no_other_table_of_a_list_of_suppliers(
    number: str, table: Make
) -> None:
    heads = [number, "Supplier Name", "Address", "Country", "Product"]
    rows = [
        [str(i), f"Acme {i} Ltd", f"{i} Mill Road", "Peru", "Yarn"]
        for i in range(1, 13)
    ]
    mapping = map_table(table(heads, rows))
    assert (mapping.kind.value, mapping.accepted) == ("suppliers", True)
    assert number not in {c.header for c in mapping.columns}


def test_months_in_headers_with_underscores_are_months() -> None:
    assert head_of("Value_Jan-2023") == head_of("Value Jan-2023")
