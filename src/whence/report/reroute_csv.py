"""Who appeared and took over, as CSV."""

from collections.abc import Sequence

from whence.model.trade_answers import RerouteRow
from whence.report.csvs import written

HEADER = (
    "key", "name", "country", "hs", "first", "importers", "before", "before_kg",
    "after_kg", "tiers", "share_ppm", "linked", "reasons", "rivals", "rows",
)  # fmt: skip


def reroute_csv(rows: Sequence[RerouteRow]) -> str:
    """Write rows as CSV, see `csvs.written`."""
    return written(HEADER, map(_cells, rows))


def _cells(r: RerouteRow) -> tuple[str, ...]:
    return (
        r.key, r.name, r.country, r.hs, r.first.isoformat(),
        "; ".join(name for name, _ in r.importers),
        "; ".join(name for name, _ in r.before),
        f"{r.before_grams / 1000:.0f}", f"{r.after_grams / 1000:.0f}", str(r.tiers),
        str(r.share_ppm), "; ".join(r.linked), "; ".join(r.reasons),
        "; ".join(r.rivals), "; ".join(str(s) for s in r.sources),
    )  # fmt: skip
