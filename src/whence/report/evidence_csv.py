"""Every record behind the paths of a question, as CSV."""

from collections.abc import Iterable

from whence.model.trade_answers import EvidenceRow
from whence.report.csvs import written

HEADER = (
    "path", "counts", "step", "seller", "seller_name", "buyer", "buyer_name",
    "buyer_read_from", "hs",
    "day", "kg", "file", "sheet", "row", "sha256",
)  # fmt: skip


def evidence_csv(rows: Iterable[EvidenceRow]) -> str:
    """Write rows as CSV, see `csvs.written`."""
    return written(HEADER, map(_cells, rows))


def _cells(r: EvidenceRow) -> tuple[str, ...]:
    return (
        str(r.path), "yes" if r.counts else "no", str(r.step), r.seller,
        r.seller_name, r.buyer, r.buyer_name,
        "notify party" if r.notified else "consignee", r.hs,
        r.day.isoformat() if r.day else "",
        "" if r.grams is None else f"{r.grams / 1000:.3f}",
        r.source.name, r.source.sheet, str(r.source.row), r.source.sha256,
    )  # fmt: skip
