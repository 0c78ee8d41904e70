"""What the papers of a folder say by themselves, before an index corrects it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from whence.desk.balance_steps import balance_of, clashes_of_balance
from whence.desk.index import media_of
from whence.desk.papers_asking import country_of
from whence.desk.papers_clash import clashes
from whence.desk.papers_gaps import gaps_of
from whence.desk.papers_index import Sheaf
from whence.model.binder import BinderStep, Filed, Form
from whence.model.folder import BalanceStep, GapKind, Weighed
from whence.model.paper import Paper
from whence.read.documents.draft import papers_of
from whence.read.documents.folder import read_papers
from whence.store.files import sha256_of

OURS = (GapKind.STAGE, GapKind.LANGUAGE, GapKind.UNREAD)
"""Gaps that the binder states itself, exhibit by exhibit."""


@dataclass(frozen=True, slots=True)
class ReadFolder:
    """Papers as filed; `refused` counts lists of people, which are left where they lie
    and enter nothing; notes say what could not be read."""

    filed: list[Filed]
    commodity: str = ""
    refused: int = 0
    notes: tuple[str, ...] = ()


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


def read_filed(
    folder: Path, places: Mapping[str, Path], *, pictures: bool
) -> ReadFolder:
    """Give every paper of a folder with its text; a list of people is not among them.

    `pictures` also reads scans, where the machine can: without it, a list of people
    that is a picture is not known for one.

    Raises:
        InputError: there is no such folder, or nothing in it.

    """
    found = read_papers(folder, progress=_silent, pictures=pictures)
    commodity, papers = papers_of(found.texts)
    texts = {text.file: text.text for text in found.texts}
    filed = [Filed(paper, text=texts[paper.file]) for paper in papers]
    read = {f.paper.file for f in filed}
    for aside in found.aside:
        if aside.file in places and aside.file not in read:
            place = places[aside.file]
            paper = Paper(aside.file, sha256_of(place), media_of(aside.file), 1)
            filed.append(Filed(paper, trouble=aside.reason.rstrip(".")))
    notes = [f"{a.file}: {a.reason} {a.remedy}".strip() for a in found.aside]
    if found.refused:
        files = "file that is a list" if found.refused == 1 else "files that are lists"
        notes.append(
            f"{found.refused} {files} of people: left where it lies, in nothing of"
            " this; keep such papers under counsel"
        )
    filed.sort(key=lambda f: f.paper.file)
    return ReadFolder(filed, commodity, found.refused, tuple(notes))


def countries_of(steps: Sequence[BinderStep]) -> dict[str, str]:
    """Give where the papers that are shown say each party is, as two letters."""
    shown = [e for s in steps for e in s.exhibits if e.stands is not Form.WITHHELD]
    texts = {e.paper.file: e.filed.text for e in shown}
    names = {p.name for e in shown for p in e.paper.parties}
    return {name: country_of(name, texts) for name in sorted(names)}


def told_of(
    steps: Sequence[BinderStep], commodity: str, measure: str
) -> tuple[tuple[BinderStep, ...], tuple[tuple[str, int], ...]]:
    """Hold the papers of a binder against each other and weigh its steps.

    Gives the steps with their weighing, and what is missing or cannot all be right as
    (words, step). Files are named by their exhibit, and one that is withheld not at
    all.
    """
    shown = [e for s in steps for e in s.exhibits if e.stands is not Form.WITHHELD]
    papers = tuple(e.paper for e in shown)
    sheaf = Sheaf(commodity, papers, {e.paper.file: e.filed.text for e in shown})
    marks = {e.paper.file: e.mark for e in shown}
    numbers = {s.key: s.number for s in steps}
    rest = steps[-1].number if steps else 0
    weighed = balance_of(sheaf)
    found = []
    for gap in gaps_of(sheaf, (), measure=measure, hs=""):
        if gap.kind not in OURS:
            words = gap.text.removeprefix(f"{gap.stage}: ")
            found.append((named(words, marks, ()), numbers.get(gap.stage, rest)))
    for clash in (*clashes(sheaf), *clashes_of_balance(sheaf, weighed)):
        number = numbers.get(clash.stage, rest)
        words = f"{clash.kind.value}: {clash.text}"
        found.append((named(words, marks, clash.papers), number))
    return tuple(_weighed(s, weighed) for s in steps), tuple(dict.fromkeys(found))


def named(words: str, marks: Mapping[str, str], papers: Sequence[str]) -> str:
    """Put exhibits for the names of files in a text, the longest name first.

    >>> named("in a.pdf and in b/a.pdf", {"a.pdf": "2-1", "b/a.pdf": "2-2"}, ())
    'in exhibit 2-1 and in exhibit 2-2'
    """
    for file in sorted({*marks, *papers}, key=len, reverse=True):
        mark = marks.get(file)
        words = words.replace(file, f"exhibit {mark}" if mark else "another paper")
    return words


def _weighed(step: BinderStep, weighed: Sequence[BalanceStep]) -> BinderStep:
    here = [w for w in weighed if w.stage == step.key]
    lines = [(_line(w), w.verdict is Weighed.HOLDS) for w in here]
    return replace(step, weighed=tuple(lines))


def _line(w: BalanceStep) -> str:
    def kg(grams: int | None) -> str:
        return "not told" if grams is None else f"{grams / 1000:,.10g} {w.unit}"

    lots = f" ({', '.join(w.lots)})" if w.lots else ""
    bounds = f"; {kg(w.low)} to {kg(w.high)} can come of that" if w.low else ""
    return f"{kg(w.taken)} in, {kg(w.made)} out{lots}{bounds}: {w.verdict.value}"
