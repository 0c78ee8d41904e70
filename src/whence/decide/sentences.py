"""Touches and asides as lines of reasoning: every element its own sentence."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from whence.decide.touches import Aside, Element, Touch, needed, reaches
from whence.decide.wording import Voice, variant
from whence.model.chain import Fact, Operation
from whence.model.measure import Outcome, Standing, Step, Version
from whence.model.source import Grade, Source
from whence.model.span import Span
from whence.model.view import Exhibit
from whence.shelf.documents import title_of
from whence.shelf.places import name_of

PPM_PER_CENT = 10_000
GOODS = "these goods"
INPUT = "an input of these goods"
NOBODY = "an unknown party"
SOURCES_SHOWN = 12
"""A line cites at most so many rows; the findings keep every one of a chain."""

Names = Mapping[str, str]


def step(
    voice: Voice,
    template: str,
    values: dict[str, str],
    *,
    grade: Grade | None = None,
    outcome: Outcome | None = None,
    met: bool | None = None,
    sources: tuple[Source, ...] = (),
    reference: str = "",
    children: tuple[Step, ...] = (),
) -> Step:
    """Make a line of reasoning; its sentence must be carried by its grade."""
    return Step(
        template,
        tuple(values.items()),
        voice.render(template, values, grade=grade, outcome=outcome),
        met,
        grade,
        sources[:SOURCES_SHOWN],
        reference,
        children,
    )


@lru_cache(maxsize=8192)
def place(code: str) -> str:
    """Name a place, with its code when the name alone could mislead."""
    name = name_of(code)
    return code if name == code else f"{name} ({code})"


def party(act: Operation, names: Names, voice: Voice) -> str:
    """Name the party of an act."""
    return names.get(act.party, act.party) if act.party else voice.word(NOBODY)


def what(touch: Touch, voice: Voice) -> str:
    """Name what an act made: the goods, or an input of them where it lies above."""
    act = touch.act
    if act.product:
        return voice.word(act.product)
    if act.hs:
        return voice.say("goods.code", hs=act.hs)
    return voice.word(GOODS if len(touch.link.ties) == 1 else INPUT)


def said(fact: Fact, voice: Voice) -> str:
    """Quote the words a fact was read from, and how."""
    words, about = (f"“{fact.note}”" if fact.note else ""), voice.word(fact.about)
    return f"{about}{voice.word(': ')}{words}" if about and words else about or words


class Teller:
    """Writes the lines of one decision: it knows the names and the outcome."""

    def __init__(
        self,
        names: Names,
        acts: Mapping[str, Operation],
        *,
        outcome: Outcome,
        day: date,
        voice: Voice,
        scope: str = "",
    ) -> None:
        """Take what every sentence needs; `scope` names the goods of the measure."""
        self.names, self.acts, self.outcome, self.day = names, acts, outcome, day
        self.voice, self.scope = voice, scope

    def who(self, act: Operation) -> str:
        """Name the party of an act."""
        return party(act, self.names, self.voice)

    def touch(self, touch: Touch, version: Version, met: bool) -> Step:
        """Write a touch: a line, and a line under it for every element."""
        grade = touch.grade
        values = {
            "party": self.who(touch.act),
            "elements": self.voice.word("; ").join(map(self.brief, touch.elements)),
        }
        if touch.paper is not None:
            template = "touch.paper"
            values |= paper_values(touch.paper, self.voice)
        elif touch.standing is not None:
            template, values["listed"] = "touch.party", touch.standing.listing.name
        else:
            template = "touch.place"
            values["place"] = place(touch.fact.value) if touch.fact else ""
        return step(
            self.voice,
            template,
            values,
            grade=grade,
            outcome=self.outcome,
            met=met,
            reference=touch.ground.reference,
            children=tuple(self.element(touch, e, version) for e in touch.elements),
        )

    def brief(self, element: Element) -> str:
        """Say in a few words what one element rests on."""
        return self.voice.render(
            f"element.{element.what}",
            {"grade": self.voice.word(element.said.value)},
            grade=element.grade,
            outcome=self.outcome,
        )

    def element(self, touch: Touch, element: Element, version: Version) -> Step:
        """Write one element of a ground."""
        values, sources = self._filled(touch, element, version)
        return step(
            self.voice,
            variant(element.what, element.grade),
            values,
            grade=element.grade,
            outcome=self.outcome,
            met=reaches(element.grade, needed().first_word),
            sources=sources,
            reference=touch.ground.reference,
        )

    def _filled(
        self, touch: Touch, element: Element, version: Version
    ) -> tuple[dict[str, str], tuple[Source, ...]]:
        act, fact, standing = touch.act, touch.fact, touch.standing
        voice = self.voice
        values = {"party": self.who(act), "grade": voice.word(element.said.value)}
        match element.what:
            case "finding" | "decision" | "decision_maker" if touch.paper is not None:
                told = paper_values(touch.paper, voice)
                return values | told, (touch.paper.row.source,)
            case "site" | "origin" | "signal" if fact is not None:
                values |= {"place": place(fact.value), "said": said(fact, voice)}
                return values, fact.sources
            case "made" | "other_role":
                values |= {"goods": what(touch, voice), "role": voice.word(act.role)}
                return values, act.sources
            case "goods":
                values["scope"] = self.scope or version.scope.text
                return values, act.sources
            case "lanes" if touch.link.lanes is not None:
                path = touch.link.lanes
                share = path.share_ppm
                values["tiers"] = str(path.tiers)
                values["share"] = (
                    ""
                    if share is None
                    else voice.say("lanes.share", share=per_cent(share))
                )
                return values, _ties(touch)
            case "link":
                values["path"] = self.path(touch)
                return values, _ties(touch)
        assert standing is not None
        values |= standing_values(standing, self.day, voice)
        if element.what == "listing":
            values["grade"] = voice.word(standing.listing.grade)
            return values, (standing.listing.source,)
        return values, standing.sources

    def path(self, touch: Touch) -> str:
        """Write a path down to the goods: who, and by which number it is tied."""
        voice, parts = self.voice, [self.who(touch.act)]
        for tie in touch.link.ties:
            down = self.acts.get(tie.downstream)
            to = voice.word(GOODS) if down is None else self.who(down)
            kind, grade = voice.word(tie.kind), voice.word(tie.grade)
            parts.append(voice.say("link.tie", to=to, kind=kind, grade=grade))
        return " → ".join(parts)

    def aside(self, aside: Aside) -> Step:
        """Write a line that touches no ground."""
        act, fact, standing = aside.act, aside.fact, aside.standing
        voice = self.voice
        values = {
            "party": self.who(act),
            "role": voice.word(act.role),
            "date": str(self.day),
        }
        grade: Grade | None = None
        sources: tuple[Source, ...] = ()
        if fact is not None:
            values |= {
                "place": place(fact.value),
                "said": said(fact, voice),
                "grade": voice.word(fact.grade),
                "site": place(aside.site),
            }
            grade, sources = fact.grade, fact.sources
        if standing is not None:
            values |= standing_values(standing, self.day, voice)
            sources = standing.sources
            if aside.what == "note.listed":
                grade = standing.grade
            if aside.what == "note.relation" and standing.span is not None:
                values["days"] = _days(standing.span, voice)
        return step(
            voice,
            aside.what,
            values,
            grade=grade,
            outcome=self.outcome,
            met=False if standing is not None else None,
            sources=sources,
        )


def _ties(touch: Touch) -> tuple[Source, ...]:
    return tuple(sorted({s for t in touch.link.ties for s in t.sources}))


def _span(span: Span, voice: Voice) -> dict[str, str]:
    until = voice.say("listing.until", end=str(span.end)) if span.end else ""
    return {"start": str(span.start), "until": until, "end": str(span.end or "")}


def _days(span: Span, voice: Voice) -> str:
    """Say over which days a relation holds; one without a start is told so."""
    if span.start == date.min:
        return voice.say("relation.until", end=str(span.end))
    return voice.say("relation.from", **_span(span, voice))


@lru_cache(maxsize=4096)
def _edition(source: Source) -> str:
    return (
        f"{source.name}, sha256 {source.sha256[:12]}" if source.sha256 else source.name
    )


def standing_values(standing: Standing, day: date, voice: Voice) -> dict[str, str]:
    """Give what sentences ask of a standing: who is listed, since when, why."""
    listing, judgement = standing.listing, standing.judgement
    sections = ", ".join(key for key, span in listing.sections if day in span)
    why = judgement.why if judgement and judgement.why else voice.why(standing.why)
    return {
        "listed": listing.name,
        "list": listing.list_key,
        "standing": voice.word(standing.kind),
        "why": why,
        "score": f"{standing.p_same:.2f}",
        "scope": listing.scope,
        "sections": voice.say("listing.section", sections=sections) if sections else "",
        "edition": _edition(listing.source),
        "by": judgement.by if judgement else voice.word("nobody"),
        "on": str(judgement.on) if judgement else voice.word("no day"),
        "reason": judgement.reason if judgement else "",
        "grade": voice.word(standing.grade),
        **_span(listing.span, voice),
    }


def paper_values(paper: Exhibit, voice: Voice) -> dict[str, str]:
    """Give what sentences ask of a paper: which, by whom, of which day."""
    row = paper.row
    return {
        "document": row.document,
        "kind": voice.word(title_of(row.kind)),
        "author": row.author or voice.word("nobody named"),
        "of_day": voice.say("paper.of_day", day=str(row.day)) if row.day else "",
        "about": row.party or voice.word(GOODS),
    }


def per_cent(ppm: int) -> str:
    """Write millionths as a percentage.

    >>> per_cent(600_000), per_cent(3_000)
    ('60 %', '0.3 %')
    """
    return f"{ppm / PPM_PER_CENT:.3g} %"
