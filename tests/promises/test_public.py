"""No file of a public dossier holds a word that would tell who a withheld party is."""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from whence.jobs.assess import AssessRequest, assess
from whence.jobs.decide import DecideRequest, decide
from whence.jobs.verify import verify

AS_OF = date(2026, 6, 26)
TOKENS = (
    "Qarlug Zulpmar Stitchbury Ovenlark Hallowfen 卡鲁格 ZLP-771 QRL KBX-55 Brackwater"
    " Tamworthy Ilchester Yarrowby Wenlock Penhallow Marlowe"
).split()
"""Each stands in the case, in a name, a number or a note that is withheld."""

ENTRIES = (
    "Entry Number,Line,Import Date,HTSUS No.,Country of Origin,Description,"
    "Manufacturer Name,Manufacturer Address,PO Number,Lot,Invoice,Net Weight (kg),"
    "Brackwater remark\n"
    'QRL-1,1,2025-04-10,6109100012,BD,"T-shirts for Stitchbury by Qarlug",'
    'Stitchbury Sewing Ltd,"12 Hallowfen Road, Dhaka",PO-QRL-9,LOT-KBX-55,INV-ZLP-771,'
    "4000,ask Marlowe\n"
    'QRL-1,2,2025-04-31,6109100012,BD,"Ovenlark tops",Stitchbury Sewing Ltd,'
    '"12 Hallowfen Road, Dhaka",PO-QRL-8,LOT-KBX-55,INV-ZLP-771,3000,x\n'
)
TRADE = (
    "Date,Shipper,Shipper Country,Manufacturer,Manufacturer Address,"
    "Manufacturer Country,Consignee,Consignee Country,HS Code,Product Description,"
    "Gross Weight (kg),Bill of Lading Number,PO Number\n"
    "2025-01-20,Zulpmar Trading,CN,Qarlug 卡鲁格 Mills,"
    '"Ovenlark Lane, Shule County, Kashgar, Xinjiang",CN,Stitchbury Sewing Ltd,BD,'
    "600622,Qarlug knit fabric,5200,BL-ZLP-771,PO-QRL-9\n"
)
MATERIALS = (
    "Parent SKU,Component,Component description,Quantity,Unit\n"
    "SKU-Yarrowby,FAB-QRL,Qarlug fabric,0.2,kg\n"
)
DOCUMENTS = (
    "Document,Kind,Author,Author role,Date,Lot,File\n"
    "D-KBX-55,certificate,Wenlock Assurance,auditor,2025-02-01,LOT-KBX-55,"
    "Penhallow.txt\n"
)


def case(folder: Path) -> tuple[Path, ...]:
    folder.mkdir()
    files = {
        "entries Qarlug.csv": ENTRIES,
        "trade Zulpmar.csv": TRADE,
        "bom.csv": MATERIALS,
        "documents.csv": DOCUMENTS,
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "Penhallow.txt").write_text("Qarlug", "utf-8")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tamworthy list"
    for row in (
        ["Supplier", "Chinese name", "Address", "Country", "Contact of Ilchester"],
        ["Qarlug Mills", "卡鲁格", "Ovenlark Lane, Kashgar, Xinjiang", "CN", "x"],
        ["Stitchbury Sewing Ltd", "", "12 Hallowfen Road, Dhaka", "BD", "y"],
    ):
        sheet.append(row)
    book.save(folder / "Ilchester vendors.xlsx")
    home = folder / "Marlowe.case"
    home.mkdir()
    (home / "case.toml").write_text(
        'format = 1\nimporter = "Yarrowby Imports"\nlegend = "For Marlowe only"\n',
        "utf-8",
    )
    return tuple(sorted(p for p in folder.iterdir() if p.is_file()))


def texts(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield a file as it is, and what is packed inside it.

    Of a PDF its streams are unpacked, all but the outlines of letters: packed bytes
    hide what is there, and hold three given letters by mere chance.
    """
    yield name, unpacked(data) if name.endswith(".pdf") else data
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                yield f"{name}/{part}", part.encode() + archive.read(part)
    if name.endswith(".pdf"):
        book = PdfDocument(data)
        said = "\n".join(page.get_textpage().get_text_bounded() for page in book)
        about = PdfReader(io.BytesIO(data)).metadata
        yield f"{name} (text)", f"{said}{about}".encode()


def unpacked(data: bytes) -> bytes:
    """Give a PDF with every packed stream in plain; those of fonts are left out."""

    def plain(found: re.Match[bytes]) -> bytes:
        try:
            held = zlib.decompress(found[1])
        except zlib.error:
            return found[1]
        return b"" if held.startswith(FONTS) else held

    return STREAM.sub(plain, data)


STREAM = re.compile(rb"(?<!end)stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
FONTS = (b"OTTO", b"\x00\x01\x00\x00", b"\x01\x00\x04")
"""How a font begins: OpenType with CFF or TrueType outlines, or a bare CFF table."""


def leaks(folder: Path) -> list[tuple[str, str]]:
    return [
        (where, token)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for where, data in texts(path.read_bytes(), path.relative_to(folder).as_posix())
        for low in [data.lower()]
        for token in TOKENS
        if token.casefold().encode() in low or token in where
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public") / "Qarlug files"
    files = case(folder)
    for audience in ("public", "own"):
        assess(
            AssessRequest(
                files=files,
                out=folder.parent / audience,
                as_of=AS_OF,
                case=folder / "Marlowe.case",
                measures=("us/uflpa",),
                audience=audience,
                accept_mapping=True,
            )
        )
    return folder.parent


def test_the_case_has_the_words_that_must_not_pass(made: Path) -> None:
    """Without this the next test could hold for want of anything to find."""
    own = {token for _, token in leaks(made / "own")}
    assert own >= set(TOKENS) - {"Wenlock"}, set(TOKENS) - own


def test_no_byte_of_a_public_dossier_tells_who_a_withheld_party_is(made: Path) -> None:
    assert leaks(made / "public") == []


def test_a_public_dossier_says_what_the_own_one_says(made: Path) -> None:
    own, public = (
        json.loads((made / who / "findings.json").read_text("utf-8"))
        for who in ("own", "public")
    )
    for told, whole in zip(public["consignments"], own["consignments"], strict=True):
        assert told["worst"] == whole["worst"]
        assert told["hs"] == whole["hs"]
        for a, b in zip(told["decisions"], whole["decisions"], strict=True):
            assert (a["outcome"], a["on"]) == (b["outcome"], b["on"])
            assert [s["template"] for s in a["steps"]] == [
                s["template"] for s in b["steps"]
            ]
    assert sorted(p["word"] for p in public["parties"]) == sorted(
        p["word"] for p in own["parties"]
    )


def test_a_public_dossier_verifies_from_its_case_and_not_from_another(
    made: Path,
) -> None:
    found = verify(made / "public", case=made / "Qarlug files" / "Marlowe.case")
    assert found.ok, found.faults
    assert found.rerun == "same bytes"


def test_decide_for_the_public_tells_no_more(made: Path) -> None:
    result = decide(
        DecideRequest(
            case=made / "Qarlug files" / "Marlowe.case",
            as_of=AS_OF,
            measures=("us/uflpa",),
            audience="public",
            reasons=True,
        )
    )
    said = repr(result.portfolio) + repr(result.held_up)
    assert [token for token in TOKENS if token in said] == []
    assert "consignment 1" in said
