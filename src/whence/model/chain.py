"""What was done to goods, by whom, and how one act is tied to the next."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from whence.model.party import Role
from whence.model.source import Grade, Source


class Claim(StrEnum):
    """What a Fact asserts of its subject."""

    PRODUCED = "produced"
    SITE = "site"
    SIGNAL = "signal"
    ORIGIN = "origin"
    TRACED = "traced"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Fact:
    """One assertion with its grade and where it was read.

    `value` is a place code for SITE, SIGNAL and ORIGIN; a stage for TRACED; a role
    for ROLE. `note` holds the raw words it was read from. `favours` marks a statement
    in its author's favour: it is shown, but removes no ground and traces nothing.
    `about` is the method for places ("postal code", "maker's address").
    """

    claim: Claim
    value: str
    grade: Grade
    sources: tuple[Source, ...]
    note: str = ""
    about: str = ""
    favours: bool = False


class TieKind(StrEnum):
    """By what two operations are tied; only LANES is a guess from runs of records."""

    LOT = "lot"
    ORDER = "order"
    INVOICE = "invoice"
    ENTRY = "entry line"
    MATERIALS = "bill of materials"
    BILL = "bill of lading"
    LANES = "lanes"


@dataclass(frozen=True, slots=True)
class Operation:
    """One act on goods: a party made, sold, stored or carried something.

    `tier` 0 is the importer's own supplier. `party` is a Party key, "" when unknown.
    `role_grade` grades the statement of the role. `grams` is None when unknown.
    `goods` are what was made, by HS code and words, as each row tells it; `product`
    and `hs` name one of them.
    """

    key: str
    party: str
    role: Role
    role_grade: Grade
    tier: int
    stage: str = ""
    product: str = ""
    hs: str = ""
    lot: str = ""
    day: date | None = None
    grams: int | None = None
    facts: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = ()
    goods: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """Goods of the upstream operation went into the downstream one.

    An empty `downstream` is the consignment itself. `share_ppm` is the part of the
    downstream party's intake of that product, in millionths; `lag_months` the months
    between the two. `notified` of the `records` are "to order", and their buyer is read
    from the notify party.
    """

    upstream: str
    downstream: str
    kind: TieKind
    grade: Grade
    sources: tuple[Source, ...]
    share_ppm: int | None = None
    lag_months: int | None = None
    grams: int | None = None
    records: int = 0
    notified: int = 0


class BreakKind(StrEnum):
    """Why a path ends."""

    FORWARDER = "forwarder"
    TO_ORDER = "to order"
    MISSING_HS = "missing HS code"
    NO_RECORD = "no record upstream"
    UNKNOWN_PARTY = "unknown party"


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a path ends without an origin."""

    kind: BreakKind
    party: str
    tier: int
    product: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Operations from a far one down to the consignment, and the ties between.

    `grade` is the weakest of its ties. A path of lanes `passes` the path policy or
    carries the reason `why_not`; then it is a Lead. `product_known` is true when each
    step keeps its HS code or a bill of materials says that one goes into the other.
    """

    key: str
    operations: tuple[str, ...]
    ties: tuple[Tie, ...]
    tiers: int
    grade: Grade
    passes: bool
    share_ppm: int | None = None
    lag_months: int | None = None
    grams: int | None = None
    hub: str = ""
    product_known: bool = True
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class InputNeed:
    """A material that the bill of materials (or the goods themselves) calls for."""

    product: str
    commodity: str
    description: str
    hs: str = ""
    grams: int | None = None
    operation: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """All that is known upstream of one consignment.

    `operations` are those tied to it and those on a lane path; `paths` end at the
    consignment, one per operation that matters, best first. `bystanders` are parties
    named on its records that touch no goods (notify party, bank): Signals only.
    """

    consignment: str
    operations: tuple[Operation, ...]
    ties: tuple[Tie, ...]
    paths: tuple[Path, ...]
    leads: tuple[Path, ...] = ()
    breaks: tuple[Break, ...] = ()
    needs: tuple[InputNeed, ...] = ()
    bystanders: tuple[Operation, ...] = ()


@dataclass(frozen=True, slots=True)
class Consignment:
    """Goods that reach a border together: an entry line, or an order not yet shipped.

    `earliest` and `latest` bound the date of importation; they are equal when it is
    known, and both None for goods not yet entered. Entered goods of which no paper
    says when they came are not `dated`: then the two are bounds only, and `earliest`
    is None where nothing bounds them. `date_basis` says where the dates come from.
    `grams` and `value_cents` may be None.
    """

    key: str
    name: str
    hs: str
    description: str
    earliest: date | None
    latest: date | None
    date_basis: str
    origin_country: str
    sources: tuple[Source, ...]
    entered: bool = True
    order: str = ""
    entry_number: str = ""
    line: str = ""
    sku: str = ""
    grams: int | None = None
    value_cents: int | None = None
    currency: str = ""
    question: str = ""
    dated: bool = True
