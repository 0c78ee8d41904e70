"""A decision as text: a tree for a terminal, or prose to be read aloud."""

from collections.abc import Iterable, Mapping

from whence.decide.wording import RANK, Voice, voice
from whence.model.measure import Decision, Outcome, Paper, Step
from whence.model.source import Source

MARKS = {True: "+", False: "-", None: "."}
PAPERS = 5
"""So many papers to ask for are written out in prose; of the rest, the number."""
HEADS = ("outcome", "note.as_law")
WHY = ("ground",)
DATES = (
    "note.as_if",
    "note.range",
    "note.outlook",
    "note.ahead",
    "note.others",
)
SHOWN = ("input", "gate", "note.break", "note.leads")
LAW = ("note.law",)


def text(decision: Decision, *, width: int = 0, language: str = "en") -> str:
    """Write a decision as a tree for a terminal.

    A line begins with `+` where something is met, `-` where it is not, `.` where it
    only informs; the grade, the reference and the rows it rests on stand behind it.
    `width` cuts long lines; 0 cuts nothing.
    """
    tongue = voice(language)
    outcome = tongue.word(decision.outcome).upper()
    values = {"title": decision.title, "outcome": outcome, "date": str(decision.on)}
    lines = [tongue.say("prose.title", **values)]
    lines += tree(decision.steps, tongue)
    for head, said in (
        ("prose.readings", [f". {decision.reading}"] if decision.reading else []),
        ("prose.against", tree(decision.contrary, tongue)),
    ):
        lines += [f"{tongue.say(head)}:", *said] if said else []
    lines.append(tongue.say("prose.answer", answer=tongue.word(decision.answer)))
    lines.append(tongue.say("prose.notice"))
    return "\n".join(_cut(line, width) for line in lines)


def tree(
    steps: Iterable[Step], tongue: Voice | None = None, depth: int = 0
) -> list[str]:
    """Write lines of reasoning, each with its children under it."""
    tongue, lines = tongue or voice(), []
    for step in steps:
        behind = [tongue.word(step.grade)] if step.grade else []
        behind += [step.reference] if step.reference else []
        where = "; ".join(dict.fromkeys(str(s) for s in step.sources[:3]))
        if where:
            behind.append(where)
        tail = f" [{'; '.join(behind)}]" if behind else ""
        lines.append(f"{'  ' * depth}{MARKS[step.met]} {step.text}{tail}")
        lines += tree(step.children, tongue, depth + 1)
    return lines


def prose(
    decision: Decision,
    *,
    consignment: str = "",
    names: Mapping[str, str] | None = None,
    language: str = "en",
) -> str:
    """Write a decision as paragraphs, every sentence with its grade and its rows.

    Numbers in brackets lead to the rows named at the end. `names` gives what to print
    for each party that is asked for a paper.
    """
    return _Page(voice(language), names or {}).write(decision, consignment)


class _Page:
    """Lays one decision out as paragraphs, and numbers what it cites."""

    def __init__(self, tongue: Voice, names: Mapping[str, str]) -> None:
        self.voice, self.names = tongue, names
        self.cited: dict[Source, int] = {}

    def write(self, decision: Decision, consignment: str) -> str:
        """Write the page: conclusion, why, dates, tracing, and what else is known."""
        steps, say = decision.steps, self.voice.say
        head = say(
            "prose.head",
            consignment=consignment or self.voice.word("these goods"),
            title=decision.title,
            outcome=self.voice.word(decision.outcome),
        )
        known = (*HEADS, *WHY, *DATES, *SHOWN, *LAW)
        beside = [s for s in steps if not s.template.startswith(known)]
        parts = [
            (head, [*self._lines(_of(steps, HEADS)), *self._short(decision)]),
            (say("prose.why"), self._grounds(_of(steps, WHY))),
            (say("prose.dates"), self._lines(_of(steps, DATES))),
            (say("prose.shown"), self._lines(_of(steps, SHOWN))),
            (say("prose.beside"), self._lines(beside)),
            (say("prose.against"), self._lines(decision.contrary)),
            (say("prose.readings"), [decision.reading] if decision.reading else []),
            (say("prose.papers"), self._papers(decision.papers)),
            (say("prose.notes"), self._lines(_of(steps, LAW))),
        ]
        parts.append((say("prose.sources"), self._sources()))
        end = [
            say("prose.answer", answer=self.voice.word(decision.answer)),
            say("prose.notice"),
        ]
        blocks = ["\n".join([title, *lines]) for title, lines in parts if lines]
        return "\n\n".join([*blocks, "\n".join(end)])

    def _grounds(self, grounds: Iterable[Step]) -> list[str]:
        """Write each ground, and of every party the best that touches it in full."""
        lines: list[str] = []
        for ground in grounds:
            lines.append(f"{ground.text} ({ground.reference})")
            told: dict[str, list[Step]] = {}
            for touch in ground.children:
                told.setdefault(dict(touch.values).get("party", ""), []).append(touch)
            for who, touches in told.items():
                best = touches[0]
                rests = best.children or (best,)
                lines += [f"  {s.text}{self._behind(s)}" for s in rests]
                if len(touches) > 1:
                    count = str(len(touches) - 1)
                    more = self.voice.say("prose.more", party=who, count=count)
                    lines.append(f"  {more}")
        return lines

    def _lines(self, steps: Iterable[Step], depth: int = 0) -> list[str]:
        """Write a sentence a line; what it rests on stands below it, further in."""
        lines = []
        for step in steps:
            lines.append(f"{'  ' * depth}{step.text}{self._behind(step)}")
            lines += self._lines(step.children, depth + 1)
        return lines

    def _behind(self, step: Step) -> str:
        """Give the grade and the numbers of the rows behind a sentence."""
        if not step.sources:
            return ""
        marks = ", ".join(str(self._number(s)) for s in step.sources)
        grade = f"{self.voice.word(step.grade)}, " if step.grade else ""
        return f" [{grade}{marks}]"

    def _number(self, source: Source) -> int:
        return self.cited.setdefault(source, len(self.cited) + 1)

    def _papers(self, papers: tuple[Paper, ...]) -> list[str]:
        """Write the papers to ask for, those of one party together."""
        voice, asked = self.voice, dict[str, list[Paper]]()
        for paper in papers:
            asked.setdefault(paper.party, []).append(paper)
        lines = []
        for party, rows in asked.items():
            who = self.names.get(party, party) or voice.word("the supplier")
            lines.append(voice.say("prose.ask", party=who))
            kinds: dict[tuple[str, str, str], list[str]] = {}
            for p in rows:
                mark = voice.word("; ") + voice.word(p.verification)
                mark = "" if p.verification.decides else mark
                stages = kinds.setdefault((p.kind, p.reference, mark), [])
                stages += [voice.word(p.stage)] if p.stage else []
            for kind, stages in list(kinds.items())[:PAPERS]:
                lines.append(f"  {self._paper(kind, stages)}")
            if len(kinds) > PAPERS:
                count = str(len(kinds) - PAPERS)
                lines.append(f"  {voice.say('prose.more_papers', count=count)}")
        return lines

    def _paper(self, kind: tuple[str, str, str], stages: list[str]) -> str:
        voice, told = self.voice, list(dict.fromkeys(stages))
        joined = voice.word(", ").join(told)
        values = {
            "kind": kind[0],
            "reference": kind[1],
            "mark": kind[2],
            "stages": voice.say("prose.stages", stages=joined) if told else "",
        }
        return voice.say("prose.paper", **values)

    def _short(self, decision: Decision) -> list[str]:
        """Say what the outcome means, and on which point it hangs."""
        lines = [self.voice.say(f"prose.means.{decision.outcome}")]
        asks = [s for s in decision.steps if s.template == "ground.asks" and s.children]
        if decision.outcome is Outcome.TO_ANSWER and asks:
            best = min(asks, key=_rank)
            weak = max(best.children[0].children, key=_rank)
            said = self.voice.render(
                "prose.open", {"said": weak.text}, grade=weak.grade, outcome=None
            )
            lines.append(said)
        return lines

    def _sources(self) -> list[str]:
        return [f"{number}  {source}" for source, number in self.cited.items()]


def _rank(step: Step) -> int:
    return RANK[step.grade] if step.grade else 0


def _of(steps: Iterable[Step], kinds: tuple[str, ...]) -> list[Step]:
    return [s for s in steps if s.template.startswith(kinds)]


def papers(decision: Decision, names: Mapping[str, str]) -> str:
    """Write the papers to ask for, one a line: which, from whom, for which stage."""
    lines = []
    for paper in decision.papers:
        party = names.get(paper.party, paper.party) or "the importer's supplier"
        stage = f" ({paper.stage})" if paper.stage else ""
        mark = "" if paper.verification == "seen" else f"; {paper.verification}"
        lines.append(
            f"{party}: {paper.kind}{stage}: {paper.why} [{paper.reference}{mark}]"
        )
    return "\n".join(lines) or "No paper is missing."


def _cut(line: str, width: int) -> str:
    return line if not width or len(line) <= width else line[: width - 1] + "…"
