"""The columns of a table as evidence: what headers, values and neighbours say of each.

columns_of   the columns that may have a role, and those about persons
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from whence.model.table import RawTable
from whence.read.grammar import languages_of
from whence.read.headings import ENOUGH, KNOWN, is_person, meanings_of
from whence.read.signs import is_personal, look_of, sample_of
from whence.read.somebody import are_people
from whence.shelf.heads import PERSON, import_side
from whence.shelf.tables import table_kinds

# A header whose words are all known is known, listed or not.
KNOWN_FROM = 0.85
# What parts the names of a path, and how many fields of one part show that it is one.
PATH, FIELDS = "/", 3
# A header that names no party belongs to the party before it: "Shipper, Address,
# Country, Consignee, Address, Country". Less sure than a header that says whose it is.
BESIDE = 0.8
# Persons under a party's header ("Vendor", "Buyer"): whoever trades in his own name is
# one too, so that they may be the party where no other column is.
PERSONS = 0.8
# What a neighbour may belong to, by the meaning of the party's own header.
OWNERS: Mapping[str, str] = {
    "exporter_name": "exporter",
    "name": "exporter",
    "importer_name": "importer",
    "manufacturer_name": "manufacturer",
    "notify_name": "notify",
}
BELONGINGS = {"address": "address", "country": "country", "partner": "country"}
# What may stand between a party and what belongs to it.
BETWEEN = frozenset(("address", "country", "city", "province", "postal_code", "_known"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place, its header's meanings with scores, distinct values that say
    something, and the share of its cells that are filled.

    `speaks` says whether the values may stand for a role that no header names, `people`
    whether they are names of persons.
    """

    index: int
    header: str
    meanings: Mapping[str, float]
    sample: tuple[str, ...]
    fill: float
    speaks: bool = True
    people: bool = False

    @property
    def leading(self) -> str:
        """Give what the header says first of all, "" when nothing."""
        return max(self.meanings, key=lambda m: self.meanings[m], default="")

    @property
    def said(self) -> float:
        """Give how surely the header says something, 0 when nothing."""
        return max(self.meanings.values(), default=0.0)

    @property
    def is_told(self) -> bool:
        """Whether the header says enough of what stands under it."""
        return self.said >= ENOUGH

    @property
    def is_somebody(self) -> bool:
        """Whether persons stand under a header that a firm may have too: "Buyer"."""
        return self.people and self.leading in _parties()

    @property
    def length(self) -> float:
        """Give how long the texts are, beside one of a hundred letters."""
        mean = sum(map(len, self.sample)) / max(1, len(self.sample))
        return min(1.0, mean / 100)

    @property
    def is_known(self) -> bool:
        """Whether every word of the header is known."""
        return self.said >= KNOWN_FROM


@cache
def _parties() -> frozenset[str]:
    """Give the meanings of headers under which names of parties stand."""
    rules = (r for kind in table_kinds().values() for r in kind.roles.values())
    return frozenset(m for r in rules if r.type == "name" for m, _ in r.meanings)


def columns_of(raw: RawTable) -> tuple[list[Column], tuple[str, ...]]:
    """Give the columns that may have a role, and the headers of those about persons."""
    spoken = languages_of([column.header for column in raw.columns])
    said = _without_paths([column.header for column in raw.columns])
    columns = [_column(raw, i, said[i], spoken) for i in range(len(raw.columns))]
    dropped = tuple(
        c.header
        for c, head in zip(columns, said, strict=True)
        if is_person(head, spoken)
        or is_personal(c.sample)
        or (c.people and not (c.is_told and c.leading != KNOWN))
    )
    kept = [c for c in _beside(_sided(columns)) if c.header not in dropped]
    return kept, dropped


def _without_paths(headers: Sequence[str]) -> list[str]:
    """Leave out the path that a program sets before the fields of one of its parts.

    >>> _without_paths(["Order", "Lines/Item", "Lines/Qty", "Lines/Unit", "N/A"])
    ['Order', 'Item', 'Qty', 'Unit', 'N/A']
    """
    paths = Counter(h.rpartition(PATH)[0] for h in headers)
    return [
        h.rpartition(PATH)[2] if paths[h.rpartition(PATH)[0]] >= FIELDS else h
        for h in headers
    ]


def _sided(columns: Sequence[Column]) -> list[Column]:
    """Say which party buys where a table of imports names only ours and theirs."""
    side = import_side()
    leading = {c.leading for c in columns}
    if side.told_by not in leading or side.ours not in leading:
        return list(columns)
    return [
        replace(c, meanings={side.turned.get(m, m): s for m, s in c.meanings.items()})
        for c in columns
    ]


def _column(raw: RawTable, index: int, header: str, spoken: tuple[str, ...]) -> Column:
    column = raw.columns[index]
    blank = column.values.index("") if "" in column.values else -1
    filled = float((column.codes != blank).mean()) if len(raw) else 0.0
    sample = tuple(sample_of(column.values))
    look = look_of(sample)
    said = meanings_of(header, spoken, look)
    meanings = {m: score for m, score in said.items() if m != PERSON}
    if look == "country":
        meanings = {_land_of(m): score for m, score in meanings.items()}
    people = are_people(sample)
    if people:
        meanings = {m: PERSONS * score for m, score in meanings.items()}
    return Column(index, column.header, meanings, sample, filled, people=people)


def _land_of(meaning: str) -> str:
    """Give what a party's header means over countries: "Exporters: China, Peru"."""
    return f"{OWNERS[meaning]}_country" if meaning in OWNERS else meaning


def _beside(columns: Sequence[Column]) -> list[Column]:
    """Give an address or country without a party to the party before it."""
    found: list[Column] = []
    owner = ""
    for column in columns:
        first = column.leading
        if first in OWNERS:
            owner = OWNERS[first]
        elif owner and (what := BELONGINGS.get(first)):
            theirs = {f"{owner}_{what}": BESIDE * column.meanings[first]}
            column = replace(column, meanings={**theirs, **column.meanings})
        elif first not in BETWEEN and not (owner and first.startswith(f"{owner}_")):
            owner = ""
        found.append(column)
    return found
