"""The house style: readable on white, apart in grey, and every outcome drawn."""

import runpy
from pathlib import Path

import pytest

from whence.errors import DataError
from whence.model.measure import Outcome
from whence.model.source import Grade
from whence.report.page_css import page_css
from whence.report.svg import MARKS
from whence.shelf import style

TEXT = ("ink", "soft", "faint", "link", *style.TONES)


def light(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, two: str) -> float:
    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize("scheme", ["palette", "dark"])
def test_colours_that_carry_text_are_readable_on_paper_and_wash(
    name: str, scheme: str
) -> None:
    held: dict[str, str] = getattr(style.tokens(), scheme)
    own = held.get(f"{name}-wash", held["wash"])
    assert contrast(held[name], own) >= 4.5
    assert contrast(held[name], held["paper"]) >= 4.5
    assert contrast(held[name], held["wash"]) >= 4.5


def test_the_first_word_is_the_darkest_of_the_outcomes() -> None:
    held = style.tokens().palette
    assert min(style.TONES, key=lambda t: light(held[t])) == "first"


def test_outcomes_of_one_tone_share_a_mark_and_no_two_tones_do() -> None:
    marks = {s.tone: s.mark for s in style.outcomes()}
    assert len(set(marks.values())) == len(marks)
    assert set(marks.values()) == set(MARKS)
    assert all(marks[s.tone] == s.mark for s in style.outcomes())


def test_every_outcome_and_grade_says_what_it_means() -> None:
    assert [s.outcome for s in style.outcomes()] == list(Outcome)
    assert [g.grade for g in style.grades()] == list(Grade)
    assert [g.marks for g in style.grades()] == [5, 4, 3, 2, 1]
    assert not [s for s in style.outcomes() if "clean" in s.meaning.lower()]
    with pytest.raises(DataError, match="no outcome"):
        style.outcome_style("clean")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("CN-653121", "Kashgar"),
        ("CN-659999", "Xinjiang"),
        ("CN-130000", "Hebei"),
        ("CN-XX", "China"),
        ("VN", "Viet Nam"),
    ],
)
def test_a_place_is_drawn_at_the_nearest_point_above_it(code: str, name: str) -> None:
    point = style.point_of(code)
    assert point is not None
    assert point.name == name


def test_an_unknown_place_is_not_drawn() -> None:
    assert style.point_of("ZZ-1") is None


def test_the_picture_of_the_style_is_that_of_the_tokens(
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = Path(__file__).parents[2]
    runpy.run_path(str(root / "tools/draw_style.py"), run_name="__main__")
    drawn = capsys.readouterr().out
    assert drawn == (root / "docs/style.svg").read_text("utf-8")
    assert all(colour in drawn for colour in style.tokens().palette.values())


def test_a_dark_page_is_for_screens_and_says_so() -> None:
    css = page_css("page.css", "svg.css")
    dark = style.tokens().dark
    light, told = css.split("@media screen and (prefers-color-scheme:dark)")
    assert "color-scheme:light" in light
    assert f"--paper:{dark['paper']}" in told.split("}")[0]
    assert "color-scheme:dark" in told.split("}")[0]
    assert "prefers-color-scheme" not in style.sheet("svg.css")
