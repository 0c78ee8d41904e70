"""The worked detention: cotton T-shirts through Bangladesh, with a doubtful lot.

`python examples/detention/make.py [OUT]` writes the papers as an importer would hold
them on the day of the notice: PDFs, scans, workbooks, Word documents, a message. All
organisations, numbers and papers are invented; no person is named. `expected.yml`
says what was planted. The same bytes come out each time under one version of typst.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from downstream import earlier_packing_list, garments, notice, proofs  # noqa: E402
from press import Sheet, docx, message, pdf, picture, scan, workbook  # noqa: E402
from upstream import fabric, field_and_gin, yarn  # noqa: E402

UPSIDE_DOWN = ("scan0007.pdf",)
PICTURES = {"US/Farm settlement CD-2211.pdf": "US/IMG_2211.png"}
MESSAGE = "FW packing list.eml"


def sheets() -> dict[str, Sheet]:
    """Give every paper of the folder by its file name, before it is set."""
    return {**field_and_gin(), **yarn(), **fabric(), **garments(), **proofs()}


def make(out: Path) -> None:
    """Write the folder: the papers under `documents`, the notice beside it."""
    for name, sheet in sheets().items():
        place = PICTURES.get(name, name)
        _write(out / "documents" / place, _set(place, sheet))
    _write(
        out / "documents" / MESSAGE,
        message(
            "FW: packing list PL-4471",
            "Please find the packing list for order HP-4471 attached.\n",
            sender="shipping@tarapur.example.invalid",
            to="imports@haldenpryce.example.invalid",
            day=datetime(2026, 4, 24, 9, 30, tzinfo=UTC),
            carried={"PL-4471.pdf": pdf(earlier_packing_list())},
        ),
    )
    for name, sheet in notice().items():
        _write(out / name, pdf(sheet))


def _set(name: str, sheet: Sheet) -> bytes:
    if name.startswith("scan"):
        seed = int(name[4:8])
        return scan(sheet, seed=seed, upside_down=name in UPSIDE_DOWN)
    forms = {".pdf": pdf, ".xlsx": workbook, ".docx": docx, ".png": picture}
    return forms[Path(name).suffix](sheet)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
