"""The printed dossier: whole sentences, page numbers, outline, the same bytes again."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

import pypdf
import pypdfium2
import pytest

from whence.model.findings import Findings
from whence.model.measure import Step
from whence.report import words
from whence.report.paper import Paper
from whence.report.partyword import NOTHING
from whence.report.pdf import to_pdf
from whence.shelf import style
from whence.shelf.prints import bounds

LOW = replace(bounds("full"), goods=2, others=1, rows=5, parties=2, evidence=3)


def opened(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def pages_of(data: bytes) -> list[str]:
    """Give the text of each page; of pypdf's reading it takes a thirtieth."""
    book = pypdfium2.PdfDocument(data)
    return [p.get_textpage().get_text_bounded().replace("\r", "") for p in book]


def bare(text: str) -> str:
    """Take out blanks and isolates, which line breaks and shaping move."""
    return re.sub("[\\s\u2067\u2069]+", "", text)


@pytest.fixture(scope="module")
def printed(findings: Findings) -> bytes:
    return to_pdf(findings, bounds("full"))


@pytest.fixture(scope="module")
def pages(printed: bytes) -> list[str]:
    return pages_of(printed)


def reasons(steps: tuple[Step, ...]) -> Iterator[str]:
    for step in steps:
        yield step.text
        yield from reasons(step.children)


def test_the_same_findings_give_the_same_bytes(
    findings: Findings, printed: bytes
) -> None:
    assert to_pdf(findings, bounds("full")) == printed


def test_every_page_has_its_number_and_says_draft(
    pages: list[str], findings: Findings
) -> None:
    assert len(pages) > 10
    for number, text in enumerate(pages, 1):
        assert f"page {number} of {len(pages)}" in text
        assert f"DRAFT. {findings.notice}" in text


def test_the_outline_names_the_parts_in_their_order(printed: bytes) -> None:
    top = [e for e in opened(printed).outline if not isinstance(e, list)]
    titles = style.said()["titles"]
    wanted = [titles[k] for k in (
        "summary", "outcomes", "candidates", "papers", "consignments", "law", "parties",
        "places", "times", "inputs", "methods", "limits", "evidence",
    )]  # fmt: skip
    assert [e.title for e in top] == wanted


def test_the_contents_give_the_page_on_which_a_part_begins(
    printed: bytes, pages: list[str]
) -> None:
    book = opened(printed)
    for entry in book.outline:
        if not isinstance(entry, list):
            page = book.get_destination_page_number(entry) + 1
            assert re.search(rf"{re.escape(entry.title)}.*\b{page}\n", pages[1] + "\n")


def test_it_prints_the_sentences_of_the_findings_and_no_others_reasons(
    findings: Findings, pages: list[str]
) -> None:
    whole = bare("".join(re.sub(r"\npage \d+ of \d+", "", p) for p in pages))
    for c in findings.consignments:
        for part in words.reason_parts(words.leading(c)):
            assert bare(part) in whole
    for limit in findings.limits:
        assert bare(limit.text) in whole


def test_every_reason_of_a_touched_consignment_is_there(
    findings: Findings, pages: list[str]
) -> None:
    whole = bare("".join(pages))
    told = [c for c in findings.consignments if words.touched(c)]
    texts = [
        t
        for c in told
        for d in c.decisions[:1]
        for s in d.steps
        # The outlook stands in the line that dates the decision, in other words.
        if s.template != "note.outlook"
        for t in reasons((s,))
    ]
    # A sentence across two pages has a footer inside it.
    lost = [t for t in texts if bare(t) not in whole]
    assert len(texts) >= 10
    assert len(lost) <= 2


def test_every_row_that_is_cited_stands_in_the_appendix(pages: list[str]) -> None:
    text = "\n".join(pages)
    start = text.rindex(style.said()["titles"]["evidence"])
    cited = {int(n) for n in re.findall(r"\bE(\d+)\b", text[:start])}
    held = {int(n) for n in re.findall(r"^E(\d+)\b", text[start:], re.MULTILINE)}
    assert len(cited) > 5
    assert cited <= held
    assert held == set(range(1, max(held) + 1))


def test_the_summary_fills_one_page_and_counts_what_is_touched(
    findings: Findings, pages: list[str]
) -> None:
    page = " ".join(pages[2].split())
    touched = sum(1 for c in findings.consignments if words.touched(c))
    assert f"touched in {touched} of {len(findings.consignments)} consignment" in page
    for word, number in words.counts_of(findings).items():
        assert f"{number} {word}" in page
    flagged = [p for p in findings.parties if p.word != NOTHING]
    behind = {c.id for c in findings.consignments if words.touched(c)}
    for party in flagged:
        if behind & set(party.consignments):
            assert bare(party.name) in bare(page)
    assert "Summary" not in pages[3].splitlines()[0]


def test_each_paper_to_ask_for_is_described_once_and_every_party_is_named(
    findings: Findings, pages: list[str]
) -> None:
    whole = bare("".join(pages))
    numbers = re.findall(r"^P(\d+) ", "\n".join(pages), re.MULTILINE)
    assert sorted(map(int, numbers)) == list(range(1, len(numbers) + 1))
    asked = {
        p.party for c in findings.consignments for d in c.decisions for p in d.papers
    }
    part = whole[whole.rindex("Whomtoask") :]
    names = words.party_words(findings)
    assert asked
    for key in asked:
        assert bare(words.name_of(key, names)) in part


def test_a_note_on_the_law_stands_once_with_its_measure(findings: Findings) -> None:
    note = Step(words.LAW_NOTE, (), "Note: an invented note on the law.")
    noted = tuple(
        replace(
            c, decisions=tuple(replace(d, steps=(*d.steps, note)) for d in c.decisions)
        )
        for c in findings.consignments
    )
    held = replace(findings, consignments=noted)
    whole = bare("".join(pages_of(to_pdf(held, bounds("full")))))
    measures = {d.measure for c in noted for d in c.decisions}
    assert sum(len(c.decisions) for c in noted) > len(measures)
    assert whole.count(bare(note.text)) == len(measures)


def test_no_masked_name_reaches_the_paper(pages: list[str]) -> None:
    assert "Li Invented" not in "\n".join(pages)


def test_only_shipped_fonts_are_inside(printed: bytes) -> None:
    names = set()
    for page in opened(printed).pages:
        fonts = page["/Resources"].get("/Font", {})
        names |= {
            str(f.get_object()["/BaseFont"]).split("+")[1] for f in fonts.values()
        }
    shipped = ("NotoSans", "NotoNaskhArabic", "Libertinus", "DejaVuSansMono")
    assert names
    assert [n for n in names if not n.startswith(shipped)] == []


def test_chinese_uyghur_and_cyrillic_names_can_be_read_back(
    findings: Findings, sample: ModuleType
) -> None:
    names = ("新疆睿霖紡織有限公司", "شىنجاڭ توقۇمىچىلىق", "Ташкент Пахта")
    first = replace(findings.parties[0], name=" / ".join(names))
    held = replace(findings, parties=(first, *findings.parties[1:]))
    text = bare("".join(pages_of(to_pdf(held, LOW))))
    assert bare(names[0]) in text
    assert bare(names[2]) in text
    letters = set(bare(names[1]))
    assert len(letters & set(text)) >= len(letters) - 3


def test_a_character_without_a_glyph_is_shown_by_its_code_and_counted(
    findings: Findings,
) -> None:
    rare = "\U0002a6b2"
    held = replace(findings, asked=replace(findings.asked, importer=f"Acme {rare}"))
    pages = pages_of(to_pdf(held, LOW))
    assert "Acme [U+2A6B2]" in pages[0]
    assert "fonts that ship" not in pages[1].replace("\n", " ")
    (told,) = [
        p for p in pages if "none of the fonts that ship" in p.replace("\n", " ")
    ]
    assert "Versions" in told
    assert "holds: 1." in told


def test_words_of_the_user_are_data_and_never_markup(findings: Findings) -> None:
    trick = '#panic("x") *bold* $x$ <limits> @ref // #sys.inputs `raw` \\'
    held = replace(findings, asked=replace(findings.asked, importer=trick))
    text = bare(pages_of(to_pdf(held, LOW))[0])
    assert bare(trick) in text


def test_the_legend_of_counsel_stands_on_every_page(findings: Findings) -> None:
    legend = "Privileged and confidential (invented)"
    held = replace(findings, asked=replace(findings.asked, legend=legend))
    assert all(legend in page for page in pages_of(to_pdf(held, LOW)))


def test_beyond_the_bounds_it_counts_what_is_left_out(sample: ModuleType) -> None:
    text = " ".join("\n".join(pages_of(to_pdf(sample.many(40), LOW))).split())
    assert "Of 40 consignments, 2 that a ground touches and 1 of the others" in text
    assert "2 more that a ground touches are not printed in full" in text
    assert "35 further consignments, none of them worse" in text
    assert "5 further parties stand in findings.json" in text
    assert "further evidence rows stand in findings.json" in text


def test_it_is_tagged_and_dated_by_the_day_of_the_question(
    findings: Findings, printed: bytes
) -> None:
    book = opened(printed)
    root = book.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert book.metadata is not None
    assert f"{findings.as_of:%Y%m%d}" in str(book.metadata["/CreationDate"])
    assert book.metadata.title == (
        f"Dossier: {findings.asked.importer}, as of {findings.as_of}"
    )


def test_a_reason_that_many_share_is_said_once_over_them(findings: Findings) -> None:
    first = findings.consignments[0]
    goods = tuple(replace(first, id=f"c-{n}", name=f"Entry {n}") for n in range(9))
    rows = Paper(replace(findings, consignments=goods), LOW).tree()["outcomes"]["rows"]
    assert len({tuple(row[8:]) for row in rows}) == 1
    whole = bare("".join(pages_of(to_pdf(replace(findings, consignments=goods), LOW))))
    table = whole[whole.rindex("Eachconsignmentcountsonce") :].split("Candidates")[0]
    assert table.count(bare(rows[0][10])) == 1


def test_the_contents_name_the_consignments_they_do_not_list(
    findings: Findings,
) -> None:
    first = findings.consignments[-1]
    goods = tuple(replace(first, id=f"c-{n}", name=f"Entry {n}") for n in range(9))
    tree = Paper(replace(findings, consignments=goods), LOW).tree()
    printed = len(tree["consignments"]["items"])
    assert printed < 9
    assert tree["unlisted"]["words"].startswith(f"C{printed + 1} to C9 ({9 - printed})")
    named = [row[1] for row in tree["unlisted"]["rows"]]
    assert len(named) == LOW.rows - printed
    shown = {row[3 + 1]: row[2] for row in tree["outcomes"]["rows"]}
    assert all(shown[name] == goal for _, name, goal in tree["unlisted"]["rows"])
    full = Paper(replace(findings, consignments=goods), bounds("full")).tree()
    assert full["unlisted"] == {"words": "", "rows": []}
