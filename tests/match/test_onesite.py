import pytest

from whence.match.onesite import one_firm, one_site
from whence.normalise.names import normal

FIRM = "Hetian Huamian Textile Co., Ltd."


@pytest.mark.parametrize(
    "name",
    [
        "HETIAN HUA MIAN TEXTILES CO LTD",
        "Huamian Tex. (Hetian) Company Limited",
        "Hotan Huamian Textile Compny Limited",
        "Hetian Huamain Textile Co., Ltd.",
        "Huamian Textile Co.,Ltd",
    ],
)
def test_spellings_of_one_firm_say_the_same(name):
    assert one_firm(normal(FIRM), normal(name))
    assert one_firm(normal(name), normal(FIRM))


@pytest.mark.parametrize(
    "name",
    [
        "Hetian Huamian Trading Co., Ltd.",  # a sister of another trade
        "Hetian Huamian Textile Co., Ltd. No. 2 Factory",
        "Shaoxing Huamian Textile Co., Ltd.",
        "Hetian Taiyuan Textile Co., Ltd.",
        "Hetian Huamian Co., Ltd.",  # may be the parent of a group
    ],
)
def test_what_tells_firms_apart_keeps_them_apart(name):
    assert not one_firm(normal(FIRM), normal(name))
    assert not one_firm(normal(name), normal(FIRM))


def test_a_short_brand_may_not_differ_by_a_letter():
    left, right = (normal(f"Hetian {b} Textile Co Ltd") for b in ("Taida", "Taidu"))
    assert not one_firm(left, right)


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("NO.12, RENMIN RD, HETIAN, CHINA", True),
        ("Hotan City, Renmin Street 12", True),
        ("12 Renmin Road, Hetian, Xinjiang, P.R. China", True),
        ("No. 14 Renmin Road, Hetian", False),
        ("12 Beijing Road, Hetian", False),
        ("Renmin Road, Hetian", False),
        ("12", False),
        ("", False),
    ],
)
def test_addresses_are_one_by_their_number_and_most_of_their_words(address, same):
    assert one_site("No. 12 Renmin Road, Hetian City", address) is same
    assert one_site(address, "No. 12 Renmin Road, Hetian City") is same
