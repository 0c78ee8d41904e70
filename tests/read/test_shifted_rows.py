"""Rows of a CSV that a comma without quotation marks has moved out of their columns."""

from pathlib import Path

import pytest

from whence.model.table import Mapping, RawTable
from whence.read.files import read_file
from whence.read.roles import map_table
from whence.read.typed import type_tables

pytestmark = pytest.mark.usefixtures("read_here")

HEAD = "Supplier Name,Address,Country"
SHIFTED = [f"Imaginary Mill {i} Ltd,{i} Nowhere Road, Aksu,China" for i in range(1, 31)]
SOUND = [f'Sound Gin {i} Ltd,"{i} Nowhere Road, Bursa",Türkiye' for i in range(1, 31)]


def table(folder: Path, rows: list[str], head: str = HEAD) -> tuple[RawTable, Mapping]:
    path = folder / "suppliers.csv"
    path.write_text("\n".join([head, *rows]), "utf-8")
    (raw,) = read_file(path)
    return raw, map_table(raw)


def test_a_shift_in_every_row_is_asked_about(tmp_path: Path) -> None:
    raw, mapping = table(tmp_path, SHIFTED)
    assert not mapping.accepted
    assert "more cells" in raw.doubt


@pytest.mark.parametrize("shifted", [1, 10, 20, 29])
def test_shifted_rows_are_set_aside_and_none_is_lost(
    shifted: int, tmp_path: Path
) -> None:
    raw, mapping = table(tmp_path, SHIFTED[:shifted] + SOUND[shifted:])
    typed = type_tables([(raw, mapping)])
    (counts,) = typed.counts.values()
    assert (counts.rows_in, counts.used, counts.set_aside) == (
        30,
        30 - shifted,
        shifted,
    )
    assert {a.reason for a in typed.set_aside} == {"too many cells"}
    assert all("Aksu" not in s.mention.address for s in typed.tables.suppliers)


def test_where_most_rows_are_shifted_a_person_is_asked(tmp_path: Path) -> None:
    raw, mapping = table(tmp_path, SHIFTED[:20] + SOUND[20:])
    assert not mapping.accepted
    assert "20 of 30" in raw.doubt


def test_rows_of_different_shifts_are_asked_about(tmp_path: Path) -> None:
    rows = [
        f"Imaginary Mill {i} Ltd,{i} Nowhere Road{', Aksu' * (i % 3 + 1)},China"
        for i in range(1, 31)
    ]
    raw, mapping = table(tmp_path, rows)
    assert not mapping.accepted
    assert raw.rows_in == 30


def test_a_separator_at_the_end_of_every_line_is_no_shift(tmp_path: Path) -> None:
    raw, mapping = table(tmp_path, [f"{row}," for row in SOUND])
    assert raw.doubt == ""
    assert mapping.accepted


def test_columns_whose_header_is_blank_are_no_shift(tmp_path: Path) -> None:
    raw, mapping = table(tmp_path, [f"{row},x" for row in SOUND], f"{HEAD},")
    assert raw.doubt == ""
    assert mapping.accepted
