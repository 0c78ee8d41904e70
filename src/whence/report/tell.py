"""Sentences and parts of sentences that every printer writes the same way."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from whence.model.chain import Operation, Path, Tie
from whence.model.findings import ConsignmentFinding, PartyFinding
from whence.model.measure import Decision
from whence.model.party import Role
from whence.model.weight import kilograms
from whence.report.charts import percent
from whence.report.counting import counted
from whence.shelf.lands import country_code
from whence.shelf.wording import words


@dataclass(frozen=True, slots=True)
class Parted:
    """A consignment's decisions, worst first: those told, and those ruled out."""

    told: tuple[Decision, ...]
    ruled_out: tuple[Decision, ...]


def parted(ordered: list[Decision]) -> Parted:
    """Part decisions that say something from those that do not reach the goods.

    With two measures or fewer there is nothing to clear away, and all are told.
    """
    outside = [d for d in ordered if d.outcome.severity is None and len(ordered) > 2]
    return Parted(tuple(d for d in ordered if d not in outside), tuple(outside))


def dates_of(c: ConsignmentFinding) -> str:
    """Say when goods were imported, as one date or as the two it lies between."""
    if c.import_date is None and c.entered:
        return f"date not known, {c.import_date_latest} at the latest"
    if c.import_date is None:
        return "not yet entered"
    late = c.import_date_latest
    if late is not None and late != c.import_date:
        return f"{c.import_date} to {late}"
    return str(c.import_date)


PLAIN = re.compile(r"\d+(\.\d+)?", re.ASCII)


def grams_of(c: ConsignmentFinding) -> int | None:
    """Give the known weight of a consignment, None where none can be told."""
    held = c.weight_kg
    return int(Decimal(held) * 1000) if PLAIN.fullmatch(held) else None


def weight_of(c: ConsignmentFinding) -> str:
    """Give the weight of a consignment as paper writes numbers, "" for none."""
    grams = grams_of(c)
    told = c.weight_kg if grams is None else kilograms(grams)
    return f"{told} kg" if told else ""


def dated(d: Decision) -> tuple[tuple[str, bool], ...]:
    """Say on which day a decision stands, its outlook and its answer.

    Gives runs of text, each with whether it is to stand out.
    """
    runs = [(f"Decided on {d.on}", False)]
    for day, word in d.also_on:
        runs += [(f"; on {day} it would be ", False), (word.value, True)]
    runs += [(f". If imported on {d.outlook_on}: ", False), (d.outlook.value, True)]
    return (*runs, (". Answer: ", False), (d.answer.value, True))


def gates(d: Decision) -> str:
    """Say of each list whether it passes the gate, and why."""
    word = {True: "passes", False: "does not pass"}
    return "; ".join(
        f"{g.list_key} {word[g.passes]} the gate ({g.reason})" for g in d.gate
    )


def places_of(p: PartyFinding) -> list[tuple[str, str]]:
    """Name each place of a party once, with every way it was read, signals last.

    Where none was read, its country stands alone.
    """
    held: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for x in p.places:
        ways = held.setdefault(x.name, ({}, {}))[x.is_signal]
        ways[f"{x.method} {x.text}".rstrip()] = None
    if not held:
        return [(country_code(p.country) or p.country, "")]
    return [(name, _ways(*ways)) for name, ways in held.items()]


def _ways(sites: Iterable[str], signals: Iterable[str]) -> str:
    kinds = (("", sites), ("signal, no site: ", signals))
    said = (head + ", ".join(ways) for head, ways in kinds if ways)
    return "; ".join(said)


def role_of(o: Operation) -> str:
    """Name the role of a party in an act, "" where no paper tells it."""
    return "" if o.role is Role.UNKNOWN else o.role.value


def act(o: Operation, *, lot: bool = False, dated: bool = True) -> str:
    """Say what a party did: role, stage, product, then lot or day and weight."""
    parts = [role_of(o), o.stage, o.product]
    parts.append(f"lot {o.lot}" if lot and o.lot else "")
    if dated:
        parts.append(str(o.day) if o.day else "")
        parts.append(f"{kilograms(o.grams)} kg" if o.grams is not None else "")
    return ", ".join(p for p in parts if p)


def _said(key: str) -> str:
    """Give the words of the wording data for a key."""
    return words("en")[key]


def tied_by(t: Tie) -> str:
    """Say by what two acts are tied, how well, and where a buyer is likely only."""
    likely = f", {_said('buyer read from the notify party')}" if t.notified else ""
    return f"{t.kind.value} ({t.grade.value}{likely})"


def path_words(w: Path) -> str:
    """Say how far a path reaches, what share it carries, over how many months."""
    parts = [counted(w.tiers, "tier")]
    if w.share_ppm is not None:
        parts.append(f"{percent(w.share_ppm)} of intake")
    if w.lag_months is not None:
        parts.append(counted(w.lag_months, "month"))
    if any(t.notified for t in w.ties):
        parts.append(_said("a buyer read from the notify party"))
    return ", ".join(parts)
