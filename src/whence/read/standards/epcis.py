"""Events of EPCIS and of UNTP to production steps and shipments.

A TransformationEvent says which lots became which: production. An ObjectEvent,
AggregationEvent or TransactionEvent that ships says who gave which lots to whom: a
trade record. Packing says what lies in a package, so that a shipped pallet stands for
its lots.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from whence.read.standards.events import (
    Event,
    Item,
    Packages,
    goods_of,
    id_of,
    items_of,
)
from whence.read.standards.gs1 import element, is_lot, paper_of
from whence.read.standards.masters import Master, Masters
from whence.read.standards.plain import (
    inner,
    objects,
    text_of,
    types_of,
    word_of,
)
from whence.read.standards.tables import Tables


class Events:
    """Takes the events of one file in and gives the rows they stand for."""

    def __init__(self, about: Mapping[str, Any], out: Tables) -> None:
        """Begin with what `data/standards/epcis.yml` says."""
        self.about, self.out = about, out
        self.masters = Masters(about["attributes"])
        self.events: list[Event] = []
        self.seen = 0

    def take(self, document: Mapping[str, Any], issuer: str = "") -> None:
        """Take a document, a query's answer, a credential or one event in."""
        self.masters.learn(document)
        for said in _events_in(document):
            self.seen += 1
            kind = next((t for t in types_of(said) if t in self.about["events"]), "")
            if not kind:
                self.out.refuse(self.seen, "no event of EPCIS")
            elif "errorDeclaration" in said:
                self.out.leave("events that their own errorDeclaration takes back")
            else:
                for field, what in self.about["lost"].items():
                    if field in said:
                        self.out.leave(what)
                step = word_of(said.get("bizStep"))
                self.events.append(
                    Event(
                        self.seen,
                        said,
                        issuer,
                        kind,
                        step,
                        items_of(said, "inputEPCList", "inputQuantityList"),
                        items_of(said, "outputEPCList", "outputQuantityList"),
                    )
                )

    def finish(self) -> None:
        """Give the rows."""
        packed = Packages(self.events, self.about["packed"])
        shipped: set[tuple[str, ...]] = set()
        arrived: list[Event] = []
        for event in _whole(self.events):
            if event.kind == "TransformationEvent":
                self._made(event)
            elif event.step in self.about["sent"] or event.kind == "TransactionEvent":
                self._sent(event, packed, shipped)
            elif event.step in self.about["received"]:
                arrived.append(event)
            elif event.step in self.about["made"] and event.kind == "ObjectEvent":
                event.outputs = goods_of(event)
                self._made(event)
            elif event.step not in self.about["packed"]:
                self.out.leave(f"{event.kind} with bizStep {event.step or 'not said'}")
        for event in arrived:
            self._sent(event, packed, shipped)

    def _made(self, event: Event) -> None:
        """Give a row for each lot that came out and each that went in."""
        where = element(
            id_of(event.said.get("bizLocation") or event.said.get("readPoint"))
        )
        told = self.masters.party(where)
        if event.issuer and not self.masters.of(where).name:
            told = Master(event.issuer, told.address, told.country)
        ilmd = self.masters.told(inner(event.said.get("ilmd")))
        words = {**inner(event.said.get("ilmd")), **event.said}
        stage = next(
            (
                text_of(v)
                for k, v in words.items()
                if word_of(k) in self.about["attributes"]["stage"] and text_of(v)
            ),
            "",
        )
        base = {
            "stage": stage,
            "date": event.day,
            "party": told.name,
            "party_country": told.country or ilmd.country,
            "role": "maker",
            "site": told.address,
            **self._papers(event),
        }
        inputs = event.inputs or [Item("")]
        outputs = event.outputs or [Item("")]
        several = len(outputs) > 1
        if several and event.inputs:
            self.out.leave("amounts of inputs of steps with several outputs")
        for made in outputs:
            goods = self.masters.of(made.key)
            for used in inputs:
                row = base | {
                    "lot_out": made.key if is_lot(made.key) else "",
                    "lot_in": used.key if is_lot(used.key) else "",
                    "product": made.name or goods.name or ilmd.name,
                    "hs": goods.hs or ilmd.hs,
                    "quantity_out": made.quantity,
                    "unit_out": made.unit or ("C62" if made.quantity else ""),
                    "quantity_in": "" if several else used.quantity,
                    "unit_in": "" if several else used.unit,
                }
                self.out.add("production", event.number, row)

    def _sent(
        self, event: Event, packed: "Packages", shipped: set[tuple[str, ...]]
    ) -> None:
        """Give a row for each lot that changed hands; the same once for both ends."""
        seller = self._end(event, "sourceList", "source")
        buyer = self._end(event, "destinationList", "destination")
        if not seller:
            place = event.said.get("readPoint") or event.said.get("bizLocation")
            if event.step in self.about["sent"]:
                seller = element(id_of(place))
        if not seller and event.issuer and event.step in self.about["sent"]:
            seller = event.issuer
        if not seller:
            self.out.leave(
                f"{event.kind} with bizStep {event.step} that names no source"
            )
            return
        gives, takes = self.masters.party(seller), self.masters.party(buyer)
        for item in packed.unfold(goods_of(event), event.day):
            mark = (seller, buyer, item.key)
            if event.step in self.about["received"] and mark in shipped:
                self.out.leave("arrivals of goods whose sending is told")
                continue
            shipped.add(mark)
            goods = self.masters.of(item.key)
            self.out.add(
                "shipments",
                event.number,
                {
                    "seller": gives.name,
                    "seller_address": gives.address,
                    "seller_country": gives.country,
                    "buyer": takes.name,
                    "buyer_address": takes.address,
                    "buyer_country": takes.country,
                    "date": event.day,
                    "hs": goods.hs,
                    "description": item.name or goods.name,
                    "quantity": item.quantity,
                    "unit": item.unit or ("C62" if item.quantity else ""),
                    "lot": item.key if is_lot(item.key) else "",
                    "origin_country": goods.country,
                    **self._papers(event, ("order", "invoice", "bill")),
                },
            )

    def _end(self, event: Event, name: str, field_: str) -> str:
        """Give who gives or takes: the owner before who only holds the goods."""
        ends = {
            word_of(one.get("type")): element(id_of(one.get(field_) or one.get("id")))
            for one in objects(event.said.get(name))
        }
        return next((ends[t] for t in self.about["ends"] if ends.get(t)), "")

    def _papers(
        self, event: Event, roles: Sequence[str] = ("order", "invoice")
    ) -> dict[str, str]:
        found: dict[str, list[str]] = {}
        for one in objects(event.said.get("bizTransactionList")):
            role = self.about["papers"].get(word_of(one.get("type")))
            number = id_of(one.get("bizTransaction") or one.get("id"))
            if role in roles and number:
                found.setdefault(role, []).append(paper_of(number))
        more = sum(len(v) - 1 for v in found.values())
        if more:
            self.out.leave("further numbers of papers of an event", more)
        return {role: numbers[0] for role, numbers in found.items()}


def _events_in(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Give the events, wherever the kind of document keeps them."""
    body = inner(document.get("epcisBody"))
    result = inner(inner(body.get("queryResults")).get("resultsBody"))
    for holder, name in (
        (body, "eventList"),
        (body, "event"),
        (result, "eventList"),
        (document, "eventList"),
        (document, "credentialSubject"),
    ):
        if holder.get(name):
            yield from objects(holder[name])
            return
    if "eventTime" in document:
        yield document


def _whole(events: Sequence[Event]) -> Iterator[Event]:
    """Join the events that one transformation is told in, by its transformationID."""
    parts: dict[str, Event] = {}
    for event in events:
        mark = text_of(event.said.get("transformationID"))
        if not mark or event.kind != "TransformationEvent":
            yield event
        elif mark in parts:
            parts[mark].inputs += event.inputs
            parts[mark].outputs += event.outputs
        else:
            parts[mark] = event
    yield from parts.values()
