"""A list of people in words nobody knows is told by its values; firms are not."""

from pathlib import Path

import pytest

from whence.errors import Refused
from whence.read.files import read_file
from whence.read.roles import map_table

pytestmark = pytest.mark.usefixtures("read_here")

GIVEN = ["Orla", "Pavo", "Sunniva", "Tarek", "Milo", "Ines", "Rurik", "Zaya", "Benat"]
FAMILY = ["Zindrova", "Quillon", "Batterfeld", "Okonmaru", "Strand", "Velasko", "Imre"]
HEADS = ("Mirgat osk", "Brimfel dag", "Kastren", "Dramsel", "Hetz umbra")


def person(i: int) -> str:
    return f"{GIVEN[i % len(GIVEN)]} {FAMILY[(i * 3) % len(FAMILY)]}"


def born(i: int) -> str:
    return f"{1962 + (i * 7) % 41}-{1 + i % 12:02}-{1 + (i * 5) % 28:02}"


def written(folder: Path, rows: list[tuple[str, ...]], heads: tuple[str, ...]) -> Path:
    path = folder / "list.csv"
    lines = [";".join(heads[: len(rows[0])]), *(";".join(row) for row in rows)]
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_names_births_and_pay_are_people(tmp_path: Path) -> None:
    rows = [(person(i), born(i), str(310 + i % 9 * 15), f"A{i % 4}") for i in range(40)]
    with pytest.raises(Refused, match="list of people"):
        read_file(written(tmp_path, rows, HEADS))


def test_names_births_and_numbers_of_papers_are_people(tmp_path: Path) -> None:
    rows = [
        (
            f"{740000000000 + i * 7919}",
            person(i),
            f"{born(i)[8:]}.{born(i)[5:7]}.{born(i)[:4]}",
        )
        for i in range(40)
    ]
    with pytest.raises(Refused, match="list of people"):
        read_file(written(tmp_path, rows, HEADS))


def test_chinese_names_births_and_pay_are_people(tmp_path: Path) -> None:
    family, given = "王李张刘陈杨赵黄周吴", "伟芳娜敏静丽强磊军洋勇艳"
    rows = [
        (family[i % 10] + given[i % 12] + given[(i * 5) % 12], born(i), str(3100 + i))
        for i in range(40)
    ]
    with pytest.raises(Refused, match="list of people"):
        read_file(written(tmp_path, rows, HEADS))


@pytest.mark.parametrize(
    "row",
    [
        lambda i: (f"{person(i)} Ltd", born(i), str(310 + i)),  # firms with their form
        lambda i: (person(i), f"2024-03-{1 + i % 28:02}", str(310 + i)),  # deals
        lambda i: (person(i), born(i), f"{i} Mill Road"),  # neither pay nor papers
        lambda i: (f"Mill {i}", born(i), str(310 + i)),  # names with numbers
    ],
)
def test_what_lacks_one_of_the_three_is_read(row, tmp_path: Path) -> None:
    (raw,) = read_file(written(tmp_path, [row(i) for i in range(40)], HEADS))
    assert raw.rows_in == 40


def test_suppliers_with_founders_names_are_read_where_headers_are_known(
    tmp_path: Path,
) -> None:
    heads = ("Supplier name", "Founded", "Employees", "Country")
    rows = [(person(i), born(i), str(310 + i), "Vietnam") for i in range(40)]
    (raw,) = read_file(written(tmp_path, rows, heads))
    assert raw.rows_in == 40


def test_sums_of_money_are_no_tariff_codes(tmp_path: Path) -> None:
    heads = ("Torvel ganth", "Zundar", "Kastren", "Dramsel")
    rows = [
        (
            f"Nowhere Mill {i} Ltd",
            "Vietnam",
            str(412000 + i * 8500),
            f"2024-03-{1 + i:02}",
        )
        for i in range(25)
    ]
    (raw,) = read_file(written(tmp_path, rows, heads))
    assert "hs" not in {c.role for c in map_table(raw).columns}


def test_tariff_codes_under_an_unknown_header_are_still_known(tmp_path: Path) -> None:
    heads = ("Torvel ganth", "Exporter", "Importer", "Date")
    codes = ("620342", "520523", "854143", "760612", "390410", "200290")
    rows = [
        (codes[i % 6], f"Nowhere Mill {i} Ltd", f"Port {i} Inc", f"2024-03-{1 + i:02}")
        for i in range(25)
    ]
    (raw,) = read_file(written(tmp_path, rows, heads))
    roles = {c.role: c.header for c in map_table(raw).columns}
    assert roles["hs"] == "Torvel ganth"
