"""The mass balance of the folder itself, step by step, from what its records say.

A step is a record of production. What it took is divided by the range of its yield
(`data/papers/steps.yml`); what it made must lie between, with the tolerance of scales.
"""

from collections.abc import Iterable, Iterator

from whence.desk.papers_counts import parts_of, piece_grams, pieces
from whence.desk.papers_index import Sheaf, called, grams, key, net, weight
from whence.model.folder import BalanceStep, ClashKind, Contradiction, Weighed
from whence.model.paper import Amount, AmountRole, Paper
from whence.shelf.paper_steps import Step, slack, steps

MILLION = 1_000_000


def balance_of(sheaf: Sheaf) -> tuple[BalanceStep, ...]:
    """Weigh every record of production that took something in."""
    records = sorted(sheaf.records, key=lambda p: (str(p.day or ""), p.file))
    found = [
        _step(sheaf, paper)
        for paper in records
        if paper.lots_in or any(a.role is AmountRole.TAKEN for a in paper.amounts)
    ]
    place = {stage: at for at, stage in enumerate(sheaf.order)}
    return tuple(sorted(found, key=lambda s: place.get(s.stage, -1)))


def _step(sheaf: Sheaf, paper: Paper) -> BalanceStep:
    rule = rule_of(sheaf, paper)
    taken, made, unit = _sides(sheaf, paper, rule)
    low = high = None
    factor, reference, verification = "no range is known for this step", "", ""
    if rule is not None:
        factor = (
            f"{rule.low / 1000:g} to {rule.high / 1000:g} {unit} of input a"
            f" {'kg' if unit == 'kg' else 'piece'} of output"
        )
        reference, verification = rule.reference, rule.verification
    if rule is not None and taken is not None:
        slip = slack().yields
        low = taken * 1000 // rule.high * (MILLION - slip) // MILLION
        high = taken * 1000 // rule.low * (MILLION + slip) // MILLION
    lots = tuple(said.value for said in (*paper.lots_in, *paper.lots_out))
    verdict = _verdict(made, low, high)
    return BalanceStep(
        key=f"{paper.stage or 'step'}: {called(paper)}",
        stage=paper.stage,
        process=paper.process or paper.title,
        text=_words(paper, taken, made, (low, high), verdict, unit=unit),
        taken=taken,
        made=made,
        low=low,
        high=high,
        verdict=verdict,
        factor=factor,
        reference=reference,
        verification=verification,
        lots=lots,
        papers=(paper.file,),
        unit=unit,
    )


def _sides(
    sheaf: Sheaf, paper: Paper, rule: Step | None
) -> tuple[int | None, int | None, str]:
    """Give what went in and came out, in thousandths of a unit: pieces where the rule
    counts, else kilograms, where papers of the lot tell what a piece weighs.
    """
    sides = [
        [a for a in paper.amounts if a.role is role]
        for role in (AmountRole.TAKEN, AmountRole.MADE)
    ]
    if rule is not None and rule.counted:
        each = parts_of(paper, rule.before) if rule.parts else 1.0
        many = [pieces(side) for side in sides]
        if each and many[0] is not None and many[1] is not None:
            return round(many[0] / each * 1000), round(many[1] * 1000), "pcs"
        return None, None, "kg"
    return _kilos(sheaf, sides[0]), _kilos(sheaf, sides[1]), "kg"


def _kilos(sheaf: Sheaf, amounts: list[Amount]) -> int | None:
    """Add weights up; pieces weigh what papers of their lot say that one does."""
    held = [a for a in amounts if a.grams is not None]
    if held:
        return grams(held)
    total = 0.0
    for amount in amounts:
        many, one = pieces([amount]), piece_grams(sheaf, amount.lot)
        if many is None or one is None:
            return None
        total += many * one
    return round(total) if amounts else None


def rule_of(sheaf: Sheaf, paper: Paper) -> Step | None:
    """Give the range that fits a record: by the goods it took and its stage."""
    before = {
        a.goods or sheaf.stage_of_lot.get(key(a.lot), "")
        for a in paper.amounts
        if a.role is AmountRole.TAKEN
    } - {""}
    before |= {
        sheaf.stage_of_lot[key(said.value)]
        for said in paper.lots_in
        if not before and key(said.value) in sheaf.stage_of_lot
    }
    if len(before) != 1:
        return None
    (stage,) = before
    return next(
        (
            rule
            for rule in steps(sheaf.commodity)
            if (rule.before, rule.stage) == (stage, paper.stage)
        ),
        None,
    )


def _verdict(made: int | None, low: int | None, high: int | None) -> Weighed:
    if made is None or low is None or high is None:
        return Weighed.UNKNOWN
    if made > high:
        return Weighed.TOO_MUCH
    return Weighed.TOO_LITTLE if made < low else Weighed.HOLDS


def _words(
    paper: Paper,
    taken: int | None,
    made: int | None,
    bounds: tuple[int | None, int | None],
    verdict: Weighed,
    *,
    unit: str,
) -> str:
    into, out = weight(taken, unit), weight(made, unit)
    said = f"{called(paper)}: {into} went in, {out} came out"
    if unit != "kg":
        said = f"{called(paper)}: enough for {into} went in, {out} came out"
    if bounds[0] is not None:
        said += f"; {weight(bounds[0], unit)} to {weight(bounds[1], unit)} can come of"
        said += " that"
    return f"{said}: {verdict.value}"


def clashes_of_balance(
    sheaf: Sheaf, found: tuple[BalanceStep, ...]
) -> Iterator[Contradiction]:
    """Give the steps that made more than they can, and the lots that were overdrawn."""
    for step in found:
        if step.verdict is Weighed.TOO_MUCH:
            yield Contradiction(
                f"balance: {step.key}",
                ClashKind.BALANCE,
                f"{step.text}. Lots: {', '.join(step.lots)}. Either something else"
                " went in, or a figure is wrong",
                step.papers,
                stage=step.stage,
            )
    for lot in sorted(sheaf.made):
        yield from _overdrawn(sheaf, lot)


def _overdrawn(sheaf: Sheaf, lot: str) -> Iterator[Contradiction]:
    """Hold what was used and sold of a lot against what was made of it."""
    makers = _distinct(sheaf.made[lot])
    made = _total(makers, lot, AmountRole.MADE)
    if made is None:
        made = max(
            (t for t in (_total([p], lot, AmountRole.GOODS) for p in makers) if t),
            default=None,
        )
    if made is None:
        return
    most = made * (MILLION + slack().overdraw) // MILLION
    users = _distinct(sheaf.used.get(lot, ()))
    sales = _largest(p for p in sheaf.sold.get(lot, ()) if p.kind == "invoice")
    for word, papers, role in (
        ("used", users, AmountRole.TAKEN),
        ("sold", sales, AmountRole.GOODS),
    ):
        total = _total(papers, lot, role)
        if total is not None and total > most:
            written = sheaf.written[lot]
            yield Contradiction(
                f"balance: {word} of lot {written}",
                ClashKind.BALANCE,
                f"lot {written}: {weight(total)} were {word}, {weight(made)} were made"
                f" ({', '.join(called(p) for p in (*makers, *papers))})",
                tuple(p.file for p in (*makers, *papers)),
                stage=sheaf.stage_of_lot.get(lot, ""),
            )


def _total(papers: list[Paper], lot: str, role: AmountRole) -> int | None:
    """Add up what papers say of a lot; a bale list beside a gin record counts once."""
    own = [p for p in papers if p.kind != "bale_list"] or papers
    return grams(
        a
        for p in own
        for a in p.amounts
        if a.role is role and key(a.lot) == lot and not a.gross
    )


def _largest(papers: Iterable[Paper]) -> list[Paper]:
    """Of papers that bear one number keep the one that says most: it is one sale."""
    found: dict[str, Paper] = {}
    for paper in papers:
        number = key(paper.number.value) if paper.number else paper.file
        held = found.get(number)
        if held is None or (net(paper) or 0) > (net(held) or 0):
            found[number] = paper
    return list(found.values())


def _distinct(papers: Iterable[Paper]) -> list[Paper]:
    """Leave out copies: the same kind, number, day and figures."""
    found: dict[tuple[object, ...], Paper] = {}
    for paper in papers:
        number = key(paper.number.value) if paper.number else paper.file
        figures = tuple((a.role, a.grams, a.lot) for a in paper.amounts)
        found.setdefault((paper.kind, number, paper.day, figures), paper)
    return list(found.values())
