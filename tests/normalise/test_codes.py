"""Codes: checks, structure, and what a code says."""

import pytest

from whence.normalise.codes import country, lei, postal, uscc

WELL = [
    "91110000600037341L",
    "91330100716105852F",
    "91650100MA7TE5T00B",
    "91659001MA7TE5T004",
    "91653101MA7TE5T00Y",
    "N2650100MA7TE5T00T",
    "11660000MA7TE5T00J",
]


@pytest.mark.parametrize("code", WELL)
def test_a_well_formed_credit_code_passes_both_checks(code: str) -> None:
    found = uscc(code)
    assert found.valid
    assert found.division == code[2:8]
    assert found.authority


@pytest.mark.parametrize("at", range(18))
def test_every_single_wrong_character_is_noticed(at: int) -> None:
    right = WELL[1]
    for wrong in "0123456789ABCDEFGHJKLMNPQRTUWXY":
        code = right[:at] + wrong + right[at + 1 :]
        assert uscc(code).valid == (code == right)


def test_swapped_neighbours_are_noticed() -> None:
    code = WELL[0]
    swaps = [code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(17)]
    assert not any(uscc(s).valid for s in swaps if s != code)


def test_width_case_and_spaces_do_not_matter() -> None:
    assert uscc(" ９１３３０１００ 716105852f ").valid


@pytest.mark.parametrize(
    "code", ["", "9133", "I1330100716105852F", "913301007161O5852F"]
)
def test_what_is_no_credit_code_has_no_structure(code: str) -> None:
    found = uscc(code)
    assert not found.structure
    assert not found.valid


def test_authority_letters_and_kinds_are_read() -> None:
    assert uscc(WELL[5]).authority == "agriculture"
    assert uscc(WELL[0]).category == "enterprise"
    assert uscc(WELL[6]).category == "state organ"


def test_a_sole_trader_is_marked_so_that_its_code_is_never_kept() -> None:
    assert uscc("92650100MA7TE5T00X").sole_trader
    assert not uscc(WELL[0]).sole_trader


def test_a_legal_entity_identifier_is_checked() -> None:
    assert lei("5493001KJTIIGC8Y1R12") == "5493001KJTIIGC8Y1R12"
    assert lei("5493 001K JTII GC8Y 1R12") == "5493001KJTIIGC8Y1R12"
    assert lei("5493001KJTIIGC8Y1R13") == ""
    assert lei("549300") == ""


def test_postal_codes_and_countries_are_tidied() -> None:
    assert postal("８４４０００ ") == "844000"
    assert country("P.R.China") == "CN"
    assert country("Türkiye") == country("TURKEY") == "TR"
    assert country("Made in Viet Nam") == "VN"
    assert country("nowhere") == country("") == ""
