"""Who appeared and took over, as CSV."""

import csv
import io
from collections.abc import Sequence

from whence.model.trade_answers import RerouteRow
from whence.report.csvs import safe

HEADER = (
    "key", "name", "country", "hs", "first", "importers", "before", "before_kg",
    "after_kg", "tiers", "share_ppm", "linked", "reasons", "rivals", "rows",
)  # fmt: skip


def reroute_csv(rows: Sequence[RerouteRow]) -> str:
    """Write rows as CSV; a cell that would run as a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for r in rows:
        cells = (
            r.key, r.name, r.country, r.hs, r.first.isoformat(),
            "; ".join(name for name, _ in r.importers),
            "; ".join(name for name, _ in r.before),
            f"{r.before_grams / 1000:.0f}", f"{r.after_grams / 1000:.0f}", str(r.tiers),
            str(r.share_ppm), "; ".join(r.linked), "; ".join(r.reasons),
            "; ".join(r.rivals), "; ".join(str(s) for s in r.sources),
        )  # fmt: skip
        writer.writerow([safe(cell) for cell in cells])
    return out.getvalue()
