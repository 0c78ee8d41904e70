"""`whence trace who`: the mentions that are one party of a store, and why; and two of
them put up for judging."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from whence.engine.duck import texts
from whence.errors import UsageError
from whence.jobs.steps.trade_near import party_of
from whence.jobs.steps.trade_store import MASKED, PartyLine, TradeStore
from whence.match.keys import pair_key
from whence.normalise.somebody import names_person
from whence.store.case import Case
from whence.store.judged import Shown


@dataclass(frozen=True, slots=True)
class WhoRequest:
    """Which party of which case (key or name); or two mentions (`m-...`), to be held to
    be one firm or two."""

    case: Path
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MentionLine:
    """A mention: its key, what it says, and why it stands under its party."""

    key: str
    name: str
    country: str
    address: str
    why: str


@dataclass(frozen=True, slots=True)
class WhoResult:
    """The party with its mentions; or the two mentions and the key to judge them by."""

    party: PartyLine | None
    mentions: tuple[MentionLine, ...]
    candidate: str = ""


def who(request: WhoRequest) -> WhoResult:
    """Show who a party of the store is, or put two mentions up for judging.

    Raises:
        UsageError: no such case, store, party or mention, or several parties.
        CaseBusy: another process is writing the case.

    """
    store = TradeStore(request.case)
    if len(request.who) == 2:
        return _pair(store, request.who)
    if len(request.who) != 1:
        raise UsageError("one party is shown, or two mentions are judged.")
    number = party_of(store, request.who[0])
    with store.duck(threads=1) as duck:
        duck.table("asked", {"party": np.array([number], np.int32)})
        rows = duck.rows("mentions_of")
    return WhoResult(store.shown([number])[number], tuple(map(_line, rows)))


def _line(row: Sequence[str]) -> MentionLine:
    """Show a mention; a name that reads as a person's is withheld."""
    key, name, country, address, why = row
    if names_person(name):
        name, address = MASKED, ""
    return MentionLine(key, name, country, address, why)


def _pair(store: TradeStore, keys: Sequence[str]) -> WhoResult:
    """Remember two mentions as a question that `whence judge` can answer."""
    with store.duck(threads=1) as duck:
        duck.table("asked", {"key": texts(sorted(set(keys)))})
        lines = {line.key: line for line in map(_line, duck.rows("mentions_at"))}
    for key in keys:
        if key not in lines:
            raise UsageError(
                f"{key!r} is no mention of the store.",
                where=str(store.case),
                remedy="`whence trace who PARTY` lists mentions with their keys.",
            )
    left, right = sorted(keys)
    if left == right:
        raise UsageError("a mention cannot be judged against itself.")
    words = (_words(lines[left]), _words(lines[right]))
    asked = Shown(pair_key(left, right), *words, left, right)
    with Case.open(store.case, create=False, who="whence trace who") as case:
        case.casebook.shown([asked])
    return WhoResult(None, (lines[left], lines[right]), asked.candidate)


def _words(line: MentionLine) -> str:
    """Give a mention in one line."""
    return ", ".join(part for part in (line.name, line.address, line.country) if part)
