"""Former names from a sheet of relations: which names of the store are one firm's.

Only a former name makes two names one party. Owners, parents and sisters are other
firms, and a branch is another place: what they are to each other joins nobody.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whence.engine.duck import Duck, texts
from whence.errors import InputError
from whence.jobs.steps.bringing import mapped_tables
from whence.model.party import RelationKind
from whence.read.files import read_file
from whence.read.typed import type_tables
from whence.shelf.letters import plain
from whence.store.case import Case

WHY = "former name: {}"


@dataclass(frozen=True, slots=True)
class Former:
    """One row that says a firm had another name: both sides, and where it stands."""

    names: tuple[tuple[str, ...], tuple[str, ...]]
    lands: tuple[str, str]
    where: str

    def told(self) -> list[object]:
        """Give it as plain values, to be kept with a generation."""
        return [[list(side) for side in self.names], list(self.lands), self.where]


def former_of(told: Sequence[Any]) -> tuple[Former, ...]:
    """Give what a generation kept, as `Former.told` wrote it."""
    return tuple(
        Former((tuple(left), tuple(right)), (here, there), where)
        for (left, right), (here, there), where in told
    )


def read_former(
    case: Case, path: Path, *, accept: bool
) -> tuple[tuple[Former, ...], int]:
    """Read a sheet of relations.

    Returns:
        its former names, and how many other relations it states.

    Raises:
        NeedsMapping: a table is unclear; the question stands in `case.toml`.
        InputError: the file is no table, or states no relations.
        Refused: the file is a list of people.

    """
    pairs = mapped_tables(case, list(read_file(path, work=case.tmp)), accept)
    rows = type_tables(pairs, key=case.key).tables.ownership
    if not rows:
        raise InputError(
            "states no relation between firms.",
            where=str(path),
            remedy="Bring a table with the columns owner, owned and relation, such as"
            " `former name`.",
        )
    case.add_input(path)
    former = tuple(
        Former(
            (row.owner.names, row.owned.names),
            (row.owner.country, row.owned.country),
            f"{row.source.name} row {row.source.row}",
        )
        for row in rows
        if row.kind is RelationKind.FORMER_NAME
    )
    return former, len(rows) - len(former)


def same_firms(duck: Duck, former: Sequence[Former]) -> Iterator[tuple[str, str, str]]:
    """Yield (group, group, why) of those that former names make one, in a fixed order.

    A name that several groups of the store bear, or none, joins nobody. The connection
    must see `grouped` and `forms`.
    """
    if not former:
        return
    groups = _groups(duck, sorted({n for f in former for s in f.names for n in s}))
    for row in sorted(former, key=lambda f: (f.where, f.names)):
        sides = [
            {rep for name in names for rep in _meant(groups.get(name, ()), land)}
            for names, land in zip(row.names, row.lands, strict=True)
        ]
        if all(len(side) == 1 for side in sides):
            (left,), (right,) = sides
            if left != right:
                yield left, right, WHY.format(row.where)


def _groups(
    duck: Duck, names: Sequence[str]
) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Give (country, group) of each name, as the store writes it."""
    bare = {name: name if name.isascii() else plain(name) for name in names}
    duck.table("asked", {"t": texts(sorted(set(bare.values())))})
    writing = {str(t): str(w) for t, w in duck.rows("fold_names")}
    duck.table("asked", {"writing": texts(sorted(set(writing.values())))})
    held: dict[str, list[tuple[str, str]]] = {}
    for written, land, rep in duck.rows("named_groups"):
        held.setdefault(written, []).append((land, rep))
    return {name: tuple(held.get(writing[b], ())) for name, b in bare.items()}


def _meant(groups: Sequence[tuple[str, str]], land: str) -> set[str]:
    """Give the groups a name can mean in a country, "" when that is not said."""
    return {rep for side, rep in groups if not land or side in ("", land)}
