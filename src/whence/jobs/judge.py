"""`whence judge`: a person's verdict on a candidate, kept for every later run."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whence.errors import UsageError
from whence.jobs.steps.handles import handle_of
from whence.model.party import Judgement, Verdict
from whence.shelf.matching import reasons
from whence.store.case import Case
from whence.store.casebook import Casebook
from whence.store.judged import Shown


@dataclass(frozen=True, slots=True)
class JudgeRequest:
    """Who says what of which candidate, on which day.

    `by` is a handle the person chose, never an address. `reason` is a key of the
    closed list and required for `different`. `on` is today, told by the door.
    """

    case: Path
    candidate: str
    verdict: str
    by: str
    on: date
    reason: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class JudgeResult:
    """The judgement as kept, what it follows (None: the first), and what was shown."""

    judgement: Judgement
    follows: Judgement | None
    shown: Shown


def judge(request: JudgeRequest) -> JudgeResult:
    """Record a verdict in the casebook of a case; it is on disk when this returns.

    Raises:
        UsageError: there is no such case, candidate, verdict or reason, or the handle
            is no handle; the message lists what there is.
        CaseBusy: another process is writing the case.
        OutputError: the case cannot be written.

    """
    verdict, by = _verdict(request.verdict), handle_of(request.by)
    reason = _reason(request.reason, verdict, reasons())
    with Case.open(request.case, create=False, who="whence judge") as case:
        shown = _shown(case.casebook, request.candidate)
        history = case.casebook.history(request.candidate)
        if history and history[-1].on > request.on:
            raise UsageError(
                f"the last judgement of it is of {history[-1].on}, after {request.on}.",
                remedy="Set the clock of this machine right, and judge again.",
            )
        judgement = Judgement(
            candidate=shown.candidate,
            verdict=verdict,
            by=by,
            reason=reason,
            why=request.why.strip(),
            on=request.on,
            left_hash=shown.left_hash,
            right_hash=shown.right_hash,
            shown=shown.text,
        )
        case.casebook.record(judgement, left=shown.left, right=shown.right)
    return JudgeResult(judgement, history[-1] if history else None, shown)


def _verdict(word: str) -> Verdict:
    try:
        return Verdict(word)
    except ValueError:
        listed = ", ".join(Verdict)
        remedy = f"Say one of: {listed}."
        raise UsageError(f"{word!r} is no verdict.", remedy=remedy) from None


def _reason(key: str, verdict: Verdict, known: Mapping[str, str]) -> str:
    if key in known or not (key or verdict is Verdict.DIFFERENT):
        return key
    listed = "; ".join(f"{k} ({text})" for k, text in sorted(known.items()))
    what = f"there is no reason {key!r}."
    if not key:
        what = (
            "`different` needs a reason from the closed list: it removes a candidate."
        )
    raise UsageError(what, where="--reason", remedy=f"One of: {listed}.")


def _shown(casebook: Casebook, candidate: str) -> Shown:
    found = casebook.shown_of(candidate)
    if found is not None:
        return found
    keys = casebook.candidates()
    near = difflib.get_close_matches(candidate, keys, n=3, cutoff=0.5)
    remedy = "Run `whence assess` with this case first; the dossier names them."
    if keys:
        listed = ", ".join(near or keys[:3])
        remedy = f"{'Nearest' if near else 'There are'}: {listed}."
    raise UsageError(f"no candidate {candidate!r} in this case.", remedy=remedy)
