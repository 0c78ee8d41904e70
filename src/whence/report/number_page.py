"""How a number came about, as one page: from the words of a source to a range.

The page asks nothing of any network and runs no script; its content security policy
allows the one style sheet inside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from whence.report.environment import environment
from whence.report.environment import render as filled
from whence.report.page_css import digest, page_css
from whence.report.svg import DEFS


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as the page tells it: its quotation, its range, its verdict."""

    key: str
    says: str
    quote: str
    at: str
    source: str
    seen_at: str
    verification: str
    written: str
    range: str
    status: str
    good: bool
    lines: tuple[str, ...]
    remark: str
    differs: str


@dataclass(frozen=True, slots=True)
class InputRow:
    """An input as the page tells it."""

    symbol: str
    name: str
    says: str
    ends: str
    unit: str
    status: str
    note: str
    stands_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A picture, or a table, with its heading and the words under it."""

    key: str
    title: str
    lead: str
    picture: str = ""
    caption: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class EstimatePage:
    """Everything the page of an estimate shows, in words."""

    title: str
    headline: str
    under: str
    driver: str
    told: tuple[Told, ...]
    inputs: tuple[InputRow, ...]
    formulas: tuple[tuple[str, str, str], ...]
    sections: tuple[Section, ...]
    caveats: tuple[str, ...]
    made: tuple[tuple[str, str], ...]

    @property
    def signs(self) -> bool:
        """Whether any input has a sign."""
        return any(i.symbol for i in self.inputs)


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """Everything the page of a set of figures shows, in words."""

    title: str
    counts: tuple[tuple[str, int], ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    told: tuple[Told, ...]
    sections: tuple[Section, ...]
    made: tuple[tuple[str, str], ...]


def estimate_html(page: EstimatePage) -> str:
    """Render the page of an estimate."""
    return render("estimate.html", {"p": page})


def figures_html(page: FiguresPage) -> str:
    """Render the page of a set of figures."""
    return render("figures.html", {"p": page})


def render(template: str, held: Mapping[str, object]) -> str:
    """Render a template of pages of numbers with the house's style inside it."""
    css = page_css("page.css", "svg.css", "numbers.css")
    look = {"css": Markup(css), "css_hash": digest(css), "defs": Markup(DEFS)}
    return filled(_environment(), template, {**look, **held})


@cache
def _environment() -> Environment:
    made = environment()
    made.filters["drawn"] = Markup
    made.globals["anchor"] = anchor
    return made


def anchor(key: str) -> str:
    """Make an id of a page from the key of a figure."""
    return "f-" + "".join(c if c.isalnum() or c in "-_" else "_" for c in key)
