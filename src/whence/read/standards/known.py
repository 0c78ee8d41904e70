"""Which standard the records of a file follow, told by what stands in them.

standard_sheets   the sheets of a file in a standard; None when it is in none
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whence.errors import InputError
from whence.read.request import Request
from whence.read.rows import Sheet
from whence.read.standards.bods import Statements
from whence.read.standards.epcis import Events
from whence.read.standards.ftm import Entities
from whence.read.standards.plain import inner, text_of, types_of
from whence.read.standards.tables import Tables
from whence.read.standards.untp import passport

About = Mapping[str, Any]


def standard_of(one: Any, standards: Mapping[str, About]) -> str:
    """Name the standard that a record follows, "" when it is none that is known."""
    if not isinstance(one, dict):
        return ""
    said = set(types_of(one))
    if said & set(standards["untp"]["documents"]):
        return "untp"
    if said & set(standards["epcis"]["documents"]):
        return "epcis"
    if said & set(standards["epcis"]["events"]) and "eventTime" in one:
        return "epcis"
    if isinstance(one.get("schema"), str) and isinstance(one.get("properties"), dict):
        return "ftm"
    if "statementType" in one or ("recordType" in one and "recordDetails" in one):
        return "bods"
    return ""


def standard_sheets(
    key: str, records: Iterable[Any], request: Request
) -> Iterator[Sheet]:
    """Give the sheets of the records of a file in the standard `key`.

    Raises:
        InputError: nothing in it can be used; says what it holds instead.

    """
    about = request.standards[key]
    out = Tables(about)
    if key == "ftm":
        _entities(records, request, out)
    elif key == "bods":
        statements = Statements(about, out)
        for one in records:
            statements.take(inner(one))
        statements.finish()
    else:
        _events(key, records, request, out)
    if not any(out.rows.values()):
        held = "; ".join(out.notes()[1:]) or "no records"
        raise InputError(
            f"{about['title']} that holds nothing to use: {held}.",
            remedy="Bring records about organisations and goods.",
        )
    yield from out.sheets()


def _entities(records: Iterable[Any], request: Request, out: Tables) -> None:
    words = frozenset(request.standards["words"]["organisations"])
    entities = Entities(request.standards["ftm"], words, out)
    for one in records:
        entities.take(inner(one))
    entities.finish()


def _events(key: str, records: Iterable[Any], request: Request, out: Tables) -> None:
    """Read events and passports; both may stand in one file of credentials."""
    standards = request.standards
    about = standards["epcis"]
    if key == "untp":
        out.rows |= {sheet: [] for sheet in about["sheets"]}
        sheets = {**standards["untp"]["sheets"], **about["sheets"]}
        out.about = {**standards["untp"], "sheets": sheets}
    events = Events(about, out)
    for number, one in enumerate(records, start=1):
        said = inner(one)
        if set(types_of(said)) & set(standards["untp"]["passports"]):
            if key != "untp":
                out.leave("product passports among events")
            else:
                passport(said, number, out)
        elif standard_of(said, standards) in ("epcis", "untp"):
            events.take(said, text_of(inner(said.get("issuer")).get("name")))
        else:
            out.refuse(number, "no record of this standard")
    events.finish()
