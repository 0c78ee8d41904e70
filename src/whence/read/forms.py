"""Sheets that hold no table: instructions, and forms to fill in.

Supplier workbooks begin with both. Read as tables, "Company name" would be a header
and "Effective date" a company. A form, its questions at the left and one answer beside
each, is turned on its side: its questions are the header of a single row.
"""

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from whence.read.layout import LONG, folded, headers_of, is_number, is_worded
from whence.read.looks import EMAIL, kind_of_answer
from whence.read.rows import Sheet

WIDEST = 3  # filled cells of a form's row: the question, the answer, a remark
LONGEST = 400  # rows; set by hand, the longest questionnaire seen has some 250
FEWEST = 3  # questions
ENDS = (":", "：", "?", "？", "*", "(*)")
HALF, DISTINCT, KNOWN_LEAST = 0.5, 0.6, 3
NUMBERING = re.compile(r"\(?(\d{1,3}([.-]\d{1,3})*|[A-Za-z]|[ivxIVX]{1,4})[.):]?")
NUMBERED = re.compile(r"\(?(\d{1,3}(\.\d{1,3})*[.):]?|[A-Za-z][.)])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and its answer, and in which row of the file they stand."""

    line: int
    question: str
    answer: str


def is_text(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether a sheet is running text: one column under no known header.

    Args:
        sheet: one of several sheets of a workbook.
        known: folded header words.

    """
    filled = [i for i, values in enumerate(sheet.values) if any(values)]
    if not sheet.headers or sheet.kind or len(filled) > 1:
        return False
    return not any(folded(header) in known for header in sheet.headers)


def form_of(
    name: str,
    rows: Sequence[Sequence[str]],
    *,
    known: frozenset[str],
    words: frozenset[str],
) -> Sheet | None:
    """Turn a form on its side; None when the rows are those of a table.

    Args:
        name: of the sheet.
        rows: all rows of the sheet, from the first.
        known: folded headers.
        words: words of which headers are made.

    """
    pairs = _pairs(rows)
    if pairs is None or not _is_form(pairs, known, words):
        return None
    asked = [p for p in pairs if len(p.question) <= LONG]
    if not asked:
        return None
    headers, notes = headers_of([p.question for p in asked], len(asked))
    return Sheet(
        name=name,
        headers=headers,
        values=[[p.answer] for p in asked],
        codes=[array("i", [0]) for _ in asked],
        lines=array("i", [asked[0].line]),
        header_line=0,
        apart=0,
        aside=[],
        notes=[f"a form: {len(pairs)} answers, read as one row", *notes],
        form=[p.line for p in asked],
    )


def _pairs(rows: Sequence[Sequence[str]]) -> list[Pair] | None:
    """Give the questions that have an answer; None when a row is too wide."""
    if len(rows) > LONGEST:
        return None
    found: list[Pair] = []
    for line, row in enumerate(rows, 1):
        cells = [" ".join(c.split()) for c in row if c.strip()]
        # A merged cell stands in each column that it covers.
        cells = [c for i, c in enumerate(cells) if not i or c != cells[i - 1]]
        if len(cells) > 2 and NUMBERING.fullmatch(cells[0]):
            cells = cells[1:]
        if len(cells) > WIDEST:
            return None
        if len(cells) > 1:
            found.append(Pair(line, NUMBERED.sub("", cells[0], count=1), cells[1]))
    return found


def _is_form(
    pairs: Sequence[Pair], known: frozenset[str], words: frozenset[str]
) -> bool:
    """Whether the left cells ask and the right ones answer.

    They ask in words of headers, or by their marks; where no word is known, the answers
    tell: an e-mail address, a telephone, a day each once, as no column of a table has.
    """
    questions = [p.question for p in pairs]
    told = [is_number(q) or EMAIL.fullmatch(q) is not None for q in questions]
    if len(pairs) < FEWEST or any(told):
        return False
    if len(set(questions)) < DISTINCT * len(pairs):
        return False
    kinds = Counter(kind_of_answer(p.answer) for p in pairs)
    kinds.pop("text", None)
    if max(kinds.values(), default=0) > HALF * len(pairs):
        return False
    reached = kinds["e-mail"] + kinds["telephone"] + kinds["link"]
    if folded(pairs[0].answer) in known and not reached:
        return False  # the first row is the header of a table
    marked = sum(q.rstrip().endswith(ENDS) for q in questions)
    listed = sum(folded(q) in known for q in questions)
    worded = sum(
        q.rstrip().endswith(ENDS) or folded(q) in known or is_worded(q, words)
        for q in questions
    )
    least = HALF * len(pairs)
    if worded >= least and (marked >= least or listed >= KNOWN_LEAST or kinds):
        return True
    return len(kinds) > 1 and 0 < reached <= least
