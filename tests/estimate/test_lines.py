"""The trade section of the report, reckoned again."""

import pytest

from whence.jobs.trade_section import trade_section
from whence.model.figure import Range


@pytest.fixture(scope="module")
def lines():
    return {ln.says: ln for g in trade_section() for ln in g.lines}


def value(line):
    assert line.measured.digits.high - line.measured.digits.low < 1e-6
    return line.measured.digits.low


@pytest.mark.parametrize(
    ("says", "key"),
    [
        ("United States, implied base of 2020", "C61"),
        ("European Union, implied base of 2020", "C62"),
        ("Viet Nam, implied base of 2020", "C63"),
    ],
)
def test_implied_bases_of_2020_follow_from_level_and_growth(lines, expected, says, key):
    wanted, error = expected["trade"]["base"][key]
    assert value(lines[says]) / 1e6 == pytest.approx(wanted, abs=error)
    assert lines[says].kind == "implied"


def test_the_share_of_labour_intensive_exports_follows_from_two_growth_rates(
    lines, expected
):
    wanted, error = expected["trade"]["share_after"]
    line = lines["Share that follows, had it been 51.4 a year before"]
    assert value(line) * 100 == pytest.approx(wanted, abs=error)
    read_as_share = lines["Share, were 63.4 per cent the growth of the share itself"]
    assert value(read_as_share) * 100 == pytest.approx(84.0, abs=0.05)


def test_the_gain_with_viet_nam_is_about_a_third_of_the_loss(lines, expected):
    wanted, error = expected["trade"]["gain_of_loss"]
    line = lines["Viet Nam, gain beside the loss of the United States"]
    assert value(line) * 100 == pytest.approx(wanted, abs=error)


def test_bonded_zones_made_two_fifths_of_the_growth(lines):
    assert value(lines["Bonded zones, part of the growth"]) == pytest.approx(
        0.41, abs=0.005
    )
    assert value(lines["Bonded zones, share of trade"]) == pytest.approx(
        0.183, abs=5e-4
    )


def test_parts_of_growth_by_prefecture_stay_inside_the_whole(lines):
    for name in ("Kashgar", "Ili"):
        held = lines[f"{name}, part of the growth, January to October 2024"].measured
        assert Range(0, 1).holds(held.range)


def test_one_growth_has_two_bases(lines):
    given = value(lines["Transfers of 2019, as given"])
    implied = value(lines["Transfers of 2019, as 10.5 per cent implies"])
    assert given == pytest.approx(2.59e6)
    assert implied == pytest.approx(2.869e6, abs=1e3)
    average = value(lines["Average of 2016 to 2020, as given"])
    assert implied == pytest.approx(average, abs=5e3)


def test_every_line_says_whether_it_is_a_level_a_growth_or_implied(lines):
    for line in lines.values():
        assert line.kind in ("level", "growth", "implied")
        assert bool(line.arithmetic) is (line.kind == "implied")
        kind = line.measured.sort.kind
        if line.kind == "growth":
            assert kind == "growth", line.says
        if line.kind == "level":
            assert kind in ("level", "share"), line.says
