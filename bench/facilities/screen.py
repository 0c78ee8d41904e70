"""Count whom a person must judge: `python bench/facilities/screen.py FOLDER`.

Stated before the first run: no site of these published supplier lists lies in Xinjiang
and none of the firms is known to be listed, so every candidate is a false alarm. Under
the default policy no more than the expected number that the summary prints.
"""

import argparse
from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from whence.errors import WhenceError
from whence.jobs.screen import ScreenRequest, ScreenResult, screen

DAY = date(2026, 6, 26)
SUFFIXES = (".csv", ".xls", ".xlsx")


def screened(path: Path, policy: str) -> ScreenResult:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out.csv"
        return screen(ScreenRequest(path, out, DAY, policy=policy, accept_mapping=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    files = [p for p in sorted(given.folder.iterdir()) if p.suffix.lower() in SUFFIXES]
    for policy in ("default", "strict", "wide"):
        words: Counter[str] = Counter()
        names: set[str] = set()
        expected = 0.0
        why: dict[tuple[str, str], str] = {}
        for path in files:
            try:
                result = screened(path, policy)
            except WhenceError as error:
                print(f"{path.name}: {error.what}")
                continue
            words.update(dict(result.words))
            names.update(p.name for p in result.parties)
            expected += result.expected
            for party, pair in result.to_judge:
                rows = sorted(pair.explanation, key=lambda r: -r[2])[:3]
                said = "; ".join(f"{text}: {how}" for text, how, _ in rows)
                why[party.name, pair.listed_name] = f"{pair.p_same:.2f} ({said})"
        print(f"policy {policy}: {len(files)} tables, {sum(words.values()):,} parties")
        print(f"  {len(names):,} different names; expected to judge {expected:.1f}")
        print(f"  words: {dict(words)}; different pairs to judge: {len(why)}")
        for (one, other), said in sorted(why.items()):
            print(f"    {one} = {other}: {said}")


if __name__ == "__main__":
    main()
