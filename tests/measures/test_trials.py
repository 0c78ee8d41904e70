"""Every trial, held against the law it stands beside."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import substance
import yaml

from whence.decide.trials import AS_OF, differences, run
from whence.model.remark import Form
from whence.shelf.measures import (
    measures,
    read_measure,
    trials,
    unverified,
    vocabulary,
)
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
    drafts = {key for key, m in KNOWN.items() if m.form is Form.PROPOSAL}
    cited = [(key, t["cites"]) for key, t in ALL if "cites" in t]
    wrong = [c for key, c in cited if not is_reference(c, proposal=key in drafts)]
    assert wrong == []


def distinct():
    """Give one trial of each substance, a citing one where there is one."""
    found = {}
    for key, trial in sorted(ALL, key=lambda t: "cites" not in t[1]):
        found.setdefault(substance.of(trial, KNOWN[key]), (key, trial))
    return list(found.values())


def test_at_least_a_hundred_and_twenty_trials_are_no_near_duplicates():
    assert len(distinct()) >= 120


PUBLISHED = ("HQ ", "CBP Withhold", "FR Doc.", "Ninestar", "Kingtom", "Camel")
NOTICE = re.compile(r"\d+ FR \d+")


def test_at_least_twenty_five_of_them_try_a_published_matter():
    cites = [t["cites"] for _, t in distinct() if "cites" in t]
    tried = [c for c in cites if c.startswith(PUBLISHED) or NOTICE.match(c)]
    assert len(tried) >= 25
    assert len({c.partition(";")[0] for c in tried}) >= 15


def test_a_trial_told_twice_counts_once():
    key, trial = ALL[0]
    twin = {**trial, "name": "told again", "goods": "2002908020 Paste", "cites": ""}
    measure = KNOWN[key]
    assert substance.of(trial, measure) == substance.of(twin, measure)
    other = {**trial, "imported": date(2022, 6, 21)}
    assert substance.of(trial, measure) != substance.of(other, measure)


def test_every_name_a_trial_takes_from_the_list_is_on_it():
    taken = [
        s
        for _, t in ALL
        for row in t.get("chain", [])
        for s in substance.many(row.get("standing"))
        if "of" in s or "unlisted" in s
    ]
    assert len(taken) >= 35


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


def test_every_predicate_is_tried_where_it_is_met_and_where_it_is_not():
    for word in vocabulary():
        outcomes = {
            t["expect"].get("outcome")
            for key, t in ALL
            for v in KNOWN[key].versions
            if any(g.predicate == word for g in v.grounds)
        }
        assert outcomes & {"presumed", "under order", "decided against"}, word
        assert outcomes & {"untraced", "to answer"}, word


def test_every_outcome_is_tried():
    outcomes = {t["expect"].get("outcome") for _, t in ALL}
    assert outcomes >= {
        "decided against",
        "presumed",
        "under order",
        "to answer",
        "untraced",
        "no link found",
        "not in effect",
        "out of scope",
    }


def test_the_trials_ask_on_a_day_that_never_moves():
    asked = {t.get("as_of", AS_OF) for _, t in ALL}
    assert all(type(day) is date for day in asked)
    assert AS_OF == date(2026, 6, 26)
