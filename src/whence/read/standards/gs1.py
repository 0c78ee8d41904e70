"""Keys of GS1 in one form: element strings, as they stand on a label.

The same lot is written as a URN, as a web address (Digital Link) or as plain text; it
must be one lot. Source: GS1 EPC Tag Data Standard 2.0, 6.3 and 7; GS1 Digital Link
URI Syntax 1.3, 4; GS1 General Specifications, 7.9 (check digit).
"""

import re
from urllib.parse import unquote

URN = re.compile(r"urn:epc:(?:id|class|idpat):([a-z]+):(.+)", re.IGNORECASE)
LINK = re.compile(r"https?://[^/]+/(?:.*/)?(01|00|414|417|253)/([^/?#]+)([^?#]*)")
# How `whence export` writes keys that are none of GS1's.
OURS = re.compile(r"https://whence\.invalid/(?:lot|goods|order|party)/(.+)")
PARTS = re.compile(r"/(10|21|254)/([^/]+)")
TRADE_ITEMS = ("sgtin", "lgtin")
PLACES = {"sgln": "(414)", "pgln": "(417)"}
ANY = "*"


def check_digit(digits: str) -> str:
    """Give the check digit of GS1 over these digits.

    >>> check_digit("629104150021")
    '3'
    """
    total = sum(int(d) * (3, 1)[i % 2] for i, d in enumerate(reversed(digits)))
    return str(-total % 10)


def element(key: str) -> str:
    """Write a key as an element string; what is none of GS1's stays as it is.

    >>> element("urn:epc:class:lgtin:4012345.011111.4444")
    '(01)04012345111118(10)4444'
    >>> element("https://id.gs1.org/01/04012345111118/10/4444")
    '(01)04012345111118(10)4444'
    >>> element("urn:epc:id:sgln:0614141.00777.0"), element("our-lot-7")
    ('(414)0614141007776', 'our-lot-7')
    >>> element("https://whence.invalid/lot/Lot%207")
    'Lot 7'
    """
    key = key.strip()
    if (ours := OURS.fullmatch(key)) is not None:
        return unquote(ours[1])
    if (urn := URN.fullmatch(key)) is not None:
        return _of_urn(urn[1].lower(), urn[2].split(".", 2)) or key
    if (link := LINK.match(key)) is not None:
        kind, first = link[1], unquote(link[2])
        first = first.zfill(14) if kind == "01" else first
        rest = [f"({p[1]}){unquote(p[2])}" for p in PARTS.finditer(link[3])]
        return f"({kind}){first}" + "".join(rest)
    return key


def _of_urn(kind: str, parts: list[str]) -> str:
    """Write the parts of a URN as an element string; "" when they do not fit."""
    prefix, item = (*parts, "", "")[:2]
    last = unquote(parts[2]) if len(parts) > 2 else ""
    if not (prefix + item.replace(ANY, "")).isdigit():
        return ""
    if kind in TRADE_ITEMS and item and ANY not in item:
        body = item[0] + prefix + item[1:]
        gtin = f"(01){body}{check_digit(body)}"
        if last in ("", ANY):
            return gtin
        return f"{gtin}{'(10)' if kind == 'lgtin' else '(21)'}{last}"
    if kind in PLACES:
        body = prefix + item
        more = f"(254){last}" if last not in ("", "0", ANY) else ""
        return f"{PLACES[kind]}{body}{check_digit(body)}{more}"
    if kind == "sscc" and item:
        body = item[0] + prefix + item[1:]
        return f"(00){body}{check_digit(body)}"
    if kind == "gdti":
        body = prefix + item
        return f"(253){body}{check_digit(body)}{last}"
    return ""


def is_lot(text: str) -> bool:
    """Whether a key names goods one can follow: a lot, an item, a package.

    A trade item without lot or serial number is a kind of goods, and ties nothing.

    >>> is_lot("(01)04012345111118"), is_lot("(01)04012345111118(10)4444")
    (False, True)
    """
    if text.startswith("(01)"):
        return "(10)" in text or "(21)" in text
    return bool(text) and not text.startswith("urn:epc:idpat:")


def item_of(text: str) -> str:
    """Give the trade item of a lot or item, else the key itself."""
    return text[:18] if text.startswith("(01)") else text


def place_of(text: str) -> str:
    """Give the 13 digits of a location or party number, "" when it is none.

    >>> place_of("(414)0614141007776(254)12"), place_of("(01)04012345111118")
    ('0614141007776', '')
    """
    return text[5:18] if text.startswith(("(414)", "(417)")) else ""


def paper_of(text: str) -> str:
    """Give the number of a paper without who issued it.

    >>> paper_of("urn:epcglobal:cbv:bt:5200001000008:4711"), paper_of("PO-4711")
    ('4711', 'PO-4711')
    """
    if text.startswith("urn:epcglobal:cbv:bt:"):
        return unquote(text.rsplit(":", 1)[1])
    made = element(text)
    return made[18:] or made if made.startswith("(253)") else made
