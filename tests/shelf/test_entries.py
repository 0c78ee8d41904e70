import pytest

from whence.errors import DataError
from whence.shelf import entries


@pytest.fixture(autouse=True)
def _fresh():
    entries._bonded.cache_clear()
    yield
    entries._bonded.cache_clear()


@pytest.mark.parametrize(
    "written", ["06", "6", " 21 ", "22/A", "31 ABI/A", "38", "FTZ", "Re-Warehouse"]
)
def test_a_type_of_a_zone_or_a_warehouse_is_known_as_files_write_it(written):
    assert entries.is_bonded(written)


@pytest.mark.parametrize("written", ["", "01", "1", "11", "062", "210", "Consumption"])
def test_other_types_and_longer_numbers_are_not_bonded(written):
    assert not entries.is_bonded(written)


@pytest.mark.parametrize(
    "raw",
    [
        {"words": []},
        {"bonded": {6: "zone"}, "words": []},
        {"bonded": {"06": "zone"}, "words": "ftz"},
    ],
)
def test_broken_data_says_so(raw, monkeypatch):
    monkeypatch.setattr(entries, "yaml_of", lambda path: raw)
    with pytest.raises(DataError):
        entries.is_bonded("01")
