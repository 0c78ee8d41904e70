"""Lines that sum up are no rows, in whatever language they say so."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.sums import SumWords, sums_in
from whence.shelf.tables import words

WORDS = SumWords(words().totals, words().partial)
FIRMS = (
    "Arvind Ltd",
    "Sum Garments Ltd",
    "山东棉纺织有限公司",
    "ООО Вега",
    "Jumlah Jaya PT",
)


def sums(*firsts: str) -> list[str]:
    """Give which of the cells begin a line that sums up, each beside a number."""
    names = [*FIRMS, *firsts]
    columns = [
        (names, array("i", range(len(names)))),
        (["5", ""], array("i", [0] * len(names))),
    ]
    return [names[row] for row in sums_in(columns, WORDS)]


@pytest.mark.parametrize(
    "cell",
    [
        "小计", "合计", "合计：", "总计", "Итого", "ИТОГО:", "Всего", "toplam",
        "TOPLAM", "Ara toplam",
        "tổng cộng", "TỔNG CỘNG", "Jumlah", "المجموع", "الإجمالي", "합계", "소계",
        "小計", "合計",
        "Razem", "Celkem", "Összesen", "Ukupno", "Σύνολο", "Разом", "Барлығы",
        "Jami", "Cəmi",
        "कुल", "মোট", "รวม", "សរុប", "جمع کل", 'סה"כ', "Totale", "Totaal", "Yhteensä",
        "Zwischensumme", "Sous-total", "Suma parcial", "Subtotal", "Grand Total",
    ],
)  # fmt: skip
def test_a_word_for_a_sum_beside_a_number_is_no_row(cell: str) -> None:
    assert sums(cell) == [cell]


@pytest.mark.parametrize(
    "cell",
    [
        "Subtotal Arvind Limited", "Arvind Limited Subtotal", "小计：华东公司",
        "华东公司小计",
        "Итого по ООО Вега", "ara toplam Bursa", "소계 한국",
    ],
)  # fmt: skip
def test_a_word_for_a_part_says_so_beside_any_name(cell: str) -> None:
    assert sums(cell) == [cell]


def test_a_total_that_names_another_cell_of_its_column_is_no_row() -> None:
    assert sums("Arvind Ltd Total", "Total Arvind Ltd") == [
        "Arvind Ltd Total",
        "Total Arvind Ltd",
    ]


def test_a_firm_whose_name_holds_such_a_word_is_a_row() -> None:
    assert (
        sums("Total Energies Ltd", "Summa Textiles", "Merkez Toplam Tekstil A.Ş.") == []
    )


def test_a_word_for_a_sum_beside_a_text_is_a_row() -> None:
    columns = [
        (["Total", "Bolt Ltd"], array("i", [0, 1])),
        (["Aksu", "Bursa"], array("i", [0, 1])),
    ]
    assert sums_in(columns, WORDS) == []


PIECES = st.sampled_from(
    [*sorted(WORDS.totals | WORDS.partial)[::7], "Ltd", "Mill", "12", "a", "I", "i"]
)
JOINTS = st.sampled_from([" ", "-", "", ": ", "."])


@given(
    st.lists(
        st.builds(
            lambda a, joint, b, case: case(f"{a}{joint}{b}").strip(),
            PIECES,
            JOINTS,
            PIECES | st.just(""),
            st.sampled_from([str, str.upper, str.title]),
        ),
        max_size=20,
    )
)
def test_the_ends_of_cells_leave_out_none_that_may_say_a_sum(cells: list[str]) -> None:
    asked = [i for i, cell in enumerate(cells) if WORDS.may_say(cell)]
    assert WORDS.near(cells) == asked
