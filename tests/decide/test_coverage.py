"""What is modelled is told as it is: counted, with its gaps, as text and page."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from whence.cli import cli
from whence.decide.coverage import page, text
from whence.decide.predicates import VOCABULARY
from whence.shelf.coverage import Coverage, State, checked, coverage
from whence.shelf.measures import measures, unverified, vocabulary

ROOT = Path(__file__).parents[2]
ROWS = {row.key: row for row in coverage()}
REMEMBERED = 13
"""Rows from memory, all families together: a debt that may only shrink."""


def anchor(heading):
    """Give the anchor that a heading has on a page."""
    plain = re.sub(r"[^\w\s-]", "", heading.casefold()).strip()
    return re.sub(r"\s", "-", plain)


def test_every_measure_is_in_one_family():
    told = [key for row in coverage() for key in row.measures]
    assert sorted(told) == sorted({*measures(), *(m.key for m in unverified())})


def test_a_family_says_what_whence_does_with_it():
    assert ROWS["us/uflpa"].state is State.DECIDES
    assert ROWS["us/s307"].state is State.DECIDES
    assert ROWS["us/caatsa-321"].state is State.BY_NAME
    assert ROWS["eu"].state is State.BY_NAME
    assert ROWS["us/s301"].state is State.TOLD
    assert ROWS["proposed"].state is State.TOLD
    assert ROWS["none"].state is State.PAGE


def test_every_family_has_its_page_and_names_what_is_missing():
    headings = re.findall(r"^#+ (.*)$", (ROOT / "docs/law.md").read_text("utf-8"), re.M)
    anchors = {anchor(h) for h in headings}
    for row in coverage():
        assert row.page in anchors, row.key
        assert row.gaps, row.key


def test_every_word_of_the_vocabulary_has_a_docstring_and_a_page():
    pages = (ROOT / "docs/law.md").read_text("utf-8")
    for word in vocabulary():
        assert f"### {word}\n" in pages
        assert len(VOCABULARY[word].__doc__) > 60


def test_rows_from_memory_may_only_grow_fewer():
    assert sum(row.remembered for row in coverage()) <= REMEMBERED
    assert all(row.gaps for row in coverage() if row.remembered)


def test_a_family_that_has_measures_has_trials():
    for row in coverage():
        assert bool(row.trials) == bool(row.measures), row.key


def test_the_page_is_what_the_data_says():
    written = (ROOT / "docs" / "coverage.md").read_text("utf-8")
    assert written == page(), "run .venv/bin/python tools/write_coverage.py"


def test_the_terminal_names_every_family_and_every_gap():
    told = text()
    for row in coverage():
        assert row.title in told
        assert all(gap in told for gap in row.gaps)
    assert "—" not in told


def test_the_door_prints_it_and_asks_for_no_file():
    shown = CliRunner().invoke(cli, ["decide", "--coverage"], obj=date(2026, 6, 26))
    assert shown.exit_code == 0
    assert shown.output.strip() == text()


@pytest.mark.parametrize("row", coverage(), ids=lambda r: r.key)
def test_a_family_begins_on_the_first_day_of_a_verified_version(row):
    starts = [
        v.span.start
        for key in row.measures
        if key in measures()
        for v in measures()[key].versions
    ]
    assert row.since == min(starts, default=None)


def test_the_terminal_writes_a_family_line_by_line():
    modelled = Coverage(
        key="us/x", title="An act", state=State.DECIDES, measures=("us/x/a", "us/x/b"),
        since=date(2022, 6, 21), seen=5, secondary=3, remembered=2, trials=7,
        page="an-act", gaps=("an annex nobody read", "a list without days"),
    )  # fmt: skip
    page_only = replace(
        modelled, title="A paper", state=State.PAGE, measures=(), since=None, gaps=()
    )
    assert text([modelled, page_only]).splitlines() == [
        f"What of the law is modelled, as held against its sources on {checked()}:",
        f"An act: {State.DECIDES}, from 2022-06-21",
        "  rows seen 5, second hand 3, from memory 2; trials 7",
        "  measures: us/x/a, us/x/b",
        "  missing: an annex nobody read",
        "  missing: a list without days",
        f"A paper: {State.PAGE}",
    ]
