"""Mentions out of cells: a party as one file writes it, each made once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from whence.model.party import IdKind, Mention, Role
from whence.read.codes import is_sole_trader, keyed
from whence.shelf.lands import letters_of
from whence.shelf.tables import folded, words

# Separators between several names in one cell; a comma belongs to names ("Co., Ltd.").
NAMES = re.compile(r"[;；|\n]|\s/\s|、")


@dataclass(slots=True)
class Parties:
    """Makes mentions, hides the codes that may be a person's, and knows vendors.

    `hashed` counts the cells whose code was replaced by a keyed hash.
    """

    key: bytes
    hashed: int = 0
    vendors: dict[str, Mention] = field(default_factory=dict)
    known: dict[tuple[object, ...], Mention] = field(default_factory=dict)

    def mention(
        self,
        names: Iterable[str],
        *,
        country: str = "",
        address: str = "",
        ids: Sequence[tuple[IdKind, str]] = (),
    ) -> Mention | None:
        """Make a mention, or None when there is no name; `country` as the file says."""
        plain = tuple(dict.fromkeys(n for n in names if n))
        if not plain:
            return None
        kept = tuple((kind, code) for kind, code in ids if code)
        raw = (plain, country, address, kept)
        found = self.known.get(raw)
        if found is None:
            letters = letters_of(country)
            written = country if country != letters else ""
            found = Mention(plain, letters, address, kept, written)
            self.known[raw] = found
        return found

    def uscc(self, code: str) -> tuple[IdKind, str]:
        """Give the identifier of a credit code cell; a sole trader's is hashed."""
        if is_sole_trader(code):
            self.hashed += 1
            return IdKind.USCC, keyed(code, self.key)
        return (IdKind.USCC if len(code) == 18 else IdKind.REGISTER), code

    def learn(self, vendor_id: str, mention: Mention) -> bool:
        """Remember a supplier's number; False when it already names another one."""
        first = self.vendors.setdefault(vendor_id, mention)
        return first.names[0] == mention.names[0]

    def vendor(self, vendor_id: str) -> Mention | None:
        """Find a supplier by number, with or without the zeros in front."""
        return self.vendors.get(vendor_id) or self.vendors.get(vendor_id.lstrip("0"))


def names_of(*cells: str) -> list[str]:
    """Part several names in one cell.

    >>> names_of("Acme Co., Ltd.; Acme Trading", "艾克美")
    ['Acme Co., Ltd.', 'Acme Trading', '艾克美']
    """
    parts = (part.strip() for cell in cells for part in NAMES.split(cell))
    return list(dict.fromkeys(part for part in parts if part))


def role_of(text: str) -> Role:
    """Read what a party does; when several things, what weighs most.

    >>> role_of("Spinner"), role_of("trading company"), role_of("quotation only")
    (<Role.MAKER: 'maker'>, <Role.TRADER: 'trader'>, <Role.UNKNOWN: 'unknown'>)
    """
    known = words().party_roles
    whole = folded(text)
    if whole in known:
        return Role(known[whole])
    found = {known[w] for w in whole.split() if w in known}
    found |= {r for w, r in known.items() if not w.isascii() and w in whole}
    return next((role for role in Role if role.value in found), Role.UNKNOWN)


def whole_address(address: str, *parts: str) -> str:
    """Add city and province to an address that does not name them.

    >>> whole_address("12 Mill Road", "Aksu", "Xinjiang")
    '12 Mill Road, Aksu, Xinjiang'
    """
    for part in parts:
        if part and part.casefold() not in address.casefold():
            address = f"{address}, {part}" if address else part
    return address
