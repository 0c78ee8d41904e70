"""Quantities and lots in running words: what went in, what came out, in sentences.

"Our works took in 2,160.8 kg of lot L-654; from these 1,798.6 kg were made, booked to
stock as lot NOR-396." A quantity belongs to the side that the nearest word before it
in its sentence names, else the nearest after it; a lot to the nearest quantity.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whence.model.paper import PaperText, Said
from whence.read.documents.values import DAY
from whence.read.numbers import grams_of, numbers
from whence.shelf.paper_words import told_flows, told_lots, told_records, told_units

SENTENCE = re.compile(r"(?<=[.;!])\s+(?=[A-Z(])|(?<=[。；！])\s*|\n\s*\n")
TOKEN = r"[A-Za-z0-9][A-Za-z0-9/_.-]*[A-Za-z0-9]"
AMOUNT = r"\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
LEAST = 30
"""Letters of the shortest stretch that is a sentence and no label."""


@dataclass(frozen=True, slots=True)
class Told:
    """A quantity told in a sentence: its flow (taken, made, waste), lots, goods."""

    flow: str
    number: float
    unit: str
    said: Said
    lots: tuple[Said, ...]
    goods: str


def told(paper: PaperText) -> tuple[Told, ...]:
    """Give the quantities that sentences of a record tell, with side and lots."""
    found: list[Told] = []
    for start, end in _sentences(paper.text):
        found += _in_sentence(paper, start, end)
    return tuple(found)


def told_number(paper: PaperText) -> Said | None:
    """Give the number of a record that its own words name: "under our record R-7"."""
    words = "|".join(map(re.escape, told_records()))
    match = re.search(rf"(?:{words})\s*[:：]?\s*({TOKEN})", paper.text, re.IGNORECASE)
    if match is None or not any(map(str.isdigit, match[1])):
        return None
    return _said(paper, match.start(1), match.end(1))


def told_day(paper: PaperText) -> Said | None:
    """Give the last day that the first sentence with a quantity names."""
    for start, end in _sentences(paper.text):
        if any(True for _ in _in_sentence(paper, start, end)):
            days = list(DAY.finditer(paper.text, start, end))
            return _said(paper, days[-1].start(), days[-1].end()) if days else None
    return None


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Give where sentences stand; lines of a paragraph are one, cells are none."""
    at = 0
    for mark in [*SENTENCE.finditer(text), None]:
        end = mark.start() if mark else len(text)
        last = text[at:end].rfind("\t")
        start = at if last < 0 else text.find("\n", at + last)
        if 0 <= start < end and end - start >= LEAST // (1 + _han(text[start:end])):
            yield start, end
        at = mark.end() if mark else end


def _han(text: str) -> int:
    return sum("㐀" <= ch <= "鿿" for ch in text) > len(text) / 4


def _in_sentence(paper: PaperText, start: int, end: int) -> Iterator[Told]:
    sentence = paper.text[start:end]
    units = "|".join(map(re.escape, told_units()))
    form = rf"(?<![A-Za-z0-9.,/-])({AMOUNT})\s*({units})(?![A-Za-z])"
    amounts = list(re.finditer(form, sentence, re.IGNORECASE))
    if not amounts:
        return
    marks = _flows(sentence)
    if not marks:
        return
    lots = _lots(paper, sentence, start)
    for at, match in enumerate(amounts):
        after = amounts[at + 1].start() if at + 1 < len(amounts) else len(sentence)
        read = numbers([" ".join(match[1].split())]).values[0]
        flow = _nearest(marks, match.start(), match.end())
        if read is None or not flow:
            continue
        first = 0 if at == 0 else amounts[at - 1].end()
        own = [said for place, said in lots if match.end() <= place < after]
        if not own and at == 0:
            own = [said for place, said in lots if first <= place < match.start()]
        yield Told(
            flow,
            read[0],
            match[2],
            _said(paper, start + match.start(), start + match.end()),
            tuple(own),
            " ".join(sentence[match.end() : after].split()),
        )


def _flows(sentence: str) -> list[tuple[int, int, str]]:
    """Give the words of a sentence that name a side, where each begins and ends."""
    found = []
    for flow, words in told_flows().items():
        for word in words:
            form = re.escape(word).replace(r"\ ", r"\s+")
            if word.isascii():
                form = rf"\b{form}\b"
            found += [
                (m.start(), m.end(), flow)
                for m in re.finditer(form, sentence, re.IGNORECASE)
            ]
    # The longest word at a place stands for all that lie in it.
    return [
        one for one in found
        if not any(o is not one and o[0] <= one[0] and one[1] <= o[1]
                   and o[1] - o[0] > one[1] - one[0] for o in found)
    ]  # fmt: skip


def _nearest(marks: list[tuple[int, int, str]], start: int, end: int) -> str:
    """Give the side of the last word before a quantity, else of the first after it."""
    before = [m for m in marks if m[1] <= start]
    if before:
        return max(before)[2]
    after = [m for m in marks if m[0] >= end]
    return min(after)[2] if after else ""


def _lots(paper: PaperText, sentence: str, start: int) -> list[tuple[int, Said]]:
    words = "|".join(map(re.escape, told_lots()))
    found = []
    for match in re.finditer(
        rf"(?<![A-Za-z])(?:{words})\s*(?:nos?\.|nos?\b|numbers?\b|号|#)?\s*[:：]?\s*({TOKEN})"
        rf"((?:\s*(?:,|and|、|和|及)\s*(?:{words})?\s*{TOKEN})*)",
        sentence,
        re.IGNORECASE,
    ):
        for part in re.finditer(TOKEN, match[0][match.start(1) - match.start() :]):
            if any(map(str.isdigit, part[0])) and grams_of(part[0]) is None:
                place = match.start(1) + part.start()
                end = start + place + len(part[0])
                found.append((place, _said(paper, start + place, end)))
    return found


def _said(paper: PaperText, start: int, end: int) -> Said:
    page = next((s.page for s in paper.spans if s.end > start), 1)
    return Said(paper.text[start:end], paper.file, page, start, end)
