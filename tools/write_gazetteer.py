"""Write the table of what the gazetteer holds into docs/place.md:
`.venv/bin/python tools/write_gazetteer.py`."""

from collections import Counter
from pathlib import Path

from whence.shelf import places
from whence.shelf.letters import ARABIC

PAGE = Path(__file__).parents[1] / "docs" / "place.md"
BEGIN, END = "<!-- gazetteer: begin -->", "<!-- gazetteer: end -->"
SCRIPTS = ("Chinese", "pinyin", "other Latin", "Uyghur, Arabic script",
           "Wade-Giles and postal", "Cyrillic")  # fmt: skip


def script_of(spelling: places.Spelling) -> str:
    """Say which rendering a spelling is."""
    if any("\u0400" <= c <= "\u04ff" for c in spelling.text):
        return "Cyrillic"
    if ARABIC.search(spelling.text):
        return "Uyghur, Arabic script"
    named = {"hanzi": "Chinese", "wade-giles": "Wade-Giles and postal"}
    return named.get(
        spelling.method, "pinyin" if spelling.method == "pinyin" else "other Latin"
    )


def table() -> str:
    """Give, by kind of place, how many there are and how many have each rendering."""
    lines = ["| kind | places | no longer in use | " + " | ".join(SCRIPTS) + " |"]
    lines.append("|---" * (3 + len(SCRIPTS)) + "|")
    for land, here in (("Xinjiang", True), ("other provinces", False)):
        for level in ("province", "prefecture", "county"):
            some = [
                p for p in places.gazetteer()
                if p.level == level and (p.region == places.XINJIANG) is here
            ]  # fmt: skip
            seen = Counter(s for p in some for s in {script_of(x) for x in p.spellings})
            old = sum(bool(p.valid_to) for p in some)
            cells = [f"{seen[s]:,}" for s in SCRIPTS]
            lines.append(f"| {land}: {level} | {len(some):,} | {old} | "
                         + " | ".join(cells) + " |")  # fmt: skip
    towns = len(places.townships())
    none = " | ".join("0" for _ in SCRIPTS[2:])
    lines.append(
        f"| Xinjiang: township | {towns:,} | 0 | {towns:,} | {towns:,} | {none} |"
    )
    return "\n".join(lines)


def page(text: str) -> str:
    """Put the table between its marks."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
