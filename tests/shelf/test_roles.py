import re

import pytest

from whence.model.party import Role
from whence.shelf.roles import betraying, carries, may_buy


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


@pytest.mark.parametrize(
    "name", ["Acme Apparel Inc", "Same Deutz-Fahr Italia SpA", "Order Desk Ltd"]
)
def test_a_firm_to_be_notified_may_be_the_buyer(name):
    assert may_buy(name)


@pytest.mark.parametrize(
    "name",
    [
        "SAME AS CONSIGNEE", "Same as above", "SAME", "same as cnee.", "同收货人",
        "同上", "Mismo que el consignatario", "AS CONSIGNEE", "TO ORDER",
        "Blue Anchor Freight Forwarding Ltd", "First Anchor Bank 2 Ltd", "...",
    ],
)  # fmt: skip
def test_who_only_carries_or_pays_and_words_for_nobody_are_never_taken_for_a_buyer(
    name,
):
    assert not may_buy(name)
