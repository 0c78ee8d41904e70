"""Trials: a few facts in YAML, and what the law beside them says.

The language is explained at the head of `data/measures/us/uflpa.trials.yml`; a jurist
can read and write it. A trial is run through the same door as everything else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from whence.decide.evaluate import decide
from whence.decide.trial_facts import (
    bystander_of,
    operation_of,
    path_of,
    standing_of,
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
from whence.model.listing import GateResult
from whence.model.measure import Decision, Measure, Standing, Step
from whence.model.rows import DocumentRow
from whence.model.source import Grade, Source
from whence.model.view import Exhibit

AS_OF = date(2026, 6, 26)
KEYS = frozenset(
    "name cites measure imported as_of entry goods chain bystanders needs gate breaks"
    " documents beside expect".split()
)
GRAMS = 1000


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
        standings=_standings(people),
        exhibits=tuple(
            _exhibit(n, d) for n, d in enumerate(trial.get("documents", []))
        ),
        names={act.party: row["party"] for row, act in people},
        as_of=trial.get("as_of", AS_OF),
        passes=trial.get("gate") == "passes",
    )


def run(trial: Mapping[str, Any], key: str, known: Mapping[str, Measure]) -> Decision:
    """Decide a trial under the measure with this key.

    Raises:
        DataError: the trial is not in the language, or names an unknown measure.

    """
    facts = facts_of(trial)
    beside = trial.get("beside", [])
    for name in (key, *beside):
        if name not in known:
            raise DataError(f"there is no measure {name}.", where=str(trial["name"]))

    def gate_of(name: str) -> GateOfList:
        return lambda day: GateResult(name, facts.passes, f"constructed, for {day}")

    return decide(
        known[key],
        facts.consignment,
        facts.chain,
        standings=facts.standings,
        gates={name: gate_of(name) for name in known[key].lists},
        exhibits=facts.exhibits,
        names=facts.names,
        as_of=facts.as_of,
        others=[known[name] for name in beside],
    )


def differences(decision: Decision, expect: Mapping[str, Any]) -> list[str]:
    """Say in which points a decision is not what a trial expects; none is best."""
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
            case "says":
                found += [f"nothing says {w!r}" for w in want if w.lower() not in told]
            case "never":
                found += [f"something says {w!r}" for w in want if w.lower() in told]
            case "contrary":
                missing = [w for w in want if w.lower() not in against]
                found += [f"nothing contrary says {w!r}" for w in missing]
            case _:
                found.append(f"{name!r} is no word of the language of trials")
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
    people: Sequence[tuple[Mapping[str, Any], Operation]],
) -> dict[str, tuple[Standing, ...]]:
    found: dict[str, list[Standing]] = {}
    for row, act in people:
        raw = row.get("standing", [])
        for one in raw if isinstance(raw, list) else [raw]:
            found.setdefault(act.party, []).append(standing_of(one, act.party))
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
        place=raw.get("place", ""),
    )
    grade = Grade(words(raw["grade"], 1)[0])
    return Exhibit(row, grade, "stated in the trial")
