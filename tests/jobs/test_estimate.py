"""The doors to estimates: what is printed, written, refused."""

import csv
import json
import re
import zipfile

import pytest
from click.testing import CliRunner

from whence.cli import cli
from whence.errors import DataError, UsageError
from whence.jobs.estimate import EstimateRequest, estimate
from whence.model.estimate import Dependence
from whence.shelf.models import caveats, model_of

CAVEATS = caveats(model_of("xuar-at-risk-2021"))
POINT = re.compile(r"\b(median|mean estimate|best estimate|central estimate)\b", re.I)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    out = tmp_path_factory.mktemp("estimate")
    return out, estimate(EstimateRequest(out=out))


def test_every_model_of_the_shelf_is_run_under_every_scenario(written):
    _, result = written
    found = [(o.model.key, r.scenario.key) for o in result.outcomes for r in o.runs]
    assert found == [
        ("xuar-at-risk-2021", "person-times"),
        ("xuar-at-risk-2021", "persons"),
        ("xuar-at-risk-2021", "report-convention"),
        ("xuar-report-chain", "base-2.87"),
        ("xuar-report-chain", "base-2.59"),
        ("xuar-report-chain", "base-2.59-person-times"),
    ]


def test_it_is_said_how_the_published_claims_stand_to_each_scenario(written):
    _, result = written
    chain = result.outcomes[1]
    approaching = next(p for p in chain.published if p.figure.key == "C53")
    stands = {scenario: wide for scenario, wide, _ in approaching.stands}
    assert stands["base-2.87"] == "overlaps it"
    assert stands["base-2.59"] == "apart from it"


def test_exports_carry_the_caveats_in_every_row(written):
    out, _ = written
    with (out / "estimates.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    plain = json.loads((out / "estimates.json").read_text("utf-8"))["rows"]
    assert [r["says"] for r in rows] == [r["says"] for r in plain]
    for row in rows:
        assert all(c in row["caveats"] for c in CAVEATS)
        assert row["population"].startswith("at risk of")
        assert row["assumptions"]
        assert "at risk of coercive labour" in row["says"]
        assert float(row["low"]) <= float(row["high"])
    with zipfile.ZipFile(out / "estimates.xlsx") as book:
        shared = book.read("xl/sharedStrings.xml").decode()
    assert all(c in shared for c in CAVEATS)


def test_no_exported_number_has_more_than_two_digits(written):
    out, _ = written
    with (out / "estimates.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            for end in (row["low"], row["high"]):
                assert len(end.replace(".", "").strip("0")) <= 2, row


def test_the_page_goes_from_the_quotation_to_the_range(written):
    out, _ = written
    page = (out / "xuar-at-risk-2021.html").read_text("utf-8")
    order = [
        "1.5 to 2.3 million persons at risk of coercive labour",
        "In 2021, Xinjiang transferred 3.17 million surplus laborers",
        "says ASSUMED, and whoever disagrees",
        "transfers * persons_per_transfer",
        "Intervals first, then draws",
        "What it cannot say",
    ]
    places = [page.index(word) for word in order]
    assert places == sorted(places)
    assert not POINT.search(page)
    assert "<script" not in page
    assert "<circle" not in page
    assert all(f'id="f-{k}"' in page for k in ("C50", "C16", "C48", "C47", "C55"))


def test_a_picture_that_travels_alone_says_what_it_rests_on(written):
    out, _ = written
    pictures = sorted(out.glob("*.svg"))
    assert len(pictures) == 4
    for path in pictures:
        drawn = path.read_text("utf-8")
        assert "at risk of coercive labour, not instances" in drawn, path.name
        assert "inputs are ASSUMED" in drawn, path.name


def test_links_of_the_page_lead_to_figures_on_it(written):
    out, _ = written
    for name in ("xuar-at-risk-2021.html", "xuar-report-chain.html"):
        page = (out / name).read_text("utf-8")
        for target in re.findall(r'href="#([^"]+)"', page):
            assert f'id="{target}"' in page, target


def test_equal_runs_write_equal_bytes(written, tmp_path):
    out, _ = written
    estimate(EstimateRequest(out=tmp_path))
    for path in sorted(out.iterdir()):
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_one_file_may_be_asked_for(tmp_path):
    result = estimate(
        EstimateRequest(model="xuar-report-chain", out=tmp_path / "one.json")
    )
    assert result.files == (tmp_path / "one.json",)
    with pytest.raises(UsageError, match="cannot be written"):
        estimate(EstimateRequest(out=tmp_path / "one.txt"))


def test_what_does_not_exist_is_refused_with_what_does():
    with pytest.raises(UsageError, match="no model") as caught:
        estimate(EstimateRequest(model="nothing"))
    assert "xuar-at-risk-2021" in caught.value.remedy
    with pytest.raises(UsageError, match="no scenario"):
        estimate(EstimateRequest(model="xuar-report-chain", scenario="none"))
    with pytest.raises(UsageError, match="belongs to a model"):
        estimate(EstimateRequest(scenario="persons"))
    with pytest.raises(UsageError, match="power of 40"):
        estimate(EstimateRequest(power=40))


def test_a_claim_of_another_population_may_not_stand_beside_an_estimate(tmp_path):
    path = tmp_path / "mine.yml"
    path.write_text(
        "key: m\ntitle: t\nplace: CN-XJ\nperiod: '2021'\nunit: persons\n"
        "population: at risk of coercive labour\n"
        "inputs:\n  a: {low: 1, high: 2, unit: persons,"
        " population: at risk of coercive labour, status: ASSUMED}\n"
        "result: a\npublished: [{claim: ilo-state-2021}]\n",
        "utf-8",
    )
    with pytest.raises(DataError, match="refused to compare"):
        estimate(EstimateRequest(model=str(path)))


def test_inputs_may_be_drawn_together():
    request = EstimateRequest(
        model="xuar-at-risk-2021",
        scenario="person-times",
        dependence=Dependence.COMONOTONE,
    )
    done = estimate(request).outcomes[0].runs[0]
    assert done.sampled.range.low < 1.3e6
    assert done.sampled.range.high > 2.6e6


def test_the_command_line_prints_ranges_and_what_they_count():
    shown = CliRunner().invoke(cli, ["estimate"])
    assert shown.exit_code == 0
    text = shown.output
    assert (
        "1.0 to 3.1 million   (5 to 95 %: 1.5 to 2.3 million)   persons at risk" in text
    )
    assert "1.9 to 2.6 million" in text
    assert "base-2.59                apart from it" in text
    assert "ASSUMED" in text
    assert not POINT.search(text)
    for caveat in CAVEATS:
        assert caveat in text


def test_a_mistake_in_a_model_is_one_message_with_file_and_line(tmp_path):
    (tmp_path / "bad.yml").write_text("key: a\ntitle: [b\n", "utf-8")
    shown = CliRunner().invoke(cli, ["estimate", str(tmp_path / "bad.yml")])
    assert isinstance(shown.exception, DataError)
    assert "bad.yml, line" in shown.exception.where
