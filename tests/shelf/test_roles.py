import re

import pytest

from whence.model.party import Role
from whence.shelf.roles import betraying, carries


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
