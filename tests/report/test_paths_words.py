"""What ties say covers no line, no other words and no box."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from types import ModuleType

import pytest

from whence.model.chain import Claim, Fact, Operation, Tie, TieKind
from whence.model.source import Grade
from whence.report.lettering import width_of
from whence.report.partyword import PartyWord
from whence.report.paths_grid import BOX_H, BOX_W, EDGE, GAP_X, Spot
from whence.report.paths_svg import path_diagram
from whence.report.paths_ties import along, lines_between
from whence.report.paths_words import words_of
from whence.report.svg import text

ROW = re.compile(r'<text x="([\d.]+)" y="([\d.-]+)" class="(tie-\w+)"[^>]*>([^<]+)<')
STEP = BOX_W + GAP_X
END = Spot(3 * STEP, 100)


def spot(column: int, row: int) -> Spot:
    return Spot(EDGE + column * STEP, 30 + row * 136)


def tie(upstream: str, downstream: str, kind: TieKind = TieKind.ORDER) -> Tie:
    return Tie(upstream, downstream, kind, Grade.RECORDED, ())


def rows_of(ties: Sequence[Tie], spots: dict[str, Spot]) -> list[tuple[float, ...]]:
    """Give left, top, right and foot of every row of words."""
    found = []
    for part in words_of(lines_between(ties, spots, END)):
        for x, y, kind, word in ROW.findall(part.svg):
            half = width_of(word, kind) / 2
            found.append((float(x) - half, float(y) - 9, float(x) + half, float(y) + 2))
    return found


CROWDS = {
    "two from one box": (
        [tie("a", "c"), tie("a", "d", TieKind.LOT)],
        {"a": spot(0, 1), "c": spot(1, 0), "d": spot(1, 2)},
    ),
    "three from one box": (
        [tie("a", "c"), tie("a", "d", TieKind.LOT), tie("a", "e", TieKind.MATERIALS)],
        {"a": spot(0, 1), "c": spot(1, 0), "d": spot(1, 1), "e": spot(1, 2)},
    ),
    "two boxes into one": (
        [tie("a", "c"), tie("b", "c", TieKind.MATERIALS)],
        {"a": spot(0, 0), "b": spot(0, 1), "c": spot(1, 0)},
    ),
    "a lane past a box": (
        [tie("a", "c"), tie("a", "b", TieKind.LOT), tie("b", "c")],
        {"a": spot(0, 1), "b": spot(1, 1), "c": spot(2, 0)},
    ),
}


@pytest.mark.parametrize("name", CROWDS)
def test_no_words_of_ties_overlap(name: str) -> None:
    rows = rows_of(*CROWDS[name])
    assert len(rows) >= 4
    for a, b in combinations(rows, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, (a, b)


@pytest.mark.parametrize("name", sorted(CROWDS.keys() - {"three from one box"}))
def test_no_line_runs_through_words(name: str) -> None:
    """Where three lines that say three things fan out, the middle one has no room
    between the others: its words are then cut into, not covered."""
    ties, spots = CROWDS[name]
    rows = rows_of(ties, spots)
    for line in lines_between(ties, spots, END):
        for start, end in pairwise(line.corners):
            for n in range(101):
                x, y = along(start, end, n / 100)
                hit = [r for r in rows if r[0] < x < r[2] and r[1] < y < r[3]]
                assert not hit, (x, y, hit)


@pytest.mark.parametrize("kind", TieKind)
def test_words_stand_between_the_box_and_where_paper_cuts(kind: TieKind) -> None:
    for more in ([], [tie("a", "c", next(k for k in TieKind if k is not kind))]):
        rows = rows_of([tie("a", "c", kind), *more], {"a": spot(0, 0), "c": spot(1, 1)})
        for left, _, right, _ in rows:
            assert left >= EDGE + BOX_W
            assert right <= STEP


def test_ties_that_say_the_same_say_it_once() -> None:
    spots = {"a": spot(0, 1), "c": spot(1, 0), "d": spot(1, 2)}
    assert len(rows_of([tie("a", "c"), tie("a", "d")], spots)) == 2
    assert len(rows_of([tie("a", "c"), tie("a", "d", TieKind.LOT)], spots)) == 4


def test_no_name_of_a_box_is_wider_than_its_box(sample: ModuleType) -> None:
    first: Operation = sample.STEPS_1[0]
    acts = [replace(first, key=f"o-{n}", tier=n) for n in range(3)]
    made = path_diagram(
        acts, [], [], parties={}, goods=("Dyeing and Weaving " * 4, "C" * 60), key="k"
    )
    assert made is not None
    told = re.findall(r'class="(?:who|what)" textLength="([\d.]+)"', made.whole())
    assert told
    assert max(map(float, told)) <= BOX_W - 20 + 0.05
    assert BOX_H > 0


def test_the_fullest_box_holds_its_words_over_its_foot(sample: ModuleType) -> None:
    first: Operation = sample.STEPS_1[0]
    maker = PartyWord("Qimandra Silicon Materials (Wuhai) Co., Ltd.", "candidate")
    site = Fact(Claim.SITE, "CN-150300", Grade.DECLARED, ())
    held = replace(first, facts=(site,))
    made = path_diagram(
        [held], [], [], parties={first.party: maker}, goods=("Modules", "E-1"), key="k"
    )
    assert made is not None
    rows = sorted(
        float(y)
        for y in re.findall(
            r'y="([\d.]+)" class="(?:who|what|flag)"', made.whole().split("</g>")[0]
        )
    )
    assert len(rows) == 7
    assert min(b - a for a, b in pairwise(rows)) >= 12


def test_words_that_may_lie_on_lines_stand_on_a_ground_as_wide() -> None:
    drawn = text(50, 20, "lanes", kind="tie-word", anchor="middle")
    found = re.match(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', drawn)
    assert found is not None
    left, wide = map(float, found.groups())
    assert wide == pytest.approx(width_of("lanes", "tie-word") + 4, abs=0.1)
    assert left + wide / 2 == pytest.approx(50, abs=0.1)
    assert "<rect" not in text(50, 20, "maker", kind="what")
