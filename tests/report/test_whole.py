"""What stays on one line, on the page and on paper, and what a reader copies of it."""

import re
from dataclasses import replace

import pypdfium2
import pytest

from whence.model.findings import Findings
from whence.report.html import to_html
from whence.report.pdf import to_pdf
from whence.report.whole import PAPER, kept_whole
from whence.shelf.prints import bounds
from whence.shelf.style import sheet

DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


@pytest.fixture(scope="module")
def page(findings: Findings) -> str:
    return to_html(findings)


def test_every_date_that_is_read_on_the_page_is_whole(page: str) -> None:
    body = re.sub(r"<(svg|script|style|title|option)\b.*?</\1>", "", page, flags=re.S)
    read = re.sub(r"<time>[^<]*</time>", "", body)
    read = re.sub(r"<[^>]*>", "\n", read)
    assert body.count("<time>") > 50
    assert not re.findall(rf"\b{DATE}\b", read)
    assert re.search(r"[^{}]*\btime\{white-space:nowrap\}", sheet("page.css"))


def test_no_mark_stands_in_a_tag_a_picture_or_a_title(page: str) -> None:
    assert not re.findall(r"<[^<>]*<(?:time|span)", page)
    for kind in ("svg", "script", "style", "title", "option"):
        for held in re.findall(rf"<{kind}\b.*?</{kind}>", page, re.S):
            assert "<time>" not in held


def test_a_reader_copies_what_was_written() -> None:
    said = "listed 2025-03-11, s. 2(d)(2)(B)(i) &amp; 12(a)"
    marked = kept_whole(f"<p>{said}</p>")
    assert marked.count("<time>") == 1
    assert marked.count('class="whole"') == 2
    assert re.sub("<[^>]*>", "", marked) == said


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        ("under section 2(d)(2)(B)(i), (ii)", "2(d)(2)(B)(i)"),
        ("Pub. L. 117-78, s. 3(a)", "Pub. L. 117-78"),
        ("trade.csv, row 546 [E13]", "row 546"),
        ("of 5\u202f200.5 kg", "5\u202f200.5 kg"),
        ("the list invented/list (", "invented/list"),
    ],
)
def test_a_run_is_boxed_with_all_its_digits(said: str, whole: str) -> None:
    assert re.findall(PAPER, said)[0] == whole


def test_no_line_of_paper_ends_within_a_date_or_a_place_in_a_law(
    findings: Findings,
) -> None:
    few = replace(bounds("full"), goods=2, others=1, rows=5, parties=2, evidence=9)
    paper = pypdfium2.PdfDocument(to_pdf(findings, few))
    texts = (p.get_textpage().get_text_bounded() for p in paper)
    text = "\n".join(texts).replace("\r", "")
    assert re.search(DATE, text)
    assert not re.findall(r"\d{4}-\n\d|\d{4}-\d\d-\n\d", text)
    assert not re.findall(r"\d\(\w+\)\n\(", text)
