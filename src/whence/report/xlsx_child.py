"""The process that writes one workbook: its sheets come in as JSON."""

import json
import sys
from datetime import date
from pathlib import Path

from whence.report.sheets import Sheet
from whence.report.xlsx import workbook


def main() -> None:
    """Write the workbook that standard input asks for, at the path it names."""
    asked = json.load(sys.stdin.buffer)
    workbook(
        Path(asked["path"]),
        asked["title"],
        asked["about"],
        [Sheet(*sheet) for sheet in asked["sheets"]],
        made=date.fromisoformat(asked["made"]),
    )
