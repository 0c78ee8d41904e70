"""Write `data/goods/hs_*.csv`: `python tools/build_hs.py FACTS`, the raw facts.

FACTS/hs holds `harmonized-system.csv` (PDDL) and the correlation tables of the United
Nations Statistics Division between HS2022, HS2017 and HS2012.
"""

import csv
import sys
from pathlib import Path

from python_calamine import CalamineWorkbook

HERE = Path(__file__).parents[1] / "src" / "whence" / "data" / "goods"
NOTE = """\
# Built by tools/build_hs.py. Words: datasets/harmonized-system (PDDL), after the
# Harmonized System Convention (WCO). Codes by edition: correlation tables of the United
# Nations Statistics Division. reference: Harmonized System 2012, 2017 and 2022;
# verification: seen
"""
LAST = "97"  # what follows is for each country to use
TABLES = (
    ("HS2022toHS2017ConversionAndCorrelationTables.xlsx", "2022", 0, "2017", 1),
    ("HS2017toHS2012ConversionAndCorrelationTables.xlsx", "2017", 0, "2012", 2),
)


def codes(folder: Path) -> dict[str, set[str]]:
    """Give the editions in which each subheading stands."""
    found: dict[str, set[str]] = {}
    for name, one, left, other, right in TABLES:
        book = CalamineWorkbook.from_path(folder / name)
        sheet = next(s for s in book.sheet_names if "Correlation" in s)
        for row in book.get_sheet_by_name(sheet).to_python():
            for edition, at in ((one, left), (other, right)):
                code = str(row[at]).strip()
                if len(code) == 6 and code.isdigit() and code[:2] <= LAST:
                    found.setdefault(code, set()).add(edition)
    return found


def main() -> None:
    folder = Path(sys.argv[1]) / "hs"
    with (folder / "harmonized-system.csv").open(encoding="utf-8-sig") as handle:
        rows = [r for r in csv.DictReader(handle) if len(r["hscode"]) in (2, 4)]
    rows = [r for r in rows if r["hscode"][:2] <= LAST]
    rows = sorted((r for r in rows if r["hscode"].isdigit()), key=lambda r: r["hscode"])
    HERE.mkdir(exist_ok=True)
    with (HERE / "hs_words.csv").open("w", encoding="utf-8", newline="") as handle:
        handle.write(NOTE)
        out = csv.writer(handle, lineterminator="\n")
        out.writerow(("code", "words"))
        out.writerows((r["hscode"], r["description"]) for r in rows)
    with (HERE / "hs_codes.csv").open("w", encoding="utf-8", newline="") as handle:
        handle.write(NOTE)
        out = csv.writer(handle, lineterminator="\n")
        out.writerow(("code", "editions"))
        for code, editions in sorted(codes(folder).items()):
            out.writerow((code, "|".join(sorted(editions))))


if __name__ == "__main__":
    main()
