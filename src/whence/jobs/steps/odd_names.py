"""Names that are odd as texts, or say nothing that could be compared.

odd   one sentence for each oddity among the parties of a table
"""

from collections.abc import Iterator, Sequence

from whence.model.findings import PartyFinding
from whence.model.name import TokenKind
from whence.normalise import oddities
from whence.normalise.names import normal

NO_LETTER = "It holds no letter and no digit; there is nothing to compare."
FORM_ONLY = "It says nothing but the form of a firm; there is nothing to compare."


def odd(parties: Sequence[PartyFinding]) -> tuple[str, ...]:
    """Say which names are odd as texts, or empty of anything to compare: they would
    look like nothing found. One name stands for all that are odd in one way."""
    found: dict[str, str] = {}
    for party in parties:
        for name in () if party.masked else party.names:
            for note in _notes(name):
                found.setdefault(note, name)
    return tuple(f"{name[:60]!r}: {note}" for note, name in found.items())


def _notes(name: str) -> Iterator[str]:
    yield from oddities.notes(name)
    if not oddities.readable(name):
        yield NO_LETTER
    elif all(t.kind is TokenKind.FORM for t in normal(name).tokens):
        yield FORM_ONLY
