from pathlib import Path

import pytest
from click.testing import CliRunner

from whence.cli import cli
from whence.errors import UsageError
from whence.jobs.mapping import MapRequest, map_file
from whence.model.table import TableKind
from whence.store.profiles import profiles_in

ROWS = "Parte A;Parte B;Fecha;Gerente\nHilados S.A.;Row Inc;25/03/2024;R. Sosa\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "exportaciones.csv"
    path.write_text(ROWS)
    return path


def test_a_column_about_a_person_is_named_and_shows_nothing(table: Path) -> None:
    (sheet,) = map_file(MapRequest(table)).sheets
    person = next(c for c in sheet.columns if c.header == "Gerente")
    assert (person.role, person.examples) == ("not read", ())


def test_what_a_person_sets_is_kept_as_a_profile_and_known_again(table: Path) -> None:
    folder = table.parent / "profiles"
    request = MapRequest(
        table,
        kind="trade",
        roles={"Parte A": "seller", "Parte B": "buyer", "Fecha": "date"},
        profiles=folder,
        save="broker Lima",
    )
    result = map_file(request)
    assert result.saved == folder / "broker Lima.toml"
    assert result.sheets[0].mapping.accepted
    (name, mapping), *rest = profiles_in(folder)
    assert (name, mapping.kind, rest) == ("broker Lima", TableKind.TRADE, [])
    other = table.parent / "otro.csv"
    other.write_text(ROWS.replace("Hilados", "Tejidos"))
    (again,) = map_file(MapRequest(other, profiles=folder)).sheets
    assert again.profile == "broker Lima"
    assert {c.role: c.header for c in again.columns if c.role}["seller"] == "Parte A"


@pytest.mark.parametrize(
    "wrong",
    [
        {"roles": {"No such": "seller"}},
        {"roles": {"Parte A": "no such"}},
        {"kind": "no such"},
        {"sheet": "no such"},
    ],
)
def test_what_does_not_exist_is_named_with_what_does(
    wrong: dict[str, object], table: Path
) -> None:
    with pytest.raises(UsageError) as caught:
        map_file(MapRequest(table, **wrong))  # type: ignore[arg-type]
    assert caught.value.remedy


def test_the_command_prints_the_table_and_says_what_is_unclear(table: Path) -> None:
    folder = str(table.parent / "none")
    done = CliRunner().invoke(cli, ["map", str(table), "--profiles", folder])
    assert "Gerente" in done.output
    assert "R. Sosa" not in done.output
    plain = CliRunner().invoke(cli, ["map", str(table), "--profiles", folder, "--json"])
    assert '"fingerprint"' in plain.output


def test_a_kind_said_by_hand_has_its_columns_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Exporter;Importer;Date\nHilados S.A.;Row Inc;2024-03-25\n", encoding="utf-8"
    )
    (trade,) = map_file(MapRequest(path)).sheets
    (firms,) = map_file(MapRequest(path, kind="suppliers")).sheets
    assert {c.role: c.header for c in trade.columns}["seller"] == "Exporter"
    assert {c.role: c.header for c in firms.columns}["name"] == "Exporter"


def test_rows_that_would_be_set_aside_are_told_with_the_first_place(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.csv"
    lines = ["Exporter,Importer,Date,Net weight (kg)", "A Ltd,B Ltd,2024-03-25,5"]
    lines += ["A Ltd,B Ltd,2024-03-26,7,8", "C Ltd,B Ltd,2024-03-27,-1"]
    path.write_text("\n".join([*lines, *lines[1:2]]) + "\n", encoding="utf-8")
    done = CliRunner().invoke(
        cli, ["map", str(path), "--profiles", str(tmp_path / "none")]
    )
    assert "1 row set aside: the row has more cells" in done.output
    assert '(first: row 4, "Net weight (kg)")' in done.output
    assert done.exit_code == 0


def test_lines_that_are_no_rows_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = ["List of 2024,,", ",,", "Supplier,Country,kg", "A Ltd,China,5", ",,"]
    rows += ["Supplier,Country,kg", "B Ltd,China,6", "合计,,11"]
    path.write_text("\n".join(rows), encoding="utf-8")
    done = CliRunner().invoke(
        cli, ["map", str(path), "--profiles", str(tmp_path / "none")]
    )
    said = "1 a sum, 2 above the header, 2 blank or the header again"
    assert f"lines that are no rows: {said}" in done.output
