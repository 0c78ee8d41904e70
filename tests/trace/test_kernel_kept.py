"""Where compiled loops are kept, and what is done where they cannot be made."""

import sys
from types import SimpleNamespace

import pytest

from whence.trace.kernel import compiled


@pytest.fixture(autouse=True)
def anew():
    for known in (compiled.missing, compiled._folder):
        known.cache_clear()
    yield
    for known in (compiled.missing, compiled._folder):
        known.cache_clear()


def test_other_texts_are_kept_in_another_place_and_old_ones_go(tmp_path, monkeypatch):
    room = tmp_path / "kernel"
    room.mkdir()
    (room / "loops.py").write_text("A = 1\n")
    for name in compiled.BESIDE:
        (tmp_path / name).write_text("B = 1\n")
    monkeypatch.setattr(compiled, "ROOM", room)
    first = compiled._folder()
    compiled._folder.cache_clear()
    assert compiled._folder() == first
    compiled._folder.cache_clear()
    (tmp_path / "parts.py").write_text("B = 2\n")
    second = compiled._folder()
    assert second != first
    assert [str(p) for p in (room / "__pycache__").iterdir()] == [second]


def test_a_numba_that_does_not_load_is_told_in_its_own_words(monkeypatch):
    monkeypatch.setattr(compiled, "find_spec", lambda name: SimpleNamespace())
    monkeypatch.setitem(sys.modules, "numba", None)
    assert "numba" in compiled.missing()

    def loop(number):
        return number + 1

    assert compiled.compiled(loop)(1) == 2
