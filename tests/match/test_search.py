import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.match import Index, score, search

LISTED = (
    "Hetian Taida Apparel Co., Ltd",
    "Hoshine Silicon Industry (Shanshan) Co., Ltd",
    "Xinjiang Daqo New Energy Co., Ltd.",
    "Guangdong Oasis Shoes Co., Ltd.",
    "Bright Orient Textile Co., Ltd.",
    "Golden Eagle Chemical Industry Corporation",
    "Shanghai Energy Investment Co., Ltd.",
    "泸州老窖股份有限公司",
    "新疆金鹰纺织有限公司",
)


@pytest.fixture(scope="module")
def index():
    return Index(LISTED)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("HETIAN TAIDA APPAREL", LISTED[0]),
        ("Hetian Taidda Apparel", LISTED[0]),
        ("Hetian Tadia Apparel", LISTED[0]),
        ("Apparel Hotan, Tai Da Co", LISTED[0]),
        ("和田泰达服饰有限公司", LISTED[0]),
        ("和田泰達服飾", LISTED[0]),
        ("Hoshin Silicon Shanshan", LISTED[1]),
        ("Daqo Energy Xinjiang", LISTED[2]),
        ("Orient Bright Textiles", LISTED[4]),
        ("BrightOrient Textile", LISTED[4]),
        ("shanghai energy investment", LISTED[6]),
        ("Luzhou Laojiao Co Ltd", LISTED[7]),
        ("泸州老窖", LISTED[7]),
        ("新疆金鹰纺织科技", LISTED[8]),
    ],
)
def test_a_name_is_found_under_other_spellings(index, query, meant):
    (hits,) = index.search([query], 3)
    assert hits
    assert hits[0].name == meant


@pytest.mark.parametrize(
    "query",
    ["", "Co., Ltd", "有限公司", "😀", "Ruoyu Textile", "x" * 10_000, "\u202e\u200f"],
)
def test_a_name_with_nothing_in_common_finds_nothing(index, query):
    assert index.search([query]) == [()]


def test_the_chances_are_those_of_score(index):
    queries = ["Hetian Taidda Apparel", "泸州老窖", "Golden Dragon Chemical"]
    rows = [(q, h) for q, hits in zip(queries, index.search(queries), strict=True)
            for h in hits]  # fmt: skip
    same, related = score([q for q, _ in rows], [h.name for _, h in rows])
    assert [h.same for _, h in rows] == pytest.approx(list(same), abs=1e-12)
    assert [h.related for _, h in rows] == pytest.approx(list(related), abs=1e-12)


def test_no_more_than_k_and_the_likeliest_first(index):
    names = [
        f"Bright {word} Textile" for word in ("Orient", "Delta", "Summit", "Pearl")
    ]
    many = Index([*LISTED, *names])
    (hits,) = many.search(["Bright Orient Textile Ltd"], 2)
    assert [h.name for h in hits] == [LISTED[4], names[0]]
    assert hits[0].same >= hits[1].same
    with pytest.raises(ValueError, match="at least 1"):
        many.search(["x"], 0)


def test_names_come_and_go(index):
    some = Index()
    assert some.search(["Taida"]) == [()]
    some.add(LISTED[:2])
    some.search(["Taida"])
    some.add(LISTED)
    assert len(some) == len(LISTED)
    queries = ["Taida Apparel", "Hoshine", "Daqo", "泸州老窖", "Goldn Eagle Chemical"]
    assert some.search(queries) == index.search(queries)
    some.remove([LISTED[0]])
    assert LISTED[0] not in some
    assert all(h.name != LISTED[0] for h in some.search(["Hetian Taida Apparel"])[0])
    with pytest.raises(KeyError):
        some.remove([LISTED[0]])
    some.add([LISTED[0]])
    assert some.search(["Hetian Taida"])[0][0].name == LISTED[0]


def test_other_processes_change_nothing(index, monkeypatch):
    monkeypatch.setattr(search, "CHUNK", 2)
    queries = [
        f"{word} {q}" for q in ("Taida", "Daqo", "老窖") for word in ("A", "New")
    ]
    assert index.search(queries, workers=3) == index.search(queries, workers=1)


def test_words_that_were_only_asked_for_are_forgotten_and_change_nothing(monkeypatch):
    monkeypatch.setattr(search, "ROOM", 20)
    some = Index(LISTED)
    queries = ["Taida Apparel", "Daqo Energy", "泸州老窖"]
    before = some.search(queries)
    for start in range(0, 300, 10):
        some.search([f"Wobble{start + n} Zarquon{n} Textile" for n in range(10)])
        assert len(some._book.parts) < 120
    assert some.search(queries) == before


def test_a_query_asked_twice_is_answered_twice(index):
    one, two = index.search(["Taida Apparel", "Taida Apparel"])
    assert one == two != ()


SYLLABLES = "an bo chang da feng guo hua jin kang lin ming tai xin yuan zhong".split()


@given(st.integers(0, 10_000))
def test_one_slip_in_a_long_brand_is_found(seed):
    dice = random.Random(seed)
    brands = sorted({
        "".join(dice.choice(SYLLABLES) for _ in range(3)) + "ex" for _ in range(30)
    })  # fmt: skip
    index = Index(f"{b.capitalize()} Textile Co., Ltd" for b in brands)
    meant = dice.choice(brands)
    at = dice.randrange(1, len(meant) - 1)
    slipped = dice.choice((
        meant[:at] + meant[at + 1 :],
        meant[:at] + "q" + meant[at:],
        meant[:at] + "q" + meant[at + 1 :],
        meant[:at] + meant[at + 1] + meant[at] + meant[at + 2 :],
    ))  # fmt: skip
    (hits,) = index.search([f"{slipped} textile"], 5)
    assert f"{meant.capitalize()} Textile Co., Ltd" in [h.name for h in hits]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Van der Bilt Textile Ltd", "VANDERBILT TEXTILE LTD"),
        ("de la Rue", "Delarue"),
        ("Siemens AG", "SiemensAG"),
    ],
)
def test_a_name_that_differs_in_its_spaces_only_is_found(one, other):
    for name, query in ((one, other), (other, one)):
        index = Index(["Acme Textile Ltd", name])
        assert [hit.name for hit in index.search([query], 1)[0]] == [name]


def test_the_same_name_hides_no_other_of_a_common_word(monkeypatch):
    monkeypatch.setattr(search, "COMMON_LEAST", 2)
    monkeypatch.setattr(search, "COMMON_SHARE", 0)
    names = [f"Taida {trade} Ltd" for trade in ("Textile", "Shoes", "Toys", "Food")]
    assert len(Index(names).search([names[0]], 4)[0]) == 4
