"""Parties that disagree: who paid, who was paid, and to whom goods were carried."""

from collections.abc import Iterator

from whence.desk.papers_index import Sheaf, called, key, said_of
from whence.model.chain import TieKind
from whence.model.folder import ClashKind, Contradiction
from whence.model.paper import Paper, PartyRole
from whence.shelf.paper_words import firm_words, folded, holds, open_names

LONG = 4
"""Letters of the shortest word by which a firm is known again."""


def parties_clash(sheaf: Sheaf) -> Iterator[Contradiction]:
    """Give what papers of one sale say differently of its parties."""
    for invoice in sheaf.of("invoice"):
        if invoice.number is None:
            continue
        for paid in sheaf.of("proof_of_payment"):
            if sheaf.names(paid, invoice.number.value):
                yield from _payer(invoice, paid)
                yield from _payee(sheaf, invoice, paid)
        yield from _consignee(sheaf, invoice)


def _payer(invoice: Paper, paid: Paper) -> Iterator[Contradiction]:
    """An invoice paid by somebody else than its buyer, where both names are Latin."""
    buyer, payer = invoice.party(PartyRole.BUYER), paid.party(PartyRole.BUYER)
    one, two = key(buyer), key(payer)
    if not buyer.isascii() or not payer.isascii() or not one or not two:
        return
    if one not in two and two not in one:
        yield _clash(
            f"payer: {_number(invoice)} {paid.file}",
            f"{called(invoice)} is to {buyer}; {called(paid)} was paid by {payer}",
            invoice,
            paid,
        )


def _payee(sheaf: Sheaf, invoice: Paper, paid: Paper) -> Iterator[Contradiction]:
    """An invoice paid to another firm than its seller, by names of one script."""
    ours = [key(p.name) for p in invoice.parties if p.name]
    payee = paid.party(PartyRole.SELLER)
    said = key(payee)
    if is_firm(payee) and any(name.isascii() for name in ours):
        if any(said in name or name in said for name in ours):
            return
    elif not (payee := _stranger(sheaf, invoice, paid)):
        return
    seller = invoice.party(PartyRole.SELLER, PartyRole.ISSUER)
    yield _clash(
        f"payee: {_number(invoice)} {paid.file}",
        f"{called(invoice)} is from {seller or 'another firm'};"
        f" {called(paid)} was paid to {payee}",
        invoice,
        paid,
    )


def _stranger(sheaf: Sheaf, invoice: Paper, paid: Paper) -> str:
    """Give a firm that a line of a statement names beside an invoice of others.

    Names in hanzi alone: a Latin one is cut short on such lines too often.
    """
    ours = [key(p.name) for p in invoice.parties if not p.name.isascii()]
    number = key(_number(invoice))
    if not ours or not number:
        return ""
    for line in sheaf.texts.get(paid.file, "").splitlines():
        words = [key(w) for w in line.split() if w.endswith(_han_firms())]
        if words and number in key(line) and not _shared(words, ours):
            return next(w for w in line.split() if w.endswith(_han_firms()))
    return ""


def _shared(words: list[str], ours: list[str]) -> bool:
    """Whether a word holds the name of a party, or is part of one."""
    return any(word in name or name in word for word in words for name in ours)


def _han_firms() -> tuple[str, ...]:
    return tuple(word for word in firm_words() if not word.isascii())


def _consignee(sheaf: Sheaf, invoice: Paper) -> Iterator[Contradiction]:
    """Goods of an invoice consigned to a firm that it does not name."""
    ours = [p.name for p in invoice.parties if p.name]
    buyer = invoice.party(PartyRole.BUYER)
    if not buyer:
        return
    number = key(_number(invoice))
    for paper in {
        p.file: p
        for p in (
            *sheaf.referring(TieKind.INVOICE, number),
            *by_order(sheaf, invoice),
        )
        if p.kind == "transport_document"
    }.values():
        names = [p.name for p in paper.parties if p.role is PartyRole.CONSIGNEE]
        named = [name for name in names if not is_open(name) and is_firm(name)]
        same = [n for n in named if n.isascii() == buyer.isascii()]
        if same and len(same) == len(named) and not any(_met(n, ours) for n in same):
            yield _clash(
                f"consignee: {_number(invoice)} {paper.file}",
                f"{called(invoice)} is to {buyer}; {called(paper)} carries its goods"
                f" to {same[0]}",
                invoice,
                paper,
            )


def by_order(sheaf: Sheaf, invoice: Paper) -> tuple[Paper, ...]:
    """Give papers of carriage that name no invoice, but this one's order and its lots.

    Nothing where the order has other invoices of these lots.
    """
    orders = {key(r.value) for r in invoice.refs if r.kind is TieKind.ORDER}
    lots = {key(s.value) for s in invoice.lots_out}
    found: list[Paper] = []
    for order in sorted(orders if lots else ()):
        papers = sheaf.referring(TieKind.ORDER, order)
        sharing = [p for p in papers if lots & {key(s.value) for s in p.lots_out}]
        rivals = {_number(p) for p in sharing if p.kind == "invoice"}
        if len(rivals) > 1:
            continue
        found += [
            p
            for p in sharing
            if p.kind not in ("invoice", "purchase_order", "purchase_contract")
            and not any(r.kind is TieKind.INVOICE for r in p.refs)
        ]
    return tuple(found)


def _met(name: str, ours: list[str]) -> bool:
    """Whether a firm is one of some: one name holds the other, or its first word."""
    said = key(name)
    first = next((w for w in folded(name).split() if len(w) >= LONG), "")
    return any(
        said in key(n) or key(n) in said or (first and holds(folded(n), first))
        for n in ours
    )


def is_firm(name: str) -> bool:
    """Whether a name was clearly read as that of a firm."""
    said = folded(name)
    if not name.isascii():
        return any(f in name for f in _han_firms())
    return any(holds(said, word) for word in firm_words())


def is_open(name: str) -> bool:
    """Whether words name nobody: "to order"."""
    said = folded(name)
    return any(holds(said, word) for word in open_names())


def _number(paper: Paper) -> str:
    return paper.number.value if paper.number else ""


def _clash(name: str, text: str, invoice: Paper, other: Paper) -> Contradiction:
    return Contradiction(
        name,
        ClashKind.PARTY,
        text,
        (invoice.file, other.file),
        (*said_of(invoice), *said_of(other)),
        invoice.stage,
    )
