"""Models of users: what works, and what is said of each mistake, with its line."""

import re
import textwrap
from pathlib import Path

import pytest
import yaml

from whence.errors import DataError, UsageError
from whence.estimate.resolve import RESULT, ready
from whence.estimate.run import Terms, run
from whence.shelf.kinds import kinds
from whence.shelf.models import caveats, model_keys, model_of, read_model

MODEL = """\
key: mine
title: Persons at risk in a region
place: CN-XJ
period: "2023"
unit: persons
population: at risk of coercive labour
inputs:
  transfers:
    low: 3.0 million
    high: 3.1 million
    unit: person-times
    population: transfers
    status: reported
    source: a newspaper of May 2024, page 3
  each:
    low: 0.5
    high: 1
    unit: persons/person-times
    turns: [transfers, at risk of coercive labour]
    status: ASSUMED
result: transfers * each
scenarios:
  as-is: {says: as the source counts}
  half:
    says: every second one
    set:
      each: {low: 0.5, high: 0.5}
"""


def write(folder, text):
    path = folder / "mine.yml"
    path.write_text(textwrap.dedent(text), "utf-8")
    return path


def fails(folder, text):
    path = write(folder, text)
    with pytest.raises(DataError) as caught:
        ready(read_model(path), kinds())
    found = re.search(r"mine\.yml, line (\d+)$", caught.value.where)
    assert found, caught.value.where
    return caught.value, int(found[1])


def line_of(text, word):
    return next(n for n, ln in enumerate(text.splitlines(), 1) if word in ln)


def test_a_model_of_the_users_runs(tmp_path):
    held = ready(read_model(write(tmp_path, MODEL)), kinds())
    done = run(held, "as-is", Terms())
    assert done.interval.range.low == pytest.approx(1.5e6)
    assert done.interval.range.high == pytest.approx(3.1e6)
    assert run(held, "half", Terms()).interval.range.high == pytest.approx(1.55e6)
    assert done.sampled.sources == ("a newspaper of May 2024, page 3",)


MISTAKES = yaml.safe_load(
    (Path(__file__).parent / "model_mistakes.yml").read_text("utf-8")
)


@pytest.mark.parametrize("case", MISTAKES, ids=lambda c: c["new"].strip()[:40])
def test_each_mistake_is_named_with_its_line(tmp_path, case):
    assert case["old"] in MODEL
    text = MODEL.replace(case["old"], case["new"], 1)
    error, line = fails(tmp_path, text)
    assert case["says"] in str(error), str(error)
    assert line == line_of(text, case["at"]), (line, str(error))


def test_formulas_that_go_round_in_a_circle_are_named(tmp_path):
    parts = "parts:\n  a: {formula: b * 1}\n  b: {formula: a * 1}\n"
    text = MODEL.replace(
        "result: transfers * each", parts + "result: a + transfers * each"
    )
    error, line = fails(tmp_path, text)
    assert "a needs b needs a" in error.what
    assert line == line_of(text, "a: {formula")


def test_parts_that_double_each_other_without_end_are_refused(tmp_path):
    rows = ["  p0: {formula: transfers * each}"]
    rows += [f"  p{n}: {{formula: p{n - 1} + p{n - 1}}}" for n in range(1, 60)]
    parts = "parts:\n" + "\n".join(rows) + "\nresult: p59"
    error, _ = fails(tmp_path, MODEL.replace("result: transfers * each", parts))
    assert "more than 1,500 names" in error.what


def test_an_input_that_moves_nothing_is_named(tmp_path):
    spare = "  spare: {low: 1, high: 2, status: ASSUMED}\nresult:"
    error, line = fails(tmp_path, MODEL.replace("result:", spare, 1))
    assert "`spare` moves nothing" in error.what
    assert line == line_of(MODEL.replace("result:", spare, 1), "spare:")


@pytest.mark.parametrize("text", ["a: [1", "", "- 1\n- 2\n", "a: &x [*x, *x]", "\t- x"])
def test_what_is_no_model_is_refused_in_words(tmp_path, text):
    with pytest.raises(DataError):
        read_model(write(tmp_path, text))


def test_a_file_that_is_missing_or_no_text_is_refused(tmp_path):
    with pytest.raises(DataError, match="cannot be opened"):
        read_model(tmp_path / "none.yml")
    (tmp_path / "b.yml").write_bytes(b"\xff\xfe\x00key")
    with pytest.raises(DataError, match="UTF-8"):
        read_model(tmp_path / "b.yml")


MONEY = """\
key: value
title: Value of goods
place: CN-XJ
period: "2022"
unit: USD 2022
inputs:
  weight: {low: 1000, high: 2000, unit: kg, status: ASSUMED}
  price: {low: 2, high: 3, unit: USD 2022/kg, status: ASSUMED}
result: weight * price
"""


def test_money_may_be_modelled_too_with_its_currency_and_year(tmp_path):
    held = ready(read_model(write(tmp_path, MONEY)), kinds())
    done = run(held, "as-stated", Terms())
    assert (done.interval.range.low, done.interval.range.high) == (2000, 6000)
    other = MONEY.replace("USD 2022/kg", "USD 2021/kg")
    assert "USD (2021)" in str(fails(tmp_path, other)[0])
    assert not any("persons" in c for c in caveats(held.model))
    assert "finer" in str(fails(tmp_path, MONEY.replace("CN-XJ", "CN-653200"))[0])


def test_every_model_of_the_shelf_is_whole():
    assert model_keys() == ("xuar-at-risk-2021", "xuar-report-chain")
    for key in model_keys():
        held = ready(model_of(key), kinds())
        assert RESULT in held.trees
        assert not held.model.scenarios[0].changes
        for item in held.model.inputs:
            assert item.status == "ASSUMED" or item.figures or item.source
        said = caveats(held.model)
        assert all(len(c) > 40 for c in said)
        assert "persons at risk of coercive labour, not persons found" in said[0]
    with pytest.raises(UsageError, match="no model"):
        model_of("nothing")
