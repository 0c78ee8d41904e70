"""Files of records to rows: CSV, trade.gov, OFAC, FollowTheMoney. Organisations only.

A person is dropped here, at the door, and only counted; so is a record that nothing
shows to be an organisation, for it may be a person.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from whence.errors import InputError
from whence.model.listfile import ListFile, ListRow
from whence.read.lists.cells import HAN, day_in, folded, is_organisation
from whence.read.lists.names import entity, targets
from whence.read.lists.pages import columns_of
from whence.read.lists.sanctions import listed_from
from whence.read.lists.spec import Spec

PERSON_COLUMNS = frozenset(
    "date of birth|dates of birth|birth date|birthdate|dob|place of birth"
    "|places of birth|passport|gender|sex|citizenship|citizenships".split("|")
)
USCC = re.compile(r"\b[0-9A-HJ-NP-RTUW-Y]{18}\b")
ALSO = re.compile(r"(?:a|f)\.k\.a\.,? [\"'“](.+?)[\"'”]")
SDN_COLUMNS = 12
FTM_ORGANISATIONS = frozenset({"Company", "Organization", "PublicBody"})
FTM_OTHERS = frozenset({"Vessel", "Airplane", "Vehicle", "Security", "CryptoWallet"})


@dataclass(slots=True)
class Door:
    """Counts what comes in and what is turned away."""

    spec: Spec
    rows: list[ListRow] = field(default_factory=list)
    printed: int = 0
    persons: int = 0
    untold: int = 0
    others: int = 0

    def admit(self, row: ListRow, kind: str, *, personal: bool = False) -> None:
        """Let an organisation in; count a person, a vessel or an unknown."""
        self.printed += 1
        word = folded(kind)
        if personal or word in self.spec.persons:
            self.persons += 1
        elif word in self.spec.vessels:
            self.others += 1
        elif word or is_organisation(
            " ".join((row.name, *row.aliases)), self.spec.organisation
        ):
            self.rows.append(row)
        else:
            self.untold += 1

    def file(self, form: str) -> ListFile:
        """Give what came in."""
        rows = tuple(self.rows)
        return ListFile(
            form,
            "",
            rows,
            self.printed,
            sections=tuple(sorted({r.section for r in rows if r.section})),
            persons=self.persons,
            untold=self.untold,
            others=self.others,
        )


def table(text: str, spec: Spec) -> ListFile:
    """Read a CSV of any of the known shapes.

    Raises:
        InputError: no column holds names.

    """
    lines = text.replace("\x1a", "").splitlines(keepends=True)
    delimiter = max(",;\t", key=lambda d: lines[0].count(d)) if lines else ","
    rows = [r for r in csv.reader(lines, delimiter=delimiter) if any(r)]
    if not rows:
        raise InputError("the file is blank.", remedy="Export the list again.")
    header = [folded(cell) for cell in rows[0]]
    if len(header) == SDN_COLUMNS and rows[0][0].strip().isdigit():
        return _sdn(rows, spec)
    if {"source", "alt names", "name"} <= set(header):
        return _csl_table(rows, spec)
    columns = columns_of(rows[0], spec)
    if "name" not in columns:
        named = [at for at, word in enumerate(header) if "name" in word.split()]
        if len(named) != 1:
            raise InputError(
                f"no column holds names; seen: {', '.join(rows[0])[:120]}.",
                remedy="Give the column of names the header `name`.",
            )
        columns["name"] = named[0]
    personal = [at for at, word in enumerate(header) if word in PERSON_COLUMNS]
    door = Door(spec)
    for cells in rows[1:]:
        _plain(cells + [""] * (len(header) - len(cells)), columns, personal, door)
    return door.file("csv")


def _plain(
    cells: list[str], columns: Mapping[str, int], personal: list[int], door: Door
) -> None:
    def cell(role: str) -> str:
        return " ".join(cells[columns[role]].split()) if role in columns else ""

    spec, kind = door.spec, cell("kind")
    raw = cell("name")
    if not raw:
        raise InputError("a row has no name.", remedy="Fill it in, or take it out.")
    if folded(raw).startswith(spec.others) and spec.others:
        door.printed, door.others = door.printed + 1, door.others + 1
        return
    split = targets(raw) if spec.form == "orders" else (entity(raw),)
    scope, day = cell("scope").lower(), cell("day")
    first = door.printed
    for parts in split:
        row = ListRow(
            parts.name,
            (*parts.aliases, *_many(cell("aliases"))),
            (*parts.formerly, *_many(cell("formerly"))),
            tuple(_many(cell("local"))),
            (f"and {scope.removeprefix('and ')}" if scope else parts.scope),
            cell("section"),
            day_in(day, month_first=spec.month_first),
            spec.countries.get(folded(cell("country")), ""),
            tuple(("uscc", code) for code in USCC.findall(cell("uscc").upper())),
            cell("status"),
            raw=raw,
        )
        # A list without a word of kind is taken at its word: these are organisations.
        is_person = any(cells[at].strip() for at in personal)
        door.admit(row, kind or "organisation", personal=is_person)
    door.printed = first + 1


def _many(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[|;]", text) if part.strip()]


def _sdn(rows: Iterable[list[str]], spec: Spec) -> ListFile:
    """OFAC's sdn.csv: twelve columns, no header, `-0-` for nothing or an entity."""
    door = Door(spec)
    for cells in rows:
        if len(cells) < SDN_COLUMNS:
            continue
        plain = ["" if c.strip() == "-0-" else c.strip() for c in cells]
        row = ListRow(
            plain[1],
            tuple(dict.fromkeys(ALSO.findall(plain[11]))),
            section=plain[3],
            identifiers=tuple(("uscc", c) for c in USCC.findall(plain[11])),
            raw=plain[1],
        )
        door.admit(row, plain[2] or "entity")
    return door.file("sdn")


def _csl_table(rows: list[list[str]], spec: Spec) -> ListFile:
    header = [folded(cell) for cell in rows[0]]
    door = Door(spec)
    for cells in rows[1:]:
        one = dict(zip(header, cells, strict=False))
        address = one.get("addresses", "").split(";")[0]
        tail = address.rpartition(",")[2].strip().upper()
        record = {
            **one,
            "alt_names": _many(one.get("alt names", "")),
            "addresses": [{"country": tail if len(tail) == 2 else ""}],
            "dates_of_birth": one.get("dates of birth"),
            "start_date": one.get("start date", ""),
        }
        _csl_record(record, one.get("ids", ""), door)
    return door.file("csl")


def _csl_record(record: Mapping[str, Any], ids: str, door: Door) -> None:
    names = [str(n) for n in record.get("alt_names") or ()]
    countries = [str(a.get("country") or "") for a in record.get("addresses") or ()]
    row = ListRow(
        str(record.get("name") or ""),
        tuple(n for n in names if not HAN.search(n)),
        local=tuple(n for n in names if HAN.search(n)),
        section=str(record.get("source") or "").partition(" - ")[0],
        day=day_in(str(record.get("start_date") or ""), month_first=True),
        country=next((c for c in countries if re.fullmatch("[A-Z]{2}", c)), ""),
        identifiers=tuple(("uscc", c) for c in USCC.findall(ids)),
        raw=str(record.get("name") or ""),
    )
    personal = any(
        record.get(k) for k in ("dates_of_birth", "places_of_birth", "citizenships")
    )
    if row.name:
        door.admit(row, str(record.get("type") or ""), personal=personal)


def documents(text: str, spec: Spec) -> ListFile:
    """Read JSON: trade.gov's one document, or FollowTheMoney's one entity a line.

    Raises:
        InputError: it is neither, or damaged.

    """
    door = Door(spec)
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        return _entities(list(_lines(text)), door)
    except RecursionError:
        raise InputError("it is nested too deeply.", remedy="Take another.") from None
    if isinstance(whole, dict) and isinstance(whole.get("results"), list):
        for record in whole["results"]:
            if isinstance(record, dict):
                _csl_record(record, _ids(record), door)
        return door.file("csl")
    entities = whole if isinstance(whole, list) else [whole]
    for entity_ in entities:
        if not isinstance(entity_, dict) or "schema" not in entity_:
            raise InputError(
                "this JSON is neither trade.gov's list nor FollowTheMoney.",
                remedy="Export the list as CSV with a column `name`.",
            )
    return _entities(entities, door)


def _ids(record: Mapping[str, Any]) -> str:
    rows = record.get("ids") or ()
    return " ".join(str(r.get("number") or "") for r in rows if isinstance(r, dict))


def _lines(text: str) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entity_ = json.loads(line)
            if not isinstance(entity_, dict) or "schema" not in entity_:
                raise ValueError("no schema")
        except (ValueError, RecursionError):
            raise InputError(
                f"line {number} is no entity: the file is damaged or cut off.",
                remedy="Download it again.",
            ) from None
        yield entity_


def _entities(entities: Sequence[Mapping[str, Any]], door: Door) -> ListFile:
    days = listed_from(entities)
    for one in entities:
        _ftm(one, days.get(str(one.get("id") or ""), ()), door)
    return door.file("ftm")


def _ftm(one: Mapping[str, Any], days: Sequence[date], door: Door) -> None:
    schema = str(one["schema"])
    held = one.get("properties")
    properties: Mapping[str, Any] = held if isinstance(held, dict) else {}

    def values(name: str) -> list[str]:
        found = properties.get(name) or ()
        return [v for v in found if isinstance(v, str)]

    named = [*values("name"), *values("alias"), *values("weakAlias")]
    name = str(one.get("caption") or "") or next(iter(named), "")
    if not name or schema not in {*FTM_ORGANISATIONS, "LegalEntity", "Person"}:
        if schema in FTM_OTHERS:
            door.printed, door.others = door.printed + 1, door.others + 1
        return
    latin = [n for n in dict.fromkeys(named) if n != name and not HAN.search(n)]
    row = ListRow(
        name,
        tuple(latin),
        tuple(values("previousName")),
        tuple(n for n in dict.fromkeys(named) if HAN.search(n)),
        day=min(days, default=None),
        country=next((c.upper() for c in values("country") if len(c) == 2), ""),
        identifiers=(
            *(("uscc", c) for c in values("uscCode")),
            *(("lei", c) for c in values("leiCode")),
        ),
        raw=name,
    )
    kind = {"Person": "individual", "LegalEntity": ""}.get(schema, "entity")
    door.admit(row, kind)
