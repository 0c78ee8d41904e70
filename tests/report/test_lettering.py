"""Words are as wide as they were measured, in whatever font they are drawn."""

import re
from types import ModuleType

import pytest
import typst

from whence.report.lettering import BASE, clip, face, joins, lines_of, width_of
from whence.report.press import _fonts
from whence.report.svg import text
from whence.shelf.style import sheet

MEASURED = re.compile(r"[\d.]+(?=pt)")
SAMPLES = (
    "Linyi Musalan Dyeing and Weaving Co., Ltd.",
    "no record upstream",
    "Хлопкоочистительный завод",
    "睿霖纺织有限公司",
    "Diyarbakır 100 %, Đà Nẵng",
)


def set_width(words: str, *, size: float, weight: int) -> float:
    """Ask the typesetter, which shapes and kerns, how wide a text is."""
    source = (
        '#set text(font: ("Noto Sans", "Noto Sans SC"), '
        f"size: {size}pt, weight: {weight})\n"
        "#set page(width: auto, height: auto)\n"
        f'#context panic(measure("{words}").width)'
    )
    with pytest.raises(typst.TypstError) as told:
        typst.compile(source.encode(), font_paths=_fonts())
    return float(MEASURED.findall(str(told.value))[0])


@pytest.mark.parametrize("words", SAMPLES)
@pytest.mark.parametrize(("kind", "weight"), [("who", 600), ("what", 400)])
def test_a_text_is_as_wide_as_the_typesetter_makes_it(
    words: str, kind: str, weight: int
) -> None:
    asked = set_width(words, size=face(kind).size, weight=weight)
    assert width_of(words, kind) == pytest.approx(asked, rel=0.02)


def test_the_size_of_a_text_without_a_class_is_that_of_the_sheet() -> None:
    assert f"svg text{{font-family:var(--text);font-size:{BASE:.0f}px" in sheet(
        "svg.css"
    )


def test_letters_set_apart_are_counted_with_their_room() -> None:
    assert face("flag").spacing > 0
    apart = face("flag").spacing * face("flag").size * len("LISTED")
    assert width_of("LISTED", "flag") == pytest.approx(
        apart + width_of("LISTED", "tie-word") / face("tie-word").size * 11
    )


def test_every_weight_of_a_picture_is_one_that_ships() -> None:
    """A weight between two fonts is drawn in one of them, here and there another."""
    assert set(re.findall(r"font-weight:(\d+)", sheet("svg.css"))) <= {"400", "600"}


def test_a_text_says_how_wide_it_is_unless_its_letters_join() -> None:
    long = re.search(r'textLength="([\d.]+)"', text(0, 0, "Weaving", kind="who"))
    assert long is not None
    assert float(long[1]) == pytest.approx(width_of("Weaving", "who"), abs=0.05)
    assert joins("قەشقەر")
    assert "textLength" not in text(0, 0, "قەشقەر", kind="who")


@pytest.mark.parametrize("words", ["", "W", "WWWWWWWWWWWWWWWW", "i i i i"])
def test_what_is_cut_fits_and_what_fits_is_not_cut(words: str) -> None:
    assert width_of(clip(words, 60, "who"), "who") <= 60
    assert clip(words, 1000, "who") == words
    assert all(width_of(row, "who") <= 60 for row in lines_of(words, 60, "who"))


def test_the_sample_has_no_text_without_a_known_class(sample: ModuleType) -> None:
    assert sample.SHIRTS
    rules = sheet("svg.css")
    for kind in ("who", "what", "grade", "flag", "tie-word", "tie-grade", "head"):
        assert f".{kind}" in rules
