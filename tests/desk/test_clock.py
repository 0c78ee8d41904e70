"""Every trial of the clock, and what must hold for any detention."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from whence.desk.clock import timeline
from whence.desk.extensions import extended
from whence.errors import UsageError
from whence.model.docket import Docket, Extension, Fact, Mark, Track
from whence.shelf.clocks import holidays_of, rules
from whence.shelf.references import is_reference

HERE = Path(__file__).parent
TRIALS = yaml.safe_load((HERE / "clock.trials.yml").read_text("utf-8"))
DAY = timedelta(days=1)
WORDS = {"none": None, "open": None}


def docket_of(trial):
    facts = tuple(Fact(Mark(mark), day) for mark, day in sorted(trial["known"].items()))
    tracks = tuple(Track(t) for t in trial.get("track", ["detention"]))
    return Docket("D-1", tracks=tracks, facts=facts)


def run(trial):
    """Give the timeline of a trial, and the refusal of its last extension or ""."""
    docket, refused = docket_of(trial), ""
    for line in trial.get("log", ()):
        try:
            docket = extended(docket, Extension(line["asked"], line["until"]))
        except UsageError as error:
            refused = str(error)
    return timeline(docket, today=trial["today"]), refused


class Held:
    """What a trial wants, held against what was found; `wrong` lists differences."""

    def __init__(self, found):
        self.found, self.wrong = found, []
        self.steps = {s.key: s for s in found.steps}
        step_notes = (n for s in found.steps for n in s.notes)
        self.text = "\n".join([*found.notes, *step_notes])

    def same(self, what, got, wanted):
        if got != wanted:
            self.wrong.append(f"{what}: {got}, not {wanted}")

    def due(self, key, wanted):
        self.same(key, self.steps[key].due, WORDS.get(wanted, wanted))
        if wanted in WORDS:
            self.same(f"{key} open", self.steps[key].open_ended, wanted == "open")

    def fields(self, name, wanted):
        for key, value in wanted.items():
            got = getattr(self.steps[key], name)
            self.same(f"{key} {name}", getattr(got, "value", got), value)


def differences(trial):
    found, refused = run(trial)
    held = Held(found)
    for key, wanted in trial["expect"].items():
        match key:
            case "absent":
                held.same(key, [k for k in wanted if k in held.steps], [])
            case "owes" | "work_by":
                held.fields(key, wanted)
            case "marks":
                held.fields("verification", wanted)
            case "says":
                held.same(key, [w for w in wanted if w not in held.text], [])
            case "refused":
                held.same(key, wanted in refused, True)
            case "mine":
                held.same(key, found.mine and found.mine.due, WORDS.get(wanted, wanted))
            case "excluded_on":
                held.same(key, held.steps["determination"].then, wanted)
            case _:
                held.due(key, wanted)
    return held.wrong


@pytest.mark.parametrize("trial", TRIALS, ids=lambda t: t["name"][:60])
def test_a_trial_is_counted_as_it_says(trial):
    assert differences(trial) == []


def test_a_trial_that_expects_another_day_fails():
    trial = TRIALS[0] | {"expect": TRIALS[0]["expect"] | {"decide": date(1998, 3, 25)}}
    assert differences(trial) == ["decide: 1998-03-24, not 1998-03-25"]


def test_there_are_at_least_forty_trials_each_of_its_own_name():
    assert len({t["name"] for t in TRIALS}) == len(TRIALS) >= 40


def test_a_trial_cites_an_authority_or_is_constructed():
    assert [
        t["cites"] for t in TRIALS if "cites" in t and not is_reference(t["cites"])
    ] == []


# ---- the law, counted the slow way: a day at a time, from the words of the rules


def business(day):
    return day.weekday() < 5 and day not in holidays_of(day.year)


def slow_business(day, count):
    while count:
        day += DAY
        count -= business(day)
    return day


def slow_months(day, months):
    year, month = (
        day.year + (day.month - 1 + months) // 12,
        (day.month - 1 + months) % 12 + 1,
    )
    last = next(
        n
        for n in (31, 30, 29, 28)
        if (date(year, month, 28) + (n - 28) * DAY).month == month
    )
    return date(year, month, min(day.day, last))


DAYS = st.dates(date(2022, 7, 1), date(2029, 12, 31))
LATER = st.integers(0, 60).map(lambda n: n * DAY)


@st.composite
def detentions(draw):
    """Draw what is known, and the days on which goods truly were presented, arrived."""
    arrived = draw(DAYS)
    presented = arrived + draw(LATER)
    detained = presented + draw(LATER)
    noticed = detained + draw(LATER)
    all_known = {
        "imported": arrived,
        "arrived": arrived,
        "presented": presented,
        "detained": detained,
        "noticed": noticed,
        "excluded": presented + draw(LATER),
        "task_due": noticed + draw(LATER),
    }
    kept = draw(st.sets(st.sampled_from(sorted(all_known))))
    return {k: all_known[k] for k in kept}, presented, arrived


@given(detentions(), st.booleans(), st.lists(st.tuples(LATER, LATER), max_size=3))
def test_no_day_is_printed_that_is_later_than_the_laws(drawn, order, asked):
    known, presented, arrived = drawn
    tracks = (Track.DETENTION, Track.WRO) if order else (Track.DETENTION,)
    docket = Docket(
        "D-1", tracks=tracks, facts=tuple(Fact(Mark(m), d) for m, d in known.items())
    )
    due = known.get("task_due")
    for before, after in asked:
        if due is None:
            break
        try:
            docket = extended(docket, Extension(due - before, due + after))
            due += after
        except UsageError:
            break
    found = timeline(docket, today=presented)
    steps = {s.key: s.due for s in found.steps}
    decide = slow_business(presented, 5)
    exclusion = min(presented + 31 * DAY, known.get("excluded", date.max))
    latest = {
        "decide": decide,
        "notice": slow_business(min(decide, known.get("detained", decide)), 5),
        "determination": presented + 30 * DAY,
        "protest": exclusion + 180 * DAY,
        "wro_proof": slow_months(arrived, 3),
    }
    for key, law in latest.items():
        got = steps.get(key)
        assert got is None or got <= law, key
    if found.mine is not None and known.keys() & {"presented", "arrived", "imported"}:
        # Once a letter of exclusion is there, what is left to do is the protest.
        protest = exclusion + 180 * DAY
        limit = protest if "excluded" in known else presented + 30 * DAY
        assert found.mine.due <= limit
    for step in found.steps:
        if step.work_by is not None:
            assert step.due is not None
            assert step.work_by <= step.due


@given(detentions())
def test_knowing_more_of_the_presentation_never_moves_a_day_of_the_law_forward(drawn):
    known, presented, arrived = drawn
    base = {k: v for k, v in known.items() if k not in ("presented", "arrived")}

    def due(extra):
        facts = tuple(Fact(Mark(m), d) for m, d in {**base, **extra}.items())
        steps = timeline(Docket("D-1", facts=facts), today=presented).steps
        return {s.key: s.due for s in steps}

    unknown, sure = due({"arrived": arrived}), due({"presented": presented})
    for key in ("decide", "determination"):
        assert unknown[key] <= sure[key]


def test_every_rule_has_a_reference_of_an_authority_and_says_where_it_was_read():
    for rule in rules():
        assert is_reference(rule.reference), rule.key
        assert rule.seen_at, rule.key
        assert rule.consequence or rule.owes.value == "nobody", rule.key


OBSERVED = """
2022: 01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26
2023: 01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25
2024: 01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25
2025: 01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25
2026: 01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25
2027: 01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31
2028: 01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25
2029: 01-01 01-15 02-19 05-28 06-19 07-04 09-03 10-08 11-12 11-22 12-25
2030: 01-01 01-21 02-18 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25
"""


def test_federal_holidays_fall_where_published_calendars_have_them():
    for line in OBSERVED.split("\n"):
        year, _, days = line.partition(": ")
        if days:
            wanted = {date.fromisoformat(f"{year}-{d}") for d in days.split()}
            assert {
                d for d in holidays_of(int(year)) if d.year == int(year)
            } == wanted, year
