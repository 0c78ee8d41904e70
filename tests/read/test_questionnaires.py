"""A questionnaire written downwards is one supplier's answers, and nobody's details."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter

from whence.model.table import Mapping, RawTable
from whence.read.files import read_file
from whence.read.roles import map_table
from whence.read.typed import type_tables

pytestmark = pytest.mark.usefixtures("read_here")

FORMS = Path(__file__).parent / "forms" / "forms.txt"


@dataclass(frozen=True)
class Form:
    """A form: whether it can be read, and its lines of question, meaning, answer."""

    name: str
    fate: str
    lines: tuple[tuple[str, str, str], ...]

    @property
    def persons(self) -> tuple[str, ...]:
        """Give what must go nowhere."""
        return tuple(answer for _, what, answer in self.lines if what == "!")


def forms() -> list[Form]:
    found: list[Form] = []
    for block in FORMS.read_text("utf-8").split("\n[")[1:]:
        head, *lines = block.strip().splitlines()
        name, fate = head.split("] ")
        parted = [tuple(p.strip() for p in line.split(" | ")) for line in lines]
        whole = [(*p, "") if len(p) == 2 else p for p in parted]
        found.append(
            Form(name, fate, tuple((q, w.rstrip(" |"), a) for q, w, a in whole))
        )
    return found


def written(form: Form, folder: Path, suffix: str) -> Path:
    path = folder / f"{form.name}{suffix}"
    rows = [(question, answer) for question, _, answer in form.lines]
    if suffix == ".csv":
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        path.write_text(text.getvalue(), "utf-8")
        return path
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Form")
        for number, row in enumerate(rows):
            sheet.write_row(number, 1, row)  # a margin at the left, as forms have
    return path


def read(form: Form, folder: Path, suffix: str) -> tuple[RawTable, Mapping]:
    (raw,) = read_file(written(form, folder, suffix))
    return raw, map_table(raw)


def carried(raw: RawTable, mapping: Mapping) -> str:
    """Give all text of the table that may go further than its reading."""
    cells = [
        f"{column.header} {value}"
        for column in raw.columns
        if column.header not in mapping.dropped
        for value in column.values
    ]
    return "\n".join([*cells, *raw.notes])


EVERY = [(form, suffix) for form in forms() for suffix in (".csv", ".xlsx")]
NAMES = [f"{form.name}{suffix}" for form, suffix in EVERY]


@pytest.mark.parametrize(("form", "suffix"), EVERY, ids=NAMES)
def test_a_form_carries_no_person_onwards(
    form: Form, suffix: str, tmp_path: Path
) -> None:
    raw, mapping = read(form, tmp_path, suffix)
    text = carried(raw, mapping)
    assert [person for person in form.persons if person in text] == []


@pytest.mark.parametrize(("form", "suffix"), EVERY, ids=NAMES)
def test_a_form_is_one_supplier_or_is_asked_about(
    form: Form, suffix: str, tmp_path: Path
) -> None:
    raw, mapping = read(form, tmp_path, suffix)
    if form.fate == "asked":
        assert not mapping.accepted
        return
    assert (mapping.kind.value, mapping.accepted) == ("suppliers", True)
    (supplier,) = type_tables([(raw, mapping)]).tables.suppliers
    wanted = {what: answer for _, what, answer in form.lines if what[0] not in "-!?"}
    assert supplier.mention.names == (wanted["name"],)
    assert supplier.mention.said_country == wanted.get("country", "")
    if "address" in wanted:
        assert supplier.mention.address == wanted["address"]
    if "product" in wanted:
        assert supplier.product == wanted["product"]


@pytest.mark.parametrize("form", [f for f in forms() if f.fate == "read"][:3])
def test_a_finding_of_a_form_cites_the_line_of_the_name(
    form: Form, tmp_path: Path
) -> None:
    raw, mapping = read(form, tmp_path, ".csv")
    (supplier,) = type_tables([(raw, mapping)]).tables.suppliers
    whats = [what for _, what, _ in form.lines]
    assert supplier.source.row == whats.index("name") + 1


def test_a_list_of_suppliers_with_odd_cells_stays_a_list(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Supplier,Remark\nImaginary Mill Ltd,see email\nNowhere Gin Ltd,2024-01-02\n"
        "Fictitious Dyers GmbH,Germany\nInvented Yarns S.A.,call +49 30 5550 123\n"
    )
    (raw,) = read_file(path)
    assert (raw.rows_in, [c.header for c in raw.columns]) == (4, ["Supplier", "Remark"])
