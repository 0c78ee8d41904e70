"""All records behind the paths of a question to a store, however many are shown."""

from collections.abc import Iterator, Mapping, Sequence

from whence.jobs.steps.trade_store import TradeStore
from whence.model.chain import Path
from whence.model.trade_answers import EvidenceRow
from whence.trace.lanes import NOTIFIED
from whence.trace.months import day_of
from whence.trace.sift import Found


def guessed_along(
    found: Mapping[str, Sequence[Found]],
) -> dict[str, tuple[int, int]]:
    """Say of paths how many records of the intakes along them bear no weight, and how
    many there are; of those where there are any."""
    rows = [row for rows in found.values() for row in rows]
    return {
        row.path.key: (guessed, sum(leg.intake for leg in row.legs))
        for row in rows
        if (guessed := sum(leg.guessed for leg in row.legs))
    }


def evidence_of(
    store: TradeStore,
    paths: Sequence[Path],
    leads: Sequence[Path],
    found: Mapping[str, Sequence[Found]],
) -> list[EvidenceRow]:
    """Give every record of every step of these paths and leads, numbered as they are
    printed."""
    known = {row.path.key: row for rows in found.values() for row in rows}
    numbered = list(enumerate((*paths, *leads), start=1))
    lanes = store.lanes
    ends = {
        int(at)
        for _, path in numbered
        for leg in known[path.key].legs
        for at in (lanes.src[leg.lane], lanes.dst[leg.lane])
    }
    names = {at: line.name for at, line in store.shown(ends).items()}
    return [
        row
        for number, path in numbered
        for row in _of_path(store, names, (number, path), known[path.key])
    ]


def _of_path(
    store: TradeStore, names: Mapping[int, str], told: tuple[int, Path], found: Found
) -> Iterator[EvidenceRow]:
    number, path = told
    lanes = store.lanes
    for step, leg in enumerate(found.legs, start=1):
        src, dst = int(lanes.src[leg.lane]), int(lanes.dst[leg.lane])
        for at in leg.rows:
            day, grams = int(lanes.trade.day[at]), int(lanes.trade.grams[at])
            yield EvidenceRow(
                path=number,
                counts=path.passes,
                step=step,
                seller=lanes.parties[src],
                seller_name=names[src],
                buyer=lanes.parties[dst],
                buyer_name=names[dst],
                hs=lanes.codes[lanes.hs[leg.lane]],
                day=day_of(day),
                grams=grams if grams >= 0 else None,
                source=lanes.trade.source(int(at)),
                notified=bool(lanes.kinds[at] & NOTIFIED),
            )
