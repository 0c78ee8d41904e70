"""A dossier set in volumes reads as one: numbers, links, outline, tags, sentences."""

import io
import re
from types import ModuleType, SimpleNamespace

import pypdf
import pypdfium2
import pytest

from whence.errors import DataError
from whence.model.findings import Findings
from whence.report import pdf, volumes
from whence.report.masks import withhold
from whence.report.paper import Paper
from whence.report.pdf import TEMPLATE, to_pdf
from whence.report.pdf_objects import held, masked, rewritten, string_at
from whence.report.pdf_outline import places
from whence.report.press import typeset
from whence.report.volumes import PARTS, Tree, in_volumes, press_apart, shares
from whence.shelf.prints import bounds

SMALL = 16_000
"""So few letters a volume that the sample needs several, cut within parts."""


@pytest.fixture(scope="module")
def tree(sample: ModuleType) -> Tree:
    return Paper(withhold(sample.many(14)), bounds("full")).tree()


@pytest.fixture(scope="module")
def whole(tree: Tree, findings: Findings) -> bytes:
    return typeset(TEMPLATE, tree, as_of=findings.as_of)


@pytest.fixture(scope="module")
def bound(tree: Tree, findings: Findings) -> bytes:
    def press(data: Tree) -> bytes:
        return typeset(TEMPLATE, data, as_of=findings.as_of)

    return in_volumes(tree, press, most=SMALL)


def pages_of(data: bytes) -> list[str]:
    book = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded() for page in book]


def words_of(pages: list[str]) -> list[str]:
    """Give the words of all pages without what depends on where pages end."""
    found = []
    for page in pages:
        lines = [
            line
            for line in page.splitlines()
            if not line.startswith("DRAFT.") and "Invented Outfitters" not in line
        ]
        found += " ".join(lines).split()
    return sorted(w for w in found if not w.isdigit())


def test_the_volumes_hold_every_item_of_every_part_once_and_in_order(
    tree: Tree,
) -> None:
    parted = shares(tree, SMALL)
    assert len(parted) > 2
    assert any(s.continues for s in parted)
    for part, key in PARTS.items():
        if key:
            joined = [x for s in parted for x in s.items.get(part, [])]
            assert joined == tree[part][key]
        kept = [s.parts[part] for s in parted if part in s.parts]
        assert [k["starts"] for k in kept] == [True] + [False] * (len(kept) - 1)
        assert [k["ends"] for k in kept] == [False] * (len(kept) - 1) + [True]


def test_every_page_has_its_number_in_the_whole(bound: bytes) -> None:
    pages = pages_of(bound)
    for number, text in enumerate(pages, 1):
        assert f"page {number} of {len(pages)}" in " ".join(text.split())


def test_the_outline_is_that_of_the_whole_and_leads_to_the_right_pages(
    whole: bytes, bound: bytes
) -> None:
    _, _, told = places(whole)
    _, _, lines = places(bound)
    assert [(level, title) for level, title, _ in lines] == [
        (level, title) for level, title, _ in told
    ]
    pages = pages_of(bound)
    for _, title, page in lines:
        assert re.sub(r"\s", "", title) in re.sub(r"\s", "", pages[page])


def test_every_link_leads_to_a_page_and_none_out_of_the_file(
    whole: bytes, bound: bytes
) -> None:
    book = pypdf.PdfReader(io.BytesIO(bound))
    named = book.named_destinations
    links = [a.get_object() for p in book.pages for a in p.get("/Annots", ())]
    links = [a for a in links if a["/Subtype"] == "/Link"]
    assert len(links) > 20
    for link in links:
        assert "/A" not in link
        goal = link["/Dest"]
        assert isinstance(goal, list) or str(goal) in named
    assert b"whence:" not in bound
    assert set(named) == set(pypdf.PdfReader(io.BytesIO(whole)).named_destinations)


def test_no_word_of_the_whole_is_lost_and_none_added(
    whole: bytes, bound: bytes
) -> None:
    one, other = words_of(pages_of(whole)), words_of(pages_of(bound))
    # Heads of tables repeat on each page, and a cut adds a page.
    assert set(one) - set(other) == set()
    assert set(other) - set(one) == set()
    assert abs(len(one) - len(other)) < len(one) * 0.05


def test_the_tags_are_one_tree_in_which_every_page_finds_its_parents(
    bound: bytes,
) -> None:
    file = held(bound)
    root = file.key(file.root, "StructTreeRoot")
    document = file.key(root, "K")
    assert b"/S/Document" in file.objects[document]
    parts = file.list_of(document, "K")
    assert all(b"/S/Part" in file.objects[n] for n in parts)
    assert all(file.key(n, "P") == document for n in parts)
    listed = re.search(rb"/Nums\[([^\]]*)\]", file.objects[root])
    assert listed is not None
    nums = {int(a): int(b) for a, b in re.findall(rb"(\d+) (\d+) 0 R", listed.group(1))}
    places_of = [
        int(found.group(1))
        for n in file.pages
        if (found := re.search(rb"/StructParents (\d+)", file.objects[n]))
    ]
    assert len(set(places_of)) == len(file.pages)
    assert set(places_of) <= set(nums)
    assert set(nums.values()) <= set(file.objects)
    ids = re.findall(rb"/ID\(([^)]*)\)", b"\n".join(file.objects.values()))
    assert len(ids) == len(set(ids)) > 5


def test_no_object_refers_to_one_that_is_not_there(bound: bytes) -> None:
    file = held(bound)
    for body in file.objects.values():
        head = body[: body.index(b"stream")] if body.endswith(b"endstream") else body
        wanted = {int(n) for n in re.findall(rb"(\d+) 0 R", masked(head))}
        assert wanted <= set(file.objects)


def test_the_same_tree_gives_the_same_bytes(
    tree: Tree, findings: Findings, bound: bytes
) -> None:
    def press(data: Tree) -> bytes:
        return typeset(TEMPLATE, data, as_of=findings.as_of)

    assert in_volumes(tree, press, most=SMALL) == bound


def test_a_process_of_its_own_sets_the_same_bytes(
    tree: Tree, findings: Findings, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_tree = {**tree, "consignments": {**tree["consignments"], "items": []}}
    outcomes = {**tree["outcomes"], "rows": []}
    bare = {**whole_tree, "outcomes": outcomes, "parts": {"law": volumes.WHOLLY}}
    # Whoever sets here fails: the other process must.
    monkeypatch.setattr(volumes, "typeset", None)
    made = press_apart(TEMPLATE, findings.as_of)(bare)
    assert made == typeset(TEMPLATE, bare, as_of=findings.as_of)


def test_only_what_is_too_long_to_be_set_at_once_is_set_in_volumes(
    tree: Tree, findings: Findings, monkeypatch: pytest.MonkeyPatch
) -> None:
    size, set_by = volumes.weight(tree), list[str]()
    monkeypatch.setattr(
        pdf, "press_apart", lambda *_: lambda _: set_by.append("apart") or b""
    )
    monkeypatch.setattr(pdf, "typeset", lambda *_, **__: set_by.append("here") or b"")
    monkeypatch.setattr(pdf, "in_volumes", lambda *_: set_by.append("volumes") or b"")
    monkeypatch.setattr(pdf, "Paper", lambda *_: SimpleNamespace(tree=lambda: tree))
    for large, whole in ((size, size), (size - 1, size), (0, size - 1)):
        monkeypatch.setattr(pdf, "LARGE", large)
        monkeypatch.setattr(pdf, "WHOLE", whole)
        to_pdf(findings)
    assert set_by == ["here", "apart", "volumes"]


def test_words_in_strings_are_never_taken_for_numbers_of_objects() -> None:
    body = rb"<</Title(see 7 0 R \) /ID(x) \( (a (b) 8 0 R))/Next 9 0 R/ID(U1)>>"
    made = rewritten(body, lambda n: n + 100, ids="v001.", by=0)
    assert made == body.replace(b"9 0 R", b"109 0 R").replace(b"(U1)", b"(v001.U1)")
    assert string_at(body, "Title") == rb"(see 7 0 R \) /ID(x) \( (a (b) 8 0 R))"


def test_a_file_in_another_form_is_refused() -> None:
    with pytest.raises(DataError, match="plain form"):
        held(b"%PDF-1.7\nstartxref\n5\n%%EOF")
