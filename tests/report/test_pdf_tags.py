"""What a reader aloud finds in the PDF: ISO 14289-1 (PDF/UA-1) as far as it can be read
from the file, for a dossier set at once and for one joined of volumes."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from types import ModuleType
from typing import Any

import pypdf
import pytest

from whence.model.findings import Findings
from whence.report.masks import withhold
from whence.report.paper import Paper
from whence.report.pdf import TEMPLATE
from whence.report.press import typeset
from whence.report.volumes import Tree, in_volumes
from whence.shelf.prints import bounds

SMALL = 30_000
HEADINGS = [f"/H{level}" for level in range(1, 7)]


@pytest.fixture(scope="module", params=["at once", "in volumes"])
def book(
    request: pytest.FixtureRequest, sample: ModuleType, findings: Findings
) -> pypdf.PdfReader:
    tree = Paper(withhold(sample.many(6)), bounds("full")).tree()

    def press(data: Tree) -> bytes:
        return typeset(TEMPLATE, data, as_of=findings.as_of)

    made = (
        press(tree)
        if request.param == "at once"
        else in_volumes(tree, press, most=SMALL)
    )
    return pypdf.PdfReader(io.BytesIO(made))


def elements(book: pypdf.PdfReader) -> list[dict[str, Any]]:
    """Give the elements of the tree of tags, in their order."""

    def below(node: Any) -> Iterator[dict[str, Any]]:
        node = node.get_object()
        if isinstance(node, list):
            for part in node:
                yield from below(part)
        elif isinstance(node, dict):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from below(node["/K"])

    return list(below(book.trailer["/Root"]["/StructTreeRoot"]))


def test_it_says_that_it_is_tagged_in_which_language_and_by_which_title(
    book: pypdf.PdfReader,
) -> None:
    root = book.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    about = root["/Metadata"].get_object().get_data()
    assert b"pdfuaid" in about
    assert book.metadata is not None
    assert book.metadata.title


def test_one_can_tab_through_every_page_in_the_order_of_its_tags(
    book: pypdf.PdfReader,
) -> None:
    assert {page.get("/Tabs") for page in book.pages} == {"/S"}


def test_every_picture_says_in_words_what_it_shows(book: pypdf.PdfReader) -> None:
    pictures = [e for e in elements(book) if e["/S"] == "/Figure"]
    assert len(pictures) > 5
    assert all(str(p.get("/Alt", "")).strip() for p in pictures)


def test_headings_go_down_one_level_at_a_time(book: pypdf.PdfReader) -> None:
    kinds = [str(e["/S"]) for e in elements(book)]
    levels = [int(k[2]) for k in kinds if k in HEADINGS]
    assert levels[0] == 1
    assert levels.count(1) == 13
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_every_table_has_heads_that_name_their_columns(book: pypdf.PdfReader) -> None:
    held = elements(book)
    kinds = Counter(e["/S"] for e in held)
    assert kinds["/Table"] == kinds["/THead"] > 5
    heads = [e for e in held if e["/S"] == "/TH"]
    assert all("/Column" in str(e["/A"]) for e in heads)


def test_fonts_are_cut_to_what_is_printed(book: pypdf.PdfReader) -> None:
    fonts = {
        str(f.get_object()["/BaseFont"])
        for page in book.pages
        for f in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts
    assert all(name[7] == "+" and name[1:7].isupper() for name in fonts)


def test_a_run_of_another_script_bears_its_language(
    sample: ModuleType, findings: Findings
) -> None:
    asked = replace(findings.asked, importer="Чистый хлопок قەشقەر 睿霖 Ltd")
    tree = Paper(replace(findings, asked=asked), bounds("brief")).tree()
    made = typeset(TEMPLATE, tree, as_of=findings.as_of)
    book = pypdf.PdfReader(io.BytesIO(made))
    cover = book.pages[0].get_contents()
    assert cover is not None
    told = set(re.findall(r"/Lang ?\((\w+)\)", cover.get_data().decode("latin-1")))
    told |= {str(e["/Lang"]) for e in elements(book) if "/Lang" in e}
    assert told >= {"ru", "ug", "zh"}
    assert book.trailer["/Root"]["/Lang"] == "en"
