"""Saved column mappings: the `[[mapping]]` tables of `case.toml`."""

from collections.abc import Mapping as Dict
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

from whence.model.table import ColumnRole, Mapping, TableKind
from whence.store.config import document_of, tables_of, wrong

# The role of a person column: it was seen, counted and not read.
DROPPED = "not read"
SAVED = "saved in case.toml"


def mappings_of(text: str, path: Path) -> tuple[Mapping, ...]:
    """Read the saved mappings; a blank role is an unmapped column.

    Raises:
        InputError: a kind is unknown or a table is not as it should be; names the
            line and lists what exists.

    """
    plain: dict[str, Any] = document_of(text, path).unwrap()
    rows = tables_of(plain, "mapping", path, text=text)
    return tuple(_mapping(row, path, text) for row in rows)


def with_mappings(text: str, mappings: tuple[Mapping, ...], path: Path) -> str:
    """Write mappings into a `case.toml`, each in the place of its older self.

    A mapping is known by the fingerprint of its header and the sheet's name; what
    the user wrote about other tables, and all comments, stay.
    """
    document = document_of(text, path)
    saved = document.get("mapping")
    if not isinstance(saved, AoT):
        saved = tomlkit.aot()
        document["mapping"] = saved
    for mapping in mappings:
        key = (mapping.fingerprint, mapping.sheet)
        place = next((i for i, row in enumerate(saved) if _key(row) == key), None)
        if place is None:
            saved.append(_table(mapping))
        else:
            _refresh(saved[place], mapping)
    if not len(saved):
        del document["mapping"]
    return tomlkit.dumps(document)


def _key(row: Dict[str, Any]) -> tuple[str, str]:
    return str(row.get("fingerprint", "")), str(row.get("sheet", ""))


def _mapping(row: dict[str, Any], path: Path, text: str) -> Mapping:
    kinds = [kind.value for kind in TableKind]
    if row.get("kind") not in kinds:
        what = f"{row.get('kind')!r} is no kind of table."
        raise wrong(path, text, "kind", what, remedy=f"One of: {', '.join(kinds)}.")
    roles, accepted = row.get("columns", {}), row.get("accepted", True)
    if not isinstance(roles, dict) or not all(
        isinstance(r, str) for r in roles.values()
    ):
        remedy = 'Under [mapping.columns] write `"Header" = "role"`.'
        raise wrong(path, text, "mapping.columns", "is not so.", remedy=remedy)
    if not isinstance(accepted, bool):
        remedy = "Write `accepted = true` when the roles are right."
        raise wrong(path, text, "accepted", "is not true or false.", remedy=remedy)
    try:
        columns = tuple(
            ColumnRole.of(header, role, SAVED)
            for header, role in roles.items()
            if role and role != DROPPED
        )
    except ValueError:
        remedy = 'After the comma write "day first" or "month first".'
        raise wrong(
            path, text, "mapping.columns", "is not so.", remedy=remedy
        ) from None
    return Mapping(
        name=str(row.get("file", "")),
        sheet=str(row.get("sheet", "")),
        fingerprint=str(row.get("fingerprint", "")),
        kind=TableKind(row["kind"]),
        confidence=1.0,
        columns=columns,
        unmapped=tuple(h for h, r in roles.items() if not r),
        dropped=tuple(h for h, r in roles.items() if r == DROPPED),
        accepted=accepted,
    )


def _roles(mapping: Mapping) -> dict[str, str]:
    roles = {column.header: column.told for column in mapping.columns}
    roles.update(dict.fromkeys(mapping.unmapped, ""))
    roles.update(dict.fromkeys(mapping.dropped, DROPPED))
    return roles


def _table(mapping: Mapping) -> Table:
    table = tomlkit.table()
    if mapping.missing:
        table.add(tomlkit.comment(f"no column found for: {', '.join(mapping.missing)}"))
    for doubt in mapping.doubts:
        table.add(tomlkit.comment("".join(c for c in doubt if c.isprintable())))
    if not mapping.accepted:
        table.add(tomlkit.comment("correct the roles, then write accepted = true"))
    table["file"] = mapping.name
    table["sheet"] = mapping.sheet
    table["fingerprint"] = mapping.fingerprint
    table["kind"] = mapping.kind.value
    table["accepted"] = mapping.accepted
    table["confidence"] = round(mapping.confidence, 2)
    why = {column.header: _why(column) for column in mapping.columns}
    columns = tomlkit.table()
    for header, role in _roles(mapping).items():
        item = tomlkit.item(role)
        if why.get(header):
            item.comment(why[header])
        columns[header] = item
    table["columns"] = columns
    return table


def _why(column: ColumnRole) -> str:
    """Say beside a role how sure it is and why, for the person who checks it."""
    reason = "".join(c for c in column.reason if c.isprintable())
    return f"{column.confidence:.2f} {reason}".strip()


def _refresh(row: Any, mapping: Mapping) -> None:
    """Bring a saved table up to date, touching only what differs."""
    wanted = {
        "file": mapping.name,
        "sheet": mapping.sheet,
        "kind": mapping.kind.value,
        "accepted": mapping.accepted,
    }
    for name, value in wanted.items():
        if row.get(name) != value:
            row[name] = value
    if "columns" not in row:
        row["columns"] = tomlkit.table()
    for header, role in _roles(mapping).items():
        if row["columns"].get(header) != role:
            row["columns"][header] = role
