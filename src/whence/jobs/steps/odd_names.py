"""Names that are odd as texts, or say nothing that could be compared.

odd   one sentence for each oddity among the parties of a table
"""

import re
from collections.abc import Iterator, Sequence

from whence.model.findings import PartyFinding
from whence.model.name import TokenKind
from whence.normalise import oddities
from whence.normalise.names import normal
from whence.report.counting import counted

WAY = re.compile(r"[;:\d]")
"""What a note says before this is the way in which a name is odd."""
NO_LETTER = "It holds no letter and no digit; there is nothing to compare."
FORM_ONLY = "It says nothing but the form of a firm; there is nothing to compare."


def odd(parties: Sequence[PartyFinding]) -> tuple[str, ...]:
    """Say which names are odd as texts, or empty of anything to compare: they would
    look like nothing found. One name stands for all that are odd in one way, and is
    told with how many they are."""
    found: dict[str, list[tuple[str, str]]] = {}
    for party in parties:
        told: set[str] = set()
        for name in () if party.masked else party.names:
            for note in _notes(name):
                way = WAY.split(note)[0]
                if way not in told:
                    told.add(way)
                    found.setdefault(way, []).append((name, note))
    return tuple(
        f"{rows[0][0][:60]!r}: {rows[0][1]}{_more(len(rows) - 1)}"
        for rows in found.values()
    )


def _more(count: int) -> str:
    if not count:
        return ""
    return f" So {'is' if count == 1 else 'are'} {counted(count, 'more name')}."


def _notes(name: str) -> Iterator[str]:
    yield from oddities.notes(name)
    if not oddities.readable(name):
        yield NO_LETTER
    elif all(t.kind is TokenKind.FORM for t in normal(name).tokens):
        yield FORM_ONLY
