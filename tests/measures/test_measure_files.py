"""Measures as files: ours are sound, and a wrong one is refused by file and key."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from whence.decide.predicates import VOCABULARY
from whence.errors import DataError
from whence.model.measure import MeasureKind, Outcome, Verification
from whence.model.source import Grade
from whence.shelf import DATA
from whence.shelf.measures import (
    caps,
    measures,
    read_measure,
    thresholds,
    unverified,
    vocabulary,
)
from whence.shelf.references import forms, is_reference

GOOD = (Path(__file__).parent / "invented" / "origin-act.yml").read_text("utf-8")


def changed(tmp_path, *changes):
    """Write the invented measure with some words replaced."""
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "own.yml"
    path.write_text(text, "utf-8")
    return path


def test_the_act_and_five_orders_decide():
    assert list(measures()) == [
        "us/s307/hoshine-2021",
        "us/s307/lop-hair-park-2020",
        "us/s307/lop-vsetc-2020",
        "us/s307/xpcc-cotton-2020",
        "us/s307/xuar-cotton-tomato-2021",
        "us/uflpa",
    ]


def test_orders_of_a_remembered_date_are_kept_apart():
    marks = {v.verification for m in unverified() for v in m.versions}
    assert marks == {Verification.MEMORY}
    assert not {m.key for m in unverified()} & set(measures())


def test_every_row_says_where_it_was_seen():
    for item in (DATA / "measures" / "us" / "s307").iterdir():
        if not item.name.endswith(".trials.yml"):
            for version in yaml.safe_load(item.read_text("utf-8"))["versions"].values():
                seen = version["seen_at"]
                assert seen.startswith("https://") or seen == "from memory"


def test_the_vocabulary_of_the_data_is_that_of_the_program():
    assert set(vocabulary()) == set(VOCABULARY)
    assert all(VOCABULARY[name].__doc__ for name in vocabulary())


def test_the_region_orders_end_on_the_first_day_of_the_act():
    first = measures()["us/uflpa"].versions[0].span.start
    ended = {
        key: m.versions[0].span.end
        for key, m in measures().items()
        if m.kind is MeasureKind.ORDER
    }
    assert ended.pop("us/s307/hoshine-2021") is None
    assert set(ended.values()) == {first}


def test_an_end_that_is_only_remembered_is_noted_and_not_applied(tmp_path):
    path = changed(
        tmp_path,
        (
            "    verification: seen\n    any",
            "    until: 2024-01-01\n"
            '    ended_reference: "Pub. L. 117-78, s. 6"\n'
            "    ended_verification: memory, not verified\n"
            "    verification: seen\n    any",
        ),
    )
    measure = read_measure(path)
    assert measure.versions[0].span.end is None
    assert "2024-01-01" in measure.notes[0]


def test_a_users_measure_stands_beside_ours(tmp_path):
    known = measures([changed(tmp_path)])
    assert known["invented/origin-act"].invented
    assert known["invented/origin-act"].first_word is Outcome.PRESUMED
    assert "us/uflpa" in known


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("predicate: produced_in", "predicate: smells_of", "any[0]: predicate"),
        ("limb: place", "limb: party", "any[0]: limb"),
        ('reference: "Origin Act, s. 2(b) (invented)"', "x: 1", "any[1]: x"),
        ('"Origin Act, s. 2(b) (invented)"', '""', "any[1]: reference"),
        ('"Origin Act, s. 2(b) (invented)"', "a law firm", "any[1]: reference"),
        ("invented: true\n", "", "reference"),
        ("2023-01-01:", "spring:", "versions: spring"),
        ("kind: presumption", "kind: rumour", "kind"),
        ("first_word: presumed", "first_word: under order", "first_word"),
        ("value: invented/list", "value: other/list", "any[1]: value"),
        ("title: Origin Act", "title: ''", "title"),
        ("verification: seen\n    any", "verification: sure\n    any", "verification"),
        ("seen_at: invented", "seen_at: 7", "seen_at"),
    ],
)
def test_a_wrong_measure_is_refused_by_file_and_key(tmp_path, old, new, where):
    path = changed(tmp_path, (old, new))
    with pytest.raises(DataError) as caught:
        read_measure(path)
    assert "own.yml" in caught.value.where
    assert where in caught.value.where


def test_versions_of_one_day_are_refused(tmp_path):
    raw = yaml.safe_load(GOOD)
    raw["versions"][date(2024, 1, 1)] = dict(raw["versions"][date(2023, 1, 1)])
    path = tmp_path / "own.yml"
    path.write_text(yaml.safe_dump(raw), "utf-8")
    with pytest.raises(DataError, match="overlap"):
        read_measure(path)


def test_versions_that_follow_each_other_are_read(tmp_path):
    raw = yaml.safe_load(GOOD)
    old = dict(raw["versions"][date(2023, 1, 1)])
    raw["versions"][date(2024, 1, 1)] = dict(old)
    raw["versions"][date(2023, 1, 1)] = old | {
        "until": date(2024, 1, 1),
        "ended_reference": "Origin Act, s. 9 (invented)",
        "ended_verification": "seen",
    }
    path = tmp_path / "own.yml"
    path.write_text(yaml.safe_dump(raw), "utf-8")
    spans = [v.span for v in read_measure(path).versions]
    assert [date(2023, 12, 31) in s for s in spans] == [True, False]
    assert [date(2024, 1, 1) in s for s in spans] == [False, True]


def test_a_version_that_ends_before_it_begins_is_refused(tmp_path):
    path = changed(
        tmp_path, ("    verification: seen\n    any", "    until: 2022-01-01\n    any")
    )
    with pytest.raises(DataError):
        read_measure(path)


@pytest.mark.parametrize("text", ["- a list", "{", "just words"])
def test_what_is_no_measure_is_refused(tmp_path, text):
    path = tmp_path / "own.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError, match=r"own\.yml"):
        read_measure(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        read_measure(tmp_path / "none.yml")


def test_a_key_of_ours_cannot_be_taken(tmp_path):
    path = changed(tmp_path, ("key: invented/origin-act", "key: us/uflpa"))
    with pytest.raises(DataError, match="already"):
        measures([path])


@pytest.mark.parametrize(("form", "pattern", "example"), forms())
def test_each_form_of_reference_has_an_example_that_fits(form, pattern, example):
    assert is_reference(example)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "https://www.lexology.com/library/detail.aspx",
        "a newsletter of 2021-01-13",
        "Origin Act, s. 2 (invented)",
        "19 U.S.C. 1307; a law firm",
        "CBP said so",
    ],
)
def test_what_is_no_authority_is_no_reference(text):
    assert not is_reference(text)


def test_thresholds_and_caps_are_grades_no_weaker_than_the_design_asks():
    asked = thresholds()
    assert asked.first_word is Grade.RECORDED
    assert asked.identity is asked.traced is Grade.DOCUMENTED
    assert asked.answer is Grade.OFFICIAL
    assert all(g is not Grade.OFFICIAL for g in caps().values())
