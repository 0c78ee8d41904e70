"""Every trial, held against the law it stands beside."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from whence.decide.trials import differences, run
from whence.shelf.measures import measures, read_measure, trials, unverified
from whence.shelf.references import is_reference

HERE = Path(__file__).parent / "invented"
INVENTED = read_measure(HERE / "origin-act.yml")
KNOWN = {**measures(), **{m.key: m for m in unverified()}, INVENTED.key: INVENTED}
OWN = yaml.safe_load((HERE / "origin-act.trials.yml").read_text("utf-8"))
ALL = [*trials(), *((INVENTED.key, t) for t in OWN)]
DAY = timedelta(days=1)


@pytest.mark.parametrize(("key", "trial"), ALL, ids=lambda x: str(x)[:60])
def test_a_trial_is_decided_as_it_says(key, trial):
    assert differences(run(trial, key, KNOWN), trial["expect"]) == []


def test_a_trial_that_expects_something_else_fails():
    key, trial = ALL[0]
    wrong = {
        "outcome": "no link found",
        "answer": "accepted",
        "says": ["unicorn"],
        "others": ["x"],
        "contrary": ["x"],
        "reading": "x",
        "also_on": {},
        "on": None,
        "never": ["the"],
        "odd": 1,
    }
    found = differences(run(trial, key, KNOWN), wrong)
    assert len(found) == len(wrong) - 1, found


def test_no_two_trials_have_one_name():
    names = [(key, t["name"]) for key, t in ALL]
    assert sorted(set(names)) == sorted(names)


def test_every_measure_has_a_trial_and_every_trial_a_measure():
    assert {key for key, _ in ALL} == set(KNOWN)


def test_a_trial_cites_an_authority_or_is_constructed():
    cited = [t["cites"] for _, t in ALL if "cites" in t]
    assert [c for c in cited if not is_reference(c)] == []
    assert len(cited) >= 10


def days_of(key):
    """Give the import dates of a measure's trials."""
    found = set()
    for name, trial in ALL:
        when = trial.get("imported")
        if name == key and when:
            found.update(when if isinstance(when, list) else [when])
    return found


@pytest.mark.parametrize("measure", measures().values(), ids=lambda m: m.key)
def test_the_first_day_and_the_day_before_and_both_sides_of_an_end_are_tried(measure):
    tried = days_of(measure.key)
    for version in measure.versions:
        assert {version.span.start, version.span.start - DAY} <= tried
        if version.span.end:
            assert {version.span.end, version.span.end - DAY} <= tried


def test_every_outcome_is_tried():
    outcomes = {t["expect"].get("outcome") for _, t in ALL}
    assert outcomes >= {
        "presumed",
        "under order",
        "to answer",
        "untraced",
        "no link found",
        "not in effect",
        "out of scope",
    }


def test_the_trials_ask_on_a_day_that_never_moves():
    assert {t.get("as_of", date(2026, 6, 26)) for _, t in ALL} <= {
        date(2026, 6, 26),
        date(2026, 9, 1),
        date(2030, 2, 1),
    }
