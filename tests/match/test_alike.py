"""Words spelt alike, against the comparison of every two words."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Levenshtein

from whence.match import alike as spelling
from whence.match.alike import Words, alike, letters

WORDS = st.lists(st.text("abcq?_ 漢", max_size=9), max_size=12, unique=True)


@pytest.mark.parametrize("cells", [1, 7, 1 << 18])
@given(mine=WORDS, theirs=WORDS, floor=st.sampled_from([0.5, 0.65, 0.8, 1.0]))
def test_every_two_words_near_enough_are_found(cells, mine, theirs, floor):
    before, spelling.CELLS = spelling.CELLS, cells
    try:
        for scorer in (Levenshtein.normalized_similarity, OSA.normalized_similarity):
            found = alike(Words(mine), Words(theirs), floor=floor, scorer=scorer)
            near = {
                (m, t) for m, one in enumerate(mine) for t, other in enumerate(theirs)
                if scorer(one, other, score_cutoff=floor)
            }  # fmt: skip
            assert set(zip(*map(list, found), strict=True)) == near
    finally:
        spelling.CELLS = before


def test_a_slip_changes_two_letters_at_most():
    dice = random.Random(5)
    for _ in range(300):
        word = "".join(dice.choices("abcdefgh", k=8))
        at = dice.randrange(8)
        slipped = word[:at] + dice.choice(["", "a", "hh"]) + word[at + 1 :]
        assert (letters(word) ^ letters(slipped)).bit_count() <= 2 * max(
            1, Levenshtein.distance(word, slipped)
        )
