"""Pages that lie upside down, names given by hand, and papers nobody can open."""

import io
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import typst
from click.testing import CliRunner
from pypdf import PdfReader, PdfWriter

from whence.cli import cli
from whence.errors import InputError
from whence.jobs.docket_binder import BinderRequest, BinderResult, make_binder
from whence.jobs.docket_open import OpenRequest, open_docket
from whence.model.docket import Mark
from whence.report.portal import plain

DAY = date(2026, 6, 15)
MARKED = '#set text(font: "Libertinus Serif")\n#place(top + left, rect(width: 40mm, height: 40mm, fill: black))\n#v(1fr) end'  # noqa: E501
HEAD = "File,Kind,Stage,Number,Language,Turned\n"


def bound(place: Path, turned: str) -> BinderResult:
    papers = place / "papers"
    papers.mkdir()
    (papers / "gin.pdf").write_bytes(typst.compile(MARKED.encode()))
    index = place / "index.csv"
    index.write_text(f"{HEAD}gin.pdf,gin record,gin,G-1,en,{turned}\n", "utf-8")
    days = ((Mark.PRESENTED, date(2026, 6, 3)),)
    at = "2026-06-15T08:00:00+00:00"
    open_docket(
        OpenRequest(place / "case", DAY, at, days=days, key="D-1", commodity="cotton")
    )
    return make_binder(
        BinderRequest(place / "case", papers, place / "out", DAY, index=index)
    )


def dark(place: Path) -> tuple[bool, bool, bool, bool]:
    """Say in which corner of the exhibit's page the square lies."""
    document = pypdfium2.PdfDocument(place / "out" / "binder.pdf")
    at = next(
        n
        for n, page in enumerate(PdfReader(place / "out" / "binder.pdf").pages)
        if "Exhibit 2-1" in page.extract_text() and "page" in page.extract_text()
        and "end" in page.extract_text().split()
    )  # fmt: skip
    seen = document[at].render(scale=0.4).to_pil().convert("L")
    wide, high = seen.size
    # Away from the band at the foot of the page.
    boxes = [
        (0, 0, wide // 2, high // 2),
        (wide // 2, 0, wide, high // 2),
        (0, high // 2, wide // 2, int(high * 0.92)),
        (wide // 2, high // 2, wide, int(high * 0.92)),
    ]
    parts = [sum(p < 60 for p in seen.crop(b).tobytes()) for b in boxes]
    return tuple(p == max(parts) for p in parts)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("turned", "corner"),
    [
        ("", 0),
        ("1: 90", 2),
        pytest.param("1: 180", 3, marks=pytest.mark.heavy),
        pytest.param("1: 270", 1, marks=pytest.mark.heavy),
    ],
)
def test_a_page_that_lies_turned_is_set_upright_and_said(
    tmp_path: Path, turned: str, corner: int
) -> None:
    bound(tmp_path, turned)
    assert dark(tmp_path).index(True) == corner
    text = "".join(
        p.extract_text() for p in PdfReader(tmp_path / "out" / "binder.pdf").pages
    )
    assert ("turned upright here" in text) == bool(turned)


def test_a_turn_that_is_no_quarter_is_refused_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="turned page") as caught:
        bound(tmp_path, "1: 45")
    assert "row 2" in str(caught.value.where)


def test_hanzi_come_to_the_portal_as_capitalised_words() -> None:
    said = plain("南通玉澜禾纺织有限公司")
    assert said == "Nantong Yulanhe Fangzhi Youxiangongsi"


def test_an_encrypted_notice_is_refused_with_the_way_on(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(typst.compile(b"Notice"))))
    writer.encrypt("secret", algorithm="RC4-128")
    place = tmp_path / "notice.pdf"
    with place.open("wb") as out:
        writer.write(out)
    words = ["docket", "open", str(place), "--case", str(tmp_path / "case")]
    done = CliRunner().invoke(cli, words)
    assert isinstance(done.exception, InputError)
    said = str(done.exception)
    assert "password" in said
    assert "--presented" in said
