"""The pages on figures and estimates say what the data says."""

import re
from pathlib import Path

import yaml

from whence.estimate.functions import NAMES
from whence.estimate.resolve import ready
from whence.estimate.run import Terms, run
from whence.estimate.say import estimate_words
from whence.jobs.figures import FiguresRequest, figures
from whence.shelf import figures as shelf
from whence.shelf.kinds import kinds
from whence.shelf.models import model_keys, model_of, read_model

DOCS = Path(__file__).parents[2] / "docs"
FIGURES = (DOCS / "figures.md").read_text("utf-8")
ESTIMATE = (DOCS / "estimate.md").read_text("utf-8")


def test_the_table_of_first_readings_is_that_of_the_data():
    held = [r.status for r in shelf.first_readings().values()]
    for row in shelf.status_table():
        ours = " or ".join(s.value for s in row.ours)
        count = held.count(row.first)
        assert f"| {row.first} | {count} | {ours} | {row.meaning} |" in FIGURES


def test_every_difference_stands_on_the_page_with_its_reason():
    result = figures(FiguresRequest())
    status = {v.figure.key: v.status.value for v in result.verdicts}
    for key, why in result.differs:
        first = shelf.first_readings()[key].status
        assert f"| {key} | {first} | {status[key]} | {why} |" in FIGURES
    for kind, count in result.counts:
        assert re.search(rf"\b{count} (?:are |have a )?{kind.value}", FIGURES), kind


def test_every_function_of_formulas_is_on_the_page():
    for name in NAMES:
        assert f"`{name}(" in FIGURES


def test_the_ranges_on_the_page_are_those_that_come_out():
    for key in model_keys():
        held = ready(model_of(key), kinds())
        for scenario in held.model.scenarios:
            done = run(held, scenario.key, Terms())
            ends = [estimate_words(e.range) for e in (done.interval, done.sampled)]
            assert f"| {ends[0]} | {ends[1]} |" in ESTIMATE, scenario.key


def test_the_model_on_the_page_works(tmp_path):
    text = re.search(r"```yaml\n(.*?)```", ESTIMATE, re.DOTALL)
    path = tmp_path / "mine.yml"
    path.write_text(text[1], "utf-8")
    held = ready(read_model(path), kinds())
    assert run(held, "every-one", Terms()).interval.range.low == 3_000_000


def test_the_table_on_the_page_works(tmp_path):
    text = next(
        t for t in re.findall(r"```\n(.*?)```", FIGURES, re.DOTALL) if t[:4] == "key,"
    )
    (tmp_path / "mine.csv").write_text(text, "utf-8")
    result = figures(FiguresRequest(file=tmp_path / "mine.csv"))
    status = {v.figure.key: v.status.value for v in result.verdicts}
    assert status["mine-up"] == status["mine-same"] == "consistent"
    assert result.set_aside == ()


def test_units_and_metrics_of_the_page_are_known():
    row = next(ln for ln in FIGURES.splitlines() if ln.startswith("| unit |"))
    for word in row.split("|")[2].split(", or a currency")[0].split(","):
        assert kinds().unit_of(word) is not None, word
    row = next(ln for ln in FIGURES.splitlines() if ln.startswith("| metric |"))
    for word in row.split("|")[2].split(","):
        assert word.strip() in kinds().metrics


def test_shipped_data_is_yaml_that_loads():
    folder = DOCS.parent / "src" / "whence" / "data" / "figures"
    for path in folder.rglob("*.yml"):
        assert yaml.safe_load(path.read_text("utf-8")), path.name
