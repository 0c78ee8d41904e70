"""Explanations read aloud: whole texts of each kind and outcome, in both languages.

Every text was read as a manager reads it (what is it, why, what now) and as a lawyer
does (which law, which day, which fact, how good, what is open), before it was kept.
"""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "aloud"
sys.path.insert(0, str(HERE))

from write import LANGUAGES, cases, told  # noqa: E402

CASES = cases()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_an_explanation_reads_word_for_word_as_it_was_read_aloud(name, language):
    kept = (HERE / f"{name}.{language}.txt").read_text("utf-8")
    assert told(CASES[name], language) == kept


def test_every_kept_text_has_a_case():
    kept = {p.name for p in HERE.glob("*.txt")}
    assert kept == {f"{n}.{lang}.txt" for n in CASES for lang in LANGUAGES}


def test_every_outcome_and_kind_of_measure_is_read_aloud():
    first = "".join(
        (HERE / f"{n}.en.txt").read_text("utf-8").partition("\n")[0] for n in CASES
    )
    for word in (
        "presumed",
        "under order",
        "decided against",
        "to answer",
        "untraced",
        "no link found",
        "not in effect",
        "out of scope",
        "Told, with no outcome",
    ):
        assert word in first
