"""Learn which pairs of letters a language uses: writes data/tables/letters.yml.

`python tools/letters.py HAN.txt` in an environment with `babel` and `pyyaml`; HAN.txt
is Chinese text of which common characters are counted. Run it when languages are added.
"""

import json
import sys
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import yaml
from babel import Locale

ROOT = Path(__file__).parent.parent / "src" / "whence" / "data" / "tables"
LANGUAGES = (
    "es pt fr it de nl sv da nb fi pl cs sk hu ro hr sq lt lv et bg sr ru uk be kk"
    " uz_Cyrl tr el he ar fa ur vi th"
).split()
MASS, HAN = 0.995, 1700


def words(language: str) -> list[str]:
    """Give names of countries, languages, currencies, months and our own terms."""
    locale = Locale.parse(language)
    found = [
        *locale.territories.values(),
        *locale.languages.values(),
        *locale.currencies.values(),
        *locale.scripts.values(),
    ]
    for names in (*locale.months.values(), *locale.days.values()):
        for width in names.values():
            found += list(width.values())
    key = {"nb": "no", "uz_Cyrl": "uz"}.get(language, language)
    for terms in yaml.safe_load((ROOT / "terms.yml").read_text())["concepts"].values():
        own = [word.strip(" *") for word in terms.get(key, "").split(",")]
        found += [w for w in own if language != "uz_Cyrl" or not w.isascii()] * 3
    return found


def pairs(language: str) -> str:
    """Give the pairs with a letter beyond ASCII, most frequent first."""
    seen: Counter[str] = Counter()
    for text in words(language):
        whole = unicodedata.normalize("NFC", text).lower().replace("ς", "σ")
        split = "".join(
            c if c.isalpha() or unicodedata.category(c)[0] == "M" else " "
            for c in whole
        )
        for word in split.split():
            edged = f"_{word}_"
            seen.update(a + b for a, b in pairwise(edged) if not (a + b).isascii())
    kept, mass = [], 0
    for pair, count in sorted(seen.items(), key=lambda item: (-item[1], item[0])):
        kept.append(pair)
        mass += count
        if mass >= MASS * seen.total():
            break
    return "".join(kept)


def characters(texts: list[str], most: int) -> str:
    """Give the most frequent letters beyond ASCII."""
    seen = Counter(c for t in texts for c in t if not c.isascii() and c.isalpha())
    ranked = sorted(seen.items(), key=lambda item: (-item[1], item[0]))
    return "".join(c for c, _ in ranked[:most])


def main() -> None:
    """Write the file, keeping its head."""
    place = ROOT / "letters.yml"
    head = place.read_text("utf-8").partition("languages:\n")[0]
    found = {name: pairs(name) for name in LANGUAGES}
    found["zh"] = characters([Path(sys.argv[1]).read_text("utf-8")], HAN)
    found |= {name: characters(words(name), 2000) for name in ("ja", "ko")}
    lines = (f"  {k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in found.items())
    place.write_text(head + "languages:\n" + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
