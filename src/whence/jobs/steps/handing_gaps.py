"""What `whence docket gaps` hands over: a page, a workbook, JSON."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from whence.report.gaps_held import NOTICE, Held
from whence.report.gaps_page import gaps_html
from whence.report.gaps_sheets import gaps_sheets
from whence.report.xlsx import workbook
from whence.store.files import guarded, write_bytes

NAMES = ("gaps.html", "gaps.xlsx", "gaps.json")


def write_gaps(held: Held, plain: dict[str, Any], out: Path, *, made: Any) -> None:
    """Write the three files into a folder, each whole or not at all.

    Raises:
        OutputError: the folder cannot be written.

    """
    with guarded(out):
        out.mkdir(parents=True, exist_ok=True)
    write_bytes(out / "gaps.html", gaps_html(held).encode())
    text = json.dumps(plain, ensure_ascii=False, indent=1, default=str)
    write_bytes(out / "gaps.json", text.encode())
    workbook(
        out / "gaps.xlsx",
        "What the folder holds, and what it lacks",
        [("Notice", NOTICE), *held.made],
        gaps_sheets(held),
        made=made,
    )


def plain_of(result: Any) -> dict[str, Any]:
    """Lay a result out for machines; days are ISO text."""
    return asdict(result)
