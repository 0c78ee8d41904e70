"""Events of EPCIS as they were said, and what lies packed in what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from whence.read.standards.gs1 import element
from whence.read.standards.plain import day_of, inner, objects, text_of

DEEPEST = 12  # packages within packages


@dataclass(frozen=True, slots=True)
class Item:
    """Goods that an event names."""

    key: str
    quantity: str = ""
    unit: str = ""
    name: str = ""


@dataclass(slots=True)
class Event:
    """One event, with what an enclosing credential says of who issued it."""

    number: int
    said: Mapping[str, Any]
    issuer: str = ""
    kind: str = ""
    step: str = ""
    inputs: list[Item] = field(default_factory=list)
    outputs: list[Item] = field(default_factory=list)

    @property
    def day(self) -> str:
        """Give the day, where it happened."""
        said = self.said
        return day_of(said.get("eventTime"), said.get("eventTimeZoneOffset"))

    @property
    def action(self) -> str:
        """Give what is done: ADD, OBSERVE or DELETE."""
        return text_of(self.said.get("action")).upper()


class Packages:
    """What lies in which package, by the last packing on or before a day."""

    def __init__(self, events: Sequence[Event], steps: Sequence[str]) -> None:
        """Take the packing in, in the order of time."""
        self.inside: dict[str, list[tuple[str, list[Item]]]] = {}
        for event in sorted(events, key=lambda e: text_of(e.said.get("eventTime"))):
            parent = element(id_of(event.said.get("parentID")))
            if event.kind != "AggregationEvent" or not parent:
                continue
            if event.action == "ADD" and (event.step in steps or not event.step):
                held = self.inside.setdefault(parent, [])
                before = held[-1][1] if held else []
                held.append((event.day, [*before, *children_of(event)]))
            elif event.action == "DELETE":
                gone = {item.key for item in children_of(event)}
                held = self.inside.setdefault(parent, [])
                left = [i for i in (held[-1][1] if held else []) if i.key not in gone]
                held.append((event.day, left if gone else []))

    def unfold(self, items: Sequence[Item], day: str, depth: int = 0) -> list[Item]:
        """Give lots for packages, as deep as they are packed."""
        found: list[Item] = []
        for item in items:
            known = [inside for d, inside in self.inside.get(item.key, ()) if d <= day]
            if known and known[-1] and depth < DEEPEST:
                found += self.unfold(known[-1], day, depth + 1)
            else:
                found.append(item)
        return found


def goods_of(event: Event) -> list[Item]:
    """Give the goods of an event that moves them, the parent of an aggregation too."""
    said = event.said
    found = items_of(said, "epcList", "quantityList")
    children = children_of(event)
    if event.kind == "AggregationEvent" or not found:
        found += children
    parent = element(id_of(said.get("parentID")))
    return found or ([Item(parent)] if parent else [])


def children_of(event: Event) -> list[Item]:
    """Give the goods that an event packs."""
    return items_of(event.said, "childEPCs", "childQuantityList")


def items_of(said: Mapping[str, Any], singles: str, amounts: str) -> list[Item]:
    """Give goods named one by one, and goods named by lot with a quantity."""
    found = [
        Item(element(id_of(one)), "", "", text_of(inner(one).get("name")))
        for one in (said.get(singles) or ())
    ]
    for one in objects(said.get(amounts)):
        key = element(id_of(one.get("epcClass") or one.get("productId")))
        name = text_of(one.get("productName"))
        amount, unit = text_of(one.get("quantity")), text_of(one.get("uom"))
        found.append(Item(key, amount, unit, name))
    return [item for item in found if item.key]


def id_of(value: Any) -> str:
    """Give the id of an object, or a plain id."""
    return text_of(value.get("id")) if isinstance(value, dict) else text_of(value)
