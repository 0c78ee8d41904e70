"""What the steps of reading a list anew share: what they start from, what they find."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from whence.jobs.steps.accepting import Acceptance
from whence.model.listfile import ListEvent
from whence.model.listing import Edition, Listing
from whence.shelf.list_files import Description, Printed


@dataclass(frozen=True, slots=True)
class Ground:
    """What every step needs: the list, the day it was seen, which removals a person
    accepts, and where the file came from."""

    about: Description
    seen: date
    reference: str
    accepted: Acceptance
    sha256: str


@dataclass(frozen=True, slots=True)
class Last:
    """The last version: its edition, former names kept, days as printed, and the keys
    of listings that its file did not print and nobody accepted as removed."""

    edition: Edition | None
    kept: Mapping[str, tuple[str, ...]]
    printed: Mapping[str, Printed]
    unprinted: frozenset[str]


@dataclass(slots=True)
class Relisting:
    """What came of it. `removals` are gone from the file for the first time and wait
    for a person's word, `unprinted` are the keys of all who stay though it does not
    print them, and `gone` every name that it no longer prints."""

    listings: dict[str, Listing] = field(default_factory=dict)
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)
    printed: dict[str, Printed] = field(default_factory=dict)
    events: list[ListEvent] = field(default_factory=list)
    removals: list[Listing] = field(default_factory=list)
    unprinted: set[str] = field(default_factory=set)
    gone: list[str] = field(default_factory=list)
