"""Over which days a relation is said to hold."""

from datetime import date

import pytest

from whence.decide.sentences import _days
from whence.decide.wording import voice
from whence.model.span import Span

END = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (Span(date.min, END), "until 2020-01-01"),
        (Span(date(2015, 1, 1), END), "from 2015-01-01 to 2020-01-01"),
        (Span(date(2015, 1, 1)), "from 2015-01-01"),
    ],
)
def test_a_relation_without_a_start_is_told_without_one(span, said):
    assert _days(span, voice()) == said
