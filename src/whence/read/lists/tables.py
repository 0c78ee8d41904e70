"""An HTML page to its tables, each with the blocks of text that stand above it.

Needs nothing but the standard library; scripts and styles are not text.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from whence.errors import InputError

BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 caption button summary li div section td th dt dd legend"
    " figcaption article header main title".split()
)
SILENT = frozenset({"script", "style", "noscript", "template"})
KEPT_BLOCKS = 40  # text above a table; nearer is better, and pages are long
MAX_NESTING = 4


@dataclass(slots=True)
class PageTable:
    """One table: blocks of text above it (nearest last) and its cells by row."""

    above: list[str]
    rows: list[list[str]] = field(default_factory=list)
    caption: str = ""


class Page(HTMLParser):
    """Collects tables while a page is fed; see `tables_of`."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__(convert_charrefs=True)
        self.tables: list[PageTable] = []
        self.open: list[PageTable] = []
        self.blocks: list[str] = []
        self.texts: list[str] = []
        self.cell: list[str] | None = None
        self.words: list[str] = []
        self.silent = 0
        self.started = self.ended = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row, a cell or a block."""
        if tag in SILENT:
            self.silent += 1
        if tag == "html":
            self.started = True
        if tag == "table":
            if len(self.open) >= MAX_NESTING:
                raise InputError("its tables are nested too deeply.", remedy=AGAIN)
            self._block()
            self.open.append(PageTable(self.blocks[-KEPT_BLOCKS:]))
        elif tag == "tr" and self.open:
            self._cell()
            self.open[-1].rows.append([])
        elif tag in ("td", "th") and self.open:
            self._cell()
            if not self.open[-1].rows:
                self.open[-1].rows.append([])
            self.cell = []
        elif tag in ("br", "li") and self.cell is not None:
            self.cell.append("\n")
        elif tag in BLOCKS and self.cell is None:
            self._block()

    def handle_endtag(self, tag: str) -> None:
        """Close it again."""
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "html":
            self.ended = True
        elif tag == "table" and self.open:
            self._cell()
            table = self.open.pop()
            table.rows = [row for row in table.rows if any(row)]
            self.tables.append(table)
            self.blocks, self.words = [], []
        elif tag in ("td", "th", "tr"):
            self._cell()
        elif tag == "caption" and self.open:
            self.open[-1].caption = " ".join("".join(self.words).split())
            self.words = []
        elif tag in BLOCKS and self.cell is None:
            self._block()

    def handle_data(self, data: str) -> None:
        """Take text to the cell or the block it stands in."""
        if self.silent:
            return
        if self.cell is not None:
            self.cell.append(data)
        else:
            self.words.append(data)

    def _cell(self) -> None:
        if self.cell is not None and self.open:
            text = " ".join("".join(self.cell).split())
            if not self.open[-1].rows:
                self.open[-1].rows.append([])
            self.open[-1].rows[-1].append(text)
            self.texts.append(text)
        self.cell = None

    def _block(self) -> None:
        text = " ".join("".join(self.words).split())
        if text:
            self.blocks.append(text)
            self.texts.append(text)
        self.words = []


AGAIN = "Open the page in a browser, wait until it has loaded, and save it whole."


def tables_of(text: str) -> tuple[list[PageTable], list[str]]:
    """Give the tables of a page, and every block of text in order.

    Raises:
        InputError: the page ends in the middle.

    """
    page = Page()
    page.feed(text)
    page.close()
    page._block()
    if page.open or (page.started and not page.ended):
        inside = "inside a table" if page.open else "before </html>"
        raise InputError(f"the page is cut off: it ends {inside}.", remedy=AGAIN)
    return page.tables, page.texts
