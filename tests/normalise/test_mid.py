import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.normalise import mid

VECTORS = mid.rules()["vectors"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["gives"])
def test_each_vector_of_the_rules_comes_out(vector):
    if vector["part"] == "name":
        made = mid.name_part(vector["name"])
    elif vector["part"] == "address":
        made = mid.number_part(vector["address"])
    else:
        parts = (vector["name"], vector["address"], vector["city"])
        made = mid.build(*parts, country=vector["country"])
    assert made == vector["gives"]


def test_there_are_vectors_of_every_part_that_were_seen():
    seen = {v["part"] for v in VECTORS if v["verification"] == "seen"}
    assert seen == {"name", "address", "whole"}


@pytest.mark.parametrize("vector", [v for v in VECTORS if v["part"] == "whole"])
def test_what_was_built_can_be_taken_apart(vector):
    found = mid.decode(vector["gives"])
    assert found is not None
    assert found.country == vector["country"]
    assert found.name == mid.name_part(vector["name"])
    assert found.number == mid.number_part(vector["address"])
    assert found.city == mid.city_part(vector["city"])


def test_canada_is_written_by_province():
    assert mid.build("Maple Co", "1 King St", "Toronto", country="CA") == ""
    code = mid.build("Maple Co", "1 King St", "Toronto", country="XO")
    found = mid.decode(code)
    assert found is not None
    assert (code, found.nation) == ("XOMAPCO1TOR", "CA")


@pytest.mark.parametrize(
    "name", ["", "和田泰达服饰有限公司", "شركة", "🏭", "a", "of the", "X" * 10_000]
)
def test_a_name_gives_at_most_six_latin_characters(name):
    made = mid.name_part(name)
    assert len(made) <= 6
    assert made == "" or made.isascii()


@pytest.mark.parametrize(
    "code",
    [
        "",
        "C",
        "CN",
        "CNABC",
        "CN 1234",
        "91330100716105852F",
        "6109.10.00",
        "中国",
        "C1ABCDEF",
    ],
)
def test_what_has_not_the_shape_is_no_code(code):
    assert mid.decode(code) is None


def test_parts_that_could_be_cut_otherwise_say_so():
    certain, without = mid.decode("CNXINZHO39URU"), mid.decode("CNHETTAIHOT")
    assert certain is not None
    assert without is not None
    assert (certain.unsure, without.unsure) == (False, True)


@given(st.text(max_size=60), st.text(max_size=40), st.text(max_size=30))
def test_no_text_breaks_the_rules(name, address, city):
    code = mid.build(name, address, city, country="CN")
    assert code == "" or (code.isascii() and len(code) <= 15)
    found = mid.decode(code)
    if found is not None:
        assert all(agrees for _, agrees in mid.compare(found, found))
