"""A long dossier, set in volumes and joined: the typesetter holds one at a time.

The typesetter keeps some two megabytes a page until its process ends, so that a process
of its own sets each volume. Each is set twice: the first time tells how many pages it
takes and where its goals stand, the second writes the true numbers.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from whence.report.apart import apart
from whence.report.bound_volumes import Bound, Volume
from whence.report.pdf_outline import Places, places
from whence.report.press import typeset

Tree = dict[str, Any]
Press = Callable[[Tree], bytes]

WHOLE = 4_800_000
"""Letters of data up to which a dossier is set at once: what the default prints of ten
thousand suppliers (3.8 million, 233 pages with many pictures) takes three quarters of a
GB. In volumes it takes more than twice the work, and every large case would wait."""

LARGE = 2_400_000
"""Letters of data from which on a process of its own sets it, and gives back its half
a GB when it ends."""

VOLUME = 600_000
"""Letters of data of one volume: some 100 pages, a quarter of a GB."""

PARTS = {
    "summary": "",
    "outcomes": "rows",
    "candidates": "waiting",
    "papers": "lines",
    "consignments": "items",
    "law": "",
    "parties": "others",
    "places": "",
    "times": "",
    "inputs": "",
    "methods": "",
    "limits": "",
    "evidence": "rows",
}
"""The parts in their order, each with the list at which it may be cut."""

ALSO = {"times": "places", "methods": "versions"}
"""What a part prints besides what has its name."""

AT_ONCE = 2
"""Volumes set at once: each takes some 300 MB."""


@dataclass(slots=True)
class Share:
    """What one volume holds: of each part, how far it goes, and with which items."""

    weight: int = 0
    parts: dict[str, dict[str, bool]] = field(default_factory=dict)
    items: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def opens(self) -> int:
        """Count the parts that begin in it."""
        return sum(part["starts"] for part in self.parts.values())

    @property
    def continues(self) -> bool:
        """Whether it begins in the midst of a part."""
        return not next(iter(self.parts.values()))["starts"]


def weight(data: Any) -> int:
    """Count the letters of data."""
    return len(json.dumps(data, ensure_ascii=False))


def shares(tree: Tree, most: int) -> list[Share]:
    """Part a dossier into volumes of at most so many letters of data, in its order.

    A part is cut between the items of its list alone.
    """
    found = [Share()]
    for part, items in _pieces(tree):
        size = weight(tree.get(part) if items is None else items)
        if found[-1].parts and found[-1].weight + size > most:
            found.append(Share())
        share = found[-1]
        share.weight += size
        begun = any(part in s.parts for s in found)
        share.parts.setdefault(part, {"starts": not begun, "ends": False})
        share.items.setdefault(part, []).extend(items or ())
    for part in PARTS:
        last = [s for s in found if part in s.parts][-1]
        last.parts[part]["ends"] = True
    return found


def _pieces(tree: Tree) -> Iterator[tuple[str, list[Any] | None]]:
    """Give the parts in pieces: whole (None), or some items of their list."""
    for part, key in PARTS.items():
        items = tree[part][key] if key else []
        if not items:
            yield part, None
        for at in range(0, len(items), STEP):
            yield part, items[at : at + STEP]


STEP = 10
"""Items that are never parted; few enough that ten consignments fit a volume."""


def in_volumes(tree: Tree, press: Press, *, most: int = VOLUME) -> bytes:
    """Set a dossier in volumes and join them.

    Raises:
        DataError: the typesetter refuses a volume.

    """
    held = shares(tree, most)
    datas = [_data(tree, share) for share in held]
    plans = [_plan(share) for share in held]
    firsts = [places(made) for made in _set(press, datas, plans)]
    outline = _whole_outline(firsts, held)
    front = {**_base(tree), "parts": {"cover": WHOLLY, "contents": WHOLLY}}
    opening = {**_plan(None), "contents": [list(line) for line in outline]}
    before = places(press({**front, "volume": opening}))[0]
    counts = [count for count, _, _ in firsts]
    starts = [before + 1 + sum(counts[:n]) for n in range(len(counts))]
    goals = {
        goal: page + start
        for start, (_, named, _) in zip(starts, firsts, strict=True)
        for goal, page in named.items()
    }
    known = {"total": before + sum(counts), "goals": goals}
    contents = [[level, title, page + before] for level, title, page in outline]
    plans = [
        {**plan, **known, "first": start}
        for plan, start in zip(plans, starts, strict=True)
    ]
    cover = press({**front, "volume": {**opening, **known, "contents": contents}})
    volumes = [
        Volume(made, share.continues, share.opens)
        for made, share in zip(_set(press, datas, plans), held, strict=True)
    ]
    return Bound([Volume(cover), *volumes]).file()


WHOLLY = {"starts": True, "ends": True}


def _set(press: Press, datas: Sequence[Tree], plans: Sequence[Tree]) -> Iterator[bytes]:
    """Set the volumes in their order, two at a time."""
    asked = [{**d, "volume": p} for d, p in zip(datas, plans, strict=True)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(press, asked)


def _plan(share: Share | None) -> Tree:
    """Give what a volume knows before the pages are counted."""
    opening = next(iter(share.parts)) if share and share.continues else ""
    return {"first": 1, "total": 0, "goals": {}, "contents": [], "opening": opening}


def _whole_outline(
    firsts: Sequence[Places],
    held: Sequence[Share],
) -> list[tuple[int, str, int]]:
    """Give the outline over all volumes: level, title, page from 1 behind the front.

    In a volume that goes on with a part, what belongs under it looks like a part.
    """
    found, before = [], 0
    for (count, _, lines), share in zip(firsts, held, strict=True):
        tops = sum(1 for level, _, _ in lines if level == 1)
        under = tops - share.opens
        for level, title, page in lines:
            if level == 1 and under > 0:
                under -= 1
                level = 2
            found.append((level, title, page + before + 1))
        before += count
    return found


def _base(tree: Tree) -> Tree:
    """Give what every volume needs: words, colours, the cover's numbers."""
    gone = {*PARTS, "versions"} - {"limits"}
    return {k: v for k, v in tree.items() if k not in gone}


def _data(tree: Tree, share: Share) -> Tree:
    """Give the data of one volume."""
    data = {**_base(tree), "parts": share.parts}
    for part in share.parts:
        data[part] = tree.get(part)
        if PARTS[part]:
            data[part] = {**tree[part], PARTS[part]: share.items[part]}
        if part in ALSO:
            data[ALSO[part]] = tree[ALSO[part]]
    return data


def press_apart(template: str, as_of: date) -> Press:
    """Give a press that sets each volume in a process of its own."""

    def press(data: Tree) -> bytes:
        asked = {"template": template, "data": data, "as_of": as_of.isoformat()}
        made = apart("whence.report.press_child", asked)
        return typeset(template, data, as_of=as_of) if made is None else made

    return press
