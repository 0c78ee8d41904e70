"""Which is the day and which the month, where no cell of a column tells."""

from pathlib import Path

import pytest

from whence.model.table import Mapping, RawTable
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
