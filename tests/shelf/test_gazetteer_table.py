import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_table_of_the_page_is_what_the_gazetteer_holds() -> None:
    made = runpy.run_path(str(ROOT / "tools/write_gazetteer.py"))
    text = (ROOT / "docs/place.md").read_text("utf-8")
    assert made["page"](text) == text, "run .venv/bin/python tools/write_gazetteer.py"
