"""Files of OFAC: the table of twelve columns without a header, and the XML list.

The tables of alternate names and of addresses are files of their own; the XML holds
all of it. The list of those who are not blocked ("consolidated") has the same shapes.
"""

import re
from collections.abc import Iterable
from xml.etree import ElementTree

from whence.errors import InputError
from whence.model.listfile import ListFile, ListRow
from whence.read.lists.cells import HAN, day_in, folded
from whence.read.lists.door import Door, codes_in
from whence.read.lists.spec import Spec
from whence.read.lists.tables import AGAIN

COLUMNS = 12
NOTHING = "-0-"
ALSO = re.compile(r"(?:a|f)\.k\.a\.,? [\"'“](.+?)[\"'”]")
OTHER_NAMES = frozenset({"aka", "fka", "nka"})
ROOT = "sdnList"


def is_sdn(rows: list[list[str]]) -> bool:
    """Whether a table has the shape of sdn.csv.

    Raises:
        InputError: it is the table of alternate names, which names nobody alone.

    """
    first = rows[0]
    if not first[0].strip().isdigit():
        return False
    if len(first) > 3 and first[2].strip() in OTHER_NAMES:
        raise InputError(
            "it holds alternate names only, and nobody's first name.",
            remedy="Give the XML list, which has both, or the table of first names.",
        )
    return len(first) == COLUMNS


def sdn_table(rows: Iterable[list[str]], spec: Spec) -> ListFile:
    """Read the table; `-0-` stands for nothing, and for an entity in its third."""
    door = Door(spec)
    for cells in rows:
        if len(cells) < COLUMNS:
            continue
        plain = ["" if c.strip() == NOTHING else c.strip() for c in cells]
        row = ListRow(
            plain[1],
            tuple(dict.fromkeys(ALSO.findall(plain[11]))),
            section=plain[3],
            identifiers=codes_in(plain[11]),
            raw=plain[1],
        )
        door.admit(row, plain[2] or "entity")
    return door.file("sdn")


def sdn_xml(text: str, spec: Spec) -> ListFile:
    """Read the XML list, with its other names, countries and codes.

    Raises:
        InputError: it is cut off, counts otherwise than it says, or is another XML.

    """
    if re.search(r"<!\s*(?:DOCTYPE|ENTITY)", text[:20_000], re.I):
        # Nothing of this list needs them, and they can be made to swell.
        raise InputError("this XML defines entities of its own.", remedy=AGAIN)
    try:
        root = ElementTree.fromstring(text.lstrip().encode())
    except ElementTree.ParseError as error:
        raise InputError(f"it is cut off or damaged ({error}).", remedy=AGAIN) from None
    for element in root.iter():
        element.tag = str(element.tag).rpartition("}")[2]
    if root.tag != ROOT:
        raise InputError(
            f"this XML ({root.tag}) is not the list of entries that is read here.",
            remedy=f"Take the XML whose outermost element is {ROOT}, or the CSV.",
        )
    entries = root.findall("sdnEntry")
    said = (root.findtext("publshInformation/Record_Count") or "").strip()
    if said.isdigit() and int(said) != len(entries):
        raise InputError(
            f"it says that it holds {said} entries, and holds {len(entries)}.",
            remedy=AGAIN,
        )
    door = Door(spec)
    for entry in entries:
        door.admit(_row(entry, spec), entry.findtext("sdnType") or "")
    day = root.findtext("publshInformation/Publish_Date") or ""
    return door.file("sdn", day_in(day, month_first=True))


def _row(entry: ElementTree.Element, spec: Spec) -> ListRow:
    name = entry.findtext("lastName") or ""
    others = [
        (a.findtext("type") or "", a.findtext("lastName") or "")
        for a in entry.iterfind("akaList/aka")
    ]
    past = tuple(n for kind, n in others if kind.startswith("f") and not HAN.search(n))
    now = tuple(n for kind, n in others if not kind.startswith("f"))
    countries = (
        spec.countries.get(folded(c.text or ""), "")
        for c in entry.iterfind("addressList/address/country")
    )
    numbers = " ".join(n.text or "" for n in entry.iterfind("idList/id/idNumber"))
    return ListRow(
        name,
        tuple(n for n in now if n and not HAN.search(n)),
        past,
        tuple(n for _, n in others if HAN.search(n)),
        section=entry.findtext("programList/program") or "",
        country=next((c for c in countries if c), ""),
        identifiers=codes_in(numbers),
        raw=name,
    )
