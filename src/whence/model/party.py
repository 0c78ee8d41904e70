"""Organisations that act on goods. Never a natural person."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from whence.model.source import Grade, Source
from whence.model.span import Span


class Role(StrEnum):
    """What a party does with goods. Only a maker *produced* them."""

    MAKER = "maker"
    SELLER = "seller"
    TRADER = "trader"
    WAREHOUSE = "warehouse"
    OWNER = "owner"
    BUYER = "buyer"
    IMPORTER = "importer"
    NOTIFY = "notify party"
    FORWARDER = "forwarder"
    CARRIER = "carrier"
    BANK = "bank"
    UNKNOWN = "unknown"

    @property
    def bridges(self) -> bool:
        """Whether goods pass through unchanged, keeping their HS code."""
        return self in BRIDGES

    @property
    def breaks(self) -> bool:
        """Whether a path ends here: who stands behind is not in the record."""
        return self in BREAKS


BRIDGES = frozenset({Role.TRADER, Role.SELLER, Role.WAREHOUSE, Role.OWNER, Role.BUYER})
BREAKS = frozenset({Role.FORWARDER, Role.CARRIER, Role.BANK})


class IdKind(StrEnum):
    """Kinds of identifier; only the first three can decide identity."""

    USCC = "uscc"
    LEI = "lei"
    REGISTER = "register"
    MID = "mid"
    VENDOR = "vendor"

    @property
    def decides(self) -> bool:
        """Whether the same code on both sides, well graded, is identity."""
        return self in (IdKind.USCC, IdKind.LEI, IdKind.REGISTER)


@dataclass(frozen=True)
class Mention:
    """A party as one file writes it. Its key hashes the raw content, so that no new
    normaliser ever moves it.

    `country` is its ISO 3166-1 letters, "" where the cell says no country that is
    known; `written` is the cell where it says other than the letters.
    """

    names: tuple[str, ...]
    country: str = ""
    address: str = ""
    identifiers: tuple[tuple[IdKind, str], ...] = ()
    written: str = ""

    @cached_property
    def key(self) -> str:
        """Give `m-` and 24 hex digits of the sha256 of the raw content."""
        raw = json.dumps(
            [self.names, self.said_country, self.address, self.identifiers],
            ensure_ascii=False,
            separators=(",", ":"),
        )
        return "m-" + hashlib.sha256(raw.encode()).hexdigest()[:24]

    @property
    def said_country(self) -> str:
        """Give the country as the file writes it."""
        return self.written or self.country

    @property
    def stands_at(self) -> str:
        """Give the words that may say where it is: its address or, where none is given,
        a cell of its country that says more than that ("CHN Xinjiang")."""
        return self.address or self.written


@dataclass(frozen=True, slots=True)
class Party:
    """A cluster of mentions held to be one organisation, and why.

    `key` is `p-` and 16 hex digits, taken from the smallest mention key; when a
    cluster grows, the casebook redirects the old key. `why` names the identity rule.
    """

    key: str
    name: str
    names: tuple[str, ...]
    country: str
    addresses: tuple[str, ...]
    identifiers: tuple[tuple[IdKind, str], ...]
    mentions: tuple[Mention, ...]
    why: str = ""
    masked: bool = False


class RelationKind(StrEnum):
    """How two parties are connected over a Span."""

    OWNER = "owner"
    PARENT = "parent"
    SUBSIDIARY = "subsidiary"
    BRANCH = "branch"
    FORMER_NAME = "former name"
    SAME_SITE = "same site"


@dataclass(frozen=True, slots=True)
class Relation:
    """`left` is the `kind` of `right`: left=A, kind=PARENT, right=B reads A is the
    parent of B. `share` is a fraction of one, None when unknown."""

    left: str
    kind: RelationKind
    right: str
    span: Span
    share: float | None
    grade: Grade
    source: Source


class Verdict(StrEnum):
    """What a person said of a pair."""

    SAME = "same"
    DIFFERENT = "different"
    RELATED = "related"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's verdict on a Candidate: a mention (or party) against a Listing.

    `shown` is what the person was shown, `left_hash` and `right_hash` its two sides:
    when either changes, the question is asked again. Never deleted, only followed.
    """

    candidate: str
    verdict: Verdict
    by: str
    reason: str
    why: str
    on: date
    left_hash: str
    right_hash: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """A place read from text: which, how, how sure, and the words it was read from.

    `code` is ISO-style for provinces (`CN-XJ`), GB/T 2260 below them (`CN-653100`).
    `method` is one of hanzi, pinyin, exonym, uyghur, wade-giles, postal code, uscc
    division, corps unit, country code. `is_signal` marks readings that say where a
    firm is registered or gets its post, which is no site.
    """

    code: str
    name: str
    region: str
    precision: str
    method: str
    text: str
    p: float
    is_signal: bool = False
