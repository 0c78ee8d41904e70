"""The data files of the readers hold together."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import whence.read
from whence.errors import DataError
from whence.model.table import TableKind
from whence.shelf import heads, rows_of, tables, yaml_of


def test_each_kind_of_table_has_its_rules() -> None:
    assert set(tables.table_kinds()) == {kind.value for kind in TableKind}


def test_each_meaning_of_a_role_has_a_header_word() -> None:
    known = {m for meanings in tables.headers().values() for m in meanings}
    known |= {m for rule in heads.rules() for m, _ in rule.give}
    for rule in tables.table_kinds().values():
        for role in rule.roles.values():
            assert {m for m, _ in role.meanings} <= known, role


def test_each_row_that_may_go_missing_has_its_words() -> None:
    for rule in tables.table_kinds().values():
        for group in rule.rows:
            assert f"missing {group[0]}" in tables.reasons()


def test_each_reason_in_the_code_has_its_words() -> None:
    folder = Path(whence.read.__file__).parent
    said = set()
    for path in sorted(folder.glob("*.py")):
        text = path.read_text("utf-8")
        said |= set(re.findall(r'(?:Bad|Damage)\(\s*"([^"]+)"', text))
    assert len(said) > 10
    assert said <= tables.reasons().keys()


@pytest.mark.parametrize("name", ["headers", "units", "countries"])
def test_each_row_has_a_reference_and_says_if_it_was_verified(name: str) -> None:
    for row in rows_of(f"tables/{name}.csv"):
        assert row["reference"], row
        assert row["verification"] in ("seen", "own", "memory, not verified"), row


def test_no_header_stands_twice_with_one_meaning_in_one_language() -> None:
    rows = [
        (row["meaning"], row["header"], row["language"])
        for row in rows_of("tables/headers.csv")
    ]
    assert [row for row, times in Counter(rows).items() if times > 1] == []


def lists_in(data: object) -> Iterator[list[str]]:
    if isinstance(data, dict):
        for value in data.values():
            yield from lists_in(value)
    elif isinstance(data, list):
        yield [str(item) for item in data]


@pytest.mark.parametrize("name", ["people", "known"])
def test_no_word_stands_twice_in_one_list_of_words(name: str) -> None:
    lists = list(lists_in(yaml_of(f"tables/{name}.yml")))
    assert len(lists) > 5
    for words in lists:
        assert [word for word, times in Counter(words).items() if times > 1] == []


def test_each_limit_says_why() -> None:
    assert all(row["why"] for row in yaml_of("tables/limits.yml").values())


def test_a_role_of_unknown_type_is_a_data_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kinds = {
        "suppliers": {
            "hints": [],
            "required": [],
            "rows": [],
            "roles": {"name": {"type": "colour", "from": []}},
        }
    }
    monkeypatch.setattr(tables, "yaml_of", lambda path: {"kinds": kinds})
    tables.table_kinds.cache_clear()
    try:
        with pytest.raises(DataError, match="colour"):
            tables.table_kinds()
    finally:
        monkeypatch.undo()
        tables.table_kinds.cache_clear()
