"""Dockets in the casebook: nothing but rows of the custody log, read back in order.

A docket is what its rows add up to. Each row is chained to the one before, so that no
message of the authority can be lost, changed or dated anew without a trace.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from whence.errors import InputError, UsageError
from whence.model.docket import Docket, Extension, Fact, Header, Mark, Message, Track
from whence.store.casebook import Casebook
from whence.store.chain import packed

EVENT = "docket"


def append(casebook: Casebook, key: str, entry: Mapping[str, object], day: date) -> int:
    """Append one entry to a docket's rows; on disk when this returns.

    Raises:
        OutputError: the disk is full or the file may not be written.

    """
    return casebook.log(EVENT, key, packed(entry), day=day)


def fact_entry(fact: Fact) -> dict[str, object]:
    """Write a dated fact as an entry."""
    row = {"what": "fact", "mark": fact.mark.value, "day": fact.day.isoformat()}
    return {**row, "basis": fact.basis}


def message_entry(message: Message) -> dict[str, object]:
    """Write a message as an entry; its number is that of the row it gets."""
    plain = asdict(message)
    del plain["seq"]
    return {"what": "message", **plain, "day": message.day.isoformat()}


def keys(casebook: Casebook) -> tuple[str, ...]:
    """List the dockets of a case in the order in which they were opened."""
    rows = casebook.events(EVENT)
    return tuple(dict.fromkeys(subject for _, subject, _ in rows))


def chosen(casebook: Casebook, key: str = "") -> Docket:
    """Give a docket by its key; without one, the only docket of the case.

    Raises:
        UsageError: there is none, none of this key, or several to choose from.

    """
    known = keys(casebook)
    if key in known or (not key and len(known) == 1):
        return docket(casebook, key or known[0])
    listed = ", ".join(known)
    if not known:
        raise UsageError(
            "holds no docket.",
            where=str(casebook.path.parent),
            remedy="Open one: `whence docket open --presented DAY --case FOLDER`.",
        )
    what = f"holds no docket {key!r}." if key else "holds several dockets."
    raise UsageError(
        what, where=str(casebook.path.parent), remedy=f"Give --docket one of: {listed}."
    )


def docket(casebook: Casebook, key: str) -> Docket:
    """Put a docket together from its rows.

    Raises:
        InputError: a row cannot be read; a newer Whence wrote it.

    """
    found = Docket(key)
    for seq, subject, detail in casebook.events(EVENT):
        if subject == key:
            try:
                found = _with(found, seq, json.loads(detail))
            except (KeyError, ValueError, TypeError) as error:
                raise InputError(
                    f"row {seq} of docket {key} cannot be read: {error}.",
                    where=str(casebook.path),
                    remedy="Upgrade Whence to the version that wrote it.",
                ) from error
    return found


def _with(held: Docket, seq: int, row: dict[str, Any]) -> Docket:
    match row["what"]:
        case "opened":
            tracks = tuple(Track(t) for t in row["tracks"])
            goods = row.get("commodity", ""), row.get("measure", "")
            return replace(held, tracks=tracks, commodity=goods[0], measure=goods[1])
        case "header":
            plain = {k: v for k, v in row.items() if k != "what"}
            return replace(held, header=Header(**plain))
        case "fact":
            day = date.fromisoformat(row["day"])
            fact = Fact(Mark(row["mark"]), day, row["basis"])
            rest = tuple(f for f in held.facts if f.mark is not fact.mark)
            # A task day that the portal prints anew stands for itself.
            ends = fact.mark is Mark.TASK_DUE
            extensions = () if ends else held.extensions
            return replace(held, facts=(*rest, fact), extensions=extensions)
        case "extension":
            days = (date.fromisoformat(row[k]) for k in ("asked", "until"))
            return replace(held, extensions=(*held.extensions, Extension(*days)))
        case "message":
            day = date.fromisoformat(row["day"])
            plain = {k: v for k, v in row.items() if k not in ("what", "day")}
            return replace(
                held, messages=(*held.messages, Message(seq, day=day, **plain))
            )
        case what:
            raise ValueError(f"an entry {what!r}")
