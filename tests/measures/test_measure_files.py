"""Measures as files: ours are sound, and a wrong one is refused by file and key."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from whence.decide.predicates import VOCABULARY
from whence.errors import DataError
from whence.model.measure import MeasureKind, Outcome, Verification
from whence.model.remark import Form, RemarkKind
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


def keys_of(kind):
    return [key for key, m in measures().items() if m.kind is kind]


def test_what_decides_and_by_which_kind():
    assert keys_of(MeasureKind.PRESUMPTION) == ["us/caatsa-321", "us/uflpa"]
    assert keys_of(MeasureKind.INVESTIGATION) == [
        "ca/9897",
        "eu/2024-3015",
        "mx/acuerdo-2023",
    ]
    assert keys_of(MeasureKind.ORDER) == [
        "us/s307/hefei-bitland-2020",
        "us/s307/hero-vast-2020",
        "us/s307/hetian-haolin-2020",
        "us/s307/hetian-taida-2019",
        "us/s307/hoshine-2021",
        "us/s307/junggar-cotton-2020",
        "us/s307/kingtom-2024",
        "us/s307/lop-hair-park-2020",
        "us/s307/lop-meixin-2020",
        "us/s307/lop-vsetc-2020",
        "us/s307/xpcc-cotton-2020",
        "us/s307/xuar-cotton-tomato-2021",
        "us/s307/yili-zhuowan-2020",
    ]


def test_tariffs_bills_and_proposals_have_no_first_word():
    told = {m.key: m for m in measures().values() if m.form is not Form.LAW}
    assert {m.kind for m in told.values()} == {MeasureKind.INFORMATION}
    assert {m.first_word for m in told.values()} == {None}
    assert {m.form for m in told.values()} == {Form.TARIFF, Form.BILL, Form.PROPOSAL}
    assert all(v.says for m in told.values() for v in m.versions)


def test_other_territories_and_drafts_are_asked_by_name_only():
    asked = {key for key, m in measures().items() if not m.by_name}
    assert asked == {"us/uflpa", *keys_of(MeasureKind.ORDER)}


def test_a_measure_whose_every_row_is_remembered_is_a_hint_and_no_more():
    assert [m.key for m in unverified()] == ["us/s307/kashgar-cattle-1995"]


def test_orders_of_a_remembered_date_are_kept_apart():
    marks = {v.verification for m in unverified() for v in m.versions}
    assert marks == {Verification.MEMORY}
    assert not {m.key for m in unverified()} & set(measures())


def test_every_row_says_where_it_was_seen():
    for measure in (*measures().values(), *unverified()):
        for row in (*measure.versions, *measure.remarks):
            assert row.seen_at
            if row.verification is Verification.SEEN:
                assert row.seen_at != "from memory", (measure.key, row.reference)


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
    outside = ["hoshine-2021", "hefei-bitland-2020", "hero-vast-2020"]
    assert {ended.pop(f"us/s307/{name}") for name in outside} == {None}
    assert ended.pop("us/s307/kingtom-2024") == date(2025, 9, 23)
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
    assert measure.remarks[0].about is RemarkKind.DOUBT
    assert "2024-01-01" in measure.notes[0]


def test_a_users_measure_stands_beside_ours(tmp_path):
    known = measures([changed(tmp_path)])
    assert known["invented/origin-act"].invented
    assert known["invented/origin-act"].first_word is Outcome.PRESUMED
    assert "us/uflpa" in known


def line_with(text, words):
    """Give the number of the first line that holds these words."""
    return next(n for n, s in enumerate(text.splitlines(), 1) if words in s)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("predicate: produced_in", "predicate: smells_of", "smells_of"),
        ('"Origin Act, s. 2(b) (invented)"', "a law firm", "a law firm"),
        ("2023-01-01:", "0203-01-01:", "0203-01-01"),
        ("kind: presumption", "kind: rumour", "rumour"),
        ("lists: [invented/list]", "lists: [invented/list]\nlists: [x]", "[x]"),
        ("title: Origin Act", "title: [", "[x"),
    ],
)
def test_a_complaint_names_the_line(tmp_path, old, new, line):
    path = changed(tmp_path, (old, new))
    with pytest.raises(DataError) as caught:
        read_measure(path)
    if line != "[x":
        number = line_with(path.read_text("utf-8"), line)
        assert f"own.yml, line {number}" in caught.value.where
    else:
        assert "own.yml, line " in caught.value.where


def test_a_missing_reference_names_the_line_of_the_row_that_lacks_it(tmp_path):
    path = changed(
        tmp_path, ('        reference: "Origin Act, s. 2(b) (invented)"\n', "")
    )
    with pytest.raises(DataError, match="missing") as caught:
        read_measure(path)
    number = line_with(path.read_text("utf-8"), "key: party")
    assert f"line {number}: versions: 2023-01-01: any[1]" in caught.value.where
    assert "19 U.S.C. 1307" in caught.value.remedy


def test_a_version_before_any_law_is_a_slip_of_the_pen(tmp_path):
    path = changed(tmp_path, ("2023-01-01:", "1923-01-01:"))
    with pytest.raises(DataError, match="before any law") as caught:
        read_measure(path)
    assert "1930-06-17" in caught.value.what
    assert "year" in caught.value.remedy


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("first_word: presumed", "form: bill\nfirst_word: presumed", "form"),
        ("kind: presumption", "kind: information", "first_word"),
        ("first_word: presumed", "first_word: presumed\nasked: never", "asked"),
        (
            "    verification: seen\n    any",
            "    published: soon\n    verification: seen\n    any",
            "published",
        ),
        (
            "    verification: seen\n    any",
            "    in_force: 2024-01-01\n    verification: seen\n    any",
            "in_force",
        ),
        ("lists: [invented/list]", "lists: invented/list", "lists"),
        (
            "lists: [invented/list]",
            "lists: [invented/list]\nnotes: [{text: a}]",
            "notes[0]",
        ),
        (
            "    verification: seen\n    any",
            "    scope: {hs: 52}\n    verification: seen\n    any",
            "scope: hs",
        ),
    ],
)
def test_a_wrong_word_of_the_newer_keys_is_refused(tmp_path, old, new, where):
    path = changed(tmp_path, (old, new))
    with pytest.raises(DataError) as caught:
        read_measure(path)
    assert where in caught.value.where


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
    with pytest.raises(DataError, match="overlap") as caught:
        read_measure(path)
    number = line_with(path.read_text("utf-8"), "2024-01-01:")
    assert f"line {number}: versions: 2024-01-01" in caught.value.where


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


def test_a_host_of_an_authority_is_a_reference_and_a_look_alike_is_not():
    assert is_reference("https://www.cbp.gov/trade/forced-labor")
    assert is_reference("https://eur-lex.europa.eu/eli/reg/2024/3015/oj")
    assert not is_reference("https://cbp.gov.example.com/trade")
    assert not is_reference("https://notcbp.gov/trade")


def test_a_paper_is_a_reference_of_a_proposal_only():
    paper = "Zenz (2022), Unemployment Monitoring and Early Warning"
    assert not is_reference(paper)
    assert is_reference(paper, proposal=True)
    assert not is_reference("somebody said so", proposal=True)


REFERENCES = ("reference", "ended_reference", "cites")


def cited(raw, found):
    """Gather every reference that stands anywhere in a YAML file."""
    if isinstance(raw, dict):
        for key, value in raw.items():
            if key in REFERENCES and isinstance(value, str):
                found.append(value)
            else:
                cited(value, found)
    elif isinstance(raw, list):
        for item in raw:
            cited(item, found)
    return found


def law_files():
    places = [DATA / "measures", DATA / "requirements"]
    while places:
        for item in places.pop().iterdir():
            if item.is_dir():
                places.append(item)
            elif item.name.endswith(".yml"):
                yield item


def test_every_row_of_law_cites_an_authority_and_only_a_proposal_its_paper():
    wrong = {}
    seen = 0
    for item in law_files():
        text = item.read_text("utf-8")
        references = cited(yaml.safe_load(text), [])
        seen += len(references)
        draft = "proposed" in str(item)
        wrong |= {
            r: str(item) for r in references if not is_reference(r, proposal=draft)
        }
    assert wrong == {}
    assert seen > 200


def test_thresholds_and_caps_are_grades_no_weaker_than_the_design_asks():
    asked = thresholds()
    assert asked.first_word is Grade.RECORDED
    assert asked.identity is asked.traced is Grade.DOCUMENTED
    assert asked.answer is Grade.OFFICIAL
    assert all(g is not Grade.OFFICIAL for g in caps().values())
