"""Which of a case's own parties the newest version of a list touches, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from whence.errors import InputError, OutputError, Refused
from whence.jobs.steps.accepting import KEPT
from whence.jobs.steps.marking import name_of
from whence.jobs.steps.parties import party_findings
from whence.jobs.steps.screening import screen
from whence.model.findings import CandidateFinding, PartyFinding
from whence.model.listfile import ListEvent
from whence.model.listing import Edition, Listing
from whence.model.rows import Tables
from whence.model.table import Mapping, RawTable
from whence.read.files import read_file
from whence.read.roles import map_table
from whence.read.typed import type_tables
from whence.shelf import matching
from whence.shelf.matching import MatchPolicy
from whence.store.case import Case

BEFORE = "#before"  # marks a listing as it stood under the version before
SHOWN_PLACES = 3
QUIET = frozenset({"restated"})  # changes no name, no section and no standing


@dataclass(frozen=True, slots=True)
class Touched:
    """A party of the case, the listing that changed, and how the two stand.

    `standing` is identity, subsidiary, related, candidate or different; `word` is the
    same for a reader, and tells a candidate that is only alike as a parent, sister or
    branch would be. `as_before` is true where the party meets only what the listing was
    called before. `places` are rows of the user's files that name the party.
    """

    party: str
    list_key: str
    listing: str
    listed_name: str
    change: str
    day: date
    standing: str
    word: str
    p_same: float
    p_related: float
    as_before: bool
    why: str
    places: tuple[str, ...]


def own_tables(case: Case) -> tuple[Tables, tuple[str, ...]]:
    """Read the inputs that the case keeps, without writing anything.

    Returns:
        The rows, and a sentence for each file that had to be left out.

    """
    pairs: list[tuple[RawTable, Mapping]] = []
    notes: list[str] = []
    saved = case.saved_mappings()
    for sha256, name in case.inputs():
        try:
            tables = read_file(case.input_path(sha256), work=case.tmp)
        except (InputError, OutputError, Refused) as error:
            notes.append(f"{name} was left out: {error.what}")
            continue
        for raw in tables:
            mapping = map_table(raw, saved=saved)
            if mapping.missing:
                notes.append(f"{name} was left out: columns are not clear.")
            else:
                pairs.append((raw, replace(mapping, accepted=True)))
    return type_tables(pairs, key=case.key).tables, tuple(notes)


def is_change(event: ListEvent) -> bool:
    """Whether an event changed the list, and is not only said again."""
    return event.kind not in QUIET and KEPT not in event.detail


def touched(
    case: Case,
    tables: Tables,
    *,
    now: Edition,
    before: Edition | None,
    events: Sequence[ListEvent],
    on: date,
) -> tuple[Touched, ...]:
    """Hold the parties against the listings that changed, old names included."""
    changes = [e for e in events if e.kind not in QUIET]
    listings = _changed(now, before, {e.key for e in changes})
    edition = replace(now, listings=listings, rows=len(listings))
    policy = matching.policy(dict(case.config.policies).get("match", ""))
    found = screen(
        tables,
        (),
        editions=(edition,),
        judgements=case.casebook.judgements(on),
        as_of=on,
        policy=policy.name,
    )
    parties = party_findings(
        found, tables, editions=(edition,), regions=(), as_of=on, touching={}
    )
    rows = [row for e in changes for row in _rows(parties, e, now.list_key, policy)]
    best: dict[tuple[str, str, str], Touched] = {}
    for row in sorted(rows, key=lambda r: r.as_before):
        best.setdefault((row.party, row.listing, row.change), row)
    nearest: dict[str, float] = {}
    for row in best.values():
        nearest[row.party] = max(nearest.get(row.party, 0.0), row.p_same)
    # A party's own lines stand together, the party that most needs a look first.
    order = sorted(
        best.values(),
        key=lambda r: (-nearest[r.party], r.party, -r.p_same, r.listing, r.change),
    )
    return tuple(order)


def _changed(
    now: Edition, before: Edition | None, keys: set[str]
) -> tuple[Listing, ...]:
    """Give the listings as they are, and as they were where their names differ."""
    found = {x.key: x for x in now.listings if x.key in keys}
    for old in before.listings if before else ():
        if old.key not in keys:
            continue
        if old.key not in found or set(old.names) - set(found[old.key].names):
            found[old.key + BEFORE] = replace(old, key=old.key + BEFORE)
    return tuple(found[key] for key in sorted(found))


def _rows(
    parties: Sequence[PartyFinding],
    event: ListEvent,
    list_key: str,
    policy: MatchPolicy,
) -> list[Touched]:
    change = f"{event.kind}: {event.detail}" if event.detail else event.kind
    return [
        Touched(
            party=name_of(party),
            list_key=list_key,
            listing=event.key,
            listed_name=c.listed_name,
            change=change,
            day=event.day,
            standing=c.standing or "candidate",
            word=_word(c, policy),
            p_same=round(c.p_same, 4),
            p_related=round(c.p_related, 4),
            as_before=c.listing.endswith(BEFORE),
            why=c.why,
            places=tuple(str(source) for source in party.sources[:SHOWN_PLACES]),
        )
        for party in parties
        for c in party.candidates
        if c.listing.removesuffix(BEFORE) == event.key
    ]


def _word(found: CandidateFinding, policy: MatchPolicy) -> str:
    if found.standing not in ("", "candidate"):
        return found.standing
    return "candidate" if found.p_same >= policy.p_same else "related by name"
