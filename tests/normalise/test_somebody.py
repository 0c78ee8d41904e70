"""Who is a person: the quick look at a plain name loses nobody the long one finds."""

from itertools import product

import pytest

from whence.normalise import somebody
from whence.normalise.names import normal
from whence.normalise.somebody import names_person, names_persons

WORDS = ("zhang", "wei", "Alim", "Tursun", "juan", "lopez", "mr", "IVANOV", "Golden",
         "Mill", "ou", "Ouyang", "li", "xinjiang", "Oleksandrovych")  # fmt: skip


def test_a_quick_look_passes_every_name_that_a_long_one_finds():
    for count in (1, 2, 3):
        for words in product(WORDS, repeat=count):
            name = " ".join(words)
            if normal(name).is_masked or somebody.is_somebody(name):
                assert somebody._could_be(name), name


def test_a_plain_name_of_a_firm_is_not_taken_apart(monkeypatch):
    def never(name: str) -> None:
        raise AssertionError(name)

    monkeypatch.setattr(somebody, "normal", never)
    assert not names_person("Golden Ocean Weavers")


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("JUAN PEREZ LOPEZ",), True),
        (("JUAN PEREZ LOPEZ", "Perez Lopez, Juan"), True),
        (("JUAN PEREZ LOPEZ", "Juan Perez Lopez SA"), False),
        ((), False),
    ],
)
def test_a_party_is_a_person_where_every_name_of_it_is(names, told):
    assert names_persons(names) is told
