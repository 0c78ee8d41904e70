"""Which lists a table is held against: keys, descriptions, or tables of names.

chosen        the lists asked for
seen          the day of a list
versions_of   their names and days in one line
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from whence.errors import UsageError
from whence.jobs.steps.own_names import names_list
from whence.model.findings import ListFinding
from whence.model.listing import Edition
from whence.shelf.lists import editions
from whence.store.case import Case

DESCRIPTIONS = (".yml", ".yaml")


def chosen(case: Case, lists: Sequence[str], *, as_of: date) -> tuple[Edition, ...]:
    """Pick the lists asked for; a file of names is one for this run.

    Raises:
        UsageError: there is no such list and no such file.

    """
    files = [Path(name) for name in lists if Path(name).is_file()]
    described = [p for p in files if p.suffix.lower() in DESCRIPTIONS]
    keys = [n for n in lists if not Path(n).is_file()]
    held = {e.list_key: e for e in editions(as_of, (*case.list_files(), *described))}
    if not lists:
        return tuple(held.values())
    for key in keys:
        if key not in held:
            raise UsageError(
                f"there is no list and no file {key!r}.",
                where="--list",
                remedy=f"Lists held: {', '.join(sorted(held))}.",
            )
    plain = {e.list_key: e.sha256 for e in editions(as_of, case.list_files())}
    # What a description brings: a list of its own, or more of one that is held.
    own = {key for key, e in held.items() if plain.get(key) != e.sha256}
    wanted = {*keys, *own}
    chosen = {key: held[key] for key in wanted}
    for path in files:
        if path not in described:
            edition = names_list(path, work=case.tmp)
            chosen[edition.list_key] = edition
    return tuple(chosen[key] for key in sorted(chosen))


def seen(held: Edition | ListFinding) -> date | None:
    """Give the last day on which a list was published or retrieved."""
    return max((d for d in (held.published, held.retrieved) if d), default=None)


def versions_of(used: Sequence[Edition]) -> str:
    """Name the lists and their days, for a cell."""
    return "; ".join(f"{e.list_key} {seen(e) or e.sha256[:16]}" for e in used)
