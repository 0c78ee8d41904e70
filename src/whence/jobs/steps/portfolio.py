"""The portfolio that `whence decide` prints: rows worst first, versions, reasons."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from whence import __version__, shelf
from whence.decide.effect import in_effect
from whence.jobs.steps.comparing import Look
from whence.jobs.steps.deciding import printed
from whence.jobs.steps.informing import tell
from whence.model.chain import Consignment
from whence.model.findings import NOTICE
from whence.model.measure import Measure, Result
from whence.model.portfolio import Comparison, MeasureAsked, Portfolio, Reasoned, Row

DATA = ("measures", "requirements", "lists", "places", "policies", "wording")


@dataclass(frozen=True, slots=True)
class Telling:
    """As of which day and in which language a portfolio is told, and how fully."""

    as_of: date
    language: str
    reasons: bool
    progress: Callable[[str, int, int], None]


def portfolio_of(now: Look, compared: Comparison | None, telling: Telling) -> Portfolio:
    """Lay out what was decided, the consignments with the worst outcome first."""
    scene = now.scene
    rows = tuple(
        _row(c, tuple(now.found[key, m.key] for m in scene.measures))
        for key, c in now.goods.items()
    )
    ranked = sorted(rows, key=lambda r: (-(r.worst.severity or 0), r.id))
    versions = [(name, shelf.version_of(name)) for name in DATA]
    reasons = tuple(_reasons(now, ranked, telling))
    asked = {p.party for r in reasons for p in r.decision.papers if p.party}
    return Portfolio(
        NOTICE,
        telling.as_of,
        tuple(_asked(m, telling) for m in scene.measures),
        tuple(ranked),
        tuple((e.list_key, printed(e)) for e in scene.editions),
        (("whence", __version__), *versions),
        compared,
        reasons,
        tuple((key, scene.screening.parties[key].name) for key in sorted(asked)),
        tell(scene, now.goods.values(), telling.language),
    )


def _asked(measure: Measure, telling: Telling) -> MeasureAsked:
    return MeasureAsked(
        measure.key,
        measure.title,
        measure.kind,
        measure.versions[-1].reference,
        in_effect(measure, telling.as_of, telling.language),
    )


def _row(goods: Consignment, results: tuple[Result, ...]) -> Row:
    return Row(
        goods.key,
        goods.name,
        goods.description,
        goods.hs,
        goods.earliest,
        goods.latest,
        goods.date_basis,
        goods.entered,
        goods.sources,
        results,
        goods.question,
    )


def _reasons(now: Look, rows: Sequence[Row], telling: Telling) -> Iterator[Reasoned]:
    """Write the reasons that were asked for, worst consignments first."""
    if not telling.reasons:
        return
    portfolio = now.scene.portfolio
    for number, row in enumerate(rows):
        telling.progress("reasons", number, len(rows))
        goods = now.goods[row.id]
        chain = portfolio.chain(goods)
        for measure in now.scene.measures:
            decision = portfolio.panel.decision(
                measure.key, goods, chain, language=telling.language
            )
            yield Reasoned(row.id, decision)
