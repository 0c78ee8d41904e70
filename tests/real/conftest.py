"""What real tests share: a browser, and a store with all that is odd in records."""

import csv
import shutil
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from whence.jobs.trace_build import BuildRequest, build

HEADER = ("Bill of Lading", "Shipment Date", "Shipper Name", "Shipper Country",
          "Consignee Name", "Consignee Country", "HS Code", "Weight (kg)")  # fmt: skip
CODES = ("520100", "520511", "520811", "620342", "280461", "381800", "854142", "")


BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def browser() -> str:
    found = next((p for p in map(shutil.which, BROWSERS) if p), None)
    if found is None:
        pytest.skip("no chromium on this machine")
    return found


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store over twelve years, with hubs, cycles, no weights and absurd ones."""
    rng = np.random.default_rng(11)
    rows = []
    for at in range(4000):
        seller, buyer = rng.zipf(1.4, 2) % 150
        day = date(2013, 1, 1) + timedelta(int(rng.integers(4400)))
        kg: object = int(rng.integers(1, 90_000))
        if at % 17 == 0:
            kg = ("", "0", "900000000000", "0.001")[at // 17 % 4]
        when = "2099-01-01" if at % 211 == 0 else day.isoformat()
        hs = CODES[rng.integers(len(CODES))]
        names = (
            f"Firm {n} {'Freight ' if n % 7 == 5 else ''}Ltd" for n in (seller, buyer)
        )
        rows.append((f"B{at}", when, next(names), "CN", next(names), "CN", hs, kg))
    folder = tmp_path_factory.mktemp("engines")
    path = folder / "trade.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([HEADER, *rows])
    (folder / "flagged.txt").write_text("Firm 3 Ltd\nFirm 17 Ltd\nFirm 90 Ltd\n")
    build(BuildRequest((path,), folder / "case", date(2026, 1, 1)))
    return folder / "case"
