from whence.normalise.codes import lei, uscc
from whence.normalise.look_alikes import read_otherwise

CODE = "91330100716105852F"


def test_a_letter_for_a_digit_is_read_back_wherever_it_stands():
    for at, char in enumerate(CODE):
        for letter in {"0": "O", "1": "I", "2": "Z", "5": "S"}.get(char, ""):
            typed = CODE[:at] + letter + CODE[at + 1 :]
            assert read_otherwise(typed, lambda c: uscc(c).valid) == (CODE,)


def test_all_letters_of_a_bad_scan_are_read_back_together():
    typed = CODE.replace("0", "O").replace("1", "I")
    assert CODE in read_otherwise(typed, lambda c: uscc(c).valid)


def test_a_digit_for_a_letter_is_read_back():
    assert "529900T8BM49AURSDO55" in read_otherwise(
        "529900T8BM49AURSD055", lambda c: bool(lei(c))
    )


def test_a_code_that_is_wrong_in_another_way_gives_no_hint():
    assert read_otherwise("91330100716105853F", lambda c: uscc(c).valid) == ()
