"""A case as the world was known on a day: law, lists, judgements, papers, parties."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from whence.decide.inform import as_law
from whence.errors import UsageError
from whence.evidence.grade import exhibits
from whence.jobs.steps.deciding import Portfolio, portfolio_of
from whence.jobs.steps.reading import Reading
from whence.jobs.steps.screening import Screening, screen
from whence.model.chain import Consignment
from whence.model.listing import Edition
from whence.model.measure import Measure, MeasureKind
from whence.model.rows import Tables
from whence.model.view import CaseView, Exhibit
from whence.normalise.names import normal
from whence.normalise.places import read_places
from whence.shelf.lists import editions
from whence.shelf.measures import measures as shelf_measures
from whence.store.case import Case

EVERY = "*"
"""In `Setting.listed`, every list that is held."""
Lap = Callable[[str], None]


def _silent(stage: str) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class Setting:
    """As of which days a case is looked at, under which measures.

    `listed` gives, for a list, another day as of which it is taken; `judged` and
    `papers` other days up to which judgements and documents are known. `without` are
    documents left out; `imported` a day on which all goods are supposed to be imported.
    `measures` are keys, empty for those of the case, else all that decide; `files` are
    further measures of the user's, `as_law` proposals asked as if they were law.
    """

    as_of: date
    measures: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    listed: Mapping[str, date] = field(default_factory=dict)
    judged: date | None = None
    papers: date | None = None
    without: frozenset[str] = frozenset()
    imported: date | None = None
    as_law: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A case in one setting, ready to be asked.

    `told` are the measures asked for that have no outcome: tariffs, bills, proposals.
    """

    setting: Setting
    measures: tuple[Measure, ...]
    editions: tuple[Edition, ...]
    regions: tuple[str, ...]
    view: CaseView
    screening: Screening
    portfolio: Portfolio
    told: tuple[Measure, ...] = ()


def scene_of(
    case: Case, reading: Reading, setting: Setting, *, lap: Lap = _silent
) -> Scene:
    """Screen the parties of a case and make it ready to be asked.

    `lap` is called with the name of each stage that is done.

    Raises:
        UsageError: a measure, list or document is named that does not exist.
        DataError: a measure or a list of the user's is not as described.

    """
    every = _measures(case, setting)
    asked = tuple(m for m in every if m.kind is not MeasureKind.INFORMATION)
    told = tuple(m for m in every if m.kind is MeasureKind.INFORMATION)
    used = _editions(case, setting, asked)
    regions = _regions(asked)
    tables = _tables(reading.tables, setting)
    graded = _graded(tables, regions, setting.papers or setting.as_of)
    known = setting.judged or setting.as_of
    screening = screen(
        tables,
        graded,
        editions=used,
        judgements=case.casebook.judgements(known),
        as_of=known,
        policy=dict(case.config.policies).get("match", ""),
    )
    lap("screening")
    view = CaseView(
        tables,
        screening.parties,
        screening.party_of,
        screening.places,
        graded,
        screening.relations,
        case.config.importer,
    )
    portfolio = portfolio_of(
        view,
        screening,
        measures=asked,
        editions=used,
        regions=regions,
        answers=case.answers(),
        as_of=setting.as_of,
    )
    if setting.imported is not None:
        portfolio = replace(portfolio, goods=_imported(portfolio, setting.imported))
    return Scene(setting, asked, used, regions, view, screening, portfolio, told)


def _measures(case: Case, setting: Setting) -> tuple[Measure, ...]:
    """Pick the measures asked; an unknown key lists those that exist.

    A proposal that is supposed to be law is asked as the measure it would be.
    """
    known = dict(shelf_measures((*case.measure_files(), *setting.files)))
    for key in setting.as_law:
        if key not in known:
            raise _unknown(key, known)
        known[key] = as_law(known[key])
    own = shelf_measures(setting.files).keys() - shelf_measures().keys()
    has_outcome = [
        key for key, m in known.items() if m.kind is not MeasureKind.INFORMATION
    ]
    wanted = (
        setting.measures
        or case.config.measures
        or tuple(key for key in has_outcome if not known[key].by_name)
    )
    chosen: dict[str, Measure] = {}
    for key in (*wanted, *own, *setting.as_law):
        # A whole name is taken at its word; the beginning of one means what decides.
        hits = [k for k in has_outcome if k.startswith(f"{key}/")]
        hits += [key] if key in known else []
        if not hits:
            raise _unknown(key, known)
        chosen.update({k: known[k] for k in sorted(hits)})
    return tuple(chosen.values())


def _unknown(key: str, known: Iterable[str]) -> UsageError:
    return UsageError(
        f"there is no measure {key!r}.",
        remedy=f"Those that exist: {', '.join(sorted(known))}.",
    )


def _editions(
    case: Case, setting: Setting, asked: Sequence[Measure]
) -> tuple[Edition, ...]:
    """Give the lists of the measures, each as of the day the setting names."""
    files = case.list_files()
    held = {e.list_key: e for e in editions(setting.as_of, files)}
    for key, day in setting.listed.items():
        if key == EVERY:
            held = {e.list_key: e for e in editions(day, files)}
            continue
        if key not in held:
            raise UsageError(
                f"there is no list {key!r}.",
                remedy=f"Lists held: {', '.join(sorted(held))}.",
            )
        then = {e.list_key: e for e in editions(day, files)}
        if key in then:
            held[key] = then[key]
        else:
            del held[key]
    wanted = {key for m in asked for key in m.lists}
    return tuple(held[key] for key in sorted(held) if key in wanted)


def _tables(tables: Tables, setting: Setting) -> Tables:
    """Leave out the documents that the setting leaves out."""
    if not setting.without:
        return tables
    known = {row.document for row in tables.documents}
    for name in sorted(setting.without - known):
        raise UsageError(
            f"there is no document {name!r}.",
            remedy="Documents of the register: "
            + (", ".join(sorted(known - {""})) or "none")
            + ".",
        )
    kept = tuple(r for r in tables.documents if r.document not in setting.without)
    return replace(tables, documents=kept)


def _imported(portfolio: Portfolio, day: date) -> tuple[Consignment, ...]:
    """Suppose that all goods were imported on a day."""
    return tuple(
        replace(
            goods,
            earliest=day,
            latest=day,
            entered=True,
            date_basis="supposed",
            question="",
            dated=True,
        )
        for goods in portfolio.goods
    )


def _regions(measures: Sequence[Measure]) -> tuple[str, ...]:
    """List the places that the place limbs of these measures look at."""
    return tuple(
        sorted(
            {
                ground.value
                for m in measures
                for v in m.versions
                for ground in v.grounds
                if ground.limb == "place"
            }
        )
    )


def _graded(
    tables: Tables, regions: tuple[str, ...], as_of: date
) -> tuple[Exhibit, ...]:
    folded = frozenset(normal(name).core for m in tables.mentions() for name in m.names)
    return exhibits(
        tables.documents,
        chain_names=folded,
        normal=lambda text: normal(text).core,
        adverse_regions=frozenset(regions),
        region_of=_region_of,
        as_of=as_of,
    )


def _region_of(text: str) -> str:
    """Give the region that a register's words name, "" when none is read."""
    return next((r.region for r in read_places(text) if not r.is_signal), "")
