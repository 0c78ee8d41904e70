"""What a trial is about once names, numbers and wording are taken away.

Two trials with one substance are one trial told twice: a jurist would learn nothing
from the second. Days become positions ("first day", "day before", "inside"), places
become in or out of the region, firms become their roles, ties become their grade.
"""

from datetime import date, timedelta

from whence.decide.scope import reaches
from whence.decide.touches import inside
from whence.decide.trial_facts import _listed
from whence.decide.trials import AS_OF

DAY = timedelta(days=1)
REGION = "CN-XJ"


def position(day, span):
    """Say where a day lies to a span of days."""
    start, end = span
    if day < start:
        return "day before" if day == start - DAY else "before"
    if end is None or day < end:
        if day == start:
            return "first day"
        return "last day" if end and day == end - DAY else "inside"
    return "day of the end" if day == end else "after"


def many(value):
    """Give a list, whatever was written."""
    return value if isinstance(value, list) else [value] if value else []


def stated(text):
    """Say of a statement of place whether it is in the region, and how good."""
    favour = text.endswith(" in its favour")
    place, _, grade = text.removesuffix(" in its favour").rpartition(" ")
    return (inside(place, REGION), grade, favour)


def standing(raw, days, as_of):
    """Say how a party stands to a list, with where the days lie to the listing."""
    if "unlisted" in raw:
        return ("unlisted",)
    if "of" in raw:
        listing = _listed(raw, raw["of"], as_of)
        span = (listing.span.start, listing.span.end)
        # A published listing is a matter of its own: its notice is what is tried.
        about = (listing.key, listing.grade.value)
    else:
        span = (raw["from"], raw.get("until"))
        about = (bool(raw.get("scope")), raw.get("known", "official"))
    return (
        raw["as"],
        raw.get("judged"),
        about,
        tuple(position(d, span) for d in days),
        tuple(position(d, (*raw["holds"], None)[:2]) for d in days)
        if "holds" in raw
        else None,
    )


def act(row, rows, known):
    """Say what a row of the chain is about."""
    scope, days, as_of = known
    tie = row.get("tie", "")
    code, _, words = str(row.get("makes", "")).partition(" ")
    return (
        row["role"],
        "lanes" if tie == "lanes" else tie.rpartition(" ")[2],
        [r["party"] for r in rows].index(row["into"]) if row.get("into") else None,
        reaches(scope, code, words) if row.get("makes") else "unsaid",
        tuple(sorted(map(stated, many(row.get("site"))))),
        tuple(sorted(map(stated, many(row.get("origin"))))),
        tuple(sorted(map(stated, many(row.get("signal"))))),
        tuple(row.get("traced", "").split(" ")[-1:]) if row.get("traced") else None,
        row.get("passes", True),
        "share" in row,
        tuple(standing(s, days, as_of) for s in many(row.get("standing"))),
    )


def paper(raw, trial):
    """Say what a document is and what it is about."""
    rows = [*trial.get("chain", [])]
    return (
        raw["kind"],
        raw["grade"],
        raw.get("entry") == trial.get("entry") if raw.get("entry") else None,
        raw.get("party") in [r["party"] for r in rows] if raw.get("party") else None,
        raw.get("lot") in [r.get("lot") for r in rows] if raw.get("lot") else None,
        raw["day"] <= trial.get("as_of", AS_OF) if raw.get("day") else None,
    )


def of(trial, measure):
    """Give the substance of a trial under its measure."""
    as_of = trial.get("as_of", AS_OF)
    imported = trial.get("imported")
    days = many(imported) or [as_of]
    spans = [(v.span.start, v.span.end) for v in measure.versions]
    scope = measure.versions[0].scope
    code, _, words = str(trial.get("goods", "")).partition(" ")
    rows = trial.get("chain", [])
    known = (scope, days, as_of)
    expect = trial["expect"]
    ends = {k: v for k, v in expect.items() if k not in ("says", "never", "on")}
    ends.pop("also_on", None)
    asked = date.min if as_of == AS_OF else as_of
    return repr(
        (
            measure.kind.value,
            measure.form.value,
            bool(trial.get("as_law")),
            imported is None,
            tuple(tuple(position(d, s) for s in spans) for d in days),
            tuple(position(asked, (d, None)) for d in days) if asked > date.min else (),
            (bool(code), reaches(scope, code, words), measure.by_name),
            tuple(act(row, rows, known) for row in rows),
            tuple(act(row, rows, known) for row in trial.get("bystanders", [])),
            sorted((n["commodity"], "kg" in n) for n in trial.get("needs", [])),
            trial.get("gate"),
            trial.get("breaks"),
            tuple(paper(d, trial) for d in trial.get("documents", [])),
            bool(trial.get("beside")),
            sorted(ends.items(), key=str),
        )
    )
