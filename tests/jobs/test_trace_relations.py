"""Former names join parties of a store; owners do not; a person parts them again."""

import csv
import re
from datetime import date
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from whence.cli import cli
from whence.errors import InputError, UsageError
from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.trace_build import BuildRequest, build
from whence.store.generations import manifest_of

DAY = date(2026, 1, 1)
OLD, NEW = "Aksu Red Dawn Spinning Co., Ltd.", "Golden River Textile Group Ltd"
PARENT = "Tall Tower Holdings Ltd"
HEADER = ("Bill of Lading", "Shipment Date", "Shipper Name", "Shipper Country",
          "Consignee Name", "Consignee Country", "HS Code", "Weight (kg)")  # fmt: skip
SAID = ("Owner", "Owned", "Relation")


def sheet(path: Path, head, rows) -> Path:
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([head, *rows])
    return path


def trade(tmp_path: Path, *names: str, land: str = "CN") -> Path:
    rest = ("Acme Inc", "US", "520811", 9)
    rows = [
        (f"B{n[:3]}{at}", "2023-05-01", n, land, *rest) for at, n in enumerate(names)
    ]
    return sheet(tmp_path / f"trade{len(rows)}{land}.csv", HEADER, rows)


def former(tmp_path: Path, old=OLD, new=NEW, kind="former name") -> Path:
    return sheet(tmp_path / "relations.csv", SAID, [(old, new, kind)])


def held(case: Path) -> dict[str, tuple[str, str, str]]:
    """Give party, reason and key of each name."""
    path = TradeStore(case).folder / "parties" / "members.parquet"
    with duckdb.connect() as con:
        rows = con.execute(f"SELECT name, party, why, key FROM '{path}'").fetchall()
    return {name: (party, why, key) for name, party, why, key in rows}


def made(tmp_path: Path, files, *said: Path, case: str = "case"):
    asked = BuildRequest(tuple(files), tmp_path / case, DAY, accept_mapping=True,
                         relations=said)  # fmt: skip
    return build(asked)


def test_a_former_name_makes_two_names_one_party_and_says_on_which_row(tmp_path):
    found = made(tmp_path, [trade(tmp_path, OLD, NEW)], former(tmp_path))
    names = held(tmp_path / "case")
    assert names[OLD][0] == names[NEW][0]
    assert "former name: relations.csv row 2" in names[NEW][1]
    assert (found.former_names, found.other_relations) == (1, 0)


@pytest.mark.parametrize(
    "kind",
    [
        "owner",
        *(
            pytest.param(kind, marks=pytest.mark.heavy)
            for kind in ("subsidiary", "parent", "same site")
        ),
    ],
)
def test_owners_sisters_and_neighbours_stay_other_firms(tmp_path, kind):
    said = former(tmp_path, PARENT, NEW, kind)
    found = made(tmp_path, [trade(tmp_path, PARENT, NEW)], said)
    names = held(tmp_path / "case")
    assert names[PARENT][0] != names[NEW][0]
    assert (found.former_names, found.other_relations) == (0, 1)


def test_a_former_name_that_several_firms_bear_joins_nobody(tmp_path):
    files = [
        trade(tmp_path, OLD, NEW),
        trade(tmp_path, OLD, NEW, "Other Ltd", land="VN"),
    ]
    made(tmp_path, files, former(tmp_path))
    path = TradeStore(tmp_path / "case").folder / "parties" / "members.parquet"
    with duckdb.connect() as con:
        (count,) = con.execute(
            f"SELECT count(DISTINCT party) FROM '{path}' WHERE name IN (?, ?)",
            [OLD, NEW],
        ).fetchone()
    assert count == 4


def test_what_was_said_before_holds_when_records_come_later(tmp_path):
    """Adding gives what building all at once gives."""
    first, second = trade(tmp_path, OLD), trade(tmp_path, OLD, NEW)
    made(tmp_path, [first], former(tmp_path))
    made(tmp_path, [second])
    made(tmp_path, [first, second], former(tmp_path), case="whole")
    assert held(tmp_path / "case") == held(tmp_path / "whole")
    assert held(tmp_path / "case")[OLD][0] == held(tmp_path / "case")[NEW][0]


def test_without_files_the_store_is_built_anew_from_what_it_holds(tmp_path):
    made(tmp_path, [trade(tmp_path, OLD, NEW)])
    assert held(tmp_path / "case")[OLD][0] != held(tmp_path / "case")[NEW][0]
    made(tmp_path, [], former(tmp_path))
    assert held(tmp_path / "case")[OLD][0] == held(tmp_path / "case")[NEW][0]
    manifest = manifest_of(TradeStore(tmp_path / "case").folder)
    assert len(manifest["former_names"]) == 1


def test_fresh_forgets_what_was_said(tmp_path):
    file = trade(tmp_path, OLD, NEW)
    made(tmp_path, [file], former(tmp_path))
    build(
        BuildRequest((file,), tmp_path / "case", DAY, accept_mapping=True, fresh=True)
    )
    assert held(tmp_path / "case")[OLD][0] != held(tmp_path / "case")[NEW][0]


def test_a_table_that_states_no_relation_is_refused(tmp_path):
    with pytest.raises(InputError, match="no relation"):
        made(tmp_path, [trade(tmp_path, OLD)], trade(tmp_path, OLD, NEW))


def command(*words: object) -> str:
    done = CliRunner().invoke(cli, list(map(str, words)), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_person_parts_two_names_and_takes_it_back(tmp_path):
    case = tmp_path / "case"
    made(tmp_path, [trade(tmp_path, OLD, NEW)], former(tmp_path))
    shown = command("trace", "who", NEW, "--case", case)
    keys = [held(case)[name][2] for name in (OLD, NEW)]
    assert all(key in shown for key in keys)
    assert "former name: relations.csv row 2" in shown
    asked = command("trace", "who", *keys, "--case", case)
    (candidate,) = re.findall("c-[0-9a-f]{16}", asked)
    judge = ("judge", candidate, "--by", "ana", "--case", case)
    assert OLD in command(*judge, "different", "--reason", "different-register-number")
    command("trace", "build", "--case", case)
    assert held(case)[OLD][0] != held(case)[NEW][0]
    command(*judge, "same")
    command("trace", "build", "--case", case)
    assert held(case)[OLD][0] == held(case)[NEW][0]


def test_a_key_that_is_no_mention_of_the_store_is_refused(tmp_path):
    case = tmp_path / "case"
    made(tmp_path, [trade(tmp_path, OLD, NEW)])
    key = held(case)[OLD][2]
    with pytest.raises(UsageError, match="whence trace who"):
        command("trace", "who", "m-nobody", key, "--case", case)
