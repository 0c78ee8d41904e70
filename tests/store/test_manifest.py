import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from whence.errors import InputError
from whence.store import digests, manifest
from whence.store.case import Case
from whence.store.manifest import ExhibitRecord, InputRecord, Manifest


def made(tmp_path: Path) -> Manifest:
    out = tmp_path / "out"
    (out / "pictures").mkdir(parents=True)
    (out / "findings.json").write_text("{}")
    (out / "pictures" / "map.svg").write_text("<svg/>")
    with Case.open(tmp_path / "case") as case:
        return manifest.manifest_of(
            case,
            out,
            out=out,
            as_of=date(2026, 6, 26),
            inputs=[InputRecord("a.csv", "aa"), InputRecord("roster.csv", "")],
            exhibits=[ExhibitRecord("z.txt", "cc"), ExhibitRecord("b/b.txt", "bb")],
            versions=[("whence", "0.1"), ("law", "1")],
            measures=("us/uflpa",),
            audience="own",
            accept_mapping=True,
        )


def test_a_manifest_comes_back_as_it_was_written(tmp_path: Path) -> None:
    first = made(tmp_path)
    manifest.write(tmp_path / "out", first)
    assert manifest.read(tmp_path / "out") == first
    assert first.arguments.case == "../case"
    assert [f.path for f in first.files] == ["findings.json", "pictures/map.svg"]


def test_a_manifest_holds_no_path_of_the_machine(tmp_path: Path) -> None:
    manifest.write(tmp_path / "out", made(tmp_path))
    assert str(tmp_path) not in (tmp_path / "out" / "manifest.json").read_text()


@pytest.mark.parametrize(
    ("dossier", "case", "seen"),
    [
        ("/w/out", "/w/case", "../case"),
        ("/w/case/dossier", "/w/case", ".."),
        ("/w/a/out", "/w/b/case", "../../b/case"),
        ("/out", "/case", "../case"),
        ("/tmp/out", "/home/anna/case", ""),
    ],
)
def test_the_case_is_named_only_where_that_tells_nothing_of_the_user(
    dossier: str, case: str, seen: str
) -> None:
    assert manifest.case_from(Path(dossier), Path(case)) == seen


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/../../x", "C:\\x", ""])
def test_a_manifest_that_leads_out_of_its_folder_is_refused(
    tmp_path: Path, name: str
) -> None:
    forged = replace(made(tmp_path), inputs=(InputRecord(name, "aa"),))
    manifest.write(tmp_path / "out", forged)
    with pytest.raises(InputError, match="out of its folder"):
        manifest.read(tmp_path / "out")


@pytest.mark.parametrize("text", ["", "[]", '{"format": 9}', '{"format": 1}', "\x00"])
def test_what_is_no_manifest_is_said_so(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(InputError, match="not a manifest"):
        manifest.read(tmp_path)


def test_a_folder_without_manifest_is_no_dossier(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no dossier"):
        manifest.read(tmp_path)
    with pytest.raises(InputError, match="no dossier"):
        manifest.read(tmp_path / "none")


def workbook(path: Path, stamp: int, text: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("xl/sheet1.xml", (2000 + stamp, 1, 1, 0, 0, 0))
        archive.writestr(info, text)
        archive.writestr("docProps/core.xml", f"made {stamp}")
    return path


def test_a_workbook_packed_otherwise_says_the_same(tmp_path: Path) -> None:
    one = digests.content_digest(workbook(tmp_path / "a.xlsx", 1, "x"))
    two = digests.content_digest(workbook(tmp_path / "b.xlsx", 2, "x"))
    other = digests.content_digest(workbook(tmp_path / "c.xlsx", 1, "y"))
    assert one == two != other


def test_a_page_with_other_white_space_says_the_same(tmp_path: Path) -> None:
    for name, text in [
        ("a", "<p>x  y</p>\n"),
        ("b", "<p>x\ny</p>"),
        ("c", "<p>xy</p>"),
    ]:
        (tmp_path / f"{name}.html").write_text(text)
    found = [digests.content_digest(tmp_path / f"{n}.html") for n in "abc"]
    assert found[0] == found[1] != found[2]


def test_findings_promise_their_bytes(tmp_path: Path) -> None:
    (tmp_path / "findings.json").write_text(json.dumps({}))
    assert digests.content_digest(tmp_path / "findings.json") == ""
