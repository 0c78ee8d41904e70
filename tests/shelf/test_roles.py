import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.model.party import Role
from whence.shelf.roles import betraying, carries, is_to_order


@pytest.mark.parametrize(
    "name",
    [
        "First Anchor Bank 2 Ltd", "Deutsche Bank AG", "Commerzbank AG",
        "Bangkok Bank Public Company Limited", "JPMorgan Chase Bank, N.A.",
        "HSBC Bank (China) Company Limited", "Banque Populaire",
        "Banco do Norte SA", "Bank Mandiri PT", "Bank of Anywhere",
        "Anchor Bank & Trust Co", "First Trust Company", "中国银行", "SBERBANK PAO",
        "Garanti Bankası A.Ş.", "Savings Bank No. 3", "Sparkasse Musterstadt",
    ],
)  # fmt: skip
def test_a_bank_is_known_however_its_name_is_made(name):
    assert carries(name) is Role.BANK


@pytest.mark.parametrize(
    "name",
    [
        "Shenzhen Power Bank Co., Ltd", "Eubank Textiles Inc", "West Bank Olive Oil Co",
        "Food Bank Ltd", "Riverbank Mills Ltd", "Bankside Apparel Ltd", "Burbank Ltd",
        "Trust Textile Co., Ltd", "Bank Street Clothing Ltd", "Banknote Paper Ltd",
    ],
)  # fmt: skip
def test_a_firm_that_makes_things_is_no_bank_for_a_word_in_its_name(name):
    assert carries(name) is Role.UNKNOWN


def test_the_coarse_sieve_lets_every_bank_through():
    for name in ("First Anchor Bank 2 Ltd", "Commerzbank AG", "Banco do Norte SA"):
        assert re.search(betraying(), name.lower())


def _written(letter):
    """Give a letter as it is and in wide, mathematical and boxed letters."""
    if not (letter.isascii() and letter.isalpha()):
        return [letter]
    place = ord(letter.upper()) - ord("A")
    return [letter, *(chr(first + place) for first in (0xFF21, 0x1D400, 0x1F130))]


@given(data=st.data())
def test_the_coarse_sieve_lets_every_name_through_however_wide_it_is_written(data):
    plain = data.draw(
        st.sampled_from(
            ("TO ORDER", "To the order of X", "Blue Freight Ltd", "First Bank", "은행")
        )
    )
    letters = [data.draw(st.sampled_from(_written(c))) for c in plain]
    form = data.draw(st.sampled_from(("NFC", "NFD")))
    name = unicodedata.normalize(form, "".join(letters))
    assert is_to_order(name) or carries(name) is not Role.UNKNOWN
    assert re.search(betraying(), name.lower())


def test_the_coarse_sieve_holds_back_names_in_plain_letters_of_any_script():
    for name in (
        "Müller GmbH",
        "宏发（中国）公司",
        "Iplik A.Ş.",
        "ООО Ромашка",
        "가나",
    ):
        assert not re.search(betraying(), name.lower())
