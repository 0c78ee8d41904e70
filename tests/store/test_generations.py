import pytest

from whence.store import generations
from whence.store.generations import Build, current

PLAN = {"sources": ["a"]}


def begun(root, plan=PLAN) -> Build:
    work = Build(root, plan)
    work.done("lanes", {"lanes": 1})
    return work


def dies_before_the_switch(root, monkeypatch, plan=PLAN):
    real = generations.write_text

    def write(path, text, **more):
        if path.name == generations.CURRENT:
            raise KeyboardInterrupt
        real(path, text, **more)

    work = begun(root, plan)
    monkeypatch.setattr(generations, "write_text", write)
    with pytest.raises(KeyboardInterrupt):
        work.commit({"plan": plan})
    monkeypatch.setattr(generations, "write_text", real)


def test_a_build_that_died_before_the_switch_is_only_switched_to(tmp_path, monkeypatch):
    first = begun(tmp_path).commit({"plan": PLAN})
    more = {"sources": ["a", "b"]}
    dies_before_the_switch(tmp_path, monkeypatch, more)
    assert current(tmp_path) == first
    again = Build(tmp_path, more)
    assert again.resumed
    assert again.note("lanes") == {"lanes": 1}
    assert again.commit({"plan": more}) == current(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "current", "generation-000001", "generation-000002",
    ]  # fmt: skip


def test_the_leavings_of_another_plan_give_their_room_back(tmp_path, monkeypatch):
    dies_before_the_switch(tmp_path, monkeypatch)
    work = Build(tmp_path, {"sources": ["c"]})
    assert not work.resumed
    assert [p.name for p in tmp_path.iterdir()] == [work.folder.name]


def test_a_generation_in_use_is_not_taken_back(tmp_path):
    made = begun(tmp_path).commit({"plan": PLAN})
    (made / ".lanes.done").write_text("{}")  # died while it took its marks off
    assert not Build(tmp_path, PLAN).resumed
    assert current(tmp_path) == made
    assert not list(made.glob(".*.done"))  # or a later start would take it for unused
