"""What a reader meets page by page: notes in their place, things said once."""

import re
from dataclasses import replace
from types import ModuleType

import pypdfium2
import pytest

from whence.model.findings import Findings, LimitFinding
from whence.report import words
from whence.report.masks import withhold
from whence.report.paper import Paper
from whence.report.paper_candidates import bars
from whence.report.pdf import to_pdf
from whence.shelf import style
from whence.shelf.prints import bounds

NOTE = re.compile(r"^(\d+)\S.*\[E\d+", re.MULTILINE)
MARKS = re.compile(r"(?:[a-z.)”])\s?((?:\d+,)*\d+)(?=\s|$)")


@pytest.fixture(scope="module")
def pages(sample: ModuleType, findings: Findings) -> list[str]:
    """Print one rich consignment many times, at another height of the page each."""
    goods = tuple(
        replace(
            sample.SHIRTS,
            id=f"c-{n}",
            name=f"Entry {n}",
            question="Why? " * 21 * (n % 17),
        )
        for n in range(34)
    )
    printed = to_pdf(replace(findings, consignments=goods), bounds("full"))
    book = pypdfium2.PdfDocument(printed)
    texts = (p.get_textpage().get_text_bounded().replace("\r", "") for p in book)
    return [re.sub(r"\s*,\s*(?=\d)", ",", t) for t in texts]


def test_a_note_stands_on_the_page_that_cites_it(pages: list[str]) -> None:
    found = 0
    for page in pages:
        notes = list(NOTE.finditer(page))
        body = page[: notes[0].start()] if notes else ""
        marks = {n for group in MARKS.findall(body) for n in group.split(",")}
        assert not [n[1] for n in notes if n[1] not in marks], page
        found += len(notes)
    assert found > 10


def test_the_running_head_names_the_consignment_that_goes_on(pages: list[str]) -> None:
    heads = [re.search(r"Consignments, C(\d+)", p) for p in pages]
    numbers = [int(h[1]) for h in heads if h]
    assert len(numbers) > 5
    assert numbers == sorted(numbers)
    assert not [p for p in pages if re.search(r"(Parties|Places|asked), C\d", p)]


def test_one_paper_for_several_goods_and_stages_is_one_line(findings: Findings) -> None:
    lines = Paper(withhold(findings), bounds("full")).papers.lines.values()
    kinds = [(p.paper.kind, p.why, p.paper.reference) for p in lines]
    assert len(kinds) == len(set(kinds))
    asked = [p for c in findings.consignments for d in c.decisions for p in d.papers]
    trees = [line.tree() for line in lines]
    told = " ".join(t["why"] + t["stages"] for t in trees)
    assert all(p.stage in told for p in asked)


def test_limits_with_one_remedy_say_it_once_and_keep_their_numbers(
    findings: Findings,
) -> None:
    more = [LimitFinding("law notes", f"Note {n}", "Read it.") for n in range(3)]
    paper = Paper(replace(findings, limits=(*findings.limits, *more)), bounds("full"))
    groups = paper.tree()["limits"]
    assert groups[-1][1] == "Read it."
    assert [text for _, text in groups[-1][0]] == ["Note 0", "Note 1", "Note 2"]
    numbers = [n for points, _ in groups for n, _ in points]
    assert numbers == list(range(1, len(findings.limits) + 4))


def test_the_bars_of_a_candidate_follow_each_other_to_its_score(
    findings: Findings,
) -> None:
    candidate = words.candidates_in_order(findings)[0][0][1]
    drawn = bars(candidate)
    ends = [(start, end) for _, _, start, end, _ in drawn]
    assert all(0 <= x <= 1 for pair in ends for x in pair)
    assert [a[1] for a in ends[:-2]] == [b[0] for b in ends[1:-1]]
    assert len(drawn) == len(candidate.explanation) + 1
    assert drawn[-1][4] == f"{candidate.score:+.1f}"


def test_facts_that_two_sources_say_alike_are_one_with_both(
    findings: Findings,
) -> None:
    tree = Paper(withhold(findings), bounds("full")).tree()
    acts = [o for c in tree["consignments"]["items"] for o in c["facts"]]
    assert sum(len(o["facts"]) for o in acts) > 3
    for o in acts:
        keys = [(f["claim"], f["value"], f["remark"]) for f in o["facts"]]
        assert len(keys) == len(set(keys))
        assert all(numbers for f in o["facts"] for _, numbers in f["said"])


def test_no_part_begins_at_the_foot_of_a_page_without_what_it_holds(
    pages: list[str],
) -> None:
    heads = style.said()["titles"].values()
    for page in pages:
        lines = [x for x in page.strip().splitlines() if not x.startswith("DRAFT.")]
        for place, line in enumerate(lines[1:], 1):
            if line in heads and line != "What was asked":
                assert len(lines) - place > 3, page
