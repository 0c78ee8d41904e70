"""Which is the day and which the month, where no cell of a column tells."""

from datetime import date
from pathlib import Path

import pytest

from whence.jobs.trace_build import BuildRequest, build
from whence.model.table import Mapping, RawTable, Written
from whence.read.dates import dates
from whence.read.files import read_file
from whence.read.roles import map_table
from whence.read.typed import type_tables

pytestmark = pytest.mark.usefixtures("read_here")

EITHER = ["03/04/2024", "05/06/2024", "07/08/2024", "11/12/2024"]


def table(folder: Path, header: str, rows: list[str]) -> tuple[RawTable, Mapping]:
    path = folder / "trade.csv"
    path.write_text("\n".join([header, *rows]), "utf-8")
    (raw,) = read_file(path)
    return raw, map_table(raw)


def trade(days: list[str], *more: list[str]) -> list[str]:
    return [
        ";".join(
            [
                f"Imaginary Mill {i} Ltd",
                f"Nowhere Stores {i} Inc",
                "520512",
                day,
                *cells,
            ]
        )
        for i, (day, *cells) in enumerate(zip(days, *more, strict=True))
    ]


def test_dates_that_all_can_be_two_days_are_asked_about(tmp_path: Path) -> None:
    _, mapping = table(tmp_path, "Exporter;Importer;HS Code;Date", trade(EITHER))
    assert not mapping.accepted
    assert "Date" in " ".join(mapping.doubts)


def test_the_language_of_the_headers_is_a_hint_that_is_shown_and_asked(
    tmp_path: Path,
) -> None:
    head = "Exportador;Importador;Partida arancelaria;Fecha de embarque"
    _, mapping = table(tmp_path, head, trade(EITHER))
    (column,) = [c for c in mapping.columns if c.role == "date"]
    assert not mapping.accepted
    assert column.written == "day first"


def test_another_column_of_days_tells_the_order(tmp_path: Path) -> None:
    told = ["13/04/2024", "25/06/2024", "28/08/2024", "30/12/2024"]
    head = "Exporter;Importer;HS Code;Arrival date;Registration date"
    raw, mapping = table(tmp_path, head, trade(EITHER, told))
    assert mapping.accepted
    days = type_tables([(raw, mapping)]).tables.trade
    assert days is not None
    assert len(days) == 4


def test_one_cell_that_tells_is_enough_and_nobody_is_asked(tmp_path: Path) -> None:
    days = [*EITHER[:3], "25/12/2024"]
    _, mapping = table(tmp_path, "Exporter;Importer;HS Code;Date", trade(days))
    assert mapping.accepted


def test_a_few_cells_that_can_be_two_days_ask_nobody(tmp_path: Path) -> None:
    days = ["2024-03-04", "2024-03-05", "2024-03-06", "03/04/2024"]
    _, mapping = table(tmp_path, "Exporter;Importer;HS Code;Date", trade(days))
    assert mapping.accepted


def both_ways(tmp_path):
    days = [f"{m:02}/{d:02}/2024" for m in range(1, 13) for d in (5, 28)]
    rows = [f"B{i},{day},Maker Ltd,Buyer Inc,520100" for i, day in enumerate(days)]
    rows[7] = "B7,25/03/2024,Maker Ltd,Buyer Inc,520100"
    head = "Bill of Lading,Shipment Date,Shipper Name,Consignee Name,HS Code"
    file = tmp_path / "trade.csv"
    file.write_text("\n".join([head, *rows]), "utf-8")
    return file


def test_one_day_first_date_among_others_is_told_with_its_row_and_the_remedy(tmp_path):
    file = both_ways(tmp_path)
    (raw,) = read_file(file)
    case = "\n".join(type_tables([(raw, map_table(raw))]).notes)
    done = build(BuildRequest((file,), tmp_path / "case", date(2026, 1, 1)))
    store = "\n".join(done.sources[0].notes)
    for told in (case, store):
        assert 'column "Shipment Date", first in row 9: dates are written both' in told
        assert "1 can only be day first, like '25/03/2024'" in told
        assert 'write ", month first" after the role of the column in case.toml' in told
    assert "rows set aside: ambiguous date, first row 2" in store
    assert 'as in "date, month first"' in store


def test_dates_both_ways_are_told_where_one_has_digits_of_full_width(tmp_path):
    """A case asked for the folded text among the texts of the column, and died."""
    days = ["１３/01/2024", "01/13/2024", "01/14/2024", "02/03/2024"]
    rows = trade(days)
    raw, mapping = table(tmp_path, "Exporter;Importer;HS Code;Date", rows)
    case = "\n".join(type_tables([(raw, mapping)]).notes)
    asked = BuildRequest(
        (tmp_path / "trade.csv",), tmp_path / "case", date(2026, 1, 1), True
    )
    store = "\n".join(build(asked).sources[0].notes)
    for told in (case, store):
        assert 'column "Date", first in row 2: dates are written both ways' in told
        assert "1 can only be day first, like '１３/01/2024'" in told


def test_who_says_the_order_loses_only_the_one_date_that_breaks_it():
    read = dates(["03/04/2024", "25/03/2024"], "", Written.MONTH_FIRST)
    assert read.values[0] == date(2024, 3, 4)
    assert read.bad[1].reason == "impossible date"
    assert not read.odd
