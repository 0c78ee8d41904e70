"""Pieces of goods, and what one piece weighs by the papers of its lot."""

import re
from collections.abc import Iterable
from statistics import median

from whence.desk.papers_index import Sheaf, key
from whence.model.paper import Amount, Paper
from whence.shelf.paper_steps import in_one
from whence.shelf.paper_words import counts, folded

EACH = re.compile(r"(\d{1,3})\s*(?:x\s*)?$")
"""A number of parts right before the word that names them: "144 half-cut cells"."""


def pieces(amounts: Iterable[Amount]) -> float | None:
    """Count pieces; None when none of the amounts is counted."""
    held = [
        a.number * counts()[folded(a.unit)]
        for a in amounts
        if a.grams is None and folded(a.unit) in counts()
    ]
    return sum(held) if held else None


def piece_grams(sheaf: Sheaf, lot: str) -> float | None:
    """Give the grams of one piece of a lot, by papers that say both; None if none does.

    Net weights of garments and modules include what is sewn on or framed around.
    """
    found = []
    for paper in sheaf.sold.get(key(lot), ()):
        if len({key(a.lot) for a in paper.amounts}) != 1:
            continue
        many = pieces(paper.amounts)
        held = [a.grams for a in paper.amounts if a.grams and not a.gross]
        if many and held:
            found.append(sum(held) / many)
    return median(found) if found else None


def parts_of(paper: Paper, stage: str) -> float | None:
    """Give how many goods of a stage one piece made holds, as its description says."""
    for said in paper.goods:
        text = folded(said.value)
        for of, word, each in in_one():
            at = text.find(word)
            if of != stage or at < 0:
                continue
            match = EACH.search(text[:at])
            if match:
                return int(match[1]) * each
    return None
