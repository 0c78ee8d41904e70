"""The long tables of the printed dossier: parties, inputs, lists, evidence rows."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Protocol

from whence.model.findings import (
    Findings,
    InputFinding,
    JoinFinding,
    PartyFinding,
)
from whence.model.party import Relation
from whence.model.table import SetAside
from whence.report import words
from whence.report.cited import Cited, spans
from whence.report.partyword import NOTHING
from whence.report.view import View

Tree = dict[str, Any]


class Sheet(Protocol):
    """What a table needs of the paper it stands on."""

    f: Findings
    view: View
    cited: Cited

    @property
    def bounds(self) -> Any:
        """Give how much is printed."""

    def left(self, rest: int, key: str, what: str = "") -> str:
        """Count what is left out."""

    def names(self, keys: Sequence[str]) -> list[list[str]]:
        """Name consignments with where they stand."""


def parties(paper: Sheet) -> Tree:
    """Give the parties, those with a word first, and their relations."""
    ordered = words.parties_in_order(paper.f)
    kept = ordered[: paper.bounds.parties]
    flagged = [p for p in kept if p.word != NOTHING]
    return {
        "rows": [_party(paper, p) for p in flagged],
        "others": [_party(paper, p) for p in kept[len(flagged) :]],
        "others_all": len(kept) - len(flagged),
        "rest": paper.left(len(ordered) - len(kept), "cut", "parties"),
        "relations": [_relation(paper, r) for r in paper.f.relations],
    }


def _relation(paper: Sheet, r: Relation) -> Tree:
    text = paper.view.relation(r)
    rows = paper.cited.numbers((r.source,), PARTS["parties"])
    paper.cited.say((r.source,), text)
    return {"text": text, "grade": r.grade.value, "rows": rows}


def _party(paper: Sheet, p: PartyFinding) -> Tree:
    places = paper.view.places(p)
    return {
        "name": p.name,
        "names": [n for n in p.names if n != p.name],
        "masked": p.masked,
        "word": "" if p.word == NOTHING else p.word,
        "grade": p.best_grade.value,
        "roles": ", ".join(p.roles),
        "places": [list(x) for x in places[:4]],
        "more_places": max(0, len(places) - 4),
        "codes": [list(i) for i in p.identifiers],
        "goods": paper.names(p.consignments[:3]),
        "more": max(0, len(p.consignments) - 3),
    }


def limits(f: Findings) -> list[tuple[list[tuple[int, str]], str]]:
    """Number what the run cannot say; what has one remedy in a row has it once."""
    numbered = enumerate(f.limits, 1)
    return [
        ([(number, point.text) for number, point in points], remedy)
        for remedy, points in groupby(numbered, key=lambda x: x[1].remedy)
    ]


def inputs(paper: Sheet) -> Tree:
    """Give what was read, what was set aside, and the lists with their gates."""
    f = paper.f
    aside = f.set_aside[: paper.bounds.aside]
    left_out = len(f.set_aside) - len(aside)
    differing = [j for j in f.joins if j.conflicts]
    return {
        "rows": [_input(i) for i in f.inputs],
        "joins_all": len(f.joins),
        "joins": [_join(paper, j) for j in differing[: paper.bounds.aside]],
        "joins_rest": paper.left(
            len(differing) - paper.bounds.aside, "cut", "joined entry lines"
        ),
        "aside": _aside(aside),
        "aside_rest": f"{left_out} more stand in set_aside.csv." if left_out else "",
        "lists": [
            {
                "title": x.title,
                "invented": x.invented,
                "publisher": x.publisher,
                "reference": x.reference,
                "cells": [
                    x.version,
                    str(x.published or "not known"),
                    str(x.retrieved or "not known"),
                    str(x.rows),
                    x.gate,
                    x.coverage,
                ],
            }
            for x in f.lists
        ],
        "gates": [
            f"{g.list_key} {'passes' if g.passes else 'does not pass'}: {g.reason}"
            for g in f.gates
        ],
    }


def _join(paper: Sheet, j: JoinFinding) -> Tree:
    entry = f"Entry {j.entry_number}, line {j.line}"
    conflicts = "; ".join(j.conflicts)
    rows = paper.cited.note(j.sources, PARTS["inputs"])
    paper.cited.say(j.sources, f"{entry}; they disagree: {conflicts}")
    return {"text": entry, "conflicts": conflicts, "rows": rows}


def _aside(aside: Sequence[SetAside]) -> list[list[str]]:
    """Group what was set aside by file, column, reason and remedy, in order."""
    held: dict[tuple[str, ...], list[SetAside]] = {}
    for s in aside:
        at = s.source
        key = (at.name, at.sheet, at.column, s.extent.value, s.reason, s.remedy)
        held.setdefault(key, []).append(s)
    return [
        [
            ", ".join(x for x in (name, sheet) if x),
            _rows(found, column),
            extent,
            reason.replace("-", " "),
            found[0].detail,
            remedy,
        ]
        for (name, sheet, column, extent, reason, remedy), found in held.items()
    ]


def _rows(found: Sequence[SetAside], column: str) -> str:
    rows = [s.source.row for s in found if s.source.row]
    word = "row" if len(rows) == 1 else "rows"
    told = f"{word} {spans(rows)}" if rows else "whole"
    return f'{told}, column "{column}"' if column else told


def _input(i: InputFinding) -> Tree:
    counts = (i.rows_in, i.rows_used, i.rows_merged, i.rows_set_aside, i.rows_apart)
    mapped = [[m.header, m.role, f"{m.confidence * 100:.0f} %"] for m in i.mapping]
    return {
        "name": f"{i.name}, {i.sheet}" if i.sheet else i.name,
        "sha": i.sha256[:16],
        "kind": i.kind,
        "counts": [str(n) for n in counts],
        "mapped": mapped,
        "confidence": f"{i.mapping_confidence * 100:.0f} %",
        "unmapped": ", ".join(i.unmapped),
        "dropped": ", ".join(i.dropped),
        "notes": list(i.notes),
    }


def evidence(paper: Sheet) -> Tree:
    """Give every cited row with what was read in it, grouped by file and sheet."""
    rows = list(paper.cited.rows.values())
    kept = rows[: paper.bounds.evidence]
    files: dict[tuple[str, str, str], None] = {}
    for row in kept:
        files.setdefault((row.key[1], row.key[2], row.key[0]))
    return {
        "files": [
            [f"{name}, {sheet}" if sheet else name, sha256]
            for name, sheet, sha256 in sorted(files)
        ],
        "rows": [
            [
                f"E{row.number}",
                f"{row.key[1]}, {row.key[2]}" if row.key[2] else row.key[1],
                row.place,
                ", ".join(row.columns),
                row.told(SAID),
                row.cited_in[:CITED],
                max(0, len(row.cited_in) - CITED),
            ]
            for row in kept
        ],
        "rest": paper.left(len(rows) - len(kept), "cut", "evidence rows"),
    }


PARTS = {"parties": "Parties", "inputs": "Rows joined"}
"""What a row is cited in that no consignment cites."""

SAID = 4
"""Statements printed of one row; a bill of materials can be read a hundred times."""

CITED = 12
"""Consignments named beside one row."""
