from datetime import date

from whence.read.dates import dates, months_or_days
from whence.read.numbers import numbers


def test_buddhist_years_are_known_by_the_whole_column() -> None:
    read = dates(["25/04/2567", "01/05/2566"])
    assert read.values == (date(2024, 4, 25), date(2023, 5, 1))
    assert any("Buddhist" in note for note in read.notes)
    assert dates(["25/04/2567", "01/05/2024"]).values[0] is None


def test_persian_days_are_turned_into_ours() -> None:
    read = dates(["1402/01/01", "1403/12/30"])
    assert read.values == (date(2023, 3, 21), date(2025, 3, 20))


def test_years_of_the_republic_need_its_name_or_three_digits() -> None:
    assert dates(["113/03/01", "112/12/31"]).values[0] == date(2024, 3, 1)
    assert dates(["民國113年3月1日"]).values == (date(2024, 3, 1),)
    assert dates(["98/03/01"]).values == (None,)


def test_digits_of_other_scripts_and_chinese_numerals_are_read() -> None:
    assert dates(["٢٠٢٤/٠٣/٢٥"]).values == (date(2024, 3, 25),)
    assert dates(["二〇二四年十二月三十一日"]).values == (date(2024, 12, 31),)
    assert numbers(["١٬٢٣٤٫٥", "२,३४,५६७"]).values[0] == (1234.5, "")
    assert numbers(["3.5万千克", "一千二百"]).values == (
        (35000.0, "千克"),
        (1200.0, ""),
    )


def test_lakh_grouping_is_thousands() -> None:
    assert numbers(["1,23,456.50", "12,345.00"]).values[0] == (123456.5, "")


def test_months_alone_are_first_days_and_said_so() -> None:
    read = months_or_days(["2024-03", "2024年4月", "Mar 2024"])
    assert read.values == (date(2024, 3, 1), date(2024, 4, 1), date(2024, 3, 1))
    assert read.notes
    assert months_or_days(["2024-03-05", "2024-03"]).values == (date(2024, 3, 5), None)
