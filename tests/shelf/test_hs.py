from whence.shelf import hs


def test_every_chapter_and_heading_in_use_has_words():
    chapters = {code for code in hs.words() if len(code) == 2}
    assert len(chapters) == 96
    assert "77" not in chapters
    in_use = {c[:4] for c, years in hs.editions().items() if "2022" in years}
    assert in_use <= set(hs.words())


def test_editions_hold_the_known_numbers_of_subheadings():
    # Chapters 1 to 97: HS2012 has 5,205 subheadings, HS2017 5,387, HS2022 5,612.
    counts = {y: sum(y in years for years in hs.editions().values())
              for y in hs.known_editions()}  # fmt: skip
    assert counts == {"2012": 5205, "2017": 5387, "2022": 5612}
