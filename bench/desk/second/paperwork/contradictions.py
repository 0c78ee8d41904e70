"""Faults where one paper says what another denies."""

from datetime import timedelta

from paperwork.plot import Fault, Plot
from paperwork.world import Run, Sale, World


def number_twice(plot: Plot) -> Fault | None:
    """Give two invoices of one seller one number, on all the papers that name it."""
    for at in range(len(plot.world.stages)):
        pair = plot.world.sales_of(at)
        free = at not in plot.closed and not any(id(s) in plot.used for s in pair)
        plain = all(len(sale.trips) == 1 for sale in pair)
        if len(pair) == 2 and free and plain and plot.alone(pair[0]):
            plot.used |= {id(sale) for sale in pair}
            number = pair[0].invoice_no
            pair[1].invoice_no = number
            kinds = (
                "quantities disagree",
                "invoice without payment",
                "parties disagree",
            )
            also = [[kind, number] for kind in (*kinds, "dates out of order")]
            return plot.told("one number on two papers", number, at, also=also)
    return None


def dates(plot: Plot) -> Fault | None:
    """Ship before making, or make before the material came."""
    return (_shipped_early if plot.rng.random() < 0.5 else _made_early)(plot)


def _shipped_early(plot: Plot) -> Fault | None:
    world = plot.world
    sale = plot.sale(lambda s: len(s.trips) == 1)
    if not sale:
        return None
    runs = [
        run for run in world.runs_of(sale.at) if run.lot in {x.lot for x in sale.lines}
    ]
    trip = sale.trips[0]
    takes = trip.arrives - trip.day
    trip.day = min(run.start for run in runs) - timedelta(plot.rng.randint(2, 6))
    trip.arrives = trip.day + takes
    alt = [trip.packing_no, *(run.number for run in runs)]
    also = [
        [_DATES, key] for key in (sale.invoice_no, sale.order_no, *_sale_lots(sale))
    ]
    return plot.told(_DATES, trip.number, sale.at, alt=alt, also=also)


def _made_early(plot: Plot) -> Fault | None:
    world = plot.world
    run = plot.run()
    if not run:
        return None
    lots = {lot for lot, _ in run.inputs}
    sales = [s for s in world.sales_of(run.at - 1) if lots & {x.lot for x in s.lines}]
    first = min(trip.day for sale in sales for trip in sale.trips)
    long = run.end - run.start
    run.end = first - timedelta(plot.rng.randint(2, 7))
    run.start = run.end - long
    alt = [trip.number for sale in sales for trip in sale.trips]
    alt += [trip.packing_no for sale in sales for trip in sale.trips]
    keys = [sale.invoice_no for sale in sales] + [run.lot, *lots]
    keys += [run.number for run in world.runs_of(run.at - 1)]
    also = [[_DATES, key] for key in keys]
    return plot.told(_DATES, run.number, run.at, alt=alt, also=also)


_DATES = "dates out of order"


def _sale_lots(sale: Sale) -> list[str]:
    return [line.lot for line in sale.lines]


def quantities(plot: Plot) -> Fault | None:
    """Let the packing list or the carriage tell another quantity than the invoice."""
    sale = plot.sale(lambda s: len(s.trips) == 1)
    if not sale:
        return None
    trip, factor = sale.trips[0], plot.rng.choice((0.78, 0.86, 0.91, 1.08, 1.17))
    packed = plot.rng.random() < 0.5
    line = (trip.packed if packed else trip.carried)[0]
    pieces = plot.world.stages[sale.at].unit == "pcs"
    line.qty = float(round(line.qty * factor, 0 if pieces else 1))
    alt = [trip.packing_no if packed else trip.number]
    keys = [trip.packing_no, trip.number, sale.order_no, *_sale_lots(sale)]
    also = [["quantities disagree", key] for key in keys if key not in alt]
    also += [["does not add up", key] for key in _sale_lots(sale)]
    also += [["does not add up", run.number] for run in plot.world.runs_of(sale.at + 1)]
    return plot.told(
        "quantities disagree", sale.invoice_no, sale.at, alt=alt, also=also
    )


def nowhere(plot: Plot) -> Fault | None:
    """Let a record consume a lot that nobody supplied."""
    run = plot.run()
    if not run:
        return None
    place = plot.rng.randrange(len(run.inputs))
    head = plot.rng.choice(("ZK", "HT", "AX"))
    lot = f"{head}-{plot.rng.randint(3000, 9900)}-{plot.rng.randint(1, 9)}"
    run.inputs[place] = (lot, run.inputs[place][1])
    also = [["does not add up", key] for key in (run.number, lot)]
    return plot.told("lot from nowhere", lot, run.at, alt=[run.number], also=also)


def too_much(plot: Plot) -> Fault | None:
    """Let a works put out 15 to 60 % more than the best works could of its input."""
    run = plot.run()
    if not run:
        return None
    world, excess = plot.world, plot.rng.uniform(1.17, 1.58)
    best = world.stages[run.at].need_of(world.piece_kg[run.at])[0]
    fed = sum(qty for _, qty in run.inputs)
    sales = [s for s in world.sales_of(run.at) if run.lot in _sale_lots(s)]
    free = all(id(s) not in plot.used and len(s.trips) == 1 for s in sales)
    if free and not run.bales and plot.rng.random() < 0.5:
        factor = fed / best * excess / run.qty
        _swell(world, run, sales, factor)
        plot.used |= {id(sale) for sale in sales}
    else:
        factor = run.qty * best / excess / fed
        places = 0 if world.stages[run.at - 1].unit == "pcs" else 1
        run.inputs = [(lot, float(round(q * factor, places))) for lot, q in run.inputs]
    alt = [run.lot, *(lot for lot, _ in run.inputs)]
    also = [
        ["does not add up", other.number]
        for other in world.runs_of(run.at)
        if other is not run
    ]
    also.append(["does not add up", world.stages[run.at].name])
    return plot.told("does not add up", run.number, run.at, alt=alt, also=also)


def _swell(world: World, run: Run, sales: list[Sale], factor: float) -> None:
    """Make and sell more of one lot, on every paper alike."""
    whole = 12 if world.stages[run.at].name == "sew" else 1
    more = float(round(run.qty * factor / whole) * whole)
    for sale in sales:
        for lines in (sale.lines, sale.trips[0].packed, sale.trips[0].carried):
            for line in lines:
                if line.lot == run.lot:
                    line.qty = more
                    line.packs = max(1, round(line.packs * factor))
    run.qty = more


def parties(plot: Plot) -> Fault | None:
    """Let a stranger pay, be paid, or receive the goods."""
    world = plot.world
    sale = plot.sale(lambda s: plot.alone(s) and len(s.trips) == 1)
    if not sale:
        return None
    stranger = world.strangers[1 if sale.currency == "CNY" else 0]
    paid, trip = world.payment_of(sale), sale.trips[0]
    who = plot.rng.choice(("payer", "payee", "consignee"))
    if who == "consignee":
        trip.consignee, alt = stranger, [trip.number]
    else:
        setattr(paid, who, stranger)
        alt = [paid.number]
    also = [["invoice without payment", sale.invoice_no]]
    return plot.told("parties disagree", sale.invoice_no, sale.at, alt=alt, also=also)
