"""Foreign cells as statements see them: bare texts, plain numbers, and the rest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.engine.duck import Duck, texts
from whence.engine.foreign import ColumnTable
from whence.engine.staging import Staged

BLANKS = " \t\r\n\v\f\u00a0\u3000\ufeff"
SIGNS = st.sampled_from(
    [*BLANKS, "!", "~", "a", "é", "\u0301", "\u200d", "布", "\u2003", "0"]
)


@given(st.lists(st.text(SIGNS, max_size=6), min_size=1, max_size=20))
def test_a_bare_text_is_the_text_without_blanks_around_it(cells):
    with Duck.bare() as duck:
        duck.run("m_bare").table("asked", {"t": texts(cells)})
        found = duck._con.sql("SELECT bare(t) FROM asked").fetchall()
    assert [t for (t,) in found] == [c.strip(BLANKS) for c in cells]


@pytest.mark.parametrize(
    ("cell", "number", "odd"),
    [
        ("12.5", 12.5, None),
        (" 12.5\u3000", 12.5, None),
        ("-3", -3.0, None),
        ("", None, None),
        (" \t", None, None),
        (" 1,250 ", None, "1,250"),
        ("1e3", None, "1e3"),
        ("1234567890123", None, "1234567890123"),
        ("nan", None, "nan"),
    ],
)
def test_a_number_is_plain_or_its_text_is_kept_for_a_reader(cell, number, odd):
    table = ColumnTable({"c0": texts([cell])}, np.array([7], np.int32))
    roles = {"bill": "", "weight_net": "c0"}
    with Duck.bare() as duck:
        duck.run("m_bare").lay("staged", Staged(table, roles, ("weight_net",)).rows)
        found = duck._con.sql("SELECT row, n_weight_net, odd_weight_net FROM staged")
        assert found.fetchall() == [(7, number, odd)]


def test_a_lone_group_of_three_is_plain_only_where_points_are_decimal():
    for cell, number in (("24.500", None), ("0.500", 0.5), ("1234.500", 1234.5)):
        table = ColumnTable({"c0": texts([cell])}, np.array([7], np.int32))
        roles = {"bill": "", "weight_net": "c0"}
        with Duck.bare() as duck:
            staged = Staged(table, roles, ("weight_net",))
            duck.run("m_bare").lay("staged", staged.rows)
            asked = "SELECT n_weight_net, odd_weight_net FROM staged"
            odd = cell if number is None else None
            assert duck._con.sql(asked).fetchall() == [(number, odd)]
            decimal = Staged(table, roles, ("weight_net",), decimal=("weight_net",))
            duck.lay("staged", decimal.rows)
            assert duck._con.sql(asked).fetchall() == [(float(cell), None)]
