"""The kind of a paper by its title, its labels and the name of its file."""

import re
from collections import defaultdict
from collections.abc import Collection
from pathlib import PurePosixPath

from whence.read.documents.goods import stages_of_work
from whence.read.documents.headings import number_label
from whence.read.documents.rows import Bit
from whence.shelf.documents import kinds
from whence.shelf.paper_words import (
    folded,
    holds,
    kind_words,
    known_commodities,
    record_words,
)

HEAD_ROWS = 14
NUMBER = re.compile(r"\d{3}")
LABELLED = 0.6
LONG = 70
WHOLE, PART, NAME, LABEL = 1.0, 0.55, 0.25, 0.2
"""What a title, a phrase inside one, the name of a file and a label each weigh."""


def kind_of_rows(
    rows: list[list[Bit]], file: str, own: set[str], named: Collection[str] = ()
) -> tuple[str, float, tuple[str, ...], str]:
    """Give kind, how sure, the reasons, and the title as it stands.

    `own` are the roles of labels found: a number of the kind's own speaks for it.
    `named` are the labels themselves: they speak of other papers as well.
    """
    score: dict[str, float] = defaultdict(float)
    why: dict[str, list[str]] = defaultdict(list)
    best, title = 0.0, ""
    labels = {said.strip(" .:：") for said in named}
    for place, row in enumerate(rows[:HEAD_ROWS]):
        for bit in row:
            for kind, weight, word in _titles(bit.text, bare=len(row) == 1):
                weight *= 1 - place / (4 * HEAD_ROWS)
                if _labels(row, bit, labels):
                    weight *= LABELLED
                if weight > score[kind]:
                    score[kind] = weight
                    why[kind] = [f'title "{bit.text.strip()}" holds "{word}"']
                if weight > best:
                    best, title = weight, bit.text.strip()
    for kind, word in _named(file):
        score[kind] += NAME
        why[kind].append(f'the name of the file holds "{word}"')
    for kind, role in kind_words().own_number.items():
        if role in own and kind in score:
            score[kind] += LABEL
            why[kind].append(f"it has a number of its own as {kinds()[kind].title}")
    _by_work(rows, own, score, why)
    ranked = sorted(score.items(), key=lambda kv: (-kv[1], kv[0]))
    if not ranked or ranked[0][1] < NAME:
        return "", 0.0, (), title
    kind, first = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    sure = min(first, 1.0) * (first / (first + second / 2))
    return kind, round(sure, 2), tuple(why[kind]), title


def _labels(row: list[Bit], bit: Bit, labels: Collection[str]) -> bool:
    """Whether words are a label and no title: "Commercial invoice | CI-1" may name
    another paper, and "Invoice No." stands on many.
    """
    if len(row) == 2 and bit is row[0] and NUMBER.search(row[1].text):
        return True
    named = len(row) > 1 and bit.text.strip(" .:：") in labels
    return named or bool(number_label(bit.text))


def _by_work(
    rows: list[list[Bit]],
    own: set[str],
    score: dict[str, float],
    why: dict[str, list[str]],
) -> None:
    """Know a record of production by the work it names, or the lots it took."""
    if not score or max(score.values()) < PART:
        for word in _records(rows):
            score["production_record"] = PART
            why["production_record"] = [f'title "{word}" names work and a record']
    if not score and own & {"lot_in"} and own & {"lot_out", "lot"}:
        score["production_record"] = PART
        why["production_record"] = ["it names the lots that went in and came out"]


def _records(rows: list[list[Bit]]) -> list[str]:
    """Give the title that names some work of a chain and a word for a record."""
    for row in rows[:HEAD_ROWS]:
        for bit in row:
            said = folded(bit.text)
            bare = len(bit.text) <= LONG and not re.search(r"[:：]", bit.text)
            if bare and any(holds(said, word) for word in record_words()):
                if any(stages_of_work(bit.text, c) for c in known_commodities()):
                    return [bit.text.strip()]
    return []


def _titles(text: str, *, bare: bool) -> list[tuple[str, float, str]]:
    """Give the kinds a piece of the head names, each with its weight."""
    if len(text) > LONG or (re.search(r"[:：]\s*\S", text) and not bare):
        return []
    if ":" in text or "：" in text:
        return []
    said = folded(text)
    words = kind_words()
    found: dict[str, tuple[float, str]] = {}
    for word, kind in words.titles.items():
        if not word or not holds(said, word):
            continue
        whole = len(word) / max(len(said), 1)
        if word in words.weak and whole < 1:
            continue
        weight = WHOLE if whole == 1 else PART + (WHOLE - PART) * whole
        if weight > found.get(kind, (0.0, ""))[0]:
            found[kind] = (weight, word)
    return [
        (kind, weight, word)
        for kind, (weight, word) in found.items()
        if not any(word != w and holds(w, word) for _, w in found.values())
    ]


def _named(file: str) -> list[tuple[str, str]]:
    said = folded(PurePosixPath(file.rsplit(" > ", 1)[-1]).stem)
    words = kind_words()
    found = [
        (kind, word)
        for word, kind in words.titles.items()
        if word and word not in words.weak and holds(said, word)
    ]
    best = max((len(word) for _, word in found), default=0)
    return [(kind, word) for kind, word in found if len(word) == best][:1]
