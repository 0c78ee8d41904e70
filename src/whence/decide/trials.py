"""Trials: a few facts in YAML, and what the law beside them says.

The language is explained at the head of `data/measures/us/uflpa.trials.yml`; a jurist
can read and write it. A trial is run through the same door as everything else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from whence.decide.evaluate import decide
from whence.decide.inform import as_law, inform
from whence.decide.trial_facts import (
    bystander_of,
    operation_of,
    path_of,
    standing_of,
    unlisted,
    words,
)
from whence.decide.verdict import GateOfList
from whence.errors import DataError
from whence.model.chain import (
    Break,
    BreakKind,
    Chain,
    Consignment,
    InputNeed,
    Operation,
    TieKind,
)
from whence.model.information import Information
from whence.model.listing import GateResult
from whence.model.measure import Decision, Measure, MeasureKind, Standing, Step
from whence.model.rows import DocumentRow
from whence.model.source import Grade, Source
from whence.model.view import Exhibit

AS_OF = date(2026, 6, 26)
KEYS = frozenset(
    "name cites measure imported as_of as_law entry goods chain bystanders needs gate"
    " breaks documents beside expect".split()
)
GRAMS = 1000
HELD = frozenset({"us-uflpa", "us-wro", "invented/list"})
"""The lists of which a trial holds an edition; `gate: passes` says that it passes."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a trial as nouns."""

    consignment: Consignment
    chain: Chain
    standings: Mapping[str, tuple[Standing, ...]]
    exhibits: tuple[Exhibit, ...]
    names: Mapping[str, str]
    as_of: date
    passes: bool


def facts_of(trial: Mapping[str, Any]) -> Facts:
    """Read the facts of a trial.

    Raises:
        DataError: a key or a word of the trial is not of the language.

    """
    where = f"trial {trial.get('name')!r}"
    for key in sorted(set(trial) - KEYS):
        raise DataError("unknown key.", where=f"{where}: {key}")
    rows = trial.get("chain", [])
    acts = tuple(operation_of(row, where, rows) for row in rows)
    beside = tuple(bystander_of(row, where) for row in trial.get("bystanders", []))
    paths = [path_of(row, rows, where) for row in rows]
    people = [*zip(rows, acts, strict=True)]
    people += [*zip(trial.get("bystanders", []), beside, strict=True)]
    return Facts(
        consignment=_consignment(trial),
        chain=Chain(
            consignment="goods",
            operations=acts,
            ties=tuple(p.ties[0] for p in paths if p.ties[0].kind is not TieKind.LANES),
            paths=tuple(p for p in paths if p.passes),
            leads=tuple(p for p in paths if not p.passes),
            breaks=tuple(Break(BreakKind(b), "", 1) for b in trial.get("breaks", [])),
            needs=tuple(_need(n) for n in trial.get("needs", [])),
            bystanders=beside,
        ),
        standings=_standings(people, trial.get("as_of", AS_OF)),
        exhibits=tuple(
            _exhibit(n, d) for n, d in enumerate(trial.get("documents", []))
        ),
        names={act.party: row["party"] for row, act in people},
        as_of=trial.get("as_of", AS_OF),
        passes=trial.get("gate") == "passes",
    )


def run(
    trial: Mapping[str, Any],
    key: str,
    known: Mapping[str, Measure],
    *,
    language: str = "en",
) -> Decision | Information:
    """Decide a trial under the measure with this key, or tell of what has no outcome.

    Raises:
        DataError: the trial is not in the language, or names an unknown measure.

    """
    facts = facts_of(trial)
    beside = trial.get("beside", [])
    for name in (key, *beside):
        if name not in known:
            raise DataError(f"there is no measure {name}.", where=str(trial["name"]))

    measure = as_law(known[key]) if trial.get("as_law") else known[key]
    if measure.kind is MeasureKind.INFORMATION:
        return inform(
            measure, facts.consignment, facts.chain, facts.as_of, language=language
        )

    def gate_of(name: str) -> GateOfList:
        return lambda day: GateResult(name, facts.passes, f"constructed, for {day}")

    return decide(
        measure,
        facts.consignment,
        facts.chain,
        standings=facts.standings,
        gates={name: gate_of(name) for name in measure.lists if name in HELD},
        exhibits=facts.exhibits,
        names=facts.names,
        as_of=facts.as_of,
        others=[known[name] for name in beside],
        language=language,
    )


def differences(
    decision: Decision | Information, expect: Mapping[str, Any]
) -> list[str]:
    """Say in which points a decision is not what a trial expects; none is best."""
    if isinstance(decision, Information):
        return _information(decision, expect)
    told = "\n".join(said(decision.steps)).lower()
    against = "\n".join(said(decision.contrary)).lower()
    found = []

    def hold(name: str, have: object, want: object) -> None:
        if have != want:
            found.append(f"{name} is {have!r}, not {want!r}")

    for name, want in expect.items():
        match name:
            case "outcome" | "outlook" | "answer":
                hold(name, getattr(decision, name).value, want)
            case "on":
                hold(name, decision.on, want)
            case "also_on":
                hold(name, {d: o.value for d, o in decision.also_on}, want)
            case "others":
                hold(name, list(decision.others), want)
            case "reading":
                hold(name, bool(decision.reading), want)
            case "says" | "never":
                found += _words(name, want, told)
            case "contrary":
                missing = [w for w in want if w.lower() not in against]
                found += [f"nothing contrary says {w!r}" for w in missing]
            case _:
                found.append(f"{name!r} is no word of the language of trials")
    return found


def _words(name: str, want: Sequence[str], told: str) -> list[str]:
    """Compare the words that must, or must never, be said."""
    if name == "never":
        return [f"something says {w!r}" for w in want if w.lower() in told]
    return [f"nothing says {w!r}" for w in want if w.lower() not in told]


def _information(told: Information, expect: Mapping[str, Any]) -> list[str]:
    """Compare what a tariff, a bill or a proposal is said to be."""
    words = "\n".join(said(told.steps)).lower()
    found = []
    for name, want in expect.items():
        match name:
            case "status":
                if told.status.value != want:
                    found.append(f"status is {told.status.value!r}, not {want!r}")
            case "applies":
                if told.applies is not want:
                    found.append(f"applies is {told.applies!r}, not {want!r}")
            case "says" | "never":
                found += _words(name, want, words)
            case _:
                found.append(f"{name!r} is no word of what has no outcome")
    return found


def said(steps: Sequence[Step]) -> list[str]:
    """Give every sentence of a tree."""
    return [t for s in steps for t in (s.text, *said(s.children))]


def _consignment(trial: Mapping[str, Any]) -> Consignment:
    code, _, description = str(trial.get("goods", "")).partition(" ")
    when = trial.get("imported")
    ends = when if isinstance(when, list) else [when, when]
    return Consignment(
        key="goods",
        name="the goods of a trial",
        hs=code,
        description=description,
        earliest=ends[0],
        latest=ends[1],
        date_basis="stated" if when else "",
        origin_country="",
        sources=(Source("", "trial"),),
        entered=when is not None,
        entry_number=str(trial.get("entry", "")),
    )


def _need(raw: Mapping[str, Any]) -> InputNeed:
    return InputNeed(
        product=raw["product"],
        commodity=raw.get("commodity", ""),
        description=raw.get("description", ""),
        hs=raw.get("hs", ""),
        grams=raw["kg"] * GRAMS if "kg" in raw else None,
    )


def _standings(
    people: Sequence[tuple[Mapping[str, Any], Operation]], as_of: date
) -> dict[str, tuple[Standing, ...]]:
    found: dict[str, list[Standing]] = {}
    for row, act in people:
        raw = row.get("standing", [])
        for one in raw if isinstance(raw, list) else [raw]:
            if not unlisted(one, as_of):
                found.setdefault(act.party, []).append(
                    standing_of(one, act.party, as_of)
                )
    return {key: tuple(rows) for key, rows in found.items()}


def _exhibit(number: int, raw: Mapping[str, Any]) -> Exhibit:
    row = DocumentRow(
        source=Source("", "documents", "", number + 1),
        document=f"D-{number + 1}",
        kind=raw["kind"],
        author=raw.get("author", ""),
        day=raw.get("day"),
        entry=raw.get("entry", ""),
        lot=raw.get("lot", ""),
        order=raw.get("order", ""),
        party=raw.get("party", ""),
        place=raw.get("place", ""),
    )
    grade = Grade(words(raw["grade"], 1)[0])
    return Exhibit(row, grade, "stated in the trial")
