"""A question that follows only what leads to those looked for answers as one that
follows everybody, and finds what an earlier question found."""

import csv
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from whence.cli import cli
from whence.errors import OutputError
from whence.jobs.steps import trade_labels
from whence.jobs.trace_build import BuildRequest, build
from whence.jobs.trace_exposure import ExposureRequest, exposure
from whence.jobs.trace_up import UpRequest, up

DAY = date(2026, 1, 1)
HEADER = ("Bill of Lading", "Shipment Date", "Shipper Name", "Shipper Country",
          "Consignee Name", "Consignee Country", "HS Code", "Weight (kg)")  # fmt: skip
FIRMS = [f"{word} Trading Ltd" for word in (
    "Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Heron", "Islet",
    "Jetty", "Knoll", "Lotus", "Maple", "Nacre", "Ochre", "Pearl",
)] + ["Blue Freight Forwarding Ltd"]  # fmt: skip
CODES = ("520100", "520511", "520811", "620342", "")


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder, draw = tmp_path_factory.mktemp("up"), random.Random(5)
    path = folder / "trade.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        for at in range(220):
            seller, buyer = draw.sample(FIRMS, 2)
            day = date(2023, 1, 1) + timedelta(draw.randrange(700))
            writer.writerow((f"B{at}", day, seller, "VN", buyer, "VN",
                             draw.choice(CODES), draw.randrange(1, 500)))  # fmt: skip
    (folder / "flagged.txt").write_text("Amber Trading Ltd\nHeron Trading Ltd\n")
    build(BuildRequest((path,), folder / "case", DAY))
    return folder / "case"


def asked(case, target, **more):
    base = UpRequest(target, case, DAY, flagged=case.parent / "flagged.txt")
    return up(replace(base, **more))


def far(result, path):
    return {act.key: act.party for act in result.operations}[path.operations[0]]


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"hs": "620342", "by": date(2024, 6, 30)}, id="goods and a day"),
        pytest.param({}, marks=pytest.mark.heavy, id="as such"),
        pytest.param({"tiers": 3}, marks=pytest.mark.heavy, id="three tiers"),
        pytest.param({"lag": 2}, marks=pytest.mark.heavy, id="two months"),
    ],
)
def test_the_nearest_are_found_by_the_same_paths_as_among_everybody(case, more):
    found = 0
    for firm in FIRMS[1:6]:
        near = asked(case, firm, enough=1, **more)
        full = asked(case, firm, enough=0, **{**more, "tiers": near.tiers})
        assert not near.everybody
        assert full.everybody
        assert near.flags == full.flags
        told = {far(near, path) for path in (*near.paths, *near.leads)}
        for what in ("paths", "leads"):
            theirs = [p for p in getattr(full, what) if far(full, p) in told]
            assert list(getattr(near, what)) == theirs, (firm, what)
        ends = {b.party for b in full.breaks}
        assert {b.party for b in near.breaks} <= ends
        found += near.reached
    assert found > 4


def test_a_bill_is_asked_about_as_everybody_would_answer(case):
    near = asked(case, "B17", enough=2)
    full = asked(case, "B17", enough=0, tiers=near.tiers)
    assert near.paths == full.paths
    assert near.leads == full.leads


def test_who_is_near_is_found_once_for_all_questions(case, monkeypatch):
    first = asked(case, FIRMS[3])

    def never(*_, **__):
        raise AssertionError("found anew")

    monkeypatch.setattr(trade_labels, "spread_of", never)
    assert asked(case, FIRMS[3]) == first
    with pytest.raises(AssertionError, match="anew"):
        asked(case, FIRMS[3], lag=7)


def test_an_exposure_leaves_what_later_questions_need(case, monkeypatch):
    exposure(ExposureRequest(case, DAY, flagged=case.parent / "flagged.txt", lag=9))
    monkeypatch.setattr(trade_labels, "spread_of", None)
    assert asked(case, FIRMS[2], lag=9).sought == 2


def test_only_the_last_sets_of_labels_are_kept(case):
    for lag in (3, 4, 5):
        asked(case, FIRMS[2], lag=lag)
    (folder,) = case.glob("store/generation-*/labels")
    assert len(list(folder.iterdir())) == trade_labels.KEPT


def test_a_store_that_may_not_be_written_is_asked_all_the_same(case, monkeypatch):
    wanted = asked(case, FIRMS[4], lag=11)

    def full(*_, **__):
        raise OutputError("the disk is full.", where="here", remedy="Make room.")

    for kept in case.glob("store/generation-*/labels/*/*"):
        kept.unlink()
    for kept in case.glob("store/generation-*/labels/*"):
        kept.rmdir()
    monkeypatch.setattr(trade_labels, "save", full)
    assert asked(case, FIRMS[4], lag=11) == wanted
    assert not list(case.glob("store/generation-*/labels/*"))


def test_without_anybody_to_look_for_everybody_is_followed(case, tmp_path):
    nobody = tmp_path / "nobody.txt"
    nobody.write_text("Nobody Of That Name Ltd\n")
    found = asked(case, FIRMS[3], flagged=nobody)
    assert found.everybody
    assert found.sought == 0
    assert found.levels


def test_who_sold_without_a_code_is_not_called_a_carrier(case):
    found = asked(case, "Pearl Trading Ltd", enough=0)
    kinds = {b.kind.value: {found.parties[x.party].name for x in found.breaks
                            if x.kind is b.kind} for b in found.breaks}  # fmt: skip
    assert kinds["forwarder"] == {"Blue Freight Forwarding Ltd"}
    assert kinds["missing HS code"]
    flagged = str(case.parent / "flagged.txt")
    call = [
        "trace",
        "up",
        "Pearl Trading Ltd",
        "--case",
        str(case),
        "--flagged",
        flagged,
    ]
    told = CliRunner().invoke(cli, [*call, "--everybody"]).output.splitlines()
    (carriers,) = [line for line in told if "only carries or pays" in line]
    assert "Blue Freight" in carriers
    makers = kinds["missing HS code"] - kinds["forwarder"]
    assert makers
    assert not any(name in carriers for name in makers)


def test_less_than_no_rows_are_refused(case):
    call = ["trace", "up", "Pearl Trading Ltd", "--case", str(case), "--rows", "-1"]
    assert "--rows" in CliRunner().invoke(cli, call).output


@pytest.mark.parametrize(
    "question", [["balance"], ["exposure"], ["reroute", "--since", "2024-01-01"]]
)
def test_less_than_no_rows_of_a_list_are_refused(case, question):
    call = ["trace", *question, "--case", str(case), "--most", "-1"]
    assert "--most" in CliRunner().invoke(cli, call).output
