"""Two looks at one portfolio: which outcomes moved, and what moved them.

A cause is found by taking one thing back at a time, all else as it is now: where the
outcome is then the old one again, that thing moved it. Nothing else is searched.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from whence.jobs.steps.deciding import printed
from whence.jobs.steps.scene import EVERY, Scene, Setting
from whence.model.chain import Chain, Consignment
from whence.model.measure import Result, Standing
from whence.model.party import Judgement
from whence.model.portfolio import Cause, Change
from whence.model.rows import DocumentRow

Again = Callable[[Setting], Scene]
Found = Mapping[tuple[str, str], Result]
TOGETHER = Cause("together", "no one thing alone: several together moved it")


@dataclass(frozen=True, slots=True)
class Look:
    """A scene with the result of every consignment and measure."""

    scene: Scene
    found: Found
    goods: Mapping[str, Consignment]


def look(scene: Scene, wanted: frozenset[str] | None = None) -> Look:
    """Decide a scene, or only some of its consignments."""
    portfolio, found = scene.portfolio, {}
    goods = {c.key: c for c in portfolio.goods if wanted is None or c.key in wanted}
    for key, consignment in goods.items():
        chain = portfolio.chain(consignment)
        for result in portfolio.panel.results(consignment, chain):
            found[key, result.measure] = result
    return Look(scene, found, goods)


def moved(was: Look, now: Look) -> tuple[tuple[Change, ...], int]:
    """Give the pairs whose outcome, day or outlook is another, and count the rest."""
    changes, same = [], 0
    for key in sorted({*was.found, *now.found}):
        old, new = was.found.get(key), now.found.get(key)
        if _word(old) == _word(new):
            same += 1
        else:
            changes.append(Change(*key, old, new))
    return tuple(changes), same


def _word(result: Result | None) -> object:
    return result and (result.outcome, result.outlook)


def _told(result: Result | None, change: Change) -> object:
    """Give what moved: the outcome, or only the outlook."""
    was, now = change.before, change.after
    if result and was and now and was.outcome is now.outcome:
        return result.outlook
    return result and result.outcome


def explained(
    changes: Sequence[Change], was: Look, now: Look, *, again: Again
) -> tuple[Change, ...]:
    """Find for each change what moved it, by taking one thing back at a time."""
    before, after = was.scene.setting, now.scene.setting
    wanted = frozenset(c.consignment for c in changes)
    looks = {
        kind: look(again(setting), wanted)
        for kind, setting in _one_back(before, after)
        if wanted
    }
    return tuple(replace(c, causes=_causes(c, was, now, looks)) for c in changes)


def _one_back(before: Setting, after: Setting) -> list[tuple[str, Setting]]:
    """Give settings like the one now, each with one thing as it was before."""
    if before.as_of == after.as_of:
        return [("lists", before)]
    day = before.as_of
    fixed = replace(after, judged=after.as_of, papers=after.as_of)
    return [
        ("lists", replace(fixed, listed={EVERY: day})),
        ("judgements", replace(fixed, judged=day)),
        ("documents", replace(fixed, papers=day)),
        ("day", replace(fixed, as_of=day, listed={EVERY: after.as_of})),
    ]


def _causes(
    change: Change, was: Look, now: Look, looks: Mapping[str, Look]
) -> tuple[Cause, ...]:
    key = (change.consignment, change.measure)
    causes: list[Cause] = []
    for kind, back in looks.items():
        if _told(back.found.get(key), change) != _told(change.after, change):
            causes += _named(kind, change, was, now=now, back=back)
    return tuple(dict.fromkeys(causes)) or (TOGETHER,)


def _named(
    kind: str, change: Change, was: Look, *, now: Look, back: Look
) -> list[Cause]:
    """Name what moved a change: listings, judgements, papers, or what a day brought."""
    goods = now.goods.get(change.consignment) or was.goods.get(change.consignment)
    if goods is None:
        return [Cause(kind, "the goods were not known then")]
    chain = now.scene.portfolio.chain(goods)
    parties = sorted({act.party for act in chain.operations if act.party})
    match kind:
        case "lists":
            found = _listings(parties, back.scene, now.scene)
        case "judgements":
            found = _judgements(parties, back.scene, now.scene)
        case "documents":
            found = _documents(chain, goods, back=back.scene, now=now.scene)
        case _:
            days = (back.scene.setting.as_of, now.scene.setting.as_of)
            found = _days(change.measure, parties, now.scene, days=days)
    return found or [Cause(kind, PLAIN[kind])]


PLAIN = {
    "lists": "the lists of that day",
    "judgements": "judgements recorded since",
    "documents": "documents dated since",
    "day": "the day of the question itself",
}


def _listings(parties: Sequence[str], then: Scene, now: Scene) -> list[Cause]:
    """Name the listings of these parties that came, went or changed."""
    found = []
    for party in parties:
        old = {_of(s): s for s in then.screening.standings.get(party, ())}
        new = {_of(s): s for s in now.screening.standings.get(party, ())}
        name = now.screening.parties[party].name
        for key in sorted({*old, *new}):
            before, after = old.get(key), new.get(key)
            if before and after and _held(before) == _held(after):
                continue
            found.append(_unheld(after, then, now) or _listing(name, before, after))
    return found


def _unheld(standing: Standing | None, then: Scene, now: Scene) -> Cause | None:
    """Say that no version of a list was known then, where that is why."""
    key = standing.listing.list_key if standing else ""
    if not key or any(e.list_key == key for e in then.editions):
        return None
    edition = next(e for e in now.editions if e.list_key == key)
    text = f"no version of the list {key} was known; the one held is of"
    return Cause("lists", f"{text} {printed(edition)}", edition.reference)


def _of(standing: Standing) -> tuple[str, str]:
    return standing.listing.key, standing.kind.value


def _held(standing: Standing) -> object:
    listing = standing.listing
    return listing.span, listing.names, listing.sections, listing.grade, standing.grade


def _listing(name: str, old: Standing | None, new: Standing | None) -> Cause:
    standing = new or old
    assert standing is not None
    listing = standing.listing
    span = listing.span
    until = f" to {span.end}" if span.end else ""
    on = f"{listing.name} on the list {listing.list_key}, from {span.start}{until}"
    word = "now" if old is None else "no longer" if new is None else "otherwise"
    text = f"{name} stands {word} as {standing.kind} to {on}"
    return Cause("lists", text, listing.source.name, (listing.source,))


def _judgements(parties: Sequence[str], then: Scene, now: Scene) -> list[Cause]:
    """Name the judgements about these parties that were recorded since."""
    found = []
    for party in parties:
        old = {_judged(s) for s in then.screening.standings.get(party, ())}
        for standing in now.screening.standings.get(party, ()):
            judgement = standing.judgement
            if judgement is not None and _judged(standing) not in old:
                name = now.screening.parties[party].name
                text = (
                    f"{name} was judged {judgement.verdict} to {standing.listing.name}"
                    f" by {judgement.by} on {judgement.on}: {judgement.why}"
                )
                found.append(Cause("judgements", text))
    return found


def _judged(standing: Standing) -> Judgement | None:
    return standing.judgement


def _documents(
    chain: Chain, goods: Consignment, *, back: Scene, now: Scene
) -> list[Cause]:
    """Name the papers about these goods that were not known then."""
    old = {e.row.source for e in back.view.exhibits}
    known = now.screening.parties
    names = {n for act in chain.operations if act.party for n in known[act.party].names}
    used = {s for act in chain.operations for f in act.facts for s in f.sources}
    used |= {s for act in chain.operations for s in act.sources}
    found = []
    for exhibit in now.view.exhibits:
        row = exhibit.row
        if row.source in old:
            continue
        if row.source in used or _about(row, goods) or names & {row.party, row.author}:
            text = f"the document {row.document} ({row.kind}) of {row.day}"
            found.append(Cause("documents", text, "", (row.source,)))
    return found


def _about(row: DocumentRow, goods: Consignment) -> bool:
    numbers = {goods.order, goods.entry_number} - {""}
    return bool({row.order, row.entry} & numbers)


def _days(
    key: str, parties: Sequence[str], scene: Scene, *, days: tuple[date, date]
) -> list[Cause]:
    """Name the law and the listings that began or ended between two days."""
    found = []
    for measure in (m for m in scene.measures if m.key == key):
        for version in measure.versions:
            span = version.span
            for day, word in ((span.start, "began"), (span.end, "ended")):
                if day is not None and days[0] < day <= days[1]:
                    text = f"this version of {measure.title} {word} on {day}"
                    found.append(Cause("day", text, version.reference))
    for party in parties:
        for standing in scene.screening.standings.get(party, ()):
            span, name = standing.listing.span, scene.screening.parties[party].name
            for day, word in ((span.start, "began"), (span.end, "ended")):
                if day is not None and days[0] < day <= days[1]:
                    text = f"the listing of {standing.listing.name}, to which {name}"
                    text += f" stands as {standing.kind}, {word} on {day}"
                    source = standing.listing.source
                    found.append(Cause("day", text, source.name, (source,)))
    return found
