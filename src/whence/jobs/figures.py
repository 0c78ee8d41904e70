"""`whence figures`: published numbers, each held against the formulas it must fit."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from whence.errors import InputError, UsageError
from whence.estimate.check import check_figures, tests_of
from whence.estimate.check_words import Known
from whence.estimate.language import FormulaError, names_in
from whence.estimate.vintages import disagreeing
from whence.jobs.steps.handing_figures import SUFFIXES, write_verdicts
from whence.jobs.steps.known_figures import known_with
from whence.jobs.steps.outputs import check_out
from whence.model.figure import Figure, Status, Tie, Verdict, Vintages
from whence.model.source import Source
from whence.model.table import SetAside
from whence.read.figures import read_figures
from whence.shelf import figures as shelf
from whence.shelf import models

SETS = ("claims", "outside", "all")
TEXT = "zenz-2022"
MOST_TEXT = 20_000_000
TEXTS = (".csv", ".tsv", ".txt")
ONE_PER_CENT = 0.01


@dataclass(frozen=True, slots=True)
class FiguresRequest:
    """Which figures to check.

    `file` is a table of the user's own (None: the shipped set of that name); `text` is
    the document that quotations point into, `source` the source it is the text of.
    `out` is where to write the verdicts: .csv, .xlsx or .json.
    """

    file: Path | None = None
    set_name: str = "claims"
    text: Path | None = None
    source: str = TEXT
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class FiguresResult:
    """What is to be said of each figure, and what was not used.

    `differs` gives, by key, why a verdict is not what a first reading had; `ties`
    counts how quotations were held against their documents.
    """

    verdicts: tuple[Verdict, ...]
    counts: tuple[tuple[Status, int], ...]
    set_aside: tuple[SetAside, ...]
    vintages: tuple[Vintages, ...]
    differs: tuple[tuple[str, str], ...]
    ties: tuple[tuple[Tie, int], ...]
    notes: tuple[str, ...]
    out: Path | None


def figures(request: FiguresRequest) -> FiguresResult:
    """Check every figure of a set by arithmetic, units and quotations.

    Raises:
        UsageError: there is no such set, or no such way to write.
        InputError: the file or the text cannot be read, or no row of it can be used.
        Refused: the file is a list of people.
        OutputError: the result cannot be written.

    """
    if request.out is not None:
        check_out(request.out, SUFFIXES)
    chosen, aside = _chosen(request)
    known = known_with(chosen)
    texts = _texts(request)
    verdicts, odd = _checked(chosen, known, texts)
    if chosen and not verdicts:
        first = odd[0]
        raise InputError(
            f"no row can be used; the first: {first.detail}",
            where=f"{first.source.name}, row {first.source.row}",
            remedy=first.remedy,
        )
    counted = Counter(v.status for v in verdicts)
    tied = Counter(v.tie for v in verdicts)
    result = FiguresResult(
        verdicts=verdicts,
        counts=tuple((s, counted[s]) for s in Status if counted[s]),
        set_aside=(*aside, *odd),
        vintages=_vintages(request, chosen),
        differs=tuple(_differences(verdicts)) if request.file is None else (),
        ties=tuple((t, tied[t]) for t in Tie if tied[t]),
        notes=(*_text_notes(request, texts), *_percent_notes(request, chosen)),
        out=request.out,
    )
    if request.out is not None:
        write_verdicts(result.verdicts, dict(result.differs), request.out)
    return result


def _chosen(
    request: FiguresRequest,
) -> tuple[tuple[Figure, ...], tuple[SetAside, ...]]:
    if request.file is not None:
        found, aside = read_figures(request.file, shelf.publications())
        if not found:
            what = aside[0].detail if aside else "there is no row."
            row = f", row {aside[0].source.row}" if aside else ""
            raise InputError(
                f"no row can be used; the first: {what}",
                where=f"{request.file}{row}",
                remedy=aside[0].remedy if aside else "Export the table with its rows.",
            )
        return found, aside
    if request.set_name not in SETS:
        raise UsageError(
            f"there is no set {request.set_name!r}.", remedy=f"Use {', '.join(SETS)}."
        )
    outside = (*shelf.quoted(), *shelf.outside())
    sets = {"claims": shelf.claims(), "outside": outside}
    return sets.get(request.set_name, (*shelf.claims(), *outside)), ()


def _vintages(
    request: FiguresRequest, chosen: tuple[Figure, ...]
) -> tuple[Vintages, ...]:
    """Find vintages that disagree; for a user's file, those that one of his is in."""
    own = {f.key for f in chosen}
    found = disagreeing((*chosen, *(f for f in shelf.outside() if f.key not in own)))
    if request.file is None:
        return found
    return tuple(v for v in found if own & set(v.keys))


def _checked(
    chosen: tuple[Figure, ...], known: Known, texts: Mapping[str, str]
) -> tuple[tuple[Verdict, ...], tuple[SetAside, ...]]:
    """Check figure by figure; one whose formula cannot be used is set aside."""
    verdicts: list[Verdict] = []
    aside: list[SetAside] = []
    for figure in chosen:
        try:
            verdicts += check_figures((figure,), known, texts)
        except FormulaError as error:
            place, _, row = figure.where.rpartition(", row ")
            source = Source("", place or figure.where, "", int(row) if row else 0)
            what = f"the check of {figure.key} cannot be used: {error}."
            remedy = "Name figures by their keys; put blanks around a minus."
            aside.append(SetAside(source, "figure", what, remedy))
    return tuple(verdicts), tuple(aside)


def _texts(request: FiguresRequest) -> dict[str, str]:
    """Read the document that quotations point into, if it was given.

    Raises:
        InputError: it cannot be read, or is too large.

    """
    path = request.text
    if path is None:
        return {}
    try:
        if path.stat().st_size > MOST_TEXT:
            raise InputError(f"larger than {MOST_TEXT:,} bytes.", where=str(path))
        return {request.source: path.read_text("utf-8")}
    except UnicodeDecodeError:
        raise InputError(
            "this is no UTF-8 text.",
            where=str(path),
            remedy="Give the plain text of the document, saved as UTF-8.",
        ) from None
    except OSError as error:
        raise InputError(
            f"cannot be opened ({error.strerror}).",
            where=str(path),
            remedy="Check the name.",
        ) from None


def _text_notes(request: FiguresRequest, texts: Mapping[str, str]) -> Iterable[str]:
    """Say when a text is another copy than the one quotations were counted in."""
    for key, text in texts.items():
        known = shelf.text_hashes().get(key)
        if known and hashlib.sha256(text.encode()).hexdigest() != known:
            yield (
                f"{request.text} is not the copy of {key} that offsets were counted in"
                f" (sha256 {known[:16]}...): quotations may stand elsewhere in it."
            )


def _percent_notes(
    request: FiguresRequest, chosen: tuple[Figure, ...]
) -> Iterable[str]:
    """Ask about small per cent of a workbook: 10.5 % may be stored there as 0.105."""
    if request.file is None or request.file.suffix.lower() in TEXTS:
        return
    for figure in chosen:
        held = figure.measured
        if held is not None and held.sort.unit == "percent":
            if max(abs(held.digits.low), abs(held.digits.high)) <= ONE_PER_CENT:
                yield (
                    f"{figure.key} was read as {figure.written} per cent. If its cell"
                    " is formatted as a percentage, write it as a plain number, such"
                    " as 10.5."
                )


def _differences(verdicts: tuple[Verdict, ...]) -> Iterable[tuple[str, str]]:
    """Give the reasons where a verdict is not what a first reading leads to."""
    table = {row.first: row.ours for row in shelf.status_table()}
    for verdict in verdicts:
        first = shelf.first_readings().get(verdict.figure.key)
        if first is not None and verdict.status not in table[first.status]:
            yield (
                verdict.figure.key,
                first.differs or f"a first reading: {first.status}",
            )


def only(result: FiguresResult, statuses: Iterable[str]) -> FiguresResult:
    """Keep the verdicts of some statuses."""
    wanted = set(statuses)
    kept = tuple(v for v in result.verdicts if v.status.value in wanted)
    return replace(result, verdicts=kept) if wanted else result


def show(key: str) -> tuple[Verdict, tuple[str, ...]]:
    """Give one shipped figure with its verdict, and the figures and models that use it.

    Raises:
        UsageError: there is no such figure; names the nearest.

    """
    known = known_with(())
    if key not in known.figures:
        near = get_close_matches(key, known.figures, 3, 0.5)
        raise UsageError(
            f"there is no figure {key!r}.",
            where="KEY",
            remedy=f"Perhaps {', '.join(near)}; " * bool(near)
            + "`whence figures show` lists them all.",
        )
    verdict = check_figures((known.figures[key],), known, {})[0]
    users = [
        f.key
        for f in known.figures.values()
        if f.key != key
        and any(key in (*names_in(t.left), *names_in(t.right)) for t in tests_of(f))
    ]
    for name in models.model_keys():
        model = models.model_of(name)
        held = {k for i in model.inputs for k in i.figures}
        held |= {k for s in model.scenarios for c in s.changes for k in c.figures}
        if key in held:
            users.append(f"model {name}")
    return verdict, tuple(users)


def listed() -> tuple[Figure, ...]:
    """Give every shipped figure, in order."""
    return tuple(shelf.shipped().values())
