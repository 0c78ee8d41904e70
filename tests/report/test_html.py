"""The page: nothing outside it, nothing unescaped, every section, sums that add up."""

import base64
import dataclasses
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise
from types import ModuleType

import pytest

from whence.model.findings import Findings
from whence.model.measure import Outcome
from whence.report import view, words
from whence.report.html import to_html
from whence.report.words import worst_first

SECTIONS = (
    "summary", "outcomes", "candidates", "consignments", "parties", "map", "times",
    "asked", "inputs", "methods", "limits",
)  # fmt: skip
VOID = {"meta", "input", "br", "link", "img", "hr", "path", "rect", "circle", "line"}


class Page(HTMLParser):
    """Collects tags, checks that they close, keeps text outside script and style."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-1:]}")
        elif self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open[-1:] not in (["script"], ["style"]):
            self.text.append(data)


@pytest.fixture(scope="module")
def text(findings: Findings) -> str:
    return to_html(findings)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    read = Page()
    read.feed(text)
    return read


def test_every_tag_closes_and_every_id_is_unique(page: Page) -> None:
    assert page.wrong == []
    assert page.open == []
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))


def test_nothing_on_the_page_points_outside(page: Page, text: str) -> None:
    for tag, held in page.tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base")
        assert "style" not in held
        assert not [k for k in held if k.startswith("on")]
        for name in ("src", "action", "poster", "srcset", "data"):
            assert name not in held
        if "href" in held:
            assert str(held["href"]).startswith("#")
    for outside in re.findall(r"https?://[^\"'\s<]+", text):
        assert outside == "http://www.w3.org/2000/svg"
    assert "@import" not in text
    assert re.findall(r"url\((?!#hatch)", text) == []


def test_every_link_lands_on_the_page(page: Page) -> None:
    ids = {a["id"] for _, a in page.tags if "id" in a}
    goals = {str(a["href"])[1:] for _, a in page.tags if a.get("href")}
    assert goals <= ids


def test_the_policy_allows_the_one_style_and_the_one_script_only(text: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert policy[1].startswith("default-src 'none';")
    assert "unsafe" not in policy[1]
    for tag in ("style", "script"):
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert len(bodies) == 1
        digest = base64.b64encode(hashlib.sha256(bodies[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]


def test_a_name_that_is_a_script_is_only_text(text: str, page: Page) -> None:
    assert '<script>alert("x")' not in text
    assert text.count("<script") == 1
    assert '<script>alert("x")</script> & Sons Ltd' in "".join(page.text)


def test_every_section_stands_in_its_order(page: Page) -> None:
    found = [a["id"] for tag, a in page.tags if tag == "section" and "id" in a]
    assert tuple(found) == SECTIONS


def test_the_cover_says_draft_the_day_the_notice_and_the_limits(
    text: str, findings: Findings
) -> None:
    cover = text.split('<header class="cover">')[1].split("</header>")[0]
    for word in ("DRAFT", "2025-06-30", findings.notice, 'href="#limits"', "legend"):
        assert word in cover


def test_the_numbers_of_the_cover_add_up_to_the_consignments(text: str) -> None:
    numbers = [int(n) for n in re.findall(r'<span class="big">(\d+)</span>', text)]
    rows = len(re.findall(r"<tr[^>]* data-outcome=", text))
    assert sum(numbers) == rows == 6


def test_outcomes_stand_worst_first(text: str) -> None:
    found = re.findall(r'<tr[^>]* data-outcome="([^"]+)"', text)
    order = [o.value for o in Outcome]
    assert found == sorted(found, key=order.index)
    assert found[0] == "presumed"


def test_every_outcome_shows_a_mark_beside_its_word(page: Page, text: str) -> None:
    shown = re.findall(r'<span class="outcome tone-\w+">(.{0,24})', text)
    assert len(shown) > 10
    assert all(s.startswith('<svg class="mark') for s in shown)


def test_chinese_and_uyghur_say_their_language_and_direction(text: str) -> None:
    assert '<span lang="zh">和田喀鲁格纺织厂</span>' in text
    assert '<bdi lang="ug" dir="rtl">خوتەن قارلۇق توقۇمىچىلىق زاۋۇتى</bdi>' in text


def test_a_candidate_shows_both_names_its_bars_and_the_command(text: str) -> None:
    held = text.split('id="k-k-31c9"')[1].split("</article>")[0]
    assert "Hotan Qarluq Textiles" in held
    assert "Hetian Qarlug Textile Co., Ltd." in held
    assert held.count('class="bar for"') == 4
    assert held.count('class="bar against"') == 2
    assert "whence judge k-31c9 different --by HANDLE --reason KEY" in held


def test_a_judgement_is_printed_with_its_author_and_reason(text: str) -> None:
    held = text.split('class="settled"')[1].split("</details>")[0]
    for word in ("judged different", "mira", "different-registration", "2025-06-12"):
        assert word in held


def test_a_consignment_shows_tree_papers_contrary_outlook_and_answer(text: str) -> None:
    held = text.split('id="c-c-0001"')[1].split("</article>")[0]
    for word in (
        "Place limb: met",
        "Contrary evidence",
        "gin bale list",
        "Awat Bostan Ginning",
        "If imported on <time>2025-06-30</time>",
        "in preparation",
        "no record upstream",
        "forwarder",
        "memory, not verified",
        "in its author&#39;s favour",
        "was it withdrawn",
    ):
        assert word in held, word


def test_no_masked_name_reaches_the_page(text: str) -> None:
    assert "Li Invented" not in text
    assert "name withheld" in text


def test_the_same_findings_give_the_same_page(text: str, sample: ModuleType) -> None:
    assert to_html(sample.findings()) == text


def test_beyond_the_cap_rows_stay_and_a_sentence_counts_them(
    sample: ModuleType,
) -> None:
    many = sample.many(view.DETAILS + 40)
    text = to_html(many)
    assert text.count('<article class="consignment') == view.DETAILS
    assert len(re.findall(r"<tr[^>]* data-outcome=", text)) == view.DETAILS + 40
    assert "The other 40 keep their row and reason" in text
    shown = set(re.findall(r'<article class="consignment[^"]*" id="c-([^"]+)"', text))
    assert shown == {c.id for c in worst_first(many)[: view.DETAILS]}
    page = Page()
    page.feed(text)
    test_every_link_lands_on_the_page(page)


def test_an_empty_run_still_prints_and_says_what_it_cannot(findings: Findings) -> None:
    bare = dataclasses.replace(
        findings, consignments=(), parties=(), set_aside=(), inputs=(), lists=(),
        limits=(), relations=(), joins=(), gates=(), summary=(),
    )  # fmt: skip
    text = to_html(bare)
    for name in SECTIONS:
        assert f'id="{name}"' in text
    assert "No limit was recorded" in text


def test_the_reason_of_a_touched_ground_names_what_it_rests_on(
    findings: Findings,
) -> None:
    by_outcome = {
        c.worst: words.reason_of(words.leading(c)) for c in findings.consignments
    }
    assert by_outcome["presumed"].startswith("Place limb: Hotan Qarluq Textiles")
    assert by_outcome["to answer"].startswith("Party limb: Candidate k-31c9")
    assert by_outcome["untraced"].startswith("Polysilicon is not traced")
    assert words.reason_of(None)


def test_a_control_that_turns_the_reading_order_is_shown(findings: Findings) -> None:
    first, *rest = findings.parties
    turned = dataclasses.replace(first, name="Acme \u202eevil\u202c Ltd")
    page = to_html(dataclasses.replace(findings, parties=(turned, *rest)))
    assert "\u202e" not in page
    assert "Acme \ufffdevil\ufffd Ltd" in page


def test_the_title_says_that_no_importer_is_named(findings: Findings) -> None:
    asked = dataclasses.replace(findings.asked, importer="")
    page = to_html(dataclasses.replace(findings, asked=asked))
    assert "<title>Dossier: importer not named, as of" in page


def test_headings_go_down_one_level_at_a_time(findings: Findings) -> None:
    page = to_html(findings)
    levels = [int(n) for n in re.findall(r"<h([1-6])\b", page)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    assert page.count('<h3 class="sum-name">') == len(findings.consignments)


def test_measures_that_reach_nothing_are_folded_behind_the_others(
    findings: Findings,
) -> None:
    counts = words.counts_by_measure(findings)
    idle = words.idle_measures(counts)
    text = to_html(findings)
    table = text.split('class="stack by-measure"')[1].split("</table>")[0]
    for key, row in counts.items():
        quiet = set(row) <= {"out of scope", "not in effect"}
        assert (key in idle) is quiet
    assert table.count("<tr>") == 1 + len(counts) - len(idle)
    assert ('class="idle"' in text) is bool(idle)
