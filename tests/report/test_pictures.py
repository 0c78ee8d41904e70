"""Pictures: well-formed, described, adding up, readable without colour."""

import dataclasses
import re
import xml.etree.ElementTree as ET
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from whence.model.chain import Tie, TieKind
from whence.model.source import Grade
from whence.report import charts
from whence.report.lettering import clip, width_of
from whence.report.map_svg import Flow, Marked, place_map, region_map
from whence.report.partyword import PartyWord
from whence.report.paths_svg import MOST, left_out, path_diagram
from whence.report.svg import standalone
from whence.report.tongues import tongue
from whence.shelf import style

WORDS = {"p-0000000000000002": PartyWord("<Gin> & Co", "listed")}


def drawn(sample: ModuleType, **changes: object) -> str:
    made = dataclasses.replace(sample.SHIRTS, **changes)
    found = path_diagram(
        made.steps, made.ties, made.breaks, parties=WORDS, goods=("T", "C"), key="k"
    )
    return found.whole() if found else ""


def test_the_path_diagram_is_well_formed_and_described(sample: ModuleType) -> None:
    svg = ET.fromstring(drawn(sample))
    names = [child.tag.rsplit("}", 1)[-1] for child in svg[:2]]
    assert names == ["title", "desc"]
    assert "&lt;Gin&gt; &amp; Co" in drawn(sample)


def test_a_flag_is_a_word_and_an_edge_not_a_colour_alone(sample: ModuleType) -> None:
    text = drawn(sample)
    assert text.count('class="box flagged"') == text.count('class="edge"') == 1
    assert ">LISTED<" in text


def test_each_tie_names_its_kind_and_its_grade(sample: ModuleType) -> None:
    text = drawn(sample)
    for tie in sample.TIES_1:
        assert f'class="tie grade-{tie.grade.value}"' in text
    assert ">lanes<" in text
    assert ">34 %<" in text
    assert ">materials<" in text


def test_goods_never_move_leftwards(sample: ModuleType) -> None:
    for x1, y1, end in re.findall(
        r'd="M([\d.]+) ([\d.]+)(?:H[\d.]+)?[^"]*?C[^"]*? ([\d.]+) [\d.]+" class="tie',
        drawn(sample),
    ):
        assert float(x1) < float(end), y1


def test_a_circle_of_ties_is_still_drawn(sample: ModuleType) -> None:
    back = Tie("o-10", "o-13", TieKind.LOT, Grade.RECORDED, ())
    assert ET.fromstring(drawn(sample, ties=(*sample.TIES_1, back))) is not None


def test_a_break_is_an_open_end_with_its_reason(sample: ModuleType) -> None:
    text = drawn(sample)
    assert text.count('class="ring"') == 2
    assert ">forwarder<" in text


def test_what_is_not_drawn_is_counted(sample: ModuleType) -> None:
    step = sample.STEPS_1[0]
    many = tuple(dataclasses.replace(step, key=f"x-{n:03}") for n in range(MOST + 5))
    text = drawn(sample, steps=many, ties=(), breaks=())
    assert text.count('class="box"') == MOST
    assert left_out(many) == 5


def test_no_operation_gives_no_picture(sample: ModuleType) -> None:
    assert drawn(sample, steps=(), ties=(), breaks=()) == ""


@given(st.lists(st.floats(-9, 9, allow_nan=False), min_size=1, max_size=8))
def test_the_last_bar_of_a_waterfall_ends_at_the_score(weights: list[float]) -> None:
    score = sum(weights)
    svg = charts.waterfall([("x", "", w) for w in weights], score, key="k")
    bars = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)
    total = [float(v) for v in bars[-1]]
    last = [float(v) for v in bars[-2]]
    ends = {round(total[0]), round(sum(total))}
    near = (round(last[0]), round(sum(last)))
    assert any(abs(a - b) <= 2 for a in ends for b in near)


def test_untraced_inputs_are_hatched_and_named(sample: ModuleType) -> None:
    svg = charts.traced_bar(sample.DECISIONS_1[0].inputs, key="k")
    assert svg.count('class="bar untraced"') == 1
    assert svg.count('class="bar untraced unweighed"') == 1
    assert svg.count('class="bar traced"') == 1
    assert "not traced to field" in svg


def test_bars_of_inputs_are_as_long_as_their_weight(sample: ModuleType) -> None:
    svg = charts.traced_bar(sample.DECISIONS_1[0].inputs[:2], key="k")
    wide = [float(w) for w in re.findall(r'width="([\d.]+)" height="14"', svg)]
    assert abs(wide[1] / wide[0] - 90 / 3600) < 0.001


def test_the_maps_name_each_place_and_only_signals_are_rings() -> None:
    held = style.points()
    marked = [
        Marked(held["CN-653200"], ("A",), flagged=True),
        Marked(held["CN-650100"], ("B",), signal=True),
        Marked(held["BD"], ("C", "D")),
    ]
    flow = Flow(held["CN-XJ"], held["BD"], 2, consignments=4, flagged=True)
    whole = place_map(marked, [flow], key="m")
    ET.fromstring(whole)
    assert whole.count('class="spot signal"') == 1
    assert whole.count('class="spot flagged"') == 1
    assert whole.count('class="flow flagged"') == 1
    assert re.search(r'class="tier-word"[^>]*>2<', whole)
    assert ">2 parties<" in whole
    region = region_map(marked, key="r")
    assert "Bangladesh" not in region
    assert ">Kashgar<" in region
    assert region_map(marked[2:], key="r") == place_map([], [], key="m") == ""


def test_a_picture_can_stand_alone(sample: ModuleType) -> None:
    svg = standalone(drawn(sample))
    ET.fromstring(svg)
    assert "var(" not in svg
    assert style.tokens().palette["first"] in svg


@given(st.text(max_size=40), st.floats(1, 20))
def test_a_clipped_text_fits(text: str, ems: float) -> None:
    assert width_of(clip(text, 12 * ems)) <= max(12 * ems, 12.0)


@given(st.text(alphabet="ab<&\"'和田لۇ ()", max_size=30))
def test_marking_a_tongue_loses_no_letter(text: str) -> None:
    plain = re.sub(r"<[^>]+>", "", str(tongue(text)))
    back = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"')
    assert back.replace("&#39;", "'").replace("&amp;", "&") == text


def test_two_ties_between_the_same_boxes_are_one_line_with_the_better_grade(
    sample: ModuleType,
) -> None:
    more = Tie("o-12", "o-11", TieKind.LANES, Grade.INFERRED, ())
    text = drawn(sample, ties=(more, *sample.TIES_1))
    assert text.count('class="tip"') == len(sample.TIES_1)
    assert ">bill +1<" in text


def test_labels_of_a_crowded_map_never_touch_and_stay_inside() -> None:
    held = [p for p in style.points().values() if p.kind != "country"]
    svg = ET.fromstring(place_map([Marked(p, ("Firm",)) for p in held], [], key="m"))
    shown = [t for t in svg.iter() if t.get("class") == "place-name"]
    high = float(svg.get("height", "0"))
    assert 5 < len(shown) < len(held)
    spots = [(float(t.get("x", "")), float(t.get("y", ""))) for t in shown]
    assert all(0 <= x <= 920 and 0 <= y <= high for x, y in spots)
    for x, y in spots:
        near = [b for b in spots if abs(b[0] - x) < 20 and abs(b[1] - y) < 25]
        assert near == [(x, y)]
