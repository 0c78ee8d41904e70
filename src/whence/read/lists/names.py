"""A name cell to its parts: "A Co. (and one alias: B) and subsidiaries".

entity    name, aliases, former names and scope of one entry
targets   the several parties that one string of an order may name
"""

import re
from dataclasses import dataclass

COUNT = (
    r"(?:an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|other)"
)
ALIAS = rf"(?:(?:and|including|with)\s+(?:{COUNT}\s+)?alias(?:es)?)\s*:?"
KNOWN = (
    r"(?:also|formerly|previously)\s+(?:known|doing\s+business)\s+as|f/?k/?a|a/?k/?a"
)
INSIDE = re.compile(rf"\s*[(\[]\s*(?=(?:{ALIAS}|(?:{KNOWN})\b))", re.I)
LEAD = re.compile(rf"^(?:and\s+)?(?:{ALIAS}|(?P<known>{KNOWN})\b:?)\s*", re.I)
TURN = re.compile(rf"[;,]?\s+(?:and\s+)?(?=(?:{KNOWN})\b)", re.I)
SCOPE = re.compile(
    r",?\s+and\s+(?P<words>(?:(?:all\s+of\s+)?(?:its|their)\s+)?(?:[a-z-]+\s+)?"
    r"(?:subsidiar(?:y|ies)|subordinates?|affiliates?|affiliated\s+entities)"
    r"(?:\s+and\s+(?:[a-z]+\s+)?(?:entities|affiliates|subsidiaries|joint\s+ventures))*)"
    r"\.?\s*$",
    re.I,
)
# Letters in brackets at the end of a name are its short form: "... Corps (XPCC)".
SHORT = re.compile(r"\s*\(([A-Z]{4,})\)$")
# A form at the end of a whole company name: after it, "and" parts two names.
FORMS = r"(?:Co|Ltd|Inc|Corp|Limited|Company|LLC|L\.L\.C|S\.A|S\.R\.L|GmbH|Group|Bhd)"
FULL = re.compile(rf"(?:\b{FORMS}\.?|\bC\.V\.|\bPvt\.?)$", re.I)


@dataclass(frozen=True, slots=True)
class Entity:
    """The parts of one entry, as printed."""

    name: str
    aliases: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    scope: str = ""


def entity(text: str) -> Entity:
    """Take one entry apart.

    >>> found = entity("A Co. (and two aliases: B; and C Co., Ltd) and subsidiaries")
    >>> found.name, found.aliases, found.scope
    ('A Co.', ('B', 'C Co., Ltd'), 'and subsidiaries')
    >>> entity("D (also known as E and F Co. and formerly known as G, Inc.)").formerly
    ('G, Inc.',)
    """
    text = " ".join(text.split())
    head, inner, tail = _apart(text)
    scope = SCOPE.search(tail) or SCOPE.search(head)
    words = f"and {scope['words'].lower()}" if scope else ""
    if scope and scope.string == head:
        head = head[: scope.start()]
    aliases: list[str] = []
    formerly: list[str] = []
    for part in TURN.split(inner):
        lead = LEAD.match(part)
        known = (lead["known"] or "").lower() if lead else ""
        target = formerly if known.startswith(("form", "prev", "f")) else aliases
        target += _names(part[lead.end() :] if lead else part)
    name = head.strip(" ,;")
    if short := SHORT.search(name):
        aliases.insert(0, short[1])
        name = name[: short.start()]
    return Entity(name, tuple(_once(aliases)), tuple(_once(formerly)), words)


def _apart(text: str) -> tuple[str, str, str]:
    """Split at the bracket that opens with words of aliases, and at its own end."""
    found = INSIDE.search(text)
    if found is None:
        return text, "", ""
    depth = 1
    for at in range(found.end(), len(text)):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(text[at], 0)
        if depth == 0:
            return text[: found.start()], text[found.end() : at], text[at + 1 :]
    return text[: found.start()], text[found.end() :], ""


def _names(text: str) -> list[str]:
    """Part names at `;`, and at "and" or a comma where a whole name stands before."""
    found: list[str] = []
    for piece in re.split(r"\s*;\s*(?:and\s+)?", text):
        found += _parted(re.sub(r"^and\s+", "", piece))
    return [name for name in (f.strip(" ,;") for f in found) if name]


def _parted(piece: str) -> list[str]:
    found, start = [], 0
    for match in re.finditer(r",?\s+and\s+(?=[A-Z0-9])|,\s+(?=[A-Z0-9])", piece):
        before, after = piece[start : match.start()], piece[match.end() :]
        # "Co., Ltd." is one name: what follows the comma must not be a form itself.
        if re.match(rf"{FORMS}\b\.?", after, re.I) or not FULL.search(before):
            # Two short names without forms: "JWD and HY Solar".
            if "," in match[0] or " " in before.strip() or start:
                continue
            if not re.fullmatch(r"[A-Z0-9 ]+", before):
                continue
        found.append(before)
        start = match.end()
    return [*found, piece[start:]]


def _once(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))


def targets(text: str) -> tuple[Entity, ...]:
    """Take a string of an order apart into the parties it names.

    >>> [t.name for t in targets("A Bhd, B Bhd, and C Bhd (collectively, D)")]
    ['A Bhd', 'B Bhd', 'C Bhd']
    >>> targets("Works X, a/k/a Plant Y, a/k/a Prison Z")[0].aliases
    ('Plant Y', 'Prison Z')
    """
    text = re.sub(r"\s*\(collectively[^)]*\)", "", " ".join(text.split()))
    scope = SCOPE.search(text)
    words = f"and {scope['words'].lower()}" if scope else ""
    if scope:
        text = text[: scope.start()]
    found: list[Entity] = []
    for piece in re.split(r"\s*;\s*", text):
        names = re.split(r",?\s+(?:a/k/a|f/k/a)\s+", piece)
        wholes = [w.strip(" ,;") for w in _parted(names[0])]
        for at, whole in enumerate(w for w in wholes if w):
            plain = entity(re.sub(r"\s*\(of [^)]*\)$", "", whole))
            more = tuple(n.strip(" ,;") for n in names[1:]) if at == 0 else ()
            aliases = (*plain.aliases, *more)
            scope_ = words or plain.scope
            found.append(Entity(plain.name, aliases, plain.formerly, scope_))
    return tuple(found)
