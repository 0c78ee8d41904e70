from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import InputError
from whence.model.table import ColumnRole, Mapping, TableKind
from whence.store.config import TEMPLATE
from whence.store.mappings import mappings_of, with_mappings

PATH = Path("case.toml")
SUPPLIERS = Mapping(
    name="suppliers.xlsx",
    sheet="Vendors",
    fingerprint="ab" * 32,
    kind=TableKind.SUPPLIERS,
    confidence=0.7,
    columns=(ColumnRole("Supplier name", "name", 0.9, "header"),),
    unmapped=("Remarks",),
    dropped=("Phone",),
    accepted=False,
    missing=("country",),
)


def saved(text: str) -> tuple[Mapping, ...]:
    return mappings_of(text, PATH)


def test_a_saved_mapping_comes_back_as_it_was_meant() -> None:
    (found,) = saved(with_mappings(TEMPLATE, (SUPPLIERS,), PATH))
    assert (found.name, found.sheet, found.kind) == (
        *("suppliers.xlsx", "Vendors"),
        TableKind.SUPPLIERS,
    )
    assert [(c.header, c.role) for c in found.columns] == [("Supplier name", "name")]
    assert (found.unmapped, found.dropped) == (("Remarks",), ("Phone",))
    assert found.accepted is False


def test_an_unclear_mapping_says_in_the_file_what_is_wanted() -> None:
    text = with_mappings(TEMPLATE, (SUPPLIERS,), PATH)
    assert "# no column found for: country" in text
    assert "accepted = true" in text


def test_comments_and_the_users_other_tables_stay() -> None:
    text = TEMPLATE + "\n# my own note\n[[mapping]]\nfile = 'x.csv'\nkind = 'trade'\n"
    after = with_mappings(text, (SUPPLIERS,), PATH)
    assert "# my own note" in after
    assert [m.name for m in saved(after)] == ["x.csv", "suppliers.xlsx"]


def test_the_same_form_is_written_in_its_old_place() -> None:
    once = with_mappings(TEMPLATE, (SUPPLIERS,), PATH)
    hand = once.replace("accepted = false", "accepted = true # checked by mk")
    renamed = replace(SUPPLIERS, name="suppliers2.xlsx", accepted=True)
    twice = with_mappings(hand, (renamed,), PATH)
    (found,) = saved(twice)
    assert (found.name, found.accepted) == ("suppliers2.xlsx", True)
    assert "# checked by mk" in twice
    assert with_mappings(twice, (renamed,), PATH) == twice


def test_a_mapping_without_the_word_accepted_is_the_users_own() -> None:
    text = 'format = 1\n[[mapping]]\nkind = "trade"\n[mapping.columns]\nDay = "date"\n'
    (found,) = saved(text)
    assert found.accepted is True
    assert found.columns[0].header == "Day"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('format = 1\n[[mapping]]\nkind = "shipments"\n', 3, "no kind of table"),
        ('[[mapping]]\nkind = "trade"\naccepted = "yes"\n', 3, "not true or false"),
        ('[[mapping]]\nkind = "trade"\n[mapping.columns]\na = 1\n', 3, "not so"),
        ("mapping = 1\n", 1, "not a list of tables"),
    ],
)
def test_a_broken_mapping_names_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        saved(text)
    assert caught.value.where.endswith(f"line {line}")


headers = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), min_size=0, max_size=12
)


@given(st.lists(headers, unique=True, max_size=6))
def test_any_header_survives_the_file(names: list[str]) -> None:
    columns = tuple(ColumnRole(name, "name", 1.0, "") for name in names)
    text = with_mappings(
        TEMPLATE, (replace(SUPPLIERS, columns=columns, unmapped=(), dropped=()),), PATH
    )
    (found,) = saved(text)
    assert [c.header for c in found.columns] == names
