from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from whence.model.party import Mention
from whence.model.rows import TradeTable

NAMES = ("seller", "buyer", "maker", "notify", "carrier")
REFS = ("order", "invoice", "lot", "bill", "entry", "master")


def mention(who: str | Mention | None) -> Mention | None:
    if who is None or isinstance(who, Mention):
        return who
    return Mention((who,))


class Coder:
    def __init__(self, first: tuple[object, ...] = ()) -> None:
        self.values: list[object] = list(first)

    def __call__(self, value: object) -> int:
        if value not in self.values:
            self.values.append(value)
        return self.values.index(value)


def trade_table(records: list[dict[str, object]]) -> TradeTable:
    """Build a table from dicts: parties by name, `day` a date or a number."""
    who, codes, refs, texts = Coder(), Coder(("",)), Coder(("",)), Coder(("",))
    columns: dict[str, list[int]] = {}

    def put(column: str, value: int) -> None:
        columns.setdefault(column, []).append(value)

    for at, record in enumerate(records):
        for name in NAMES:
            party = mention(record.get(name))  # type: ignore[arg-type]
            put(name, -1 if party is None else who(party))
        for ref in REFS:
            put(ref, refs(record.get(ref, "")))
        put("hs", codes(record.get("hs", "")))
        put("origin", texts(record["origin"]) if "origin" in record else -1)
        text = record.get("description")
        put("description", -1 if text is None else texts(text))
        day = record.get("day", -1)
        day = (day - date(1970, 1, 1)).days if isinstance(day, date) else day
        put("day", day)  # type: ignore[arg-type]
        put("grams", record.get("grams", -1))  # type: ignore[arg-type]
        put("amended", record.get("amended", 0))  # type: ignore[arg-type]
        put("file", 0)
        put("row", record.get("row", at + 2))  # type: ignore[arg-type]
    empty = (*NAMES, *REFS, "amended", "hs", "origin", "description", "day", "grams")
    arrays = {
        name: np.array(columns.get(name, []), np.int64 if name == "grams" else np.int32)
        for name in (*empty, "file", "row")
    }
    return TradeTable(
        mentions=tuple(who.values),  # type: ignore[arg-type]
        hs_codes=tuple(codes.values),  # type: ignore[arg-type]
        refs=tuple(refs.values),  # type: ignore[arg-type]
        texts=tuple(texts.values),  # type: ignore[arg-type]
        files=(("f" * 64, "trade.csv", ""),),
        **arrays,
    )


@pytest.fixture(scope="session")
def trade_of() -> Callable[[list[dict[str, object]]], TradeTable]:
    return trade_table


@pytest.fixture(scope="session")
def own_party() -> Callable[[TradeTable], dict[str, str]]:
    """Give each mention a party named as it is."""
    return lambda table: {m.key: m.names[0] for m in table.mentions}
