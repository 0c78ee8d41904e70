"""trade.gov's consolidated list, as one JSON document or as CSV."""

import re
from collections.abc import Mapping
from typing import Any

from whence.model.listfile import ListFile, ListRow
from whence.read.lists.cells import HAN, day_in, folded
from whence.read.lists.door import Door, codes_in, many
from whence.read.lists.spec import Spec

PERSONAL = ("dates_of_birth", "places_of_birth", "citizenships")


def csl_documents(results: list[Any], spec: Spec) -> ListFile:
    """Read the records of the JSON document."""
    door = Door(spec)
    for record in results:
        if isinstance(record, dict):
            _record(record, _ids(record), door)
    return door.file("csl")


def csl_table(rows: list[list[str]], spec: Spec) -> ListFile:
    """Read the CSV of the same records; several values of a cell are parted by `;`."""
    header = [folded(cell) for cell in rows[0]]
    door = Door(spec)
    for cells in rows[1:]:
        one = dict(zip(header, cells, strict=False))
        address = one.get("addresses", "").split(";")[0]
        tail = address.rpartition(",")[2].strip().upper()
        record = {
            **one,
            "alt_names": many(one.get("alt names", "")),
            "addresses": [{"country": tail if len(tail) == 2 else ""}],
            **{key: one.get(folded(key), "") for key in (*PERSONAL, "start_date")},
        }
        _record(record, one.get("ids", ""), door)
    return door.file("csl")


def _record(record: Mapping[str, Any], ids: str, door: Door) -> None:
    names = [str(n) for n in record.get("alt_names") or ()]
    countries = [str(a.get("country") or "") for a in record.get("addresses") or ()]
    row = ListRow(
        str(record.get("name") or ""),
        tuple(n for n in names if not HAN.search(n)),
        local=tuple(n for n in names if HAN.search(n)),
        section=str(record.get("source") or "").partition(" - ")[0],
        day=day_in(str(record.get("start_date") or ""), month_first=True),
        country=next((c for c in countries if re.fullmatch("[A-Z]{2}", c)), ""),
        identifiers=codes_in(ids),
        raw=str(record.get("name") or ""),
    )
    personal = any(record.get(key) for key in PERSONAL)
    if row.name:
        door.admit(row, str(record.get("type") or ""), personal=personal)


def _ids(record: Mapping[str, Any]) -> str:
    rows = record.get("ids") or ()
    return " ".join(str(r.get("number") or "") for r in rows if isinstance(r, dict))
