"""What a header says its sums count is reckoned, and what looks like it is not."""

import csv
from pathlib import Path

import pytest

from whence.read.scales import scale_in

with Path(__file__).with_name("header_scales.csv").open(encoding="utf-8") as stream:
    TRIALS = [(row["header"], int(row["scale"])) for row in csv.DictReader(stream)]


@pytest.mark.parametrize(("header", "scale"), TRIALS)
def test_a_header_of_money_says_its_scale_or_none(header: str, scale: int) -> None:
    assert scale_in(header) == scale
