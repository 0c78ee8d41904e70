"""Tables that say on one line what went in and what came out, parted in two."""

from typing import TYPE_CHECKING

from whence.read.documents.rows import Bit
from whence.shelf.paper_words import flows, folded, holds, labels

if TYPE_CHECKING:
    from whence.read.documents.fields import Lines

SIDES = {
    "lot_in": ("lot", "taken"),
    "lot_out": ("lot", "made"),
    "weight_in": ("weight", "taken"),
    "weight_out": ("weight", "made"),
    "goods_in": ("goods", "taken"),
    "goods_out": ("goods", "made"),
}
WIDE, REMARK = 4, 3
"""Columns from which a line of few cells is a remark below a table, not of it."""


def side_of(said: list[str]) -> tuple[str, str]:
    """Give the role of a heading and its side, ("", "") when it names no side.

    >>> side_of(["quantity consumed"]), side_of(["net weight"])
    (('weight', 'taken'), ('', ''))
    """
    for text in said:
        for role, found in SIDES.items():
            if text in labels()[role].exact:
                return found
    return "", ""


def parts(lines: "Lines", sides: list[str]) -> list["Lines"]:
    """Part a table whose lots stand on two sides; else mark it with its lots' side.

    A column without a side of its own goes with a lot: goods stand before theirs,
    figures after it.
    """
    lots = [i for i, r in enumerate(lines.roles) if r == "lot" and sides[i]]
    known = {sides[i] for i in lots}
    if known != {"taken", "made"}:
        lines.flow = known.pop() if len(known) == 1 else ""
        return [lines]
    whose = []
    for at, role in enumerate(lines.roles):
        before = [i for i in lots if i <= at]
        after = [i for i in lots if i >= at]
        near = (after or lots)[0] if role == "goods" else (before or lots)[-1]
        whose.append(sides[at] or sides[near])
    found = []
    for side in ("taken", "made"):
        kept = [i for i, w in enumerate(whose) if w == side]
        part = type(lines)(
            [lines.roles[i] for i in kept], [lines.heads[i] for i in kept], lines.title
        )
        part.flow = side
        for row in lines.rows:
            held = {n: row[i] for n, i in enumerate(kept) if i in row}
            if held:
                part.rows.append(held)
        found.append(part)
    return found


def is_remark(row: list[Bit], wide: int) -> bool:
    """Whether a row of few cells below a wide table tells of waste, outside it."""
    said = folded(row[0].text)
    return (
        len(row) <= REMARK
        and wide >= WIDE
        and any(holds(said, word) for word in flows()["waste"])
    )
