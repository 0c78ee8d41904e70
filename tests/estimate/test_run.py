"""The scale model agrees with what was expected of it before it was run."""

import pytest

from whence.estimate.resolve import ready
from whence.estimate.run import Terms, run, shifts
from whence.estimate.say import estimate_words, outward
from whence.model.estimate import Basis, Dependence, Shape
from whence.model.figure import Range
from whence.shelf.kinds import kinds
from whence.shelf.models import model_keys, model_of

MODEL = "xuar-at-risk-2021"
CHAIN = "xuar-report-chain"


@pytest.fixture(scope="module")
def scale():
    return ready(model_of(MODEL), kinds())


@pytest.fixture(scope="module")
def chain():
    return ready(model_of(CHAIN), kinds())


def close(found, ends, error):
    low, high = (e / 1e6 for e in (found.range.low, found.range.high))
    assert low == pytest.approx(ends[0], abs=error), (low, high)
    assert high == pytest.approx(ends[1], abs=error), (low, high)


def part(done, key, basis):
    return next(e for e in done.parts if (e.part, e.basis) == (key, basis))


def test_the_interval_is_1_06_to_3_07_million(scale, expected):
    wanted = expected[MODEL]["person-times"]
    done = run(scale, "person-times", Terms())
    close(done.interval, wanted["interval"], 0.005)
    for key in ("transferred", "former_detainees"):
        close(part(done, key, Basis.INTERVAL), wanted[key], 0.0051)


def test_nine_in_ten_draws_lie_between_1_51_and_2_30_million(scale, expected):
    wanted = expected[MODEL]["person-times"]
    done = run(scale, "person-times", Terms())
    close(done.sampled, wanted["p5_p95"], expected["error"])
    middle = run(scale, "person-times", Terms(shape=Shape.MIDDLE))
    close(middle.sampled, wanted["middle"], expected["error"])


def test_the_convention_of_the_report_gives_1_91_to_2_58_million(scale, expected):
    wanted = expected[MODEL]["report-convention"]
    done = run(scale, "report-convention", Terms())
    close(done.sampled, wanted["p5_p95"], expected["error"])
    found = part(done, "transferred", Basis.SAMPLED)
    close(found, wanted["transferred_p5_p95"], expected["error"])


@pytest.mark.parametrize("base", ["base-2.87", "base-2.59"])
def test_the_chain_of_the_report_lands_where_its_base_takes_it(chain, expected, base):
    wanted = expected[CHAIN][base]
    done = run(chain, base, Terms())
    close(part(done, "transferred", Basis.INTERVAL), wanted["transferred"], 1e-9)
    close(done.interval, wanted["interval"], 1e-9)


def test_approaching_two_million_needs_the_base_of_2_87(chain):
    one = part(run(chain, "base-2.87", Terms()), "transferred", Basis.INTERVAL)
    other = part(run(chain, "base-2.59", Terms()), "transferred", Basis.INTERVAL)
    approaching = Range(1.9e6, 2.0e6)
    assert one.range.meets(approaching)
    assert not other.range.meets(approaching)
    assert run(chain, "base-2.87", Terms()).interval.range.meets(Range(2e6, 2.5e6))


def test_draws_lie_inside_the_interval_in_every_scenario(scale, chain):
    for held in (scale, chain):
        for scenario in held.model.scenarios:
            for terms in (Terms(), Terms(dependence=Dependence.COMONOTONE)):
                done = run(held, scenario.key, terms)
                assert done.interval.range.holds(done.sampled.range)


def test_inputs_that_move_together_widen_the_draws(scale):
    apart = run(scale, "person-times", Terms()).sampled.range
    together = run(
        scale, "person-times", Terms(dependence=Dependence.COMONOTONE)
    ).sampled
    assert together.range.holds(apart)
    assert together.dependence is Dependence.COMONOTONE
    done = run(scale, "person-times", Terms(dependence=Dependence.COMONOTONE))
    assert done.drivers == ()


def test_each_change_is_shown_alone(scale):
    found = {(s.scenario, s.input): s for s in shifts(scale, Terms())}
    assert set(found) == {
        ("persons", "persons_per_transfer"),
        ("report-convention", "persons_per_transfer"),
        ("report-convention", "already_counted"),
    }
    counted = found["report-convention", "already_counted"]
    assert counted.after.range.low > counted.before.range.low
    persons = found["persons", "persons_per_transfer"]
    assert persons.after.range.low > counted.after.range.low


def test_more_draws_move_the_ends_by_less_than_the_error(scale, expected):
    few = run(scale, "person-times", Terms(power=12)).sampled.range
    many = run(scale, "person-times", Terms(power=16)).sampled.range
    assert abs(few.low - many.low) / 1e6 < expected["error"]
    assert abs(few.high - many.high) / 1e6 < expected["error"]


def test_every_estimate_names_what_is_assumed_and_counts_those_at_risk():
    for key in model_keys():
        held = ready(model_of(key), kinds())
        done = run(held, held.model.scenarios[0].key, Terms(caveats=("x",)))
        assert any("ASSUMED" in a for a in done.sampled.assumptions)
        assert done.sampled.sort.flow.startswith("at risk of")
        assert done.sampled.caveats == ("x",)
        assert done.sampled.sources


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ((1060880, 3068400), "1.0 to 3.1 million"),
        ((1511100, 2298300), "1.5 to 2.3 million"),
        ((2.3e6, 2.3000000000000003e6), "2.3 to 2.3 million"),
        ((105900, 428400), "100,000 to 430,000"),
        ((54000, 630000), "54,000 to 630,000"),
        ((0, 2.01e6), "0 to 2.1 million"),
        ((950_000, 1_240_000), "0.95 to 1.3 million"),
        ((9.99e6, 12.1e6), "9.9 to 13 million"),
        ((0.4, 3.2), "0.4 to 3.2"),
    ],
)
def test_ends_are_rounded_away_from_each_other(ends, said):
    assert estimate_words(Range(*ends)) == said
    whole = outward(Range(*ends))
    assert whole.low <= ends[0] * (1 + 1e-10)
    assert whole.high >= ends[1] * (1 - 1e-10)
