import hashlib
import hmac
import io
import json
from datetime import date

import pypdf
import pypdfium2
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from whence.errors import InputError, UsageError
from whence.jobs.docket_binder import BinderRequest, make_binder
from whence.jobs.docket_open import OpenRequest, open_docket
from whence.model.binder import Edition, Form
from whence.model.docket import Mark
from whence.read.hidden_child import looked
from whence.report.portal import _pieces, plain
from whence.store.case import Case

DAY = date(2026, 6, 15)
INDEX = """\
File,Kind,Stage,Number,Date,From,To,Taken in kg,Made kg,Lots in,Lots out,Order,Invoice,\
Language,Shows,Translation of,Protect
gin.pdf,gin record,gin,G-1,2025-11-12,Caprock Gin LLC,,9120,3492,,L-1,,,en,,,
spin.pdf,production record,spin,S-1,2026-01-20,Kalindri Mills,,3492,3300,L-1,Y-1,,,en,,,
yarn.pdf,invoice,spin,INV-7,2026-02-01,Kalindri Mills,Bhairab Knit,,,,Y-1,,,zh,,,
yarn en.pdf,,,,,,,,,,,,,,,yarn.pdf,
pay.pdf,proof of payment,spin,P-9,2026-02-03,Padma Bank,,,,,,,INV-7,en,,,yes
list.csv,packing list,,PL-1,2026-04-27,Tarapur,Halden Pryce,,,,,PO-1,,en,,,
"""
TEXTS = {
    "gin.pdf": "Gin run G-1",
    "spin.pdf": "Spinning S-1 #pagebreak() second page",
    "yarn.pdf": "发票 INV-7",
    "yarn en.pdf": "Invoice INV-7 translated",
    "pay.pdf": "Payment P-9",
}


def pages_of(place):
    """Give the text of each page."""
    book = pypdfium2.PdfDocument(place)
    return [page.get_textpage().get_text_bounded() for page in book]


def pdf(text):
    return typst.compile(f'#set text(font: "Libertinus Serif")\n{text}'.encode())


def laid_out(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_bytes(pdf(text))
    (folder / "list.csv").write_text("Carton,Pieces\n1,24\n2,24\n", "utf-8")
    (tmp_path / "index.csv").write_text(INDEX, "utf-8")
    days = ((Mark.PRESENTED, date(2026, 6, 3)),)
    open_docket(
        OpenRequest(
            tmp_path / "case",
            DAY,
            "2026-06-15T08:00:00+00:00",
            days=days,
            key="D-1",
            entry="ABC-1",
            commodity="cotton",
        )
    )
    return folder


@pytest.fixture
def papers(tmp_path):
    return laid_out(tmp_path)


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Give a binder made once, for tests that only look: (folder, result)."""
    folder = tmp_path_factory.mktemp("once")
    laid_out(folder)
    return folder, made(folder)


def made(tmp_path, out="out", **given):
    plain = {"index": tmp_path / "index.csv", "importer": "Halden Pryce", **given}
    request = BinderRequest(
        tmp_path / "case", tmp_path / "papers", tmp_path / out, DAY, **plain
    )
    return make_binder(request)


def titles(outline):
    for item in outline:
        if isinstance(item, list):
            yield from titles(item)
        else:
            yield item.title


def test_papers_are_numbered_to_their_steps_and_steps_joined_by_lots(once):
    binder = once[1].binder
    by_mark = {e.mark: e.paper.file for e in binder.exhibits}
    assert by_mark == {
        "2-1": "gin.pdf",
        "3-1": "yarn.pdf",
        "3-2": "pay.pdf",
        "3-3": "spin.pdf",
        "6-1": "list.csv",
    }
    spin = binder.steps[2]
    assert spin.joined == ("lot L-1",)
    assert spin.taken == ("3,492 kg (lot L-1)",)
    links = {e.mark: [x.mark for x in e.links] for e in binder.exhibits}
    assert links["3-1"] == ["3-2", "3-3"]
    gaps = dict((n, t) for t, n in reversed(binder.gaps))
    assert "no paper of this step" in gaps[1]
    assert not [g for g in binder.gaps if "translation" in g[0]]


def test_everything_links_and_every_link_leads_somewhere(once):
    book = pypdf.PdfReader(once[0] / "out" / "binder.pdf")
    named = list(titles(book.outline))
    for words in ("Executive summary", "Step 3. Spinning", "Exhibit 3-1", "Manifest"):
        assert any(words in title for title in named), words
    places = {page.indirect_reference.idnum for page in book.pages}
    links = 0
    for page in book.pages:
        for note in page.get("/Annots") or []:
            note = note.get_object()
            assert note["/Subtype"] == "/Link"
            goal = note.get("/Dest") or note["/A"]["/D"]
            if isinstance(goal, str | bytes):
                goal = book.named_destinations[goal].dest_array
            assert goal[0].idnum in places
            links += 1
    assert links > 60


def test_pages_of_papers_are_in_it_and_each_carries_its_number(once):
    result = once[1]
    text = pages_of(once[0] / "out" / "binder.pdf")
    stamped = [t for t in text if "Exhibit 3-3" in t and "Spinning S-1" in t]
    assert len(stamped) == 1
    assert any("Exhibit 3-3" in t and "second page" in t for t in text)
    beside = next(t for t in text if "English translation of exhibit 3-1" in t)
    assert "translated" in beside
    assert sum(e.pages for e in result.binder.exhibits) == 6


def test_the_same_papers_give_the_same_bytes(once):
    tmp_path = once[0]
    made(tmp_path, "b")
    for place in sorted((tmp_path / "out").rglob("*")):
        if place.is_file():
            name = place.relative_to(tmp_path / "out")
            assert place.read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_a_limit_of_size_gives_parts_that_hold_every_exhibit(once):
    tmp_path = once[0]
    whole = dict(once[1].files)["binder.pdf"]
    result = made(tmp_path, "parts", most_mb=whole * 0.75 / 1e6)
    parts = sorted((tmp_path / "parts").glob("binder-*.pdf"))
    assert len(parts) > 1
    named = [t for p in parts for t in titles(pypdf.PdfReader(p).outline)]
    for e in result.binder.exhibits:
        assert sum(f"Exhibit {e.mark}" in t for t in named) == 1, e.mark
    first = "".join(pages_of(parts[0]))
    assert "(part 2)" in first


def test_the_manifest_names_every_file_and_its_bytes(once):
    tmp_path, papers = once[0], once[0] / "papers"
    plain = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    for name, row in plain["files"].items():
        data = (tmp_path / "out" / name).read_bytes()
        assert row == {
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
    for row in plain["exhibits"]:
        data = (papers / row["file"]).read_bytes()
        assert row["sha256"] == hashlib.sha256(data).hexdigest()
    assert (tmp_path / "out" / "native" / "6-1.csv").is_file()


def test_the_index_that_is_written_gives_the_same_binder_when_given_back(once):
    tmp_path, result = once
    first = result.binder
    again = made(tmp_path, "c", index=tmp_path / "out" / "index.xlsx").binder
    assert [e.mark for e in again.exhibits] == [e.mark for e in first.exhibits]
    assert [s.joined for s in again.steps] == [s.joined for s in first.steps]
    assert [s.taken for s in again.steps] == [s.taken for s in first.steps]


def test_the_edition_that_protects_sources_withholds_and_commits(tmp_path, papers):
    result = made(tmp_path, edition=Edition.PROTECTED)
    exhibit = next(e for e in result.binder.exhibits if e.mark == "3-2")
    assert exhibit.stands is Form.WITHHELD
    with Case.open(tmp_path / "case", create=False) as case:
        digest = hashlib.sha256((papers / "pay.pdf").read_bytes()).hexdigest()
        kept = hmac.new(case.key, digest.encode(), hashlib.sha256).hexdigest()
    assert exhibit.commitment == kept
    text = "\n".join(pages_of(tmp_path / "out" / "binder.pdf"))
    told = [text]
    for place in (tmp_path / "out").rglob("*"):
        if place.suffix in (".txt", ".json"):
            told.append(place.read_text("utf-8"))
    for words in ("Padma Bank", "P-9", "pay.pdf", "gin.pdf", digest):
        assert not any(words in t for t in told), words
    assert kept in "".join(text.split())
    assert not (tmp_path / "out" / "index.xlsx").exists()


def test_comments_scripts_and_metadata_of_papers_stay_outside(tmp_path, papers):
    writer = pypdf.PdfWriter(io.BytesIO((papers / "gin.pdf").read_bytes()))
    writer.add_metadata({"/Author": "Somebody Inside"})
    note = FreeText(text="not for them", rect=(50, 550, 200, 650))
    writer.add_annotation(0, note)
    script = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert(1)"),
        }
    )
    named = ArrayObject([TextStringObject("a"), writer._add_object(script)])
    tree = DictionaryObject({NameObject("/Names"): named})
    names = DictionaryObject({NameObject("/JavaScript"): tree})
    writer._root_object[NameObject("/Names")] = names
    with (papers / "gin.pdf").open("wb") as out:
        writer.write(out)
    result = made(tmp_path)
    sorts = {x.sort for x in result.hidden if x.file == "2-1"}
    assert {"metadata", "comment or mark", "script"} <= sorts
    data = (tmp_path / "out" / "binder.pdf").read_bytes()
    book = pypdf.PdfReader(io.BytesIO(data))
    assert "Somebody Inside" not in str(book.metadata)
    assert "/JavaScript" not in str(book.trailer["/Root"])
    text = "\n".join(p.extract_text() for p in book.pages)
    assert "not for them" not in text


def raw_pdf(content):
    """Write a PDF of one page by hand, so that nothing is laid out for us."""
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R"
        "/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj{part}endobj\n"
    start = len(out)
    rows = "".join(f"{o:010} 00000 n \n" for o in offsets)
    out += f"xref\n0 6\n0000000000 65535 f \n{rows}"
    out += f"trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
    return out.encode("latin-1")


@pytest.mark.parametrize(
    ("content", "sort"),
    [
        ("BT /F 12 Tf 3 Tr 50 200 Td (secret) Tj ET", "invisible text"),
        ("BT /F 12 Tf 1 1 1 rg 50 200 Td (secret) Tj ET", "white text"),
        ("BT /F 0.4 Tf 50 200 Td (secret) Tj ET", "tiny text"),
        ("BT /F 12 Tf 50 200 Td (plain) Tj ET", ""),
    ],
)
def test_text_that_nobody_sees_is_told_of(content, sort):
    found = {kind for kind, _ in looked(raw_pdf(content))["found"]}
    assert found == ({sort} if sort else set())


def test_a_locked_or_damaged_paper_is_said_and_lies_beside(tmp_path, papers):
    writer = pypdf.PdfWriter(io.BytesIO((papers / "gin.pdf").read_bytes()))
    writer.encrypt("secret", algorithm="RC4-128")
    with (papers / "gin.pdf").open("wb") as out:
        writer.write(out)
    (papers / "spin.pdf").write_bytes((papers / "spin.pdf").read_bytes()[:300])
    result = made(tmp_path)
    shut = {e.mark for e in result.binder.exhibits if e.stands is Form.SHUT}
    assert shut == {"2-1", "3-3"}
    assert any("password" in text for text, _ in result.binder.gaps)
    assert (tmp_path / "out" / "native" / "2-1.pdf").is_file()


def test_a_list_of_people_enters_nothing(tmp_path, papers):
    people = "Employee Name,ID Number,Date of Birth,Gender\n"
    people += "Zhang San,653101199001011234,1990-01-01,M\n" * 3
    (papers / "staff.csv").write_text(people, "utf-8")
    result = made(tmp_path)
    assert any("people" in note for note in result.notes)
    for place in (tmp_path / "out").rglob("*"):
        if place.is_file():
            data = place.read_bytes()
            assert b"Zhang" not in data
            assert b"staff.csv" not in data
    (tmp_path / "index.csv").write_text(INDEX + "staff.csv,other\n", "utf-8")
    with pytest.raises(InputError, match="list of people"):
        made(tmp_path, "again")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("gone.pdf,invoice", "not there"),
        ("gin.pdf,poem", "no kind of paper"),
        ("gin.pdf,gin record,gin,G-1,yesterday", "no day"),
        ("gin.pdf,gin record,gin,G-1,2026-01-01,,,heavy", "no weight"),
    ],
)
def test_a_mistake_in_the_index_is_named_by_its_row(tmp_path, papers, row, words):
    head = INDEX.splitlines()[0]
    (tmp_path / "index.csv").write_text(f"{head}\n{row}\n", "utf-8")
    with pytest.raises(InputError, match=words) as caught:
        made(tmp_path)
    assert "row 2" in caught.value.where


def test_a_folder_with_other_things_is_not_written_into(tmp_path, papers):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="other things"):
        made(tmp_path)
    assert (tmp_path / "out" / "mine.txt").read_text("utf-8") == "mine"


def test_the_portals_text_is_letters_and_digits_in_bounded_fields(tmp_path, papers):
    made(tmp_path, field_most=120)
    text = (tmp_path / "out" / "portal.txt").read_bytes()
    assert all(chr(b).isalnum() or chr(b) in " \n" for b in text)
    for block in text.decode("ascii").split("\n\n"):
        head, _, body = block.partition("\n")
        assert len(body.rstrip("\n")) <= 120, head


@given(st.lists(st.text(max_size=60), max_size=8), st.integers(12, 90))
def test_any_text_is_brought_to_letters_and_digits_and_no_field_is_too_long(
    lines, most
):
    flat = [plain(line) for line in lines]
    for line in flat:
        assert line == "" or line.replace(" ", "").isalnum()
        assert line.isascii()
    pieces = _pieces(flat, most)
    assert all(len(p) <= most for p in pieces)
    if any(flat):
        assert "".join("".join(pieces).split()) == "".join("".join(flat).split())


def test_letters_of_no_known_script_leave_a_trace():
    assert plain("ශ") == "U0DC1"
    assert plain("Ürümqi 乌鲁木齐") == "Urumqi Wulumuqi"
