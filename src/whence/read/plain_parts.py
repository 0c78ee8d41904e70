"""Shared texts and number formats of a workbook, where they are plain.

shared_texts      the texts by number
kinds_of_styles   what a number under each style is: a number, a day, or to be judged
"""

import re
from enum import Enum
from xml.parsers import expat

ITEM_END, ITEM = "</si>", "<si><t>"
TEXT = re.compile(r"<t(?: [^>]*)?>([^<]*)</t>|<t(?: [^>]*)?/>")
READING = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)
REFERENCE = re.compile(r"&(#x[0-9a-fA-F]+|#[0-9]+|[a-z]+);")
NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
# Escapes that programs read in two ways, and what makes XML more than tags and text.
ESCAPE = re.compile(r"_x[0-9a-fA-F]{4}_")
STRANGE = ("<!", "\r", "<si/>")
# What stands in `<c r="A1"` after the place.
PATTERN = re.compile(
    rb'(?: s="(?P<s1>\d{1,5})")?(?: t="(?P<t>\w+)")?(?: s="(?P<s2>\d{1,5})")?'
)
# ECMA-376 part 1, 18.8.30: built-in formats of numbers and of days.
NUMBERS = frozenset((0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 37, 38, 39, 40, 48, 49))
DAYS = frozenset((14, 15, 16, 17))
QUOTED = re.compile(r'"[^"]*"|\\.|\[\$[^\]]*\]|_.|\*.')
OWN_NUMBER = re.compile(r"(?:General|[#0?.,%/ ;()\-]|E[+\-])*")
OWN_DAY = re.compile(r"[ymd][ymd\-/., ]*", re.IGNORECASE)


class Kind(Enum):
    """What a cell holds."""

    TEXT = 0
    NUMBER = 1
    DAY = 2
    OTHER = 3


def shared_texts(part: bytes) -> list[str] | None:
    """Give the shared texts by number; None when the part is not plain."""
    try:
        xml = part.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    head = xml[:200].lower()
    if _is_strange(xml) or ("encoding" in head and "utf-8" not in head):
        return None
    start = xml.find("<si>")
    if start < 0:
        return [] if ITEM_END not in xml else None
    body, mark, _ = xml[start:].rpartition("</sst>")
    if not mark:
        return None
    count = body.count("<si>")
    if body.count(ITEM) == body.count("</t></si>") == count == body.count("</") / 2:
        found = body[len(ITEM) : -len("</t></si>")].split("</t></si><si><t>")
    else:
        found = [_joined(item) for item in body.split(ITEM_END)[:-1]]
    if len(found) != count:
        return None
    if "&" not in xml:
        return found
    return [REFERENCE.sub(_meant, text) if "&" in text else text for text in found]


def _is_strange(xml: str) -> bool:
    if any(mark in xml for mark in STRANGE) or ESCAPE.search(xml):
        return True
    return xml.count("<?") != xml.count("<?xml ")


def _joined(item: str) -> str:
    """Join the runs of one text; how it is read aloud is left out."""
    return "".join(m[1] or "" for m in TEXT.finditer(READING.sub("", item)))


def _meant(match: re.Match[str]) -> str:
    name = match[1]
    if name.startswith("#x"):
        return chr(int(name[2:], 16))
    return chr(int(name[1:])) if name[0] == "#" else NAMED.get(name, match[0])


def kinds_of_styles(part: bytes) -> tuple[Kind, ...] | None:
    """Say what a number under each cell style is; a workbook without styles has one."""
    if not part:
        return (Kind.NUMBER,)
    own: dict[int, str] = {}
    formats: list[int] = []
    inside = False

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal inside
        name = tag.rsplit(":", 1)[-1]
        if name == "numFmt":
            own[int(attrs.get("numFmtId", -1))] = attrs.get("formatCode", "")
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            formats.append(int(attrs.get("numFmtId", 0)))

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and tag.rsplit(":", 1)[-1] != "cellXfs"

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError):
        return None
    return tuple(_kind(number, own.get(number)) for number in formats) or (Kind.NUMBER,)


def _kind(number: int, own: str | None) -> Kind:
    if own is None:
        if number in NUMBERS:
            return Kind.NUMBER
        return Kind.DAY if number in DAYS else Kind.OTHER
    code = QUOTED.sub("", own)
    if OWN_NUMBER.fullmatch(code):
        return Kind.NUMBER
    day = OWN_DAY.fullmatch(code.replace(";@", ""))
    return Kind.DAY if day and "y" in code.lower() else Kind.OTHER
