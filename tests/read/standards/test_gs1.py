import pytest

from whence.read.standards.gs1 import element, is_lot, paper_of, place_of


@pytest.mark.parametrize(
    ("urn", "link"),
    [
        (
            "urn:epc:class:lgtin:4012345.011111.4444",
            "https://id.gs1.org/01/04012345111118/10/4444",
        ),
        (
            "urn:epc:id:sgtin:4012345.011122.25",
            "https://example.com/some/path/01/04012345111224/21/25",
        ),
        (
            "urn:epc:id:sscc:0614141.1234567890",
            "https://id.gs1.org/00/106141412345678908",
        ),
        ("urn:epc:id:sgln:0614141.00777.0", "https://id.gs1.org/414/0614141007776"),
        ("urn:epc:id:pgln:0614141.00777", "https://id.gs1.org/417/0614141007776"),
    ],
)
def test_a_urn_and_a_web_address_of_the_same_thing_are_one(urn: str, link: str) -> None:
    assert element(urn) == element(link)
    assert element(element(urn)) == element(urn)


def test_a_short_trade_item_number_is_the_long_one_with_zeros() -> None:
    assert element("https://id.gs1.org/01/9520123456788/10/A") == element(
        "https://id.gs1.org/01/09520123456788/10/A"
    )


def test_signs_in_a_lot_survive_both_ways_of_writing() -> None:
    assert element("urn:epc:class:lgtin:4012345.011111.A%2FB") == element(
        "https://id.gs1.org/01/04012345111118/10/A%2FB"
    )
    assert element("urn:epc:class:lgtin:4012345.011111.A%2FB").endswith("(10)A/B")


@pytest.mark.parametrize(
    "kind",
    [
        "urn:epc:idpat:sgtin:4012345.066666.*",
        "https://id.gs1.org/01/04012345666664",
        "urn:epc:idpat:grai:4012345.*.*",
        "",
    ],
)
def test_a_kind_of_goods_is_no_lot(kind: str) -> None:
    assert not is_lot(element(kind))


@pytest.mark.parametrize("odd", ["urn:epc:id:sgtin:x.y.z", "lot 7", "urn:uuid:1"])
def test_what_is_no_key_of_gs1_stays_as_it_is(odd: str) -> None:
    assert element(odd) == odd


def test_a_place_with_an_extension_is_the_same_place() -> None:
    assert place_of(element("urn:epc:id:sgln:0614141.00777.12")) == "0614141007776"


def test_a_paper_goes_by_its_number() -> None:
    assert paper_of("urn:epc:id:gdti:0614141.00001.1618034") == "1618034"
    assert paper_of("urn:epcglobal:cbv:bt:0614141111114:PO-7") == "PO-7"
