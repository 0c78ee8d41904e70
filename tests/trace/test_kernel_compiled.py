"""What numba compiled tells what numpy tells, party by party, on worlds with hubs."""

import numpy as np
import pytest

from whence.trace.calendar import WHOLE, YEARS
from whence.trace.exposure import Spread
from whence.trace.kernel import compiled, down
from whence.trace.products import Products
from whence.trace.tabled import lanes_of

pytestmark = pytest.mark.real

CODES = ("", "520100", "520500", "520800", "610910", "280461")
GRAMS = np.array([-1, 0, 1, 40, 10**6, 10**9, 10**13, 10**16])


def world(seed: int, size: int) -> list[dict[str, object]]:
    """Give records among firms of which few trade much, some without day or weight."""
    rng = np.random.default_rng(seed)
    firms = 3 + size // 12
    who = (firms * rng.random((size, 2)) ** 2).astype(int)
    start = 16_071
    return [
        {
            "seller": f"Firm {seller}",
            "buyer": f"Firm {buyer}",
            "hs": str(rng.choice(CODES)),
            "day": -1 if rng.random() < 0.05 else start + int(rng.integers(3_600)),
            "grams": int(rng.choice(GRAMS)),
        }
        for seller, buyer in who
        if seller != buyer
    ]


@pytest.mark.parametrize("calendar", [WHOLE, YEARS], ids=["whole", "by year"])
@pytest.mark.parametrize("seed", range(12))
def test_compiled_loops_tell_what_columns_tell(
    seed, calendar, trade_of, own_party
) -> None:
    if compiled.missing():
        pytest.skip(compiled.missing())
    assert hasattr(down.go_down, "py_func"), "the loop is not compiled"
    table = trade_of(world(seed, 3_000))
    lanes = lanes_of(table, own_party(table))
    busiest = np.argsort(-lanes.partners, kind="stable")
    flagged, carriers = np.sort(busiest[20:23]), np.sort(busiest[:3])
    found = [
        Spread(lanes, Products(), kernel=kernel).exposure(
            flagged, max_tiers=6, lag=seed, carriers=carriers, calendar=calendar
        )
        for kernel in (False, True)
    ]
    for name in ("tier", "via", "share_ppm", "can_ppm", "hidden_ppm"):
        numpy, numba = (getattr(answer, name) for answer in found)
        assert (numpy == numba).all(), name
    assert (found[0].hidden_ppm > found[0].share_ppm).any()
