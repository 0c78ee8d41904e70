"""Plants faults in a world, so that the papers written from it tell them.

Each returns what a reader should find: `key` as agreed, `alt` other keys that name the
same fault as well, and `also` findings that follow from it and count neither way.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from paperwork import contradictions, works
from paperwork.plot import Fault, Plot
from paperwork.wording import Paper
from paperwork.world import World


def plant(world: World, rng: Random, count: int) -> tuple[Plot, list[Fault]]:
    """Plant up to `count` faults, each kind once before any comes twice."""
    plot, told = Plot(world, rng), []
    order = [kind for _ in range(3) for kind in rng.sample(sorted(KINDS), len(KINDS))]
    kinds, spare = order[:count], order[count:]
    # What closes a whole stage goes first, since it needs one that nothing touched.
    kinds.sort(key=lambda kind: kind not in {"missing stage", "missing document"})
    # Where a kind finds no place in this world, the next of the spare ones is tried.
    for kind in kinds + spare:
        fault = KINDS[kind](plot) if len(told) < count else None
        if fault:
            told.append(fault)
    return plot, told


def apply(plot: Plot, papers: list[Paper]) -> list[Paper]:
    """Take out, empty and add papers as the faults want it."""
    kept = [p for p in papers if not any(drop(p) for drop in plot.drops)]
    for paper in kept:
        if paper.number in plot.strips:
            paper.strip_quantities()
    return kept + plot.extra


def _lots(plot: Plot, at: int) -> list[str]:
    return [run.lot for run in plot.world.runs_of(at)]


def _adrift(plot: Plot, at: int) -> list[list[str]]:
    """Say what follows where the lots of a stage have lost their papers."""
    world = plot.world
    lots = _lots(plot, at)
    records = [run.number for place in (at, at + 1) for run in world.runs_of(place)]
    also = [
        [kind, lot] for lot in lots for kind in ("lot from nowhere", "does not add up")
    ]
    return also + [["does not add up", number] for number in records]


def missing_stage(plot: Plot) -> Fault | None:
    """Take away every paper of one stage."""
    at = plot.stage(len(plot.world.stages) - 1)
    if at is None:
        return None
    name = plot.world.stages[at].name
    plot.gone.add(at)
    plot.drops.append(lambda paper: paper.stage == name)
    also = [["missing document", name], *_adrift(plot, at)]
    return plot.told("missing stage", name, at, also=also)


def missing_document(plot: Plot) -> Fault | None:
    """Take away the production records, or the invoices, of one stage."""
    at = plot.stage(len(plot.world.stages))
    if at is None:
        return None
    name = plot.world.stages[at].name
    kind = plot.rng.choice(("production record", "invoice"))
    plot.drops.append(lambda paper: paper.stage == name and paper.kind == kind)
    also = [["missing stage", name], *_adrift(plot, at)]
    for sale in plot.world.sales_of(at) if kind == "invoice" else []:
        paid = plot.world.payment_of(sale).number
        for number in (sale.invoice_no, paid, sale.order_no):
            also += [["parties disagree", number], ["invoice without payment", number]]
        papers = [n for trip in sale.trips for n in (trip.packing_no, trip.number)]
        for number in [sale.invoice_no, sale.order_no, *papers]:
            also.append(["quantities disagree", number])
    fault = plot.told("missing document", name, at, also=also)
    return fault | {"document": kind}


def missing_quantity(plot: Plot) -> Fault | None:
    """Leave every quantity off a record or an invoice."""
    if plot.rng.random() < 0.5:
        sale = plot.sale()
        if not sale:
            return None
        number, at, lots = sale.invoice_no, sale.at, [x.lot for x in sale.lines]
    else:
        run = plot.run()
        if not run:
            return None
        number, at, lots = run.number, run.at, [run.lot]
        lots += [lot for lot, _ in run.inputs]
    plot.strips.add(number)
    kinds = ("does not add up", "lot from nowhere")
    also = [[kind, key] for kind in kinds for key in [number, *lots]]
    also += [["quantities disagree", number]]
    return plot.told("missing quantity", number, at, also=also)


def unpaid(plot: Plot) -> Fault | None:
    """Take away the proof of one invoice's payment."""
    sale = plot.sale(plot.alone)
    if not sale:
        return None
    number = plot.world.payment_of(sale).number
    plot.drops.append(lambda paper: paper.number == number)
    also = [["missing document", plot.world.stages[sale.at].name]]
    return plot.told("invoice without payment", sale.invoice_no, sale.at, also=also)


def two_stages(plot: Plot) -> Fault | None:
    """Add a paper of a works that could belong to its own stage or to the next."""
    last = len(plot.world.stages) - 1
    free = [
        n for n in range(1, last) if n not in plot.closed and n + 1 not in plot.closed
    ]
    if not free:
        return None
    at = plot.rng.choice(free)
    number = f"SN-{plot.rng.randint(20000, 99000)}"
    day: date = plot.world.runs_of(at)[-1].end + timedelta(1)
    plot.extra.append(works.between(plot.world, at, number, day))
    other = plot.world.stages[at + 1].name
    kinds = (
        "missing quantity",
        "lot from nowhere",
        "does not add up",
        "dates out of order",
    )
    also = [[kind, number] for kind in kinds]
    fault = plot.told("fits two stages", number, at, also=also)
    return fault | {"other stage": other}


KINDS: dict[str, Callable[[Plot], Fault | None]] = {
    "missing stage": missing_stage,
    "missing document": missing_document,
    "missing quantity": missing_quantity,
    "invoice without payment": unpaid,
    "fits two stages": two_stages,
    "one number on two papers": contradictions.number_twice,
    "dates out of order": contradictions.dates,
    "quantities disagree": contradictions.quantities,
    "lot from nowhere": contradictions.nowhere,
    "does not add up": contradictions.too_much,
    "parties disagree": contradictions.parties,
}
