"""Invoices and what paid them: by number, else by sum and party."""

from collections.abc import Iterator

from whence.desk.papers_index import Sheaf, called, key
from whence.model.folder import Gap, GapKind
from whence.model.paper import Paper, PartyRole
from whence.shelf.paper_steps import slack

MILLION = 1_000_000
CENT = 0.01


def unpaid(sheaf: Sheaf) -> Iterator[Gap]:
    """Name invoices without a payment, or paid far short."""
    payments = sheaf.of("proof_of_payment")
    seen: set[str] = set()
    for invoice in sheaf.of("invoice"):
        if invoice.number is None or key(invoice.number.value) in seen:
            continue
        seen.add(key(invoice.number.value))
        paying = [p for p in payments if sheaf.names(p, invoice.number.value)]
        if not paying:
            paying = [p for p in payments if _same_sum(invoice, p, sheaf)]
        total, paid = _money(invoice), sum(_money(p) for p in paying)
        if paying and not _short(total, paid):
            continue
        words = "no payment of it lies here"
        if paying:
            words = f"{paid:,.2f} of {total:,.2f} were paid"
        yield Gap(
            f"payment: {invoice.number.value}",
            GapKind.PAYMENT,
            f"{called(invoice)}: {words}",
            stage=invoice.stage,
            ask=("proof of payment",),
            party=invoice.party(PartyRole.BUYER, PartyRole.CONSIGNEE),
            papers=(invoice.file, *(p.file for p in paying)),
        )


def _short(total: float, paid: float) -> bool:
    return total > 0 and 0 < paid < total * (1 - slack().payment / MILLION)


def _money(paper: Paper) -> float:
    if not paper.money:
        return 0.0
    return float(paper.money[0].value.rpartition(" ")[2])


def _same_sum(invoice: Paper, payment: Paper, sheaf: Sheaf) -> bool:
    """Whether a payment that names no invoice is of this sum, between these two."""
    total, paid = _money(invoice), _money(payment)
    if not total or abs(total - paid) > CENT:
        return False
    others = [
        p
        for p in sheaf.of("invoice")
        if p is not invoice and p.number and sheaf.names(payment, p.number.value)
    ]
    if others:
        return False
    pairs = (
        (invoice.party(PartyRole.BUYER), payment.party(PartyRole.BUYER)),
        (
            invoice.party(PartyRole.SELLER, PartyRole.ISSUER),
            payment.party(PartyRole.SELLER),
        ),
    )
    return any(_alike(one, two) for one, two in pairs)


def _alike(one: str, two: str) -> bool:
    a, b = key(one), key(two)
    return bool(a and b) and (a in b or b in a)
