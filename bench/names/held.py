"""What the matcher may know while it is measured.

use      the translations learned without the names of the test, not those shipped
ablate   no lexicon words that only listed names hold

`tools/learn_names.py` makes both tables of translations: those shipped from all public
names, these from seven of ten. The weights are learned from seven of ten.
"""

from datetime import date
from pathlib import Path
from types import MappingProxyType

import cases

from whence.shelf import glosses, terms
from whence.shelf.lists import editions

DAY = date(2026, 6, 26)
GLOSS = Path(__file__).parent / "held/gloss.csv"


def use() -> None:
    """Let the matcher know the translations that no name of the test had a part in.

    To be called before the first name is read.
    """
    known: dict[str, list[tuple[str, float]]] = {}
    for row in cases.table(GLOSS):
        known.setdefault(row["en"], []).append((row["zh"], float(row["sure"])))
    said = MappingProxyType({en: tuple(zh) for en, zh in known.items()})
    glosses.learned = lambda: said  # type: ignore[assignment]


def ablate(pairs: list[tuple[str, str]]) -> None:
    """Take away the lexicon words that only listed names hold."""
    learnt = [p for p in pairs if not cases.is_test(p[0])]
    known = " ".join(f" {zh} {' '.join(cases.words(en))} " for zh, en in learnt)
    listed_words = " ".join(
        f" {' '.join(cases.words(' '.join(x.names)))} "
        + " ".join(raw for raw, _, _ in x.local_names)
        for e in editions(DAY) for x in e.listings
    )  # fmt: skip
    kept = tuple(
        t for t in terms.trades() if t.text in known or t.text not in listed_words
    )
    gone = len(terms.trades()) - len(kept)
    terms.trades = lambda: kept  # type: ignore[assignment]
    terms.han_trades.cache_clear()
    print(f"ablated: {gone} of {gone + len(kept)} trade words taken away")
