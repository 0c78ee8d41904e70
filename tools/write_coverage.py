"""Write docs/coverage.md: `.venv/bin/python tools/write_coverage.py`."""

from pathlib import Path

from whence.decide.coverage import page

PAGE = Path(__file__).parents[1] / "docs" / "coverage.md"

if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
