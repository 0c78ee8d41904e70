"""The head of a notice of detention, read by its labels."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from whence.model.docket import Fact, Header, Mark
from whence.shelf.notices import labels, layouts

FORMS = ("%m/%d/%Y", "%Y-%m-%d", "%m-%d-%Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y")
"""How a form of the United States writes a day; the month stands first."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says. `layout` is "" where it is of none that is known; `unread`
    are fields whose value is no date that can be read."""

    header: Header
    facts: tuple[Fact, ...]
    layout: str
    unread: tuple[str, ...] = ()


def notice_of(text: str) -> Notice:
    """Read a notice's text; of two values of one field the first counts.

    >>> lines = "Notice of Detention", "Date of Detention: 03/09/2026"
    >>> notice_of(chr(10).join(lines)).facts[0].day.isoformat()
    '2026-03-09'
    """
    plain = " ".join(text.casefold().split())
    layout = next(
        (x.title for x in layouts() if any(mark in plain for mark in x.marks)), ""
    )
    texts: dict[str, str] = {}
    days: dict[str, Fact] = {}
    unread: list[str] = []
    for label, sort, field, value in _pairs(text):
        if sort == "text":
            texts.setdefault(field, value)
        elif sort == "date" and field not in days:
            day = _day(value)
            if day is None:
                unread.append(f"{label}: {value}")
            else:
                days[field] = Fact(Mark(field), day, f"notice: {label} {value}")
    header = Header(layout=layout, **texts)
    return Notice(header, tuple(days.values()), layout, tuple(unread))


def _pairs(text: str) -> list[tuple[str, str, str, str]]:
    """Find (label, sort, field, value), where a label is followed by a value."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = []
    for number, line in enumerate(lines):
        hits = list(_pattern().finditer(line))
        starts = [hit.start() for hit in hits[1:]]
        for hit, end in zip(hits, [*starts, len(line)], strict=False):
            value = line[hit.end() : end].strip(" \t:;|-")
            alone = len(hits) == 1 and not line[: hit.start()].strip()
            if not value and alone and number + 1 < len(lines):
                below = lines[number + 1]
                value = "" if _pattern().match(below) else below
            label = " ".join(hit["label"].casefold().split())
            sort, field = labels()[label]
            if value:
                found.append((label, sort, field, value))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    """Match a label at the start of a line or after a gap, with its colon."""
    longest = sorted(labels(), key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, w.split())) for w in longest)
    return re.compile(
        rf"(?:^|(?<=\s\s)|(?<=\t)|(?<=\|\s))(?P<label>{words})\s*(?::|$|(?=\s\s|\t))",
        re.IGNORECASE,
    )


def _day(value: str) -> date | None:
    """Read a day as an American form writes it; None rather than a guess."""
    for form in FORMS:
        for part in (value, " ".join(value.split()[:1]), " ".join(value.split()[:3])):
            try:
                return datetime.strptime(part.strip(" ,."), form).date()  # noqa: DTZ007
            except ValueError:
                continue
    return None
