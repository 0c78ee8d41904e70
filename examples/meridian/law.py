"""The invented list, the invented Act over it, and the case that asks for both."""

from pathlib import Path

LISTED = Path(__file__).with_name("listed.txt")

MEASURE = """\
# An invented law over an invented list, so that every outcome can honestly occur.
# It is no law of any country, and no company of its list exists.
key: invented/origin-act
title: Origin Act (invented)
kind: presumption
authority: Ministry of Examples (invented)
first_word: presumed
invented: true
lists: [invented/list]
versions:
  2023-01-01:
    reference: "Invented Origin Act, s. 2 (invented)"
    seen_at: invented for this example
    verification: seen
    any:
      - key: place
        limb: place
        predicate: produced_in
        value: CN-XJ
        clause: mined, produced or manufactured wholly or in part in the region
        reference: "Invented Origin Act, s. 2(a) (invented)"
        verification: seen
      - key: party
        limb: party
        predicate: produced_by_listed
        value: invented/list
        clause: produced by a party on the list of section 3
        reference: "Invented Origin Act, s. 2(b) (invented)"
        verification: seen
"""

LIST = """\
# An invented list: none of these companies exists.
key: invented/list
title: List of the Origin Act (invented)
publisher: Ministry of Examples (invented)
published: 2026-06-18
retrieved: 2026-06-19
complete: true
own_copy: true
removals_known_since: 2023-01-01
coverage: the whole list from its first day; every removal is known
invented: true
reference: "Invented Origin Act, s. 3 (invented)"
seen_at: invented for this example
rows: invented-list.csv
"""

CASE = """\
# The example case: Meridian Row Outfitters Inc. does not exist.
format = 1
importer = "Meridian Row Outfitters Inc."
measures = ["us/uflpa", "us/s307", "invented/origin-act"]
measure_files = ["measures/invented-origin-act.yml"]
lists = ["lists/invented-list.yml"]
"""

HEADER = "name,aliases,name_local,country,province,uscc,from,until,section,scope"


def list_rows() -> list[list[str]]:
    """Give the rows of the invented list."""
    rows = []
    for line in LISTED.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        name, aliases, local, province, start, until, section, scope = cells
        rows.append(
            [name, aliases, local, "CN", province, "", start, until, section, scope]
        )
    return rows


def write_law(case: Path) -> None:
    """Write `case.toml`, the invented list and the invented measure."""
    (case / "lists").mkdir(parents=True, exist_ok=True)
    (case / "measures").mkdir(parents=True, exist_ok=True)
    (case / "case.toml").write_text(CASE, "utf-8", newline="\n")
    (case / "measures/invented-origin-act.yml").write_text(
        MEASURE, "utf-8", newline="\n"
    )
    (case / "lists/invented-list.yml").write_text(LIST, "utf-8", newline="\n")
    lines = [HEADER]
    for row in list_rows():
        lines.append(",".join(f'"{c}"' if "," in c else c for c in row))
    (case / "lists/invented-list.csv").write_text(
        "\n".join(lines) + "\n", "utf-8", newline="\n"
    )
