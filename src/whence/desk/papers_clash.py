"""Papers that cannot all be right: numbers, days, weights, lots, parties."""

from collections.abc import Iterator
from itertools import combinations

from whence.desk.papers_counts import pieces
from whence.desk.papers_index import Sheaf, called, key, net, said_of, weight
from whence.desk.papers_parties import by_order, parties_clash
from whence.model.chain import TieKind
from whence.model.folder import ClashKind, Contradiction
from whence.model.paper import AmountRole, Paper, PartyRole
from whence.shelf.paper_steps import slack
from whence.shelf.paper_words import kind_words

MILLION = 1_000_000
CLOSE = 0.01
WEIGHED = ("invoice", "packing_list", "delivery_note", "transport_document",
           "transaction_certificate")  # fmt: skip


def clashes(sheaf: Sheaf) -> Iterator[Contradiction]:
    """Give what papers contradict each other in, by kind."""
    yield from _numbers(sheaf)
    yield from _days(sheaf)
    yield from _weights(sheaf)
    yield from _lots(sheaf)
    yield from parties_clash(sheaf)


def _numbers(sheaf: Sheaf) -> Iterator[Contradiction]:
    """One number on two papers of a kind and an issuer that say different things."""
    for (kind, _), papers in sorted(sheaf.numbered.items()):
        if not kind or kind in ("other", "detention_notice"):
            continue
        for one, two in combinations(papers, 2):
            if _other_issuer(one, two) or not (why := _differ(one, two)):
                continue
            number = one.number.value if one.number else ""
            yield Contradiction(
                f"number: {kind} {number} {one.file} {two.file}",
                ClashKind.NUMBER,
                f"two papers bear the number {number}: {called(one)} in {one.file} and"
                f" in {two.file} differ in {why}",
                (one.file, two.file),
                (*said_of(one), *said_of(two)),
                one.stage,
            )


def _other_issuer(one: Paper, two: Paper) -> bool:
    roles = PartyRole.ISSUER, PartyRole.SELLER, PartyRole.BANK
    names = key(one.party(*roles)), key(two.party(*roles))
    return all(names) and names[0] not in names[1] and names[1] not in names[0]


def _differ(one: Paper, two: Paper) -> str:
    """Say in what two papers differ, "" when one is a copy of the other."""
    if one.sha256 == two.sha256:
        return ""
    found = []
    if one.day and two.day and one.day != two.day:
        found.append(f"the day ({one.day} and {two.day})")
    weights = net(one), net(two)
    if None not in weights and weights[0] != weights[1]:
        found.append(f"the weight ({weight(weights[0])} and {weight(weights[1])})")
    lots = [{key(s.value) for s in p.lots_out} for p in (one, two)]
    if all(lots) and lots[0] != lots[1]:
        found.append("the lot")
    return " and ".join(found)


def _days(sheaf: Sheaf) -> Iterator[Contradiction]:
    """Goods carried or used before they were made, or used before they were carried."""
    for lot in sorted({*sheaf.made, *sheaf.sold, *sheaf.used}):
        makers = [p for p in sheaf.made.get(lot, ()) if p.day]
        makers = [p for p in makers if p.kind != "bale_list"] or makers
        carried = [
            p for p in sheaf.sold.get(lot, ()) if p.kind in kind_words().carriage
        ]
        users = list(sheaf.used.get(lot, ()))
        written = sheaf.written[lot]
        for first, second, words in _orders(sheaf, makers, carried, users):
            late = _late(sheaf, first, second, words)
            if first.day is None or second.day is None or not late:
                continue
            if words.endswith("carried") and _reached(carried, users, second):
                continue
            yield Contradiction(
                f"days: {written} {first.file} {second.file}",
                ClashKind.DATES,
                f"lot {written} was {words}: {called(second)} is dated {second.day},"
                f" {called(first)} {first.day}",
                (first.file, second.file),
                (*said_of(first), *said_of(second)),
                second.stage,
            )


def _late(sheaf: Sheaf, first: Paper, second: Paper, words: str) -> bool:
    """Whether the second paper is dated before the first can be.

    A run that began before any of its lots was sent used none of them then.
    """
    if first.day is None or second.day is None:
        return False
    if second.day < first.day:
        return True
    if second.begun is None or second.begun >= first.day:
        return False
    lots = {key(said.value) for said in second.lots_in}
    sent = [[p.day for p in sheaf.sold.get(lot, ()) if p.kind in kind_words().carriage]
            for lot in lots]  # fmt: skip
    return words.endswith("carried") and all(
        days and all(d is not None and d > second.begun for d in days) for days in sent
    )


def _orders(
    sheaf: Sheaf, makers: list[Paper], carried: list[Paper], users: list[Paper]
) -> Iterator[tuple[Paper, Paper, str]]:
    """Pair papers of a lot of which the first cannot be the later one."""
    for maker in makers:
        yield from ((maker, c, "carried before it was made") for c in carried)
        yield from ((maker, u, "used before it was made") for u in users)
    for paper in carried:
        if _only(sheaf, paper):
            yield from ((paper, u, "used before it was carried") for u in users)


def _only(sheaf: Sheaf, carried: Paper) -> bool:
    """Whether a paper of carriage carries one lot, so that its day is that lot's."""
    return len(carried.lots_out) == 1


def _reached(carried: list[Paper], users: list[Paper], user: Paper) -> bool:
    """Whether some carriage came in time, so that a later one proves nothing."""
    return any(c.day and user.day and c.day <= user.day for c in carried)


def _weights(sheaf: Sheaf) -> Iterator[Contradiction]:
    """Papers of one invoice that weigh or count its goods differently."""
    for invoice in sheaf.of("invoice"):
        if invoice.number is None:
            continue
        number = key(invoice.number.value)
        others = [
            p
            for p in (
                *sheaf.referring(TieKind.INVOICE, number),
                *by_order(sheaf, invoice),
            )
            if p.kind in WEIGHED and p.file != invoice.file
        ]
        for other in others:
            if _part(other, invoice) or _in_parts(other, others, invoice):
                continue
            why = _disagree(invoice, other)
            if why:
                yield Contradiction(
                    f"weights: {invoice.number.value} {other.file} {invoice.file}",
                    ClashKind.QUANTITY,
                    f"{called(invoice)} and {called(other)} disagree: {why}",
                    (invoice.file, other.file),
                    (*said_of(invoice), *said_of(other)),
                    invoice.stage,
                )


def _part(other: Paper, invoice: Paper) -> bool:
    """Whether a paper carries only some of the invoice's lots, and so weighs less."""
    lots = [{key(s.value) for s in p.lots_out} for p in (other, invoice)]
    return bool(lots[0] and lots[1]) and lots[0] < lots[1]


def _in_parts(other: Paper, others: list[Paper], invoice: Paper) -> bool:
    """Whether papers of this one's kind carry the invoice's goods in several parts."""
    if net(invoice) is None and (many := pieces(invoice.amounts)):
        shares = [pieces(p.amounts) for p in others if p.kind == other.kind]
        counted = sum(s for s in shares if s is not None)
        return len(shares) > 1 and abs(counted - many) <= CLOSE * many
    whole = net(invoice)
    peers = {key(p.number.value) if p.number else p.file: p
             for p in others if p.kind == other.kind}  # fmt: skip
    if whole is None or len(peers) < 2:
        return False
    weights = [net(p) for p in peers.values()]
    gross = sum(a.grams or 0 for p in peers.values() for a in p.amounts if a.gross)
    if None in weights:
        return gross * MILLION >= whole * (MILLION - slack().net)
    gap = abs(sum(w for w in weights if w is not None) - whole)
    return gap * MILLION <= slack().net * whole


def _disagree(one: Paper, two: Paper) -> str:
    weights = net(one), net(two)
    if weights[0] is not None and weights[1] is not None:
        gap = abs(weights[0] - weights[1]) * MILLION
        if gap > slack().net * max(weights[0], weights[1]):
            return f"{weight(weights[0])} and {weight(weights[1])} net"
    many = pieces(one.amounts), pieces(two.amounts)
    if many[0] and many[1]:
        if abs(many[0] - many[1]) > CLOSE * max(many[0], many[1]):
            return f"{many[0]:,.0f} and {many[1]:,.0f} pieces"
    gross = sum(a.grams or 0 for a in two.amounts if a.gross)
    if weights[0] and gross and gross * MILLION < weights[0] * (MILLION - slack().net):
        return f"{weight(weights[0])} net and only {weight(gross)} gross"
    return ""


def _lots(sheaf: Sheaf) -> Iterator[Contradiction]:
    """Lots used that no paper made or sold, where other lots of their stage are."""
    known = {*sheaf.made, *sheaf.sold}
    seen = {sheaf.stage_of_lot.get(lot, "") for lot in known}
    for lot, users in sorted(sheaf.used.items()):
        stage = sheaf.stage_of_lot.get(lot, "")
        if lot in known or (stage and stage not in seen):
            continue
        written = sheaf.written[lot]
        for paper in users:
            yield Contradiction(
                f"lot: {written} {paper.file}",
                ClashKind.LOT,
                f"{called(paper)} used lot {written}, which no paper made or sold",
                (paper.file,),
                (
                    *(s for s in paper.lots_in if key(s.value) == lot),
                    *(
                        a.said
                        for a in paper.amounts
                        if a.role is AmountRole.TAKEN and key(a.lot) == lot
                    ),
                ),
                paper.stage,
            )
