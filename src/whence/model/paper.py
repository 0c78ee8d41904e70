"""The papers of a folder: what each is, what it says and where, what does not fit."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from whence.model.chain import TieKind


class Media(StrEnum):
    """On what a paper came."""

    PDF = "PDF"
    SCAN = "scan"
    IMAGE = "picture"
    WORD = "Word document"
    WORKBOOK = "workbook"
    MESSAGE = "message"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Span:
    """Words that stand together on a page, and where.

    `start` and `end` are code points of the paper's text. The box is in points (72 an
    inch) from the upper left corner of the page as it is read; all 0 where a medium
    has no positions. `sure` is how sure the reading is, in hundredths: 100 for digital
    text, what the reader of pictures states for a scan.
    """

    start: int
    end: int
    page: int
    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0
    sure: int = 100


@dataclass(frozen=True, slots=True)
class PaperText:
    """What stands on a paper: lines parted by line feeds, what stands apart by tabs.

    `file` is its path inside the folder, with " > " before what a message carries.
    `pages_read` counts pages that gave text. `turns` are the pages that stood upside
    down or on their side, each with the quarters to the left that set it upright.
    """

    file: str
    sha256: str
    media: Media
    pages: int
    text: str
    spans: tuple[Span, ...]
    pages_read: int
    turns: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def turned(self) -> int:
        """Count the pages that stood turned."""
        return len(self.turns)


@dataclass(frozen=True, slots=True)
class Aside:
    """A file that could not be read: the reason, and what to do about it."""

    file: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Said:
    """A value as a paper writes it, and where: code points of its text, and the page.

    A value that a person or a case's register states has `page` 0.
    """

    value: str
    file: str
    page: int = 0
    start: int = 0
    end: int = 0


class PartyRole(StrEnum):
    """As what a paper names an organisation."""

    SELLER = "seller"
    BUYER = "buyer"
    MAKER = "maker"
    CONSIGNEE = "consignee"
    CARRIER = "carrier"
    BANK = "bank"
    LABORATORY = "laboratory"
    ISSUER = "issuer"


@dataclass(frozen=True, slots=True)
class PaperParty:
    """An organisation that a paper names, in a role."""

    role: PartyRole
    name: str
    said: Said


class AmountRole(StrEnum):
    """What a quantity on a paper is of."""

    GOODS = "goods"
    TAKEN = "taken in"
    MADE = "made"
    WASTE = "waste"


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity of goods.

    `grams` is None for what is counted and not weighed. `goods` is the stage of the
    commodity that makes such goods, "" when the paper does not say; `lot` the lot it
    is of.
    """

    role: AmountRole
    number: float
    unit: str
    grams: int | None
    said: Said
    goods: str = ""
    lot: str = ""
    gross: bool = False

    def __str__(self) -> str:
        """Give number and unit; a weight in a unit of another script is put in kg."""
        if self.grams is not None and not self.unit.isascii():
            return f"{self.grams / 1000:,.10g} kg"
        return f"{self.number:,.10g} {self.unit}"


@dataclass(frozen=True, slots=True)
class PaperRef:
    """A number of another paper, or of goods, by which papers hang together."""

    kind: TieKind
    value: str
    said: Said


@dataclass(frozen=True, slots=True)
class LabTest:
    """What a laboratory test or a certificate states of itself, as facts.

    Each is "" when the paper does not say. `method` is a key of
    `data/papers/methods.yml`; `stage` the stage whose goods were sampled.
    """

    method: str
    laboratory: str = ""
    accreditation: str = ""
    library: str = ""
    sample: str = ""
    custody: str = ""
    stage: str = ""
    result: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """One document of a folder.

    `kind` is a key of `data/documents.yml`, "" when nothing tells; `sure` is how sure
    that is, from 0 to 1, and `reasons` say by which words. `stage` is the stage of the
    commodity it belongs to, "" when none or more than one is as likely: `stages` then
    holds them all. `lots_in` and `lots_out` are what a record of production took and
    made; papers of trade name theirs in `lots_out`. `begun` is the day on which the
    work of a record began, where it says that beside the day on which it ended.
    `turns` are pages to be turned upright, as in `PaperText`.
    `language` is "en", "zh", "en zh", another code, or "".
    """

    file: str
    sha256: str
    media: Media
    pages: int
    language: str = ""
    kind: str = ""
    sure: float = 0.0
    reasons: tuple[str, ...] = ()
    title: str = ""
    number: Said | None = None
    day: date | None = None
    day_said: Said | None = None
    commodity: str = ""
    process: str = ""
    stage: str = ""
    stages: tuple[str, ...] = ()
    parties: tuple[PaperParty, ...] = ()
    goods: tuple[Said, ...] = ()
    amounts: tuple[Amount, ...] = ()
    lots_in: tuple[Said, ...] = ()
    lots_out: tuple[Said, ...] = ()
    refs: tuple[PaperRef, ...] = ()
    money: tuple[Said, ...] = ()
    test: LabTest | None = None
    notes: tuple[str, ...] = ()
    begun: date | None = None
    turns: tuple[tuple[int, int], ...] = ()

    def party(self, *roles: PartyRole) -> str:
        """Name the first organisation in one of these roles, best role first."""
        for role in roles:
            for party in self.parties:
                if party.role is role:
                    return party.name
        return ""
