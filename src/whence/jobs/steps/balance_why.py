"""What else would explain a surplus: the figures of the records that bear on it.

The sentences are data (`data/wording/balance.yml`); here stand the figures they ask
for. A figure that the records do not show is left out, and so is what asks for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from whence.engine.duck import Duck, texts
from whence.jobs.steps.balance_goods import Goods, kin_of
from whence.jobs.steps.balance_records import Records, Weighed
from whence.jobs.steps.trade_store import TradeStore
from whence.model.trade_answers import BalanceRow
from whence.report.counting import counted
from whence.shelf.wording import balance_reasons
from whence.shelf.yields import Yield
from whence.trace.months import last_day

Figures = dict[str, str]


class _Behind(NamedTuple):
    """Sums of the records behind a surplus; see `balance_behind.sql`."""

    party: int
    product: str
    first_in: int
    first_out: int
    in_grams: int
    in_records: int
    in_missing: int
    blank: int
    kin: int
    kin_codes: Sequence[int]
    other: int
    others: int
    out_records: int
    out_missing: int
    end_low: int


def explained(
    store: TradeStore,
    duck: Duck,
    rows: Mapping[Weighed, BalanceRow],
    *,
    goods: Goods,
    known: Sequence[Yield],
    quarters: int,
) -> list[BalanceRow]:
    """Give these rows with what else would explain each; `duck` sees `balanced`."""
    if not rows:
        return []
    asked = _Asked(store, goods, known, quarters, tuple(rows))
    behind = {(b.party, b.product): b for b in asked.behind(duck)}
    return [
        replace(row, explanations=asked.words(what, row, behind[what[:2]]))
        for what, row in rows.items()
    ]


class _Asked:
    """One store and its goods, asked about some surpluses."""

    def __init__(
        self,
        store: TradeStore,
        goods: Goods,
        known: Sequence[Yield],
        quarters: int,
        asked: Sequence[Weighed],
    ) -> None:
        self.store, self.goods, self.known = store, goods, known
        self.quarters, self.asked = quarters, asked
        self.records = Records(store, goods, asked)
        self.bought = {w: self.records.bought(w, self._until(w)) for w in asked}
        sellers = np.concatenate([b.seller for b in self.bought.values()])
        parties = {*np.unique(sellers).tolist(), *(w.party for w in asked)}
        self.shown = store.shown(parties)

    def behind(self, duck: Duck) -> Iterator[_Behind]:
        """Sum up the records behind each surplus."""
        asked = self.asked
        folder = self.store.folder / "moved"
        buckets = len(list(folder.glob("out-*.parquet")))
        parties = len(self.store.lanes.parties)
        own = sorted({w.party * buckets // parties for w in asked})
        for side in ("in", "out"):
            parts = [folder / f"{side}-{bucket:05d}.parquet" for bucket in own]
            duck.view(f"moved_{side}", [part for part in parts if part.is_file()])
        for name, columns in self.goods.items():
            duck.table(name, columns)
        duck.table("kin", kin_of(self.store.lanes.codes, self.goods["goods"]))
        duck.table(
            "asked",
            {
                "party": np.array([w.party for w in asked], np.int32),
                "product": texts(w.product for w in asked),
                "period": np.array([w.period for w in asked], np.int32),
            },
        )
        return map(_Behind._make, duck.rows("balance_behind", quarters=self.quarters))

    def words(self, what: Weighed, row: BalanceRow, behind: _Behind) -> tuple[str, ...]:
        """Give the sentences whose figures these records show."""
        used = [y for y in self.known if y.product == row.product]
        figures = {
            **self._stock(row, behind, used, what.period),
            **_unweighed(row, behind, used),
            **self._codes(behind),
            **self._home(what),
            **self._shipped(what, row),
            **_conversion(row, behind, used),
            "over_percent": _percent(row.surplus_low, row.shipped - row.surplus_low),
        }
        return balance_reasons("explanations", figures)

    def _until(self, what: Weighed) -> int:
        """Give the last day of a surplus's period."""
        return last_day(self.month(what.period, self.quarters, end=True))

    def month(self, period: int, quarters: int, *, end: bool) -> int:
        """Give the first or the last month of a period of so many quarters."""
        return self.store.lanes.base + (period + end) * quarters * 3 - end

    def _quarter(self, number: int) -> str:
        """Name the first month of a quarter."""
        return month_name(self.month(number, 1, end=False))

    def _stock(
        self, row: BalanceRow, behind: _Behind, used: Sequence[Yield], period: int
    ) -> Figures:
        """Say how large a stock would have to be, and what came of the surplus."""
        low, high = min(y.low for y in used), max(y.high for y in used)
        surplus, end = row.surplus_low, self.month(period, self.quarters, end=True)
        first = self.month(behind.first_out, 1, end=False)
        months = -(-surplus * (end - first + 1) // row.shipped)
        found = {
            "stock": kilos(surplus),
            "stock_inputs": f"{surplus * low // 1_000_000:,} to"
            f" {kilos(surplus * high // 1000)}",
            "stock_months": counted(months, "month"),
        }
        if behind.first_in >= 0:
            found["first_in"] = self._quarter(behind.first_in)
        if 0 <= behind.first_out < behind.first_in:
            found["early_out"] = self._quarter(behind.first_out)
            found["early_in"] = self._quarter(behind.first_in)
        if behind.end_low <= 0:
            found["gone"] = ""
        elif behind.end_low < surplus:
            found["end_low"] = kilos(behind.end_low)
        return found

    def _codes(self, behind: _Behind) -> Figures:
        """Say what was taken in under other codes than those of inputs, or none."""
        found, codes = {}, self.store.lanes.codes
        if behind.kin:
            found["kin"] = kilos(behind.kin)
            found["kin_codes"] = ", ".join(codes[at] for at in behind.kin_codes)
        if behind.other:
            found["other"] = kilos(behind.other)
            found["others"] = counted(behind.others, "code")
        if behind.blank:
            found["blank"] = kilos(behind.blank)
        return found

    def _home(self, what: Weighed) -> Figures:
        """Say how much of the inputs shown came from firms of the party's country."""
        bought, country = self.bought[what], self.shown[what.party].country
        if not country or not len(bought.grams):
            return {}
        sellers = np.unique(bought.seller).tolist()
        near = [at for at in sellers if self.shown[at].country == country]
        home = int(bought.grams[np.isin(bought.seller, near)].sum())
        if not home:
            return {"no_home": country}
        percent = _percent(home, int(bought.grams.sum()))
        return {"home": country, "home_percent": percent}

    def _shipped(self, what: Weighed, row: BalanceRow) -> Figures:
        """Say what of the goods shipped it may have made for another, and whether one
        record makes the surplus."""
        sold = self.records.sold(what, self._until(what))
        if not len(sold.record):
            return {}
        toll, whole = int(sold.grams[sold.beside].sum()), int(sold.grams.sum())
        found = {"no_toll": ""}
        if toll:
            found = {"toll": kilos(toll), "toll_percent": _percent(toll, whole)}
        top = int(sold.grams.argmax())
        most = int(sold.grams[top])
        if most >= row.surplus_low:
            found["largest"] = kilos(most)
            found["largest_percent"] = _percent(most, whole)
            found["largest_source"] = str(
                self.store.lanes.trade.source(int(sold.record[top]))
            )
        return found


def _unweighed(row: BalanceRow, behind: _Behind, used: Sequence[Yield]) -> Figures:
    """Say what the inputs without a weight would give with the mean of the others."""
    found: Figures = {}
    weighed = behind.in_records - behind.in_missing
    if behind.in_missing and weighed:
        low = min(y.low for y in used)
        more = behind.in_grams * behind.in_missing // weighed * 1000 // low
        found["in_missing"] = f"{behind.in_missing:,}"
        found["in_records"] = counted(behind.in_records, "record")
        found["in_missing_goods"] = kilos(more)
        found["in_missing_part"] = _percent(more, row.surplus_low)
    if behind.out_missing:
        found["out_missing"] = f"{behind.out_missing:,}"
        found["out_records"] = counted(behind.out_records, "record")
    return found


def _conversion(row: BalanceRow, behind: _Behind, used: Sequence[Yield]) -> Figures:
    """Say with which conversion nothing would be left."""
    need = (behind.in_grams + behind.blank) * 1000 // (row.shipped - row.bought)
    if need < 1000:
        return {"need_below": _thousandths(need)}
    low, high = min(y.low for y in used), max(y.high for y in used)
    ends = {"low": _thousandths(low), "high": _thousandths(high)}
    return {"need": _thousandths(need), **ends}


def month_name(month: int) -> str:
    """Name a month that is counted since January 1970.

    >>> month_name(13)
    '1971-02'
    """
    return f"{1970 + month // 12}-{month % 12 + 1:02d}"


def kilos(grams: int) -> str:
    """Write grams as whole kilograms.

    >>> kilos(1_234_500)
    '1,234 kg'
    """
    return f"{grams // 1000:,} kg"


def _percent(part: int, whole: int) -> str:
    """Write a part of a whole in hundredths, rounded down."""
    return f"{part * 100 // whole:,}" if whole > 0 else "any"


def _thousandths(number: int) -> str:
    return f"{number / 1000:g}"
