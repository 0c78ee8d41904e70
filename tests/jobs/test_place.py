import pytest

from whence.errors import UsageError
from whence.jobs.place import PlaceRequest, place
from whence.normalise.oddities import notes


def reasons(text, country=""):
    return {u.text: u.reason for u in place(PlaceRequest(text, country)).unread}


@pytest.mark.parametrize(
    ("text", "country", "word", "why"),
    [
        ("Xinjiang Road, Shanghai", "CN", "xinjiang", "street"),
        ("上海市新疆路12号", "", "新疆", "street"),
        ("Goldis Kashi Yazd, Iran", "", "kashi", "another country"),
        ("Kashi", "", "kashi", "nothing says"),
        ("Long An 840000", "VN", "840000", "only where China"),
    ],
)
def test_what_is_spelt_like_a_place_and_not_read_has_a_reason(text, country, word, why):
    assert why in reasons(text, country)[word]


def test_what_is_read_is_not_also_unread():
    found = place(PlaceRequest("新疆阿克苏地区库车县"))
    assert [r.code for r in found.readings] == ["CN-652923", "CN-652900", "CN-XJ"]
    assert found.unread == ()


@pytest.mark.parametrize("text", ["", "  ", "🏭🏭", "\u202e\u202c", "..."])
def test_a_text_without_letters_is_a_wrong_call(text):
    with pytest.raises(UsageError, match="nothing to read"):
        place(PlaceRequest(text))


def test_an_unknown_country_is_a_wrong_call():
    with pytest.raises(UsageError, match="no country"):
        place(PlaceRequest("Urumqi", "Atlantis"))


def test_mojibake_is_named_with_what_it_may_have_meant():
    assert "新疆" in notes("新疆".encode().decode("latin-1"))[0]
    assert notes("Ürümqi") == ()


def test_a_mark_that_turns_the_direction_is_named_and_left_out():
    found = place(PlaceRequest("\u202eUrumqi\u202c", "CN"))
    assert found.readings[0].code == "CN-650100"
    assert "direction" in found.notes[0]


def test_ten_thousand_characters_are_read_with_few_unread():
    found = place(PlaceRequest("新疆路喀什 " * 1700))
    assert found.readings
    assert len(found.unread) <= 50


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Æ–°ç–† AKSU", True),
        ("Ã¤Â¸Ã¥Â½ TRADING", True),
        ("CAFÉ «À LA» CÔTE – NÎMES", False),
        ("MÜNCHEN · KÖLN", False),
    ],
)
def test_a_text_decoded_wrongly_is_named_though_it_cannot_be_mended(text, broken):
    assert any("decoded wrongly" in note for note in notes(text)) == broken
