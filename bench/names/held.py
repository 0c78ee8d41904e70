"""What the matcher may know while it is measured.

use      let the matcher know those of `held/` instead of those shipped
ablate   take away the lexicon words that only listed names hold

`tools/learn_names.py` makes both: those shipped from all public pairs, these from seven
of ten. The figures of the bench are of these; what is shipped has seen more names.
"""

from datetime import date
from pathlib import Path
from types import MappingProxyType

import cases
import yaml

from whence.shelf import glosses, matching, terms
from whence.shelf.lists import editions

DAY = date(2026, 6, 26)
FOLDER = Path(__file__).parent / "held"


def use() -> str:
    """Let the matcher know what was learned from seven names of ten; give the version.

    To be called before the first name is read.
    """
    learned = yaml.safe_load((FOLDER / "weights/learned.yml").read_text("utf-8"))
    shipped = matching.weights()
    values = dict(shipped.values)
    for mode in ("same", "across"):
        values |= {f"{mode}.{name}": w for name, w in learned[mode].items()}
    weights = matching.Weights(learned["version"], MappingProxyType(values))
    known: dict[str, list[tuple[str, float]]] = {}
    for row in cases.table(FOLDER / "terms/gloss.csv"):
        known.setdefault(row["en"], []).append((row["zh"], float(row["sure"])))
    said = MappingProxyType({en: tuple(zh) for en, zh in known.items()})
    matching.weights = lambda: weights  # type: ignore[assignment]
    glosses.learned = lambda: said  # type: ignore[assignment]
    return weights.version


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
