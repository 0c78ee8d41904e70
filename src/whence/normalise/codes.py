"""Codes of firms and places: what is well formed, and what a code says by itself.

uscc     unified social credit code of China (GB 32100-2015)
organisation   organisation code of China (GB 11714), the middle of a credit code
lei      legal entity identifier (ISO 17442)
postal   a postal code as written
country  a country as ISO 3166-1 letters
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, cast

from whence.shelf import yaml_of
from whence.shelf.lands import country_code
from whence.shelf.letters import plain


@dataclass(frozen=True, slots=True)
class UsccReading:
    """A credit code read: `structure` has the length and characters, `check` the last
    character, `organisation_check` the one of the organisation code inside.

    `division` is the registrar's six digits, of the day of registration: a signal,
    never a site. `sole_trader` codes may name a person and are kept only as hashes.
    """

    code: str
    structure: bool
    check: bool
    organisation_check: bool
    authority: str = ""
    category: str = ""
    division: str = ""
    sole_trader: bool = False

    @property
    def valid(self) -> bool:
        """Whether both checks hold; a code failing one only is a likely typo."""
        return self.structure and self.check and self.organisation_check


@cache
def _rules() -> dict[str, Any]:
    return cast("dict[str, Any]", yaml_of("terms/uscc.yml"))


def _bare(code: str) -> str:
    return "".join(c for c in plain(code).upper() if c.isalnum())


def sole_traders() -> tuple[str, ...]:
    """Give the beginnings of credit codes that may name a person."""
    return tuple(_rules()["sole_trader"])


@lru_cache(4096)
def uscc(code: str) -> UsccReading:
    """Read a unified social credit code; spaces, width and case do not matter.

    >>> uscc("91330100716105852F").valid
    True
    >>> uscc("91330100716105852F").division
    '330100'
    """
    rules, bare = _rules(), _bare(code)
    symbols: str = rules["symbols"]
    well = len(bare) == 18 and all(c in symbols for c in bare)
    if not (well and bare[0] in rules["authorities"] and bare[2:8].isdigit()):
        return UsccReading(bare, False, False, False)
    total = sum(
        symbols.index(c) * w for c, w in zip(bare, rules["weights"], strict=False)
    )
    kind = bare[:2]
    return UsccReading(
        code=bare,
        structure=True,
        check=bare[17] == symbols[(31 - total % 31) % 31],
        organisation_check=bare[16] == _organisation_check(bare[8:16]),
        authority=rules["authorities"][bare[0]],
        category=rules["categories"].get(kind, "other"),
        division=bare[2:8],
        sole_trader=kind in rules["sole_trader"],
    )


def _organisation_check(body: str) -> str:
    """Give the check character of GB 11714 for eight characters."""
    weights = _rules()["organisation_weights"]
    total = sum(int(c, 36) * w for c, w in zip(body, weights, strict=True))
    left = 11 - total % 11
    return {10: "X", 11: "0"}.get(left, str(left))


def organisation(code: str) -> tuple[str, bool] | None:
    """Give an organisation code (GB 11714) with its hyphen, and whether its check
    holds; None when it has not the shape of one.

    >>> organisation("716105852"), organisation("71610585-3")
    (('71610585-2', True), ('71610585-3', False))
    """
    bare = _bare(code)
    if (
        len(bare) != 9
        or not bare.isascii()
        or not (bare[8].isdigit() or bare[8] == "X")
    ):
        return None
    return f"{bare[:8]}-{bare[8]}", bare[8] == _organisation_check(bare[:8])


@lru_cache(4096)
def lei(code: str) -> str:
    """Give a legal entity identifier of 20 characters, or "" when its check (ISO 7064
    mod 97-10) fails.

    >>> lei("5493 00IB P32U QZ0K L24")
    ''
    """
    bare = _bare(code)
    shaped = len(bare) == 20 and bare.isascii() and bare[18:].isdigit()
    if not shaped or int("".join(str(int(c, 36)) for c in bare)) % 97 != 1:
        return ""
    return bare


def postal(code: str) -> str:
    """Give a postal code without marks: upper case, single spaces.

    >>> postal(" 844000 "), postal("sw1a  1aa")
    ('844000', 'SW1A 1AA')
    """
    return " ".join(plain(code).upper().split())


def country(text: str) -> str:
    """Give a country's ISO 3166-1 letters, or "" (see `shelf.lands.country_code`)."""
    return country_code(text)
