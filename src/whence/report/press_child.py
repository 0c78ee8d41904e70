"""The process that sets one volume: data come in as JSON, the PDF goes out."""

import json
import sys
from datetime import date

from whence.report.press import typeset


def main() -> None:
    """Set what stands on standard input; the PDF goes to standard output."""
    asked = json.load(sys.stdin.buffer)
    made = typeset(
        asked["template"], asked["data"], as_of=date.fromisoformat(asked["as_of"])
    )
    sys.stdout.buffer.write(made)
