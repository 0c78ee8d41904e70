"""What a notify party's field says of goods "to order" by its words: nobody, or who
clears and carries for others (`data/chains/notify.yml`).

names_nobody   whether it stands for no name, or names the consignee again
clears         whether the firm clears through customs, or carries, for others
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from whence.errors import DataError
from whence.shelf import yaml_of
from whence.shelf.chains import folded, has, words

PATH = "chains/notify.yml"
MAIL = re.compile(r"\S*@\S*")
GLUED = 12
"""Letters of a phrase written without blanks that no name begins with by chance."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of the file, folded. `nobody` and `between` are single words; `glued`
    are the phrases of `again` without their blanks."""

    nobody: frozenset[str]
    between: frozenset[str]
    again: tuple[str, ...]
    glued: tuple[str, ...]
    run: re.Pattern[str]
    agents: tuple[str, ...]
    brokers: tuple[str, ...]
    dealt: tuple[str, ...]


@cache
def _words() -> _Words:
    """Read the file."""
    raw, where = yaml_of(PATH), f"data/{PATH}"
    try:
        held = {
            key: words(raw[key], where)
            for key in ("nobody", "between", "again", "agents", "brokers", "dealt")
        }
        firms = words([row["name"] for row in raw["firms"]], where)
    except (KeyError, TypeError) as broken:
        raise DataError(f"lacks {broken}.", where=where) from broken
    nobody, between = (
        frozenset(part for word in held[key] for part in word.split())
        for key in ("nobody", "between")
    )
    unspaced = (re.escape(w) for w in (*nobody, *between) if not w.isascii())
    return _Words(
        nobody=nobody,
        between=between,
        again=tuple(f" {phrase} " for phrase in held["again"]),
        glued=tuple(p.replace(" ", "") for p in held["again"] if " " in p),
        run=re.compile(f"(?:{'|'.join(sorted(unspaced, key=len, reverse=True))})+"),
        agents=(*held["agents"], *firms),
        brokers=held["brokers"],
        dealt=held["dealt"],
    )


@lru_cache(maxsize=65536)
def names_nobody(name: str) -> bool:
    """Whether a notify party's field holds no name: a number, a telephone number or an
    e-mail address, words for nobody, or "same as consignee" in some form.

    >>> names_nobody("1) SAME AS CONSIGNEE"), names_nobody("+1 212 555 0100")
    (True, True)
    >>> names_nobody("收货人同上"), names_nobody("Same Deutz-Fahr Italia SpA")
    (True, False)
    """
    known = _words()
    said = [w for w in folded(MAIL.sub(" ", name)).split() if any(map(str.isalpha, w))]
    joined = "".join(said)
    if not said or joined in known.nobody:
        return True
    if said[0] in known.glued or joined.startswith(
        tuple(phrase for phrase in known.glued if len(phrase) >= GLUED)
    ):
        return True
    if f" {' '.join(said)} ".startswith(known.again):
        return True
    empty = all(
        w in known.nobody or w in known.between or known.run.fullmatch(w) for w in said
    )
    return empty and not known.between.issuperset(said)


@lru_cache(maxsize=65536)
def clears(name: str) -> bool:
    """Whether a firm's name says that it clears or carries for others, so that it is
    told of goods and buys none; a broker of goods may buy.

    >>> clears("ABC Customs Brokers Inc"), clears("Delta Cotton Brokers Ltd")
    (True, False)
    """
    said, known = folded(name), _words()
    if any(has(said, word) for word in known.agents):
        return True
    broker = any(has(said, word) for word in known.brokers)
    return broker and not any(has(said, word) for word in known.dealt)
