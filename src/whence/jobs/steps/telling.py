"""A verdict in the words of a page."""

from collections.abc import Mapping

from whence.estimate.say import figure_words
from whence.estimate.wording import status_sentence
from whence.model.figure import Figure, Status, Verdict
from whence.report.number_page import Told
from whence.shelf.kinds import kinds

GOOD = (Status.CONSISTENT, Status.OPEN)


def told(verdict: Verdict, differs: Mapping[str, str]) -> Told:
    """Put a verdict into the words of the page."""
    figure, quotation = verdict.figure, verdict.figure.quotation
    at = ""
    if quotation:
        at = f"characters {quotation.start} to {quotation.end}, {verdict.tie.value}"
    return Told(
        key=figure.key,
        says=figure.says,
        quote=quotation.text if quotation else "",
        at=at,
        source=figure.source.reference,
        seen_at=figure.source.seen_at,
        verification=figure.verification,
        written=written_with_unit(figure),
        range=_rounding(figure),
        status=status_sentence(verdict),
        good=verdict.status in GOOD,
        lines=tuple(ln.arithmetic for ln in verdict.lines),
        remark=figure.remark,
        differs=differs.get(figure.key, ""),
    )


def written_with_unit(figure: Figure) -> str:
    """Give a value as written, with its unit."""
    if figure.measured is None:
        return figure.written
    unit = kinds().unit_words(figure.measured.sort.unit)
    return f"{figure.written} {unit}".strip()


def _rounding(figure: Figure) -> str:
    held = figure.measured
    if held is None or held.range == held.digits or held.sort.kind == "date":
        return ""
    said = figure_words(held.range, held.sort)
    return said if " to " in said or "more" in said else ""
