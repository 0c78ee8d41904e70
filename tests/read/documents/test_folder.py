"""Papers of a folder: what is read, what is set aside with which words."""

import io
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from whence import alone
from whence.errors import InputError
from whence.model.paper import Media
from whence.read.documents.folder import Papers, read_papers
from whence.shelf.papers import paper_limits

EXAMPLE = Path(__file__).parents[3] / "examples" / "detention" / "documents"
INVOICE = EXAMPLE / "Kalindri" / "INV KS-2603.pdf"


def silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


def read(folder: Path) -> Papers:
    return read_papers(folder, progress=silent, pictures=False)


def wrote(pdf: PdfWriter) -> bytes:
    out = io.BytesIO()
    pdf.write(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """Read a folder of odd files, once."""
    place = tmp_path_factory.mktemp("odd")
    good = INVOICE.read_bytes()
    locked = PdfWriter(clone_from=PdfReader(INVOICE))
    locked.encrypt("secret", algorithm="RC4-128")
    (place / "locked.pdf").write_bytes(wrote(locked))
    (place / "cut.pdf").write_bytes(good[: len(good) // 3])
    many = PdfWriter()
    for _ in range(paper_limits().pages + 1):
        many.add_blank_page(100, 100)
    (place / "many.pdf").write_bytes(wrote(many))
    turned = PdfWriter(clone_from=PdfReader(INVOICE))
    turned.pages[0].rotate(90)
    (place / "turned.pdf").write_bytes(wrote(turned))
    (place / "named.docx").write_bytes(good)
    (place / "empty.pdf").write_bytes(b"")
    (place / "noise.pdf").write_bytes(bytes(range(256)) * 8)
    (place / "old.msg").write_bytes(
        bytes.fromhex("d0cf11e0a1b11ae1") + "__nameid_version1.0".encode("utf-16-le")
    )
    with zipfile.ZipFile(place / "papers.zip", "w") as packed:
        packed.writestr("a.txt", "a")
    (place / "payroll.csv").write_text(
        "Employee name,Basic salary,Overtime hours\nA,1,2\nB,3,4\n", "utf-8"
    )
    (place / "slip.txt").write_text(
        "Employee No.: 7\nGender: x\nBasic salary: 100\nDate of birth: 1\n", "utf-8"
    )
    (place / "~$lock.docx").write_bytes(b"x")
    (place / "good.pdf").write_bytes(good)
    return read(place)


def aside(found: Papers, name: str) -> str:
    return next(a.reason for a in found.aside if a.file == name)


def test_a_digital_pdf_gives_text_with_page_and_place(odd: Papers) -> None:
    paper = next(t for t in odd.texts if t.file == "good.pdf")
    assert paper.media is Media.PDF
    assert "Cotton yarn Ne 30/1\tYK-118\t5,400\t3.35\t18,090.00" in paper.text
    for span in paper.spans:
        words = paper.text[span.start : span.end]
        assert "\t" not in words
        assert "\n" not in words
        assert span.page == 1
        assert 0 <= span.left <= span.right <= 600
        assert 0 <= span.top <= span.bottom <= 850
    lot = paper.text.index("YK-118")
    assert any(s.start == lot and s.end == lot + 6 for s in paper.spans)


def test_a_page_turned_by_the_viewer_reads_as_it_is_seen(odd: Papers) -> None:
    paper = next(t for t in odd.texts if t.file == "turned.pdf")
    # The page is shown on its side, so that what stood in rows stands in columns.
    assert max(s.right for s in paper.spans) > 600


def test_a_wrong_extension_harms_nothing(odd: Papers) -> None:
    paper = next(t for t in odd.texts if t.file == "named.docx")
    assert paper.media is Media.PDF


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("locked.pdf", "protected by a password"),
        ("many.pdf", "1,501 pages"),
        ("empty.pdf", "empty"),
        ("noise.pdf", "no paper"),
        ("old.msg", "Outlook"),
        ("papers.zip", "archive"),
    ],
)
def test_what_cannot_be_read_is_set_aside_in_words(
    odd: Papers, name: str, words: str
) -> None:
    assert words in aside(odd, name)


def test_a_pdf_cut_short_gives_what_is_left_or_is_set_aside(odd: Papers) -> None:
    assert "cut short" in aside(odd, "cut.pdf") or "no page" in aside(odd, "cut.pdf")


def test_every_file_set_aside_has_a_remedy(odd: Papers) -> None:
    assert all(a.remedy for a in odd.aside)


def test_lists_of_people_are_counted_and_nothing_of_them_is_kept(odd: Papers) -> None:
    assert odd.refused == 2
    names = {t.file for t in odd.texts} | {a.file for a in odd.aside}
    assert not names & {"payroll.csv", "slip.txt"}


def test_what_programs_leave_behind_is_not_a_paper(odd: Papers) -> None:
    assert not any("~$" in a.file for a in odd.aside)


def test_a_message_gives_its_text_and_what_it_carries() -> None:
    found = read(EXAMPLE)
    names = [t.file for t in found.texts if t.file.startswith("FW")]
    assert names == ["FW packing list.eml", "FW packing list.eml > PL-4471.pdf"]
    message = next(t for t in found.texts if t.file == "FW packing list.eml")
    assert "example.invalid" not in message.text
    assert {t.media for t in found.texts} >= {Media.WORD, Media.WORKBOOK, Media.PDF}
    scans = [a for a in found.aside if a.file.startswith("scan")]
    assert len(scans) == 4
    assert all("picture" in a.reason for a in scans)


def test_a_child_that_dies_takes_one_file_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"Invoice No.: {name}\n", "utf-8")
    monkeypatch.setattr(
        alone,
        "START",
        alone.START.replace(
            "import_module(",
            "import whence.read.documents.child as c, os\n"
            "real = c._answer\n"
            "c._answer = lambda p, n, b: os._exit(9) if p.endswith('b.txt')"
            " else real(p, n, b)\n"
            "import_module(",
        ),
    )
    found = read(tmp_path)
    assert [t.file for t in found.texts] == ["a.txt", "c.txt"]
    assert [a.file for a in found.aside] == ["b.txt"]


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        read(tmp_path / "none")
    with pytest.raises(InputError, match="no file"):
        read(tmp_path)
