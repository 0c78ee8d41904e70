"""Official registers: editions of a list, and who stood on it when."""

from dataclasses import dataclass
from datetime import date

from whence.model.party import RelationKind
from whence.model.source import Grade, Source
from whence.model.span import Span


@dataclass(frozen=True, slots=True)
class Relative:
    """Another organisation that a cited source ties to a listed one: `name` is its
    `kind` (subsidiary, parent, ...) by `reference`, over the days of `span`; None where
    no days are told. `asks` is false where nobody read it at the authority that
    `reference` names: it is told then, and no party is asked by it."""

    name: str
    kind: RelationKind
    reference: str
    span: Span | None = None
    asks: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """One organisation on one list. The key (list, first published name, first
    effective date) survives renames and moves.

    `names` are the official name now, then aliases and former names as published;
    `local_names` are (Chinese name, kind, reference) rows, kind being filing, press,
    transliteration, or own for the user's; `sections` maps a section to the days it
    held. `relatives` are tied to it and are not it.
    `scope` is the list's own words, such as "and subsidiaries". `grade` is below
    official when the listing is known only from the press (`to answer` at most).
    """

    key: str
    list_key: str
    name: str
    names: tuple[str, ...]
    local_names: tuple[tuple[str, str, str], ...]
    span: Span
    sections: tuple[tuple[str, Span], ...]
    scope: str
    country: str
    province: str
    identifiers: tuple[tuple[str, str], ...]
    grade: Grade
    source: Source
    note: str = ""
    relatives: tuple[Relative, ...] = ()

    @property
    def covers_subsidiaries(self) -> bool:
        """Whether the scope reaches subsidiaries or subordinates."""
        return any(w in self.scope for w in ("subsidiar", "subordinate"))


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a list as we hold it.

    `complete` means the publisher's whole page or file was parsed; `own_copy` is
    false for a third party's copy, which supports grounds and passes no gate.
    `removals_known_since` is the first day from which all removals are known.
    """

    list_key: str
    title: str
    publisher: str
    sha256: str
    published: date | None
    retrieved: date | None
    rows: int
    complete: bool
    own_copy: bool
    removals_known_since: date | None
    coverage: str
    reference: str
    seen_at: str
    listings: tuple[Listing, ...]
    invented: bool = False


@dataclass(frozen=True, slots=True)
class GateResult:
    """Whether a list can support `no link found` for goods imported on a day.

    `why` names the reason, and `about` fills it, so that it can be said in another
    language than that of `reason`; blank where only `reason` says it.
    """

    list_key: str
    passes: bool
    reason: str
    why: str = ""
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair worth a person's look: a party and a listing, with an explanation whose
    weights add up to `score`. `p_same` and `p_related` are calibrated chances.

    `identity` names the identity rule when one is met ("uscc", "full name and
    province"), else ""; `identity_said` is the grade of the rows that name the party,
    which is printed beside the rule. `conflicts` are the facts that speak against.
    `via` are the relatives of the listed one whose names the party bears, the likest
    first. Where it stands here by these alone, `as_relative` says so: the explanation
    then weighs the party against the first, and `p_related` is the chance. Where it is
    a name that the user gave the listed one, `own_name` is it, with its reference.
    """

    key: str
    party: str
    listing: str
    mention: str
    p_same: float
    p_related: float
    score: float
    explanation: tuple[tuple[str, str, float], ...]
    identity: str = ""
    identity_grade: Grade = Grade.INFERRED
    identity_said: Grade = Grade.INFERRED
    conflicts: tuple[str, ...] = ()
    left_hash: str = ""
    right_hash: str = ""
    via: tuple[Relative, ...] = ()
    as_relative: bool = False
    own_name: tuple[str, str] | None = None
