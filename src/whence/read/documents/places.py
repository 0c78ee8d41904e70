"""Where a paper belongs in the chain: by its kind, its work, the goods it names."""

from collections.abc import Sequence
from dataclasses import dataclass

from whence.read.documents.fields import Fields
from whence.read.documents.figures import flow_of
from whence.read.documents.goods import stage_of_goods, stages_of_work
from whence.read.documents.prose import Told
from whence.read.documents.rows import Bit
from whence.shelf.paper_words import goods, kind_words


@dataclass(frozen=True, slots=True)
class Placed:
    """The stage of a paper, or those that are as likely; the words of its work."""

    stage: str
    stages: tuple[str, ...]
    process: str
    order: tuple[str, ...]


def placed(
    kind: str,
    title: str,
    fields: Fields,
    described: Sequence[Bit],
    commodity: str,
    *,
    told: Sequence[Told] = (),
) -> Placed:
    """Place a paper.

    A record of production belongs to the stage whose goods it made, else to the one
    whose work it names; a paper of trade to the stage that makes what was sold. A
    paper that fits more than one as well has no stage, and names them all.
    """
    order = tuple(held.stage for held in goods(commodity))
    words = kind_words()
    work = [pair.value.text for pair in fields.of("process")]
    process = work[0] if work else ""
    fixed = words.stages.get(commodity, {}).get(kind, "")
    if fixed:
        return Placed(fixed, (fixed,), process, order)
    if kind in words.records:
        made = {stage_of_goods(t.goods, commodity) for t in told if t.flow == "made"}
        made -= {""}
        found = tuple(made) if len(made) == 1 else ()
        found = found or _record(fields, title, process, commodity, order)
    elif kind in words.stores:
        found = _all(described, commodity, order)
    elif kind in words.trade or kind == "transaction_certificate":
        found = _last(described, commodity, order)
    else:
        found = ()
    return Placed(found[0] if len(found) == 1 else "", found, process, order)


def _record(
    fields: Fields, title: str, process: str, commodity: str, order: tuple[str, ...]
) -> tuple[str, ...]:
    made = {
        stage_of_goods(row[at].text, commodity)
        for table in fields.tables
        for at in [i for i, r in enumerate(table.roles) if r == "goods"]
        for row in table.rows
        if at in row and flow_of(table, row) == "made"
    } - {""}
    if not made:
        # A record in labels: what came out is named beside "finished goods", else
        # beside "product".
        for role in ("goods_out", "goods"):
            said = {stage_of_goods(p.value.text, commodity) for p in fields.of(role)}
            made = made or said - {""}
    if len(made) == 1:
        return tuple(made)
    named = stages_of_work(f"{process} . {title}", commodity)
    if len(named) == 1:
        return named
    goods_named = {
        stage_of_goods(row[at].text, commodity)
        for table in fields.tables
        for at in [i for i, r in enumerate(table.roles) if r == "goods"]
        for row in table.rows
        if at in row
    } - {""}
    if len(goods_named) > 1 and not _has_lots(fields):
        return tuple(sorted(goods_named, key=order.index))
    if len(goods_named) > 1 or (goods_named and not named):
        last = max(goods_named, key=order.index)
        if not named or last in named:
            return (last,)
    return named


def _has_lots(fields: Fields) -> bool:
    """Whether a record names what it took or made, by lot or by side."""
    sided = any(flow_of(table, row) for table in fields.tables for row in table.rows)
    lots = any("lot" in table.roles for table in fields.tables)
    return sided or lots or bool(fields.of("lot", "lot_in", "lot_out"))


def _all(
    described: Sequence[Bit], commodity: str, order: tuple[str, ...]
) -> tuple[str, ...]:
    """Give every stage whose goods a paper of stores or of a laboratory names."""
    found = {stage_of_goods(bit.text, commodity) for bit in described} - {""}
    return tuple(sorted(found, key=order.index))


def _last(
    described: Sequence[Bit], commodity: str, order: tuple[str, ...]
) -> tuple[str, ...]:
    found = {stage_of_goods(bit.text, commodity) for bit in described} - {""}
    if not found:
        return ()
    return (max(found, key=order.index),) if len(found) < 3 else tuple(
        sorted(found, key=order.index)
    )  # fmt: skip
