"""Is the right English name first among 4,136? `python bench/names/first.py [FACTS]
[--also FOLDER] [--ablate]`.

Stated before the first run: for the Chinese names of companies that nothing was learned
from, the right one is first among at least 4,000 English names for at least .65.

The facts hold 2,009 official names; two pools fill them up to 4,136, the number of
listed companies of the source:
  real        names of other organisations: OFAC's, and with `--also` published supplier
              lists (CSV); easier, for few of them are of China
  recombined  official names with the distinctive words of one and the place, trade and
              form of another: of the same shape, and harder than real ones, for each
              shares its brand with a company and place and trade with another
A tie for the first place is a miss.
"""

import argparse
from pathlib import Path

import cases
import held
import numpy as np
import policy
import run

from whence.match import score
from whence.model.name import TokenKind
from whence.normalise.names import normal

SIZE = 4136


def real(facts: Path, also: Path | None) -> list[str]:
    """Give names of other organisations, in an order that hangs on the names only."""
    found = policy.tables(also) if also else []
    rows = cases.rows(facts / "names/org_alias_pairs_ofac_2019.csv")
    found += sorted(
        {r["primary_name"] for r in rows}, key=lambda n: (cases.share(n), n)
    )
    return found


def recombined(pairs: list[tuple[str, str]]) -> list[str]:
    """Give each official name with the distinctive words of another in place of its
    own, twice round."""
    made = []
    for step in (7, 31):
        for at, (zh, en) in enumerate(pairs):
            other = pairs[(at + step * (1 + cases.share(zh))) % len(pairs)][1]
            brand = [t.text for t in normal(other).tokens if t.kind is TokenKind.BRAND]
            rest = [t.text for t in normal(en).tokens if t.kind is not TokenKind.BRAND]
            if brand and rest:
                made.append(" ".join([rest[0], *brand, *rest[1:]]).title())
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, nargs="?", default=run.FACTS)
    parser.add_argument("--also", type=Path)
    parser.add_argument("--ablate", action="store_true")
    given = parser.parse_args()
    pairs = cases.companies(given.facts)
    held.use()
    if given.ablate:
        held.ablate(pairs)
    chosen = [i for i, (zh, _) in enumerate(pairs) if cases.is_test(zh)]
    english = [en for _, en in pairs]
    for title, others in (
        ("real", real(given.facts, given.also)), ("recombined", recombined(pairs)),
    ):  # fmt: skip
        pool = list(dict.fromkeys([*english, *others]))[:SIZE]
        where = {name: at for at, name in enumerate(pool)}
        table = run.cross(
            lambda left, right: score(left, right).same,
            [pairs[i][0] for i in chosen], pool,
        )  # fmt: skip
        own = table[np.arange(len(chosen)), [where[pairs[i][1]] for i in chosen]]
        above = (table >= own[:, None]).sum(1)
        one, ten = (run.share((above <= n).sum(), len(chosen)) for n in (1, 10))
        print(f"{title}: {len(chosen)} queries among {len(pool):,}: first {one}, "
              f"in the first ten {ten}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
