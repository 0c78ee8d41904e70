"""`whence docket fingerprint` and `compare`: a released chain, and the next one."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from whence.desk.fingerprint import chain_of, differences, fingerprint_of
from whence.desk.review import answer_of
from whence.errors import InputError, UsageError
from whence.jobs.docket_binder import BinderRequest, assemble
from whence.model.measure import AnswerState
from whence.model.release import ChainStep, Difference, Fingerprint
from whence.shelf.binders import step_title, words
from whence.store.files import guarded, write_text


@dataclass(frozen=True, slots=True)
class CompareResult:
    """In what a chain differs from a released one; `report` is the summary tracing
    report for an identical chain, "" otherwise."""

    differences: tuple[Difference, ...]
    report: str


def take_fingerprint(request: BinderRequest) -> Fingerprint:
    """Write the fingerprint of the chain of a docket to `request.out`.

    Raises:
        UsageError: no release by the authority is kept as an exhibit.
        InputError: the index cannot be read.

    """
    with assemble(request) as held:
        answer = answer_of(held.docket, prepared=True)
        if answer.state is not AnswerState.ACCEPTED or answer.day is None:
            raise UsageError(
                f"the answer to docket {held.docket.key} is {answer.state.value}:"
                " only a chain that the authority released has a fingerprint.",
                where=str(request.case),
                remedy="Log the release with its paper: `whence docket log PAPER"
                ' --from-authority "release" --sets released=DAY`.',
            )
        number = int(answer.shown_by.split(":")[0].removeprefix("row "))
        exhibit = next(m.exhibit for m in held.docket.messages if m.seq == number)
        found = fingerprint_of(held.binder, answer.day, exhibit)
    plain = {"format": 1, "note": words()["release"], **asdict(found)}
    text = json.dumps(plain, ensure_ascii=False, indent=1, default=str)
    write_text(request.out, f"{text}\n")
    return found


def compare(request: BinderRequest, fingerprint: Path) -> CompareResult:
    """Hold the chain of a docket against a released one.

    `request.out` gets the summary tracing report where the chain is identical.

    Raises:
        InputError: the fingerprint or the index cannot be read.
        UsageError: there is no such case, docket or folder.

    """
    old = _read(fingerprint)
    with assemble(request) as held:
        steps = chain_of(held.binder)
        parties = [p.name for p in held.binder.parties]
        found = differences(old, steps, parties)
        if held.binder.commodity != old.commodity:
            goods = (old.commodity, held.binder.commodity)
            found = (Difference("commodity", "", *goods), *found)
        report = "" if found else summary(old, steps, held.docket.key)
    if report:
        write_text(request.out, report)
    return CompareResult(found, report)


def summary(old: Fingerprint, steps: tuple[ChainStep, ...], docket: str) -> str:
    """Write the summary tracing report: producers and a business record per stage."""
    lines = [
        f"SUMMARY TRACING REPORT, detention {docket}",
        f"Identical to the chain of detention {old.docket}, entry {old.entry}, released"
        f" on {old.released} (decision sha256 {old.decision}).",
        str(words()["release"]),
        "",
    ]
    for number, step in enumerate(steps, 1):
        lines.append(f"{number}. {step_title(step.key)}: {'; '.join(step.makers)}")
        lines += [
            f"   {kind} {number_} (exhibit {mark})"
            for kind, number_, mark in step.records
        ]
    return "\n".join(lines) + "\n"


def _read(path: Path) -> Fingerprint:
    try:
        with guarded(path):
            raw: dict[str, Any] = json.loads(path.read_text("utf-8"))
        steps = tuple(
            ChainStep(
                s["key"],
                tuple(s["makers"]),
                tuple(s["places"]),
                tuple(s["kinds"]),
                tuple((r[0], r[1], r[2]) for r in s["records"]),
            )
            for s in raw["steps"]
        )
        return Fingerprint(
            raw["docket"],
            raw["entry"],
            raw["commodity"],
            date.fromisoformat(raw["released"]),
            raw["decision"],
            steps,
            tuple(raw["parties"]),
        )
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise InputError(
            f"is no fingerprint of a chain ({error}).",
            where=str(path),
            remedy="Give the file that `whence docket fingerprint` wrote.",
        ) from error
