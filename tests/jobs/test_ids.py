import json
from datetime import date

import pytest

from whence.cli import cli
from whence.errors import UsageError
from whence.jobs.ids import IdRequest, ids
from whence.jobs.steps.code_hints import MASKED

DAY = date(2026, 6, 26)
ALIBABA, BODY = "91330100716105852F", "71610585-2"
URUMQI, KASHGAR, KUQA = (
    "91650100MA7TE5T00B",
    "91653101MA7TE5T00Y",
    "91652923MA7TE5T00B",
)


def read(*codes, mid=None, on=DAY):
    return ids(IdRequest(codes, on, mid))


def one(code, kind, on=DAY):
    (found,) = [r for r in read(code, on=on).codes[0].readings if r.kind == kind]
    return found


def says(code, kind, on=DAY):
    return dict(one(code, kind, on).says)


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        (ALIBABA, ["uscc"]),
        (BODY, ["organisation"]),
        ("5493001KJTIIGC8Y1R12", ["lei"]),
        ("CNXINZHO39URU", ["mid"]),
        ("830000", ["postal", "hs"]),
        ("8541.40", ["hs"]),
        ("5205", ["hs"]),
        ("zz", []),
    ],
)
def test_each_kind_is_known_by_its_shape(code, kinds):
    assert [r.kind for r in read(code, ALIBABA).codes[0].readings] == kinds


def test_credit_code_organisation_code_and_lei_decide_and_nothing_else_does():
    found = read(
        ALIBABA, BODY, "5493001KJTIIGC8Y1R12", "CNXINZHO39URU", "830000", "5205"
    )
    decide = {r.kind for c in found.codes for r in c.readings if r.decides}
    rest = {r.kind for c in found.codes for r in c.readings if not r.decides}
    assert decide == {"uscc", "organisation", "lei"}
    assert rest == {"mid", "postal", "hs"}


def test_both_checks_of_a_credit_code_are_told_apart():
    assert one(ALIBABA, "uscc").is_valid
    bad = says(ALIBABA[:-1] + "G", "uscc")
    assert bad["check character"] == "FAILS"
    assert bad["organisation code inside"].endswith("holds")
    assert not one(ALIBABA[:-1] + "G", "uscc").is_valid


def test_letter_authorities_are_read():
    rural = says("N2650100MA7TE5T00T", "uscc")
    assert rural["registered by"] == "agriculture"
    assert "Urumqi" in rural["division"]


def test_a_former_division_says_until_when_and_what_followed():
    found = says(KUQA, "uscc")
    assert found["valid"].endswith("2019")
    assert "CN-652902" in found["followed by"]
    assert "followed by" not in says(KUQA, "uscc", date(2018, 5, 4))


def test_the_pseudo_province_of_the_corps_is_a_hint():
    assert "a hint" in says("11660000MA7TE5T00J", "uscc")["division"]


def test_a_sole_traders_code_is_never_printed(capsys):
    code = "92650100MA7TE5T00B"
    found = read(code, BODY)
    assert code not in repr(found)
    assert code[2:] not in repr(found)
    assert found.codes[0].given == MASKED
    cli.main(["id", code, BODY, "--json"], standalone_mode=False)
    assert code[2:10] not in capsys.readouterr().out


def test_the_organisation_code_inside_agrees_or_conflicts():
    (same,) = read(ALIBABA, BODY).between
    assert same.agrees
    assert same.decides
    (other,) = read(URUMQI, BODY).between
    assert not other.agrees
    assert other.decides


def test_a_conflict_of_a_code_that_fails_its_check_decides_nothing():
    (found,) = read(KUQA, ALIBABA).between
    assert not found.agrees
    assert not found.decides


def test_a_postal_code_of_another_province_is_a_hint_only():
    (found,) = read(ALIBABA, "830000").between
    assert not found.agrees
    assert not found.decides
    (same,) = read(KASHGAR, "844000").between
    assert same.agrees


def test_a_code_is_built_from_name_street_and_city_and_held_against_the_given():
    parts = ("Ozrock", "92 Alice Springs Road", "Melbourne", "Australia")
    assert read(mid=parts).built == "AUOZR92MEL"
    (found,) = read("AUOZR93MEL", mid=parts).between
    assert not found.agrees
    assert "number" in found.what


def test_editions_of_the_harmonized_system_are_told():
    assert (
        says("8541.40", "hs")["subheading"] == "854140 in HS2012, HS2017; not in HS2022"
    )
    assert says("854143", "hs")["subheading"].startswith("854143 in HS2022")
    assert not one("310000", "hs").is_valid
    assert says("52", "hs")["chapter"].startswith("52 Cotton")


@pytest.mark.parametrize(
    "request_",
    [
        IdRequest((), DAY),
        IdRequest(("zz",), DAY),
        IdRequest(("😀", "\u202e"), DAY),
        IdRequest(("x" * 10_000,), DAY),
        IdRequest((), DAY, ("和田泰达", "", "Hotan", "CN")),
        IdRequest((), DAY, ("Acme", "1 Road", "Toronto", "CA")),
        IdRequest((), DAY, ("Acme", "1 Road", "Paris", "Atlantis")),
    ],
)
def test_what_is_no_code_is_a_wrong_call(request_):
    with pytest.raises(UsageError):
        ids(request_)


def test_the_page_names_conflicts_and_what_decides(capsys):
    cli.main(["id", URUMQI, BODY, "CNXINZHO39URU"], standalone_mode=False)
    out = capsys.readouterr().out
    assert "CONFLICT: two organisations" in out
    assert "decides who is who" in out
    assert "never identity" in out


def test_json_is_the_whole_result(capsys):
    cli.main(["id", ALIBABA, "--json"], standalone_mode=False)
    plain = json.loads(capsys.readouterr().out)
    assert plain["codes"][0]["readings"][0]["is_valid"] is True


def test_a_code_that_fails_its_check_decides_nothing_and_hints_at_a_letter():
    found = one("9133O1OO7I6IO5852F", "uscc")
    assert not found.is_valid
    assert not found.decides
    assert ALIBABA in found.notes[-1]
    assert one(ALIBABA, "uscc").decides
    assert not one("71610585-3", "organisation").decides


@pytest.mark.parametrize(
    "code",
    [
        "92650100MA7774RL2F",
        "926501OOMA7774RL2F",
        "９２650100MA7774RL2F",
        "92 65ZZ 00MA7774RL2F",
    ],
)
def test_a_sole_traders_code_is_masked_also_when_it_is_written_badly(code):
    text = json.dumps([str(c) for c in read(code, ALIBABA).codes])
    assert "MA777" not in text
    assert MASKED in text
