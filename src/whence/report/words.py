"""Words for printing: short reasons, places, orders of rows."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from whence.model.findings import (
    CandidateFinding,
    ConsignmentFinding,
    Findings,
    PartyFinding,
)
from whence.model.measure import Decision, MeasureKind, Outcome, Step
from whence.report.partyword import NOTHING, PartyWord
from whence.shelf.style import outcome_style

MET = {True: "met", False: "not met", None: ""}
"""Words for a line of reasoning that was met, was not, or only notes."""
LAW_NOTE = "note.law"
"""The template of a line about the law itself, the same for every consignment."""

PLACES = {outcome.value: place for place, outcome in enumerate(Outcome)}
"""The place of each outcome among all, 0 the worst; rows are sorted by it."""

KINDS = {kind: place for place, kind in enumerate(MeasureKind)}

WORD_ORDER = ("listed", "in region", "candidate")


def anchor(kind: str, key: str) -> str:
    """Give an id that is safe in HTML and in a URL fragment.

    >>> anchor("c", "ABC-1/1")
    'c-ABC-1_2f1'
    """
    safe = re.sub(r"[^A-Za-z0-9-]", lambda m: f"_{ord(m.group()):x}", key)
    return f"{kind}-{safe}"


def party_words(findings: Findings) -> dict[str, PartyWord]:
    """Give the name and the word of every party, by key."""
    return {p.id: PartyWord(p.name, p.word) for p in findings.parties}


def name_of(key: str, parties: Mapping[str, PartyWord]) -> str:
    """Give a party's name; a key nobody knows is printed as it is."""
    if not key:
        return "unknown party"
    return parties[key].name if key in parties else key


def chance(p: float) -> str:
    """Print a chance in whole per cent, and never as certain: no score is.

    >>> chance(0.314), chance(0.9999), chance(0.0001)
    ('31 %', 'over 99 %', 'under 1 %')
    """
    if p > 0.99:
        return "over 99 %"
    return "under 1 %" if p < 0.01 else f"{p * 100:.0f} %"


def place_in_order(outcome: str) -> int:
    """Give an outcome's place among all, 0 the worst."""
    return PLACES[outcome]


def worst_first(findings: Findings) -> list[ConsignmentFinding]:
    """Sort consignments by their worst outcome, then by identifier."""
    return sorted(findings.consignments, key=lambda c: (place_in_order(c.worst), c.id))


def counts_of(findings: Findings) -> dict[str, int]:
    """Count the consignments by their worst outcome."""
    return Counter(c.worst for c in findings.consignments)


def counts_by_measure(findings: Findings) -> dict[str, dict[str, int]]:
    """Count the consignments by measure and outcome: a worst outcome hides the rest."""
    counts: dict[str, dict[str, int]] = {}
    for consignment in findings.consignments:
        for decision in consignment.decisions:
            row = counts.setdefault(decision.measure, {})
            row[decision.outcome.value] = row.get(decision.outcome.value, 0) + 1
    return counts


def idle_measures(counts: Mapping[str, Mapping[str, int]]) -> frozenset[str]:
    """Give the measures that, by these counts, reached no consignment on its days."""
    return frozenset(
        measure
        for measure, row in counts.items()
        if all(outcome_style(word).tone == "outside" for word in row)
    )


def decisions_in_order(decisions: Sequence[Decision]) -> list[Decision]:
    """Sort the decisions of a consignment: the worst first; of equals a presumption
    before an order, because it reaches all goods; then as they were asked."""
    return sorted(decisions, key=_weight)


def _weight(decision: Decision) -> tuple[int, int]:
    return place_in_order(decision.outcome.value), KINDS[decision.kind]


def leading(consignment: ConsignmentFinding) -> Decision | None:
    """Give the first of a consignment's decisions, None without any."""
    return next(iter(decisions_in_order(consignment.decisions)), None)


def reason_of(decision: Decision | None) -> str:
    """Give the sentence that says most shortly why.

    Where a ground is touched, that is the first ground with what it rests on; where
    an input is untraced, the first line that was not met and has lines below it;
    else the first line of all.
    """
    if decision is None:
        return "No measure was asked."
    ground = _ground(decision)
    if ground is not None:
        return f"{_head(ground)}: {ground.children[0].text}"
    return _line(decision)


def reason_parts(decision: Decision | None) -> tuple[str, str]:
    """Give that sentence in two: what others share word for word, and what is its own.

    A touch says whom it meets, then after its last colon the elements on which it
    rests: these with the ground can be shared. Other reasons are wholly their own.
    """
    ground = None if decision is None else _ground(decision)
    if ground is None:
        return "", reason_of(decision)
    whom, colon, elements = ground.children[0].text.rpartition(": ")
    if not colon:
        return _head(ground) + ".", elements
    return f"{_head(ground)}: {elements}", f"{whom.rstrip('.')}."


def _head(ground: Step) -> str:
    """Give the head of a sentence, before its colon."""
    return ground.text.split(":")[0].rstrip(".")


def _ground(decision: Decision) -> Step | None:
    """Find the first ground that is touched, met before unmet; None if none is."""
    severity = decision.outcome.severity
    if severity is None or severity < 2:
        return None
    told = [s for s in decision.steps if s.children and s.met is not None]
    return next(iter(sorted(told, key=lambda s: s.met is False)), None)


def _line(decision: Decision) -> str:
    """Find the line that says why where no ground is touched."""
    severity = decision.outcome.severity
    if severity is not None and severity > 0:
        for step in decision.steps:
            if severity == 1 and step.met is False and step.children:
                return step.text
        for step in decision.steps:
            if step.met is (severity == 3):
                return step.text
    return decision.steps[0].text if decision.steps else decision.in_effect


def touched(consignment: ConsignmentFinding) -> bool:
    """Whether a ground of some measure is touched."""
    severity = Outcome(consignment.worst).severity
    return severity is not None and severity >= 2


def candidates_in_order(
    findings: Findings,
) -> tuple[
    list[tuple[PartyFinding, CandidateFinding]],
    list[tuple[PartyFinding, CandidateFinding]],
]:
    """Give the candidates that wait for a person, and those settled, best first.

    Those that touch most consignments come first, then those likeliest the same. Of a
    party that stands on a list already, others of the list are asked about last.
    """
    pairs = [(p, c) for p in findings.parties for c in p.candidates]
    known = {p.id for p, c in pairs if c.standing in CONFIRMED}
    pairs.sort(
        key=lambda pc: (
            pc[0].id in known,
            -len(pc[1].consignments),
            -pc[1].p_same,
            pc[1].id,
        )
    )
    wait = [pc for pc in pairs if _waits(pc[1])]
    return wait, [pc for pc in pairs if not _waits(pc[1])]


CONFIRMED = frozenset({"identity", "subsidiary"})
"""Standings that answer who a party is."""


def _waits(candidate: CandidateFinding) -> bool:
    """Whether nobody judged the pair and no rule settled it."""
    return candidate.judgement is None and candidate.standing == "candidate"


def parties_in_order(findings: Findings) -> list[PartyFinding]:
    """Sort parties: those with a word first, then by name."""

    def rank(party: PartyFinding) -> tuple[int, str, str]:
        known = party.word in WORD_ORDER
        place = WORD_ORDER.index(party.word) if known else len(WORD_ORDER)
        return (place + (party.word == NOTHING), party.name, party.id)

    return sorted(findings.parties, key=rank)


def flat(steps: tuple[Step, ...]) -> list[tuple[int, Step]]:
    """Lay a tree of steps out as (depth, step) lines, in reading order."""
    found: list[tuple[int, Step]] = []
    for step in steps:
        found.append((0, step))
        found += [(depth + 1, child) for depth, child in flat(step.children)]
    return found


def outcome_names() -> list[str]:
    """Give the words of all outcomes, worst first."""
    return [o.value for o in Outcome]
