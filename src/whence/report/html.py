"""index.html: the dossier as one page that asks nothing of any network.

The page is three things in one file: a cover that a manager reads in two minutes,
evidence that a lawyer reads for an hour, and what the run cannot say. Its content
security policy allows exactly the one style sheet and the one script inside it.
"""

from functools import cache

from jinja2 import Environment
from markupsafe import Markup, escape

from whence.model.findings import Findings
from whence.model.weight import kilograms
from whence.report import charts, view, words
from whence.report.environment import environment, render
from whence.report.masks import withhold
from whence.report.page_css import digest, page_css
from whence.report.paper_papers import Papers
from whence.report.paper_summary import Summary
from whence.report.partyword import NOTHING
from whence.report.pictures import overview
from whence.report.svg import DEFS, mark
from whence.report.tongues import tongue
from whence.shelf import style

LONG = 24
"""A number longer than this may break: it could be wider than a small window."""


def goods_name(text: str) -> Markup:
    """Mark a consignment's name as `tongue` does, its numbers in one piece.

    >>> goods_name("MRX-3-4 line 1")
    Markup('<span class="whole">MRX-3-4</span> line 1')
    """
    if not text.isascii():
        return tongue(text)
    whole = Markup('<span class="whole">{}</span>')
    return Markup(" ").join(
        whole.format(w) if "-" in w and len(w) <= LONG else escape(w)
        for w in text.split(" ")
    )


def to_html(findings: Findings) -> str:
    """Render the findings as one HTML page: no outside request, no clock.

    Raises:
        DataError: a style sheet or template is missing from the package.

    """
    held = withhold(findings)
    css, script = page_css("page.css", "svg.css"), style.sheet("page.js")
    cover, seen = view.cover(held), view.View(held)
    told = {
        "f": held,
        "summary": _summary(held, cover, seen),
        "css": Markup(css),
        "script": Markup(script),
        "css_hash": digest(css),
        "script_hash": digest(script),
        "defs": Markup(DEFS),
        **cover,
        **view.tables(held),
        "drawn": overview(held),
        "said": style.said(),
        "view": seen,
    }
    return render(_environment(), "page.html", told)


def _summary(held: Findings, cover: dict[str, object], seen: view.View) -> object:
    """Count what the page opens with, as the paper does."""
    papers = Papers(words.worst_first(held), seen)
    return Summary(held, cover, numbers={}, papers=papers).tree()


@cache
def _environment() -> Environment:
    """Set up the templates with the words of a dossier."""
    made = environment()
    made.filters["tongue"] = tongue
    made.filters["name"] = goods_name
    made.filters["kg"] = kilograms
    made.filters["percent"] = charts.percent
    made.filters["chance"] = words.chance
    made.globals["anchor"] = words.anchor
    made.globals["mark"] = _mark
    made.globals["style_of"] = style.outcome_style
    made.globals["grade_of"] = {g.grade.value: g for g in style.grades()}
    made.globals["touched"] = words.touched
    made.globals["NOTHING"] = NOTHING
    return made


def _mark(outcome: str) -> Markup:
    """Give the sign of an outcome."""
    held = style.outcome_style(outcome)
    return Markup(mark(held.mark, held.tone))
