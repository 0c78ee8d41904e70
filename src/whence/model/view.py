"""What the tracer and the law look at: the rows, who is who, and what was read."""

from collections.abc import Mapping
from dataclasses import dataclass

from whence.model.party import Party, PlaceReading, Relation
from whence.model.rows import DocumentRow, Tables
from whence.model.source import Grade


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A row of the document register with the grade it earns, and why.

    `favours` marks a statement in its author's favour.
    """

    row: DocumentRow
    grade: Grade
    why: str
    favours: bool = False


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case after reading and screening, before tracing.

    `party_of` maps a mention key to a Party key. `places` maps (text, country) to
    what the gazetteer read in it, best first.
    """

    tables: Tables
    parties: Mapping[str, Party]
    party_of: Mapping[str, str]
    places: Mapping[tuple[str, str], tuple[PlaceReading, ...]]
    exhibits: tuple[Exhibit, ...]
    relations: tuple[Relation, ...]
    importer: str = ""
