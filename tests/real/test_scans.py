"""Scans of the worked detention, read by the system's tesseract."""

import shutil
from pathlib import Path

import pytest

from whence.model.paper import Media
from whence.read.documents.folder import read_papers

EXAMPLE = Path(__file__).parents[2] / "examples" / "detention" / "documents"
SCANS = ("scan0007.pdf", "scan0021.pdf", "scan0032.pdf", "US/IMG_2211.png")

pytestmark = pytest.mark.real


def test_scans_are_read_upside_down_and_in_chinese(tmp_path: Path) -> None:
    for name in SCANS:
        shutil.copy(EXAMPLE / name, tmp_path)
    found = read_papers(tmp_path, progress=lambda *_: None)
    held = {t.file: t for t in found.texts}
    assert found.aside == []
    assert held["scan0007.pdf"].turned == 1
    assert "SC-F19\t5,905" in held["scan0007.pdf"].text
    assert held["scan0021.pdf"].media is Media.SCAN
    for words in ("生产记录", "批号", "HL-Q4", "NY-2503", "3,240"):
        assert words in held["scan0021.pdf"].text
    assert "GR-0311\t8,510" in held["scan0032.pdf"].text
    assert "9,120" in held["IMG_2211.png"].text
    span = next(s for s in held["scan0032.pdf"].spans if s.sure < 100)
    assert span.page == 1
    assert span.right > span.left
