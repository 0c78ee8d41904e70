"""A run's findings in the forms that other programs read: what each keeps and loses.

Written    a text, what it holds, and what its form cannot say
the rest   what every form needs to read of the findings
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Found = Mapping[str, Any]
"""What `findings.json` holds, as read."""

HOME = "https://whence.invalid/"
"""Names that lead nowhere (RFC 2606): our keys are no web pages, no numbers of GS1."""


@dataclass(slots=True)
class Written:
    """A file's text, how many of what stands in it, and what the form cannot say."""

    text: str = ""
    kept: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)


Writer = Callable[[Found], Written]


def parties_of(found: Found) -> dict[str, Found]:
    """Give the parties by key."""
    return {party["id"]: party for party in found["parties"]}


def codes_of(party: Found) -> dict[str, str]:
    """Give the first code of each kind."""
    codes: dict[str, str] = {}
    for one in party["identifiers"]:
        codes.setdefault(one["kind"], one["code"])
    return codes


def country_of(party: Found) -> str:
    """Give the country's code of two letters, "" where only a word stands."""
    code: str = party["country"]
    return code if re.fullmatch("[A-Z]{2}", code) else ""


def relations_of(found: Found) -> Iterator[Found]:
    """Give each relation once: the same statement in several files is one."""
    seen: set[tuple[object, ...]] = set()
    for one in found["relations"]:
        span = one["span"]
        mark = (one["left"], one["kind"], one["right"], span["start"], span["end"])
        if mark not in seen:
            seen.add(mark)
            yield one


def day_in(span_end: str | None) -> str:
    """Give a day of a span, "" where it is open.

    >>> day_in("0001-01-01"), day_in(None), day_in("2019-05-01")
    ('', '', '2019-05-01')
    """
    return "" if not span_end or span_end.startswith("0001-") else span_end


def said_of(source: Found) -> str:
    """Say where a fact was read."""
    sheet = f', sheet "{source["sheet"]}"' if source["sheet"] else ""
    row = f", row {source['row']}" if source["row"] else ""
    return f"{source['name']}{sheet}{row}"
