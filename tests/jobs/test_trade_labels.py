"""Labels beside a store: whole or not there, whoever is stopped when."""

import os
import shutil
from datetime import date

import numpy as np
import pytest

from whence.jobs.steps import trade_labels
from whence.jobs.steps.trade_labels import LEFT, labels_in
from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.trace_build import BuildRequest, build

HEADER = (
    "Bill of Lading,Shipment Date,Shipper Name,Consignee Name,HS Code,Weight (kg)\n"
)


@pytest.fixture
def store(tmp_path):
    rows = [f"B{n},2024-0{n}-01,Firm {n} Ltd,Firm {n + 1} Ltd,520100,10\n"
            for n in range(1, 6)]  # fmt: skip
    table = tmp_path / "trade.csv"
    table.write_text(HEADER + "".join(rows))
    build(BuildRequest((table,), tmp_path / "case", date(2025, 1, 1)))
    return TradeStore(tmp_path / "case")


def first(store):
    return np.array([store.named(["Firm 1 Ltd"])["Firm 1 Ltd"][0]], np.int64)


def told(store):
    found = labels_in(store, first(store), tiers=6, lag=12)
    return [[c.tolist() for c in level] for level in found.levels]


def folders(store):
    return sorted((store.folder / "labels").iterdir())


def test_labels_of_which_a_level_is_gone_are_found_anew(store):
    whole = told(store)
    assert len(whole) > 3
    (place,) = folders(store)
    (place / f"months{len(whole) - 1}.npy").unlink()
    assert told(store) == whole
    shutil.rmtree(place)
    assert told(store) == whole
    assert [p.name for p in folders(store)] == [place.name]


def test_who_is_stopped_on_the_way_leaves_nothing(store, monkeypatch):
    real = trade_labels.save

    def stopped(folder, columns):
        if "months2" in columns:
            raise KeyboardInterrupt
        real(folder, columns)

    monkeypatch.setattr(trade_labels, "save", stopped)
    with pytest.raises(KeyboardInterrupt):
        told(store)
    assert folders(store) == []


def test_what_a_killed_process_left_is_taken_away_when_it_is_old(store):
    told(store)
    for name, age in ((".old", LEFT + 60), (".at-work", 0)):
        left = store.folder / "labels" / name
        left.mkdir()
        now = left.stat().st_mtime
        os.utime(left, (now - age, now - age))
    labels_in(store, first(store), tiers=5, lag=12)
    names = [p.name for p in folders(store)]
    assert ".old" not in names
    assert ".at-work" in names
