"""What spells Chinese, and what only looks so."""

import pytest

from whence.match.sounds import spells, words_of


@pytest.mark.parametrize("word", ["taida", "zhonghua", "xuelianhua"])
def test_whole_syllables_spell_chinese(word):
    assert spells(word)


@pytest.mark.parametrize("word", ["machine", "sunrise", "pine", "change", "panda"])
def test_words_of_english_do_not_however_they_may_be_cut(word):
    assert not spells(word)


def test_syllables_written_apart_are_one_word_and_other_words_are_not():
    assert words_of("yang guang") == ("yangguang",)
    assert words_of("red star") == ("red", "star")
    assert words_of("yang") == ("yang",)
