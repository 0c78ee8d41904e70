"""Time `score` on pairs of one kind, in a process that has read none of their names:
`python bench/names/pairs.py FACTS KIND`.

KINDS   the kinds, with how each is called

The lexicons are read before the clock starts, each name while it runs.
"""

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path

import cases
from invented import companies
from meter import timed

SEED = 20261126
DRAWN, SOME = 200_000, 1_000_000
# Invented names; of each, so many meet others by chance.
MANY = 20_000
Both = list[tuple[str, str]]
Two = tuple[list[str], list[str]]


def crossed(left: list[str], right: list[str]) -> Two:
    """Give every name on the left with every one on the right."""
    return [a for a in left for _ in right], right * len(left)


def drawn(both: Both) -> Two:
    """Draw from half the companies, each with its own English name, a random one and
    the eight of most alike place and trade."""
    hard = cases.bilingual(both, list(range(0, len(both), 2)), hard=8)
    dice = random.Random(SEED)
    chosen = [dice.randrange(len(hard.left)) for _ in range(DRAWN)]
    return [hard.left[i] for i in chosen], [hard.right[i] for i in chosen]


def nearest(both: Both) -> Two:
    """Give each company its own English name, a random one and the half of all others
    that are most alike in place and trade."""
    hard = cases.bilingual(both, list(range(len(both))), hard=len(both) // 2)
    return hard.left, hard.right


def scattered(_: Both) -> Two:
    """Give pairs of invented names by chance, of which hardly any name meets twice the
    same."""
    dice, names = random.Random(SEED), companies(2 * MANY, SEED)
    left, right = names[:MANY], names[MANY:]
    return dice.choices(left, k=SOME), dice.choices(right, k=SOME)


KINDS: dict[str, tuple[str, Callable[[Both], Two]]] = {
    "en-en": ("English x English",
              lambda both: crossed(*[[e for _, e in both]] * 2)),
    "zh-zh": ("Chinese x Chinese",
              lambda both: crossed(*[[z for z, _ in both]] * 2)),
    "zh-en": ("Chinese x English",
              lambda both: crossed([z for z, _ in both], [e for _, e in both])),
    "drawn": ("Chinese x English, drawn from few true, random and hard", drawn),
    "near": ("Chinese x English, each company with its own name and the nearest half",
             nearest),
    "scattered": ("English, pairs by chance out of 20,000 x 20,000", scattered),
}  # fmt: skip


def main() -> None:
    from whence.match import score

    facts, kind = Path(sys.argv[1]), sys.argv[2]
    left, right = KINDS[kind][1](cases.companies(facts))
    score(["金龙生物科技有限公司", "Acme Textle Ltd"], ["Golden Dragon Biotech"] * 2)
    end = timed()
    score(left, right)
    took = end()
    print(json.dumps({"pairs": len(left), "seconds": took.processor}))


if __name__ == "__main__":
    main()
