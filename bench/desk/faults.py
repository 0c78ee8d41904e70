"""Faults to plant in a folder where everything adds up; each tells what it planted."""

import random
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta

from world import Draft, Folder, Line, Lot, Truth, language

BUSINESS = ("invoice", "packing_list", "transport_document", "purchase_order")


def plant(folder: Folder, rng: random.Random, *, many: int) -> None:
    """Plant so many faults of different kinds, no two at the same stage."""
    names = rng.sample(list(FAULTS), k=len(FAULTS))
    free = [s["stage"] for s in folder.stages]
    rng.shuffle(free)
    for name in names:
        if len(folder.truths) >= many or not free:
            return
        for stage in list(free):
            found = FAULTS[name](folder, rng, stage)
            if found is not None:
                folder.truths.append(found)
                free.remove(stage)
                below = _below(folder, stage)
                # What came before is gone: nothing could be held against it.
                if name in ("stage", "record") and below in free:
                    free.remove(below)
                break


def _below(folder: Folder, stage: str) -> str:
    after = [s["stage"] for s in folder.stages][_at(folder, stage) + 1 :]
    return after[0] if after else ""


def _at(folder: Folder, stage: str) -> int:
    return [s["stage"] for s in folder.stages].index(stage)


def _lots(folder: Folder, stage: str) -> list[Lot]:
    at = _at(folder, stage)
    return [lot for lot in folder.lots if lot.at == at]


def _record(folder: Folder, stage: str, rng: random.Random) -> Draft | None:
    kind = folder.stages[_at(folder, stage)]["record"]
    found = [
        d
        for d in folder.of(stage=stage, kind=kind)
        if any(li.flow == "taken" for li in d.lines)
    ]
    return rng.choice(found) if found else None


def _codes(folder: Folder, stage: str) -> tuple[str, ...]:
    return tuple(lot.code for lot in _lots(folder, stage))


def no_stage(folder: Folder, rng: random.Random, stage: str) -> Truth | None:
    """Take every paper of a stage away."""
    if _at(folder, stage) >= len(folder.stages) - 1:
        return None
    sales = {d.sale for d in folder.of(stage=stage)} - {""}
    gone = [d for d in folder.drafts if d.stage == stage]
    gone += [d for d in folder.drafts if d.remark in sales]
    gone += [d for d in folder.of(kind="proof_of_payment") if d.sale in sales]
    folder.drafts = [d for d in folder.drafts if not any(d is g for g in gone)]
    also = [("missing document", stage)]
    also += [("lot from nowhere", code) for code in _codes(folder, stage)]
    return Truth("missing stage", stage, stage, by_stage=True, also=tuple(also))


def no_record(folder: Folder, rng: random.Random, stage: str) -> Truth | None:
    """Take the records of production of a stage away, and its bale lists."""
    held = folder.stages[_at(folder, stage)]
    kinds = (held["record"], held.get("also", ""))
    folder.drafts = [
        d for d in folder.drafts if not (d.stage == stage and d.kind in kinds)
    ]
    also = [("missing stage", stage)]
    also += [("lot from nowhere", code) for code in _codes(folder, stage)]
    return Truth("missing document", stage, stage, by_stage=True, also=tuple(also))


def no_invoice(folder: Folder, rng: random.Random, stage: str) -> Truth | None:
    """Take the only invoices of a stage away."""
    folder.drafts = [
        d for d in folder.drafts if not (d.stage == stage and d.kind == "invoice")
    ]
    return Truth("missing document", stage, stage, by_stage=True)


def no_payment(folder: Folder, rng: random.Random, stage: str) -> Truth | None:
    """Take what paid one invoice away."""
    found = folder.of(stage=stage, kind="invoice")
    if not found:
        return None
    invoice = rng.choice(found)
    folder.drafts = [
        d
        for d in folder.drafts
        if not (d.kind == "proof_of_payment" and d.sale == invoice.number)
    ]
    also = (("missing document", stage),)
    return Truth("invoice without payment", invoice.number, stage, also=also)


def too_much(folder: Folder, rng: random.Random, stage: str) -> Truth | None:
    """Let a step take in less than what it made needs."""
    record = _record(folder, stage, rng)
    if record is None:
        return None
    low = folder.stages[_at(folder, stage)]["ratio"][0]
    made = next(li for li in record.lines if li.flow == "made")
    taken = [li for li in record.lines if li.flow == "taken"]
    total = sum(li.kg or 0 for li in taken)
    wanted = (made.kg or 0) * low * rng.uniform(0.72, 0.84)
    for line in taken:
        line.kg = float(round((line.kg or 0) * wanted / total))
    return Truth("does not add up", made.lot, stage)


def overdrawn(folder: Folder, rng: random.Random, stage: str) -> Truth | None:
    """Let a step use far more of a lot than was ever made of it."""
    record = _record(folder, stage, rng)
    if record is None:
        return None
    grow = rng.uniform(1.3, 1.7)
    for line in record.lines:
        line.kg = float(round((line.kg or 0) * grow))
    taken = [li.lot for li in record.lines if li.flow == "taken"]
    also = tuple(("does not add up", lot) for lot in taken[1:])
    return Truth("does not add up", taken[0], stage, also=also)


def other_weight(folder: Folder, rng: random.Random, stage: str) -> Truth | None:
    """Let a packing list weigh its goods otherwise than the invoice."""
    found = folder.of(stage=stage, kind="packing_list")
    if not found or not folder.of(stage=stage, kind="invoice"):
        return None
    packing = rng.choice(found)
    for line in packing.lines:
        line.kg = float(round((line.kg or 0) * rng.choice([0.85, 0.9, 1.07, 1.12])))
        line.pieces = 0
    return Truth("quantities disagree", packing.sale, stage)


def early_record(folder: Folder, rng: random.Random, stage: str) -> Truth | None:
    """Let a step be dated before what it used was made."""
    record = _record(folder, stage, rng)
    if record is None:
        return None
    taken = {li.lot for li in record.lines if li.flow == "taken"}
    days = [lot.day for lot in folder.lots if lot.code in taken]
    record.day = min(days) - timedelta(days=rng.randrange(20, 60))
    return Truth("dates out of order", record.number, stage)


def early_carriage(folder: Folder, rng: random.Random, stage: str) -> Truth | None:
    """Let goods be carried before they were made."""
    found = folder.of(stage=stage, kind="transport_document")
    if not found:
        return None
    paper = rng.choice(found)
    lot = paper.lines[0].lot
    made = next(x for x in folder.lots if x.code == lot)
    paper.day = made.day - timedelta(days=rng.randrange(25, 60))
    return Truth("dates out of order", paper.number, stage)


def same_number(folder: Folder, rng: random.Random, stage: str) -> Truth | None:
    """Add an invoice that bears the number of another, over other goods."""
    found = folder.of(stage=stage, kind="invoice")
    if not found:
        return None
    first = rng.choice(found)
    second = deepcopy(first)
    second.day = first.day + timedelta(days=rng.randrange(1, 4))
    for line in second.lines:
        line.kg = float(round((line.kg or 0) * 0.4))
        line.pieces = 0
    second.sale = ""
    folder.drafts.append(second)
    also = (
        ("quantities disagree", first.number),
        ("invoice without payment", first.number),
        ("dates out of order", first.number),
    )
    return Truth("one number on two papers", first.number, stage, also=also)


def two_stages(folder: Folder, rng: random.Random, stage: str) -> Truth | None:
    """Add a record that may be of this stage or of the one below."""
    at = _at(folder, stage)
    if not 1 <= at < len(folder.stages) - 1:
        return None
    here, below = folder.stages[at], folder.stages[at + 1]
    firm = here["firms"][-1]
    lang = language(firm)
    record = Draft(
        "production_record",
        "",
        firm,
        lang,
        f"JR-{rng.randrange(1000, 9999)}",
        _lots(folder, stage)[0].day,
    )
    mark = "、" if lang == "zh" else " / "
    record.process = here["process"][lang][0] + mark + below["process"][lang][0]
    folder.drafts.append(record)
    also = (("missing quantity", record.number),)
    return Truth("fits two stages", record.number, stage, also=also)


def wrong_lot(folder: Folder, rng: random.Random, stage: str) -> Truth | None:
    """Let a step use a lot that nobody made."""
    record = _record(folder, stage, rng)
    if record is None:
        return None
    line: Line = next(li for li in record.lines if li.flow == "taken")
    turned = "".join(str((int(c) + 3) % 10) if c.isdigit() else c for c in line.lot)
    line.lot = turned
    return Truth("lot from nowhere", turned, stage)


def no_quantity(folder: Folder, rng: random.Random, stage: str) -> Truth | None:
    """Leave out how much a step took in."""
    record = _record(folder, stage, rng)
    if record is None:
        return None
    for line in record.lines:
        if line.flow == "taken":
            line.kg = None
    return Truth("missing quantity", record.number, stage)


FAULTS: dict[str, Callable[[Folder, random.Random, str], Truth | None]] = {
    "stage": no_stage,
    "record": no_record,
    "invoice": no_invoice,
    "payment": no_payment,
    "too much": too_much,
    "overdrawn": overdrawn,
    "weight": other_weight,
    "early record": early_record,
    "early carriage": early_carriage,
    "number": same_number,
    "two stages": two_stages,
    "lot": wrong_lot,
    "quantity": no_quantity,
}
