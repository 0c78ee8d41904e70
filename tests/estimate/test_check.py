"""The 77 claims, each with its status, its arithmetic and its quotation."""

import csv
import hashlib
from pathlib import Path

import pytest

from whence.estimate.check import check_figures
from whence.estimate.check_words import Known
from whence.estimate.language import FormulaError
from whence.model.figure import Publication, Status, Tie
from whence.shelf import figures as shelf
from whence.shelf.kinds import kinds

HERE = Path(__file__).parent


def known_of(figures=()):
    held = {**shelf.shipped(), **{f.key: f for f in figures}}
    return Known(held, kinds().with_flows(shelf.flows_of(held.values())))


def figure(key, value, **cells):
    row = {
        "key": key, "value": value, "unit": "documents", "metric": "count",
        "flow": "visitors", "period": "2021", "source": "a book", **cells,
    }  # fmt: skip
    return shelf.figure_of(row, "mine.csv, row 2")


def judged(*figures):
    return check_figures(figures[:1], known_of(figures), {})[0]


@pytest.fixture(scope="module")
def verdicts():
    return {v.figure.key: v for v in check_figures(shelf.claims(), known_of(), {})}


def expected():
    with (HERE / "verdicts.csv").open(encoding="utf-8") as stream:
        return {row["key"]: row["status"] for row in csv.DictReader(stream)}


def test_all_77_claims_have_the_status_that_was_expected(verdicts):
    assert len(verdicts) == 77
    assert {k: v.status.value for k, v in verdicts.items()} == expected()


def test_each_status_is_that_of_the_table_or_says_why_not(verdicts):
    table = {row.first: row.ours for row in shelf.status_table()}
    for key, verdict in verdicts.items():
        first = shelf.first_readings()[key]
        if verdict.status in table[first.status]:
            assert first.differs == "", key
        else:
            assert len(first.differs) > 20, key


def test_every_contradiction_names_the_figure_and_shows_the_sum(verdicts):
    for verdict in verdicts.values():
        if verdict.status in (Status.CONTRADICTED, Status.UNIT, Status.ROUNDED):
            assert verdict.by, verdict.figure.key
            assert all(k in shelf.shipped() for k in verdict.by)
            assert verdict.lines[-1].arithmetic
        if verdict.status is Status.CONSISTENT:
            assert verdict.ground, verdict.figure.key


def test_growth_of_10_5_per_cent_is_contradicted_by_the_figure_of_2019(verdicts):
    held = verdicts["C51"]
    assert "C47" in held.by
    assert "3.17 million / 2.59 million − 1 = +22.4 %" in held.lines[0].arithmetic
    assert "C15" in held.figure.remark


def test_3_2_is_rounded_and_3_17_is_what_it_rounds(verdicts):
    assert verdicts["C16"].status is Status.ROUNDED
    assert verdicts["C16"].by == ("C50",)
    assert verdicts["C50"].status is Status.CONSISTENT


def test_person_times_read_as_persons_are_a_unit_mismatch(verdicts):
    said = verdicts["C49"].lines[0].arithmetic
    assert "refused to compare person-times (labour transfers) with persons" in said
    assert "By the digits alone" in said


def test_a_growth_is_never_held_against_a_share(verdicts):
    assert "refused to compare a growth of share" in verdicts["C59"].lines[0].arithmetic


def test_every_claim_has_a_short_quotation_with_its_hash():
    for held in (*shelf.claims(), *shelf.quoted()):
        quotation = held.quotation
        assert quotation is not None, held.key
        assert 0 < len(quotation.text) <= 130, held.key
        assert quotation.end - quotation.start == len(quotation.text), held.key
        assert hashlib.sha256(quotation.text.encode()).hexdigest() == quotation.sha256


def test_without_the_text_quotations_are_held_by_their_hash(verdicts):
    assert {v.tie for v in verdicts.values()} == {Tie.HASH}


def test_with_the_text_a_quotation_is_looked_up_at_its_place():
    text = {"a book": "It says 5 visitors came."}
    cells = {"quote": "5 visitors", "quote_start": "8", "quote_end": "18"}
    assert judged_with(text, **cells).tie is Tie.TEXT
    assert judged_with(text, **{**cells, "quote_start": "7"}).tie is Tie.MOVED
    sha = hashlib.sha256(b"5 visitors").hexdigest()
    hidden = {**cells, "quote": "", "quote_sha256": sha}
    assert judged_with(text, **hidden).tie is Tie.TEXT
    assert judged_with({}, **hidden).tie is Tie.HASH


def judged_with(text, **cells):
    held = figure("q", "5", **cells)
    return check_figures((held,), known_of((held,)), text)[0]


def test_a_text_that_moved_is_told_from_a_quotation_that_was_changed():
    held = shelf.claims()[0]
    text = {"zenz-2022": "x" * 40_000}
    assert check_figures((held,), known_of(), text)[0].tie is Tie.MOVED
    broken = figure("q", "1", quote="two", quote_sha256="0" * 64)
    assert judged(broken).tie is Tie.BROKEN
    assert judged(figure("q", "1")).tie is Tie.NONE


@pytest.mark.parametrize(
    ("value", "other", "check", "status"),
    [
        ("3.2 million", "3.17 million", "a is b", Status.ROUNDED),
        ("3.17 million", "3.2 million", "a is b", Status.CONSISTENT),
        ("3.17 million", "3.17 million", "a is b", Status.CONSISTENT),
        ("3.3 million", "3.17 million", "a is b", Status.CONTRADICTED),
        ("10", "20", "a = b / 2", Status.CONSISTENT),
        ("10.4", "20.5", "a = b / 2", Status.CONTRADICTED),
        ("10", "20.5", "a = b / 2", Status.CONSISTENT),
        ("10.3", "20.5", "a = b / 2", Status.CONSISTENT),
        ("10.30", "20.5", "a = b / 2", Status.CONTRADICTED),
        ("10.27", "20.5", "a = b / 2", Status.ROUNDED),
        ("1.48 million", "1.5 million", "a >= b", Status.ROUNDED),
        ("1.40 million", "1.5 million", "a >= b", Status.CONTRADICTED),
        ("1.51 million", "1.5 million", "a >= b", Status.CONSISTENT),
        ("= 5", "3 to 9", "a in b", Status.CONSISTENT),
        ("= 12", "3 to 9", "a in b", Status.CONTRADICTED),
        ("= 5", "= 7", "a <= b", Status.CONSISTENT),
        ("= 8", "= 7", "a <= b", Status.CONTRADICTED),
        ("= 8", "= 7", "unit: a <= b", Status.UNIT),
        ("= 8", "= 7", "", Status.OPEN),
    ],
)  # fmt: skip
def test_agreement_is_by_the_digits_as_printed(value, other, check, status):
    found = judged(figure("a", value, check=check), figure("b", other))
    assert found.status is status, [ln.arithmetic for ln in found.lines]


@pytest.mark.parametrize(
    ("cells", "verb"),
    [
        ({"unit": "shipments"}, "compare documents"),
        ({"flow": "guests"}, "visitors"),
        ({"place": "CN-650100"}, "in Urumqi"),
        ({"period": "2020"}, "2021 with 2020"),
    ],
)
def test_what_counts_another_thing_is_refused(cells, verb):
    one = figure("a", "5", check="a is b", place="CN-XJ")
    found = judged(one, figure("b", "5", **{"place": "CN-XJ", **cells}))
    assert found.status is Status.UNIT
    assert verb in found.lines[0].arithmetic


def test_dollars_of_two_years_are_not_added_but_their_growth_may_be_reckoned():
    cells = {"metric": "achieved", "flow": "sales"}
    new = {"unit": "USD 2021", **cells}
    old = figure("b", "100 million", unit="USD 2020", **cells)
    one = figure("a", "150 million", check="growth(a, b)", **new)
    assert judged(one, old).status is Status.CONSISTENT
    one = figure("a", "150 million", check="a + b", **new)
    assert judged(one, old).status is Status.UNIT


def test_a_share_needs_a_part_of_its_whole():
    whole = figure("b", "100", flow="people")
    part = figure("a", "40", check="share(a, b)", within="people")
    assert judged(part, whole).status is Status.CONSISTENT
    stranger = figure("a", "40", check="share(a, b)")
    assert judged(stranger, whole).status is Status.UNIT
    greater = figure("a", "140", check="share(a, b)", within="people")
    assert judged(greater, whole).status is Status.CONTRADICTED


def test_figures_that_rest_on_each_other_in_a_circle_are_refused():
    one = figure("a", "5", check="follows(b)")
    other = figure("b", "5", check="follows(a)")
    with pytest.raises(FormulaError, match="a circle: a follows b follows a"):
        judged(one, other)


def test_a_name_that_is_no_figure_is_named():
    with pytest.raises(FormulaError, match="'nothing-here'"):
        judged(figure("a", "5", check="a = nothing-here"))


def test_the_check_of_outside_figures_finds_what_does_not_add_up():
    outside = {f.key: f for f in shelf.outside()}
    found = check_figures(tuple(outside.values()), known_of(), {})
    status = {v.figure.key: v.status for v in found if v.figure.check}
    bad = {k for k, s in status.items() if s is not Status.CONSISTENT}
    assert bad == {"cbp-stopped-2023-04", "growth-trade-2023-06"}


def test_every_source_of_a_shipped_figure_is_a_publication():
    for held in shelf.shipped().values():
        assert isinstance(held.source, Publication)
        assert held.source.reference, held.key
        assert held.verification, held.key
        assert "memory" not in held.verification, held.key
