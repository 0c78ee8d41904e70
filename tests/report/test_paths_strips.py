"""A chain too wide for paper: strips that can be read, nothing lost between them."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

from whence.model.chain import Operation, Tie, TieKind
from whence.model.source import Grade
from whence.report.paths_grid import BOX_H, BOX_W, STEP
from whence.report.paths_strips import FIT, MARGIN, Diagram
from whence.report.paths_svg import path_diagram

WORDS = re.compile(r"<text(?![^>]*tie-letter)[^>]*>([^<>]+)</text>")
LETTER = re.compile(r"<text[^>]*tie-letter[^>]*>(\w+)</text>")
BOX = re.compile(rf'<rect x="([\d.]+)" y="([\d.]+)" width="{BOX_W:.0f}"')


def chain(sample: ModuleType, length: int, *more: Tie) -> Diagram:
    """Draw a straight chain of so many acts, o-0 nearest to the goods."""
    acts = [act(sample, f"o-{n}", n) for n in range(length)]
    ties = [tie(f"o-{n}", f"o-{n - 1}" if n else "") for n in range(length)]
    return drawn(acts, [*ties, *more])


def act(sample: ModuleType, key: str, tier: int) -> Operation:
    first: Operation = sample.STEPS_1[0]
    return replace(first, key=key, tier=tier, facts=())


def drawn(acts: list[Operation], ties: list[Tie]) -> Diagram:
    made = path_diagram(acts, ties, (), parties={}, goods=("Shirts", "E1"), key="k")
    assert made is not None
    return made


def tie(upstream: str, downstream: str) -> Tie:
    return Tie(upstream, downstream, TieKind.ORDER, Grade.RECORDED, ())


@pytest.mark.parametrize("length", [1, 3, 4, 7, 12])
def test_a_strip_holds_few_steps_and_every_box_and_word_stands_in_one(
    sample: ModuleType, length: int
) -> None:
    made = chain(sample, length)
    strips = list(made.strips())
    assert len(strips) == -(-(length + 1) // FIT)
    for strip in strips:
        assert float(ET.fromstring(strip).attrib["width"]) <= FIT * STEP + 2 * MARGIN
    whole = sorted(WORDS.findall(made.whole()))
    assert sorted(w for s in strips for w in WORDS.findall(s)) == whole
    assert sum(len(BOX.findall(s)) for s in strips) == length + 1


def test_a_strip_is_no_higher_than_what_stands_in_it(sample: ModuleType) -> None:
    many = [act(sample, f"x-{n}", 5) for n in range(6)]
    acts = [act(sample, f"o-{n}", n) for n in range(5)]
    ties = [tie(f"o-{n}", f"o-{n - 1}" if n else "") for n in range(5)]
    made = drawn([*many, *acts], [*ties, *(tie(m.key, "o-4") for m in many)])
    first, last = (float(ET.fromstring(s).attrib["height"]) for s in made.strips())
    assert first > 6 * BOX_H
    assert last < 2 * BOX_H


def test_a_tie_over_several_steps_runs_behind_no_box(sample: ModuleType) -> None:
    made = chain(sample, 4, tie("o-3", "o-0"))
    text = made.whole()
    boxes = [(float(x), float(y)) for x, y in BOX.findall(text)]
    straight = re.findall(
        r"M([\d.]+) ([\d.]+)C[\d. ]+? ([\d.]+) ([\d.]+)\" class=\"tie", text
    )
    level = [[float(v) for v in s] for s in straight if s[1] == s[3]]
    long = [s for s in level if s[2] - s[0] > STEP / 2 + 10]
    assert long
    for x1, y, x2, _ in long:
        assert not [b for b in boxes if x1 < b[0] < x2 and b[1] < y < b[1] + BOX_H]


def test_all_words_lie_above_all_lines(sample: ModuleType) -> None:
    text = chain(sample, 6, tie("o-5", "o-1")).whole()
    assert text.rindex('class="tie grade') < text.index('class="tie-word"')


def test_a_cut_tie_bears_the_same_letter_at_both_its_ends(sample: ModuleType) -> None:
    made = chain(sample, 12, tie("o-11", "o-2"), tie("o-9", "o-7"))
    letters = [LETTER.findall(s) for s in made.strips()]
    first, *_, last = letters
    assert first
    assert last
    counted = Counter(letter for strip in letters for letter in strip)
    assert set(counted.values()) == {2}
    for here, below in pairwise(letters):
        assert set(here) & set(below)


def test_a_picture_that_is_not_cut_bears_no_letter(sample: ModuleType) -> None:
    assert not LETTER.findall("".join(chain(sample, 3).strips()))


def test_no_tie_runs_through_its_own_words(sample: ModuleType) -> None:
    acts = [act(sample, f"o-{n}", min(n, 1)) for n in range(4)]
    held = drawn(acts, [tie(f"o-{n}", "o-0") for n in (1, 2, 3)])
    lines = [p for p in held.parts if p.ends is not None]
    said = [p for p in held.parts if 'class="tie-word"' in p.svg]
    bent = 0
    for line, words in zip(lines, said, strict=True):
        assert line.ends is not None
        assert words.y is not None
        start, end = line.ends
        bent += start != end
        assert start == end or words.y[1] <= start < end or words.y[0] >= start > end
    assert bent == 2
