"""The candidates on paper: both names, the weights that add up, what settled others."""

from typing import Any

from whence.model.findings import CandidateFinding, PartyFinding
from whence.report.charts import reaches
from whence.report.paper_tables import Sheet, Tree
from whence.report.words import chance


def candidates(paper: Sheet, cover: dict[str, Any]) -> Tree:
    """Give those that wait for a person, and those that a rule or a person settled."""
    wait = cover["waiting"][: paper.bounds.candidates]
    settled = cover["settled"][: paper.bounds.rows]
    return {
        "waiting": [_waiting(paper, p, k) for p, k in wait],
        "rest": paper.left(cover["waiting_all"] - len(wait), "cut", "candidates"),
        "settled": [_settled(p, k) for p, k in settled],
    }


def _settled(p: PartyFinding, k: CandidateFinding) -> list[str]:
    said, judged = k.why, k.judgement
    if k.identity and k.identity not in said:
        said += f"; rule: {k.identity}"
    return [
        k.mention or p.name,
        k.listed_name,
        k.list,
        k.standing + (f"; judged {judged.verdict.value}" if judged else ""),
        said,
        f"{judged.why} ({judged.by}, {judged.on})" if judged else "",
    ]


def _waiting(paper: Sheet, p: PartyFinding, k: CandidateFinding) -> Tree:
    place = f", {p.places[0].name}" if p.places else ""
    until = f" until {k.listed_until}" if k.listed_until else ""
    section = f", section {', '.join(k.sections)}" if k.sections else ""
    return {
        "ours": k.mention or p.name,
        "ours_note": f"{p.country}{place}; {', '.join(p.roles)}",
        "theirs": k.listed_name,
        "theirs_note": f"{k.list}{section}; since {k.listed_from}{until}",
        "same": chance(k.p_same),
        "related": chance(k.p_related),
        "bars": bars(k),
        "why": f"{k.why[:1].upper()}{k.why[1:].rstrip('.')}.",
        "against": "; ".join(k.conflicts),
        "touches": paper.names(k.consignments[:6]),
        "more": max(0, len(k.consignments) - 6),
        "command": paper.view.command(k, "unsure"),
    }


def bars(k: CandidateFinding) -> list[list[Any]]:
    """Give each weight: name, reason, from where to where its bar reaches, the number.

    Ends are parts of the whole width, from 0 to 1; the last bar is the score.
    """
    told = [*k.explanation, ("score", "", k.score)]
    ends = reaches([weight for _, _, weight in k.explanation], k.score)
    return [
        [name, text, round(start, 4), round(end, 4), f"{weight:+.1f}"]
        for (name, text, weight), (start, end) in zip(told, ends, strict=True)
    ]
