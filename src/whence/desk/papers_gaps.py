"""What a folder lacks: stages, papers, quantities, payments, translations."""

from collections.abc import Iterator

from whence.desk.papers_amounts import quantities
from whence.desk.papers_index import Sheaf, called, key
from whence.desk.papers_paid import unpaid
from whence.desk.papers_whole import whole_gaps
from whence.model.chain import TieKind
from whence.model.folder import Gap, GapKind
from whence.model.paper import Aside, Paper, PartyRole
from whence.shelf.paper_words import kind_words
from whence.shelf.requirements import Requirement, Stage, stages_to


def gaps_of(
    sheaf: Sheaf, aside: tuple[Aside, ...], *, measure: str, hs: str
) -> Iterator[Gap]:
    """Give every gap of a folder, from the origin down."""
    asked = _range(sheaf, measure, hs)
    missing = [s for s in asked if not _has(sheaf, s.key)]
    for stage in missing:
        yield _no_stage(sheaf, stage)
    for stage in asked:
        if stage not in missing:
            yield from _records(sheaf, stage)
    yield from _upstream(sheaf, asked)
    yield from _named_only(sheaf)
    yield from quantities(sheaf)
    yield from unpaid(sheaf)
    yield from _unplaced(sheaf)
    yield from whole_gaps(sheaf, measure)
    for file in aside:
        yield Gap(
            f"unread: {file.file}",
            GapKind.UNREAD,
            f"{file.file}: {file.reason} {file.remedy}",
            papers=(file.file,),
        )


def _range(sheaf: Sheaf, measure: str, hs: str) -> tuple[Stage, ...]:
    """Give the stages down to the goods: by their code, else the last one seen."""
    every = stages_to(sheaf.commodity, measure, hs)
    seen = [at for at, s in enumerate(every) if _has(sheaf, s.key)]
    return every if hs or not seen else every[: seen[-1] + 1]


def _has(sheaf: Sheaf, stage: str) -> bool:
    wanted = (*sheaf.records, *sheaf.trade)
    return any(p.stage == stage for p in wanted)


def _rule(stage: Stage) -> Requirement | None:
    return stage.requirements[0] if stage.requirements else None


def _no_stage(sheaf: Sheaf, stage: Stage) -> Gap:
    rule = _rule(stage)
    return Gap(
        f"stage: {stage.key}",
        GapKind.STAGE,
        f"no paper of the stage {stage.key}"
        + (f"; wanted: {rule.text}" if rule else ""),
        stage=stage.key,
        ask=rule.ask if rule else (),
        party=_near(sheaf, stage.key),
        reference=rule.reference if rule else "",
        verification=rule.verification.value if rule else "",
    )


def _near(sheaf: Sheaf, stage: str) -> str:
    """Name whom to ask for a stage: its maker, else the nearest one below."""
    if stage not in sheaf.order:
        return ""
    for below in sheaf.order[sheaf.order.index(stage) :]:
        found = sheaf.maker(below)
        if found:
            return found
    return ""


def _records(sheaf: Sheaf, stage: Stage) -> Iterator[Gap]:
    """Ask for the record that made each lot of a stage."""
    lots = sorted(lot for lot, s in sheaf.stage_of_lot.items() if s == stage.key)
    lots = [lot for lot in lots if lot in sheaf.sold or lot in sheaf.made]
    bare = [lot for lot in lots if not _shown(sheaf, lot, stage.key)]
    any_record = any(p.stage == stage.key for p in sheaf.records)
    if not bare and any_record:
        return
    if not any_record and not lots and not stage.requirements:
        return
    lost = any(not p.stages and p.kind == "production_record" for p in sheaf.records)
    if lost and not any_record:
        return  # A record that could not be placed may be the one.
    rule = _rule(stage)
    ask = tuple(k for k in (rule.ask if rule else ()) if "contract" not in k) or (
        "production record",
    )
    written = ", ".join(sheaf.written[lot] for lot in bare)
    about = (
        f" of lot {written}{_goods_of(sheaf, bare)}" if written and any_record else ""
    )
    yield Gap(
        f"record: {stage.key} {written}".strip(),
        GapKind.DOCUMENT,
        f"{stage.key}: no {' or '.join(ask)}{about}; nothing says what it was made of"
        + ("" if about or not written else f" (lots {written})"),
        stage=stage.key,
        ask=ask,
        party=_seller_of(sheaf, bare) or _near(sheaf, stage.key),
        papers=tuple(
            dict.fromkeys(p.file for lot in bare for p in sheaf.sold.get(lot, ()))
        ),
        reference=rule.reference if rule else "",
        verification=rule.verification.value if rule else "",
    )


def _goods_of(sheaf: Sheaf, lots: list[str]) -> str:
    """Say what is sold as some lots, so that the step inside a stage is told."""
    said = (g.value for lot in lots for p in sheaf.sold.get(lot, ()) for g in p.goods)
    return next((f" ({words})" for words in said), "")


def _shown(sheaf: Sheaf, lot: str, stage: str) -> bool:
    """Whether a record made a lot, or names it in words that were not understood."""
    return lot in sheaf.made or any(
        p.stage in (stage, "")
        and lot in key(sheaf.texts.get(p.file, ""))
        and lot not in {key(said.value) for said in p.lots_in}
        for p in sheaf.records
    )


def _seller_of(sheaf: Sheaf, lots: list[str]) -> str:
    for lot in lots:
        for paper in sheaf.sold.get(lot, ()):
            found = paper.party(PartyRole.SELLER, PartyRole.ISSUER)
            if found:
                return found
    return ""


def _upstream(sheaf: Sheaf, asked: tuple[Stage, ...]) -> Iterator[Gap]:
    """Say of lots without a record that nothing shows the stages before them.

    Where a stage has lots that no record used, they may be the ones: nothing is said.
    """
    keys = [s.key for s in asked]
    for lot, stage in sorted(sheaf.stage_of_lot.items()):
        if lot not in sheaf.sold or stage not in keys or _shown(sheaf, lot, stage):
            continue
        for above in reversed(asked[: keys.index(stage)]):
            free = [
                other
                for other, at in sheaf.stage_of_lot.items()
                if at == above.key and other not in sheaf.used
            ]
            if free or not _has(sheaf, above.key):
                break
            rule = _rule(above)
            written = sheaf.written[lot]
            yield Gap(
                f"origin: {above.key} {written}",
                GapKind.DOCUMENT,
                f"{above.key}: no paper leads from lot {written} to this stage",
                stage=above.key,
                ask=rule.ask if rule else (),
                party=_seller_of(sheaf, [lot]),
                papers=tuple(p.file for p in sheaf.sold[lot]),
                reference=rule.reference if rule else "",
                verification=rule.verification.value if rule else "",
            )


def _named_only(sheaf: Sheaf) -> Iterator[Gap]:
    """Name the invoices that other papers speak of and the folder does not hold."""
    held = {key(p.number.value) for p in sheaf.of("invoice") if p.number is not None}
    wanted: dict[str, list[Paper]] = {}
    written: dict[str, str] = {}
    for paper in sheaf.papers:
        for ref in paper.refs:
            number = key(ref.value)
            if ref.kind is TieKind.INVOICE and number not in held:
                wanted.setdefault(number, []).append(paper)
                written.setdefault(number, ref.value)
    for number, papers in sorted(wanted.items()):
        stage = next((p.stage for p in papers if p.stage), "")
        yield Gap(
            f"named: invoice {written[number]}",
            GapKind.DOCUMENT,
            f"invoice {written[number]} is named by"
            f" {', '.join(called(p) for p in papers)} and is not in the folder",
            stage=stage,
            ask=("invoice",),
            party=next(
                (f for p in papers if (f := p.party(PartyRole.SELLER))),
                _near(sheaf, stage),
            ),
            papers=tuple(p.file for p in papers),
        )


def _unplaced(sheaf: Sheaf) -> Iterator[Gap]:
    """Name records, and papers of stores, that fit more than one stage as well."""
    for paper in (*sheaf.records, *sheaf.of(*sorted(kind_words().stores))):
        if len(paper.stages) > 1:
            yield Gap(
                f"place: {called(paper)} {paper.file}",
                GapKind.PLACE,
                f"{called(paper)} fits the stages {' and '.join(paper.stages)}; say"
                " which it belongs to",
                stage="",
                papers=(paper.file,),
                party=paper.party(PartyRole.MAKER, PartyRole.ISSUER),
            )
