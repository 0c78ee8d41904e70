from whence.shelf.wording import words


def test_a_buyer_read_from_the_notify_party_is_said_in_the_words_of_each_language():
    said = {
        lang: words(lang)["buyer read from the notify party"] for lang in ("en", "zh")
    }
    assert said["en"] == "buyer read from the notify party"
    assert not said["zh"].isascii()
